"""People for programs: the list and one person, as the pages show them."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja import Query, Schema

from bijak.accounts import services as accounts
from bijak.endpoints import answers
from bijak.endpoints.api import PAGE, Page, Paged, Router, Strict
from bijak.endpoints.fields import Day, Instant, field
from bijak.organization import queries as organization
from bijak.people import queries, texts
from bijak.people.access import Permission
from bijak.people.models import EmployeeKind, Identity, PositionKind
from bijak.people.queries.programs import changed_after

router = Router(tags=["pegawai"])


# What is asked ----------------------------------------------------------------------------------


class Narrowing(Paged):
    """What the list is narrowed to, as on its page."""

    unit: UUID | None = field(_("UUID unit; unit di bawahnya ikut."), None)
    kind: EmployeeKind | None = field(_("Jenis kepegawaian."), None)
    rank: str | None = field(
        _("Kode golongan: 33 untuk III/c, IX untuk PPPK."), None, pattern=f"^({'|'.join(texts.RANKS)})$"
    )
    position_kind: PositionKind | None = field(_("Jenis jabatan."), None)
    standing: Literal["active", "all"] = field(_("Hanya yang aktif, atau semua kedudukan hukum."), "active")


class Search(Narrowing):
    """Names and numbers of people are asked for in the content: addresses are written down on the way."""

    q: str = field(_("Bagian nama, atau bagian NIP."), min_length=1, max_length=100)


class Since(Paged):
    since: Instant = field(_("Sejak waktu, dengan zonanya."))


class Moment(Strict):
    valid_on: Day | None = field(_("Keadaan pada tanggal; kosong untuk hari ini."), None)
    known_on: Day | None = field(_("Menurut yang tercatat sampai tanggal; kosong untuk sekarang."), None)


# What is given ----------------------------------------------------------------------------------


class Listed(Schema):
    """A row of the list."""

    uuid: UUID
    nip: str = field(_("NIP"))
    full_name: str = field(_("Nama dan gelar"))
    kind: str = field(_("Jenis kepegawaian"))
    kind_from: date | None = field(_("TMT jenis kepegawaian"))
    standing_code: str = field(_("Kode kedudukan hukum"))
    rank_code: str = field(_("Kode golongan"))
    rank_from: date | None = field(_("TMT golongan"))
    position_title: str = field(_("Jabatan"))
    position_kind: str = field(_("Jenis jabatan"))
    position_from: date | None = field(_("TMT jabatan"))
    education_level: str = field(_("Kode tingkat pendidikan"))
    unit_uuid: UUID | None = field(_("UUID unit"))
    unit_name: str | None = field(_("Unit"))
    rank: str = field(_("Golongan"))
    standing: str = field(_("Kedudukan hukum"))
    education: str = field(_("Tingkat pendidikan"))


class Changed(Schema):
    """A person whose records were changed; what they are now is asked of her own address."""

    uuid: UUID
    changed_at: datetime = field(_("Waktu perubahan terakhir"))


class IdentityGiven(Schema):
    """What is known of the person herself. What the token may not see is null, and named in ``masked``."""

    nip: str = field(_("NIP"))
    old_nip: str = field(_("NIP lama"))
    name: str = field(_("Nama"))
    front_title: str = field(_("Gelar depan"))
    back_title: str = field(_("Gelar belakang"))
    birth_place: str = field(_("Tempat lahir"))
    born_on: date = field(_("Tanggal lahir"))
    sex: str = field(_("Jenis kelamin"))
    gov_email: str = field(_("Surel dinas"))
    religion: str | None = field(_("Agama"))
    marital_status: str | None = field(_("Status perkawinan"))
    nik: str | None = field(_("NIK"))
    is_nik_valid: bool | None = field(_("NIK cocok dengan Dukcapil"))
    phone: str | None = field(_("Telepon"))
    email: str | None = field(_("Surel pribadi"))
    npwp: str | None = field(_("NPWP"))
    bpjs: str | None = field(_("Nomor BPJS"))


class LineGiven(Schema):
    """One row of a history: from a day, until before a day."""

    title: str = field(_("Isi"))
    detail: str = field(_("Keterangan"))
    from_on: date | None = field(_("Terhitung mulai tanggal"))
    until_on: date | None = field(_("Sampai sebelum tanggal"))
    decree_no: str = field(_("Nomor surat keputusan"))
    decree_on: date | None = field(_("Tanggal surat keputusan"))
    holds: bool = field(_("Berlaku pada tanggal yang ditanyakan."))


class Histories(Schema):
    rank: list[LineGiven] = field(_("Golongan"))
    position: list[LineGiven] = field(_("Jabatan"))
    employment: list[LineGiven] = field(_("Kepegawaian"))
    standing: list[LineGiven] = field(_("Kedudukan hukum"))
    education: list[LineGiven] = field(_("Pendidikan"))
    award: list[LineGiven] = field(_("Penghargaan"))
    unpaid_leave: list[LineGiven] = field(_("Cuti di luar tanggungan negara"))
    service_credit: list[LineGiven] = field(_("Peninjauan masa kerja"))
    separation: list[LineGiven] | None = field(_("Pemberhentian"))
    address: list[LineGiven] | None = field(_("Alamat"))
    family: list[LineGiven] | None = field(_("Keluarga"))
    sanction: list[LineGiven] | None = field(_("Hukuman disiplin"))


class PersonGiven(Schema):
    """Everything held about a person, as it was on a day and as it was known on a day."""

    uuid: UUID
    valid_on: date = field(_("Tanggal yang ditanyakan"))
    known_on: date | None = field(_("Menurut yang tercatat sampai tanggal"))
    unit_uuid: UUID | None = field(_("UUID unit hari ini"))
    identity: IdentityGiven | None = field(
        _("Identitas; kosong bila pada tanggal itu belum ada catatan."),
    )
    histories: Histories = field(_("Riwayat, terbaru dahulu"))
    masked: list[str] = field(_("Isian yang disamarkan karena token tidak mencakupnya"))


MASKED = (*Identity.Privacy.sensitive, "is_nik_valid", "phone", "email")
"""What the person page hides from those who may not see specific personal data."""


# Addresses --------------------------------------------------------------------------------------


@router.reads("", needs=Permission.VIEW, gives=Page[Listed], summary=_("Daftar pegawai"))
def people(request: HttpRequest, wanted: Query[Narrowing]) -> HttpResponse:
    return answers.page(request, _found(request, wanted, place="query.cursor"), limit=wanted.limit)


@router.reads("/cari", needs=Permission.VIEW, gives=Page[Listed], summary=_("Cari pegawai"), by="POST")
def search(request: HttpRequest, wanted: Search) -> HttpResponse:
    words = wanted.q.replace("\0", " ")  # no name has one, and PostgreSQL takes none
    found = _found(request, wanted, place="body.cursor", text=words)
    return answers.page(request, found, limit=wanted.limit)


@router.reads(
    "/perubahan", needs=Permission.VIEW, gives=Page[Changed], summary=_("Pegawai yang catatannya berubah")
)
def changed(request: HttpRequest, wanted: Query[Since]) -> HttpResponse:
    found = changed_after(
        request.user,
        since=wanted.since,
        key=answers.after(wanted.cursor, place="query.cursor"),
        limit=wanted.limit + 1,
        today=request.today,
    )
    items = [{"uuid": uuid, "changed_at": at} for uuid, at in found]
    return answers.page(request, items, limit=wanted.limit)


@router.reads(
    "/{uuid:uuid}", needs=Permission.VIEW, gives=PersonGiven, summary=_("Satu pegawai dengan riwayatnya")
)
def person(request: HttpRequest, uuid: UUID, moment: Query[Moment]) -> HttpResponse:
    row = queries.row_visible_to(request.user, uuid=uuid, today=request.today)
    if row is None:
        raise Http404
    _note_views(request, [(row.uuid, row.employee.account_id)])
    sees_all = organization.scope(request.user, Permission.VIEW_SENSITIVE, today=request.today).covers(row)
    shown = queries.person(
        row,
        on=moment.valid_on or request.today,
        known_at=queries.end_of(moment.known_on),
        with_sensitive=sees_all,
    )
    return answers.given(request, _person(shown, moment.known_on, sees_all=sees_all))


def _found(request: HttpRequest, wanted: Narrowing, *, place: str, text: str = "") -> list[dict[str, Any]]:
    """One more than the page has, so that it knows whether another follows."""
    narrowed_to = queries.Filter(
        text=text,
        unit_path=_path(wanted.unit) if wanted.unit else "",
        rank_code=wanted.rank or "",
        kind=wanted.kind.value if wanted.kind else "",
        position_kind=wanted.position_kind.value if wanted.position_kind else "",
        includes_inactive=wanted.standing == "all",
    )
    rows = queries.after(
        request.user,
        narrowed_to,
        key=answers.after(wanted.cursor, place=place),
        limit=wanted.limit + 1,
        today=request.today,
    )
    _note_views(request, [(row[0], row[-1]) for row in rows[: wanted.limit]])
    return [_row(row) for row in rows]


_NAMES = [name.replace("__", "_") for name in queries.COLUMNS[:-1]]


def _row(row: tuple[Any, ...]) -> dict[str, Any]:
    given = dict(zip(_NAMES, row, strict=False))
    given["rank"] = texts.RANKS.get(given["rank_code"], "")
    given["standing"] = texts.STANDINGS.get(given["standing_code"], "")
    given["education"] = texts.EDUCATION_LEVELS.get(given["education_level"], "")
    return given


def _path(unit: UUID) -> str:
    """Where a unit stands; nowhere for one that there is not, so that nobody is found there."""
    return organization.path_of(unit) or "/0/"


def _note_views(request: HttpRequest, seen: Sequence[tuple[UUID, int | None]]) -> None:
    """Whose data were shown; one's own are nobody's business."""
    subjects = [uuid for uuid, account in seen if account != request.user.pk]
    if subjects:
        accounts.record_views(
            viewer=request.user, subjects=subjects, subject_kind="people.employee", page=PAGE
        )


def _person(shown: queries.Person, known_on: date | None, *, sees_all: bool) -> dict[str, Any]:
    hidden = () if sees_all else MASKED
    shut = [topic.value for topic in queries.SENSITIVE]
    identity = shown.identity
    histories: dict[str, Any] = {
        topic: [_line(line, shown.on) for line in lines] for topic, lines in shown.histories.items()
    }
    if not sees_all:
        histories |= dict.fromkeys(shut)
    return {
        "uuid": shown.today.uuid,
        "valid_on": shown.on,
        "known_on": known_on,
        "unit_uuid": shown.today.unit.uuid if shown.today.unit else None,
        "identity": identity
        and {
            name: None if name in hidden else getattr(identity, name) for name in IdentityGiven.model_fields
        },
        "histories": histories,
        "masked": [*hidden, *([] if sees_all else shut)],
    }


def _line(line: queries.Line, on: date) -> dict[str, Any]:
    return {
        "title": line.title,
        "detail": line.detail,
        "from_on": line.from_on,
        "until_on": line.until_on,
        "decree_no": line.decree_no,
        "decree_on": line.decree_on,
        "holds": line.holds_on(on),
    }
