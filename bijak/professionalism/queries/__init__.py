"""How professional people are by the index: of one, of units, of all."""

from bijak.professionalism.queries.facts import Facts, gather, last_day
from bijak.professionalism.queries.figures import mean_index
from bijak.professionalism.queries.measuring import KEPT, PARTS, SUMMED, Measured, measure
from bijak.professionalism.queries.method import Dimension, Number, method
from bijak.professionalism.queries.people import Filter, Row, history, narrowed, rows, visible_to
from bijak.professionalism.queries.person import Standing, standing, supposing, trained
from bijak.professionalism.queries.units import (
    Index,
    Lifted,
    Part,
    Told,
    category_of,
    counted,
    is_asked,
    last_measuring,
    lifts,
    parts_of,
    seen,
    telling,
    whole,
    years,
)

__all__ = [
    "Dimension",
    "Facts",
    "Filter",
    "Index",
    "KEPT",
    "Lifted",
    "Measured",
    "Number",
    "PARTS",
    "Part",
    "Row",
    "SUMMED",
    "Standing",
    "Told",
    "category_of",
    "counted",
    "gather",
    "history",
    "is_asked",
    "last_day",
    "last_measuring",
    "lifts",
    "mean_index",
    "measure",
    "method",
    "narrowed",
    "parts_of",
    "rows",
    "standing",
    "seen",
    "supposing",
    "telling",
    "trained",
    "visible_to",
    "whole",
    "years",
]
