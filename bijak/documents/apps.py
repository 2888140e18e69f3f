from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    name = "bijak.documents"
    verbose_name = _("Dokumen")

    def ready(self) -> None:
        from bijak.documents import tasks  # noqa: F401 - registers with the clock
        from bijak.ledger.registries import verbs

        verbs.register("documents.kept", _("Berkas disimpan"))
        verbs.register("documents.erased", _("Berkas dihapus"))
