"""How a rule pack looks: law, and only law."""

from datetime import date

from bijak.kernel.columns import look_up, no
from bijak.kernel.days import add_months, days_between, years_between
from bijak.kernel.decisions import Decision, Reason, weigh
from bijak.kernel.records import Record
from bijak.kernel.terms import Terms


def regular_promotion(record: Record, terms: Terms, *, on: date) -> Decision:
    """May this person rise one rank? PP 99/2000 jo. PP 12/2002, article 7 and 8."""
    return weigh(
        Reason(
            "years_in_rank",
            years_between(record.rank_since, on) >= terms.years_in_rank,
            terms.basis("years_in_rank"),
            shortfall=lambda: days_between(on, add_months(record.rank_since, 12 * terms.years_in_rank)),
            unit="hari",
        ),
        Reason("good_ratings", record.good_ratings >= terms.good_ratings, terms.basis("good_ratings")),
        Reason("no_sanction", no(record.under_sanction), terms.basis("good_ratings")),
        Reason("below_ceiling", record.rank < look_up(terms.ceiling, record.diploma), terms.basis("ceiling")),
    )
