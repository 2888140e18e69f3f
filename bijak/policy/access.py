"""Who may see, write and decide policies."""

from django.utils.translation import gettext_lazy as _

from bijak.accounts import access as accounts


class Permission(accounts.Permission):
    VIEW = "policy.view", _("Melihat kebijakan yang sedang disusun")
    DRAFT = "policy.draft", _("Menyusun kebijakan")
    APPROVE = "policy.approve", _("Menyetujui rancangan kebijakan")
    ENACT = "policy.enact", _("Mencatat penetapan kebijakan")
