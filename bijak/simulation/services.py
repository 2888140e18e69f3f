"""Keeping a what-if as evidence."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from bijak.accounts import access as accounts
from bijak.accounts.models import Account
from bijak.ledger import services as ledger
from bijak.policy import services as policies
from bijak.simulation import queries
from bijak.simulation.access import Permission
from bijak.simulation.models import Run

KIND = "simulation"


class Refused(Exception):
    """A what-if that cannot be kept; ``str()`` says why and what to do."""


@transaction.atomic
def keep_run(
    *,
    draft: Any,
    tried: float | None = None,
    cost_per_hour: int | None = None,
    cost_source: str = "",
    note: str = "",
    by: Account,
    today: date,
) -> Run:
    """Compute once more, keep the answer with all that it was computed from, and attach it to the draft.

    Whether ``by`` may change the draft is for policy to say; it refuses with a sentence of its own.
    """
    accounts.must(by, Permission.VIEW, today=today)
    result = queries.what_if(
        draft, on=today, tried=tried, cost_per_hour=cost_per_hour, cost_source=cost_source
    )
    if len(result.options) < 2:
        raise Refused(
            _("Belum ada angka yang dibandingkan. Tautkan angka pada rancangan, atau coba nilai lain.")
        )
    run = Run.objects.create(
        draft=draft,
        version=queries.version_of(draft),
        on=today,
        tried=None if tried is None else Decimal(str(tried)),
        cost_per_hour=cost_per_hour,
        cost_source=cost_source,
        result=result.as_facts(),
        parameter_hash=result.parameter_hash,
        data_hash=result.data_hash,
        code_version=result.code_version,
        kept_by=by,
    )
    ledger.record(
        "simulation.kept",
        subject=run,
        by=by,
        facts={
            "draft": str(draft.uuid),
            "parameters": result.parameter_hash,
            "data": result.data_hash,
            "code": result.code_version,
        },
    )
    try:
        policies.attach_evidence(
            draft=draft, kind=KIND, reference=str(run.uuid), note=note, by=by, today=today
        )
    except policies.Refused as refusal:
        raise Refused(str(refusal)) from refusal
    return run
