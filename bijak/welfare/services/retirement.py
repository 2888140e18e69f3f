"""Those who retire soon: warned in time, and their file kept."""

from collections.abc import Sequence
from datetime import date

from django.db import connection, transaction
from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bijak.accounts import access as accounts
from bijak.accounts.models import Account
from bijak.kernel.days import add_months
from bijak.ledger import services as ledger
from bijak.notifications import services as notifications
from bijak.people import queries as people
from bijak.policy import queries as policy
from bijak.welfare.access import Permission
from bijak.welfare.models import Retirement
from bijak.welfare.queries import retirement as queries
from bijak.welfare.services.refusals import Refused
from bijak.welfare.texts.retirement import PAPERS


def look_through(*, on: date) -> None:
    """Keep who retires soon right, and tell those who have come to another warning."""
    near = queries.near(on)
    columns = (near.employee, near.unit, near.retires_on, near.stage)
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH near AS (
                SELECT * FROM unnest(%s::bigint[], %s::bigint[], %s::date[], %s::smallint[])
                    AS n (employee_id, unit_id, retires_on, stage)
            ), gone AS (
                DELETE FROM welfare_retirement AS t
                WHERE NOT EXISTS (SELECT FROM near AS n WHERE n.employee_id = t.employee_id)
            )
            INSERT INTO welfare_retirement AS t (
                uuid, employee_id, unit_id, retires_on, stage, warned, papers, note, edition
            )
            SELECT uuidv7(), employee_id, nullif(unit_id, 0), retires_on, stage, 0, '{}', '', 1 FROM near
            ON CONFLICT (employee_id) DO UPDATE SET
                unit_id = excluded.unit_id, retires_on = excluded.retires_on, stage = excluded.stage,
                warned = CASE WHEN excluded.stage > t.stage THEN 0 ELSE t.warned END
            WHERE (t.unit_id, t.retires_on, t.stage) IS DISTINCT FROM (
                excluded.unit_id, excluded.retires_on, excluded.stage
            )
            """,
            [column.tolist() for column in columns],
        )
    warn()


def warn() -> int:
    """Tell those with an account who have come to a warning that they were not told of; returns how many."""
    due = list(
        Retirement.objects.exclude(warned=F("stage")).select_related("employee__account").order_by("pk")
    )
    for each in due:
        if each.employee.account is not None:
            notifications.notify(
                to=each.employee.account,
                kind="welfare.retirement",
                title=gettext_lazy("Pensiun Anda sudah dekat"),
                body=gettext_lazy("Lihat tanggalnya, dan berkas yang perlu disiapkan."),
                link=reverse("welfare:my_service"),
            )
    Retirement.objects.filter(pk__in=[each.pk for each in due]).update(warned=F("stage"))
    return len(due)


@transaction.atomic
def keep_file(
    *,
    retirement: Retirement,
    papers: Sequence[str],
    preparation_from: date | None,
    note: str,
    edition: int,
    by: Account,
    today: date,
) -> Retirement:
    """Write down which papers are there, and from when she asked for the time of preparation (MPP)."""
    row = people.rows_of_employees([retirement.employee_id])[retirement.employee_id]
    accounts.must(by, Permission.KEEP_SERVICE, on=row, today=today)
    held = Retirement.objects.select_for_update().get(pk=retirement.pk)
    if held.edition != edition:
        raise Refused(_("Orang lain baru saja menyimpan berkas ini. Periksa, lalu simpan lagi."))
    if preparation_from is not None:
        longest = policy.terms("welfare", today).retirement_preparation
        if not add_months(held.retires_on, -int(longest)) <= preparation_from < held.retires_on:
            raise Refused(
                _("Masa persiapan pensiun paling lama %(months)s bulan sebelum TMT pensiun.")
                % {"months": longest}
            )
    held.papers = [code for code in PAPERS if code in papers]
    held.preparation_from, held.note, held.edition = preparation_from, note, held.edition + 1
    held.save(update_fields=["papers", "preparation_from", "note", "edition"])
    ledger.record("welfare.retirement_file", subject=held, by=by, facts={"papers": held.papers})
    return held
