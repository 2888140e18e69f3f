from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganizationConfig(AppConfig):
    name = "bijak.organization"
    verbose_name = _("Organisasi")

    def ready(self) -> None:
        from bijak.accounts.access import register_grant_source
        from bijak.organization import queries
        from bijak.organization.access import Permission
        from bijak.organization.registries import Role, roles

        register_grant_source(queries.held)
        roles.allow(Role.EMPLOYEE, Permission.VIEW)
        roles.allow(Role.OFFICER, Permission.CHANGE, Permission.CALENDAR, Permission.VIEW_GRANTS)
        roles.allow(Role.LEADER, Permission.VIEW_GRANTS)
        roles.allow(Role.OVERSIGHT, Permission.VIEW_GRANTS)
        roles.allow(
            Role.ADMIN, Permission.CALENDAR, Permission.VIEW_GRANTS, Permission.GRANT, Permission.PROFILE
        )
