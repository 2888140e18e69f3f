"""What one may do with what employees propose."""

from django.utils.translation import gettext_lazy as _

from bijak.accounts import access


class Permission(access.Permission):
    DECIDE = "selfservice.decide", _("Memutus usulan perubahan data pegawai"), True
    ROUTE = "selfservice.route", _("Mengatur siapa yang memutus usulan perubahan data")
