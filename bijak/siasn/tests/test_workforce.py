"""The made-up workforce is plausible, lawful and the same for the same seed."""

import re
from collections.abc import Callable
from datetime import date
from functools import cache

import numpy as np
import polars as pl
import pytest

from bijak.kernel import nip as nips
from bijak.siasn.engine import careers, catalogue, posts, tables
from bijak.siasn.engine.persons import Kind
from bijak.siasn.engine.workforce import Workforce, generate

ON = date(2026, 11, 1)
TODAY = (2026 - 1970) * 12 + 10
AGENCIES = ("pontianak", "mamuju", "jakarta")


@cache
def workforce(agency: str = "pontianak", people: int = 6500, seed: int = 1) -> Workforce:
    return generate(agency, people=people, seed=seed, on=ON)


def table(name: str, agency: str = "pontianak", people: int = 6500) -> pl.DataFrame:
    return pl.concat(tables.table(workforce(agency, people), name))


def day(column: str) -> pl.Expr:
    return pl.col(column).str.to_date("%d-%m-%Y")


@pytest.fixture(params=AGENCIES)
def made(request: pytest.FixtureRequest) -> Workforce:
    return workforce(request.param)


@pytest.mark.parametrize("name", ["units", *tables.WRITERS])
def test_the_same_seed_makes_the_same_rows_and_another_seed_others(name: str) -> None:
    def rows(seed: int) -> pl.DataFrame:
        return pl.concat(tables.table(generate("mamuju", people=400, seed=seed, on=ON), name))

    assert rows(1).equals(rows(1))
    assert not rows(1).equals(rows(2))


def test_pieces_make_the_same_table_as_one_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = table("people", people=700)
    monkeypatch.setattr(tables, "CHUNK", 96)
    assert table("people", people=700).equals(whole)


def test_no_unit_or_head_says_a_word_twice_in_a_row(made: Workforce) -> None:
    names = [*made.persons.units.names, *made.persons.units.heads]
    assert [name for name in names if re.search(r"\b(\w+) \1\b", name)] == []


def test_every_nip_is_valid_and_nobody_shares_one(made: Workforce) -> None:
    read = [nips.parse(str(number)) for number in made.nip]
    everyone = made.persons
    assert len({number.text for number in read}) == len(made)
    assert [number.born_on for number in read] == everyone.born.astype(object).tolist()
    assert [number.sex for number in read] == np.where(everyone.is_woman, "P", "L").tolist()
    assert [number.kind for number in read] == np.where(everyone.is_pns, "pns", "pppk").tolist()
    assert [number.appointed[0] for number in read] == (1970 + everyone.appointed // 12).tolist()


def test_a_nik_reads_well_but_can_be_nobodys(made: Workforce) -> None:
    for text, born, is_woman in zip(
        made.nik, made.persons.born.astype(object), made.persons.is_woman, strict=True
    ):
        nik = nips.parse_nik(str(text))
        assert nik.fits(born)
        assert nik.sex == ("P" if is_woman else "L")
        assert nik.region.endswith("00")  # no district bears 00
    assert len(set(made.nik.tolist())) == len(made)


def test_nobody_can_be_reached() -> None:
    people = table("people")
    assert people["phone"].str.starts_with("0840").all()
    assert people["email"].str.ends_with("@example.com").all()
    assert people["gov_email"].str.ends_with(".example").all()


def test_women_kinds_and_training_follow_the_published_shares(made: Workforce) -> None:
    everyone, shares = made.persons, made.agency["employment"]
    assert everyone.is_woman.mean() == pytest.approx(made.agency["women"], abs=0.02)
    for kind, share in zip(Kind, shares.values(), strict=True):
        assert (everyone.kind == kind).mean() == pytest.approx(share, abs=0.02)
    assert (hours_of_last_year(made) == 0).mean() == pytest.approx(made.agency["untrained"], abs=0.02)


def hours_of_last_year(made: Workforce) -> np.ndarray:
    hours = np.zeros(len(made))
    for trainings in (made.programmes, made.courses):
        was = trainings.end.astype("datetime64[Y]").astype(int) + 1970 == ON.year - 1
        np.add.at(hours, trainings.person[was], trainings.hours[was])
    return hours


def test_two_in_five_of_pontianak_reach_24_hours_and_the_outer_units_fewer() -> None:
    made = workforce()
    hours = hours_of_last_year(made)
    far = np.array(made.persons.units.remoteness)[made.persons.unit]
    assert (hours >= 24).mean() == pytest.approx(0.40, abs=0.04)
    assert (hours[far > 0.7] == 0).mean() > (hours[far < 0.3] == 0).mean() + 0.12


def test_the_same_people_are_trained_again() -> None:
    made = workforce()
    year = made.courses.end.astype("datetime64[Y]").astype(int) + 1970
    then = np.isin(np.arange(len(made)), made.courses.person[year == 2024])
    now = np.isin(np.arange(len(made)), made.courses.person[year == 2025])
    assert now[then].mean() > now[~then].mean() + 0.15


def test_most_have_a_first_degree_and_few_hold_a_post() -> None:
    """National: 5.7 % structural, 64 % functional (BKN, Nov 2025)."""
    people = table("people")
    bachelors = people["education_level"].is_in(["40", "42"]).mean()
    kinds = dict(people["position_kind_id"].value_counts(normalize=True).iter_rows())
    assert bachelors == pytest.approx(0.59, abs=0.05)
    assert kinds["1"] == pytest.approx(0.05, abs=0.03)
    assert kinds["2"] == pytest.approx(0.64, abs=0.06)


def test_everyone_is_of_working_age_and_was_at_appointment(made: Workforce) -> None:
    everyone = made.persons
    age = (np.datetime64(ON) - everyone.born).astype(int) / 365.2425
    entry = (everyone.appointed.astype("datetime64[M]").astype("datetime64[D]") - everyone.born).astype(
        int
    ) / 365.2425
    assert (age < everyone.retires_at).all()
    assert entry.min() >= 18
    assert entry[everyone.is_pns].max() < 40


def test_ranks_begin_at_the_diploma_and_rise_step_by_step(made: Workforce) -> None:
    """PP 99/2000: four years for a regular promotion, two by credit, one by post or diploma; one step at a time."""
    steps = made.ranks
    first = steps.kind == careers.FROM_INTAKE
    start = np.array(catalogue.START_RANK)[made.persons.first_education]
    assert (steps.rank[first] == start[steps.person[first]]).all()
    gap, rise = np.diff(steps.month), np.diff(steps.rank)
    same = np.diff(steps.person) == 0
    for kind, least in (
        (careers.REGULAR, 48),
        (careers.BY_CREDIT, 24),
        (careers.BY_POST, 12),
        (careers.BY_DIPLOMA, 12),
    ):
        assert gap[same & (steps.kind[1:] == kind)].min() >= least
    assert (rise[same & (steps.kind[1:] != careers.BY_DIPLOMA)] == 1).all()
    assert (rise[same & (steps.kind[1:] == careers.BY_DIPLOMA)] > 1).all()
    assert steps.month.max() <= TODAY


def test_a_regular_promotion_stops_at_the_ceiling_of_the_diploma(made: Workforce) -> None:
    steps = made.ranks
    regular = steps.kind == careers.REGULAR
    ceiling = np.array(catalogue.CEILING)[made.persons.education]
    assert (steps.rank[regular] <= ceiling[steps.person[regular]]).all()


def test_promotions_take_effect_on_the_dates_of_their_time(made: Workforce) -> None:
    month = made.ranks.month[made.ranks.kind != careers.FROM_INTAKE]
    of_year = month % 12 + 1
    assert np.isin(of_year[month < careers.SIX_PERIODS_FROM], [4, 10]).all()
    between = (month >= careers.SIX_PERIODS_FROM) & (month < careers.TWELVE_PERIODS_FROM)
    assert (of_year[between] % 2 == 0).all()


def test_heads_hold_a_rank_within_the_band_of_their_post(made: Workforce) -> None:
    everyone = made.persons
    rank = made.ranks.rank[made.ranks.last]
    for echelon, (low, high) in catalogue.BANDS.items():
        held = rank[everyone.echelon == echelon]
        assert ((held >= low) & (held <= high)).all()


def test_the_level_of_a_functional_position_fits_the_rank(made: Workforce) -> None:
    everyone = made.persons
    level = made.positions.level[made.present]
    for index, family in enumerate(catalogue.families()):
        who = (everyone.family == index) & everyone.is_pns & ~everyone.is_head
        assert (level[who] == posts.levels_of(family.track, made.ranks.rank[made.ranks.last[who]])).all()
    assert (level != posts.BEFORE_EXPERT).all()


def test_the_last_position_is_the_one_in_the_workforce_file(made: Workforce) -> None:
    code = made.code
    held = (
        table("positions", code)
        .filter(pl.col("assignment_id") == "D")
        .with_columns(day("effective_from").alias("on"))
    )
    last = held.sort("on", maintain_order=True).group_by("nip").last()
    both = table("people", code).join(last, on="nip", suffix="_held")
    assert len(both) == len(made)
    for field in ("position_title", "unit_siasn_id", "position_kind_id"):
        assert (both[field] == both[f"{field}_held"]).all(), field
    assert (both["position_from"] == both["effective_from"]).all()
    assert held["on"].max() <= ON


def test_nobody_holds_two_definitive_positions_from_one_day(made: Workforce) -> None:
    held = table("positions", made.code).filter(pl.col("assignment_id") == "D")
    assert not held.select("nip", "effective_from").is_duplicated().any()


def test_education_ends_before_appointment_but_for_degrees_earned_in_service(made: Workforce) -> None:
    studied = table("education", made.code).join(
        table("people", made.code).select("nip", "cpns_from"), on="nip"
    )
    years = studied.select(
        pl.col("graduated_year").cast(int), day("cpns_from").dt.year().alias("appointed"), "is_first"
    )
    first = years.filter(pl.col("is_first") == "1")
    assert len(first) == len(made)
    assert (first["graduated_year"] <= first["appointed"]).all()
    assert not studied.select("nip", "level_code").is_duplicated().any()


def test_ratings_have_a_superior_who_works_here_and_the_predicate_of_the_table() -> None:
    given, people = table("ratings"), table("people")
    assert set(given["year"]) == {"2024", "2025"}
    assert given["rater_nip"].is_in(people["nip"].implode()).all()
    worst = given.filter(pl.col("results") == "1", pl.col("behaviour") == "3")
    assert set(worst["predicate"]) <= {"4"}
    assert given.filter(pl.col("results") == "1", pl.col("behaviour") == "1")[
        "predicate"
    ].unique().to_list() == ["1"]
    assert (given["predicate"] == "2").mean() == pytest.approx(0.9, abs=0.06)


def test_sanctions_are_rare_and_shown_in_the_standing_while_they_run() -> None:
    given, people = table("sanctions", people=20_000), table("people", people=20_000)
    assert 0.001 < len(given) / 20_000 < 0.006
    running = given.filter(day("ends_on") > ON)
    serving = people.filter(pl.col("siasn_id").is_in(running["person_siasn_id"].implode()))
    assert len(serving) > 0
    assert set(serving["standing_code"]) == {"15"}


def test_units_form_one_tree_and_everyone_works_in_one(made: Workforce) -> None:
    units = table("units", made.code)
    assert units["siasn_id"].n_unique() == len(units)
    assert units["parent_siasn_id"].null_count() == 1
    assert units["parent_siasn_id"].drop_nulls().is_in(units["siasn_id"].implode()).all()
    assert table("people", made.code)["unit_siasn_id"].is_in(units["siasn_id"].implode()).all()


@pytest.mark.parametrize("people", [100, 300])
def test_a_handful_of_people_has_offices_too(people: int) -> None:
    assert all(len(table(name, people=people)) > 0 for name in tables.WRITERS)
    assert len(table("people", people=people)) == people


@pytest.mark.parametrize("on", [date(2024, 2, 1), date(2025, 3, 1), date(2030, 6, 1)])
def test_another_day_is_another_workforce_and_as_lawful(on: date) -> None:
    made = generate("pontianak", people=800, seed=3, on=on)
    assert made.positions.day.max() <= np.datetime64(on)
    assert made.courses.end.max() <= np.datetime64(on)
    assert [nips.parse(str(number)) for number in made.nip]


def test_an_unknown_agency_is_told_which_there_are() -> None:
    with pytest.raises(KeyError, match="mamuju"):
        catalogue.agency("atlantis")


def test_names_have_the_letters_of_names() -> None:
    names = table("people")["name"]
    assert names.str.contains(r"^[A-Z][A-Za-z.' ]+$").all()
    assert names.n_unique() > 4000


@pytest.mark.parametrize("rule", [careers.next_period])
def test_the_next_period_is_never_earlier_and_never_a_year_away(
    rule: Callable[[np.ndarray], np.ndarray],
) -> None:
    months = np.arange(300, 720)
    assert ((rule(months) >= months) & (rule(months) - months < 12)).all()
