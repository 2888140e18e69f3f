from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InterchangeConfig(AppConfig):
    name = "bijak.interchange"
    verbose_name = _("Pertukaran data")

    def ready(self) -> None:
        from bijak.documents.registries import purposes
        from bijak.interchange import panels, queries, tasks  # noqa: F401 - tasks register with the clock
        from bijak.interchange.services.batches import KEPT_FOR, PURPOSE
        from bijak.ledger.registries import verbs
        from bijak.notifications.registries import kinds
        from bijak.shell.registries import NavItem, Section, navigation, tiles

        verbs.register("interchange.applied", _("Impor diterapkan"))
        verbs.register("interchange.undone", _("Impor dibatalkan"))
        verbs.register("interchange.exported", _("Data diekspor"))
        kinds.register("interchange.finished", _("Impor selesai"), channels=("app", "email"))
        purposes.register(PURPOSE, _("Berkas impor"), keep_for=KEPT_FOR, may_open=queries.may_open_file)
        navigation.add(
            NavItem(
                url_name="interchange:list",
                label=_("Impor data"),
                icon="file-import",
                section=Section.DATA,
                order=10,
                visible=panels.has_imports,
            )
        )
        navigation.add(
            NavItem(
                url_name="interchange:exports",
                label=_("Ekspor data"),
                icon="file-export",
                section=Section.DATA,
                order=20,
                visible=panels.has_exports,
            )
        )
        tiles.add(panels.waiting, order=60)
