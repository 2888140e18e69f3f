"""The allowance (TPP) of a month, line by line, and what a day of attendance takes from it.

Three rules. ``day`` says of one day how many percent it costs, and by which event; ``recap`` says it of the counts of a
month; ``month`` sums rupiah: the components of the class, what another post adds, what kind of employment and
productivity leave of them, and what the days took. Lines add up to what is
paid: each is rounded half up to the rupiah, and the last makes the sum equal to the exact sum, rounded once.
"""

import calendar
from collections.abc import Iterable, Mapping
from datetime import date
from functools import reduce
from operator import add

import numpy as np

from bijak.kernel.columns import Column, Truth, at_most, column, look_up, no, possible, truth, where
from bijak.kernel.reckonings import Line, Reckoning, or_unknown, reckon
from bijak.kernel.records import Record
from bijak.kernel.terms import Basis, NotInForce, Terms

CLASSES = range(1, 16)
"""The classes that the reference names; of a higher one nobody can tell the allowance."""

COMPONENTS = ("workload", "place", "condition", "scarcity", "performance", "other")
"""The six criteria of PP 12/2019 Pasal 58."""

POST = ("class", "index", "percent")
"""What is told of another post: its class, the region's indices, and the percent of all components together."""

EVENTS = ("late", "early", "unclocked", "absent", "leave")
"""What a day may cost something for."""

STEPS = range(1, 5)
"""Of coming late and leaving early, each dearer than the last."""

KINDS = ("pns", "cpns", "pppk", "pppk_part_time")

CLASS_TERM = "tpp_class_1"
"""All classes stand on one annex."""

WHOLE = 100

MOST_MINUTES, MOST_TIMES = 24 * 60, 62
"""Of a day, and of a month in which something happened twice on every day: more is a slip of the hand, not a fact."""

MOST_INDEX, MOST_PERCENT = 5, 1000
"""Likewise: a region's index, and the percent that it sets of anything."""

_GROUND = Basis("PP 12/2019", "Pasal 58", unit="rupiah")


def day(record: Record, terms: Terms, *, on: date) -> Reckoning:
    """How many percent one day costs.

    Facts: ``late`` and ``early`` in minutes, ``missed_in`` and ``missed_out`` (no record of coming or going),
    ``is_absent`` (without valid reason) and ``leave_cut``: percent of the kind of leave, 0 where she was on none,
    unknown where no provision says. Who was not there at all was neither late nor early.
    """
    was_there = no(record.is_absent)
    cuts = {
        "late": where(was_there, step(record.late, terms), 0.0),
        "early": where(was_there, step(record.early, terms), 0.0),
        "unclocked": where(was_there, _times(record.missed_in, record.missed_out) * terms.tpp_unclocked_cut, 0.0),
        "absent": where(was_there, 0.0, terms.tpp_absent_cut),
        "leave": possible(record.leave_cut) * 1.0,
    }  # fmt: skip
    return _percents(cuts, terms)


def recap(record: Record, terms: Terms, *, on: date) -> Reckoning:
    """How many percent a month costs of which only counts are told.

    Facts: how often she came late and left early within each step (``late_1`` … ``early_4``), ``unclocked`` times
    without a record, days ``absent`` and ``leave_cut``: percent of the days of leave together.
    """
    steps = {each: getattr(terms, f"tpp_step_{each}_cut") for each in STEPS}
    cuts = {
        event: _sum(
            possible(getattr(record, f"{event}_{each}"), most=MOST_TIMES) * cut for each, cut in steps.items()
        )
        for event in ("late", "early")
    }
    cuts |= {
        "unclocked": possible(record.unclocked, most=MOST_TIMES) * terms.tpp_unclocked_cut,
        "absent": possible(record.absent, most=MOST_TIMES) * terms.tpp_absent_cut,
        "leave": possible(record.leave_cut) * 1.0,
    }
    return _percents(cuts, terms)


def _percents(cuts: Mapping[str, Column], terms: Terms) -> Reckoning:
    return reckon(*(Line(code, cuts[code], _cut_basis(code, terms), unit="persen") for code in EVENTS))


def step(said: Column, terms: Terms) -> Column:
    """The percent for so many minutes of coming late or leaving early; nothing for none."""
    minutes = possible(said, most=MOST_MINUTES)
    found = where(minutes > terms.tpp_step_3_minutes, terms.tpp_step_4_cut, terms.tpp_step_3_cut)
    found = where(minutes <= terms.tpp_step_2_minutes, terms.tpp_step_2_cut, found)
    found = where(minutes <= terms.tpp_step_1_minutes, terms.tpp_step_1_cut, found)
    return where(minutes > 0, found, 0.0) * 1.0


def month(record: Record, terms: Terms, *, on: date) -> Reckoning:
    """What is paid for a month, in rupiah.

    Facts: ``job_class``; ``index`` (capacity times cost times governance); a percent of the basic allowance for each of
    COMPONENTS; ``kind`` and ``kind_share`` (percent that local law gives a CPNS or part-timer, unknown where it is
    silent); ``achieved`` (productivity, percent); a percent for each of EVENTS, the sum of its days; ``is_sanctioned``.
    Of a post held on ``other_days`` of the month, and of one she stood in for (Plt., Plh.) for ``acting_months`` by its
    end: the class, the index, and the percent of all components together. 0 days and 0 months: there is none.
    """
    reference, share = basic_of(record.job_class, terms), _kind_share(record, terms)
    index = possible(record.index, most=MOST_INDEX)
    basic = reference * index
    percents = {code: possible(getattr(record, code), most=MOST_PERCENT) for code in COMPONENTS}
    parts = {code: _share(basic, percents[code]) for code in COMPONENTS}
    own = _sum(parts.values())
    other, acting = _whole_of(record, "other", terms), _whole_of(record, "acting", terms)
    length = calendar.monthrange(on.year, on.month)[1]
    other_days = possible(record.other_days, most=length)
    moved = where(other_days == 0, 0.0, (other - own) * other_days / length)
    is_higher = column(record.acting_class) > record.job_class
    added = where(is_higher, _above(acting, own), _share(acting, terms.tpp_acting_share))
    has_acted = possible(record.acting_months) >= terms.tpp_acting_months
    stood_in = where(has_acted, added, 0.0)
    gross = own + moved + stood_in
    withheld = _share(gross, WHOLE - share)
    entitled = gross - withheld
    productive = _share(entitled, terms.tpp_productivity_share)
    unproductive = _share(productive, WHOLE - at_most(possible(record.achieved), WHOLE))
    base = where(column(terms.tpp_cut_base) > 0, entitled, entitled - productive)
    percent = {code: possible(getattr(record, code + "_cut")) for code in EVENTS}
    cuts = {code: _share(base, percent[code]) for code in EVENTS}
    cuts["absent"] = _share(base, at_most(percent["absent"], terms.tpp_absent_most))
    most = at_most(_share(base, terms.tpp_cut_most), entitled - unproductive)
    taken = _sum(cuts.values())
    spared = where(taken > most, taken - most, 0.0)
    before = entitled - unproductive - taken + spared
    sanction = where(record.is_sanctioned, or_unknown(terms, "tpp_sanction_cut"), 0.0)

    from_class = {"job_class": record.job_class, "reference": reference, "index": index}
    by_days = {code: {"percent": percent[code], "base": base} for code in EVENTS}
    productivity = {"achieved": record.achieved, "share": terms.tpp_productivity_share}
    lines = [
        *(
            _line(code, parts[code], terms.basis(CLASS_TERM), from_class | {"percent": percents[code]})
            for code in COMPONENTS
        ),
        _line(
            "moved", moved, terms.basis("tpp_post_by_days"),
            {"days": other_days, "length": length, "whole": other, "own": own},
        ),
        _line(
            "acting", stood_in, terms.basis("tpp_acting_share"),
            {"whole": acting, "is_higher": where(is_higher, 1, 0), "share": terms.tpp_acting_share},
        ),
        _line("kind", withheld, _basis(terms, "tpp_pppk_share"), {"percent": share}, takes=True),
        _line("productivity", unproductive, terms.basis("tpp_productivity_share"), productivity, takes=True),
        *(_line(code, cuts[code], _cut_basis(code, terms), by_days[code], takes=True) for code in EVENTS),
        _line("spared", _known(spared), terms.basis("tpp_cut_most"), {"most": most}),
        _line(
            "sanction", _share(before, sanction), _basis(terms, "tpp_sanction_cut"), {"percent": sanction},
            takes=True,
        ),
    ]  # fmt: skip
    exact = before - _share(before, sanction)
    rounding = _known(whole(exact) - _sum(line.value for line in lines))
    return reckon(*lines, _line("rounding", rounding, None, {}))


LINES = (*COMPONENTS, "moved", "acting", "kind", "productivity", *EVENTS, "spared", "sanction", "rounding")
"""The codes of a month's lines, in their order."""


def basic_of(job_class: object, terms: Terms) -> Column:
    """The reference of a class in rupiah, before the region's indices; unknown for a class that it does not name."""
    return look_up({each: getattr(terms, f"tpp_class_{each}") * 1.0 for each in CLASSES}, job_class)


def whole(rupiah: Column) -> Column:
    """Half up to the rupiah; what floating point added behind the fourth digit is not there."""
    return Column(np.floor(np.round(_known(rupiah).values, 4) + 0.5), rupiah.unknown)


def _line(
    code: str, rupiah: Column, basis: Basis | None, of: Mapping[str, object], *, takes: bool = False
) -> Line:
    value = column(0.0) - whole(rupiah) if takes else whole(rupiah)
    return Line(code, value, basis, unit="rupiah", of=of)


def _known(rupiah: Column) -> Column:
    """Nothing where it is not known: what follows from other lines is not itself what lacks."""
    return Column(np.asarray(np.where(rupiah.unknown, 0.0, rupiah.values)))


def _kind_share(record: Record, terms: Terms) -> Column:
    """Percent of the allowance of a PNS: all of it to a PNS, by national term to a PPPK, else what local law says."""
    pppk = where(
        record.kind == "pppk",
        or_unknown(terms, "tpp_pppk_share"),
        possible(record.kind_share, most=MOST_PERCENT),
    )
    share = where(record.kind == "pns", column(WHOLE), pppk)
    return where(record.kind.among(KINDS), share, None)


def _whole_of(record: Record, post: str, terms: Terms) -> Column:
    """What another post gives for a whole month before anything is taken."""
    job_class, index, percent = (getattr(record, f"{post}_{each}") for each in POST)
    return _share(
        basic_of(job_class, terms) * possible(index, most=MOST_INDEX), possible(percent, most=MOST_PERCENT)
    )


def _above(value: Column, floor: Column) -> Column:
    return where(value >= floor, value - floor, 0.0)


def _cut_basis(code: str, terms: Terms) -> Basis:
    by_code = {"unclocked": "tpp_unclocked_cut", "absent": "tpp_absent_cut"}
    return _GROUND if code == "leave" else terms.basis(by_code.get(code, "tpp_step_1_cut"))


def _basis(terms: Terms, code: str) -> Basis | None:
    try:
        return terms.basis(code)
    except NotInForce:
        return None


def _share(of: Column, percent: object) -> Column:
    """So many percent; nothing of what is not known is nothing."""
    return where(column(percent) == 0, 0.0, of * percent / WHOLE)


def _times(*happened: Truth | Column) -> Column:
    return _sum(where(truth(each), 1, 0) for each in happened)


def _sum(values: Iterable[Column]) -> Column:
    return reduce(add, values, column(0.0))
