from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PerformanceConfig(AppConfig):
    name = "bijak.performance"
    verbose_name = _("Kinerja")

    def ready(self) -> None:
        from bijak.organization.registries import Role, roles
        from bijak.people.registries import holders
        from bijak.performance import panels, queries
        from bijak.performance.access import Permission
        from bijak.shell.registries import panels as slots

        roles.allow(Role.OFFICER, Permission.IMPORT)
        holders.add(queries.holders)
        slots.add("people.person", panels.ratings_of, order=30)
