from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CompetencyConfig(AppConfig):
    name = "bijak.competency"
    verbose_name = _("Kompetensi")

    def ready(self) -> None:
        from bijak.competency import panels, queries
        from bijak.competency.access import Permission
        from bijak.organization.registries import Role, roles
        from bijak.people.registries import holders
        from bijak.shell.registries import panels as slots

        roles.allow(Role.OFFICER, Permission.IMPORT)
        holders.add(queries.holders)
        slots.add("people.person", panels.trainings_of, order=20)
