from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SiasnConfig(AppConfig):
    name = "bijak.siasn"
    verbose_name = _("SIASN")

    def ready(self) -> None:
        from bijak.endpoints.registries import scopes
        from bijak.interchange.registries import import_kinds
        from bijak.ledger.registries import verbs
        from bijak.notifications.registries import kinds
        from bijak.organization.registries import Role, roles
        from bijak.people.registries import holders, holdings
        from bijak.quality.registries import sources
        from bijak.shell.registries import NavItem, Section, navigation
        from bijak.shell.registries import panels as slots
        from bijak.siasn import importing, panels, queries, tasks  # noqa: F401 -- tasks register themselves
        from bijak.siasn.access import Permission
        from bijak.siasn.models import Sending
        from bijak.siasn.services.sending import NOTICE

        verbs.register("siasn.asked", _("Data pegawai diminta dari SIASN"))
        verbs.register("siasn.sending_prepared", _("Kiriman ke SIASN disiapkan"))
        verbs.register("siasn.sending_confirmed", _("Kiriman ke SIASN dikonfirmasi"))
        verbs.register("siasn.sending_withdrawn", _("Kiriman ke SIASN dibatalkan"))
        verbs.register("siasn.sent", _("Kiriman ke SIASN dijalankan"))
        verbs.register("siasn.row_withdrawn", _("Riwayat kiriman dicabut di SIASN"))
        kinds.register(NOTICE, _("Kiriman saya ke SIASN tersendat"))
        holders.add(queries.holders)
        holdings.add(
            Sending,
            "kind act title content document__name state answer prepared_by__name prepared_at confirmed_by__name "
            "confirmed_at sent_at ended_at",
        )
        scopes.add(Permission.LOOK_UP)
        roles.allow(Role.OFFICER, *Permission)
        roles.allow(Role.OPERATOR, Permission.LOOK_UP)
        roles.allow(Role.ADMIN, Permission.LOOK_UP)
        navigation.add(
            NavItem(
                url_name="siasn:sendings", label=_("Kiriman ke SIASN"), icon="send", section=Section.DATA,
                order=40, permissions=(Permission.SEND,), visible=panels.is_used,
            )
        )  # fmt: skip
        slots.add("people.person", panels.door, order=90)
        navigation.add(
            NavItem(
                url_name="siasn:tables", label=_("Tabel rujukan SIASN"), icon="list-search", section=Section.DATA,
                order=50, permissions=(Permission.LOOK_UP,),
            )
        )  # fmt: skip
        sources.add(importing.SIASN)
        for kind in importing.KINDS:
            import_kinds.add(kind)
