"""Who may see indices of professionalism: by the unit that the person works in. Her own everybody sees."""

from django.utils.translation import gettext_lazy as _

from bijak.accounts import access as accounts


class Permission(accounts.Permission):
    COUNT = "professionalism.count", _("Melihat indeks profesionalitas unit, tanpa nama")
    # What is missing from discipline tells of a sanction.
    VIEW = "professionalism.view", _("Melihat indeks profesionalitas pegawai, termasuk disiplinnya"), True
