"""Who may change how people are recorded to have been rated."""

from django.utils.translation import gettext_lazy as _

from bijak.accounts import access as accounts


class Permission(accounts.Permission):
    IMPORT = "performance.import", _("Mengimpor penilaian SKP"), True
