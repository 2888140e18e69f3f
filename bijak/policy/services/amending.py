"""A revision as an amending regulation: chosen while writing, proven before its decree, consolidated by it."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from bijak.accounts import access
from bijak.accounts.models import Account
from bijak.ledger import services as ledger
from bijak.legaltext import tree
from bijak.policy import queries
from bijak.policy.access import Permission
from bijak.policy.models import Decree, Draft, Form, Instrument, Provision, TermSetting, Version
from bijak.policy.queries import Amendment
from bijak.policy.queries.amending import Part
from bijak.policy.services.refusals import Refused
from bijak.policy.services.texts import plant
from bijak.shell.templatetags.formats import tanggal


@transaction.atomic
def choose_form(*, draft: Draft, form: str, by: Account | None, today: date) -> Draft:
    """Let a revision become a regulation in place of what holds, or one that amends it; until it is decided."""
    if by is not None:
        access.must(by, Permission.DRAFT, today=today)
    draft = Draft.objects.select_for_update(of=("self",)).select_related("policy", "revises").get(pk=draft.pk)
    if not queries.may_edit_text(draft):
        raise Refused(_("Bentuknya tidak dapat diubah lagi: rancangan ini sudah meninggalkan penyusunan."))
    if draft.revises is None:
        raise Refused(_("Ini rancangan pertama: belum ada peraturan yang dapat diubahnya."))
    if draft.form != form:
        draft.form = Form(form)
        draft.save(update_fields=["form"])
        ledger.record("policy.form_chosen", subject=draft, by=by, facts={"form": str(form)})
    return draft


def must_be_writable(draft: Draft) -> Amendment | None:
    """What an amending draft will say; ``Refused`` where no instrument leads to its text. None for another draft."""
    if not draft.is_amending:
        return None
    amendment = queries.amendment_of(draft)
    assert amendment is not None  # an amending draft revises something
    if amendment.obstacles:
        raise Refused(
            _("Naskah perubahannya tidak dapat ditulis: %(why)s") % {"why": " ".join(amendment.obstacles)}
        )
    return amendment


def must_hold(amendment: Amendment, in_force_from: date) -> None:
    """Only what holds can be amended, and not before it holds."""
    before = (amendment.base, *amendment.earlier)
    if ended := next((each for each in before if each.in_force_until is not None), None):
        raise Refused(
            _("%(citation)s sudah tidak berlaku, jadi tidak dapat diubah lagi. Pilih peraturan pengganti.")
            % {"citation": ended.citation}
        )
    latest = max(before, key=lambda each: each.in_force_from)
    if in_force_from < latest.in_force_from:
        raise Refused(
            _("%(citation)s baru berlaku pada %(day)s; perubahannya tidak dapat berlaku lebih dahulu.")
            % {"citation": latest.citation, "day": tanggal(latest.in_force_from)}
        )


def amended_as(amendment: Amendment) -> str:
    """How the amended regulation is cited before the name of its newest amendment."""
    often = "telah beberapa kali diubah, terakhir dengan" if amendment.earlier else "telah diubah dengan"
    return f"{amendment.base.citation} sebagaimana {often}"


def consolidate(*, version: Version, amendment: Amendment, by: Account | None, today: date) -> Version:
    """The text that will hold, in the numbers of the amendment, as the last version of the draft.

    Within a service that has asked for leave. Provisions keep their UUIDs; those taken out stay, and say so.
    """
    assert amendment.result is not None
    held = Version.objects.create(
        draft=version.draft,
        number=version.number + 1,
        made_by=by,
        note=gettext_noop("Naskah konsolidasi"),
        frozen_on=today,
    )
    paths = [path for top in amendment.result.children for path in top.paths()]
    keys = dict(
        Provision.objects.filter(policy=version.draft.policy_id).order_by("pk").values_list("uuid", "pk")
    )
    plant(held, paths, [keys[_provision(path[-1])] for path in paths], [1] * len(paths))
    said = {keys[_provision(path[-1])] for path in paths}
    TermSetting.objects.bulk_create(
        TermSetting(
            version=held,
            provision_id=each.provision_id,
            term=each.term,
            value=each.value,
            from_on=each.from_on,
        )
        for each in queries.settings_of(version)
        if each.provision_id in said
    )
    return held


def _provision(node: tree.Node) -> UUID:
    assert isinstance(node, Part)
    assert node.provision is not None  # an amendment moves parts, and makes none
    return node.provision


def keep_instrument(decree: Decree, amendment: Amendment) -> None:
    """What was set, word for word: a later day must not write it anew."""
    Instrument.objects.create(decree=decree, text=amendment.text)
