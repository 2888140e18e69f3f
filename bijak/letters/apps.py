from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LettersConfig(AppConfig):
    name = "bijak.letters"
    verbose_name = _("Surat")

    def ready(self) -> None:
        _allow()
        _record()
        _show()


def _allow() -> None:
    from bijak.letters.access import Permission
    from bijak.organization.registries import Role, roles

    roles.allow(Role.OFFICER, Permission.VIEW, Permission.WRITE, Permission.ARRANGE)
    roles.allow(Role.OPERATOR, Permission.VIEW, Permission.WRITE)
    roles.allow(Role.LEADER, Permission.VIEW, Permission.SIGN)
    roles.allow(Role.OVERSIGHT, Permission.VIEW)
    # Templates and registers are everyone's.
    roles.keep_whole(Permission.ARRANGE)


def _record() -> None:
    from bijak.documents.registries import papers, purposes
    from bijak.ledger.registries import verbs
    from bijak.letters import queries, registries
    from bijak.letters.models import EmployeeCard, OfficialLetter
    from bijak.letters.services.issuing import LETTERS
    from bijak.notifications.registries import kinds
    from bijak.people.registries import holders, holdings

    for code, label in {
        "issued": _("Surat kepegawaian diterbitkan"),
        "voided": _("Surat kepegawaian dibatalkan"),
        "signed": _("Surat kepegawaian ditandatangani"),
        "exported": _("Buku surat diunduh"),
        "template_changed": _("Templat surat diubah"),
        "book_changed": _("Buku nomor surat diubah"),
        "card_issued": _("Kartu pegawai diterbitkan"),
        "card_ended": _("Kartu pegawai ditarik"),
    }.items():
        verbs.register(f"letters.{code}", label)
    kinds.register("letters.issued", _("Surat tentang saya"), channels=("app",))
    # Opened only from the letter's page, where it is logged and who may see the person is known.
    purposes.register(LETTERS, _("Surat kepegawaian"), may_open=lambda *_: False)
    papers.add(queries.paper_named, queries.papers_with)
    holders.add(queries.holders)
    holdings.add(
        OfficialLetter,
        "uuid number on as_of values answers signer_name signer_nip signer_position issued_by__name issued_at "
        "voided_on void_reason voided_by__name",
    )
    holdings.add(EmployeeCard, "uuid code issued_on issued_by__name ended_on end_reason")
    registries.fields.add(*queries.FIELDS)


def _show() -> None:
    from bijak.letters import panels
    from bijak.letters.access import Permission
    from bijak.shell.registries import NavItem, Section, navigation, tiles
    from bijak.shell.registries import panels as slots

    navigation.add(
        NavItem(
            url_name="letters:list", label=_("Surat"), icon="file", section=Section.WORKFORCE, order=30,
            permissions=(Permission.VIEW,),
        )
    )  # fmt: skip
    tiles.add(panels.to_sign, order=40)
    slots.add("people.person", panels.of_person, order=80)
