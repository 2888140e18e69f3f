"""What every page's template may use, computed only when used."""

from functools import cached_property, lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from bijak.shell import registries
from bijak.shell.middleware import THEME_COOKIE, THEMES


class Shell:
    """The frame around a page: ``{{ shell.brand.name }}``, ``{{ shell.menu }}``."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @cached_property
    def brand(self) -> registries.Brand:
        return registries.brand.current()

    @cached_property
    def navigation(self) -> list[tuple[Any, list[registries.NavItem]]]:
        return registries.navigation.for_request(self._request)

    @cached_property
    def menu(self) -> SafeString:
        return self._drawn("shell/menu.html", registries.navigation)

    @cached_property
    def person_menu(self) -> SafeString:
        return self._drawn("shell/person_menu.html", registries.person_menu)

    def _drawn(self, template: str, navigation: registries.Navigation) -> SafeString:
        items = navigation.items_for(self._request)
        if not items:
            return SafeString("")  # a stranger's page has no column for a menu
        current = self.current if any(item.url_name == self.current for item in items) else ""
        return _drawn(template, items, current, get_language() or "")

    @cached_property
    def banner(self) -> SafeString:
        return registries.panels.render("shell.banner", self._request)

    @cached_property
    def bell(self) -> SafeString:
        return registries.panels.render("shell.bell", self._request)

    @property
    def theme(self) -> str:
        chosen = self._request.COOKIES.get(THEME_COOKIE, "")
        return chosen if chosen in THEMES else "auto"

    @property
    def path(self) -> str:
        return self._request.get_full_path()

    @property
    def current(self) -> str:
        """URL name of the page, with its namespace."""
        match = self._request.resolver_match
        return match.view_name if match else ""

    @property
    def languages(self) -> tuple[tuple[str, str], ...]:
        return tuple(settings.LANGUAGES)


@lru_cache(maxsize=1_000)  # roles times languages times entries: a few hundred
def _drawn(template: str, items: tuple[registries.NavItem, ...], current: str, language: str) -> SafeString:
    """A menu is the same for all who may open the same pages, so it is drawn once for them."""
    return render_to_string(template, {"sections": registries.sectioned(items), "current": current})


def page(request: HttpRequest) -> dict[str, Any]:
    return {"shell": Shell(request), "today": getattr(request, "today", None)}
