"""What one may do with the organisation."""

from django.utils.translation import gettext_lazy as _

from bijak.accounts import access


class Permission(access.Permission):
    VIEW = "organization.view", _("Melihat susunan organisasi dan kalender kerja")
    CHANGE = "organization.change", _("Mengubah susunan organisasi")
    CALENDAR = "organization.calendar", _("Mengubah kalender kerja")
    VIEW_GRANTS = "organization.view_grants", _("Melihat siapa memegang peran apa"), True
    GRANT = "organization.grant", _("Memberi dan mengakhiri peran"), True
    PROFILE = "organization.profile", _("Mengubah profil instansi")
