from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OperationsConfig(AppConfig):
    name = "bijak.operations"
    verbose_name = _("Operasi")

    def ready(self) -> None:
        from django.db.models.signals import pre_migrate  # noqa: TID251 (Django's own moment, not ours)

        from bijak.ledger.registries import verbs
        from bijak.operations import (
            schedule,  # noqa: F401 (registers its jobs)
            schema,
        )

        pre_migrate.connect(schema.keep_fingerprints, sender=self)
        verbs.register("operations.demo_told", _("Contoh kebijakan dimuat"))
