"""Who may ask what a draft would do. The answer names nobody and hides small groups."""

from django.utils.translation import gettext_lazy as _

from bijak.accounts import access as accounts


class Permission(accounts.Permission):
    VIEW = "simulation.view", _("Melihat akibat sebuah rancangan kebijakan")
