"""Changes to ratings and credit points: by import only."""

from bijak.interchange.bringing import Brings
from bijak.interchange.histories import History
from bijak.performance.events import CreditsRecorded, RatingsRecorded
from bijak.performance.models import CreditPoint, SkpRating

RATINGS = Brings(
    History(
        SkpRating,
        {
            "employee_id": "bigint",
            "year": "smallint",
            "results": "text",
            "behaviour": "text",
            "predicate": "text",
            "rater_name": "text",
            "rater_nip": "text",
            "rater_position": "text",
            "rater_unit": "text",
        },
    ),
    RatingsRecorded,
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
