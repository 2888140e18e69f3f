from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SelfServiceConfig(AppConfig):
    name = "bijak.selfservice"
    verbose_name = _("Data saya")

    def ready(self) -> None:
        _allow()
        _record()
        _show()


def _allow() -> None:
    from bijak.organization.registries import Role, roles
    from bijak.selfservice.access import Permission

    roles.allow(Role.OFFICER, *Permission)
    roles.allow(Role.OPERATOR, Permission.DECIDE)
    # Who decides is the same for everybody.
    roles.keep_whole(Permission.ROUTE)


def _record() -> None:
    from bijak.documents.registries import purposes
    from bijak.ledger.registries import verbs
    from bijak.notifications.registries import kinds
    from bijak.people.registries import holders, own_page
    from bijak.selfservice import queries

    for code, label in {
        "proposed": _("Perubahan data diusulkan"),
        "passed": _("Usulan perubahan data disetujui dan diteruskan"),
        "accepted": _("Usulan perubahan data diterima"),
        "refused": _("Usulan perubahan data ditolak"),
        "asked": _("Usulan perubahan data ditanyakan"),
        "answered": _("Pertanyaan tentang usulan dijawab"),
        "withdrawn": _("Usulan perubahan data ditarik"),
        "ways_set": _("Jalur usulan perubahan data diatur"),
        "downloaded": _("Data sendiri diunduh"),
    }.items():
        verbs.register(f"selfservice.{code}", label)
    kinds.register("selfservice.waiting", _("Usulan perubahan data yang menunggu saya"))
    kinds.register("selfservice.answered", _("Jawaban atas usulan perubahan data saya"))
    # Opened only from the page of its proposal, where it is logged and who may see it is known.
    purposes.register(queries.EVIDENCE_PURPOSE, _("Bukti usulan perubahan data"), may_open=lambda *_: False)
    holders.add(queries.holders)
    own_page.set("selfservice:mine")


def _show() -> None:
    from bijak.accounts.access import is_employee
    from bijak.selfservice import panels
    from bijak.selfservice.access import Permission
    from bijak.shell.registries import NavItem, Section, navigation, tiles

    navigation.add(
        NavItem(
            url_name="selfservice:mine", label=_("Data saya"), icon="id", section=Section.SELF, order=10,
            visible=is_employee,
        )
    )  # fmt: skip
    navigation.add(
        NavItem(
            url_name="selfservice:proposals", label=_("Usulan data"), icon="inbox", section=Section.WORKFORCE,
            order=12, permissions=(Permission.DECIDE,),
        )
    )  # fmt: skip
    tiles.add(panels.to_decide, order=21)
    tiles.add(panels.asked, order=26)
