"""Going back to how a working version read before a change."""

from datetime import date
from decimal import Decimal

from django.db import transaction

from bijak.accounts.models import Account
from bijak.ledger import services as ledger
from bijak.policy import queries
from bijak.policy.models import Act, Change, TermSetting, Version
from bijak.policy.services import texts
from bijak.policy.services.noting import noted


@transaction.atomic
def bring_back(*, change: Change, by: Account | None, today: date) -> Version:
    """Let a version read as before a change, and with it all later ones; that is a change like any other.

    Provisions that come back are the same ones, with the terms that went with them.
    """
    version = texts.locked_version(version=change.version, by=by, today=today)
    state = queries.state_before(change)
    lost = queries.terms_lost_since(change)
    editions = dict(queries.passages(version).values_list("provision", "edition"))
    now = queries.state_of(version)
    cited = queries.address(version, change.provision) if change.provision else ""
    with noted(version, Act.BROUGHT_BACK, by=by) as note:
        note.name = cited or change.name
        texts.plant(
            version,
            state.paths(),
            [key for key, _parent in state.order],
            [
                editions.get(key, 0) + (now.said.get(key, ())[2:] != state.said[key][2:])
                for key, _parent in state.order
            ],
        )
        TermSetting.objects.filter(version=version).exclude(provision__in=state.said).delete()
        TermSetting.objects.bulk_create(
            [
                TermSetting(
                    version=version, provision_id=provision, term=term, value=Decimal(value), from_on=from_on
                )
                for provision, term, value, from_on in lost
                if provision in state.said
            ],
            ignore_conflicts=True,
        )
    ledger.record("policy.text_brought_back", subject=version, by=by, facts={"change": str(change.uuid)})
    return version
