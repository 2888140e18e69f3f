"""Going back to how a working version read before a change, step by step or far at once."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from bijak.accounts.models import Account
from bijak.ledger import services as ledger
from bijak.policy import queries
from bijak.policy.models import Act, Change, TermSetting, Version
from bijak.policy.services import texts, versions
from bijak.policy.services.noting import noted
from bijak.policy.services.refusals import Refused


@transaction.atomic
def bring_back(*, change: Change, by: Account | None, today: date) -> Version:
    """Let a version read as before a change, and with it all later ones; that is a change like any other.

    Provisions that come back are the same ones, with the terms that went with them and an edition that nobody saw
    yet: what was typed over them before they went is not taken for an answer to how they read now.
    """
    return _go_back(change, Act.BROUGHT_BACK, by=by, today=today)


@transaction.atomic
def undo(*, change: Change, by: Account | None, today: date) -> Version:
    """Take back the last change that stands. ``change`` is the one that was seen: another is not undone unseen."""
    versions.locked_version(version=change.version, by=by, today=today)
    if change != queries.steps_of(change.version).undo:
        raise Refused(
            _("Naskah sudah berubah sejak Anda melihatnya. Lihat perubahan terakhirnya, lalu batalkan lagi.")
        )
    return _go_back(change, Act.UNDONE, by=by, today=today)


@transaction.atomic
def redo(*, change: Change, by: Account | None, today: date) -> Version:
    """Do again what was undone last, while nobody wrote anything since; ``change`` is that undoing, as it was seen."""
    versions.locked_version(version=change.version, by=by, today=today)
    if change != queries.steps_of(change.version).redo:
        raise Refused(
            _(
                "Naskah sudah berubah sejak Anda melihatnya, jadi tidak ada lagi yang dapat diulangi dari sini. "
                "Semuanya tetap ada dalam daftar perubahan."
            )
        )
    return _go_back(change, Act.REDONE, by=by, today=today)


def _go_back(change: Change, act: Act, *, by: Account | None, today: date) -> Version:
    version = versions.locked_version(version=change.version, by=by, today=today)
    state = queries.state_before(change)
    now = queries.state_of(version)
    back = {
        key: gone
        for key, gone in queries.gone_since(change).items()
        if key in state.said and key not in now.said
    }
    editions = {**now.editions, **{key: gone.edition for key, gone in back.items()}}
    cited = queries.address(version, change.provision) if change.provision else ""
    with noted(version, act, by=by) as note:
        note.name = cited or change.name
        texts.plant(
            version,
            state.paths(),
            [key for key, _parent in state.order],
            [
                editions[key] + (now.said.get(key, ())[2:] != state.said[key][2:])
                for key, _parent in state.order
            ],
        )
        TermSetting.objects.filter(version=version).exclude(provision__in=state.said).delete()
        TermSetting.objects.bulk_create(
            [
                TermSetting(
                    version=version, provision_id=key, term=term, value=Decimal(value), from_on=from_on
                )
                for key, gone in back.items()
                for term, value, from_on in gone.terms
            ],
            ignore_conflicts=True,
        )
    ledger.record(
        "policy.text_brought_back", subject=version, by=by, facts={"change": str(change.uuid), "act": act}
    )
    return version
