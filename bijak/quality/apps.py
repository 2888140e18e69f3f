from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QualityConfig(AppConfig):
    name = "bijak.quality"
    verbose_name = _("Mutu data")

    def ready(self) -> None:
        from bijak.interchange.registries import import_kinds
        from bijak.kernel import packs
        from bijak.ledger.registries import verbs
        from bijak.notifications.registries import kinds
        from bijak.organization.registries import Role, roles
        from bijak.people.registries import holdings
        from bijak.policy.registries import term_books
        from bijak.quality import importing, panels, subscribers, tasks  # noqa: F401 -- two register themselves
        from bijak.quality.access import Permission
        from bijak.quality.models import Difference, Finding
        from bijak.quality.queries.packs import RULES
        from bijak.quality.registries import sources
        from bijak.quality.rules import TERMS
        from bijak.shell.registries import NavItem, Section, navigation, tiles
        from bijak.shell.registries import panels as slots

        verbs.register("quality.decided", _("Temuan mutu data diputuskan"))
        verbs.register("quality.reconciled", _("Perbedaan dengan sistem lain diputuskan"))
        verbs.register("quality.exported", _("Daftar mutu data diunduh"))

        term_books.add("quality", TERMS)
        for rule in RULES:
            packs.rules.add(rule)

        holdings.add(
            Finding,
            "rule severity facts found_on state until_on reason decided_by__name decided_at claimed_by__name",
        )
        holdings.add(
            Difference,
            "source field ours theirs proposal because batch__uuid stated_on found_on state until_on reason "
            "decided_by__name decided_at written answer answered_at",
        )

        roles.allow(Role.OFFICER, *Permission)
        roles.allow(Role.OPERATOR, Permission.COUNT, Permission.VIEW, Permission.DECIDE)
        roles.allow(Role.OVERSIGHT, Permission.COUNT, Permission.VIEW)
        for role in (Role.SUPERIOR, Role.ANALYST, Role.LEADER):
            roles.allow(role, Permission.COUNT)

        kinds.register("quality.asked", _("Pertanyaan tentang data saya"), channels=("app", "email"))

        sources.add(importing.PAYROLL)
        import_kinds.add(importing.PAYROLL_KIND)

        slots.add("people.person", panels.asked, order=4)
        slots.add("people.person", panels.of_person, order=5)
        tiles.add(panels.to_mend, order=25)
        navigation.add(
            NavItem(
                url_name="quality:worklist", label=_("Mutu data"), icon="list-check", section=Section.WORKFORCE,
                order=20, permissions=(Permission.VIEW,),
            )
        )  # fmt: skip
        navigation.add(
            NavItem(
                url_name="quality:desk", label=_("Rekonsiliasi data"), icon="switch-horizontal",
                section=Section.WORKFORCE, order=22, permissions=(Permission.VIEW,),
            )
        )  # fmt: skip
        navigation.add(
            NavItem(
                url_name="quality:scores", label=_("Nilai mutu data"), icon="chart-bar",
                section=Section.WORKFORCE, order=21, permissions=(Permission.COUNT,),
            )
        )  # fmt: skip
