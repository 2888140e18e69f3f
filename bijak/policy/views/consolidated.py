"""What held on a day, who made it so, and how one provision came to read as it does; for whoever may know of it."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bijak.accounts.access import public
from bijak.kernel.days import InvalidDay, parse_day
from bijak.policy import exporting, forms, queries
from bijak.policy.access import Permission
from bijak.policy.views.opening import may, open_policy_of
from bijak.policy.views.papers import sent_once_laid_out
from bijak.shell.htmx import render_page

WIDTH = 1000
"""Units of the picture of what held when, from its first day to its last."""


@public
@require_safe
def held(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The text as it held on a day, today's without a choice."""
    policy = open_policy_of(request, uuid)
    on, form = _day(request)
    found = queries.held(policy, on)
    spells = queries.spells(policy)
    context: dict[str, Any] = {
        "policy": policy,
        "on": on,
        "form": form,
        "held": found,
        "spells": spells,
        "picture": _picture(spells, on),
        "sees_work": may(request, Permission.VIEW),
    }
    if found is not None:
        book = queries.read(list(found.clauses), request.GET, tanggal=on.isoformat())
        context |= {
            "reading": book,
            "parts": [
                {
                    "clause": each,
                    "settings": (),
                    "on": None,
                    "changed_by": found.changed_by.get(each.provision),
                    "change": found.changes.get(each.provision),
                }
                for each in book.clauses
            ],
        }
    return render_page(request, "policy/held.html", context)


def _day(request: HttpRequest) -> tuple[date, forms.DayChoice]:
    """The day asked for; today where it is none."""
    asked = request.GET.get("tanggal", "")
    form = forms.DayChoice({"tanggal": asked} if asked else None, initial={"tanggal": request.today})
    try:
        return parse_day(asked), form
    except InvalidDay:
        return request.today, form


def _picture(spells: list[queries.Spell], on: date) -> dict[str, Any] | None:
    """Where each text lies between the first day and a little after the last, and where the day asked for does."""
    if not spells:
        return None
    first = min(spells[0].start, on)
    last = max(on, *(each.until or each.start for each in spells))
    # What holds without an end goes on to the edge.
    days = max((last - first).days, 1) * 1.15

    def place(day: date) -> int:
        return round(WIDTH * (day - first).days / days)

    return {
        "width": WIDTH,
        "on": place(on),
        "bars": [
            {
                "spell": each,
                "x": place(each.start),
                "width": max((place(each.until) if each.until else WIDTH) - place(each.start), 4),
                "number": number,
                "is_shown": each.holds(on),
            }
            for number, each in enumerate(spells, start=1)
        ],
    }


@public
@require_safe
def download_held(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The text of a day on paper, which says that it is not the official one."""
    policy = open_policy_of(request, uuid)
    on, _form = _day(request)
    decree = queries.current_decree(policy, on)
    if decree is None:
        raise Http404
    version, note = decree.version, exporting.consolidated_note(decree, on)
    write: dict[str, Callable[[], bytes]] = {
        "pdf": lambda: exporting.pdf(version, note=note),
        "docx": lambda: exporting.docx(version, today=request.today, note=note),
    }
    ending = request.GET.get("bentuk", "")
    if ending not in write:
        raise Http404
    name = f"konsolidasi-{slugify(policy.title)[:60]}-{on.isoformat()}.{ending}"
    return sent_once_laid_out(request, write[ending], name, version.pk, queries.enactment(version), note)


@public
@require_safe
def wordings(request: HttpRequest, uuid: UUID, provision: UUID) -> HttpResponse:
    """One provision through all decrees that said it anew."""
    policy = open_policy_of(request, uuid)
    found = queries.wordings(policy, provision)
    if not found:
        raise Http404
    context = {"policy": policy, "wordings": found, "name": found[-1].address or _("Ketentuan")}
    return render_page(request, "policy/wordings.html", context)
