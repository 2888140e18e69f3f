"""Who may watch what a policy does, and who sets the targets and writes the evaluation."""

from django.utils.translation import gettext_lazy as _

from bijak.accounts import access as accounts


class Permission(accounts.Permission):
    VIEW = "monitoring.view", _("Melihat indikator dan evaluasi kebijakan")
    MANAGE = "monitoring.manage", _("Menetapkan indikator dan menulis evaluasi kebijakan")
