"""Changing a text part by part: write one otherwise, add, remove and move it."""

from datetime import date
from typing import Literal

from django.db import transaction
from django.utils.translation import gettext as _

from bijak.accounts.models import Account
from bijak.ledger import services as ledger
from bijak.legaltext import tree
from bijak.policy import queries
from bijak.policy.models import Act, Passage, Provision, Unsaved, Version
from bijak.policy.services.noting import note_words, noted
from bijak.policy.services.outline import Outline
from bijak.policy.services.refusals import Refused, TextChanged
from bijak.policy.services.versions import let_go_of_terms, locked_version


@transaction.atomic
def edit_passage(
    *,
    passage: Passage,
    heading: str,
    text: str,
    edition: int,
    by: Account | None,
    proposed_by: Account | None = None,
    today: date,
) -> Passage:
    """Let a provision read otherwise, or raise ``TextChanged`` when somebody changed it since ``edition``."""
    locked_version(version=passage.version, by=by, today=today)
    now = Passage.objects.select_related("provision", "version").filter(pk=passage.pk).first()
    if now is None:
        raise Refused(
            _(
                "Ketentuan ini sudah dihapus orang lain. Salin isian Anda, lalu tambahkan sebagai ketentuan baru."
            )
        )
    if now.edition != edition:
        raise TextChanged(
            _(
                "Orang lain baru saja mengubah ketentuan ini. Isian Anda tetap ada: bandingkan, lalu simpan lagi."
            ),
            now,
        )
    Unsaved.objects.filter(
        account=by, version=now.version_id, provision=now.provision_id, is_stretch=False
    ).delete()
    before = now.heading, now.text
    if before == (heading.strip(), text.strip()):
        return now
    now.heading, now.text, now.edition = heading.strip(), text.strip(), edition + 1
    now.save(update_fields=["heading", "text", "edition"])
    note_words(now, heading=before[0], text=before[1], edition=edition, by=by, proposed_by=proposed_by)
    ledger.record(
        "policy.provision_edited",
        subject=now.provision,
        by=by,
        facts={"version": str(now.version.uuid), "edition": now.edition},
    )
    return now


@transaction.atomic
def add_passage(
    *,
    version: Version,
    after: Passage | None,
    kind: str,
    heading: str = "",
    text: str = "",
    by: Account | None,
    today: date,
) -> Passage:
    """Add a part behind another: inside it where its kind is a lower one, else behind all that belongs to it."""
    version = locked_version(version=version, by=by, today=today)
    outline = Outline(version)
    provision = Provision.objects.create(policy_id=version.draft.policy_id)
    added = Passage(
        version=version,
        provision=provision,
        position=0,
        kind=kind,
        heading=heading.strip(),
        text=text.strip(),
    )
    with noted(version, Act.ADDED, by=by) as note:
        outline.insert(added, after)
        outline.save(added)
        note.provision, note.name = provision, queries.address(version, provision) or tree.name(added)
    ledger.record(
        "policy.provision_added", subject=provision, by=by, facts={"version": str(version.uuid), "kind": kind}
    )
    return added


@transaction.atomic
def remove_passage(*, passage: Passage, by: Account | None, today: date) -> list[str]:
    """Take a part and all that belongs to it out of the version; the terms it set are let go and named."""
    version, outline, removed = _held(passage, by, today)
    with noted(version, Act.REMOVED, by=by) as note:
        note.provision, note.name = removed.provision, outline.address(removed)
        gone = outline.cut(removed)
        unbound = let_go_of_terms(version, [each.provision_id for each in gone])
        Passage.objects.filter(pk__in=[each.pk for each in gone]).delete()
        outline.save()
    ledger.record(
        "policy.provision_removed",
        subject=removed.provision,
        by=by,
        facts={"version": str(version.uuid), "parts": len(gone)},
    )
    return unbound


@transaction.atomic
def move_passage(
    *, passage: Passage, direction: Literal["up", "down"], by: Account | None, today: date
) -> Passage:
    """Let a part change places with its neighbour, with all that belongs to it."""
    version, outline, moved = _held(passage, by, today)
    with noted(version, Act.MOVED, by=by) as note:
        note.provision, note.name = moved.provision, outline.address(moved)
        if not outline.swap(moved, 1 if direction == "down" else -1):
            raise Refused(
                _("Ketentuan ini sudah yang terakhir di tempatnya.")
                if direction == "down"
                else _("Ketentuan ini sudah yang pertama di tempatnya.")
            )
        outline.save()
    ledger.record(
        "policy.provision_moved",
        subject=moved.provision,
        by=by,
        facts={"version": str(version.uuid), "direction": direction},
    )
    return moved


@transaction.atomic
def shift_passage(
    *, passage: Passage, direction: Literal["in", "out"], by: Account | None, today: date
) -> Passage:
    """Let a clause become an item of the one before it, or stand beside the one it was an item of."""
    version, outline, shifted = _held(passage, by, today)
    if len(outline.below(shifted)) > 1:
        raise Refused(_("Ketentuan ini mempunyai rincian. Ubah tingkat rinciannya dahulu."))
    with noted(version, Act.MOVED, by=by) as note:
        note.provision, note.name = shifted.provision, outline.address(shifted)
        if not (outline.indent(shifted) if direction == "in" else outline.outdent(shifted)):
            raise Refused(
                _("Tidak ada ketentuan sebelumnya yang dapat memuatnya sebagai rincian.")
                if direction == "in"
                else _("Ketentuan ini sudah pada tingkat terluar.")
            )
        shifted.edition += 1
        shifted.save(update_fields=["parent", "kind", "edition"])
        outline.save()
    ledger.record(
        "policy.provision_moved",
        subject=shifted.provision,
        by=by,
        facts={"version": str(version.uuid), "direction": direction},
    )
    return shifted


def _held(passage: Passage, by: Account | None, today: date) -> tuple[Version, Outline, Passage]:
    """The version, held, with its outline, and the part as it stands there."""
    version = locked_version(version=passage.version, by=by, today=today)
    outline = Outline(version)
    found = outline.by_pk.get(passage.pk)
    if found is None:
        raise Refused(_("Ketentuan ini sudah dihapus orang lain."))
    return version, outline, found
