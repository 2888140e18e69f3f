"""Who may judge whom, when a round may open, and what scores come to."""

from collections.abc import Sequence
from datetime import date

from bijak.kernel.columns import Column, column, no
from bijak.kernel.decisions import Decision, Reason, weigh
from bijak.kernel.reckonings import Line, Reckoning, reckon
from bijak.kernel.records import Record
from bijak.kernel.terms import Basis, Terms

WHOLE = 100
"""Weights are per cent, so together they are this."""

_CONFLICT = Basis("UU 30/2014", "Pasal 42 sampai Pasal 45")


def may_judge(record: Record, terms: Terms, *, on: date) -> Decision:
    """Whether one of the committee may score a nomination: nobody judges herself, or whom she leads.

    ``record`` has ``is_herself``, ``is_her_superior`` and ``is_nominator``: who proposed somebody has judged already.
    """
    return weigh(
        Reason("not_herself", no(record.is_herself), _CONFLICT),
        Reason("not_her_superior", no(record.is_her_superior), _CONFLICT),
        Reason("not_nominator", no(record.is_nominator), _CONFLICT),
    )


def result(means: Sequence[float | None], weights: Sequence[int]) -> Reckoning:
    """Points of 0 to 100: of each criterion the mean of the scores by its weight. Unknown where one was not scored."""
    return reckon(
        *(
            Line(f"criterion_{place}", _weighted(mean, weight), of={"mean": mean, "weight": weight})
            for place, (mean, weight) in enumerate(zip(means, weights, strict=True), 1)
        )
    )


def _weighted(mean: float | None, weight: int) -> Column:
    return column(mean) * weight / WHOLE
