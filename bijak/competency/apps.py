from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CompetencyConfig(AppConfig):
    name = "bijak.competency"
    verbose_name = _("Kompetensi")

    def ready(self) -> None:
        from bijak.competency import importing, panels, queries, rules
        from bijak.competency.access import Permission
        from bijak.competency.models import Assessment, TrainingRecord
        from bijak.competency.queries.packs import RULES
        from bijak.interchange.registries import import_kinds
        from bijak.kernel import packs
        from bijak.ledger.registries import verbs
        from bijak.lists.registries import leadership
        from bijak.notifications.registries import kinds
        from bijak.organization.registries import Role, roles
        from bijak.people.registries import holders, holdings
        from bijak.policy.registries import Figure, TermReader, figures, term_books, term_readers, threads
        from bijak.shell.registries import NavItem, Section, navigation
        from bijak.shell.registries import panels as slots

        verbs.register("competency.training_recorded", _("Pelatihan dicatat"))
        verbs.register("competency.training_corrected", _("Catatan pelatihan diperbaiki"))
        verbs.register("competency.training_withdrawn", _("Catatan pelatihan ditarik"))
        verbs.register("competency.training_restored", _("Catatan pelatihan berlaku kembali"))
        verbs.register("competency.exported", _("Daftar kekurangan jam pelatihan diunduh"))
        kinds.register("competency.training", _("Catatan pelatihan saya"), channels=("app",))

        roles.allow(Role.OFFICER, *Permission)
        roles.allow(Role.OPERATOR, Permission.COUNT, Permission.VIEW, Permission.RECORD)
        roles.allow(Role.SUPERIOR, Permission.COUNT, Permission.VIEW)
        roles.allow(Role.ANALYST, Permission.COUNT)
        roles.allow(Role.LEADER, Permission.COUNT, Permission.VIEW, Permission.VIEW_ASSESSMENTS)
        roles.allow(Role.OVERSIGHT, Permission.COUNT, Permission.VIEW, Permission.VIEW_ASSESSMENTS)

        holders.add(queries.holders)
        holdings.add(
            TrainingRecord,
            "kind name form_code hours organiser year started_on ended_on certificate_no batch__uuid recorded_by__name "
            "replaced_by__uuid withdrawn_on withdrawn_by__name",
            courses="name organiser year",
            current=queries.CURRENT,
        )
        holdings.add(
            Assessment,
            "assessed_on valid_until potential jpm method assessor report_no batch__uuid replaced_by__uuid",
            current=queries.NOT_REPLACED,
        )
        import_kinds.add(importing.ASSESSMENTS)
        slots.add("people.person", panels.trainings_of, order=20)
        slots.add("people.person", panels.assessments_of, order=25)
        threads.add(panels.steps_of)
        leadership.add(queries.trained)
        navigation.add(
            NavItem(
                url_name="competency:overview", label=_("Jam pelatihan"), icon="school",
                section=Section.WORKFORCE, order=30, permissions=(Permission.COUNT,),
            )
        )  # fmt: skip

        term_books.add("competency", rules.TERMS)
        for rule in RULES:
            packs.rules.add(rule)
        term_readers.add(
            TermReader(
                term=queries.MINIMUM_HOURS,
                touched=queries.touched,
                impact=queries.impact,
                means=queries.means,
                reads=_("Kecukupan jam pelatihan setiap PNS pada akhir tahun"),
            )
        )
        figures.add(
            Figure(
                code="competency.share_under_hours",
                label=_("PNS yang kurang jam pelatihan"),
                description=_(
                    "Bagian PNS aktif yang jam pelatihannya pada tahun penuh terakhir di bawah ketentuan yang "
                    "berlaku pada akhir tahun itu."
                ),
                unit="percent",
                read=queries.share_under_hours,
                breakdowns=queries.BREAKDOWNS,
                lower_is_better=True,
            )
        )
        figures.add(
            Figure(
                code="competency.share_without_training",
                label=_("PNS tanpa pelatihan"),
                description=_(
                    "Bagian PNS aktif yang tidak mengikuti satu jam pun pada tahun penuh terakhir."
                ),
                unit="percent",
                read=queries.share_without_training,
                breakdowns=queries.BREAKDOWNS,
                lower_is_better=True,
            )
        )
        figures.add(
            Figure(
                code="competency.average_hours",
                label=_("Rata-rata jam pelatihan PNS"),
                description=_("Jam pelajaran per PNS aktif pada tahun penuh terakhir."),
                unit="hours",
                read=queries.average_hours,
                breakdowns=queries.BREAKDOWNS,
            )
        )
