from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PerformanceConfig(AppConfig):
    name = "bijak.performance"
    verbose_name = _("Kinerja")

    def ready(self) -> None:
        from bijak.interchange.registries import import_kinds
        from bijak.kernel import packs
        from bijak.organization.registries import Role, roles
        from bijak.people.registries import holders, holdings
        from bijak.performance import importing, panels, queries, rules
        from bijak.performance.access import Permission
        from bijak.performance.models import CreditPoint, PeriodicRating, SkpRating
        from bijak.performance.queries.packs import RULES
        from bijak.policy.registries import term_books
        from bijak.shell.registries import panels as slots

        roles.allow(Role.OFFICER, Permission.IMPORT)
        holders.add(queries.holders)
        holdings.add(
            SkpRating,
            "year results behaviour predicate rater_name rater_nip rater_position rater_unit batch__uuid "
            "replaced_by__uuid created_at",
        )
        holdings.add(
            PeriodicRating,
            "year cycle number results behaviour predicate rater_name rater_nip rater_position rater_unit siasn_id "
            "batch__uuid replaced_by__uuid created_at",
        )
        holdings.add(
            CreditPoint,
            "kind from_on until_on points position predicate decree_no decree_on batch__uuid "
            "replaced_by__uuid created_at",
        )
        import_kinds.add(importing.RECAP)
        term_books.add("performance", rules.TERMS)
        for rule in RULES:
            packs.rules.add(rule)
        slots.add("people.person", panels.ratings_of, order=30)
        slots.add("people.person", panels.periods_of, order=31)
        slots.add("people.person", panels.credits_of, order=32)
