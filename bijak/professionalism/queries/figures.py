"""The index as a live figure: evidence and indicators are made of it."""

from datetime import date

from bijak.kernel import hiding
from bijak.organization import queries as organization
from bijak.policy.registries import Reading, ReadingRow
from bijak.professionalism.queries.telling import ALL
from bijak.professionalism.queries.units import parts_of, telling, whole


def mean_index(on: date, breakdown: str = "") -> Reading:
    """The mean over those measured in the last full year, and by office where enough people stand behind it."""
    year = on.year - 1
    index = whole(year, reach=organization.EVERYTHING)
    rows: tuple[ReadingRow, ...] = ()
    if breakdown:
        parts = parts_of("", year, reach=organization.EVERYTHING)
        told = telling(year, reach=organization.EVERYTHING).parts(ALL)
        rows = tuple(
            ReadingRow(
                str(part.unit.uuid),
                part.unit.name,
                part.index.mean if part.unit.path in told else None,
                part.index.measured,
                part.index.people,
            )
            for part in parts
        )
    value = index.mean if index.measured >= hiding.K else None
    return Reading(on, value, index.measured, index.people, rows, is_recorded=bool(index.people))
