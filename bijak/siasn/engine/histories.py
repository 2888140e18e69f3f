"""The history files: several rows for each person, in pieces of people ``start`` to ``stop``."""

import numpy as np
import polars as pl

from bijak.kernel.records import Record
from bijak.performance import rules as performance
from bijak.siasn.engine import careers, catalogue, learning, words
from bijak.siasn.engine.columns import blank, days, ids, joined, pick, reference_id, same, text
from bijak.siasn.engine.moments import Ints, first_day, later, month_of, months_of, years_of
from bijak.siasn.engine.persons import Kind
from bijak.siasn.engine.workforce import Workforce

TABLES = ("ranks", "positions", "education", "programmes", "courses", "ratings", "sanctions", "credits")
CONTRACT_MONTHS, CONTRACT_MONTHS_PART_TIME = 60, 12
"""How long a contract lasts: the longest that PP 49/2018 allows; a year part-time (KepmenPANRB 16/2025)."""

ECHELONS = {11: "I.a", 12: "I.b", 21: "II.a", 22: "II.b", 31: "III.a", 32: "III.b", 41: "IV.a", 42: "IV.b"}


def _rows(owner: Ints, start: int, stop: int) -> slice:
    """The rows of people ``start`` to ``stop`` in a table sorted by person."""
    return slice(*np.searchsorted(owner, [start, stop]))


def _owner(workforce: Workforce, table: str, start: int, person: Ints) -> dict[str, pl.Series]:
    """The row's own id, and whose it is."""
    rng = np.random.default_rng([workforce.seed, TABLES.index(table), start])
    return {
        "siasn_id": pl.Series(ids(len(person), rng), dtype=pl.String),
        "person_siasn_id": pl.Series([workforce.siasn_ids[who] for who in person], dtype=pl.String),
        "nip": text(workforce.nip[person]),
    }


def ranks(workforce: Workforce, start: int, stop: int) -> pl.DataFrame:
    """Ranks of PNS and CPNS; a PPPK has one row, her grade."""
    everyone, steps = workforce.persons, workforce.ranks
    rows = _rows(steps.person, start, stop)
    pppk = start + np.flatnonzero(~everyone.is_pns[start:stop])
    person = np.concatenate([steps.person[rows], pppk])
    rank = np.concatenate([steps.rank[rows], np.zeros(len(pppk), np.int64)])
    month = np.concatenate([steps.month[rows], everyone.appointed[pppk]])
    kind = np.concatenate([steps.kind[rows], np.full(len(pppk), careers.FROM_INTAKE)])
    is_pns, education = everyone.is_pns[person], everyone.education[person]
    served, own = month - everyone.appointed[person], workforce.chance[person] + month
    has_credit = kind == careers.BY_CREDIT
    return pl.DataFrame(
        {
            **_owner(workforce, "ranks", start, person),
            "rank_id": words.rank_ids(is_pns, rank, education),
            "rank_name": words.rank_names(is_pns, rank, education),
            "decree_no": joined("823/{}/{}", text(1 + own % 950), text(1970 + month // 12)),
            "decree_on": days(later(first_day(month), -25)),
            "effective_from": days(first_day(month)),
            "bkn_no": joined("AG-{}{}", text(10_000 + own % 90_000), text(month % 12 + 1, 2)),
            "bkn_on": days(later(first_day(month), -40)),
            "credit_main": blank(text(100 + own % 300), ~has_credit),
            "credit_extra": blank(text(own % 20), ~has_credit),
            "kind_code": text(kind),
            "service_years": text(served // 12),
            "service_months": text(served % 12),
        }
    )


def positions(workforce: Workforce, start: int, stop: int) -> pl.DataFrame:
    """Positions; the last definitive row is today's."""
    held, tree, agency = workforce.positions, workforce.persons.units, workforce.agency
    rows = _rows(held.person, start, stop)
    person, unit, echelon, day = held.person[rows], held.unit[rows], held.echelon[rows], held.day[rows]
    position = words.titles(workforce, np.arange(rows.start, rows.stop))
    is_functional = (position.kind == words.FUNCTIONAL).to_numpy()
    is_executing = (position.kind == words.EXECUTING).to_numpy()
    office = tree.offices()[unit]
    number = 1 + (workforce.chance[person] + unit) % 980
    return pl.DataFrame(
        {
            **_owner(workforce, "positions", start, person),
            "position_kind_id": position.kind,
            "agency_siasn_id": same(agency["siasn_id"], len(person)),
            "agency_name": same(agency["name"], len(person)),
            "office_siasn_id": pick(tree.siasn_ids, office),
            "office_name": pick(tree.names, office),
            "unit_siasn_id": pick(tree.siasn_ids, unit),
            "unit_name": pick(tree.names, unit),
            "unit_text": pick(tree.names, unit),
            "echelon_name": pick([ECHELONS.get(code) for code in range(100)], echelon),
            "echelon_code": blank(text(echelon), echelon == 0),
            "functional_id": blank(position.id, ~is_functional),
            "functional_title": blank(position.title, ~is_functional),
            "executor_id": blank(position.id, ~is_executing),
            "executor_title": blank(position.title, ~is_executing),
            "effective_from": days(day),
            "decree_no": joined("800.1.3.3/{}/{}", text(number), text(years_of(day))),
            "decree_on": days(later(day, -6)),
            "position_title": position.title,
            "inaugurated_on": blank(days(day), echelon == 0),
            "assignment_id": pick(["D", "TT"], held.is_additional[rows].astype(np.int64)),
            "move_id": same("MJ", len(person)),
        }
    )


def education(workforce: Workforce, start: int, stop: int) -> pl.DataFrame:
    """Diplomas: secondary school, the one at appointment, and the one earned in service."""
    everyone, who = workforce.persons, np.arange(start, stop)
    own = workforce.chance[who]
    first, highest = everyone.first_education[who], everyone.education[who]
    secondary = catalogue.LEVELS.index("15")
    parts = (
        (first > secondary, np.full_like(first, secondary), years_of(everyone.born[who]) + 18),
        (first >= 0, first, words.first_graduation(everyone, who, own)),
        (highest > first, highest, words.graduation(everyone, who, own)),
    )
    person = np.concatenate([who[has] for has, _level, _year in parts])
    level = np.concatenate([level[has] for has, level, _year in parts])
    year = np.concatenate([year[has] for has, _level, year in parts])
    order = np.lexsort((level, person))
    person, level, year = person[order], level[order], year[order]
    is_first = level == everyone.first_education[person]
    known, own = words.diplomas(), workforce.chance[person]
    programme = words.diploma_of(known, workforce, person, level)
    graduated = later(first_day((year - 1970) * 12 + 5), own % 90)
    return pl.DataFrame(
        {
            **_owner(workforce, "education", start, person),
            "programme_siasn_id": pick(known.ids, programme),
            "programme": pick(known.names, programme),
            "level_code": pick(catalogue.LEVELS, level),
            "graduated_year": text(year),
            "graduated_on": days(graduated),
            "is_first": text(is_first.astype(np.int64)),
            "diploma_no": joined("SINTETIS/{}/{}", text(own % 1_000_000, 6), text(year)),
            "school": words.schools(workforce.agency, level, own),
            "front_title": blank(pick(known.fronts, programme)),
            "back_title": blank(pick(known.titles, programme)),
        }
    )


def programmes(workforce: Workforce, start: int, stop: int) -> pl.DataFrame:
    """Structural training (diklat)."""
    trainings = workforce.programmes
    rows = _rows(trainings.person, start, stop)
    person, begun = trainings.person[rows], trainings.start[rows]
    number = text(workforce.chance[person] % 100_000, 5)
    return pl.DataFrame(
        {
            **_owner(workforce, "programmes", start, person),
            "structural_id": text(trainings.structural[rows]),
            "certificate_no": joined("SINTETIS/{}/{}", number, text(years_of(begun))),
            "started_on": days(begun),
            "year": text(years_of(begun)),
            "hours": text(trainings.hours[rows]),
            "ended_on": days(trainings.end[rows]),
            "organiser": pick(catalogue.organisers(), trainings.organiser[rows]),
        }
    )


def courses(workforce: Workforce, start: int, stop: int) -> pl.DataFrame:
    """Courses, seminars and other training (kursus) with their hours (JP)."""
    trainings, forms = workforce.courses, catalogue.forms()
    rows = _rows(trainings.person, start, stop)
    person, form, begun = trainings.person[rows], trainings.form[rows], trainings.start[rows]
    subjects = [subject for entry in forms for subject in entry.subjects]
    counts = np.array([len(entry.subjects) for entry in forms])
    subject = (np.cumsum(counts) - counts)[form] + trainings.subject[rows] % counts[form]
    number = text(np.arange(rows.start, rows.stop), 7)
    return pl.DataFrame(
        {
            **_owner(workforce, "courses", start, person),
            "kind_name": pick([entry.name for entry in forms], form),
            "certificate_class": pick([entry.certificate for entry in forms], form),
            "organiser": pick(catalogue.organisers(), trainings.organiser[rows]),
            "kind_id": pick([reference_id("kursus", name) for name in subjects], subject),
            "hours": text(trainings.hours[rows]),
            "name": pick(subjects, subject),
            "certificate_no": joined("SINTETIS/{}/{}", number, text(years_of(begun))),
            "year": text(years_of(begun)),
            "started_on": days(begun),
            "form_id": pick([str(entry.id) for entry in forms], form),
            "ended_on": days(trainings.end[rows]),
        }
    )


def ratings(workforce: Workforce, start: int, stop: int) -> pl.DataFrame:
    """Yearly ratings; today's superior rates both years. Nobody inside rates the regional secretary."""
    given, everyone = workforce.ratings, workforce.persons
    rows = _rows(given.person, start, stop)
    kept = rows.start + np.flatnonzero(workforce.superior[given.person[rows]] >= 0)
    person, results, behaviour = given.person[kept], given.results[kept], given.behaviour[kept]
    rater = workforce.superior[person]
    rank = workforce.ranks.rank[workforce.ranks.last[rater]]
    owner = _owner(workforce, "ratings", start, person)
    return pl.DataFrame(
        {
            "siasn_id": owner["siasn_id"],
            "person_siasn_id": owner["person_siasn_id"],
            "results": text(results),
            "behaviour": text(behaviour),
            "predicate": text(learning.PREDICATES[results - 1, behaviour - 1]),
            "rater_name": pl.Series(workforce.names[rater].astype(str), dtype=pl.String),
            "rater_nip": text(workforce.nip[rater]),
            "rater_rank_id": words.rank_ids(everyone.is_pns[rater], rank, everyone.education[rater]),
            "rater_position": words.titles(workforce, workforce.present[rater]).title,
            "rater_unit": pick(everyone.units.names, everyone.unit[rater]),
            "rater_status": same("ASN", len(person)),
            "year": text(given.year[kept]),
        }
    )


def sanctions(workforce: Workforce, start: int, stop: int) -> pl.DataFrame:
    """Disciplinary sanctions (PP 94/2021)."""
    given = workforce.sanctions
    rows = _rows(given.person, start, stop)
    person, begun, months, kind = given.person[rows], given.start[rows], given.months[rows], given.kind[rows]
    own = workforce.chance[person]
    owner = _owner(workforce, "sanctions", start, person)
    return pl.DataFrame(
        {
            "siasn_id": owner["siasn_id"],
            "person_siasn_id": owner["person_siasn_id"],
            "rank_id": pick(catalogue.RANK_CODES, workforce.ranks.rank[workforce.ranks.last[person]]),
            "kind_code": text(kind),
            "decree_no": joined("862/{}/{}", text(1 + own % 90), text(years_of(begun))),
            "decree_on": days(later(begun, -10)),
            "starts_on": days(begun),
            "years": text(months // 12),
            "months": text(months % 12),
            "ends_on": blank(days(given.end[rows]), months == 0),
            "law_no": same("PP 94 Tahun 2021", len(person)),
            "reason": pick(learning.REASONS, own % len(learning.REASONS)),
            "level_code": pick([learning.SANCTION_LEVELS.get(code) for code in range(32)], kind),
        }
    )


def contracts(workforce: Workforce, start: int, stop: int) -> pl.DataFrame:
    """Contracts of PPPK, prolonged one after the other; of one in fifty the last prolongation is missing."""
    everyone, today = workforce.persons, month_of(workforce.on)
    who = start + np.flatnonzero(~everyone.is_pns[start:stop])
    is_part_time = everyone.kind[who] == Kind.PART_TIME
    months = np.where(is_part_time, CONTRACT_MONTHS_PART_TIME, CONTRACT_MONTHS)
    prolonged = (today - everyone.appointed[who]) // months
    is_late = (prolonged > 0) & (workforce.chance[who] % 50 == 0)
    count = prolonged + 1 - is_late
    person = np.repeat(np.arange(len(who)), count)
    place = np.arange(len(person)) - (np.cumsum(count) - count)[person]
    begun = everyone.appointed[who][person] + place * months[person]
    number = text(1 + workforce.chance[who][person] % 900)
    return pl.DataFrame(
        {
            "nip": text(workforce.nip[who][person]),
            "contract_kind": pick(["PPPK", "PPPK Paruh Waktu"], is_part_time[person].astype(np.int64)),
            "starts_on": days(first_day(begun)),
            "ends_on": days(later(first_day(begun + months[person]), -1)),
            "decree_no": joined("800.1.2.5/{}/{}", number, text(1970 + begun // 12)),
            "decree_on": days(later(first_day(begun), -14)),
        }
    )


INTEGRATED_IN = 2022
"""Credit points gathered activity by activity were integrated at the end of this year (Peraturan BKN 3/2023)."""


def credits(workforce: Workforce, start: int, stop: int) -> pl.DataFrame:
    """Credit points of functional positions: what was integrated, then a conversion for each full year since.

    Only of the level that each holds today.
    """
    everyone, held = workforce.persons, workforce.positions
    person = start + np.flatnonzero(everyone.is_pns[start:stop])
    present = workforce.present[person]
    position = words.titles(workforce, present)
    track = np.array([family.track for family in catalogue.families()])[held.family[present]]
    climbs = np.isin(track, list(catalogue.LADDERS)) & (held.level[present] >= 0)
    climbs &= (position.kind == words.FUNCTIONAL).to_numpy()
    person, track, level = person[climbs], track[climbs], held.level[present[climbs]]
    title = position.title.filter(pl.Series(climbs))
    since = _level_since(workforce, start, stop)[person - start]
    code = np.array([catalogue.LADDERS[each][step] for each, step in zip(track, level, strict=True)], "U20")
    code = np.char.replace(np.char.lower(code), " ", "_")
    parts = []
    for year in range(INTEGRATED_IN, workforce.on.year):
        first = np.full(len(person), (year - 1970) * 12)
        begun = np.maximum(since, first if year > INTEGRATED_IN else since)
        months = first + 12 - begun
        rows = np.flatnonzero(months > 0)
        quadrant = _quadrants(workforce, start, stop, year)[person[rows] - start]
        facts = {
            "predicate": np.array(performance.PREDICATES)[quadrant - 1],
            "level": code[rows],
            "months": np.minimum(months[rows], 12),
        }
        points = performance.conversion(Record(facts), performance.TERMS.on(workforce.on), on=workforce.on)
        value = points.total.values
        if year == INTEGRATED_IN:
            value = np.round(value * np.maximum(months[rows], 12) / 12, 2)
        parts.append((rows, begun[rows], np.full(len(rows), year), value))
    rows, begun, years, value = (np.concatenate(column) for column in zip(*parts, strict=True))
    order = np.lexsort((years, rows))
    rows, begun, years, value = rows[order], begun[order], years[order], value[order]
    owner = _owner(workforce, "credits", start, person[rows])
    own = workforce.chance[person[rows]]
    return pl.DataFrame(
        {
            "siasn_id": owner["siasn_id"],
            "person_siasn_id": owner["person_siasn_id"],
            "decree_no": joined("PAK/{}/{}", text(1 + own % 980), text(years + 1)),
            "decree_on": days(later(first_day((years + 1 - 1970) * 12), own % 60)),
            "from_month": text(begun % 12 + 1),
            "from_year": text(1970 + begun // 12),
            "until_month": same("12", len(rows)),
            "until_year": text(years),
            "main": pl.Series(value).cast(pl.String),
            "points": pl.Series(value).cast(pl.String),
            "position": title.gather(rows),
            "is_first": same("0", len(rows)),
            "is_integrated": text((years == INTEGRATED_IN).astype(np.int64)),
            "is_converted": text((years > INTEGRATED_IN).astype(np.int64)),
        }
    )


def _level_since(workforce: Workforce, start: int, stop: int) -> Ints:
    """The month in which each of some people came to the level that she holds today."""
    held = workforce.positions
    rows = _rows(held.person, start, stop)
    person, level = held.person[rows], held.level[rows]
    is_hers = level == held.level[workforce.present[person]]
    since = np.full(stop - start, np.iinfo(np.int64).max)
    np.minimum.at(since, person[is_hers] - start, months_of(held.day[rows][is_hers]))
    return since


def _quadrants(workforce: Workforce, start: int, stop: int, year: int) -> Ints:
    """The quadrant of some people in a year; of a year of which no rating is drawn 2, "good" (assumption)."""
    given = workforce.ratings
    rows = _rows(given.person, start, stop)
    of_year = rows.start + np.flatnonzero(given.year[rows] == year)
    quadrants = np.full(stop - start, 2)
    places = given.results[of_year] - 1, given.behaviour[of_year] - 1
    quadrants[given.person[of_year] - start] = learning.PREDICATES[places]
    return quadrants
