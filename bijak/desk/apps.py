from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    name = "bijak.desk"
    verbose_name = _("Meja kerja")

    def ready(self) -> None:
        from bijak.desk import exporting
        from bijak.desk.access import Permission
        from bijak.interchange.registries import export_kinds
        from bijak.organization.registries import Role, roles
        from bijak.shell.registries import NavItem, Section, navigation

        roles.allow(Role.OVERSIGHT, *Permission)
        export_kinds.add(exporting.VIEWS)
        export_kinds.add(exporting.ENTRIES)
        navigation.add(
            NavItem(url_name="desk:home", label=_("Beranda"), icon="home", section=Section.SELF, order=0)
        )
        navigation.add(
            NavItem(
                url_name="desk:ledger",
                label=_("Catatan tepercaya"),
                icon="shield-check",
                section=Section.OVERSIGHT,
            )
        )
        navigation.add(
            NavItem(
                url_name="desk:views",
                label=_("Siapa melihat data siapa"),
                icon="eye",
                section=Section.OVERSIGHT,
                order=10,
                permissions=(Permission.READ_VIEWS,),
            )
        )
