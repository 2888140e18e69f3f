"""Who may change what people are recorded to have learned."""

from django.utils.translation import gettext_lazy as _

from bijak.accounts import access as accounts


class Permission(accounts.Permission):
    IMPORT = "competency.import", _("Mengimpor riwayat pelatihan"), True
