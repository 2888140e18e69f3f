"""Who may prepare a campaign, who may see how far it came, and who may see by name who has not read yet."""

from django.utils.translation import gettext_lazy as _

from bijak.accounts import access as accounts


class Permission(accounts.Permission):
    MANAGE = "outreach.manage", _("Menyiapkan dan menjalankan sosialisasi")
    VIEW = "outreach.view", _("Melihat capaian sosialisasi dalam angka")
    NAMES = "outreach.names", _("Melihat nama yang belum membaca peraturan"), True
