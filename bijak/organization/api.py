"""The agency and its units for programs: today's list, the tree of any day, and one unit with its history."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja import Query, Schema

from bijak.endpoints import answers
from bijak.endpoints.api import Page, Paged, Router, Strict
from bijak.endpoints.fields import Day, field
from bijak.organization import queries
from bijak.organization.access import Permission
from bijak.organization.models import UnitSpell

agency_router = Router(tags=["instansi"])
router = Router(tags=["unit"])


# What is asked ----------------------------------------------------------------------------------


class Narrowing(Paged):
    under: UUID | None = field(_("UUID unit; hanya unit itu dan yang di bawahnya."), None)


class Known(Strict):
    known_on: Day | None = field(_("Menurut yang tercatat sampai tanggal; kosong untuk sekarang."), None)


class Places(Strict):
    valid_on: Day | None = field(_("Keadaan pada tanggal; kosong untuk hari ini."), None)
    below: bool = field(_("Unit di bawahnya ikut."), default=False)
    vacant: bool = field(_("Hanya yang masih ada tempatnya."), default=False)


class Moment(Known):
    valid_on: Day | None = field(_("Keadaan pada tanggal; kosong untuk hari ini."), None)


# What is given ----------------------------------------------------------------------------------


class AgencyGiven(Schema):
    """The one government that this installation serves."""

    name: str = field(_("Nama"))
    short_name: str = field(_("Nama singkat"))
    kind: str = field(_("Jenis"))
    bkn_code: str = field(_("Kode BKN"))
    time_zone: str = field(_("Zona waktu"))
    today: date = field(_("Tanggal hari ini di instansi"))


class Face(Schema):
    """What one sees of a unit."""

    name: str = field(_("Nama"))
    short_name: str = field(_("Nama singkat"))
    kind: str = field(_("Jenis"))
    head_title: str = field(_("Jabatan pimpinan"))
    echelon: str = field(_("Kode eselon pimpinan"))
    parent_uuid: UUID | None = field(_("UUID unit atasan"))


class UnitListed(Face):
    """A unit as it is today."""

    uuid: UUID
    siasn_id: str | None = field(_("ID unor SIASN"))


class Node(Schema):
    """A unit on a day, with the units under it."""

    uuid: UUID
    name: str = field(_("Nama"))
    short_name: str = field(_("Nama singkat"))
    kind: str = field(_("Jenis"))
    children: list["Node"] = field(_("Unit di bawahnya"))


class Tree(Schema):
    """The organisation on a day."""

    valid_on: date = field(_("Tanggal yang ditanyakan"))
    known_on: date | None = field(_("Menurut yang tercatat sampai tanggal"))
    roots: list[Node] = field(_("Unit tertinggi"))


class SpellGiven(Face):
    """What a unit was from a day, until before a day."""

    from_on: date = field(_("Terhitung mulai tanggal"))
    until_on: date | None = field(_("Sampai sebelum tanggal"))
    decree_number: str = field(_("Nomor peraturan atau SK"))
    decree_on: date | None = field(_("Tanggal peraturan atau SK"))


class UnitGiven(UnitListed):
    """A unit as it is today, and what it was."""

    is_active: bool = field(_("Masih ada hari ini"))
    known_on: date | None = field(_("Menurut yang tercatat sampai tanggal"))
    history: list[SpellGiven] = field(_("Riwayat, terlama dahulu"))


class PostGiven(Schema):
    """The places of one title in one unit against those who hold it."""

    uuid: UUID | None = field(_("UUID formasi; kosong bila jabatan ini dipegang tanpa formasi."))
    unit_uuid: UUID = field(_("UUID unit"))
    unit_name: str = field(_("Unit"))
    title: str = field(_("Jabatan"))
    kind: str | None = field(_("Jenis jabatan"))
    job_class: int | None = field(_("Kelas jabatan"))
    rank_lowest: str | None = field(_("Kode golongan terendah"))
    rank_highest: str | None = field(_("Kode golongan tertinggi"))
    education_level: str | None = field(_("Kode tingkat pendidikan"))
    retirement_age: int | None = field(_("Batas usia pensiun"))
    needed: int = field(_("Kebutuhan"))
    filled: int = field(_("Terisi"))
    vacant: int = field(_("Kosong"))
    surplus: int = field(_("Lebih"))


class PostsGiven(Schema):
    """The establishment of a unit on a day."""

    valid_on: date = field(_("Tanggal yang ditanyakan"))
    posts: list[PostGiven] = field(_("Formasi jabatan, menurut urutan unit dan kelas"))


# Addresses --------------------------------------------------------------------------------------


@agency_router.reads("", needs=Permission.VIEW, gives=AgencyGiven, summary=_("Instansi"))
def agency(request: HttpRequest) -> HttpResponse:
    found = queries.agency()
    return answers.given(
        request,
        {name: getattr(found, name) for name in AgencyGiven.model_fields if name != "today"}
        | {"today": request.today},
    )


@router.reads("", needs=Permission.VIEW, gives=Page[UnitListed], summary=_("Daftar unit hari ini"))
def units(request: HttpRequest, wanted: Query[Narrowing]) -> HttpResponse:
    found = queries.active_units()
    if wanted.under:
        found = found.filter(path__startswith=queries.path_of(wanted.under) or "-")
    if key := answers.after(wanted.cursor, place="query.cursor"):
        found = found.filter(uuid__gt=key)
    rows = found.order_by("uuid").values_list(*_LISTED)[: wanted.limit + 1]
    return answers.page(request, [_row(row) for row in rows], limit=wanted.limit)


@router.reads("/pohon", needs=Permission.VIEW, gives=Tree, summary=_("Susunan organisasi pada suatu tanggal"))
def tree(request: HttpRequest, moment: Query[Moment]) -> HttpResponse:
    valid_on = moment.valid_on or request.today
    roots = queries.tree(valid_on, known=moment.known_on)
    content = {"valid_on": valid_on, "known_on": moment.known_on, "roots": [_node(root) for root in roots]}
    return answers.given(request, content)


@router.reads(
    "/{uuid:uuid}", needs=Permission.VIEW, gives=UnitGiven, summary=_("Satu unit dengan riwayatnya")
)
def unit(request: HttpRequest, uuid: UUID, moment: Query[Known]) -> HttpResponse:
    found = queries.known_units().select_related("parent").filter(uuid=uuid).first()
    if found is None:
        raise Http404
    today = {name: getattr(found, name) for name in _LISTED if name != "parent__uuid"}
    return answers.given(
        request,
        today
        | {
            "parent_uuid": found.parent.uuid if found.parent else None,
            "is_active": found.is_active,
            "known_on": moment.known_on,
            "history": [_spell(spell) for spell in queries.history(found, known=moment.known_on)],
        },
    )


@router.reads(
    "/{uuid:uuid}/formasi",
    needs=Permission.VIEW,
    gives=PostsGiven,
    summary=_("Formasi jabatan satu unit, terisi dan kosong"),
)
def posts(request: HttpRequest, uuid: UUID, wanted: Query[Places]) -> HttpResponse:
    """Never paged: a part of it would say nothing of vacancies; ask unit by unit where it is long."""
    valid_on = wanted.valid_on or request.today
    top = next(
        (node for root in queries.tree(valid_on) for node in root if node.spell.unit.uuid == uuid), None
    )
    if top is None:
        raise Http404
    lines = queries.establishment(top if wanted.below else [top], valid_on)
    shown = queries.narrowed_lines(lines, state="kosong" if wanted.vacant else "")
    return answers.given(request, {"valid_on": valid_on, "posts": [_post(line) for line in shown]})


def _post(line: queries.Line) -> dict[str, Any]:
    spell = line.spell
    return {
        "uuid": spell.post.uuid if spell else None,
        "unit_uuid": line.unit.unit.uuid,
        "unit_name": line.unit.name,
        "title": line.title,
        **{name: getattr(spell, name, None) for name in _ASKED},
        **{name: getattr(line.balance, name) for name in ("needed", "filled", "vacant", "surplus")},
    }


_ASKED = ("kind", "job_class", "rank_lowest", "rank_highest", "education_level", "retirement_age")
_FACE = ("name", "short_name", "kind", "head_title", "echelon")
_LISTED = (*_FACE, "parent__uuid", "uuid", "siasn_id")
_SPELL = (*_FACE, "from_on", "until_on", "decree_number", "decree_on")


def _row(row: tuple[Any, ...]) -> dict[str, Any]:
    return dict(zip(UnitListed.model_fields, row, strict=True))


def _node(node: queries.Node) -> dict[str, Any]:
    spell = node.spell
    return {
        "uuid": node.unit.uuid,
        "name": spell.name,
        "short_name": spell.short_name,
        "kind": spell.kind,
        "children": [_node(child) for child in node.children],
    }


def _spell(spell: UnitSpell) -> dict[str, Any]:
    given: dict[str, Any] = {name: getattr(spell, name) for name in _SPELL}
    return given | {"parent_uuid": spell.parent.uuid if spell.parent else None}
