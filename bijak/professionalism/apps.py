from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProfessionalismConfig(AppConfig):
    name = "bijak.professionalism"
    verbose_name = _("Profesionalitas")

    def ready(self) -> None:
        from bijak.accounts.access import is_employee
        from bijak.kernel.packs import rules as packs
        from bijak.ledger.registries import verbs
        from bijak.organization.registries import Role, roles
        from bijak.people.registries import holdings
        from bijak.policy.registries import Figure, figures, term_books
        from bijak.professionalism import panels, queries, subscribers, tasks, texts  # noqa: F401 -- two register themselves
        from bijak.professionalism.access import Permission
        from bijak.professionalism.models import Measurement
        from bijak.professionalism.queries.packs import RULES
        from bijak.professionalism.rules import TERMS
        from bijak.shell.registries import NavItem, Section, navigation
        from bijak.shell.registries import panels as slots

        verbs.register("professionalism.exported", _("Daftar indeks profesionalitas diunduh"))
        term_books.add("professionalism", TERMS)
        for rule in RULES:
            packs.add(rule)
        figures.add(
            Figure(
                code="professionalism.index",
                label=_("Indeks profesionalitas ASN"),
                description=_(
                    "Rata-rata indeks profesionalitas pegawai yang dapat dihitung pada tahun penuh terakhir."
                ),
                unit="score",
                read=queries.mean_index,
                breakdowns={"unit": _("Unit")},
            )
        )

        roles.allow(Role.OFFICER, *Permission)
        roles.allow(Role.OPERATOR, *Permission)
        roles.allow(Role.OVERSIGHT, *Permission)
        for role in (Role.SUPERIOR, Role.ANALYST, Role.LEADER):
            roles.allow(role, Permission.COUNT)

        holdings.add(
            Measurement,
            "year post education hours predicate sanction qualification training technical seminar competency "
            "performance discipline total category",
        )
        slots.add("people.person", panels.of_person, order=40)
        navigation.add(
            NavItem(
                url_name="professionalism:mine", label=_("Indeks profesionalitas saya"), icon="shield-check",
                section=Section.CAREER, order=60, visible=is_employee,
            )
        )  # fmt: skip
        navigation.add(
            NavItem(
                url_name="professionalism:overview", label=_("Indeks profesionalitas"), icon="shield-check",
                section=Section.WORKFORCE, order=40, permissions=(Permission.COUNT,),
            )
        )  # fmt: skip
