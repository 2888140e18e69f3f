"""Who may see where talent lies, map it, and speak for the committee: by the unit that the person works in."""

from django.utils.translation import gettext_lazy as _

from bijak.accounts import access as accounts


class Permission(accounts.Permission):
    VIEW = "talent.view", _("Melihat pemetaan talenta dan rencana suksesi"), True
    MAP = "talent.map", _("Menyusun pemetaan talenta dan rencana suksesi"), True
    DECIDE = "talent.decide", _("Mencatat keputusan tim manajemen talenta dan membekukan pemetaan"), True
