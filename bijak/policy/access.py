"""Who may see, write and decide policies."""

from django.utils.translation import gettext_lazy as _

from bijak.accounts import access as accounts


class Permission(accounts.Permission):
    VIEW = "policy.view", _("Melihat kebijakan yang sedang disusun")
    DRAFT = "policy.draft", _("Menyusun kebijakan")
    APPROVE = "policy.approve", _("Menyetujui rancangan kebijakan")
    SIGN = "policy.sign", _("Menandatangani naskah dan salinan secara elektronik")
    ENACT = "policy.enact", _("Mencatat penetapan kebijakan")
    CARRY_OUT = "policy.carry_out", _("Melaksanakan kegiatan rencana kebijakan")
