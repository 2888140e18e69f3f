"""How far the merit system is: maturity by aspect, the index, its category. PermenPANRB 19/2025."""

from pathlib import Path

from bijak.kernel import terms
from bijak.kernel.columns import Column, column, possible, where
from bijak.kernel.reckonings import Line, Reckoning, reckon
from bijak.kernel.records import Record
from bijak.kernel.terms import Terms

TERMS = terms.load(Path(__file__).parents[1] / "terms.toml")

ASPECTS = (
    "planning",
    "talent",
    "performance",
    "competency",
    "culture",
    "recognition",
    "discipline",
    "digital",
)
"""The eight aspects, in the order of the regulation."""

CATEGORIES = ("basic", "continuing", "middle", "high", "advanced")
"""From Dasar to Maju."""


def maturity(record: Record, terms: Terms, *, on: object = None) -> Reckoning:
    """Maturity from 0 to 1, a line an aspect: its weight times the mean of its scores over the highest score.

    ``record`` has the mean score of each of ``ASPECTS`` under its name. That the scores are brought to 0 to 1 in this
    way is derived from the bands of the category; the annex was not at hand [unverified].
    """
    return reckon(
        *(
            Line(
                aspect,
                possible(getattr(record, aspect), most=terms.highest_score)
                / terms.highest_score
                * getattr(terms, f"weight_{aspect}")
                / 100,
                terms.basis(f"weight_{aspect}"),
                of={"score": getattr(record, aspect), "weight": getattr(terms, f"weight_{aspect}")},
            )
            for aspect in ASPECTS
        )
    )


def index(record: Record, terms: Terms, *, on: object = None) -> Reckoning:
    """The merit index: ``maturity`` and the ``survey`` of staff (both 0 to 1) by their shares, less ``correction``."""
    return reckon(
        Line(
            "maturity",
            possible(record.maturity) * terms.share_maturity / 100,
            terms.basis("share_maturity"),
            of={"value": record.maturity, "share": terms.share_maturity},
        ),
        Line(
            "survey",
            possible(record.survey, most=1) * terms.share_survey / 100,
            terms.basis("share_survey"),
            of={"value": record.survey, "share": terms.share_survey},
        ),
        Line("correction", -possible(record.correction), terms.basis("share_maturity")),
    )


def category(value: object, terms: Terms) -> Column:
    """The place in ``CATEGORIES`` of an index, rounded first to the two decimals in which the bands are printed."""
    rounded = column(value)
    # Half up, as the bands are printed; 1e-9 keeps 0.605 from being 0.60499….
    hundredths = (rounded * 100 + 0.5 + 1e-9) // 1
    reached: Column = column(0)
    for place, code in enumerate(CATEGORIES[1:], start=1):
        reached = where(hundredths >= round(getattr(terms, f"category_{code}_from") * 100), place, reached)
    return reached


def categorised(record: Record, terms: Terms, *, on: object = None) -> Reckoning:
    """``category`` of an index (``index``), as a rule."""
    index = possible(record.index)
    return reckon(
        Line(
            "category",
            category(index, terms),
            terms.basis("category_advanced_from"),
            unit="kategori",
            of={"index": index},
        )
    )
