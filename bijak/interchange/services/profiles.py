"""Profiles: which column of a spreadsheet is which field, kept under a name for the next file."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from bijak.accounts.models import Account
from bijak.interchange import access
from bijak.interchange.models import Profile
from bijak.interchange.registries import import_kinds
from bijak.interchange.services.batches import NotNow


@transaction.atomic
def change_profile(
    *, profile: Profile, name: str, columns: Mapping[str, str], is_shared: bool, by: Account, today: date
) -> Profile:
    """Change one's own profile. ``columns``: header as recognised → field; a header without one is let go."""
    _must_own(profile, by, today)
    twins = Profile.objects.filter(kind=profile.kind, by=by, name=name).exclude(pk=profile.pk)
    if twins.exists():
        raise NotNow(_("Profil dengan nama ini sudah ada. Pilih nama lain."))
    profile.name, profile.is_shared = name, is_shared
    profile.columns = {header: field for header, field in columns.items() if field}
    profile.save(update_fields=["name", "columns", "is_shared"])
    return profile


@transaction.atomic
def forget_profile(*, profile: Profile, by: Account, today: date) -> None:
    """Forget one's own profile; files read with it stay as they are."""
    _must_own(profile, by, today)
    profile.delete()


def _must_own(profile: Profile, by: Account, today: date) -> None:
    access.must_import(by, import_kinds.get(profile.kind), today=today)
    if profile.by_id != by.pk:
        raise NotNow(_("Profil ini milik orang lain. Simpan pencocokan Anda sendiri dengan nama lain."))
