"""The whole made-up workforce, and its tables as text with English field names; ``mapping`` gives them their wire names."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import md5
from typing import Any

import numpy as np
import polars as pl

from bijak.siasn.engine import careers, catalogue, learning, names, numbers, persons, structure
from bijak.siasn.engine.careers import BEFORE_EXPERT, EXECUTOR, POST, Positions, Ranks
from bijak.siasn.engine.learning import Ratings, Sanctions, Trainings
from bijak.siasn.engine.persons import Ints, Kind, Persons

CHUNK = 50_000
"""People whose rows are written as text at a time; bounds the memory for a million."""

TABLES = (
    "units",
    "people",
    "ranks",
    "positions",
    "education",
    "programmes",
    "courses",
    "ratings",
    "sanctions",
)

PPPK_TYPES = {Kind.PPPK: "PPPK", Kind.PART_TIME: "PPPK Paruh Waktu"}
STANDINGS = {Kind.PPPK: "71", Kind.PART_TIME: "101"}


@dataclass
class Workforce:
    """Everything that was drawn, as arrays. Tables are made from it a stretch of people at a time."""

    code: str
    seed: int
    on: date
    persons: Persons
    nip: Ints
    nik: Ints
    names: np.ndarray
    religion: Ints
    ranks: Ranks
    positions: Positions
    programmes: Trainings
    courses: Trainings
    ratings: Ratings
    sanctions: Sanctions
    superior: Ints
    present: Ints  # the row of `positions` that each holds today
    siasn_ids: list[str]
    chance: Ints  # a number of each person's own, for choices that nothing else depends on

    def __len__(self) -> int:
        return len(self.persons)

    @property
    def agency(self) -> dict[str, Any]:
        return catalogue.agency(self.code)

    def table(self, name: str) -> Iterator[pl.DataFrame]:
        """A table in pieces, all columns text; null where the file has an empty cell."""
        if name == "units":
            yield units(self)
            return
        writer = WRITERS[name]
        for start in range(0, len(self), CHUNK):
            yield writer(self, start, min(start + CHUNK, len(self)))


def generate(code: str, *, people: int, seed: int, on: date) -> Workforce:
    """Draw the workforce of an agency as it stands on a day. The same arguments give the same workforce."""
    rng = np.random.default_rng([seed, people])
    today = persons.month_of(on)
    agency = catalogue.agency(code)
    everyone = persons.draw(code, structure.staff(code, people, rng), rng, on=on)
    everyone = _shuffled(everyone, rng)
    called, religion = names.compose(agency["cultures"], everyone.is_woman, rng)
    ranks = careers.climb(everyone, rng, today=today)
    positions = careers.place(everyone, ranks, rng, today=today)
    sanctions = learning.punish(everyone, rng, on=on)
    programmes, courses = learning.train(agency, everyone, positions, rng, on=on)
    definitive = np.flatnonzero(~positions.is_additional)
    present = np.zeros(people, np.int64)
    present[positions.person[definitive]] = definitive
    return Workforce(
        code=code, seed=seed, on=on, persons=everyone, nip=numbers.nips(everyone),
        nik=numbers.niks(everyone, agency["nik_region"]), names=called, religion=religion, ranks=ranks, positions=positions,
        programmes=programmes, courses=courses, ratings=learning.rate(everyone, sanctions, rng, on=on), sanctions=sanctions,
        superior=careers.superiors(everyone, ranks), present=present, siasn_ids=_ids(people, rng),
        chance=rng.integers(0, 1 << 40, people),
    )  # fmt: skip


def _shuffled(everyone: Persons, rng: np.random.Generator) -> Persons:
    """A national export is sorted by its own id: people of one unit do not stand together."""
    order = rng.permutation(len(everyone))
    columns = {key: value if key == "units" else value[order] for key, value in vars(everyone).items()}
    return Persons(**columns)


def _ids(count: int, rng: np.random.Generator) -> list[str]:
    text = rng.bytes(16 * count).hex().upper()
    return [text[place : place + 32] for place in range(0, 32 * count, 32)]


def reference_id(*words: str) -> str:
    """An id that depends on nothing but the name: the same position or school has it in every file."""
    return md5("|".join(("bijak", *words)).encode(), usedforsecurity=False).hexdigest().upper()


# Columns of text


def _days(days: np.ndarray) -> pl.Series:
    """Days as the national export writes them: dd-mm-yyyy."""
    return pl.Series(days.astype("datetime64[D]")).dt.strftime("%d-%m-%Y")


def _months(months: Ints) -> np.ndarray:
    return months.astype("datetime64[M]").astype("datetime64[D]")


def _pick(words: list[str] | tuple[str, ...], places: Ints) -> pl.Series:
    return pl.Series(list(words), dtype=pl.String).gather(places)


def _text(numbers_: Ints, width: int = 0) -> pl.Series:
    text = pl.Series(numbers_).cast(pl.String)
    return text.str.zfill(width) if width else text


def _blank(text: pl.Series, where: np.ndarray) -> pl.Series:
    """Null where told; an empty text is an empty cell, too."""
    return pl.select(pl.when(pl.lit(pl.Series(where)) | (text == "")).then(None).otherwise(text)).to_series()


def _joined(pattern: str, *parts: pl.Series) -> pl.Series:
    return pl.select(pl.format(pattern, *(pl.lit(part) for part in parts))).to_series()


def _rows(owner: Ints, start: int, stop: int) -> slice:
    """The rows of people ``start`` to ``stop`` in a table sorted by person."""
    return slice(*np.searchsorted(owner, [start, stop]))


def _row_ids(workforce: Workforce, table: str, start: int, count: int) -> list[str]:
    return _ids(count, np.random.default_rng([workforce.seed, TABLES.index(table), start]))


# Diplomas and positions by name


@dataclass(frozen=True)
class Diplomas:
    """Programmes of study as flat lists; ``first`` and ``count`` say where those of a family and level stand."""

    names: list[str]
    titles: list[str]
    fronts: list[str]
    ids: list[str]
    first: Ints
    count: Ints

    def choose(self, family: Ints, level: Ints, chance: Ints) -> Ints:
        return self.first[family, level] + chance % self.count[family, level]


def diplomas() -> Diplomas:
    groups = catalogue.programmes()
    rows: list[tuple[str, str, str]] = []
    families = catalogue.families()
    first = np.zeros((len(families), len(catalogue.LEVELS)), np.int64)
    count = np.ones_like(first)
    for f, family in enumerate(families):
        for place, level in enumerate(catalogue.LEVELS):
            options = (
                groups[family.programme].get(level) or groups["umum"].get(level) or groups["guru"].get(level)
            )
            options = options or [[f"Pendidikan tingkat {level}", "", ""]]
            first[f, place], count[f, place] = len(rows), len(options)
            rows += [(name, back, front) for name, back, front in options]
    called, back, front = (list(column) for column in zip(*rows, strict=True))
    return Diplomas(called, back, front, [reference_id("pendidikan", name) for name in called], first, count)


def _titles(
    workforce: Workforce, family: Ints, level: Ints, unit: Ints
) -> tuple[pl.Series, pl.Series, pl.Series]:
    """Title, kind id and reference id of positions. Kinds: 1 structural, 2 functional, 4 executor."""
    units_ = workforce.persons.units
    table: list[tuple[str, str]] = []
    place: dict[tuple[int, int], int] = {}
    for f, entry in enumerate(catalogue.families()):
        ladder = {"expert": catalogue.EXPERT_LEVELS, "skilled": catalogue.SKILLED_LEVELS}.get(entry.track, ())
        rows = {step: (f"{entry.title} {name}", "2") for step, name in enumerate(ladder)}
        rows[EXECUTOR] = (entry.title, "4")
        rows[BEFORE_EXPERT] = (
            ("Guru Pratama", "2") if entry.code == "guru" else ("Pengadministrasi Perkantoran", "4")
        )
        for step, row in rows.items():
            place[f, step] = len(table)
            table.append(row)
    lookup = np.zeros((len(catalogue.families()), 8), np.int64)
    for (f, step), number in place.items():
        lookup[f, step] = number
    posts = len(table)
    table += [
        (head or f"Kepala {name}", "1" if code else "2")
        for head, name, code in zip(units_.heads, units_.names, units_.echelons, strict=True)
    ]
    which = np.where(level == POST, posts + unit, lookup[family, level])
    titles = [title for title, _kind in table]
    ids = [reference_id("jabatan", title) for title in titles]
    return _pick(titles, which), _pick([kind for _title, kind in table], which), _pick(ids, which)


# Tables


def units(workforce: Workforce) -> pl.DataFrame:
    """The organisation: parents by id, the head's post, who heads it."""
    tree = workforce.persons.units
    lead = np.full(len(tree), -1)
    heads = np.flatnonzero(workforce.persons.is_head)
    lead[workforce.persons.unit[heads]] = heads
    offices = tree.offices()
    return pl.DataFrame(
        {
            "siasn_id": tree.siasn_ids,
            "agency_siasn_id": [workforce.agency["siasn_id"]] * len(tree),
            "parent_siasn_id": [tree.siasn_ids[parent] if parent >= 0 else None for parent in tree.parents],
            "echelon_code": [str(code) if code else "99" for code in tree.echelons],
            "name": tree.names,
            "head_title": [head or None for head in tree.heads],
            "quick_code": [f"{number:06d}" for number in range(len(tree))],
            "office_siasn_id": [tree.siasn_ids[office] for office in offices],
            "head_siasn_id": [workforce.siasn_ids[who] if who >= 0 else None for who in lead],
            "kind_code": [
                "2" if profile in ("school", "clinic", "hospital") else "1" for profile in tree.profiles
            ],
        },
        schema_overrides={"parent_siasn_id": pl.String, "head_siasn_id": pl.String, "head_title": pl.String},
    )


def people(workforce: Workforce, start: int, stop: int) -> pl.DataFrame:
    """One row for each person: who she is and where she stands today."""
    everyone, agency, here = workforce.persons, workforce.agency, slice(start, stop)
    size = stop - start
    kind, is_pns = everyone.kind[here], everyone.is_pns[here]
    born, appointed = everyone.born[here], everyone.appointed[here]
    own = workforce.chance[here]
    age = (np.datetime64(workforce.on) - born).astype(np.int64) / 365.2425
    nip = _text(workforce.nip[here])
    title, position_kind, position_id = _present_positions(workforce, here)
    family, education, first = everyone.family[here], everyone.education[here], everyone.first_education[here]
    known = diplomas()
    programme, earlier = known.choose(family, education, own // 7), known.choose(family, first, own // 11)
    last_step = workforce.ranks.last[here]
    rank_month = np.where(is_pns, workforce.ranks.month[last_step], appointed)
    served = rank_month - appointed
    cpns_on = _months(appointed) - 20
    is_full = kind == Kind.PNS
    pns_from = _months(np.minimum(appointed + 12 + own % 5, persons.month_of(workforce.on)))
    units_ = everyone.units
    unit = everyone.unit[here]
    office = units_.offices()[unit]
    places = list(agency["birth_places"])
    edges = np.cumsum(list(agency["birth_places"].values()))
    place = np.searchsorted(edges / edges[-1], (own // 17 % 1000) / 1000, side="right")
    married = np.where(age < 24, own % 100 < 25, own % 100 < 88)
    marital = np.where(married, 1, np.where((age > 40) & (own % 7 == 0), 3, np.where(own % 11 == 0, 2, 4)))
    street = _pick(agency["streets"], own // 31 % len(agency["streets"]))
    grades, grade_numbers = list(catalogue.PPPK_GRADES), [_number(grade) for grade in catalogue.PPPK_GRADES]
    return pl.DataFrame(
        {
            "siasn_id": workforce.siasn_ids[start:stop],
            "nip": nip,
            "old_nip": _blank(_text(130_000_000 + own % 600_000_000), ~(is_pns & (appointed < 468))),
            "name": workforce.names[here].astype(str),
            "front_title": _front_titles(known, programme, own),
            "back_title": _back_titles(known, programme, earlier, education, first),
            "birth_place_id": _pick([reference_id("lokasi", word) for word in places], place),
            "birth_place": _pick(places, place),
            "born_on": _days(born),
            "sex": _pick(["M", "F"], everyone.is_woman[here].astype(np.int64)),
            "religion_id": _text(workforce.religion[here]),
            "marital_id": _text(marital),
            "nik": _text(workforce.nik[here]),
            # 0840 is no operator's prefix; .example is reserved (RFC 2606): nobody can be reached by mistake.
            "phone": _joined("0840{}", _text(np.arange(start, stop), 8)),
            "email": _joined("pegawai{}@example.com", _text(np.arange(start, stop))),
            "gov_email": _joined("pegawai{}@{}", _text(np.arange(start, stop)), _pick([agency["domain"]], np.zeros(size, np.int64))),
            "address": _joined("{} No. {}, {}", street, _text(1 + own % 240), _pick([agency["place"]], np.zeros(size, np.int64))),
            "npwp": _joined("00.000.{}.0-000.000", _text(np.arange(start, stop) % 1000, 3)),
            "bpjs": _joined("00000{}", _text(np.arange(start, stop), 8)),
            "type_id": _blank(_pick([agency["staff_type"][0]], np.zeros(size, np.int64)), ~is_pns),
            "employee_type": _pick([agency["staff_type"][1], agency["staff_type"][1], *PPPK_TYPES.values()], kind.astype(np.int64)),
            "standing_code": _standings(workforce, here, age),
            "status_cpns_pns": _blank(_pick(["P", "C", "", ""], kind.astype(np.int64)), ~is_pns),
            "card_no": _joined("SINTETIS-{}", _text(np.arange(start, stop), 8)),
            "cpns_decree_no": _joined("813/{}/{}", _text(1 + own % 900), _text(1970 + appointed // 12)),
            "cpns_decree_on": _days(cpns_on),
            "cpns_from": _days(_months(appointed)),
            "pns_decree_no": _blank(_joined("821/{}/{}", _text(1 + own % 870), _text(1971 + appointed // 12)), ~is_full),
            "pns_decree_on": _blank(_days(pns_from - 15), ~is_full),
            "pns_from": _blank(_days(pns_from), ~is_full),
            "first_rank_id": _ranks_text(catalogue.RANK_CODES, grade_numbers, is_pns, np.array(catalogue.START_RANK)[first], education),
            "first_rank_name": _ranks_text(_grades(), grades, is_pns, np.array(catalogue.START_RANK)[first], education),
            "rank_id": _ranks_text(catalogue.RANK_CODES, grade_numbers, is_pns, workforce.ranks.rank[last_step], education),
            "rank_name": _ranks_text(_grades(), grades, is_pns, workforce.ranks.rank[last_step], education),
            "rank_from": _days(_months(rank_month)),
            "service_years": _text(served // 12),
            "service_months": _text(served % 12),
            "position_kind_id": position_kind,
            "position_siasn_id": position_id,
            "position_title": title,
            "position_from": _days(workforce.positions.day[workforce.present[here]]),
            "education_level": _pick(catalogue.LEVELS, education),
            "education_siasn_id": _pick(known.ids, programme),
            "education_name": _pick(known.names, programme),
            "graduated_year": _text(_graduation(everyone, here, own)),
            "treasury_id": _pick([agency["treasury"][0]], np.zeros(size, np.int64)),
            "treasury_name": _pick([agency["treasury"][1]], np.zeros(size, np.int64)),
            "work_place_id": _pick([reference_id("lokasi", agency["place"])], np.zeros(size, np.int64)),
            "work_place": _pick([agency["place"]], np.zeros(size, np.int64)),
            "unit_siasn_id": _pick(units_.siasn_ids, unit),
            "unit_name": _pick(units_.names, unit),
            "agency_siasn_id": _pick([agency["siasn_id"]], np.zeros(size, np.int64)),
            "agency_name": _pick([agency["name"]], np.zeros(size, np.int64)),
            "office_siasn_id": _pick(units_.siasn_ids, office),
            "office_name": _pick(units_.names, office),
            "nik_valid": _pick(["1", "0"], (own % 97 == 0).astype(np.int64)),
            "school": _schools(agency, education, own),
            "ikd_flag": _pick(["0", "1"], (own % 3 > 0).astype(np.int64)),
            "echelon_code": _blank(_text(everyone.echelon[here]), everyone.echelon[here] == 0),
        }
    )  # fmt: skip


def _number(grade: str) -> str:
    value = 0
    worth = {"I": 1, "V": 5, "X": 10}
    for letter, following in zip(grade, [*grade[1:], "I"], strict=True):
        value += -worth[letter] if worth[letter] < worth[following] and following != letter else worth[letter]
    return str(value)


def _grades() -> list[str]:
    romans = ("I", "II", "III", "IV")
    return [f"{romans[int(code[0]) - 1]}/{'abcde'[int(code[1]) - 1]}" for code in catalogue.RANK_CODES]


def _ranks_text(
    ladder: list[str] | tuple[str, ...], grades: list[str], is_pns: np.ndarray, rank: Ints, education: Ints
) -> pl.Series:
    return _pick([*ladder, *grades], np.where(is_pns, rank, len(ladder) + education))


def _present_positions(workforce: Workforce, here: slice) -> tuple[pl.Series, pl.Series, pl.Series]:
    row = workforce.present[here]
    positions = workforce.positions
    return _titles(workforce, positions.family[row], positions.level[row], positions.unit[row])


def _standings(workforce: Workforce, here: slice, age: np.ndarray) -> pl.Series:
    """Nearly all are active; a few study, are on unpaid leave, punished, or prepare to retire (shares: assumption)."""
    everyone, own = workforce.persons, workforce.chance[here] // 1009 % 10_000
    sanctions = workforce.sanctions
    ends = (sanctions.start.astype("datetime64[M]") + sanctions.months).astype("datetime64[D]")
    is_serving = (ends > np.datetime64(workforce.on)) & (sanctions.months > 0)
    punished = np.isin(np.arange(here.start, here.stop), sanctions.person[is_serving])
    is_full = (everyone.kind[here] == Kind.PNS) & ~everyone.is_head[here]
    last_year = age > everyone.retires_at[here] - 1
    code = np.select(
        [everyone.kind[here] == Kind.PPPK, everyone.kind[here] == Kind.PART_TIME, punished, is_full & last_year & (own < 2500),
         is_full & (age < 45) & (own < 80), is_full & (age > 30) & (own > 9985)],
        [1, 2, 3, 4, 5, 6],
        default=0,
    )  # fmt: skip
    return _pick(["01", STANDINGS[Kind.PPPK], STANDINGS[Kind.PART_TIME], "15", "20", "03", "02"], code)


def _front_titles(known: Diplomas, programme: Ints, own: Ints) -> pl.Series:
    return _blank(_pick(known.fronts, programme), np.zeros(len(programme), bool))


def _back_titles(known: Diplomas, programme: Ints, earlier: Ints, education: Ints, first: Ints) -> pl.Series:
    """The later title follows the earlier academic one: "S.E., M.M."."""
    bachelor = catalogue.LEVELS.index("40")
    both = (
        (education > first)
        & (first >= bachelor)
        & (np.array([bool(title) for title in known.titles])[earlier])
    )
    last, before = _pick(known.titles, programme), _pick(known.titles, earlier)
    text = pl.select(
        pl.when(pl.lit(pl.Series(both)))
        .then(pl.format("{}, {}", pl.lit(before), pl.lit(last)))
        .otherwise(pl.lit(last))
    ).to_series()
    return _blank(text.str.strip_chars(", "), np.zeros(len(programme), bool))


def _graduation(everyone: Persons, here: slice, own: Ints) -> Ints:
    """Year of the highest diploma."""
    first = _first_graduation(everyone, here, own)
    upgraded = everyone.upgraded[here]
    return np.where(upgraded >= 0, 1970 + upgraded // 12, first)


def _first_graduation(everyone: Persons, here: slice, own: Ints) -> Ints:
    """Year of the diploma at appointment: never after the appointment."""
    born = everyone.born[here].astype("datetime64[Y]").astype(np.int64) + 1970
    usual = born + np.array(catalogue.FINISHED_AT)[everyone.first_education[here]] + own % 2
    return np.minimum(usual, 1970 + (everyone.appointed[here] - 1) // 12)


def _schools(agency: dict[str, Any], level: Ints, own: Ints) -> pl.Series:
    universities = agency["universities"]
    secondary = [agency["secondary"].format(n=number) for number in range(1, 13)]
    place = np.where(
        level < catalogue.LEVELS.index("20"), len(universities) + own // 5 % 12, own // 5 % len(universities)
    )
    return _pick([*universities, *secondary], place)


def ranks(workforce: Workforce, start: int, stop: int) -> pl.DataFrame:
    """Rank history; a PPPK has one row, her grade."""
    everyone, steps = workforce.persons, workforce.ranks
    rows = _rows(steps.person, start, stop)
    pppk = start + np.flatnonzero(~everyone.is_pns[start:stop])
    person = np.concatenate([steps.person[rows], pppk])
    is_pns = np.arange(len(person)) < rows.stop - rows.start
    rank = np.concatenate([steps.rank[rows], np.zeros(len(pppk), np.int64)])
    month = np.concatenate([steps.month[rows], everyone.appointed[pppk]])
    kind = np.concatenate([steps.kind[rows], np.full(len(pppk), careers.FROM_INTAKE)])
    served = month - everyone.appointed[person]
    own = workforce.chance[person] + month
    education = everyone.education[person]
    grades = list(catalogue.PPPK_GRADES)
    needs_credit = kind == careers.BY_CREDIT
    return pl.DataFrame(
        {
            **_owner(workforce, "ranks", start, person),
            "rank_id": _ranks_text(
                catalogue.RANK_CODES, [_number(grade) for grade in grades], is_pns, rank, education
            ),
            "rank_name": _ranks_text(_grades(), grades, is_pns, rank, education),
            "decree_no": _joined("823/{}/{}", _text(1 + own % 950), _text(1970 + month // 12)),
            "decree_on": _days(_months(month) - 25),
            "effective_from": _days(_months(month)),
            "bkn_no": _joined("AG-{}{}", _text(10_000 + own % 90_000), _text(month % 12 + 1, 2)),
            "bkn_on": _days(_months(month) - 40),
            "credit_main": _blank(_text(100 + own % 300), ~needs_credit),
            "credit_extra": _blank(_text(own % 20), ~needs_credit),
            "kind_code": _text(kind),
            "service_years": _text(served // 12),
            "service_months": _text(served % 12),
        }
    )


def _owner(workforce: Workforce, table: str, start: int, person: Ints) -> dict[str, Any]:
    return {
        "siasn_id": _row_ids(workforce, table, start, len(person)),
        "person_siasn_id": pl.Series(
            workforce.siasn_ids[: int(person.max()) + 1] if len(person) else [], dtype=pl.String
        ).gather(person),
        "nip": _text(workforce.nip[person]),
    }


def positions(workforce: Workforce, start: int, stop: int) -> pl.DataFrame:
    """Position history; the last definitive row is today's position."""
    held, everyone, agency = workforce.positions, workforce.persons, workforce.agency
    rows = _rows(held.person, start, stop)
    person, unit, echelon = held.person[rows], held.unit[rows], held.echelon[rows]
    title, kind, reference = _titles(workforce, held.family[rows], held.level[rows], unit)
    office = everyone.units.offices()[unit]
    own = workforce.chance[person] + unit
    year = held.day[rows].astype("datetime64[Y]").astype(np.int64) + 1970
    is_functional, is_executor = (kind == "2").to_numpy(), (kind == "4").to_numpy()
    echelons = {0: None} | {
        code: name
        for code, name in (
            (11, "I.a"),
            (12, "I.b"),
            (21, "II.a"),
            (22, "II.b"),
            (31, "III.a"),
            (32, "III.b"),
            (41, "IV.a"),
            (42, "IV.b"),
        )
    }
    size = np.zeros(len(person), np.int64)
    return pl.DataFrame(
        {
            **_owner(workforce, "positions", start, person),
            "position_kind_id": kind,
            "agency_siasn_id": _pick([agency["siasn_id"]], size),
            "agency_name": _pick([agency["name"]], size),
            "office_siasn_id": _pick(everyone.units.siasn_ids, office),
            "office_name": _pick(everyone.units.names, office),
            "unit_siasn_id": _pick(everyone.units.siasn_ids, unit),
            "unit_name": _pick(everyone.units.names, unit),
            "echelon_name": pl.Series([echelons[int(code)] for code in echelon], dtype=pl.String),
            "echelon_code": _blank(_text(echelon), echelon == 0),
            "functional_id": _blank(reference, ~is_functional),
            "functional_title": _blank(title, ~is_functional),
            "executor_id": _blank(reference, ~is_executor),
            "executor_title": _blank(title, ~is_executor),
            "effective_from": _days(held.day[rows]),
            "decree_no": _joined("800.1.3.3/{}/{}", _text(1 + own % 980), _text(year)),
            "decree_on": _days(held.day[rows] - 6),
            "position_title": title,
            "inaugurated_on": _blank(_days(held.day[rows]), echelon == 0),
            "assignment_id": _pick(["D", "TT"], held.is_additional[rows].astype(np.int64)),
            "move_id": _pick(["MJ"], size),
        }
    )


def education(workforce: Workforce, start: int, stop: int) -> pl.DataFrame:
    """Diplomas: secondary school, the one at appointment, and the one earned in service."""
    everyone, here = workforce.persons, slice(start, stop)
    own = workforce.chance[here]
    person = np.arange(start, stop)
    first, last = everyone.first_education[here], everyone.education[here]
    secondary = catalogue.LEVELS.index("15")
    born = everyone.born[here].astype("datetime64[Y]").astype(np.int64) + 1970
    parts = [
        (
            person[first > secondary],
            np.full(int((first > secondary).sum()), secondary),
            born[first > secondary] + 18,
            0,
        ),
        (person, first, _first_graduation(everyone, here, own), 1),
        (person[last > first], last[last > first], _graduation(everyone, here, own)[last > first], 0),
    ]
    who = np.concatenate([part[0] for part in parts])
    level = np.concatenate([part[1] for part in parts])
    year = np.concatenate([part[2] for part in parts])
    at_appointment = np.concatenate([np.full(len(part[0]), part[3]) for part in parts])
    order = np.lexsort((level, who))
    who, level, year, at_appointment = who[order], level[order], year[order], at_appointment[order]
    # The same draws as in `people`, so that both files name the same programme.
    own = workforce.chance[who]
    known = diplomas()
    is_last = level == everyone.education[who]
    programme = known.choose(everyone.family[who], level, np.where(is_last, own // 7, own // 11))
    graduated = (year - 1970).astype("datetime64[Y]").astype("datetime64[D]") + 150 + own % 120
    return pl.DataFrame(
        {
            **_owner(workforce, "education", start, who),
            "programme_siasn_id": _pick(known.ids, programme),
            "programme": _pick(known.names, programme),
            "level_code": _pick(catalogue.LEVELS, level),
            "graduated_year": _text(year),
            "graduated_on": _days(graduated),
            "is_first": _text(at_appointment),
            "diploma_no": _joined("SINTETIS/{}/{}", _text(own % 1_000_000, 6), _text(year)),
            "school": _schools(workforce.agency, level, own),
            "front_title": _blank(_pick(known.fronts, programme), np.zeros(len(who), bool)),
            "back_title": _blank(_pick(known.titles, programme), np.zeros(len(who), bool)),
        }
    )


def programmes(workforce: Workforce, start: int, stop: int) -> pl.DataFrame:
    """Structural training (diklat)."""
    trainings = workforce.programmes
    rows = _rows(trainings.person, start, stop)
    person, begun = trainings.person[rows], trainings.start[rows]
    year = begun.astype("datetime64[Y]").astype(np.int64) + 1970
    return pl.DataFrame(
        {
            **_owner(workforce, "programmes", start, person),
            "structural_id": _text(trainings.structural[rows]),
            "certificate_no": _joined(
                "SINTETIS/{}/{}", _text(workforce.chance[person] % 100_000, 5), _text(year)
            ),
            "started_on": _days(begun),
            "year": _text(year),
            "hours": _text(trainings.hours[rows]),
            "ended_on": _days(trainings.end[rows]),
            "organiser": _pick(learning.ORGANISERS, trainings.organiser[rows]),
        }
    )


def courses(workforce: Workforce, start: int, stop: int) -> pl.DataFrame:
    """Courses, seminars and other training (kursus) with their hours (JP)."""
    trainings = workforce.courses
    rows = _rows(trainings.person, start, stop)
    person, form, begun = trainings.person[rows], trainings.form[rows], trainings.start[rows]
    year = begun.astype("datetime64[Y]").astype(np.int64) + 1970
    subjects = [subject for entry in learning.FORMS for subject in entry.subjects]
    first = np.cumsum([0, *(len(entry.subjects) for entry in learning.FORMS)])[:-1]
    count = np.array([len(entry.subjects) for entry in learning.FORMS])
    subject = first[form] + trainings.subject[rows] % count[form]
    number = np.arange(rows.start, rows.stop)
    return pl.DataFrame(
        {
            **_owner(workforce, "courses", start, person),
            "kind_name": _pick([entry.name for entry in learning.FORMS], form),
            "certificate_class": _pick([entry.certificate for entry in learning.FORMS], form),
            "organiser": _pick(learning.ORGANISERS, trainings.organiser[rows]),
            "kind_id": _pick([reference_id("kursus", word) for word in subjects], subject),
            "hours": _text(trainings.hours[rows]),
            "name": _pick(subjects, subject),
            "certificate_no": _joined("SINTETIS/{}/{}", _text(number, 7), _text(year)),
            "year": _text(year),
            "started_on": _days(begun),
            "form_id": _pick([str(entry.id) for entry in learning.FORMS], form),
            "ended_on": _days(trainings.end[rows]),
        }
    )


def ratings(workforce: Workforce, start: int, stop: int) -> pl.DataFrame:
    """Yearly ratings; whom the superior is today rates both years."""
    rated, everyone = workforce.ratings, workforce.persons
    rows = _rows(rated.person, start, stop)
    person = rated.person[rows]
    rows_with_rater = workforce.superior[person] >= 0
    person = person[rows_with_rater]
    year, results, behaviour = (
        column[rows][rows_with_rater] for column in (rated.year, rated.results, rated.behaviour)
    )
    rater = workforce.superior[person]
    title, _kind, _id = _present_positions_of(workforce, rater)
    rank = np.where(everyone.is_pns[rater], workforce.ranks.rank[workforce.ranks.last[rater]], 0)
    owner = _owner(workforce, "ratings", start, person)
    owner.pop("nip")
    return pl.DataFrame(
        {
            **owner,
            "results": _text(results),
            "behaviour": _text(behaviour),
            "predicate": _text(learning.PREDICATES[results - 1, behaviour - 1]),
            "rater_name": workforce.names[rater].astype(str),
            "rater_nip": _text(workforce.nip[rater]),
            "rater_rank_id": _ranks_text(
                catalogue.RANK_CODES,
                [_number(g) for g in catalogue.PPPK_GRADES],
                everyone.is_pns[rater],
                rank,
                everyone.education[rater],
            ),
            "rater_position": title,
            "rater_unit": _pick(everyone.units.names, everyone.unit[rater]),
            "rater_status": _pick(["ASN"], np.zeros(len(person), np.int64)),
            "year": _text(year),
        }
    )


def _present_positions_of(workforce: Workforce, who: Ints) -> tuple[pl.Series, pl.Series, pl.Series]:
    row = workforce.present[who]
    held = workforce.positions
    return _titles(workforce, held.family[row], held.level[row], held.unit[row])


def sanctions(workforce: Workforce, start: int, stop: int) -> pl.DataFrame:
    """Disciplinary sanctions (PP 94/2021)."""
    given, everyone = workforce.sanctions, workforce.persons
    rows = _rows(given.person, start, stop)
    person, begun, months = given.person[rows], given.start[rows], given.months[rows]
    ended = (begun.astype("datetime64[M]") + months).astype("datetime64[D]")
    own = workforce.chance[person]
    owner = _owner(workforce, "sanctions", start, person)
    owner.pop("nip")
    rank = workforce.ranks.rank[workforce.ranks.last[person]]
    return pl.DataFrame(
        {
            **owner,
            "rank_id": _pick(catalogue.RANK_CODES, rank),
            "kind_code": _text(given.kind[rows]),
            "decree_no": _joined("862/{}/{}", _text(1 + own % 90), _text(begun.astype("datetime64[Y]").astype(np.int64) + 1970)),
            "decree_on": _days(begun - 10),
            "starts_on": _days(begun),
            "years": _text(months // 12),
            "months": _text(months % 12),
            "ends_on": _blank(_days(ended), months == 0),
            "law_no": _pick(["PP 94 Tahun 2021"], np.zeros(len(person), np.int64)),
            "reason": _pick(["Tidak masuk kerja tanpa alasan yang sah", "Tidak menaati ketentuan jam kerja", "Melanggar kewajiban sebagai PNS"], own % 3),
            "level_code": pl.Series([learning.SANCTION_LEVELS[int(kind)] for kind in given.kind[rows]], dtype=pl.String),
        }
    )  # fmt: skip


WRITERS: dict[str, Callable[[Workforce, int, int], pl.DataFrame]] = {
    "people": people,
    "ranks": ranks,
    "positions": positions,
    "education": education,
    "programmes": programmes,
    "courses": courses,
    "ratings": ratings,
    "sanctions": sanctions,
}
