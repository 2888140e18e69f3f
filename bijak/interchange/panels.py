"""What interchange offers to the shell: when its entries are shown, and what waits on the home page."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from bijak.interchange import access, queries
from bijak.interchange.models import State
from bijak.interchange.registries import export_kinds
from bijak.shell.registries import Due, Section, TileContent

_SHOWN = 5


def has_imports(request: Any) -> bool:
    return access.may_view_all(request.user, today=request.today) or bool(
        access.kinds_for(request.user, today=request.today)
    )


def has_exports(request: Any) -> bool:
    return bool(list(export_kinds)) and bool(access.exports_for(request.user, today=request.today))


def waiting(request: Any) -> TileContent | None:
    """One's own imports that wait for a decision."""
    if not has_imports(request):
        return None
    own = queries.visible_to(request.user, today=request.today).filter(by=request.user)
    batches = list(own.filter(state__in=(State.ASKING, State.READY))[:_SHOWN])
    if not batches:
        return None
    due = tuple(
        Due(
            title=_("%(file)s: %(state)s")
            % {"file": batch.document.name, "state": batch.get_state_display()},
            link=reverse("interchange:batch", args=[batch.uuid]),
        )
        for batch in batches
    )
    return TileContent(
        title=_("Impor menunggu Anda"), icon="file-import", group=Section.DATA, due=due,
        link=reverse("interchange:list"), link_label=_("Semua impor"),
    )  # fmt: skip
