"""Who may open a page and who may act. Declared here, decided by the grants that organization keeps.

A view says who may open it with ``@requires(...)``, ``@signed_in``, ``@by_token`` or ``@public``; the decorators
only leave a mark, AccessMiddleware acts on it and refuses a view that has none. A service says ``must(...)``.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Literal, Protocol, Self

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bijak.accounts.models import Account

_permissions: dict[str, "Permission"] = {}


class Permission(StrEnum):
    """Base of every context's permissions.

    A member is written ``code, label[, sees_others]``: ``VIEW = "people.view", _("Melihat data pegawai"), True``.
    Whoever holds one that shows other people's data needs a second factor.
    """

    label: str | Promise
    sees_others: bool

    def __new__(cls, code: str, label: str | Promise, sees_others: bool = False) -> Self:
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        member.sees_others = sees_others
        if _permissions.setdefault(code, member) is not member:
            raise ValueError(f"The permission code '{code}' is declared twice.")
        return member


def permissions() -> Iterator[Permission]:
    """Every permission that any context has declared, by code."""
    return (_permissions[code] for code in sorted(_permissions))


def permission_named(code: str) -> Permission:
    """The permission of a code; KeyError for a code that no context has declared."""
    return _permissions[code]


class AccountPermission(Permission):
    """The permissions of this context."""

    MANAGE = "accounts.manage", _("Mengelola akun"), True


# What a view declares ---------------------------------------------------------------------------


@dataclass(frozen=True)
class Access:
    """The mark that a decorator leaves on a view."""

    who: Literal["anyone", "signed_in", "holders", "bearer"]
    permissions: tuple[Permission, ...] = ()
    second_factor: bool = True
    fresh: bool = False


type View = Callable[..., Any]


def requires[V: View](*needed: Permission) -> Callable[[V], V]:
    """Open to an account that holds any of the permissions."""
    if not needed:
        raise ValueError("Name at least one permission, or declare the view @signed_in.")
    return _declare(Access("holders", needed))


def signed_in[V: View](view: V) -> V:
    """Open to every account."""
    return _declare(Access("signed_in"))(view)


def just_shown[V: View](view: V) -> V:
    """Open to every account whose password or second factor was shown a short while ago; to others once it is."""
    return _declare(Access("signed_in", fresh=True))(view)


def before_second_factor[V: View](view: V) -> V:
    """Open to every account even while its second factor is still to be set up or shown."""
    return _declare(Access("signed_in", second_factor=False))(view)


def public[V: View](view: V) -> V:
    """Open to anyone."""
    return _declare(Access("anyone", second_factor=False))(view)


def by_token[V: View](view: V) -> V:
    """Open to a program that shows a token; endpoints asks for it, and never looks at a session."""
    return _declare(Access("bearer", second_factor=False))(view)


def declared(view: View) -> Access | None:
    return getattr(view, "access", None)


def admits(access: Access, account: Account | AnonymousUser, *, today: date) -> bool:
    """Whether the declaration lets this account in, once she is signed in with all that it asks for."""
    if access.who == "holders":
        return any(holds(account, permission, today=today) for permission in access.permissions)
    return access.who == "anyone" or (access.who == "signed_in" and account.is_authenticated)


def _declare[V: View](access: Access) -> Callable[[V], V]:
    def mark(view: V) -> V:
        view.access = access  # type: ignore[attr-defined]
        return view

    return mark


def is_employee(request: Any) -> bool:
    """Whether whoever asks has a NIP: entries of a menu about one's own service are for her."""
    return bool(request.user.is_authenticated and request.user.nip)


# What an account holds --------------------------------------------------------------------------


class Scope(Protocol):
    """How far a grant reaches; made by organization."""

    def covers(self, thing: Any) -> bool: ...


type Grants = Mapping[str, Scope]
type GrantSource = Callable[[Account, date], Grants]

_source: list[GrantSource] = []


def register_grant_source(source: GrantSource) -> None:
    """Let ``source(account, today)`` answer which permission codes an account holds, each with its scope."""
    if _source:
        raise ValueError("A grant source is registered already.")
    _source.append(source)


def grants(account: Account | AnonymousUser, *, today: date) -> Grants:
    """What the account holds on the day. Asked once per account object, so once per request."""
    if not account.is_active or not _source:
        return {}
    by_day: dict[date, Grants] = getattr(account, "_grants", None) or {}
    if today not in by_day:
        by_day[today] = _source[0](account, today)
        account._grants = by_day  # type: ignore[attr-defined]
    return by_day[today]


def forget_grants(account: Account) -> None:
    """Ask again next time: the account's grants were changed by this very process."""
    account._grants = {}  # type: ignore[attr-defined]


def narrow(account: Account, codes: Collection[str], *, today: date) -> None:
    """Let this account object hold no more than these permissions for the rest of the request."""
    held = grants(account, today=today)
    account._grants = {today: {code: held[code] for code in codes if code in held}}  # type: ignore[attr-defined]


def holds(account: Account | AnonymousUser, permission: Permission, *, today: date) -> bool:
    return permission.value in grants(account, today=today)


def sees_others(account: Account | AnonymousUser, *, today: date) -> bool:
    """Whether a second factor is due: something the account holds shows other people's data."""
    return any(
        code in _permissions and _permissions[code].sees_others for code in grants(account, today=today)
    )


def must(account: Account, permission: Permission, *, on: Any = None, today: date) -> None:
    """Refuse with a sentence unless the account holds the permission, and on this very thing if one is given."""
    scope = grants(account, today=today).get(permission.value)
    if scope is None:
        raise PermissionDenied(
            _(
                "Akun Anda tidak memiliki izin “%(permission)s”. Mintalah kepada administrator instansi bila "
                "tugas Anda memerlukannya."
            )
            % {"permission": permission.label}
        )
    if on is not None and not scope.covers(on):
        raise PermissionDenied(
            _(
                "Izin “%(permission)s” Anda tidak mencakup data ini. Mintalah kepada administrator instansi bila "
                "tugas Anda memerlukannya."
            )
            % {"permission": permission.label}
        )
