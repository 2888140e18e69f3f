"""The made-up workforce as tables of text with our field names; ``mapping`` gives the columns their wire names."""

from collections.abc import Callable, Iterator

import numpy as np
import polars as pl

from bijak.siasn.engine import catalogue, histories, words
from bijak.siasn.engine.columns import blank, days, joined, pick, reference_id, same, text
from bijak.siasn.engine.moments import Ints, ages, first_day, later, month_of
from bijak.siasn.engine.persons import Kind
from bijak.siasn.engine.workforce import Workforce

CHUNK = 50_000
"""People whose rows are text at a time; bounds the memory for a million."""

STANDINGS = ("01", "71", "101", "15", "20", "03", "02")
"""Active, active PPPK, part-time PPPK, punished, about to retire, studying, on unpaid leave (SIASN kedudukanHukum)."""


def table(workforce: Workforce, name: str) -> Iterator[pl.DataFrame]:
    """A table in pieces, all columns text; null where the file has an empty cell."""
    if name == "units":
        yield units(workforce)
        return
    for start in range(0, len(workforce), CHUNK):
        yield WRITERS[name](workforce, start, min(start + CHUNK, len(workforce)))


def units(workforce: Workforce) -> pl.DataFrame:
    """The organisation: parents by id, the head's post, who heads it."""
    tree = workforce.persons.units
    lead: list[str | None] = [None] * len(tree)
    for who in np.flatnonzero(workforce.persons.is_head):
        lead[workforce.persons.unit[who]] = workforce.siasn_ids[who]
    return pl.DataFrame(
        {
            "siasn_id": tree.siasn_ids,
            "agency_siasn_id": same(workforce.agency["siasn_id"], len(tree)),
            "parent_siasn_id": [tree.siasn_ids[parent] if parent >= 0 else None for parent in tree.parents],
            "echelon_code": [str(code) if code else "99" for code in tree.echelons],
            "name": tree.names,
            "head_title": [head or None for head in tree.heads],
            "quick_code": text(np.arange(len(tree)), 6),
            "office_siasn_id": pick(tree.siasn_ids, tree.offices()),
            "head_siasn_id": lead,
            "kind_code": [
                "2" if profile in ("school", "clinic", "hospital") else "1" for profile in tree.profiles
            ],
        },
        schema_overrides={"parent_siasn_id": pl.String, "head_siasn_id": pl.String, "head_title": pl.String},
    )


def people(workforce: Workforce, start: int, stop: int) -> pl.DataFrame:
    """One row for each person: who she is and where she stands today."""
    who = np.arange(start, stop)
    return pl.DataFrame(
        {
            **_identity(workforce, who),
            **_contact(workforce, who),
            **_employment(workforce, who),
            **_rank(workforce, who),
            **_position(workforce, who),
            **_education(workforce, who),
            **_place(workforce, who),
        }
    )


def _identity(workforce: Workforce, who: Ints) -> dict[str, pl.Series]:
    everyone, own = workforce.persons, workforce.chance[who]
    birth_places = workforce.agency["birth_places"]
    edges = np.cumsum(list(birth_places.values()))
    place = np.searchsorted(edges / edges[-1], own // 17 % 1000 / 1000, side="right")
    age = ages(everyone.born[who], workforce.on)
    is_married = own % 100 < np.where(age < 24, 25, 88)
    marital = np.select([is_married, (age > 40) & (own % 7 == 0), own % 11 == 0], [1, 3, 2], default=4)
    known = words.diplomas()
    highest = words.diploma_of(known, workforce, who, everyone.education[who])
    first = words.diploma_of(known, workforce, who, everyone.first_education[who])
    is_academic = everyone.first_education[who] >= catalogue.LEVELS.index("40")
    has_nine_digits = everyone.is_pns[who] & (everyone.appointed[who] < (2009 - 1970) * 12)
    return {
        "siasn_id": pl.Series(workforce.siasn_ids[who[0] : who[-1] + 1]),
        "nip": text(workforce.nip[who]),
        "old_nip": blank(text(130_000_000 + own % 600_000_000), ~has_nine_digits),
        "name": pl.Series(workforce.names[who].astype(str)),
        "front_title": blank(pick(known.fronts, highest)),
        "back_title": words.back_titles(known, highest, first, is_academic & (highest != first)),
        "birth_place_id": pick([reference_id("lokasi", name) for name in birth_places], place),
        "birth_place": pick(list(birth_places), place),
        "born_on": days(everyone.born[who]),
        "sex": pick(["M", "F"], everyone.is_woman[who].astype(np.int64)),
        "religion_id": text(workforce.religion[who]),
        "marital_id": text(marital),
        "nik": text(workforce.nik[who]),
        "nik_valid": pick(["1", "0"], (own % 97 == 0).astype(np.int64)),
        "ikd_flag": pick(["0", "1"], (own % 3 > 0).astype(np.int64)),
        "card_no": joined("SINTETIS-{}", text(who, 8)),
    }


def _contact(workforce: Workforce, who: Ints) -> dict[str, pl.Series]:
    """Nobody can be reached: no operator has the prefix 0840; example.com and .example are reserved (RFC 2606)."""
    agency, own = workforce.agency, workforce.chance[who]
    street = pick(agency["streets"], own // 31 % len(agency["streets"]))
    return {
        "phone": joined("0840{}", text(who, 8)),
        "email": joined("pegawai{}@example.com", text(who)),
        "gov_email": joined("pegawai{}@{}", text(who), same(agency["domain"], len(who))),
        "address": joined("{} No. {}, {}", street, text(1 + own % 240), same(agency["place"], len(who))),
        "npwp": joined("00.000.{}.0-000.000", text(who % 1000, 3)),
        "bpjs": joined("00000{}", text(who, 8)),
    }


def _employment(workforce: Workforce, who: Ints) -> dict[str, pl.Series]:
    everyone, own = workforce.persons, workforce.chance[who]
    kind, is_pns, appointed = everyone.kind[who], everyone.is_pns[who], everyone.appointed[who]
    is_full = kind == Kind.PNS
    confirmed = first_day(np.minimum(appointed + 12 + own % 5, month_of(workforce.on)))
    type_id, type_name = workforce.agency["staff_type"]
    year = 1970 + appointed // 12
    return {
        "type_id": blank(same(type_id, len(who)), ~is_pns),
        "employee_type": pick([type_name, type_name, "PPPK", "PPPK Paruh Waktu"], kind),
        "standing_code": _standings(workforce, who),
        "status_cpns_pns": blank(pick(["P", "C", "", ""], kind)),
        "cpns_decree_no": joined("813/{}/{}", text(1 + own % 900), text(year)),
        "cpns_decree_on": days(later(first_day(appointed), -20)),
        "cpns_from": days(first_day(appointed)),
        "pns_decree_no": blank(joined("821/{}/{}", text(1 + own % 870), text(year + 1)), ~is_full),
        "pns_decree_on": blank(days(later(confirmed, -15)), ~is_full),
        "pns_from": blank(days(confirmed), ~is_full),
    }


def _standings(workforce: Workforce, who: Ints) -> pl.Series:
    """Nearly all are active; a few study, are on unpaid leave, punished, or prepare to retire (shares: assumption)."""
    everyone, sanctions = workforce.persons, workforce.sanctions
    age = ages(everyone.born[who], workforce.on)
    kind, chance = everyone.kind[who], workforce.chance[who] // 1009 % 10_000
    serving = sanctions.person[(sanctions.end > np.datetime64(workforce.on)) & (sanctions.months > 0)]
    is_staff = (kind == Kind.PNS) & ~everyone.is_head[who]
    code = np.select(
        [
            kind == Kind.PPPK,
            kind == Kind.PART_TIME,
            np.isin(who, serving),
            is_staff & (age > everyone.retires_at[who] - 1) & (chance < 2500),
            is_staff & (age < 45) & (chance < 80),
            is_staff & (age > 30) & (chance > 9985),
        ],
        range(1, len(STANDINGS)),
        default=0,
    )
    return pick(STANDINGS, code)


def _rank(workforce: Workforce, who: Ints) -> dict[str, pl.Series]:
    everyone, last = workforce.persons, workforce.ranks.last[who]
    is_pns, education = everyone.is_pns[who], everyone.education[who]
    first = np.array(catalogue.START_RANK)[everyone.first_education[who]]
    month = np.where(is_pns, workforce.ranks.month[last], everyone.appointed[who])
    served = month - everyone.appointed[who]
    return {
        "first_rank_id": words.rank_ids(is_pns, first, education),
        "first_rank_name": words.rank_names(is_pns, first, education),
        "rank_id": words.rank_ids(is_pns, workforce.ranks.rank[last], education),
        "rank_name": words.rank_names(is_pns, workforce.ranks.rank[last], education),
        "rank_from": days(first_day(month)),
        "service_years": text(served // 12),
        "service_months": text(served % 12),
    }


def _position(workforce: Workforce, who: Ints) -> dict[str, pl.Series]:
    echelon, row = workforce.persons.echelon[who], workforce.present[who]
    held = words.titles(workforce, row)
    return {
        "position_kind_id": held.kind,
        "position_siasn_id": held.id,
        "position_title": held.title,
        "position_from": days(workforce.positions.day[row]),
        "echelon_code": blank(text(echelon), echelon == 0),
    }


def _education(workforce: Workforce, who: Ints) -> dict[str, pl.Series]:
    level, own = workforce.persons.education[who], workforce.chance[who]
    known = words.diplomas()
    programme = words.diploma_of(known, workforce, who, level)
    return {
        "education_level": pick(catalogue.LEVELS, level),
        "education_siasn_id": pick(known.ids, programme),
        "education_name": pick(known.names, programme),
        "graduated_year": text(words.graduation(workforce.persons, who, own)),
        "school": words.schools(workforce.agency, level, own),
    }


def _place(workforce: Workforce, who: Ints) -> dict[str, pl.Series]:
    agency, tree, unit = workforce.agency, workforce.persons.units, workforce.persons.unit[who]
    office = tree.offices()[unit]
    treasury_id, treasury_name = agency["treasury"]
    return {
        "treasury_id": same(treasury_id, len(who)),
        "treasury_name": same(treasury_name, len(who)),
        "work_place_id": same(reference_id("lokasi", agency["place"]), len(who)),
        "work_place": same(agency["place"], len(who)),
        "unit_siasn_id": pick(tree.siasn_ids, unit),
        "unit_name": pick(tree.names, unit),
        "agency_siasn_id": same(agency["siasn_id"], len(who)),
        "agency_name": same(agency["name"], len(who)),
        "office_siasn_id": pick(tree.siasn_ids, office),
        "office_name": pick(tree.names, office),
    }


WRITERS: dict[str, Callable[[Workforce, int, int], pl.DataFrame]] = {
    "people": people,
    "ranks": histories.ranks,
    "positions": histories.positions,
    "education": histories.education,
    "programmes": histories.programmes,
    "courses": histories.courses,
    "ratings": histories.ratings,
    "sanctions": histories.sanctions,
    "credits": histories.credits,
    "contracts": histories.contracts,
}
