"""What higher floors plug in: what each role may do, figures for the tree, and who holds the posts.

In ``ready()``: ``roles.allow(Role.OFFICER, Permission.VIEW, …)``, ``figures.add(UnitFigure(…))``.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

    from bijak.accounts.access import Permission
    from bijak.accounts.models import Account


class Role(StrEnum):
    """What somebody is to the agency. A role is granted in a unit and holds for all units below it."""

    label: "StrPromise | str"
    description: "StrPromise | str"

    def __new__(
        cls, value: str, label: "StrPromise | str" = "", description: "StrPromise | str" = ""
    ) -> "Role":
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        member.description = description
        return member

    EMPLOYEE = (
        "employee",
        _("Pegawai"),
        _("Melihat data dirinya sendiri dan alasan setiap keputusan tentangnya. Berlaku bagi setiap akun."),
    )
    SUPERIOR = (
        "superior",
        _("Atasan"),
        _("Melihat pegawai di unit yang dipimpinnya, memberi umpan balik, dan menyetujui usulan mereka."),
    )
    OPERATOR = (
        "operator",
        _("Operator perangkat daerah"),
        _("Merawat data pegawai di perangkat daerahnya sendiri."),
    )
    OFFICER = (
        "officer",
        _("Pengelola kepegawaian"),
        _("Merawat data kepegawaian dan susunan organisasi di BKPSDM atau BKD."),
    )
    ANALYST = (
        "analyst",
        _("Analis kebijakan"),
        _("Menyusun kebijakan dari bukti. Melihat angka dan susunan organisasi."),
    )
    LEADER = (
        "leader",
        _("Pimpinan"),
        _("Kepala daerah, sekretaris daerah, atau pejabat yang berwenang: melihat keadaan dan menetapkan."),
    )
    PANEL = (
        "panel",
        _("Anggota panitia seleksi"),
        _("Menilai tanpa melihat nama, dalam seleksi yang ditugaskan."),
    )
    PARTNER = ("partner", _("Mitra"), _("Penyelenggara pelatihan, sponsor, atau organisasi profesi."))
    OVERSIGHT = (
        "oversight",
        _("Pengawas"),
        _("Inspektorat atau BKN: melihat semuanya, mengubah tidak satu pun."),
    )
    ADMIN = (
        "admin",
        _("Administrator"),
        _("Memberi dan mengakhiri peran serta mengatur profil instansi. Tidak melihat data pegawai."),
    )


class Roles:
    """Which permissions each role carries."""

    def __init__(self) -> None:
        self._allowed: dict[Role, dict[str, Permission]] = {role: {} for role in Role}
        self._undivided: set[str] = set()

    def allow(self, role: Role, *permissions: "Permission") -> None:
        self._allowed[role].update({str(permission): permission for permission in permissions})

    def keep_whole(self, *permissions: "Permission") -> None:
        """These are about things of the whole agency, which belong to no unit (a policy binds everyone): a role that
        is granted for some offices only does not carry them."""
        self._undivided.update(map(str, permissions))

    def is_whole(self, permission: str) -> bool:
        return permission in self._undivided

    def not_divided(self, role: Role) -> list["Permission"]:
        """What a role carries only where it is granted for the whole agency."""
        return [each for code, each in self._allowed[role].items() if code in self._undivided]

    def permissions_of(self, role: Role) -> Mapping[str, "Permission"]:
        return self._allowed[role]

    def roles_with(self, permission: str) -> Iterator[Role]:
        return (role for role in Role if permission in self._allowed[role])

    def permissions(self) -> list["Permission"]:
        """Every permission that some role carries, by code."""
        found = {
            code: permission for allowed in self._allowed.values() for code, permission in allowed.items()
        }
        return [found[code] for code in sorted(found)]


@dataclass(frozen=True)
class UnitFigure:
    """A number that the tree shows beside each unit, summed over its subtree.

    ``counts(day)`` answers with the units' own numbers by key, for all units at once, or None where it cannot tell.
    """

    label: "StrPromise"
    icon: str
    counts: Callable[[date], Mapping[int, int] | None]


class UnitFigures:
    def __init__(self) -> None:
        self._figures: list[UnitFigure] = []

    def add(self, figure: UnitFigure) -> None:
        self._figures.append(figure)

    def __iter__(self) -> Iterator[UnitFigure]:
        return iter(self._figures)


type PostKey = tuple[int, str]
"""A unit's key and a title in it."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody in a post, as one sees her who may: ``note`` says if she only acts in it."""

    name: str
    url: str
    note: str = ""


class Occupancy:
    """Who holds the posts: one context knows, and tells it here.

    ``counts(day, units)`` answers how many hold each title of the units on a day, by right and not as acting;
    ``holders(account, day, today, units)`` who they are, as far as an account may see them, the acting ones too;
    ``leaving(day, until, units)`` how many of those who hold each title on a day retire after it, by ``until``.
    """

    def __init__(self) -> None:
        self._counts: Callable[[date, Sequence[int]], Mapping[PostKey, int]] | None = None
        self._holders: Callable[..., Mapping[PostKey, Sequence[Holder]]] | None = None
        self._leaving: Callable[[date, date, Sequence[int]], Mapping[PostKey, int]] | None = None

    def register(
        self,
        *,
        counts: Callable[[date, Sequence[int]], Mapping[PostKey, int]],
        holders: Callable[..., Mapping[PostKey, Sequence[Holder]]],
        leaving: Callable[[date, date, Sequence[int]], Mapping[PostKey, int]],
    ) -> None:
        self._counts, self._holders, self._leaving = counts, holders, leaving

    def counts(self, day: date, units: Sequence[int]) -> Mapping[PostKey, int]:
        return self._counts(day, units) if self._counts else {}

    def leaving(self, day: date, until: date, units: Sequence[int]) -> Mapping[PostKey, int]:
        return self._leaving(day, until, units) if self._leaving else {}

    def holders(
        self, account: "Account", *, day: date, today: date, units: Sequence[int]
    ) -> Mapping[PostKey, Sequence[Holder]]:
        if self._holders is None:
            return {}
        return self._holders(account, day=day, today=today, units=units)


roles = Roles()
figures = UnitFigures()
occupancy = Occupancy()
