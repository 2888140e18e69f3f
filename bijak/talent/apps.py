from django.apps import AppConfig
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class TalentConfig(AppConfig):
    name = "bijak.talent"
    verbose_name = _("Talenta")

    def ready(self) -> None:
        from bijak.accounts.access import is_employee
        from bijak.kernel.packs import rules as packs
        from bijak.ledger.registries import verbs
        from bijak.notifications.registries import kinds
        from bijak.organization.registries import Role, roles
        from bijak.people.registries import holders, holdings
        from bijak.policy.registries import term_books
        from bijak.shell.registries import NavItem, Section, navigation, tiles
        from bijak.shell.registries import panels as slots
        from bijak.talent import panels, queries, rules, tasks  # noqa: F401 -- the tasks register themselves
        from bijak.talent.access import Permission
        from bijak.talent.models import DevelopmentPlan, Disclosure, Placement
        from bijak.talent.queries.packs import RULES

        kinds.register("talent.plan", _("Rencana pengembangan saya"), channels=("app", "email"))
        verbs.register("talent.mapping_begun", _("Pemetaan talenta disusun"))
        verbs.register("talent.mapping_discarded", _("Pemetaan talenta dibuang"))
        verbs.register("talent.reckoned", _("Pemetaan talenta dihitung"))
        verbs.register("talent.cuts_chosen", _("Batas kotak talenta dipilih"))
        verbs.register("talent.moved", _("Tim memutuskan kotak talenta lain"))
        verbs.register("talent.put_back", _("Keputusan tim tentang kotak talenta dibatalkan"))
        verbs.register("talent.frozen", _("Pemetaan talenta dibekukan"))
        verbs.register("talent.marked_critical", _("Jabatan ditandai kritikal"))
        verbs.register("talent.unmarked_critical", _("Jabatan tidak kritikal lagi"))
        verbs.register("talent.plan_begun", _("Rencana pengembangan disusun"))
        verbs.register("talent.step_added", _("Langkah rencana pengembangan ditambahkan"))
        verbs.register("talent.step_settled", _("Langkah rencana pengembangan dinyatakan selesai atau belum"))
        verbs.register("talent.exported", _("Daftar pemetaan talenta diunduh"))

        roles.allow(Role.OFFICER, *Permission)
        roles.allow(Role.LEADER, Permission.VIEW, Permission.DECIDE)
        roles.allow(Role.OVERSIGHT, Permission.VIEW)

        term_books.add("talent", rules.TERMS)
        for rule in RULES:
            packs.add(rule)

        holders.add(queries.holders_of_records)
        holdings.add(DevelopmentPlan, "critical__post__title mentor created_on")
        # What she is told of a placement is decided when the mapping is frozen.
        told = Q(mapping__frozen_on__isnull=False)
        holdings.add(
            Placement,
            "mapping__name mapping__on stands",
            current=told & Q(mapping__disclosure=Disclosure.BOX),
        )
        holdings.add(
            Placement,
            "mapping__name mapping__on performance potential value box moved_to moved_reason stands",
            current=told & Q(mapping__disclosure=Disclosure.SCORES),
        )

        slots.add("people.person", panels.of_person, order=45)
        tiles.add(panels.late_actions, order=45)
        navigation.add(
            NavItem(
                url_name="talent:mine", label=_("Talenta saya"), icon="user-search", section=Section.CAREER, order=70,
                visible=is_employee,
            )
        )  # fmt: skip
        navigation.add(
            NavItem(
                url_name="talent:mappings", label=_("Talenta"), icon="user-search", section=Section.WORKFORCE,
                order=40, permissions=(Permission.VIEW,),
            )
        )  # fmt: skip
