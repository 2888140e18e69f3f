"""What words find, from any page: pages, people, units, policies, lists and accounts, each within one's reach."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import Q
from django.http import QueryDict
from django.urls import resolve, reverse
from django.utils.translation import gettext as _

from bijak.accounts import access
from bijak.accounts import queries as accounts
from bijak.accounts.access import AccountPermission
from bijak.desk import texts
from bijak.lists import queries as kept
from bijak.lists.registries import lists
from bijak.organization import queries as organization
from bijak.people import queries as people
from bijak.policy import queries as policies
from bijak.shell.registries import NavItem, navigation, person_menu
from bijak.shell.veiling import veiled

type Asking = Any  # a request, with our account and the agency's day

SHOWN = 5
"""So many of a kind; the page of that kind has the rest."""

PAGES = 8


@dataclass(frozen=True)
class Find:
    title: Any
    link: str
    note: Any = ""
    icon: str = ""


@dataclass(frozen=True)
class Kind:
    """What was found of one kind, the first few; ``more`` is where all of it is found by the same words."""

    label: Any
    finds: Sequence[Find]
    more: str = ""


# Pages ------------------------------------------------------------------------------------------


def entries(request: Asking) -> Mapping[str, NavItem]:
    """Her menu and what stands under her name, by URL name."""
    shown = (*navigation.items_for(request), *person_menu.items_for(request))
    return {item.url_name: item for item in shown}


def pages(request: Asking) -> list[NavItem]:
    """Every page that one can go to without knowing what is on it: the entries, and what lies under them."""
    shown = entries(request)
    byways = [
        NavItem(url_name=name, label=label, icon=shown[under].icon, section=shown[under].section)
        for name, label, under in texts.BYWAYS
        if under in shown and may_open(request, name)
    ]
    return [*shown.values(), *byways]


def may_open(request: Asking, url_name: str) -> bool:
    """Whether the page's own declaration lets her in; it decides anew when she comes."""
    return access.admits(_declared(url_name), request.user, today=request.today)


@cache
def _declared(url_name: str) -> access.Access:
    declared = access.declared(resolve(reverse(url_name)).func)
    assert declared is not None  # a test keeps pages without a declaration out of the house
    return declared


def _pages(request: Asking, text: str) -> Iterator[Find]:
    words = text.casefold().split()
    matched = [
        (not str(page.label).casefold().startswith(words[0]), page)
        for page in pages(request)
        if all(word in _called(page) for word in words)
    ]
    for _later, page in sorted(matched, key=lambda each: each[0]):
        yield Find(page.label, page.url, page.section, page.icon)
    shown = [kind for kind in lists if may_hold(request, kind.permission)]
    for kind in shown:
        if all(word in f"{kind.label} {kind.purpose}".casefold() for word in words):
            yield Find(kind.label, reverse("lists:sheet", args=[kind.code]), _("Daftar"), "list-details")


def _called(page: NavItem) -> str:
    return f"{page.label} {page.section} {texts.ALSO_CALLED.get(page.url_name, '')}".casefold()


def may_hold(request: Asking, code: str) -> bool:
    return access.holds(request.user, access.permission_named(code), today=request.today)


# The rest ---------------------------------------------------------------------------------------


def find(request: Asking, text: str) -> list[Kind]:
    """What all words of a text find, kind by kind; only kinds that have something."""
    if not text.strip():
        return []
    found = [
        Kind(_("Halaman"), [*_pages(request, text)][:PAGES]),
        _people(request, text),
        _units(request, text),
        _policies(request, text),
        _views(request, text),
        _accounts(request, text),
    ]
    return [kind for kind in found if kind.finds]


def meant(request: Asking, text: str) -> list[str]:
    """Names of people that are nearly the words, for whoever found nothing."""
    if not may_hold(request, "people.view"):
        return []
    return people.near(_searched(request, text), shown=()).texts


def _searched(request: Asking, text: str) -> people.People:
    wanted = people.Filter(text=text, includes_inactive=True)
    return people.People(request.user, wanted, today=request.today)


def _people(request: Asking, text: str) -> Kind:
    if not may_hold(request, "people.view"):
        return Kind(_("Pegawai"), ())
    found = _searched(request, text)
    if not (found.asked["names"] or found.asked["nips"]):
        return Kind(_("Pegawai"), ())
    finds = [
        Find(
            row.full_name,
            reverse("people:person", args=[row.uuid]),
            ", ".join(filter(None, (row.position, row.unit))),
            "user",
        )
        for row in found[0:SHOWN]
    ]
    return Kind(_("Pegawai"), finds, _more("people:list", finds, cari=text, semua="on"))


def _units(request: Asking, text: str) -> Kind:
    if not may_hold(request, "organization.view"):
        return Kind(_("Unit"), ())
    finds = [
        Find(unit.name, reverse("organization:unit", args=[unit.uuid]), unit.short_name, "sitemap")
        for unit in organization.find_units(text.strip(), within=Q(), limit=SHOWN)
    ]
    return Kind(_("Unit"), finds, _more("organization:tree", finds, cari=text))


def _policies(request: Asking, text: str) -> Kind:
    found = policies.narrowed(policies.visible_to(request.user, request.today), text=text)
    finds = [
        Find(policy.title, reverse("policy:policy", args=[policy.uuid]), policy.get_kind_display(), "report")
        for policy in found[:SHOWN]
    ]
    return Kind(_("Kebijakan"), finds, _more("policy:list", finds, cari=text))


def _views(request: Asking, text: str) -> Kind:
    """Lists that somebody saved under a name."""
    found = kept.views_visible_to(request.user, today=request.today)
    for word in text.split():
        found = found.filter(name__icontains=word)
    finds = [
        Find(view.name, reverse("lists:view", args=[view.uuid]), icon="list-details")
        for view in found[:SHOWN]
    ]
    return Kind(_("Tampilan daftar"), finds)


def _accounts(request: Asking, text: str) -> Kind:
    if not may_hold(request, AccountPermission.MANAGE):
        return Kind(_("Akun"), ())
    finds = [
        Find(account.name, reverse("accounts:account", args=[account.uuid]), account.email or "", "user-cog")
        for account in accounts.find(text)[:SHOWN]
    ]
    return Kind(_("Akun"), finds, _more("accounts:list", finds, q=text))


def _more(url_name: str, finds: Sequence[Find], **asked: str) -> str:
    """The page that finds the rest, when there may be one; what tells of a person is veiled in its address."""
    if len(finds) < SHOWN:
        return ""
    question = QueryDict(mutable=True)
    question.update(asked)
    return f"{reverse(url_name)}?{veiled(question, *asked).urlencode()}"
