"""Where careers led: everyone's moves read, the commonest post as a picture, and the next posts of somebody in it."""

from collections.abc import Iterator

from tools.bench.figures import Figure, timed
from tools.bench.pages import SIZES, TODAY, fill, read_here


def measure() -> Iterator[Figure]:
    from urllib.parse import urlencode

    from bijak.career.queries import paths
    from bijak.career.queries import paths_asking as asking
    from bijak.people import queries as people

    size = SIZES[-1]
    fill(size)
    move_about()
    known, read = timed(paths.trails)
    commonest = paths.listed(known)[0].stop
    place = known.find(commonest.key)
    if place is None:
        raise SystemExit(f"bench: nobody was ever {commonest.key}.")
    told, told_in = timed(lambda: paths.paths(known, place))
    somebody = next(
        row
        for row in people.active().select_related("employee", "unit")
        if paths.key_of(row) == commonest.key
    )
    stops = [flow.stop for flow in told.onward if flow.stop is not None]
    _found, ahead = timed(lambda: asking.ahead(somebody, stops, on=TODAY))
    yield Figure("paths: everyone's moves read", read, "s", len(known))
    yield Figure("paths: the commonest post told", told_in * 1000, "ms", told.people)
    yield Figure("paths: what its next posts ask of somebody", ahead * 1000, "ms", len(stops))
    yield from read_here(
        size,
        {
            "paths: posts to choose": "/karier/jalur/",
            "paths: the commonest post": f"/karier/jalur/jabatan/?{urlencode({'jabatan': commonest.key})}",
            "paths: somebody's next posts": f"/karier/jalur/pegawai/{somebody.uuid}/",
        },
    )


def move_about() -> None:
    """Two former positions each: what the people of the next keys hold now, so that posts are left for others."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH now AS (
                SELECT *, row_number() OVER (ORDER BY kind, employee_id) AS place, count(*) OVER () AS all_of_them
                FROM people_positionspell WHERE believed_until IS NULL AND assignment = 'definitive'
            )
            INSERT INTO people_positionspell (employee_id, believed_from, change_id, from_on, until_on, decree_no, kind,
                title, siasn_id, echelon_code, unit_id, assignment)
            SELECT now.employee_id, now.believed_from, now.change_id, now.from_on - 1200 * back,
                   now.from_on - 1200 * (back - 1), '', former.kind, former.title, '', former.echelon_code,
                   former.unit_id, 'definitive'
            FROM now CROSS JOIN generate_series(1, 2) AS back
            JOIN now AS former ON former.place = (now.place + 7 * back) % now.all_of_them + 1
            """
        )
        cursor.execute("ANALYZE")
