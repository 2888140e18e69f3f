"""Leave that was taken, as files tell it."""

from bijak.interchange.bringing import Brings
from bijak.interchange.histories import History
from bijak.welfare.models import LeaveTaken

LEAVE = Brings(
    History(
        LeaveTaken,
        {
            "employee_id": "bigint",
            "kind": "text",
            "year": "smallint",
            "from_on": "date",
            "until_on": "date",
            "days": "smallint",
            "decree_no": "text",
        },
    )
)
