"""A post that falls empty: what on record speaks for it."""

from datetime import date
from functools import reduce
from operator import or_

from bijak.kernel.columns import Column, column, no, possible, truth, where
from bijak.kernel.days import months_between, years_between
from bijak.kernel.decisions import Decision, Reason, weigh
from bijak.kernel.records import Record
from bijak.kernel.terms import Basis, Terms
from bijak.talent.rules.candidates import HIGH_LEADERS, SANCTIONS

_HELD = Basis("PermenPANRB 3/2020 jo. PermenPANRB 20/2025", "rencana suksesi")
_ACTING = Basis("UU 30/2014", "Pasal 14")
_CONTRACT = Basis("PP 49/2018", "masa hubungan perjanjian kerja")
_SEPARATION = Basis("UU 20/2023", "Pasal 52")

SOON = "retirement", "contract", "separation"
"""Reasons that name the day on which the holder goes."""
OF_HOLDER = *SOON, "sanction", "post_term"
"""Reasons that are about the holder, and say nothing where there is none."""


def vacancy(record: Record, terms: Terms, *, on: date) -> Decision:
    """Whether a post stays filled: met where nothing on record speaks for its falling empty.

    What is asked of the holder is met where there is none: the first reason says so.
    """
    is_held, near = truth(record.is_held), terms.vacancy_near_months
    empty, has_no_end = no(is_held), no(record.is_contract)
    left, contracted = months_between(on, record.retires_on), months_between(on, record.contract_until)
    is_high = column(record.post_echelon).among(HIGH_LEADERS)
    held_for = possible(years_between(record.position_from, on))
    return weigh(
        Reason("held", is_held, _HELD),
        Reason("not_acted", no(record.is_acted), _ACTING),
        Reason(
            "retirement",
            empty | (left >= near),
            terms.basis("vacancy_near_months"),
            shortfall=near - left,
        ),
        Reason(
            "contract",
            empty | has_no_end | (contracted >= near),
            _CONTRACT,
            shortfall=near - contracted,
            unit="bulan",
        ),
        Reason("separation", empty | no(record.is_leaving), _SEPARATION),
        Reason(
            "sanction",
            empty | (possible(record.sanction_level, most=len(SANCTIONS) - 1) < terms.vacancy_sanction_level),
            terms.basis("vacancy_sanction_level"),
            shortfall=column(None),
        ),
        Reason(
            "post_term",
            empty | no(is_high) | (held_for < terms.post_term_years),
            terms.basis("post_term_years"),
            shortfall=column(None),
        ),
    )


def risk(of: Decision) -> Column:
    """What ``vacancy`` comes to: ``vacant``, ``acting`` (somebody stands in), ``near``, ``watched`` or ``later``.

    Unknown where the post is held, nothing known speaks against it, and something is not known.
    """
    told = {reason.code: reason.truth for reason in of.reasons}
    goes = reduce(or_, (~told[code] for code in SOON))
    stays = where(of.truth, "later", "watched")
    empty = where(told["not_acted"], "vacant", "acting")
    return where(told["held"], where(goes.met, "near", stays), empty)
