from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MonitoringConfig(AppConfig):
    name = "bijak.monitoring"
    verbose_name = _("Pemantauan")

    def ready(self) -> None:
        from bijak.ledger.registries import verbs
        from bijak.monitoring import (
            panels,
            queries,
            services,
            subscribers,  # noqa: F401 -- registers itself
            tasks,  # noqa: F401 -- registers itself
        )
        from bijak.monitoring.access import Permission
        from bijak.notifications.registries import kinds
        from bijak.organization.registries import Role, roles
        from bijak.policy.registries import EvidenceKind, evidence_kinds, threads
        from bijak.shell.registries import NavItem, Section, navigation
        from bijak.shell.registries import panels as slots

        for code, label in {
            "indicator_added": _("Indikator ditambahkan"),
            "indicator_changed": _("Indikator diubah"),
            "indicator_ended": _("Indikator tidak dipantau lagi"),
            "evaluation_planned": _("Evaluasi dijadwalkan"),
            "evaluation_moved": _("Jadwal evaluasi diubah"),
            "evaluation_ran": _("Evaluasi dijalankan"),
            "evaluation_concluded": _("Evaluasi disimpulkan"),
        }.items():
            verbs.register(f"monitoring.{code}", label)
        kinds.register("monitoring.turned_red", _("Indikator saya menjadi merah"))
        kinds.register("monitoring.evaluation_ran", _("Evaluasi kebijakan menunggu kesimpulan"))

        roles.allow(Role.ANALYST, *Permission)
        for role in (Role.LEADER, Role.OFFICER, Role.OVERSIGHT):
            roles.allow(role, Permission.VIEW)
        # A policy is watched as a whole: who has the role in one office sets no targets for all.
        roles.keep_whole(Permission.MANAGE)

        navigation.add(
            NavItem(
                url_name="monitoring:overview", label=_("Pemantauan"), icon="chart-bar",
                section=Section.POLICY, order=60, permissions=(Permission.VIEW,),
            )
        )  # fmt: skip
        slots.add("policy.policy", panels.lights_of, order=40)
        threads.add(panels.steps_of)
        evidence_kinds.add(
            EvidenceKind(
                code=services.EVALUATION,
                label=_("Evaluasi"),
                icon="clipboard-check",
                choices=queries.choices,
                take=queries.take,
                template="monitoring/evidence.html",
                order=50,
            )
        )
