"""Ratings and credit points of a person for programs, as her page shows them."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja import Schema

from bijak.accounts.access import permission_named
from bijak.endpoints import answers
from bijak.endpoints.api import PAGE, Router
from bijak.endpoints.fields import field
from bijak.people import queries as people
from bijak.people import services as records
from bijak.performance import queries

router = Router(tags=["pegawai"])


class RatingGiven(Schema):
    """How a year was rated."""

    # The rater's NIP is left out, as on the page: she may be beyond the reach of the token.
    uuid: UUID
    year: int = field(_("Tahun"))
    results: str = field(_("Hasil kerja"))
    behaviour: str = field(_("Perilaku kerja"))
    predicate: str = field(_("Predikat"))
    rater_name: str = field(_("Nama penilai"))
    rater_position: str = field(_("Jabatan penilai"))
    rater_unit: str = field(_("Unit penilai"))


class PeriodGiven(RatingGiven):
    """How a month or a quarter of it was rated."""

    cycle: str = field(_("Bulanan (monthly) atau triwulan (quarterly)"))
    number: int = field(_("Bulan atau triwulan ke berapa"))


class CreditGiven(Schema):
    """Credit points of a period: from a day, until before a day."""

    uuid: UUID
    kind: str = field(_("Jenis angka kredit"))
    from_on: date = field(_("Sejak tanggal"))
    until_on: date = field(_("Sampai sebelum tanggal"))
    points: Decimal = field(_("Angka kredit, ditulis sebagai teks supaya tidak dibulatkan"))
    position: str = field(_("Jabatan"))
    predicate: str = field(_("Predikat"))
    decree_no: str = field(_("Nomor surat keputusan"))
    decree_on: date | None = field(_("Tanggal surat keputusan"))


class RatingsGiven(Schema):
    ratings: list[RatingGiven] = field(_("Penilaian tahunan, terbaru dahulu"))
    periods: list[PeriodGiven] = field(_("Penilaian bulanan dan triwulan, terbaru dahulu"))
    credits: list[CreditGiven] = field(_("Angka kredit, terbaru dahulu"))


@router.reads(
    "/{uuid:uuid}/kinerja",
    needs=permission_named("people.view"),
    gives=RatingsGiven,
    summary=_("Penilaian dan angka kredit satu pegawai"),
)
def ratings(request: HttpRequest, uuid: UUID) -> HttpResponse:
    row = people.row_visible_to(request.user, uuid=uuid, today=request.today)
    if row is None:
        raise Http404
    records.note_view(viewer=request.user, of=row, page=PAGE)
    content = {
        "ratings": answers.rows(RatingGiven, queries.ratings(row.pk)),
        "periods": answers.rows(PeriodGiven, queries.periodic_ratings(row.pk)),
        "credits": answers.rows(CreditGiven, queries.credit_points(row.pk)),
    }
    return answers.given(request, content)
