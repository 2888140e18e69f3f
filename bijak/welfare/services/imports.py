"""What files bring about welfare: rows that a later file replaces, and that can be taken back."""

from bijak.interchange.bringing import Brings
from bijak.interchange.histories import History
from bijak.welfare.models import AllowanceSetting, AttendanceDay, AttendanceRecap, Productivity
from bijak.welfare.queries.allowance_facts import RECAP_COUNTS

ATTENDANCE = Brings(
    History(
        AttendanceDay,
        {
            "employee_id": "bigint",
            "day": "date",
            "presence": "text",
            "late": "smallint",
            "early": "smallint",
            "missed_in": "boolean",
            "missed_out": "boolean",
        },
    )
)

RECAPS = Brings(
    History(
        AttendanceRecap,
        {"employee_id": "bigint", "month": "date"} | dict.fromkeys(RECAP_COUNTS, "smallint"),
    )
)

PRODUCTIVITY = Brings(
    History(
        Productivity,
        {
            "employee_id": "bigint",
            "month": "date",
            "minutes": "integer",
            "target": "integer",
            "predicate": "text",
        },
    )
)

SETTINGS = Brings(
    History(
        AllowanceSetting,
        {
            "what": "text",
            "value": "numeric",
            "class_from": "smallint",
            "class_to": "smallint",
            "unit_id": "bigint",
            "title": "text",
            "law": "text",
            "article": "text",
            "from_on": "date",
            "until_on": "date",
        },
    )
)
