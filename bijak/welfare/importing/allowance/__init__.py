"""Attendance, productivity and the region's own numbers from files."""

from bijak.welfare.importing.allowance.attendance import ATTENDANCE
from bijak.welfare.importing.allowance.productivity import PRODUCTIVITY
from bijak.welfare.importing.allowance.recaps import RECAP, check_recap
from bijak.welfare.importing.allowance.settings import SETTING_FILE

KINDS = (ATTENDANCE, RECAP, PRODUCTIVITY, SETTING_FILE)

__all__ = ["ATTENDANCE", "KINDS", "PRODUCTIVITY", "RECAP", "SETTING_FILE", "check_recap"]
