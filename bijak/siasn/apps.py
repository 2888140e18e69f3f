from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SiasnConfig(AppConfig):
    name = "bijak.siasn"
    verbose_name = _("SIASN")

    def ready(self) -> None:
        from bijak.interchange.registries import import_kinds
        from bijak.ledger.registries import verbs
        from bijak.organization.registries import Role, roles
        from bijak.shell.registries import panels as slots
        from bijak.siasn import importing, panels
        from bijak.siasn.access import Permission

        verbs.register("siasn.asked", _("Data pegawai diminta dari SIASN"))
        roles.allow(Role.OFFICER, Permission.ASK)
        slots.add("people.person", panels.door, order=90)
        for kind in importing.KINDS:
            import_kinds.add(kind)
