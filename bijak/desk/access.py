from django.utils.translation import gettext_lazy as _

from bijak.accounts import access


class Permission(access.Permission):
    """The permissions of this context."""

    READ_LEDGER = "ledger.read", _("Membaca catatan tepercaya"), True
    READ_VIEWS = "views.read", _("Membaca catatan siapa melihat data siapa"), True
