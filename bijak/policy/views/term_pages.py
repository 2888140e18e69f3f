"""Every term the house knows: what it is, what it was, who set it, and who reads it."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bijak.accounts.access import public
from bijak.interchange.exporting import table_response
from bijak.kernel.terms import NotInForce, Term
from bijak.policy import forms, queries
from bijak.policy.access import Permission
from bijak.policy.registries import Unknown, term_readers
from bijak.policy.views.opening import may
from bijak.shell.htmx import render_page


@public
@require_safe
def term_list(request: HttpRequest) -> HttpResponse:
    form, rows = _chosen(request)
    context = {
        "form": form,
        "rows": rows,
        "is_narrowed": form.is_valid() and any(form.cleaned_data.values()),
        "query": request.GET.urlencode(),
    }
    return render_page(request, "policy/term_list.html", context, partial="results")


@public
@require_safe
def term_export(request: HttpRequest) -> HttpResponseBase:
    """The list as a file, with the filter of the page."""
    _form, rows = _chosen(request)
    headers = [
        _("Kode"), _("Angka ketentuan"), _("Bagian"), _("Berlaku hari ini"), _("Satuan"), _("Dasar hukum"),
        _("Sudah diverifikasi"), _("Dapat diatur daerah"),
    ]  # fmt: skip
    values = (
        (
            row["code"],
            row["label"],
            row["context"],
            row["holds"].value if row["is_number"] else "",
            row["unit"],
            str(row["holds"].basis) if row["holds"] else "",
            _("ya") if row["is_verified"] else _("belum"),
            _("ya") if row["term"].bounds else _("tidak"),
        )
        for row in rows
    )
    name = f"angka-ketentuan-{request.today.isoformat()}"
    return table_response(name, headers, values, format=request.GET.get("bentuk", "xlsx"))


def _chosen(request: HttpRequest) -> tuple[forms.TermSearch, list[dict[str, Any]]]:
    known = queries.every_term()
    contexts = {code.partition(".")[0]: _context_of(code) for code, _term in known}
    form = forms.TermSearch(request.GET, contexts=contexts)
    chosen = form.cleaned_data if form.is_valid() else {}
    books = queries.every_term_book()
    rows = [_listed(request, code, books[code.partition(".")[0]][term.code]) for code, term in known]
    return form, [row for row in rows if _is_wanted(row, chosen)]


def _listed(request: HttpRequest, code: str, term: Term) -> dict[str, Any]:
    try:
        holds = term.on(request.today)
    except NotInForce:
        holds = None
    return {
        "code": code,
        "term": term,
        "label": queries.label_of(term),
        "unit": queries.unit_of(term),
        "context": _context_of(code),
        "holds": holds,
        "is_number": holds is not None and isinstance(holds.value, int | float),
        "is_local": holds is not None and holds in term.local,
        "is_verified": holds is not None and holds.basis.verified,
    }


def _is_wanted(row: dict[str, Any], chosen: dict[str, Any]) -> bool:
    words = chosen.get("cari", "").casefold()
    return (
        (not chosen.get("bagian") or row["code"].startswith(f"{chosen['bagian']}."))
        and (not chosen.get("daerah") or (row["term"].bounds is not None) == (chosen["daerah"] == "ya"))
        and (not chosen.get("periksa") or row["is_verified"] == (chosen["periksa"] == "ya"))
        and (not words or words in row["label"].casefold() or words in row["code"])
    )


def _context_of(code: str) -> str:
    return str(apps.get_app_config(code.partition(".")[0]).verbose_name)


@public
@require_safe
def term_page(request: HttpRequest, code: str) -> HttpResponse:
    """One term through time. What is being worked on is for those who work on it."""
    try:
        term = queries.bounds_of(code)
    except Unknown:
        raise Http404 from None
    form = forms.TermDay(request.GET or None)
    on = (form.cleaned_data["pada"] if form.is_bound and form.is_valid() else None) or request.today
    rows = queries.decrees_on(code)
    spells = queries.course(code, rows)
    reader = term_readers.get(code)
    sees_work = may(request, Permission.VIEW)
    context = {
        "code": code,
        "term": term,
        "context": _context_of(code),
        "form": form if form.is_bound else forms.TermDay(initial={"pada": on}),
        "on": on,
        "holds": next((each for each in spells if each.contains(on)), None),
        "first": spells[0].start if spells else None,
        "spells": [(each, each.contains(on)) for each in reversed(spells)],
        "decrees": list(_decrees(rows, request.today)),
        "picture": queries.drawn(spells, term, on=on),
        "reader": reader,
        "touched": len(reader.touched(request.today)) if reader and sees_work else None,
        "rivals": queries.rivals({code}) if sees_work else [],
        "sees_work": sees_work,
    }
    return render_page(request, "policy/term.html", context)


def _decrees(rows: list[Any], today: Any) -> Iterator[tuple[Any, str]]:
    """Each value of a decree with how it stands: to come, in force, or over."""
    for row in rows:
        if row.from_on > today:
            yield row, "coming"
        else:
            yield row, "over" if row.until_on is not None and row.until_on <= today else "held"
