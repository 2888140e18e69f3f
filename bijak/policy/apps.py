from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PolicyConfig(AppConfig):
    name = "bijak.policy"
    verbose_name = _("Kebijakan")

    def ready(self) -> None:
        from bijak.policy import subscribers, tasks  # noqa: F401 -- register themselves

        _allow()
        _record()
        _show()
        _stand_on_evidence()
        _guard()
        _know_terms()
        _file()


def _allow() -> None:
    from bijak.organization.registries import Role, roles
    from bijak.policy.access import Permission

    roles.allow(Role.ANALYST, Permission.VIEW, Permission.DRAFT, Permission.ENACT)
    roles.allow(Role.LEADER, Permission.VIEW, Permission.APPROVE, Permission.SIGN)
    roles.allow(Role.OFFICER, Permission.VIEW)
    roles.allow(Role.OVERSIGHT, Permission.VIEW)
    for role in (Role.SUPERIOR, Role.OPERATOR, Role.OFFICER, Role.ANALYST, Role.LEADER):
        roles.allow(role, Permission.CARRY_OUT)
    # A policy is the agency's: who writes, approves or enacts for one office has none to do it to.
    roles.keep_whole(Permission.DRAFT, Permission.APPROVE, Permission.SIGN, Permission.ENACT)


def _record() -> None:
    from bijak.ledger.registries import verbs
    from bijak.notifications.registries import kinds

    for code, label in {
        "opened": _("Kebijakan dibuka"),
        "described": _("Masalah, tujuan, atau pilihan diubah"),
        "evidence_attached": _("Bukti dilampirkan"),
        "evidence_detached": _("Bukti dilepas"),
        "study_changed": _("Kajian diubah"),
        "option_chosen": _("Pilihan kebijakan diambil"),
        "text_taken": _("Naskah dimasukkan"),
        "provision_edited": _("Ketentuan diubah"),
        "provision_added": _("Ketentuan ditambahkan"),
        "provision_removed": _("Ketentuan dihapus"),
        "provision_moved": _("Ketentuan dipindahkan"),
        "text_written": _("Naskah ditulis ulang"),
        "text_brought_back": _("Naskah dikembalikan"),
        "words_proposed": _("Bunyi ketentuan diusulkan"),
        "words_accepted": _("Usulan bunyi diterima"),
        "words_refused": _("Usulan bunyi ditolak"),
        "words_withdrawn": _("Usulan bunyi ditarik"),
        "version_frozen": _("Versi dibekukan"),
        "term_set": _("Angka ketentuan ditetapkan"),
        "term_unset": _("Angka ketentuan dilepas"),
        "replacement_confirmed": _("Penggantian angka ditegaskan"),
        "dialogue_opened": _("Dialog dibuka"),
        "dialogue_closed": _("Dialog ditutup"),
        "gate_passed": _("Gerbang dilewati"),
        "referred": _("Naskah diajukan ke instansi lain"),
        "approvers_listed": _("Daftar paraf disusun"),
        "approval_answered": _("Permintaan paraf dijawab"),
        "sent_back": _("Rancangan dikembalikan untuk diperbaiki"),
        "paper_prepared": _("Lembar resmi disiapkan"),
        "paper_signed": _("Lembar resmi ditandatangani"),
        "enacted": _("Rancangan ditetapkan"),
        "promulgated": _("Peraturan diundangkan"),
        "came_into_force": _("Peraturan mulai berlaku"),
        "revoked": _("Peraturan dicabut"),
        "revision_started": _("Perubahan dimulai"),
        "filing_made": _("Berkas harmonisasi disusun"),
        "form_chosen": _("Bentuk perubahan dipilih"),
        "withdrawn": _("Rancangan dihentikan"),
        "plan_begun": _("Rencana pelaksanaan disusun"),
        "plan_reminder_set": _("Waktu pengingat rencana diubah"),
        "activity_added": _("Kegiatan ditambahkan"),
        "activity_changed": _("Kegiatan diubah"),
        "activity_rescheduled": _("Jadwal kegiatan diubah"),
        "activity_cancelled": _("Kegiatan dibatalkan"),
        "activity_resumed": _("Kegiatan dilanjutkan"),
        "activity_removed": _("Kegiatan dihapus dari rencana"),
        "progress_reported": _("Kemajuan kegiatan dilaporkan"),
        "progress_withdrawn": _("Laporan kemajuan ditarik"),
    }.items():
        verbs.register(f"policy.{code}", label)
    for code, label in {
        "assigned": _("Kegiatan yang menjadi tanggung jawab saya"),
        "soon": _("Kegiatan saya segera jatuh tempo"),
        "late": _("Kegiatan saya lewat jatuh tempo"),
    }.items():
        kinds.register(f"policy.activity_{code}", label, channels=("app", "email"))
    kinds.register("policy.words_answered", _("Usulan bunyi saya dijawab"), channels=("app", "email"))
    kinds.register(
        "policy.gate_waits", _("Rancangan kebijakan menunggu tindakan saya"), channels=("app", "email")
    )


def _show() -> None:
    from bijak.interchange.registries import import_kinds
    from bijak.policy import importing, panels
    from bijak.policy.registries import threads
    from bijak.shell.registries import NavItem, Section, navigation, tiles
    from bijak.shell.registries import panels as slots

    navigation.add(
        NavItem(url_name="policy:list", label=_("Kebijakan"), icon="report", section=Section.POLICY, order=10)
    )
    tiles.add(panels.waiting, order=15)
    tiles.add(panels.to_carry_out, order=17)
    slots.add("policy.policy", panels.plan_of_policy, order=5)
    threads.add(panels.plan_steps)
    import_kinds.add(importing.ACTIVITIES)
    slots.add("policy.policy", panels.study_of_policy, order=1)
    threads.add(panels.study_steps)
    threads.add(panels.steps_of)


def _stand_on_evidence() -> None:
    from bijak.accounts import access
    from bijak.documents.registries import purposes
    from bijak.policy.access import Permission
    from bijak.policy.queries import complaints, evidence, plans, signing
    from bijak.policy.registries import EvidenceKind, evidence_kinds

    purposes.register(
        evidence.PURPOSE,
        _("Bukti kebijakan"),
        may_open=lambda account, _document, today: access.holds(account, Permission.VIEW, today=today),
    )
    purposes.register(
        signing.PAPERS,
        _("Lembar resmi"),
        may_open=lambda account, _document, today: access.holds(account, Permission.VIEW, today=today),
    )
    purposes.register(plans.REPORT, _("Bukti kemajuan kegiatan"), may_open=plans.may_open_document)
    evidence_kinds.add(
        EvidenceKind(
            code=evidence.FIGURE,
            label=_("Angka hidup"),
            icon="chart-bar",
            choices=evidence.figure_choices,
            take=evidence.take_figure,
            template="policy/evidence_figure.html",
            is_live=True,
            show=evidence.compare_readings,
            order=10,
        )
    )
    evidence_kinds.add(
        EvidenceKind(
            code=evidence.DOCUMENT,
            label=_("Dokumen"),
            icon="file",
            choices=evidence.document_choices,
            take=evidence.take_document,
            template="policy/evidence_document.html",
            order=20,
        )
    )
    evidence_kinds.add(
        EvidenceKind(
            code=complaints.COMPLAINTS,
            label=_("Rekap pengaduan"),
            icon="inbox",
            choices=lambda _account, _on: (),
            take=complaints.no_complaints,
            template="policy/evidence_complaints.html",
            say=complaints.say_complaints,
            show=complaints.show_complaints,
            order=25,
        )
    )


def _know_terms() -> None:
    """Those of the floor below, which knows no registry: no region sets them, but everybody may look them up."""
    from bijak.organization.queries import WORKING_TIME
    from bijak.policy.registries import term_books

    term_books.add("organization", WORKING_TIME)


def _guard() -> None:
    """The steps before a decree that policy knows itself, for the products whose way they are on."""
    from bijak.policy import queries, texts
    from bijak.policy.access import Permission
    from bijak.policy.registries import Gate, gates
    from bijak.policy.rules import life

    for order, code in enumerate(texts.STEP_HELP, 1):
        step = life.STEPS[code]
        by_hand = code != queries.COORDINATION
        gates.add(
            Gate(
                code=code,
                label=texts.STEPS[code],
                help=texts.STEP_HELP[code],
                leaves=step.state,
                law=step.law if step.verified else "",
                by_hand=by_hand,
                permission=step.who if by_hand else "",
                has_letter=step.has_letter,
                outside=bool(step.outside),
                applies=queries.is_on_the_way(code),
                obstacles=queries.earlier_first(code) if by_hand else queries.approvals_missing,
                template="" if by_hand else "policy/approvals.html",
                order=order * 10,
            )
        )
    gates.add(
        Gate(
            code=queries.SIGNATURE,
            label=texts.STEPS[queries.SIGNATURE],
            help=_("Kepala daerah menandatangani naskah akhirnya: basah, atau secara elektronik."),
            leaves=life.State.DECIDING,
            by_hand=False,
            permission=Permission.SIGN,
            obstacles=queries.unsigned,
            template="policy/signature_gate.html",
            order=100,
        )
    )
    for stage in (life.State.DIALOGUE, life.State.DECIDING):
        gates.add(
            Gate(
                code=f"terms_{stage}",
                label=_("Angka ketentuan"),
                help=_(
                    "Setiap angka sama dengan yang disebut ketentuannya, dan penggantian angka peraturan lain sudah "
                    "ditegaskan."
                ),
                leaves=stage,
                by_hand=False,
                obstacles=queries.numbers_in_the_way,
                applies=queries.sets_terms,
                order=5,
            )
        )


def _file() -> None:
    from bijak.policy.exporting import filing
    from bijak.policy.registries import Enclosure, filings

    letter, text, explanation = (
        _("Surat pengantar"),
        _("Naskah rancangan"),
        _("Penjelasan atau naskah akademik"),
    )
    for name, label, make, missing in (
        ("10-surat-pengantar.docx", letter, filing.letter_docx, None),
        ("10-surat-pengantar.pdf", letter, filing.letter_pdf, None),
        ("20-naskah-rancangan.docx", text, filing.text_docx, filing.no_text),
        ("20-naskah-rancangan.pdf", text, filing.text_pdf, filing.no_text),
        ("30-penjelasan.docx", explanation, filing.explanation_docx, filing.no_explanation),
        ("30-penjelasan.pdf", explanation, filing.explanation_pdf, filing.no_explanation),
        ("50-angka-ketentuan.pdf", _("Angka ketentuan dan dasarnya"), filing.terms_pdf, filing.no_terms),
        ("60-berkas-bukti.pdf", _("Berkas bukti"), filing.dossier_pdf, filing.no_evidence),
        (
            "70-perubahan-terlacak.docx",
            _("Perubahan dari naskah yang berlaku"),
            filing.redline,
            filing.no_redline,
        ),
    ):
        filings.add(Enclosure(name=name, label=label, make=make, missing=missing))
