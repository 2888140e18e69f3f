"""The agency's own face, its calendar, and the day a demonstration pretends."""

from datetime import date, datetime
from typing import Any

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _

from bijak.accounts import access
from bijak.accounts.models import Account
from bijak.documents import services as documents
from bijak.documents.models import Document
from bijak.kernel.events import publish
from bijak.ledger import services as ledger
from bijak.organization import events, queries
from bijak.organization.access import Permission
from bijak.organization.models import Agency, SpecialDay
from bijak.organization.services.refusals import Refused, Stale
from bijak.organization.services.units import rebuild_units

EMBLEM_TYPES = ("image/png", "image/jpeg", "image/webp")
EMBLEM_LIMIT = 512 * 1024


@transaction.atomic
def change_agency(
    *,
    today: date,
    by: Account | None,
    emblem: File[bytes] | None = None,
    version: datetime | None = None,
    **profile: Any,
) -> Agency:
    """Change the agency's profile; ``profile`` holds columns of `Agency`. The first call makes its row."""
    if by is not None:
        access.must(by, Permission.PROFILE, today=today)
    agency, is_new = Agency.objects.select_for_update().get_or_create(pk=1)
    if version is not None and not is_new and agency.changed_at != version:
        raise Stale(
            _("Profil instansi baru saja diubah oleh orang lain. Bandingkan dahulu, lalu simpan lagi.")
        )
    if emblem is not None:
        agency.emblem = _keep_emblem(emblem, by)
    for name, value in profile.items():
        setattr(agency, name, value)
    agency.full_clean(exclude=["emblem"])
    agency.save()
    ledger.record("organization.agency_changed", subject=agency, by=by, facts={"fields": sorted(profile)})
    return agency


def _keep_emblem(emblem: File[bytes], by: Account | None) -> Document:
    try:
        document = documents.keep(
            file=emblem,
            name=emblem.name or "lambang",
            purpose="organization.emblem",
            classification="public",
            by=by,
            limit=EMBLEM_LIMIT,
        )
    except documents.Refused as refusal:
        raise Refused(str(refusal)) from refusal
    if document.content_type not in EMBLEM_TYPES:
        raise Refused(_("Lambang harus berupa gambar PNG, JPEG, atau WebP. Pilih berkas gambar."))
    return document


@transaction.atomic
def pretend_day(*, day: date | None, now: datetime, by: Account | None) -> date:
    """Let the whole installation believe that it is another day; ``None`` returns to the true one.

    For demonstrations only: the view that calls this exists only there. Returns the day it is now.
    """
    agency, _is_new = Agency.objects.select_for_update().get_or_create(pk=1)
    agency.demo_today = day
    agency.save(update_fields=["demo_today"])
    today = day or now.astimezone(queries.time_zone()).date()
    ledger.record("organization.day_pretended", subject=agency, by=by, facts={"day": str(day or "")})
    turn_day(today=today)
    return today


@transaction.atomic
def turn_day(*, today: date) -> None:
    """What the history says of a new day becomes what lists show. Runs after midnight; twice does no harm."""
    rebuild_units(today=today)
    publish(events.DayTurned(today))


@transaction.atomic
def mark_day(
    *, day: date, name: str, is_off: bool, today: date, by: Account | None, decree_number: str = ""
) -> SpecialDay:
    """Say that a day is off, or worked, whatever the national calendar says."""
    if by is not None:
        access.must(by, Permission.CALENDAR, today=today)
    special, _is_new = SpecialDay.objects.update_or_create(
        day=day, defaults={"name": name, "is_off": is_off, "decree_number": decree_number}
    )
    ledger.record(
        "organization.day_marked", subject=special, by=by, facts={"day": str(day), "is_off": is_off}
    )
    return special


@transaction.atomic
def unmark_day(*, special: SpecialDay, today: date, by: Account | None) -> None:
    """Leave a day to the national calendar again."""
    if by is not None:
        access.must(by, Permission.CALENDAR, today=today)
    ledger.record("organization.day_unmarked", subject=special, by=by, facts={"day": str(special.day)})
    special.delete()
