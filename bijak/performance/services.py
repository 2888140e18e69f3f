"""Changes to ratings and credit points: by import only."""

from typing import LiteralString

from bijak.interchange.bringing import Brings
from bijak.interchange.histories import History
from bijak.performance.events import CreditsRecorded, RatingsRecorded
from bijak.performance.models import CreditPoint, PeriodicRating, SkpRating

_JUDGED: dict[str, LiteralString] = {
    "results": "text",
    "behaviour": "text",
    "predicate": "text",
    "rater_name": "text",
    "rater_nip": "text",
    "rater_position": "text",
    "rater_unit": "text",
}

RATINGS = Brings(
    History(SkpRating, {"employee_id": "bigint", "year": "smallint", **_JUDGED}),
    RatingsRecorded,
)

PERIODS = Brings(
    History(
        PeriodicRating,
        {
            "employee_id": "bigint",
            "year": "smallint",
            "cycle": "text",
            "number": "smallint",
            "siasn_id": "text",
            **_JUDGED,
        },
    )
)

CREDITS = Brings(
    History(
        CreditPoint,
        {
            "employee_id": "bigint",
            "kind": "text",
            "from_on": "date",
            "until_on": "date",
            "points": "numeric(9, 3)",
            "position": "text",
            "predicate": "text",
            "decree_no": "text",
            "decree_on": "date",
        },
    ),
    CreditsRecorded,
)
