"""Pages about the index of professionalism: of units, of people, one's own, and for everyone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from bijak.accounts import access as accounts
from bijak.accounts.access import public, requires, signed_in
from bijak.interchange.exporting import table_response
from bijak.kernel import hiding
from bijak.organization import queries as organization
from bijak.people import queries as people
from bijak.people import services as records
from bijak.performance import queries as performance
from bijak.professionalism import forms, queries, rules, services, texts
from bijak.professionalism.access import Permission
from bijak.shell.htmx import render_page
from bijak.shell.templatetags.formats import angka

PAGE_SIZE = 25


# Units ------------------------------------------------------------------------------------------


@require_safe
@requires(Permission.COUNT)
def overview(request: HttpRequest) -> HttpResponse:
    """The index of the agency or of a unit: how people are spread, dimension by dimension, and what would raise it."""
    reach = organization.scope(request.user, Permission.COUNT, today=request.today)
    form = _asked(forms.Of, request)
    sees_all = _sees_all_that_she_counts(request)
    told = (queries.seen if sees_all else queries.counted)(form.unit_path, form.year, reach=reach)
    index = told.index
    return render_page(
        request,
        "professionalism/overview.html",
        {
            "form": form,
            "told": told,
            "index": index,
            "category": _category(index, form.year, request.today),
            "tells_people": sees_all or (told.tells_all and index.tells_unmeasured),
            "spread": _spread(index, hides=not sees_all) if told.tells_all else [],
            "parts": [(part, is_told, _blocks(part.index)) for part, is_told in told.parts],
            "sees_all": sees_all,
            "lifts": [(texts.STEPS[each.code], each) for each in queries.lifts(index)] if sees_all else [],
            "dimensions": _legend(),
            "is_running": form.year == request.today.year,
            "measuring": queries.last_measuring(),
            "may_view": accounts.holds(request.user, Permission.VIEW, today=request.today),
            "k": hiding.K,
        },
        partial="figures",
    )


@dataclass(frozen=True)
class Bar:
    """A category: how many people, None where too few to be told; ``width`` in percent of the longest bar."""

    code: str
    label: object
    people: int | None
    width: float


def _spread(index: queries.Index, *, hides: bool) -> list[Bar]:
    counts = {code: index.categories[code] for code in reversed(rules.CATEGORIES)}
    told = hiding.shown(counts) if hides else frozenset(counts)
    longest = max((count for code, count in counts.items() if code in told), default=0)
    return [
        Bar(
            code,
            texts.CATEGORIES[code],
            count if code in told else None,
            round(100 * count / max(longest, 1), 1) if code in told else 0.0,
        )
        for code, count in counts.items()
    ]


def _legend() -> list[tuple[str, object, str]]:
    """Code, label and colour of each dimension."""
    return [(code, words.label, texts.DIMENSION_COLOURS[code]) for code, words in texts.DIMENSIONS.items()]


def _blocks(index: queries.Index) -> list[tuple[float, float, str]]:
    """The dimensions of a mean side by side: where each begins, how long it is (of a hundred), its colour."""
    blocks, start = [], 0.0
    for code, mean in index.of_dimension.items():
        blocks.append((round(start, 2), round(mean, 2), texts.DIMENSION_COLOURS[code]))
        start += mean
    return blocks


def _category(index: queries.Index, year: int, today: date) -> tuple[object, str]:
    """What the law would call the mean, and its colour."""
    if not index.measured:
        return "", ""
    code = queries.category_of(index.mean, on=queries.last_day(year, today=today))
    return texts.CATEGORIES[code], texts.COLOURS[code]


def _sees_all_that_she_counts(request: HttpRequest) -> bool:
    counted, seen = (
        organization.scope(request.user, permission, today=request.today)
        for permission in (Permission.COUNT, Permission.VIEW)
    )
    return seen.everything or (set(counted.paths) <= set(seen.paths) and not counted.everything)


def _asked[F: forms.Of](shape: type[F], request: HttpRequest) -> F:
    return shape(request.GET.dict(), years=queries.years() or [request.today.year - 1])


# People -----------------------------------------------------------------------------------------


@require_safe
@requires(Permission.VIEW)
def listing(request: HttpRequest) -> HttpResponse:
    """Who has which index, what could not be told first, then the lowest."""
    form = _asked(forms.Listing, request)
    found = queries.narrowed(queries.visible_to(request.user, today=request.today), form.filter)
    page: Page[Any] = Paginator(found, PAGE_SIZE).get_page(request.GET.get("hal"))
    return render_page(
        request,
        "professionalism/list.html",
        {
            "form": form,
            "page": page,
            "rows": [(row, _points(row), _lacks(row)) for row in queries.rows(page.object_list)],
            "query": request.GET.urlencode(),
        },
        partial="results",
    )


def _points(row: queries.Row) -> list[tuple[object, float | None]]:
    return [(words.label, getattr(row.measurement, code)) for code, words in texts.DIMENSIONS.items()]


def _lacks(row: queries.Row) -> list[object]:
    return [texts.DIMENSIONS[code].lacks for code in row.lacks]


@require_safe
@requires(Permission.VIEW)
def download(request: HttpRequest) -> HttpResponseBase:
    """The list as a file, its columns in the order in which agencies hand their measurement in."""
    form = _asked(forms.Listing, request)
    found = queries.narrowed(queries.visible_to(request.user, today=request.today), form.filter)
    services.note_download(filter=request.GET.dict(), by=request.user)
    headers = [
        _("NIP"), _("Nama"), _("Unit"), _("Jenis jabatan"),
        _("Pelatihan kepemimpinan atau fungsional"), _("Skor pelatihan"),
        _("Pelatihan teknis (JP)"), _("Skor pelatihan teknis"),
        _("Seminar dan sejenisnya"), _("Skor seminar"),
        _("Kualifikasi"), _("Skor kualifikasi"), _("Penilaian kinerja"), _("Skor kinerja"),
        _("Hukuman disiplin"), _("Skor disiplin"), _("Jumlah"), _("Kategori"),
    ]  # fmt: skip
    return table_response(
        f"ip-asn-{form.year}", headers, _table(found), format=request.GET.get("bentuk", "xlsx")
    )


def _table(found: Any) -> Iterator[tuple[object, ...]]:
    for start in range(0, found.count(), services.AT_ONCE):
        for person, each in queries.rows(found[start : start + services.AT_ONCE]):
            yield (
                person.nip, person.full_name, person.unit.name if person.unit else "",
                people.WORDS["position_kind"].get(each.post, ""),
                "" if each.training is None else _("sudah") if each.training else _("belum"), each.training,
                each.hours, each.technical,
                "" if each.seminar is None else _("pernah") if each.seminar else _("belum"), each.seminar,
                people.WORDS["education_level"].get(each.education, each.education), each.qualification,
                performance.PREDICATES.get(each.predicate, ""), each.performance,
                texts.SANCTIONS.get(each.sanction, ""), each.discipline,
                each.total, texts.CATEGORIES.get(each.category, ""),
            )  # fmt: skip


# One person -------------------------------------------------------------------------------------


@require_safe
@signed_in
def mine(request: HttpRequest) -> HttpResponse:
    """One's own."""
    row = people.row_of(request.user)
    if row is None:
        raise Http404
    return redirect("professionalism:person", uuid=row.uuid)


@require_safe
@signed_in
def person(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The index of a person dimension by dimension, what would raise it, and what it would be if. Looking is logged."""
    row = people.row_visible_to(request.user, uuid=uuid, today=request.today, holding=Permission.VIEW)
    if row is None:
        raise Http404
    records.note_view(viewer=request.user, of=row, page=gettext_noop("Indeks profesionalitas"))
    years = [request.today.year, request.today.year - 1]
    year = years[1] if request.GET.get("tahun") == str(years[1]) else years[0]
    known = queries.standing(row.pk, year, today=request.today)
    form = forms.Supposing(request.GET)
    changes = form.changes(known) if known else {}
    supposed = queries.supposing(known, changes) if known and changes else None
    return render_page(
        request,
        "professionalism/person.html",
        {
            "row": row,
            "is_own": people.is_own(request.user, row),
            "year": year,
            "years": years,
            "known": known,
            "category": _worded(known),
            "lines": list(_lines(known, supposed)) if known else [],
            "steps": list(_steps(known)) if known else [],
            "form": form,
            "supposed": supposed,
            "supposed_category": _worded(supposed),
            "gain": _gain(known, supposed),
            "history": [(each, texts.CATEGORIES.get(each.category, "")) for each in queries.history(row.pk)],
        },
        partial="index",
    )


def _worded(standing: queries.Standing | None) -> tuple[object, str]:
    code = standing.category if standing else ""
    return texts.CATEGORIES.get(code, ""), texts.COLOURS.get(code, "")


def _steps(known: queries.Standing) -> Iterator[tuple[object, str, float, float]]:
    """Label, code, points gained, and how much it takes."""
    for step in known.steps:
        yield texts.STEPS[step.code], step.code, step.points.item(), step.takes.item()


def _gain(known: queries.Standing | None, supposed: queries.Standing | None) -> float | None:
    before, after = (each.total if each else None for each in (known, supposed))
    return None if before is None or after is None else after - before


@dataclass(frozen=True)
class Told:
    """A dimension of one person as the page shows it: points of most, in words, and what it would be."""

    words: texts.Words
    value: float | None
    weight: float
    detail: str
    supposed: float | None
    is_verified: bool


def _lines(known: queries.Standing, supposed: queries.Standing | None) -> Iterator[Told]:
    for line in known.reckoning.lines:
        after = supposed.reckoning.line(line.code).value.item() if supposed else None
        value = line.value.item()
        yield Told(
            texts.DIMENSIONS[line.code],
            value,
            getattr(known.terms, f"weight_{line.code}"),
            _detail(known, line.code),
            after if after != value else None,
            line.basis is not None and line.basis.verified,
        )


def _detail(known: queries.Standing, code: str) -> str:
    record = known.record
    if code == "qualification":
        return str(people.WORDS["education_level"].get(record.education.item(), ""))
    if code == "performance":
        said = performance.PREDICATES.get(record.predicate.item(), "")
        return (
            _("%(predicate)s (%(year)s)") % {"predicate": said, "year": known.facts.rated_year}
            if said
            else ""
        )
    if code == "discipline":
        return _("Hukuman disiplin: %(level)s") % {"level": texts.SANCTIONS.get(record.sanction.item(), "–")}
    of = known.reckoning.line(code).of
    parts = ((texts.PARTS[part], of[part].item(), getattr(known.most, part).item()) for part in queries.PARTS)
    return "; ".join(
        _("%(part)s %(points)s dari %(most)s")
        % {"part": label, "points": "–" if points is None else _bare(points), "most": _bare(most)}
        for label, points, most in parts
        if most
    )


def _bare(points: float) -> str:
    """15, and 22,5: parts are whole or halves, unless hours count in proportion."""
    return angka(points, 0) if points == int(points) else angka(points, 2).rstrip("0")


# Everyone ---------------------------------------------------------------------------------------


@require_safe
@public
def published(request: HttpRequest) -> HttpResponse:
    """For everyone: the agency's index, counts and the method; nothing from which one person could be worked out."""
    year = request.today.year - 1
    told = queries.counted("", year, reach=organization.EVERYTHING)
    index = told.index
    dimensions, categories = queries.method(queries.last_day(year, today=request.today))
    return render_page(
        request,
        "professionalism/published.html",
        {
            "year": year,
            "index": index if told.is_told else None,
            "category": _category(index, year, request.today),
            "spread": _spread(index, hides=True),
            "parts": told.parts,
            "dimensions": [
                (texts.DIMENSIONS[each.code].label, index.of_dimension[each.code], each.weight)
                for each in dimensions
            ],
            "method": [(texts.DIMENSIONS[each.code], each) for each in dimensions],
            "categories": categories,
            "k": hiding.K,
        },
    )
