"""Where careers lead: the posts that people went through, one post with its moves, and what lies ahead of somebody."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import numpy as np
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from bijak.accounts.access import signed_in
from bijak.career.forms import paths as forms
from bijak.career.queries import paths as queries
from bijak.career.queries import paths_asking as asking
from bijak.career.texts import paths as texts
from bijak.career.views.paths_picture import Picture, draw
from bijak.kernel import hiding
from bijak.organization import queries as organization
from bijak.people import queries as people
from bijak.people import services as records
from bijak.shell.htmx import render_page

PAGE_SIZE = 25
SEES_PEOPLE = "people.view"


@require_safe
@signed_in
def posts(request: HttpRequest) -> HttpResponse:
    """The posts that enough people went through, to choose one from."""
    form = forms.Posts(request.GET, may_choose_units=_sees_people(request))
    known = queries.trails()
    found = queries.listed(known, words=form.words, kind=form.kind, units=_units(form.unit_path))
    page: Page[Any] = Paginator(found, PAGE_SIZE).get_page(request.GET.get("hal"))
    return render_page(
        request,
        "career/paths_posts.html",
        {
            "form": form,
            "page": page,
            "rows": [
                (each, texts.name_of(each.stop), _address(each.stop, form)) for each in page.object_list
            ],
            "kinds": texts.KINDS,
            "k": hiding.K,
        },
        partial="results",
    )


@require_safe
@signed_in
def post(request: HttpRequest) -> HttpResponse:
    """One post: where its people came from and went to, and what the next posts ask for."""
    form = forms.OfPost(request.GET, may_choose_units=_sees_people(request))
    known = queries.trails()
    place = known.find(form.key)
    if place is None:
        raise Http404
    told = queries.paths(known, place, units=_units(form.unit_path))
    stops = _onward(told)
    near = [] if stops else queries.neighbours(known, place)
    asked = asking.asked_of([*stops, *(each.stop for each in near)], on=request.today)
    return render_page(
        request,
        "career/paths_post.html",
        {
            "form": form,
            "name": texts.name_of(told.stop),
            **_told(told, form),
            "asked": [
                (texts.name_of(stop), texts.asked(asked[stop.key])) for stop in stops if stop.key in asked
            ],
            "near": [
                (texts.name_of(each.stop), _address(each.stop, form), each, texts.asked(asked[each.stop.key]))
                for each in near
            ],
        },
        partial="moves",
    )


@require_safe
@signed_in
def mine(request: HttpRequest) -> HttpResponse:
    """Where one's own may lead."""
    row = people.row_of(request.user)
    if row is None:
        raise Http404
    return redirect("career:path_of", uuid=row.uuid)


@require_safe
@signed_in
def person(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Where people in her post went, what those posts ask for, and what she lacks. Looking is logged."""
    row = people.row_visible_to(request.user, uuid=uuid, today=request.today)
    if row is None:
        raise Http404
    records.note_view(viewer=request.user, of=row, page=gettext_noop("Jalur karier"))
    known = queries.trails()
    place = known.find(queries.key_of(row))
    told = queries.paths(known, place) if place is not None else None
    flows = [flow for flow in told.onward if flow.stop is not None] if told and told.is_told else []
    near = queries.neighbours(known, place) if place is not None and not flows else []
    said = [(flow.stop, texts.went(flow.people, flow.years)) for flow in flows if flow.stop]
    said += [(each.stop, texts.held(each.people)) for each in near]
    ahead = asking.ahead(row, [stop for stop, _said in said], on=request.today)
    return render_page(
        request,
        "career/paths_person.html",
        {
            "row": row,
            "is_own": people.is_own(request.user, row),
            "name": texts.name_of(told.stop) if told else row.position_title,
            **(_told(told, None) if told else {"told": None, "k": hiding.K}),
            "ahead": [
                (
                    people_there,
                    texts.name_of(each.stop),
                    _address(each.stop, None),
                    texts.verdict(each.decision),
                    list(texts.reasons(each, row)),
                )
                for (_stop, people_there), each in zip(said, ahead, strict=True)
            ],
            "is_near": bool(near),
        },
        partial="ahead",
    )


def _onward(told: queries.Paths) -> list[queries.Stop]:
    """The posts to which enough people went on to be told."""
    return [flow.stop for flow in told.onward if flow.stop is not None] if told.is_told else []


def _told(told: queries.Paths, form: Any) -> dict[str, Any]:
    """A post as picture and table."""

    def rows(flows: list[queries.Flow]) -> list[tuple[str, queries.Flow, str]]:
        return [
            (texts.name_of(flow.stop), flow, _address(flow.stop, form))
            if flow.stop
            else (_("Jabatan lain, masing-masing kurang dari %(k)s orang") % {"k": hiding.K}, flow, "")
            for flow in flows
        ]

    picture: Picture | None = None
    if told.is_told and (told.onward or told.before):
        picture = draw(
            told,
            name=texts.name_of,
            address=lambda stop: _address(stop, form),
            others=_("Jabatan lain"),
            stay=_("Masih di jabatan ini"),
        )
    return {
        "told": told,
        "picture": picture,
        "onward": rows(told.onward),
        "before": rows(told.before),
        "k": hiding.K,
    }


def _address(stop: queries.Stop, form: Any) -> str:
    asked = {"jabatan": stop.key} | ({"unit": form.said["unit"]} if form and "unit" in form.said else {})
    return f"{reverse('career:path')}?{urlencode(asked)}"


def _units(path: str) -> Any:
    """The keys of the units at a path and below; None without one."""
    if not path:
        return None
    below = organization.known_units().filter(path__startswith=path).order_by()
    return np.fromiter(below.values_list("pk", flat=True), np.int64)


def _sees_people(request: HttpRequest) -> bool:
    """Who may open everyone's records may also count by unit: to others a unit and the rest would tell too much."""
    return organization.scope(request.user, SEES_PEOPLE, today=request.today).everything
