from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OperationsConfig(AppConfig):
    name = "bijak.operations"
    verbose_name = _("Operasi")

    def ready(self) -> None:
        from bijak.ledger.registries import verbs
        from bijak.operations import schedule  # noqa: F401 (registers its jobs)

        verbs.register("operations.demo_told", _("Contoh kebijakan dimuat"))
