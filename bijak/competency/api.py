"""Trainings of a person for programs, as her page shows them."""

from datetime import date
from typing import Literal
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja import Schema

from bijak.accounts.access import permission_named
from bijak.competency import queries
from bijak.endpoints import answers
from bijak.endpoints.api import PAGE, Router
from bijak.endpoints.fields import field
from bijak.people import queries as people
from bijak.people import services as records

router = Router(tags=["pegawai"])


class TrainingGiven(Schema):
    """One training of a person."""

    uuid: UUID
    kind: Literal["course", "programme"] = field(_("Kursus, atau diklat struktural"))
    name: str = field(_("Nama pelatihan"))
    form_code: str = field(_("Kode bentuk pelatihan"))
    hours: int = field(_("Jam pelajaran"))
    organiser: str = field(_("Penyelenggara"))
    year: int = field(_("Tahun"))
    started_on: date | None = field(_("Mulai"))
    ended_on: date | None = field(_("Selesai"))
    certificate_no: str = field(_("Nomor sertifikat"))


class Trainings(Schema):
    trainings: list[TrainingGiven] = field(_("Pelatihan, terbaru dahulu"))


@router.reads(
    "/{uuid:uuid}/pelatihan",
    needs=permission_named("people.view"),
    gives=Trainings,
    summary=_("Pelatihan satu pegawai"),
)
def trainings(request: HttpRequest, uuid: UUID) -> HttpResponse:
    row = people.row_visible_to(request.user, uuid=uuid, today=request.today)
    if row is None:
        raise Http404
    records.note_view(viewer=request.user, of=row, page=PAGE)
    found = answers.rows(TrainingGiven, queries.trainings_at_once(row.pk))
    return answers.given(request, {"trainings": found})
