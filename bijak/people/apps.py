from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "bijak.people"
    verbose_name = _("Pegawai")

    def ready(self) -> None:
        from bijak.accounts import registries as accounts
        from bijak.documents.registries import purposes
        from bijak.endpoints.registries import scopes
        from bijak.interchange.registries import export_kinds
        from bijak.kernel import packs
        from bijak.ledger import registries as ledger
        from bijak.organization.registries import Role, UnitFigure, figures, occupancy, roles
        from bijak.people import panels, queries, subscribers  # noqa: F401  (subscribers register themselves)
        from bijak.people.access import Permission
        from bijak.people.exporting import PEOPLE
        from bijak.people.queries.packs import RULES
        from bijak.people.rules import TERMS
        from bijak.policy.registries import term_books
        from bijak.shell.registries import NavItem, Section, navigation, tiles
        from bijak.shell.registries import panels as slots

        ledger.verbs.register("people.corrected", _("Data pegawai diperbaiki"))
        ledger.verbs.register("people.exported", _("Daftar pegawai diunduh"))
        accounts.subjects.register(queries.subject_uuids)
        export_kinds.add(PEOPLE)
        # Opened only from the person's page, where it is logged and who may see the row is known.
        purposes.register(queries.DECREE_PURPOSE, _("Berkas SK pegawai"), may_open=lambda *_: False)
        purposes.register(queries.PHOTO_PURPOSE, _("Pasfoto pegawai"), may_open=lambda *_: False)
        scopes.add(Permission.VIEW, Permission.VIEW_SENSITIVE)

        roles.allow(Role.OFFICER, *Permission)
        roles.allow(Role.OPERATOR, *Permission)
        roles.allow(Role.SUPERIOR, Permission.COUNT, Permission.VIEW)
        roles.allow(Role.ANALYST, Permission.COUNT)
        roles.allow(Role.LEADER, Permission.COUNT, Permission.VIEW, Permission.EXPORT)
        roles.allow(
            Role.OVERSIGHT, Permission.COUNT, Permission.VIEW, Permission.VIEW_SENSITIVE, Permission.EXPORT
        )

        navigation.add(
            NavItem(
                url_name="people:list", label=_("Pegawai"), icon="users", section=Section.WORKFORCE, order=10,
                permissions=(Permission.VIEW,),
            )
        )  # fmt: skip
        navigation.add(
            NavItem(
                url_name="people:portrait", label=_("Gambaran pegawai"), icon="chart-bar", section=Section.WORKFORCE,
                order=11, permissions=(Permission.COUNT,),
            )
        )  # fmt: skip
        term_books.add("people", TERMS)
        for rule in RULES:
            packs.rules.add(rule)
        tiles.add(panels.headcount, order=20)
        occupancy.register(counts=queries.counts, holders=queries.holders, leaving=queries.leaving)
        figures.add(UnitFigure(label=_("pegawai"), icon="users", counts=panels.people_in_units))
        slots.add("organization.unit", panels.people_of_unit, order=10)
