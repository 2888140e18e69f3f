"""Look-ups for imports, a hundred thousand at once."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F, Lookup, Min
from django.db.models.sql.compiler import SQLCompiler

from bijak.people import rules, texts
from bijak.people.models import Identity, PositionSpell, SanctionSpell


class _AnyOf(Lookup[str]):
    """``= ANY(array)``: a file asks for a hundred thousand at once, and ``IN`` is parsed one by one.

    The array travels as JSON, which is written ten times as fast as an array of texts.
    """

    lookup_name = "any_of"
    prepare_rhs = False

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        column, parameters = self.process_lhs(compiler, connection)
        asked = f"{column} = ANY(ARRAY(SELECT jsonb_array_elements_text(%s::jsonb)))"
        return asked, (*parameters, json.dumps(list(self.rhs)))


def employee_ids_by_nip(nips: Sequence[str]) -> dict[str, int]:
    """The employee of each NIP that we know today."""
    return dict(
        Identity.objects.filter(_AnyOf(F("nip"), nips), believed_until=None)
        .order_by()
        .values_list("nip", "employee_id")
    )


def nips_by_siasn_id(ids: Sequence[str]) -> dict[str, str]:
    """The NIP of each PNS ID that we know."""
    believed = Identity.objects.filter(_AnyOf(F("employee__siasn_id"), ids), believed_until=None).order_by()
    return {siasn_id: nip for siasn_id, nip in believed.values_list("employee__siasn_id", "nip") if siasn_id}


def owners_of_niks(niks: Sequence[str]) -> dict[str, tuple[str, str]]:
    """The NIP and the PNS ID ("" for none) of whoever bears each NIK that we know."""
    asked = """
        SELECT i.nik, i.nip, coalesce(e.siasn_id, '')
        FROM people_identity AS i JOIN people_employee AS e ON e.id = i.employee_id
        WHERE i.believed_until IS NULL AND i.nik IN (SELECT jsonb_array_elements_text(%s::jsonb))
        ORDER BY i.id
    """
    with connection.cursor() as cursor:
        cursor.execute(asked, [json.dumps(list(niks))])
        return {nik: (nip, siasn_id) for nik, nip, siasn_id in cursor.fetchall()}


def sharing_nik(employee: int) -> list[int]:
    """The keys of the others who bear somebody's NIK today."""
    hers = Identity.objects.filter(employee=employee, believed_until=None).exclude(nik="").values("nik")
    others = Identity.objects.filter(believed_until=None, nik__in=hers).exclude(employee=employee)
    return list(others.order_by("employee").values_list("employee", flat=True))


def pns_ranks(employees: Sequence[int]) -> list[tuple[int, date, str]]:
    """The PNS ranks on record of some people: whose, from which day, and the code."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT employee_id, from_on, rank_code FROM people_rankspell
            WHERE believed_until IS NULL AND employee_id = ANY(%s) AND rank_code = ANY(%s)
            """,
            [list(employees), list(texts.PNS_RANKS)],
        )
        return list(cursor.fetchall())


def lowered_since(employees: Sequence[int]) -> dict[int, date]:
    """From which day on a sanction on record may have lowered the rank of some people; the others are left out."""
    sanctions = SanctionSpell.objects.filter(believed_until=None, kind_code__in=rules.LOWERING)
    first = sanctions.values("employee_id").annotate(first=Min("from_on")).order_by()
    wanted = set(employees)
    return {
        employee: day for employee, day in first.values_list("employee_id", "first") if employee in wanted
    }


def sanctioned(kinds: Sequence[str], *, on: date) -> set[int]:
    """Whom a sanction of some kinds (codes of texts.SANCTIONS) binds on a day."""
    running = SanctionSpell.objects.filter(believed_until=None, kind_code__in=kinds, from_on__lte=on)
    running = running.exclude(until_on__lte=on).order_by()
    return set(running.values_list("employee_id", flat=True))


def position_id(*, kind: str, title: str) -> str:
    """The national id that all records of a position's title agree on; empty where none tells it, or several differ."""
    rows = PositionSpell.objects.filter(believed_until=None, kind=kind, title__iexact=title)
    ids = rows.exclude(siasn_id="").order_by().values_list("siasn_id", flat=True).distinct()[:2]
    return ids[0] if len(ids) == 1 else ""


def siasn_ids_by_nip(nips: Sequence[str]) -> dict[str, str]:
    """The PNS ID of each NIP that we know."""
    believed = Identity.objects.filter(_AnyOf(F("nip"), nips), believed_until=None).order_by()
    return {nip: siasn_id for nip, siasn_id in believed.values_list("nip", "employee__siasn_id") if siasn_id}
