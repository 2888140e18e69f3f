"""Questions about somebody's day, what words find, and the records that oversight reads."""

from bijak.desk.queries.finding import Find, Kind, find, meant, pages
from bijak.desk.queries.home import MOST_SHORTCUTS, Day, day_of, shortcuts
from bijak.desk.queries.records import LINES, Line, Seen, ledger_lines, lines_of, seen, seen_lines

__all__ = [
    "LINES",
    "MOST_SHORTCUTS",
    "Day",
    "Find",
    "Kind",
    "Line",
    "Seen",
    "day_of",
    "find",
    "ledger_lines",
    "lines_of",
    "meant",
    "pages",
    "seen",
    "seen_lines",
    "shortcuts",
]
