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


def _allow() -> None:
    from bijak.organization.registries import Role, roles
    from bijak.policy.access import Permission

    roles.allow(Role.ANALYST, Permission.VIEW, Permission.DRAFT, Permission.ENACT)
    roles.allow(Role.LEADER, Permission.VIEW, Permission.APPROVE)
    roles.allow(Role.OFFICER, Permission.VIEW)
    roles.allow(Role.OVERSIGHT, Permission.VIEW)
    # A policy is the agency's: who writes, approves or enacts for one office has none to do it to.
    roles.keep_whole(Permission.DRAFT, Permission.APPROVE, Permission.ENACT)


def _record() -> None:
    from bijak.ledger.registries import verbs
    from bijak.notifications.registries import kinds

    for code, label in {
        "opened": _("Kebijakan dibuka"),
        "described": _("Masalah, tujuan, atau pilihan diubah"),
        "evidence_attached": _("Bukti dilampirkan"),
        "evidence_detached": _("Bukti dilepas"),
        "text_taken": _("Naskah dimasukkan"),
        "provision_edited": _("Ketentuan diubah"),
        "provision_added": _("Ketentuan ditambahkan"),
        "provision_removed": _("Ketentuan dihapus"),
        "provision_moved": _("Ketentuan dipindahkan"),
        "version_frozen": _("Versi dibekukan"),
        "term_set": _("Angka ketentuan ditetapkan"),
        "term_unset": _("Angka ketentuan dilepas"),
        "dialogue_opened": _("Dialog dibuka"),
        "dialogue_closed": _("Dialog ditutup"),
        "gate_passed": _("Gerbang dilewati"),
        "sent_back": _("Rancangan dikembalikan untuk diperbaiki"),
        "enacted": _("Rancangan ditetapkan"),
        "came_into_force": _("Peraturan mulai berlaku"),
        "revision_started": _("Perubahan dimulai"),
        "withdrawn": _("Rancangan dihentikan"),
    }.items():
        verbs.register(f"policy.{code}", label)
    kinds.register(
        "policy.gate_waits", _("Rancangan kebijakan menunggu tindakan saya"), channels=("app", "email")
    )


def _show() -> None:
    from bijak.policy import panels
    from bijak.policy.registries import threads
    from bijak.shell.registries import NavItem, Section, navigation, tiles

    navigation.add(
        NavItem(url_name="policy:list", label=_("Kebijakan"), icon="report", section=Section.POLICY, order=10)
    )
    tiles.add(panels.waiting, order=15)
    threads.add(panels.steps_of)


def _stand_on_evidence() -> None:
    from bijak.accounts import access
    from bijak.documents.registries import purposes
    from bijak.policy.access import Permission
    from bijak.policy.queries import evidence
    from bijak.policy.registries import EvidenceKind, evidence_kinds

    purposes.register(
        evidence.PURPOSE,
        _("Bukti kebijakan"),
        may_open=lambda account, _document, today: access.holds(account, Permission.VIEW, today=today),
    )
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


def _guard() -> None:
    from bijak.policy import panels
    from bijak.policy.access import Permission
    from bijak.policy.registries import Gate, gates

    gates.add(
        Gate(
            code=panels.HARMONISATION,
            label=_("Harmonisasi"),
            help=_(
                "Hasil pengharmonisasian oleh instansi vertikal Kementerian Hukum di provinsi, dengan suratnya."
            ),
            leaves="deciding",
            law="UU 13/2022 Pasal 58, 63, 97D",
            permission=Permission.ENACT,
            has_letter=True,
            order=10,
        )
    )
    gates.add(
        Gate(
            code=panels.LEADER_APPROVAL,
            label=_("Persetujuan pimpinan"),
            help=_("Pimpinan menyetujui naskah ini untuk ditetapkan."),
            leaves="deciding",
            permission=Permission.APPROVE,
            obstacles=panels.harmonised_first,
            order=20,
        )
    )
