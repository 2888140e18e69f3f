from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConsultationConfig(AppConfig):
    name = "bijak.consultation"
    verbose_name = _("Dialog")

    def ready(self) -> None:
        from bijak.consultation import exporting, panels, queries, subscribers, tasks  # noqa: F401 -- register themselves
        from bijak.consultation.access import Permission
        from bijak.ledger import registries as ledger
        from bijak.notifications.registries import kinds
        from bijak.organization.registries import Role, roles
        from bijak.policy.registries import Enclosure, Gate, filings, gates, threads
        from bijak.shell.registries import NavItem, Section, navigation, tiles
        from bijak.shell.registries import panels as slots

        roles.allow(Role.ANALYST, *Permission)
        roles.allow(Role.OFFICER, Permission.READ)
        roles.allow(Role.LEADER, Permission.READ)
        roles.allow(Role.OVERSIGHT, Permission.READ)
        roles.keep_whole(
            *Permission
        )  # comments on a policy belong to no office, and neither do their writers

        for verb, label in {
            "consultation.stakeholder_registered": _("Pemangku kepentingan didaftarkan"),
            "consultation.stakeholder_corrected": _("Data pemangku kepentingan diperbaiki"),
            "consultation.invited": _("Pemangku kepentingan diundang menanggapi"),
            "consultation.comment_received": _("Tanggapan diterima"),
            "consultation.comment_hidden": _("Tanggapan disembunyikan"),
            "consultation.comment_shown": _("Tanggapan ditampilkan kembali"),
            "consultation.comments_answered": _("Tanggapan dijawab"),
            "consultation.matrix_exported": _("Matriks tanggapan diunduh"),
        }.items():
            ledger.verbs.register(verb, label)
        kinds.register("consultation.answered", _("Jawaban atas tanggapan saya"))
        kinds.register("consultation.withdrawn", _("Rancangan yang saya tanggapi dihentikan"))

        gates.add(
            Gate(
                code="comments_answered",
                label=_("Semua tanggapan dijawab"),
                help=_(
                    "Terbuka sendiri bila setiap tanggapan yang sudah dipastikan dijawab beserta alasannya."
                ),
                leaves=queries.DIALOGUE,
                law=_("UU 13/2022 Pasal 96"),
                by_hand=False,
                obstacles=queries.obstacles,
                order=10,
            )
        )
        filings.add(
            Enclosure(
                name="40-matriks-tanggapan.pdf",
                label=_("Matriks tanggapan"),
                make=exporting.filed_matrix,
                missing=exporting.no_matrix,
            )
        )
        threads.add(panels.steps)
        slots.add("policy.clause", panels.comments_on_clause, order=10)
        slots.add("policy.decide", panels.answers_of_draft, order=10)
        tiles.add(panels.to_answer, order=30)
        tiles.add(panels.to_comment, order=40)
        navigation.add(
            NavItem(
                url_name="consultation:index",
                label=_("Dialog"),
                icon="messages",
                section=Section.POLICY,
                order=30,
            )
        )
        navigation.add(
            NavItem(
                url_name="consultation:stakeholders",
                label=_("Pemangku kepentingan"),
                icon="users",
                section=Section.POLICY,
                order=40,
                permissions=(Permission.ANSWER,),
            )
        )
