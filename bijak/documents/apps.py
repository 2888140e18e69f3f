from datetime import time

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    name = "bijak.documents"
    verbose_name = _("Dokumen")

    def ready(self) -> None:
        from bijak.kernel import schedule
        from bijak.ledger.registries import verbs

        from . import services

        verbs.register("documents.kept", _("Berkas disimpan"))
        verbs.register("documents.erased", _("Berkas dihapus"))
        schedule.due(daily_at=time(2, 30), name="documents.sweep")(lambda now, today: services.sweep(now=now))
