"""What organization offers to the frame of every page."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from bijak.organization import queries
from bijak.shell.registries import Brand, PanelContent


def brand() -> Brand | None:
    """The agency's name, emblem and accent; nothing before set-up."""
    agency = queries.agency()
    if not agency.is_set_up:
        return None
    # The moment of the last change makes browsers ask again; the file itself need not be looked up for that.
    changed = f"{agency.changed_at:%Y%m%d%H%M%S}" if agency.emblem_id else ""
    emblem = f"{reverse('organization:emblem')}?v={changed}" if changed else ""
    return Brand(name=agency.short_name or agency.name, emblem_url=emblem, accent=agency.accent)


def demo_banner(request: HttpRequest, _subject: object) -> PanelContent | None:
    """The date switch, in a demonstration and nowhere else."""
    if not settings.IS_DEMO or not request.user.is_authenticated:
        return None
    return PanelContent(
        "organization/demo_banner.html",
        {
            "today": request.today,
            "is_pretended": queries.agency().demo_today is not None,
            "next": request.get_full_path(),
        },
    )
