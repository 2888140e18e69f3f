"""The projection that lists read: rebuilt from the histories for some people or for all."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db import transaction
from psycopg import sql

from bijak.interchange.filling import MANY, fetch, filling, run
from bijak.people import texts
from bijak.people.models import NameWord
from bijak.people.queries import spelling

_COLUMNS = """
    employee_id, uuid, nip, name, full_name, sex, born_on, kind, kind_from, standing_code, rank_code, rank_order,
    rank_from, position_kind, position_title, echelon_code, position_from, unit_id, education_level
"""

_FROM_HISTORIES = """
    SELECT e.id AS employee_id, e.uuid, i.nip, i.name,
           concat(nullif(i.front_title, '') || ' ', i.name, ', ' || nullif(i.back_title, '')) AS full_name,
           i.sex, i.born_on,
           coalesce(m.kind, '') AS kind,
           m.from_on AS kind_from,
           coalesce(s.standing_code, '') AS standing_code,
           coalesce(r.rank_code, '') AS rank_code,
           coalesce(o.rank_order, 0)::smallint AS rank_order,
           r.from_on AS rank_from,
           coalesce(p.kind, '') AS position_kind,
           coalesce(p.title, '') AS position_title,
           coalesce(p.echelon_code, '') AS echelon_code,
           p.from_on AS position_from,
           p.unit_id,
           coalesce(d.level_code, '') AS education_level
    FROM people_employee AS e
    JOIN (SELECT * FROM people_identity WHERE believed_until IS NULL AND {mentioned}) AS i ON i.employee_id = e.id
    LEFT JOIN people_employmentspell AS m ON m.employee_id = e.id AND m.believed_until IS NULL
         AND m.from_on <= {on} AND (m.until_on IS NULL OR m.until_on > {on})
    LEFT JOIN people_standingspell AS s ON s.employee_id = e.id AND s.believed_until IS NULL
         AND s.from_on <= {on} AND (s.until_on IS NULL OR s.until_on > {on})
    LEFT JOIN people_rankspell AS r ON r.employee_id = e.id AND r.believed_until IS NULL
         AND r.from_on <= {on} AND (r.until_on IS NULL OR r.until_on > {on})
    LEFT JOIN people_positionspell AS p ON p.employee_id = e.id AND p.believed_until IS NULL
         AND p.assignment = 'definitive' AND p.from_on <= {on} AND (p.until_on IS NULL OR p.until_on > {on})
    LEFT JOIN (
        SELECT DISTINCT ON (employee_id) employee_id, level_code FROM people_educationrecord
        WHERE believed_until IS NULL AND {mentioned}
        ORDER BY employee_id, level_code DESC
    ) AS d ON d.employee_id = e.id
    LEFT JOIN (VALUES {orders}) AS o (rank_code, rank_order) ON o.rank_code = r.rank_code
"""


@transaction.atomic
def refresh_today(*, on: date, employees: Sequence[int] | None = None) -> int:
    """Rebuild the rows of some people, or of all, as of a day; returns how many came out different."""
    if employees is None:
        return _refresh(on, sql.SQL("true"), MANY, are_all=True)
    those = sql.SQL("SELECT unnest({}::bigint[])").format(sql.Literal(list(employees)))
    return _refresh(on, _AMONG, _gather(those), are_all=False)


@transaction.atomic
def refresh_those(select: sql.Composable, *, on: date) -> int:
    """Likewise for the people whose keys a statement of ours selects, each once; returns how many they are."""
    people = _gather(select)
    _refresh(on, _AMONG, people, are_all=False)
    return people


_AMONG = sql.SQL("employee_id IN (SELECT employee_id FROM refreshed)")


def _gather(select: sql.Composable) -> int:
    run(sql.SQL("DROP TABLE IF EXISTS refreshed"))
    people = run(
        sql.SQL("CREATE TEMPORARY TABLE refreshed (employee_id) ON COMMIT DROP AS {}").format(select)
    )
    run(sql.SQL("ANALYZE refreshed"))
    return people


def _refresh(on: date, mentioned: sql.Composable, people: int, *, are_all: bool) -> int:
    histories = sql.SQL(_FROM_HISTORIES).format(
        on=sql.Literal(on),
        mentioned=mentioned,
        orders=sql.SQL(", ").join(
            sql.SQL("({}, {})").format(sql.Literal(code), sql.Literal(order))
            for code, order in texts.RANK_ORDERS.items()
        ),
    )
    columns = [sql.Identifier(name.strip()) for name in _COLUMNS.split(",")]
    new = sql.SQL(", ").join(sql.SQL("excluded.{}").format(column) for column in columns[1:])
    insert = sql.SQL(
        """
        INSERT INTO people_employeetoday AS t ({columns}) {histories}
        ON CONFLICT (employee_id) DO UPDATE SET ({rest}) = ROW ({new})
        WHERE ({ours}) IS DISTINCT FROM ({new})
        """
    ).format(
        columns=sql.SQL(", ").join(columns),
        histories=histories,
        rest=sql.SQL(", ").join(columns[1:]),
        ours=sql.SQL(", ").join(sql.SQL("t.{}").format(column) for column in columns[1:]),
        new=new,
    )
    with filling(sql.Identifier("people_employeetoday"), people):
        changed = run(insert)
    gone = run(
        sql.SQL(
            """
            DELETE FROM people_employeetoday AS t
            WHERE {only} AND NOT EXISTS (
                SELECT FROM people_identity AS i WHERE i.employee_id = t.employee_id AND i.believed_until IS NULL
            )
            """
        ).format(only=mentioned)
    )
    names = fetch(sql.SQL("SELECT DISTINCT name FROM people_employeetoday WHERE {}").format(mentioned))
    _keep_words((name for (name,) in names), are_all=are_all)
    return changed + gone


def _keep_words(names: Iterable[str], *, are_all: bool) -> None:
    """Words by which misspelt names are recognised. Those that nobody bears any more go when all are looked at."""
    words = {word for name in names for word in spelling.parts(name)}
    if are_all:
        known = set(NameWord.objects.order_by("word").values_list("word", flat=True))
        NameWord.objects.filter(word__in=known - words).delete()
        words -= known
    # In order: whoever else adds the same words meanwhile waits for us, or we for her, never both.
    NameWord.objects.bulk_create(
        [NameWord(word=word, sound=spelling.sound(word)) for word in sorted(words)], ignore_conflicts=True
    )
