"""What the people who work here are like, on any day, and who stands behind each figure."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bijak.accounts import access as accounts
from bijak.accounts.access import requires
from bijak.interchange.exporting import table_response
from bijak.kernel import hiding
from bijak.organization import queries as organization
from bijak.people import forms, rules, services
from bijak.people.access import Permission
from bijak.people.queries import figures, gathering, portraits
from bijak.people.views.listing import PAGE_SIZE
from bijak.shell.htmx import render_page

RETIREMENT_AGES = ("retirement_age_high_leader", "retirement_age_administrator", "retirement_age_executor")


@dataclass(frozen=True)
class Picture:
    """A breakdown as bars."""

    title: str
    heading: str
    bars: list[figures.Bar]


class _Drawn:
    """The figures that a request asks for, as far as the reader may know them.

    Who may not open the data of everyone whom she may count sees groups that are large enough, of all together and of
    today alone: from the figures of two days, or of a unit and its parts, one could work out a single person.
    """

    def __init__(self, request: HttpRequest) -> None:
        account, today = request.user, request.today
        self.sees_all = portraits.sees_all_that_she_counts(account, today=today)
        self.form = forms.PortraitOf(request.GET if self.sees_all else QueryDict(), today=today)
        reach = organization.scope(account, Permission.COUNT, today=today)
        known = _within(self.form, reach)
        self.people = len(known) if self.sees_all or len(known) >= hiding.K else None
        self.recorded_at = known.recorded_at
        self._groups = figures.breakdowns(known, under=self.form.unit_path)
        self.tells_retirement = "pensiun" in self._groups
        self.by_age = self._picture(_("Usia dan jenis kelamin"), _("Usia"), "usia", "jenis_kelamin")
        self.below_ages = [
            self._picture(_("Kepegawaian"), _("Kepegawaian"), "jenis"),
            self._picture(_("Pendidikan"), _("Tingkat"), "pendidikan"),
        ]
        self.beside = [self._picture(_("Golongan"), _("Golongan"), "golongan")]
        if self.tells_retirement:
            self.beside.insert(0, self._picture(_("Pensiun"), _("Tahun pensiun"), "pensiun"))
        self.by_part = [self._picture(_("Unit"), _("Bagian unit"), "bagian")] if self.sees_all else []

    @property
    def pictures(self) -> list[Picture]:
        return [self.by_age, *self.below_ages, *self.beside, *self.by_part]

    def _picture(self, title: str, heading: str, *names: str) -> Picture:
        named = {name: self._groups[name] for name in names}
        told = [each for name, each in self._groups.items() if name not in names and name != "bagian"]
        return Picture(title, heading, figures.bars(named, hides_beside=None if self.sees_all else told))

    def pyramid(self) -> list[tuple[str, figures.Bar, figures.Bar]]:
        """The oldest on top: age, men, women."""
        bars = iter(self.by_age.bars)
        sides = len(self._groups["jenis_kelamin"].labels)
        rows = zip(self._groups["usia"].labels.values(), *[bars] * sides, strict=True)
        return [(age, men, women) for age, men, women, *_rest in rows][::-1]


@require_safe
@requires(Permission.COUNT)
def portrait(request: HttpRequest) -> HttpResponse:
    """Everyone whom the reader may count, by age and sex, kind, rank, education, year of retirement and unit."""
    drawn = _Drawn(request)
    terms = rules.TERMS.on(drawn.form.on)
    return render_page(
        request,
        "people/portrait.html",
        {
            "form": drawn.form if drawn.sees_all else None,
            "on": drawn.form.on,
            "people": drawn.people,
            "recorded_at": drawn.recorded_at,
            "k": hiding.K,
            "pyramid": drawn.pyramid(),
            "below_ages": drawn.below_ages,
            "beside": drawn.beside,
            "by_part": drawn.by_part,
            "ages": [
                (rules.TERMS[code].label, getattr(terms, code), terms.basis(code)) for code in RETIREMENT_AGES
            ]
            if drawn.tells_retirement
            else [],
            "may_view": drawn.sees_all,
            "address": drawn.form.address,
        },
        partial="figures",
    )


@require_safe
@requires(Permission.COUNT)
def download_portrait(request: HttpRequest) -> HttpResponseBase:
    """The figures of the page as a table."""
    drawn = _Drawn(request)
    few = _("tidak ditampilkan")
    return table_response(
        f"gambaran-pegawai-{drawn.form.on.isoformat()}",
        [_("Menurut"), _("Kelompok"), _("Pegawai")],
        (
            (picture.title, bar.label, few if bar.people is None else bar.people)
            for picture in drawn.pictures
            for bar in picture.bars
        ),
        format=request.GET.get("bentuk", "xlsx"),
    )


@require_safe
@requires(Permission.VIEW)
def portrayed(request: HttpRequest) -> HttpResponse:
    """Who stands behind a figure of the page, as they were on its day."""
    form, group, faces = _faces(request, Permission.VIEW)
    page: Page[Any] = Paginator(faces, PAGE_SIZE).get_page(request.GET.get("hal"))
    return render_page(
        request,
        "people/portrayed.html",
        {
            "form": form,
            "group": group,
            "page": page,
            "on": form.on,
            "may_export": accounts.holds(request.user, Permission.EXPORT, today=request.today),
            "query": request.GET.urlencode(),
        },
        partial="results",
    )


@require_safe
@requires(Permission.EXPORT)
def download_portrayed(request: HttpRequest) -> HttpResponseBase:
    """The list behind a figure as a file."""
    form, group, faces = _faces(request, Permission.EXPORT)
    services.note_download(filter=group.wanted | {"pada": form.on.isoformat()}, by=request.user)
    return table_response(
        f"pegawai-pada-{form.on.isoformat()}",
        [_("NIP"), _("Nama"), _("Kepegawaian"), _("Golongan"), _("Jabatan"), _("Unit"), _("Pensiun")],
        _table(faces),
        format=request.GET.get("bentuk", "xlsx"),
    )


def _table(faces: figures.Faces) -> Iterator[tuple[object, ...]]:
    for each in faces[:]:
        row = each.row
        yield row.nip, row.full_name, each.kind, each.rank, each.position, each.unit, each.retires_on


def _within(form: forms.PortraitOf, reach: organization.Scope) -> gathering.Gathered:
    return portraits.within(gathering.everyone(form.on), reach=reach, unit_path=form.unit_path)


def _faces(
    request: HttpRequest, permission: Permission
) -> tuple[forms.PortraitOf, forms.Group, figures.Faces]:
    reach = organization.scope(request.user, permission, today=request.today)
    form = forms.PortraitOf(request.GET, today=request.today)
    known = _within(form, reach)
    groups = figures.breakdowns(known, under=form.unit_path)
    group = forms.Group(request.GET, groups={name: each.labels for name, each in groups.items()})
    return form, group, figures.Faces(known[portraits.chosen(groups, group.wanted)], reach=reach)
