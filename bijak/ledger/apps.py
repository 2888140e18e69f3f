from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LedgerConfig(AppConfig):
    name = "bijak.ledger"
    verbose_name = _("Buku besar")

    def ready(self) -> None:
        from bijak.ledger import tasks  # noqa: F401 - registers with the clock
        from bijak.ledger.registries import verbs

        verbs.register("ledger.erased", _("Catatan dihapus"))
