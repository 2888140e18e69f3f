"""What higher contexts plug into pages, in ``AppConfig.ready()``: navigation, panels, tiles, brand."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

type Text = Any  # str, or a lazy translation of one


# Navigation -------------------------------------------------------------------------------------


class Section:
    """The groups of the side navigation, in their order. A label of one's own comes after these."""

    SELF = _("Untuk saya")
    CAREER = _("Karier dan hak saya")
    POLICY = _("Kebijakan")
    WORKFORCE = _("Kepegawaian")
    AGENCY = _("Organisasi")
    DATA = _("Data")
    OVERSIGHT = _("Pengawasan")
    SETTINGS = _("Pengaturan")

    ORDER = (SELF, CAREER, POLICY, WORKFORCE, AGENCY, DATA, OVERSIGHT, SETTINGS)


@dataclass(frozen=True, kw_only=True, eq=False)
class NavItem:
    """One entry of the side navigation.

    Shown to signed-in people who hold any of the ``permissions`` (none listed: to all of them) and for whom
    ``visible`` says yes. The page itself still checks: navigation hides, it does not protect.
    """

    url_name: str
    label: Text
    icon: str
    section: Text = Section.SELF
    order: int = 100
    permissions: tuple[str, ...] = ()
    visible: Callable[[HttpRequest], bool] | None = None

    @cached_property
    def url(self) -> str:
        return reverse(self.url_name)


class Navigation:
    def __init__(self) -> None:
        self.items: list[NavItem] = []

    def add(self, item: NavItem) -> None:
        self.items.append(item)
        self.items.sort(key=lambda item: item.order)

    def items_for(self, request: HttpRequest) -> tuple[NavItem, ...]:
        """What the person who asks may open, in order."""
        if not request.user.is_authenticated:
            return ()
        return tuple([item for item in self.items if self._is_for(item, request)])

    def for_request(self, request: HttpRequest) -> list[tuple[Text, list[NavItem]]]:
        """The same as (section label, items) pairs."""
        return sectioned(self.items_for(request))

    @staticmethod
    def _is_for(item: NavItem, request: HttpRequest) -> bool:
        if item.permissions and not permissions.held(request, item.permissions):
            return False
        return item.visible is None or item.visible(request)


def sectioned(items: Iterable[NavItem]) -> list[tuple[Text, list[NavItem]]]:
    """(section label, items) pairs in the order of the sections."""
    sections: dict[str, list[NavItem]] = defaultdict(list)
    for item in items:
        sections[str(item.section)].append(item)
    known = [str(label) for label in Section.ORDER]
    return sorted(sections.items(), key=lambda pair: known.index(pair[0]) if pair[0] in known else len(known))


class PermissionCheck:
    """How to know whether the person of a request holds any of some permissions; accounts tells."""

    def __init__(self) -> None:
        self._check: Callable[[HttpRequest, tuple[str, ...]], bool] | None = None

    def register(self, check: Callable[[HttpRequest, tuple[str, ...]], bool]) -> None:
        self._check = check

    def held(self, request: HttpRequest, codes: tuple[str, ...]) -> bool:
        return self._check is not None and self._check(request, codes)


# Panels and tiles -------------------------------------------------------------------------------


@dataclass(frozen=True)
class PanelContent:
    template: str
    context: Mapping[str, Any] = field(default_factory=dict)


def later(*, title: str, icon: str, address: str, label: str) -> PanelContent:
    """A card whose content is asked for at an address when somebody scrolls to it; without scripts a link to it."""
    told = {"title": title, "icon": icon, "address": address, "label": label}
    return PanelContent("shell/later.html", told)


class Panels:
    """Fragments that higher contexts put into named places of lower ones' pages.

    The shell's own places, rendered with ``None`` as the object: ``shell.banner`` above the header,
    ``shell.bell`` in it, and ``shell.stranger`` on the pages that somebody without an account sees first. A panel
    that has nothing to say returns ``None``.
    """

    def __init__(self) -> None:
        self._slots: dict[str, list[tuple[int, Callable[[HttpRequest, Any], PanelContent | None]]]] = (
            defaultdict(list)
        )

    def add(
        self, slot: str, render: Callable[[HttpRequest, Any], PanelContent | None], order: int = 100
    ) -> None:
        self._slots[slot].append((order, render))
        self._slots[slot].sort(key=lambda pair: pair[0])

    def render(self, slot: str, request: HttpRequest, subject: object = None) -> SafeString:
        contents = [render(request, subject) for _order, render in self._slots.get(slot, [])]
        parts = (render_to_string(c.template, dict(c.context), request=request) for c in contents if c)
        return format_html_join("", "{}", ((part,) for part in parts))


@dataclass(frozen=True, kw_only=True)
class Due:
    """Something that waits for the person: what, where to do it, until when."""

    title: Text
    link: str
    until: date | None = None
    note: Text = ""


@dataclass(frozen=True, kw_only=True)
class TileContent:
    """A tile of the home page: a figure (number or words) or a template of one's own, and what is due."""

    title: Text
    icon: str = ""
    group: Text = Section.SELF
    figure: Text | int = ""
    note: Text = ""
    link: str = ""
    link_label: Text = ""
    due: tuple[Due, ...] = ()
    template: str = ""
    context: Mapping[str, Any] = field(default_factory=dict)


def worklist(
    request: HttpRequest,
    permission: str,
    *,
    count: Callable[[], int],
    title: Text,
    icon: str,
    note: Text = "",
    link: str,
    link_label: Text,
) -> TileContent | None:
    """A tile that counts what waits for whoever holds a permission; none where nothing waits for her.

    ``count`` is asked of her alone. Let it ask first, and cheaply, whether anything waits for anybody.
    """
    waiting = permissions.held(request, (permission,)) and count()
    if not waiting:
        return None
    return TileContent(
        title=title,
        icon=icon,
        group=Section.WORKFORCE,
        figure=waiting,
        note=note,
        link=link,
        link_label=link_label,
    )


class Tiles:
    def __init__(self) -> None:
        self._tiles: list[tuple[int, Callable[[HttpRequest], TileContent | None]]] = []

    def add(self, render: Callable[[HttpRequest], TileContent | None], order: int = 100) -> None:
        self._tiles.append((order, render))
        self._tiles.sort(key=lambda pair: pair[0])

    def for_request(self, request: HttpRequest) -> list[TileContent]:
        contents = [render(request) for _order, render in self._tiles]
        return [content for content in contents if content]


# Brand ------------------------------------------------------------------------------------------

ACCENTS = ("blue", "indigo", "purple", "red", "orange", "green", "teal", "cyan", "slate")


@dataclass(frozen=True)
class Brand:
    """Whose installation this is. ``accent`` is one of ``ACCENTS``: each was checked for contrast."""

    name: Text
    emblem_url: str = ""
    accent: str = "blue"


class BrandSource:
    def __init__(self) -> None:
        self._source: Callable[[], Brand | None] | None = None

    def register(self, source: Callable[[], Brand | None]) -> None:
        self._source = source

    def current(self) -> Brand:
        return (self._source and self._source()) or Brand(_("Kebijakan kepegawaian"))


navigation = Navigation()
# The links under the person's name in the header.
person_menu = Navigation()
permissions = PermissionCheck()
panels = Panels()
tiles = Tiles()
brand = BrandSource()
