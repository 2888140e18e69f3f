from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SimulationConfig(AppConfig):
    name = "bijak.simulation"
    verbose_name = _("Simulasi")

    def ready(self) -> None:
        from bijak.ledger.registries import verbs
        from bijak.organization.registries import Role, roles
        from bijak.policy.registries import EvidenceKind, evidence_kinds, threads
        from bijak.shell.registries import panels as slots
        from bijak.simulation import panels, queries, services
        from bijak.simulation.access import Permission

        verbs.register("simulation.kept", _("Simulasi disimpan"))
        for role in (Role.ANALYST, Role.LEADER, Role.OFFICER, Role.OVERSIGHT):
            roles.allow(role, Permission.VIEW)
        slots.add("policy.terms", panels.consequences, order=10)
        threads.add(panels.steps_of)
        evidence_kinds.add(
            EvidenceKind(
                code=services.KIND,
                label=_("Simulasi"),
                icon="adjustments",
                choices=queries.choices,
                take=queries.take,
                template="simulation/evidence.html",
                order=40,
            )
        )
