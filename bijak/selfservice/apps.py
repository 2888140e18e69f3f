from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SelfServiceConfig(AppConfig):
    name = "bijak.selfservice"
    verbose_name = _("Data saya")
