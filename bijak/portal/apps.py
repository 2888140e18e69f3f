from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    name = "bijak.portal"
    verbose_name = _("Situs publik")

    def ready(self) -> None:
        from bijak.portal import panels
        from bijak.shell.registries import panels as slots

        slots.add("shell.stranger", panels.invitation)
