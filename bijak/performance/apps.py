from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PerformanceConfig(AppConfig):
    name = "bijak.performance"
    verbose_name = _("Kinerja")

    def ready(self) -> None:
        from bijak.interchange.registries import import_kinds
        from bijak.organization.registries import Role, roles
        from bijak.people.registries import holders
        from bijak.performance import importing, panels, queries
        from bijak.performance.access import Permission
        from bijak.shell.registries import panels as slots

        roles.allow(Role.OFFICER, Permission.IMPORT)
        holders.add(queries.holders)
        import_kinds.add(importing.RECAP)
        slots.add("people.person", panels.ratings_of, order=30)
