"""Who may be promoted in rank, of which kind, and what is missing: PP 99/2000 jo. PP 12/2002.

Every kind asks the same of a person (a PNS who works, under no sanction, long enough before she retires) and something
of its own. ``on`` is the day on which the promotion would count: the first of a month of the periods.

A record has words for codes: ``kind``, ``standing``, ``rank`` ("33"), ``position_kind``, ``post`` (echelon or level, as
``quality.rules.post_of`` names it), ``education``, ``rating_last`` and ``rating_before`` (of the two last rated years),
``sanction`` (the heaviest being served: none, light, medium, heavy). ``post_lowest`` and ``post_highest`` are the ranks
that the establishment gives a post, unknown where it gives none; ``leave_days`` counts unpaid leave in the rank. What
began only after ``on``, by the record, is not known: such a record is wrong.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

import numpy as np

from bijak.kernel import education, ranks, terms
from bijak.kernel.columns import (
    Column,
    Truth,
    column,
    first_known,
    look_up,
    no,
    possible,
    surely,
    truth,
    where,
)
from bijak.kernel.days import add_months, begun, days_between, months_between
from bijak.kernel.decisions import Decision, Reason, weigh
from bijak.kernel.records import Record
from bijak.kernel.terms import Basis, TermBook, Terms
from bijak.performance import rules as performance
from bijak.quality import rules as quality

TERMS = terms.load(Path(__file__).parent.parent / "terms.toml")

ACTIVE = ("01", "03")
"""Standings in which a PNS is promoted: she works, or studies by order. The grouping is ours [unverified]."""

DIPLOMAS: Mapping[str, str] = {
    "05": "primary",
    "10": "junior",
    "12": "junior_vocational",
    "15": "senior",
    "17": "senior",
    "18": "senior",
    "20": "senior",
    "25": "diploma_two",
    "30": "diploma_three",
    "35": "bachelor",
    "40": "bachelor",
    "45": "master",
    "50": "doctor",
}
"""Level of education to the group of diplomas that law names. Profession and specialist stand between two groups: law
speaks of physicians and pharmacists alone, and the level does not tell which profession it is."""

_PROFESSION = "42"

_GRADUATES = tuple(level for level in education.LEVELS if level >= "40")
"""Every one of these diplomas gives at least what a bachelor's gives."""

_PROMOTION = "PP 99/2000 jo. PP 12/2002"
_ANY = Basis(_PROMOTION, "Pasal 3")
_SANCTION = Basis("PP 94/2021", "Pasal 8")
_SERVING = Basis("UU 20/2023", "Pasal 55")
_REGULAR = Basis(_PROMOTION, "Pasal 6")
_STRUCTURAL = Basis(_PROMOTION, "Pasal 10 dan Pasal 11")
_FUNCTIONAL = Basis(_PROMOTION, "Pasal 13", verified=True)
_LEVEL = Basis("PermenPANRB 1/2023", "(pasal belum diperiksa)")
_OUTSTANDING = Basis(_PROMOTION, "Pasal 14")
_DISCOVERY = Basis(_PROMOTION, "Pasal 15")
_DIPLOMA = Basis(_PROMOTION, "Pasal 18")
_SERVICE = Basis(_PROMOTION, "Pasal 27")
_POSTHUMOUS = Basis(_PROMOTION, "Pasal 22 sampai Pasal 26")

_POSTS = [band.removeprefix("band_") for band in quality.BANDS]
_NEXT = {below.code: above.code for below, above in zip(ranks.PNS, ranks.PNS[1:], strict=False)}


# Kinds ------------------------------------------------------------------------------------------


def regular(record: Record, terms: Terms, *, on: date) -> Decision:
    """Kenaikan pangkat reguler: for those without a structural or functional post, up to the ceiling of the diploma."""
    ripe = _in_rank(record, terms, column(terms.years_in_rank_regular) * 12, on)
    ceiling = _by_diploma("ceiling", record, terms)
    is_free = column(terms.superior_bounds_rank) == 0
    return weigh(
        Reason("executor", record.position_kind == "executor", _REGULAR),
        Reason("ceiling", _below(record, ceiling, terms.ceiling_bachelor), terms.basis("ceiling_bachelor")),
        Reason(
            "superior",
            is_free | (next_rank(record.rank) <= record.superior_rank),
            terms.basis("superior_bounds_rank"),
        ),
        _waited("years_in_rank", ripe, on, terms.basis("years_in_rank_regular")),
        _examined(record, terms),
        *_rated_twice(record, terms),
        *_anyone(record, on, ripe),
    )


def structural(record: Record, terms: Terms, *, on: date) -> Decision:
    """Kenaikan pangkat pilihan of who holds a structural post, up to the highest rank of the post."""
    lowest, highest = _band(record, terms)
    in_rank, in_post = _structural_days(record, terms, on, lowest)
    return weigh(
        Reason("leads", record.position_kind == "structural", _STRUCTURAL),
        Reason("band", record.rank < highest, Basis("PP 100/2000 jo. PP 13/2002", "Lampiran")),
        _waited("years_in_rank", in_rank, on, terms.basis("years_in_rank_structural")),
        _waited("years_in_post", in_post, on, terms.basis("years_in_post_below_band")),
        _examined(record, terms),
        *_rated_twice(record, terms),
        *_anyone(record, on, later(in_rank, in_post)),
    )


def functional(record: Record, terms: Terms, *, on: date) -> Decision:
    """Kenaikan pangkat pilihan of who holds a functional post, by the ``credit`` points gathered at its level.

    A rank above those of the level asks for a test of competence and a vacancy in the next level first; above those of
    the highest level there is none.
    """
    ripe = _in_rank(record, terms, column(terms.years_in_rank_functional) * 12, on)
    lowest, highest = _band(record, terms)
    gathered = Record(
        {
            "level": record.post,
            "credit": record.credit,
            "step": look_up(ranks.ORDER, record.rank) - look_up(ranks.ORDER, lowest) + 1,
        }
    )
    stays = record.rank < highest
    return weigh(
        Reason("functional", record.position_kind == "functional", _FUNCTIONAL),
        Reason("band", stays | no(record.post.among(performance.TOP_LEVELS)), _LEVEL),
        _waited("years_in_rank", ripe, on, terms.basis("years_in_rank_functional")),
        *performance.enough_for_rank(gathered, performance.TERMS.on(terms.day), on=on).reasons,
        Reason("level_test", stays | record.level_test, _LEVEL),
        Reason("level_vacancy", stays | record.level_vacancy, _LEVEL),
        *_rated_twice(record, terms),
        *_anyone(record, on, ripe),
    )


def diploma_adjustment(record: Record, terms: Terms, *, on: date) -> Decision:
    """Kenaikan pangkat penyesuaian ijazah: to the rank with which holders of the new diploma begin."""
    ripe = _in_rank(record, terms, column(terms.years_in_rank_diploma) * 12, on)
    start = _by_diploma("start", record, terms)
    return weigh(
        Reason("higher_diploma", _below(record, start, terms.start_bachelor), _DIPLOMA),
        _waited("years_in_rank", ripe, on, terms.basis("years_in_rank_diploma")),
        Reason("formation", record.formation, _DIPLOMA),
        Reason("exam", record.exam, _DIPLOMA),
        _rated("rating_last", record.rating_last, terms.rating, terms.basis("rating")),
        *_anyone(record, on, ripe),
    )


def outstanding(record: Record, terms: Terms, *, on: date) -> Decision:
    """Kenaikan pangkat pilihan for extraordinary work, whenever it is established."""
    return weigh(
        Reason("outstanding", record.outstanding, _OUTSTANDING),
        _rated(
            "rating_last", record.rating_last, terms.rating_outstanding, terms.basis("rating_outstanding")
        ),
        *_anyone(record, on, column(on)),
    )


def discovery(record: Record, terms: Terms, *, on: date) -> Decision:
    """Kenaikan pangkat pilihan for a discovery that serves the State."""
    return weigh(
        Reason("discovery", record.discovery, _DISCOVERY),
        _rated("rating_last", record.rating_last, terms.rating, terms.basis("rating")),
        *_anyone(record, on, column(on)),
    )


def service(record: Record, terms: Terms, *, on: date) -> Decision:
    """Kenaikan pangkat pengabdian: one rank on leaving with a pension, after long service; judged as of that day."""
    rank_from, served_from = begun(record.rank_from, by=on), begun(record.served_from, by=record.rank_from)
    served, in_rank = (months_between(since, record.retires_on) for since in (served_from, rank_from))
    steps = [
        (served >= getattr(terms, f"service_years_{step}") * 12)
        & (in_rank >= getattr(terms, f"service_months_in_rank_{step}"))
        for step in ("long", "middle", "short")
    ]
    clear_from = add_months(record.sanctioned_until, terms.sanction_clear_years * 12)
    return weigh(
        Reason("service", steps[0] | steps[1] | steps[2], _SERVICE),
        Reason(
            "clear", no(record.was_sanctioned) | (clear_from <= record.retires_on), terms.basis("sanction_clear_years")
        ),
        _waited("retires", record.retires_on, on, _SERVING),
        _rated("rating_last", record.rating_last, terms.rating, _SERVICE),
        *_standing(record),
    )  # fmt: skip


def posthumous(record: Record, terms: Terms, *, on: date) -> Decision:
    """Kenaikan pangkat anumerta: one rank for who lost her life in duty (tewas), from the very day ``died_on``.

    A CPNS becomes PNS with it, so it is given to both; neither service nor ratings are asked.
    """
    return weigh(
        Reason("in_duty", record.died_in_duty, _POSTHUMOUS),
        Reason("died", begun(record.died_on, by=on) <= column(on), _POSTHUMOUS),
        Reason("civil_servant", record.kind.among(("cpns", "pns")), _POSTHUMOUS),
        _below_highest(record),
    )


KINDS = {
    "functional": functional,
    "structural": structural,
    "regular": regular,
    "diploma": diploma_adjustment,
    "outstanding": outstanding,
    "discovery": discovery,
    "service": service,
    "posthumous": posthumous,
}
"""By code, the one that is named first standing before another that comes as early."""

QUEUED = tuple(kind for kind in KINDS if kind != "posthumous")
"""The kinds for which people stand in a queue: nobody alive waits for the other."""

AT_ANY_TIME = ("service", "posthumous")
"""Kinds that are bound to no period: PP 99/2000 Pasal 4."""


# Conditions -------------------------------------------------------------------------------------


def _anyone(record: Record, on: object, ripe: Column) -> tuple[Reason, ...]:
    """What every kind asks: also that she still works here when all else is met."""
    is_free = no(record.sanction.among(("medium", "heavy"))) | surely(record.sanction_until <= on)
    freed = first_known(where(is_free, column(on), record.sanction_until), column(on))
    return (
        *_standing(record),
        Reason("no_sanction", is_free, _SANCTION, earliest=lambda: record.sanction_until),
        Reason("serves_on", record.retires_on > later(later(ripe, column(on)), freed), _SERVING),
    )


def _standing(record: Record) -> tuple[Reason, ...]:
    return (
        Reason("pns", record.kind == "pns", _ANY),
        Reason("active", record.standing.among(ACTIVE), _ANY),
        _below_highest(record),
    )


def _below_highest(record: Record) -> Reason:
    return Reason("below_highest", record.rank < ranks.PNS[-1].code, _ANY)


def asks_service_exam(record: Record, terms: Terms) -> Truth:
    """Into golongan III and IV one passes an examination (ujian dinas), unless what she learned frees her from it.

    ``leadership`` is the level (national table) of the highest training for leadership that she finished; 0 for none.
    """
    needed = truth(False)
    for step in ("first", "second"):
        is_step = record.rank == _code(getattr(terms, f"service_exam_{step}"))
        is_free = _frees(record, getattr(terms, f"service_exam_free_{step}")) | (
            record.leadership >= getattr(terms, f"service_exam_leads_{step}")
        )
        needed = needed | is_step & no(is_free)
    return needed


def _examined(record: Record, terms: Terms) -> Reason:
    passed = no(asks_service_exam(record, terms)) | record.service_exam
    return Reason("service_exam", passed, terms.basis("service_exam_first"))


def _frees(record: Record, least: str) -> Truth:
    """Whether the diploma is at least this one; below a master's a profession frees some alone."""
    table = {
        level: None if level == _PROFESSION and level < least else level >= least
        for level in education.LEVELS
    }
    return truth(look_up(table, record.education))


def _rated_twice(record: Record, terms: Terms) -> tuple[Reason, ...]:
    basis = terms.basis("rating")
    return (
        _rated("rating_last", record.rating_last, terms.rating, basis),
        _rated("rating_before", record.rating_before, terms.rating, basis),
    )


def _rated(code: str, predicate: Column, least: str, basis: Basis) -> Reason:
    return Reason(code, performance.is_at_least(predicate, least), basis)


def _waited(code: str, ripe: Column, on: object, basis: Basis) -> Reason:
    return Reason(
        code, ripe <= column(on), basis, shortfall=lambda: days_between(on, ripe), unit="hari", earliest=ripe
    )


def _in_rank(record: Record, terms: Terms, months: Column, on: date) -> Column:
    """The day on which so many months in the rank are full; unpaid leave does not count, where terms say so."""
    full = add_months(begun(record.rank_from, by=on), months)
    return full if terms.leave_counts else full + possible(record.leave_days)


def _structural_days(record: Record, terms: Terms, on: date, lowest: Column) -> tuple[Column, Column]:
    """From when one who leads is long enough in rank, and in post where that is asked."""
    is_below = record.rank < lowest
    years = where(is_below, terms.years_in_rank_below_band, terms.years_in_rank_structural)
    in_post = add_months(begun(record.position_from, by=on), terms.years_in_post_below_band * 12)
    return _in_rank(record, terms, years * 12, on), where(is_below, in_post, begun(record.rank_from, by=on))


def _below(record: Record, limit: Column, of_bachelor: str) -> Truth:
    """Whether the rank is below a limit; of a graduate whose own is not known it is at least a bachelor's."""
    bachelor = record.education.among(_GRADUATES) & (record.rank < _code(of_bachelor))
    within: Truth = (record.rank < limit) | bachelor
    return within


def _by_diploma(what: str, record: Record, terms: Terms) -> Column:
    table = {level: _code(getattr(terms, f"{what}_{group}")) for level, group in DIPLOMAS.items()}
    return look_up(table, record.education)


def _band(record: Record, terms: Terms) -> tuple[Column, Column]:
    """The lowest and highest rank of a post: by the establishment, else by its echelon or level."""
    law = quality.TERMS.on(terms.day)
    bands = (zip(_POSTS, quality.band(column(_POSTS), law, end), strict=True) for end in (0, -1))
    lowest, highest = (
        look_up({post: code and str(code) for post, code in band}, record.post) for band in bands
    )
    return first_known(record.post_lowest, lowest), first_known(record.post_highest, highest)


def next_rank(rank: Column) -> Column:
    """The rank one step up; unknown above the highest."""
    return look_up(_NEXT, rank)


def target(kind: str, record: Record, terms: Terms) -> Column:
    """The rank to which a kind promotes."""
    return _by_diploma("start", record, terms) if kind == "diploma" else next_rank(record.rank)


def ripens(kind: str, record: Record, terms: Terms, *, on: date) -> Column:
    """The first day on which the conditions of time alone of a kind are met, of those who meet them too.

    Unknown for kinds that do not wait.
    """
    if kind in ("outstanding", "discovery"):
        return column(np.full(record.rank.values.shape, np.datetime64("NaT", "D")))
    if kind == "service":
        found: Column = record.retires_on
        return found
    if kind == "structural":
        return later(*_structural_days(record, terms, on, _band(record, terms)[0]))
    return _in_rank(record, terms, column(getattr(terms, f"years_in_rank_{kind}")) * 12, on)


# Periods ----------------------------------------------------------------------------------------


def next_period(days: object, book: TermBook) -> Column:
    """The first day on or after each on which promotions may count, by the periods of that time."""
    asked = column(days)
    found = np.full(asked.values.shape, np.datetime64("NaT", "D"))
    for dated in book["periods"].values:
        waits = _waits({int(month) for month in dated.value.split(",")})
        since = np.maximum(asked.values, np.datetime64(dated.period.start))
        month = since.astype("datetime64[M]")
        month = month + (month.astype("datetime64[D]") < since).astype(np.int64)
        month = month + waits[month.astype(np.int64) % 12]
        first = month.astype("datetime64[D]")
        if dated.period.until is not None:
            first = np.where(first < np.datetime64(dated.period.until), first, np.datetime64("NaT", "D"))
        found = np.fmin(found, first)
    return Column(np.asarray(found), asked.unknown)


def _waits(allowed: Iterable[int]) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    """For each month, January first, how many later the next allowed one comes."""
    return np.array([min((month - each) % 12 for month in allowed) for each in range(1, 13)], np.int64)


def later(one: Column, other: Column) -> Column:
    """The later of two days; unknown where either is."""
    return where(one > other, one, other)


def _code(grade: str) -> str:
    return ranks.by_grade(grade).code
