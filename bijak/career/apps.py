from pathlib import Path

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CareerConfig(AppConfig):
    name = "bijak.career"
    verbose_name = _("Karier")

    def ready(self) -> None:
        _queue()
        _proposals()
        _paths()


def _queue() -> None:
    from bijak.accounts.access import is_employee
    from bijak.career import panels, subscribers, tasks  # noqa: F401 -- two register themselves
    from bijak.career.access import Permission
    from bijak.career.models import Attestation, Objection, QueueLine
    from bijak.career.queries import objections
    from bijak.career.queries.listing import QUEUE
    from bijak.career.queries.packs import rules as kinds_of_promotion
    from bijak.career.rules import promotion
    from bijak.documents.registries import purposes
    from bijak.kernel.packs import rules
    from bijak.ledger.registries import verbs
    from bijak.lists.registries import lists
    from bijak.notifications.registries import kinds
    from bijak.organization.registries import Role, roles
    from bijak.people.registries import holders, holdings
    from bijak.policy.registries import term_books
    from bijak.shell.registries import NavItem, Section, navigation, tiles
    from bijak.shell.registries import panels as slots

    verbs.register("career.attested", _("Keterangan syarat kenaikan pangkat dicatat"))
    verbs.register("career.attestation_withdrawn", _("Keterangan syarat kenaikan pangkat ditarik"))
    verbs.register("career.objected", _("Keberatan atas antrean kenaikan pangkat diajukan"))
    verbs.register("career.objection_answered", _("Keberatan atas antrean kenaikan pangkat dijawab"))
    verbs.register("career.objection_withdrawn", _("Keberatan atas antrean kenaikan pangkat dicabut"))
    kinds.register(
        "career.objection", _("Keberatan atas antrean kenaikan pangkat"), channels=("app", "email")
    )
    purposes.register(
        objections.PROOF, _("Bukti keberatan atas antrean kenaikan pangkat"), may_open=objections.may_open
    )
    holders.add(objections.holders)
    holdings.add(
        Objection,
        "text kind state raised_on due_on verdict answer answered_by__name answered_on document__name",
    )
    holdings.add(
        QueueLine,
        "rank_code rank_from kind state eligible_on period target_rank credit_short pseudonym changed_on",
    )
    holdings.add(Attestation, "what on paper_no recorded_by__name recorded_at withdrawn_on")
    kinds.register("career.queue", _("Antrean kenaikan pangkat saya"), channels=("app", "email"))
    term_books.add("career", promotion.TERMS)
    for rule in kinds_of_promotion():
        rules.add(rule)
    lists.add(QUEUE)

    roles.allow(Role.OFFICER, Permission.VIEW, Permission.EXPORT, Permission.ATTEST, Permission.ANSWER)
    roles.allow(Role.OPERATOR, Permission.VIEW)
    roles.allow(Role.OVERSIGHT, Permission.VIEW)

    slots.add("people.person", panels.line_of, order=15)
    tiles.add(panels.objections_to_answer, order=23)
    navigation.add(
        NavItem(
            url_name="career:mine", label=_("Kenaikan pangkat saya"), icon="arrow-forward-up",
            section=Section.CAREER, order=34, visible=is_employee,
        )
    )  # fmt: skip
    navigation.add(
        NavItem(
            url_name="career:queue", label=_("Antrean kenaikan pangkat"), icon="arrow-forward-up",
            section=Section.WORKFORCE, order=40, permissions=(Permission.VIEW,),
        )
    )  # fmt: skip


def _proposals() -> None:
    from bijak.career.access import Permission
    from bijak.career.models import PromotionProposal
    from bijak.career.panels import asked_for, late
    from bijak.career.queries import proposals as queries
    from bijak.career.queries.proposals_letters import BATCH
    from bijak.career.queries.proposals_packs import preflight_rule
    from bijak.documents.registries import purposes
    from bijak.kernel.packs import rules
    from bijak.ledger.registries import verbs
    from bijak.letters.registries import matters, shipped
    from bijak.notifications.registries import kinds
    from bijak.organization.registries import Role, roles
    from bijak.people.registries import holders, holdings
    from bijak.shell.registries import NavItem, Section, navigation, tiles

    rules.add(preflight_rule())
    matters.add(BATCH)
    shipped.add(Path(__file__).parent / "shipped.toml")
    for code, label in {
        "drafted": _("Usul kenaikan pangkat disusun"),
        "enclosed": _("Dokumen usul kenaikan pangkat dilampirkan"),
        "asked": _("Dokumen usul kenaikan pangkat diminta"),
        "checked": _("Usul kenaikan pangkat dinyatakan siap dikirim"),
        "sent": _("Usul kenaikan pangkat dikirim"),
        "returned": _("Usul kenaikan pangkat dikembalikan"),
        "approved": _("Usul kenaikan pangkat disetujui BKN"),
        "issued": _("SK kenaikan pangkat dicatat"),
        "refused": _("Usul kenaikan pangkat ditolak"),
        "withdrawn": _("Usul kenaikan pangkat ditarik"),
        "undone": _("Langkah usul kenaikan pangkat diurungkan"),
    }.items():
        verbs.register(f"career.proposal_{code}", label)
    verbs.register("career.batch_sent", _("Berkas usul kenaikan pangkat dikirim"))
    verbs.register("career.batch_taken", _("Berkas usul kenaikan pangkat diunduh"))
    kinds.register("career.proposal", _("Usul kenaikan pangkat"))
    kinds.register("career.paper", _("Dokumen kenaikan pangkat yang diminta dari saya"))
    # Opened only from the page of its proposal, where it is logged and who may see it is known.
    purposes.register(queries.PAPERS, _("Dokumen usul kenaikan pangkat"), may_open=lambda *_: False)
    holders.add(queries.holders)
    holdings.add(
        PromotionProposal,
        "kind period old_rank old_from new_rank state state_since despite pertek_no pertek_on decree_no decree_on "
        "made_on",
    )

    roles.allow(Role.OFFICER, Permission.FOLLOW, Permission.PROPOSE, Permission.SEND)
    roles.allow(Role.OPERATOR, Permission.FOLLOW, Permission.PROPOSE)
    roles.allow(Role.OVERSIGHT, Permission.FOLLOW)
    # What goes to BKN goes there from the whole agency.
    roles.keep_whole(Permission.SEND)

    tiles.add(asked_for, order=22)
    tiles.add(late, order=27)
    navigation.add(
        NavItem(
            url_name="career:proposals", label=_("Usul kenaikan pangkat"), icon="send",
            section=Section.WORKFORCE, order=41, permissions=(Permission.FOLLOW,),
        )
    )  # fmt: skip


def _paths() -> None:
    from bijak.career.panels import path_of
    from bijak.shell.registries import NavItem, Section, navigation
    from bijak.shell.registries import panels as slots

    slots.add("people.person", path_of, order=16)
    navigation.add(
        NavItem(
            url_name="career:paths", label=_("Jalur karier"), icon="switch-horizontal", section=Section.CAREER,
            order=61,
        )
    )  # fmt: skip
