from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PerformanceConfig(AppConfig):
    name = "bijak.performance"
    verbose_name = _("Kinerja")

    def ready(self) -> None:
        from bijak.interchange.registries import import_kinds
        from bijak.organization.registries import Role, roles
        from bijak.people.registries import holders, holdings
        from bijak.performance import importing, panels, queries
        from bijak.performance.access import Permission
        from bijak.performance.models import SkpRating
        from bijak.shell.registries import panels as slots

        roles.allow(Role.OFFICER, Permission.IMPORT)
        holders.add(queries.holders)
        holdings.add(
            SkpRating,
            "year results behaviour predicate rater_name rater_nip rater_position rater_unit batch__uuid "
            "replaced_by__uuid created_at",
        )
        import_kinds.add(importing.RECAP)
        slots.add("people.person", panels.ratings_of, order=30)
