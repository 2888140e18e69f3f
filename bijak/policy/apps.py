from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PolicyConfig(AppConfig):
    name = "bijak.policy"
    verbose_name = _("Kebijakan")

    def ready(self) -> None:
        from bijak.organization.registries import Role, roles
        from bijak.policy.access import Permission

        roles.allow(Role.ANALYST, Permission.VIEW, Permission.DRAFT, Permission.ENACT)
        roles.allow(Role.LEADER, Permission.VIEW, Permission.APPROVE)
        roles.allow(Role.OFFICER, Permission.VIEW)
        roles.allow(Role.OVERSIGHT, Permission.VIEW)
