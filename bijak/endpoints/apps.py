from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EndpointsConfig(AppConfig):
    name = "bijak.endpoints"
    verbose_name = _("Antarmuka program (API)")

    def ready(self) -> None:
        from bijak.accounts.access import AccountPermission
        from bijak.endpoints import subscribers, tasks  # noqa: F401 -- register themselves
        from bijak.ledger.registries import verbs
        from bijak.shell.registries import NavItem, Section, navigation, person_menu

        verbs.register("endpoints.token_made", _("Token API dibuat"))
        verbs.register("endpoints.token_revoked", _("Token API dicabut"))
        person_menu.add(NavItem(url_name="endpoints:tokens", label=_("Token API"), icon="key", order=10))
        navigation.add(
            NavItem(
                url_name="endpoints:all", label=_("Token API semua akun"), icon="key", section=Section.SETTINGS,
                order=60, permissions=(AccountPermission.MANAGE,),
            )
        )  # fmt: skip
