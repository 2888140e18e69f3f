"""Files into histories: whole workforce, one history, and back again."""

from __future__ import annotations

from datetime import date

import polars as pl
from django.db import connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from psycopg import sql

from bijak.accounts.models import Account
from bijak.interchange import services as interchange
from bijak.interchange.filling import fetch, filling, run
from bijak.interchange.models import Batch
from bijak.interchange.registries import ROW, Applied, Problem, RowsMoved, Undone
from bijak.kernel.events import publish
from bijak.kernel.uuid7 import uuid7s
from bijak.people import registries
from bijak.people.events import EmployeesRecorded, HandRecordsMet
from bijak.people.models import Change
from bijak.people.services.beliefs import (
    ADDRESS,
    EDUCATION,
    EMPLOYMENT,
    IDENTITY,
    POSITION,
    RANK,
    SHAPES,
    STANDING,
    Recording,
    Shape,
    column_types,
    load,
)
from bijak.people.services.changes import open_change
from bijak.people.services.today import refresh_those, refresh_today

STAGED = {
    "siasn_id": "text",
    "nip": "text",
    "old_nip": "text",
    "name": "text",
    "front_title": "text",
    "back_title": "text",
    "birth_place": "text",
    "born_on": "date",
    "sex": "text",
    "religion": "text",
    "marital_status": "text",
    "nik": "text",
    "is_nik_valid": "boolean",
    "phone": "text",
    "email": "text",
    "gov_email": "text",
    "address": "text",
    "npwp": "text",
    "bpjs": "text",
    "kind": "text",
    "employee_type": "text",
    "standing_code": "text",
    "cpns_decree_no": "text",
    "cpns_decree_on": "date",
    "cpns_from": "date",
    "pns_decree_no": "text",
    "pns_decree_on": "date",
    "pns_from": "date",
    "rank_code": "text",
    "rank_from": "date",
    "service_years": "smallint",
    "service_months": "smallint",
    "position_kind": "text",
    "position_siasn_id": "text",
    "position_title": "text",
    "position_from": "date",
    "echelon_code": "text",
    "education_level": "text",
    "education_siasn_id": "text",
    "education_name": "text",
    "graduated_year": "smallint",
    "school": "text",
    "unit_id": "bigint",
    "employee_id": "bigint",
}
"""The columns of the workforce file that are kept, as PostgreSQL types them."""

_SELECTS = {
    IDENTITY: """
        SELECT employee_id, nip, old_nip, name, front_title, back_title, birth_place, born_on, sex, religion,
               marital_status, nik, is_nik_valid, phone, email, gov_email, npwp, bpjs
        FROM staged
    """,
    EMPLOYMENT: """
        SELECT employee_id, cpns_from AS from_on, cpns_decree_no AS decree_no, cpns_decree_on AS decree_on,
               CASE WHEN kind IN ('pppk', 'pppk_part_time') THEN kind ELSE 'cpns' END AS kind,
               NULL::text AS type_code, NULL::date AS contract_ends_on
        FROM staged WHERE cpns_from IS NOT NULL AND (kind <> 'pns' OR cpns_from IS DISTINCT FROM pns_from)
        UNION ALL
        SELECT employee_id, pns_from, pns_decree_no, pns_decree_on, 'pns', NULL, NULL
        FROM staged WHERE pns_from IS NOT NULL AND kind = 'pns'
    """,
    RANK: """
        SELECT employee_id, rank_from AS from_on, NULL::text AS decree_no, NULL::date AS decree_on, rank_code,
               NULL::text AS kind_code, service_years, service_months
        FROM staged WHERE rank_code IS NOT NULL AND rank_from IS NOT NULL
    """,
    POSITION: """
        SELECT employee_id, 'definitive' AS assignment, position_from AS from_on, NULL::text AS decree_no,
               NULL::date AS decree_on, coalesce(position_kind, 'executor') AS kind, position_title AS title,
               position_siasn_id AS siasn_id, echelon_code, unit_id, NULL::date AS inaugurated_on,
               NULL::date AS until_on
        FROM staged WHERE position_title IS NOT NULL AND position_from IS NOT NULL
    """,
    EDUCATION: """
        SELECT employee_id, education_level AS level_code, education_name AS programme,
               education_siasn_id AS programme_siasn_id, school, graduated_year, NULL::date AS graduated_on,
               NULL::text AS diploma_no
        FROM staged WHERE education_level IS NOT NULL AND graduated_year IS NOT NULL
    """,
    # The export has no date of addresses and standing: they count from the day they are first seen, and only as news.
    # What is recorded by hand may be newer, so it stands; see ``_tell_of_hands``.
    ADDRESS: """
        SELECT employee_id, %(today)s::date AS from_on, address
        FROM staged AS s
        WHERE address <> '' AND NOT EXISTS (
            SELECT FROM people_addressspell AS t JOIN people_change AS c ON c.id = t.change_id
            WHERE t.employee_id = s.employee_id AND t.believed_until IS NULL
              AND t.until_on IS NULL AND (t.address = s.address OR c.batch_id IS NULL)
        )
    """,
    STANDING: """
        SELECT employee_id, %(today)s::date AS from_on, NULL::text AS decree_no, NULL::date AS decree_on,
               standing_code
        FROM staged AS s
        WHERE NOT EXISTS (
            SELECT FROM people_standingspell AS t JOIN people_change AS c ON c.id = t.change_id
            WHERE t.employee_id = s.employee_id AND t.believed_until IS NULL
              AND t.until_on IS NULL AND (t.standing_code = s.standing_code OR c.batch_id IS NULL)
        )
    """,
}

_HANDS = """
    SELECT s.employee_id, 'address', s.address
    FROM staged AS s
    JOIN people_addressspell AS t USING (employee_id)
    JOIN people_change AS c ON c.id = t.change_id AND c.batch_id IS NULL
    WHERE t.believed_until IS NULL AND t.until_on IS NULL AND s.address <> ''
    UNION ALL
    SELECT s.employee_id, 'standing_code', s.standing_code
    FROM staged AS s
    JOIN people_standingspell AS t USING (employee_id)
    JOIN people_change AS c ON c.id = t.change_id AND c.batch_id IS NULL
    WHERE t.believed_until IS NULL AND t.until_on IS NULL AND s.standing_code <> ''
    ORDER BY 1, 2
"""

_STEPS = len(_SELECTS) + 4
"""Of progress: finding the people, each table, and two for what lists read."""


@transaction.atomic
def record_workforce(frame: pl.DataFrame, *, batch: Batch, by: Account, today: date) -> Applied:
    """Take in the good rows of a workforce file. A row finds its person by PNS ID, else by NIP, else is a new person.

    Raises ``RowsMoved`` for rows whose NIP went to somebody else since they were checked.
    """
    frame, created = _with_employees(frame)
    interchange.report(batch=batch, done=1, total=_STEPS)
    load("staged", _stageable(frame), STAGED)
    recording = Recording(open_change(by=by, reason=str(batch.document.name), batch=batch))
    for step, (shape, select) in enumerate(_SELECTS.items(), start=2):
        interchange.report(batch=batch, done=step, total=_STEPS)
        recording.record(
            shape, sql.SQL(select.replace("%(today)s", "{today}")).format(today=sql.Literal(today))
        )
    interchange.report(batch=batch, done=_STEPS - 2, total=_STEPS)
    _tell_of_hands(batch, today)
    return _finish(recording, len(frame), created=created, today=today)


@transaction.atomic
def record_history(frame: pl.DataFrame, *, table: Shape, batch: Batch, by: Account, today: date) -> Applied:
    """Take in the good rows of one history file; they carry ``employee_id`` and the table's own columns."""
    columns = (*table.key, *table.facts)
    absent = [pl.lit(None).alias(column) for column in columns if column not in frame.columns]
    load("incoming", frame.with_columns(absent).select(columns), column_types(table, columns))
    _lock_employees(sql.SQL("SELECT employee_id FROM incoming"))
    recording = Recording(open_change(by=by, reason=str(batch.document.name), batch=batch))
    interchange.report(batch=batch, done=1, total=3)
    recording.record(
        table,
        sql.SQL("SELECT {} FROM incoming").format(sql.SQL(", ").join(map(sql.Identifier, columns))),
    )
    interchange.report(batch=batch, done=2, total=3)
    return _finish(recording, frame["employee_id"].n_unique(), created=0, today=today)


@transaction.atomic
def undo_batch(*, batch: Batch, by: Account) -> Undone:
    """Take back what a batch changed. People who were changed again since, or on whom others hold records, stay."""
    kept: set[int] = set()
    altered: set[int] = set()
    changes = Change.objects.filter(batch=batch, undoes=None).order_by("-pk")
    for earlier in changes.exclude(pk__in=Change.objects.exclude(undoes=None).values("undoes")):
        _lock_employees(_touched_by(earlier))
        kept |= _cannot_go_back(earlier)
        recording = Recording(
            open_change(
                by=by,
                reason=_("Pembatalan impor %(name)s") % {"name": batch.document.name},
                batch=batch,
                undoes=earlier,
            )
        )
        for shape in SHAPES:
            recording.take_back(shape, earlier, sorted(kept))
        for shape in SHAPES:
            recording.rechain(shape)
        _tie_accounts()
        altered |= set(recording.altered())
    refresh_today(on=batch.on, employees=sorted(altered))
    publish(EmployeesRecorded(employees=len(altered), batch=batch.uuid))
    sentences = []
    if kept:
        sentences.append(
            ngettext(
                "%(count)s pegawai tidak dikembalikan karena datanya sudah diubah lagi atau dipakai catatan lain.",
                "%(count)s pegawai tidak dikembalikan karena datanya sudah diubah lagi atau dipakai catatan lain.",
                len(kept),
            )
            % {"count": len(kept)}
        )
    return Undone(count=len(altered), kept=sentences)


def _tell_of_hands(batch: Batch, today: date) -> None:
    """Say what the file says of the addresses and standings that are recorded by hand and so were left as they are."""
    if said := fetch(sql.SQL(_HANDS)):
        publish(HandRecordsMet(batch_id=batch.pk, kind=batch.kind, on=today, said=tuple(said)))


def _stageable(frame: pl.DataFrame) -> pl.DataFrame:
    truth = pl.col("nik_valid").str.to_lowercase().is_in(["true", "1", "y", "ya", "valid"])
    frame = frame.with_columns(pl.when(pl.col("nik_valid").is_not_null()).then(truth).alias("is_nik_valid"))
    absent = [pl.lit(None).alias(column) for column in STAGED if column not in frame.columns]
    return frame.with_columns(absent).select(list(STAGED))


def _with_employees(frame: pl.DataFrame) -> tuple[pl.DataFrame, int]:
    """The rows with the employee of each, and how many are new. Whoever is known already stays locked.

    Officers who correct by hand lock the employee first, then write the identity; so do we, in the order of keys.
    Raises ``RowsMoved`` where the NIP of a row is somebody else's by now.
    """
    keys = pl.Series("uuid", uuid7s(len(frame)), pl.String)
    bearers = frame.select("nip", "siasn_id", keys).with_row_index("place")
    load("bearers", bearers, {"place": "integer", "nip": "text", "siasn_id": "text", "uuid": "uuid"})
    known = """
        SELECT b.place, coalesce(e.id, i.employee_id) AS employee_id
        FROM bearers AS b
        LEFT JOIN people_employee AS e ON e.siasn_id = b.siasn_id
        LEFT JOIN people_identity AS i ON e.id IS NULL AND i.nip = b.nip AND i.believed_until IS NULL
    """
    _lock_employees(sql.SQL("SELECT employee_id FROM ({}) AS known").format(sql.SQL(known)))
    # From here on nobody gives a NIP to anybody; reading goes on.
    run(sql.SQL("LOCK TABLE people_identity IN SHARE ROW EXCLUSIVE MODE"))
    if moved := _moved(frame):
        raise RowsMoved(moved)
    [(sequence,)] = fetch(sql.SQL("SELECT pg_get_serial_sequence('people_employee', 'id')"))
    run(sql.SQL("DROP TABLE IF EXISTS borne"))
    run(
        sql.SQL(
            """
            CREATE TEMPORARY TABLE borne ON COMMIT DROP AS
            SELECT b.place, b.siasn_id, b.uuid, k.employee_id IS NULL AS is_new,
                   coalesce(k.employee_id, nextval({sequence})) AS employee_id
            FROM bearers AS b JOIN ({known}) AS k USING (place)
            """
        ).format(sequence=sql.Literal(sequence), known=sql.SQL(known))
    )
    with filling(sql.Identifier("people_employee"), len(bearers)):
        created = run(
            sql.SQL(
                "INSERT INTO people_employee (id, uuid, siasn_id) "
                "SELECT employee_id, uuid, nullif(siasn_id, '') FROM borne WHERE is_new"
            )
        )
    # A person first known from another spreadsheet learns her national id from the export.
    run(
        sql.SQL(
            """
            UPDATE people_employee AS e SET siasn_id = b.siasn_id FROM borne AS b
            WHERE NOT b.is_new AND e.id = b.employee_id AND e.siasn_id IS NULL AND b.siasn_id <> ''
            """
        )
    )
    employees = [row[0] for row in fetch(sql.SQL("SELECT employee_id FROM borne ORDER BY place"))]
    return frame.with_columns(pl.Series("employee_id", employees, pl.Int64)), created


def _lock_employees(select: sql.Composable) -> None:
    """Let nobody correct these people by hand until the transaction ends; whoever is at it is waited for."""
    run(sql.SQL("SELECT FROM people_employee WHERE id IN ({}) ORDER BY id FOR NO KEY UPDATE").format(select))


def _moved(frame: pl.DataFrame) -> list[Problem]:
    """Rows whose NIP is that of a person who is not the one with their PNS ID."""
    places = fetch(
        sql.SQL(
            """
            SELECT b.place
            FROM bearers AS b
            JOIN people_identity AS i ON i.nip = b.nip AND i.believed_until IS NULL
            JOIN people_employee AS owner ON owner.id = i.employee_id
            LEFT JOIN people_employee AS e ON e.siasn_id = b.siasn_id
            WHERE owner.siasn_id <> nullif(b.siasn_id, '') OR owner.id <> e.id
            ORDER BY b.place
            """
        )
    )
    return [
        Problem(
            frame[ROW][place],
            "nip",
            "nip_of_another",
            _("NIP ini tercatat pada pegawai lain sejak berkas diperiksa."),
            _(
                "Periksa apakah NIP atau PNS ID tertukar; bila NIP-nya dikonversi, perbarui dulu pegawai yang lama."
            ),
        )
        for (place,) in places
    ]


def _tie_accounts() -> None:
    """Let the accounts follow the NIPs of everyone altered: each sees the records with its NIP and no others."""
    now = """
        FROM people_identity AS i
        WHERE i.believed_until IS NULL AND i.employee_id IN (SELECT employee_id FROM altered)
    """
    run(
        sql.SQL(
            """
            UPDATE people_employee AS e SET account_id = NULL FROM accounts_account AS a
            WHERE a.id = e.account_id AND (
                e.id IN (SELECT employee_id {now} AND i.nip IS DISTINCT FROM a.nip)
                OR a.nip IN (SELECT i.nip {now} AND i.employee_id <> e.id)
            )
            """
        ).format(now=sql.SQL(now))
    )
    run(
        sql.SQL(
            """
            UPDATE people_employee AS e SET account_id = a.id
            FROM accounts_account AS a JOIN (SELECT i.employee_id, i.nip {now}) AS n ON n.nip = a.nip
            WHERE e.id = n.employee_id AND e.account_id IS NULL
            """
        ).format(now=sql.SQL(now))
    )


def _finish(recording: Recording, people: int, *, created: int, today: date) -> Applied:
    _tie_accounts()
    altered = refresh_those(sql.SQL("SELECT DISTINCT employee_id FROM altered"), on=today)
    batch = recording.change.batch
    publish(EmployeesRecorded(employees=altered, batch=batch.uuid if batch else None))
    return Applied(created=created, changed=altered - created, unchanged=people - altered)


def _cannot_go_back(earlier: Change) -> set[int]:
    """Employees whose rows of this change were changed again since, or whom it created and others now lean on."""
    overtaken: set[int] = set()
    created = _employees(IDENTITY, "change_id = %(change)s", earlier)
    created -= _employees(IDENTITY, "ended_by_id = %(change)s", earlier)
    for shape in SHAPES:
        overtaken |= _employees(
            shape,
            "change_id = %(change)s AND ended_by_id <> %(change)s "
            "AND ended_by_id NOT IN (SELECT id FROM people_change WHERE undoes_id IS NOT NULL)",
            earlier,
        )
        if created:
            leaning = _employees(shape, "change_id <> %(change)s AND believed_until IS NULL", earlier)
            overtaken |= created & leaning
    return overtaken | registries.holders.hold(frozenset(created))


def _touched_by(change: Change) -> sql.Composable:
    """Everyone of whom a change opened or closed a row."""
    return sql.SQL(" UNION ").join(
        sql.SQL("SELECT employee_id FROM {} WHERE change_id = {change} OR ended_by_id = {change}").format(
            shape.table, change=sql.Literal(change.pk)
        )
        for shape in SHAPES
    )


def _employees(shape: Shape, condition: str, change: Change) -> set[int]:
    with connection.cursor() as cursor:
        statement = sql.SQL("SELECT DISTINCT employee_id FROM {} WHERE ").format(shape.table) + sql.SQL(
            condition
        )
        cursor.execute(statement.as_string(cursor.connection), {"change": change.pk})
        return {row[0] for row in cursor.fetchall()}
