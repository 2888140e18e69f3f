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
        from bijak.selfservice.registries import Holding, holdings
        from bijak.shell.registries import panels as slots

        roles.allow(Role.OFFICER, Permission.IMPORT)
        holders.add(queries.holders)
        holdings.add(
            Holding(
                label=_("Penilaian SKP"),
                rows=queries.ratings,
                columns=(
                    *(
                        "year",
                        "results",
                        "behaviour",
                        "predicate",
                        "rater_name",
                        "rater_nip",
                        "rater_position",
                    ),
                    *("rater_unit", "batch__uuid", "created_at"),
                ),
            )
        )
        import_kinds.add(importing.RECAP)
        slots.add("people.person", panels.ratings_of, order=30)
