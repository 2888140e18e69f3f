"""What every page's template may use, computed only when used."""

from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.safestring import SafeString

from bijak.shell import registries
from bijak.shell.middleware import THEME_COOKIE, THEMES


class Shell:
    """The frame around a page: ``{{ shell.brand.name }}``, ``{% for … in shell.navigation %}``."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @cached_property
    def brand(self) -> registries.Brand:
        return registries.brand.current()

    @cached_property
    def navigation(self) -> list[tuple[Any, list[registries.NavItem]]]:
        return registries.navigation.for_request(self._request)

    @cached_property
    def person_menu(self) -> list[registries.NavItem]:
        return [item for _label, items in registries.person_menu.for_request(self._request) for item in items]

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
    def languages(self) -> list[tuple[str, str]]:
        return settings.LANGUAGES


def page(request: HttpRequest) -> dict[str, Any]:
    return {"shell": Shell(request), "today": getattr(request, "today", None)}
