from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EndpointsConfig(AppConfig):
    name = "bijak.endpoints"
    verbose_name = _("Antarmuka program (API)")

    def ready(self) -> None:
        from bijak.endpoints import subscribers  # noqa: F401 -- registers itself
        from bijak.ledger.registries import verbs
        from bijak.shell.registries import NavItem, person_menu

        verbs.register("endpoints.token_made", _("Token API dibuat"))
        verbs.register("endpoints.token_revoked", _("Token API dicabut"))
        person_menu.add(NavItem(url_name="endpoints:tokens", label=_("Token API"), icon="key", order=10))
