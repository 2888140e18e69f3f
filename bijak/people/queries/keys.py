"""Look-ups for imports, a hundred thousand at once."""

import json
from collections.abc import Sequence
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F, Lookup
from django.db.models.sql.compiler import SQLCompiler

from bijak.people.models import Identity


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


def siasn_ids_by_nip(nips: Sequence[str]) -> dict[str, str]:
    """The PNS ID of each NIP that we know."""
    believed = Identity.objects.filter(_AnyOf(F("nip"), nips), believed_until=None).order_by()
    return {nip: siasn_id for nip, siasn_id in believed.values_list("nip", "employee__siasn_id") if siasn_id}
