from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SiasnConfig(AppConfig):
    name = "bijak.siasn"
    verbose_name = _("SIASN")

    def ready(self) -> None:
        from bijak.interchange.registries import import_kinds
        from bijak.siasn import importing

        for kind in importing.KINDS:
            import_kinds.add(kind)
