from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MonitoringConfig(AppConfig):
    name = "bijak.monitoring"
    verbose_name = _("Pemantauan")

    def ready(self) -> None:
        from bijak.documents.registries import purposes
        from bijak.kernel.packs import rules
        from bijak.ledger.registries import verbs
        from bijak.monitoring import (
            panels,
            queries,
            services,
            subscribers,  # noqa: F401 -- registers itself
            tasks,  # noqa: F401 -- registers itself
            texts,
        )
        from bijak.monitoring.access import Permission
        from bijak.monitoring.queries import figures as live
        from bijak.monitoring.queries.packs import RULES
        from bijak.monitoring.rules import TERMS
        from bijak.notifications.registries import kinds
        from bijak.organization.registries import Role, roles
        from bijak.policy.registries import (
            EvidenceKind,
            Figure,
            evidence_kinds,
            figures,
            term_books,
            threads,
        )
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
            "merit_opened": _("Berkas merit dibuka"),
            "merit_judged": _("Butir merit dinilai"),
            "merit_proved": _("Bukti merit ditambahkan"),
            "merit_proof_removed": _("Bukti merit diambil"),
            "merit_surveyed": _("Hasil survei merit dicatat"),
            "merit_frozen": _("Berkas merit dibekukan"),
        }.items():
            verbs.register(f"monitoring.{code}", label)
        kinds.register("monitoring.turned_red", _("Indikator saya menjadi merah"))
        kinds.register("monitoring.merit_assigned", _("Saya menanggung satu butir penilaian merit"))
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
        navigation.add(
            NavItem(
                url_name="monitoring:merits", label=_("Sistem merit"), icon="shield-check",
                section=Section.POLICY, order=65, permissions=(Permission.VIEW,),
            )
        )  # fmt: skip
        slots.add("policy.policy", panels.lights_of, order=40)
        threads.add(panels.steps_of)
        purposes.register(queries.PROOF_PURPOSE, _("Bukti penilaian merit"), may_open=lambda *_: False)
        term_books.add("monitoring", TERMS)
        for rule in RULES:
            rules.add(rule)
        for read in (
            live.posts_with_need,
            live.posts_with_class,
            live.share_rated,
            live.share_assessed,
            live.share_placed,
            live.share_developed,
            live.share_flawless,
        ):
            name = read.__name__
            label, description = texts.FIGURES[name]
            figures.add(
                Figure(
                    code=f"monitoring.{name}",
                    label=label,
                    description=description,
                    unit="percent",
                    read=read,
                )
            )
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
