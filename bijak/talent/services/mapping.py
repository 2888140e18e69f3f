"""A mapping from its first reckoning to its freezing, as people steer it."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from bijak.accounts import access as accounts
from bijak.accounts.models import Account
from bijak.ledger import services as ledger
from bijak.organization import queries as organization
from bijak.policy import queries as policy
from bijak.talent.access import Permission
from bijak.talent.models import Disclosure, Mapping, Placement, Work
from bijak.talent.rules import Cuts
from bijak.talent.services import working
from bijak.talent.services.refusals import Refused, must_be_of_another


@transaction.atomic
def begin(*, name: str, unit: organization.Unit | None, on: date, by: Account, today: date) -> Mapping:
    """Begin a mapping of a unit, or of the agency, with the cut-offs in force, and have it reckoned.

    Sent twice it is one: whoever asks again while it is reckoned for the first time gets the same.
    """
    _must(by, Permission.MAP, unit, today)
    if on > today:
        raise Refused(_("Keadaan hari yang akan datang belum diketahui. Pilih hari ini atau sebelumnya."))
    said = {"name": name, "unit": unit, "on": on, "created_by": by}
    working.wait_for_turn()
    if (begun := Mapping.objects.filter(**said, reckoned_at=None).exclude(work="").first()) is not None:
        return begun
    terms = working.in_force(on)
    mapping = Mapping.objects.create(**said, **{code: terms[code] for code in Mapping.CUTS})
    ledger.record("talent.mapping_begun", subject=mapping, by=by, facts={"on": on.isoformat()})
    return working.ask(mapping, Work.RECKONING, by=by, today=today)


@transaction.atomic
def reckon(*, mapping: Mapping, by: Account, today: date) -> Mapping:
    """Have everyone reckoned anew from what is on record; the committee's moves stay. Asked twice it is once."""
    mapping = _open(mapping, Permission.MAP, by=by, today=today, again=Work.RECKONING)
    if mapping.is_moving:
        return mapping
    working.in_force(mapping.on)
    return working.ask(mapping, Work.RECKONING, by=by, today=today)


@transaction.atomic
def choose_cuts(*, mapping: Mapping, cuts: Cuts, reason: str, by: Account, today: date) -> Mapping:
    """Have other cut-offs laid; where they are not those in force the committee says why."""
    mapping = _open(mapping, Permission.DECIDE, by=by, today=today)
    if not cuts.is_in_order:
        raise Refused(_("Batas menengah harus di bawah batas tinggi, pada kedua sumbu."))
    book = policy.term_book("talent")
    for code, value in vars(cuts).items():
        if (beyond := book[code].beyond(value)) is not None:
            raise Refused(str(beyond))
    if cuts != Cuts.of(book.on(mapping.on)) and not reason:
        raise Refused(_("Batas ini berbeda dari ketentuan yang berlaku. Tulis alasannya."))
    asked = {"cuts": vars(cuts), "reason": reason}
    return working.ask(mapping, Work.RECKONING, asked, by=by, today=today)


@transaction.atomic
def move(*, placement: Placement, to: int, reason: str, by: Account, today: date) -> Placement:
    """Put somebody into another box than the reckoned one, as the committee decided; it is shown ever after.

    Of the committee nobody speaks about her own place.
    """
    _open(placement.mapping, Permission.DECIDE, by=by, today=today)
    must_be_of_another(placement, by=by)
    if placement.box == to:
        raise Refused(_("Kotak itu sudah kotak hitungannya. Pilih kotak lain, atau batalkan keputusan tim."))
    placement.moved_to, placement.moved_reason = to, reason
    placement.moved_by, placement.moved_on = by, today
    _save_move(placement, "talent.moved", by, {"from": placement.box, "to": to})
    return placement


@transaction.atomic
def put_back(*, placement: Placement, by: Account, today: date) -> Placement:
    """Take the committee's move back, while the mapping is open."""
    _open(placement.mapping, Permission.DECIDE, by=by, today=today)
    must_be_of_another(placement, by=by)
    if not placement.is_moved:
        raise Refused(_("Tidak ada keputusan tim untuk dibatalkan. Muat ulang halamannya."))
    former = placement.moved_to
    placement.moved_to, placement.moved_reason, placement.moved_by, placement.moved_on = None, "", None, None
    _save_move(placement, "talent.put_back", by, {"from": former, "to": placement.box})
    return placement


@transaction.atomic
def freeze(*, mapping: Mapping, minutes_no: str, disclosure: str, by: Account, today: date) -> Mapping:
    """Have a mapping closed for good: its fingerprint goes into the ledger, and nothing in it changes any more."""
    mapping = _open(mapping, Permission.DECIDE, by=by, today=today, again=Work.FREEZING)
    if mapping.is_moving:
        return mapping
    if not Placement.objects.filter(mapping=mapping, stands__isnull=False).exists():
        raise Refused(
            _("Belum ada seorang pun yang berkotak. Impor penilaian kinerja dan hasil asesmen lebih dulu.")
        )
    asked = {"minutes_no": minutes_no, "disclosure": Disclosure(disclosure)}
    return working.ask(mapping, Work.FREEZING, asked, by=by, today=today)


@transaction.atomic
def discard(*, mapping: Mapping, by: Account, today: date) -> None:
    """Throw a mapping away that was begun by mistake; a frozen one stays."""
    mapping = _open(mapping, Permission.MAP, by=by, today=today)
    ledger.record("talent.mapping_discarded", subject=mapping, by=by)
    mapping.delete()


def note_download(*, mapping: Mapping, by: Account) -> None:
    """Put on record that somebody took the list of a mapping away."""
    ledger.record("talent.exported", subject=mapping, by=by)


def _save_move(placement: Placement, verb: str, by: Account, facts: dict[str, Any]) -> None:
    placement.save(update_fields=["moved_to", "moved_reason", "moved_by", "moved_on"])
    ledger.record(
        verb,
        subject=("people.employee", placement.employee.uuid),
        by=by,
        facts={"mapping": str(placement.mapping.uuid)} | facts,
    )


def _must(by: Account, permission: Permission, unit: organization.Unit | None, today: date) -> None:
    """A mapping of the agency takes a permission for the agency; one of a unit, one for the unit."""
    accounts.must(by, permission, on=unit, today=today)
    reach = organization.scope(by, permission, today=today)
    if unit is None and not reach.everything:
        raise Refused(_("Pemetaan seluruh instansi memerlukan peran untuk seluruh instansi."))


def _open(
    mapping: Mapping, permission: Permission, *, by: Account, today: date, again: Work | None = None
) -> Mapping:
    """The mapping as it is now, locked, for somebody who may change it: not while the worker is at it.

    Whoever asks ``again`` for what the worker is at gets it as it is.
    """
    found = Mapping.objects.select_for_update(of=("self",)).select_related("unit").get(pk=mapping.pk)
    _must(by, permission, found.unit, today)
    if found.is_frozen:
        raise Refused(_("Pemetaan ini sudah dibekukan dan tidak dapat diubah. Susun pemetaan baru."))
    if found.work == Work.FREEZING != again:
        raise Refused(_("Pemetaan ini sedang dibekukan dan tidak dapat diubah."))
    if found.work == Work.RECKONING != again:
        raise Refused(_("Pemetaan ini sedang dihitung. Tunggu sampai selesai, lalu coba lagi."))
    return found
