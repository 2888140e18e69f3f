"""Options: their money over years, their scores by several criteria, and the choice."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bijak.accounts.access import requires
from bijak.interchange.exporting import table_response
from bijak.policy import exporting, forms, queries, services
from bijak.policy.access import Permission
from bijak.policy.models import Criterion, Draft, Option, OptionLine
from bijak.policy.views.opening import open_draft
from bijak.policy.views.study import frame, opened
from bijak.shell.htmx import render_page
from bijak.shell.sending import open_or_send, refuse, refuse_on, status_of, tell_why_not


@requires(Permission.VIEW)
@open_or_send
def options(request: HttpRequest, uuid: UUID) -> HttpResponseBase:
    """What each option costs and brings; over which years; and which is taken."""
    draft = open_draft(request, uuid)
    if shape := request.GET.get("bentuk", ""):
        head, *rows = exporting.money_rows(queries.Material(draft, request.today), by_year=True)
        return table_response(f"biaya-manfaat-{request.today}", head, rows, format=shape)
    found = queries.appraise(draft)
    study, sent = found.study, request.POST.get("lembar", "")
    names = ("first_year", "years", "discount_rate", "rate_source", "edition")
    span = forms.SpanForm(
        request.POST if sent == "rentang" else None, initial={name: getattr(study, name) for name in names}
    )
    choice = forms.OptionChoice(
        request.POST if sent == "pilih" else None,
        options=[(str(each.option.uuid), each.option.title) for each in found.options],
        initial={
            "option": str(study.chosen.uuid) if study.chosen else "",
            "reason": study.reason,
            "edition": study.edition,
        },
    )
    if (
        request.method == "POST"
        and (form := {"rentang": span, "pilih": choice}.get(sent))
        and form.is_valid()
    ):
        with refuse_on(form, services.Refused):
            _keep(request, draft, found, sent, form.cleaned_data)
            return redirect("policy:options", uuid=draft.uuid)
    context = {
        **frame(request, draft),
        "money": found,
        "span": span,
        "choice": choice,
        "pictured": [each for each in found.options if each.worth and each.lines],
        "bars": _bars(found),
    }
    return render_page(
        request, "policy/options.html", context, status=max(status_of(span), status_of(choice))
    )


def _keep(
    request: HttpRequest, draft: Draft, found: queries.Appraisal, sent: str, data: dict[str, Any]
) -> None:
    if sent == "rentang":
        services.set_span(draft=draft, by=request.user, today=request.today, **data)
        messages.success(request, _("Tahun dan tingkat diskonto disimpan."))
        return
    taken = next(each.option for each in found.options if str(each.option.uuid) == data["option"])
    services.choose(
        draft=draft, option=taken, edition=data["edition"], reason=data["reason"],
        by=request.user, today=request.today,
    )  # fmt: skip
    messages.success(request, _("Pilihan dan alasannya dicatat."))


def _bars(found: queries.Appraisal) -> list[tuple[queries.Appraised, float, float]]:
    """Present costs and benefits of each option beside each other, of the largest of them."""
    shown = [(each, each.worth) for each in found.options if each.worth and each.lines]
    top = max((max(worth.costs, worth.benefits) for _each, worth in shown), default=0) or 1
    return [
        (each, round(worth.costs / top * 100, 2), round(worth.benefits / top * 100, 2))
        for each, worth in shown
    ]


@requires(Permission.DRAFT)
@open_or_send
def add_option(request: HttpRequest, uuid: UUID) -> HttpResponse:
    return _option(request, open_draft(request, uuid), None)


@requires(Permission.DRAFT)
@open_or_send
def edit_option(request: HttpRequest, uuid: UUID) -> HttpResponse:
    option = opened(request, Option, uuid)
    if request.method == "POST" and "hapus" in request.POST:
        with tell_why_not(request, services.Refused):
            services.remove_option(option=option, by=request.user, today=request.today)
            messages.success(request, _("Pilihan dihapus beserta biaya dan nilainya."))
        return redirect("policy:options", uuid=option.draft.uuid)
    return _option(request, option.draft, option)


def _option(request: HttpRequest, draft: Draft, option: Option | None) -> HttpResponse:
    names = ("title", "description", "edition")
    begun = {name: getattr(option, name) for name in names} if option else {}
    is_first = option is None and not queries.options_of(draft).exists()
    if is_first:
        begun = {"title": _("Tetap seperti sekarang")}
    form, theirs = forms.OptionForm(request.POST or None, initial=begun), None
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data | {"edition": form.cleaned_data["edition"] or 0}
        try:
            services.keep_option(draft=draft, option=option, by=request.user, today=request.today, **data)
        except services.StudyChanged as refusal:
            theirs = [(form.fields[name].label, getattr(refusal.theirs, name)) for name in names[:-1]]
            refuse(form, refusal)
        except services.Refused as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Pilihan disimpan."))
            return redirect("policy:options", uuid=draft.uuid)
    context = {
        **frame(request, draft),
        "form": form,
        "option": option,
        "is_first": is_first,
        "theirs": theirs,
    }
    return render_page(request, "policy/option.html", context, status=status_of(form))


@requires(Permission.DRAFT)
@open_or_send
def add_line(request: HttpRequest, uuid: UUID) -> HttpResponse:
    return _line(request, opened(request, Option, uuid), None)


@requires(Permission.DRAFT)
@open_or_send
def edit_line(request: HttpRequest, uuid: UUID) -> HttpResponse:
    line = opened(request, OptionLine, uuid, through="option__draft")
    if request.method == "POST" and "hapus" in request.POST:
        with tell_why_not(request, services.Refused):
            services.remove_line(line=line, by=request.user, today=request.today)
            messages.success(request, _("Baris dihapus."))
        return redirect("policy:options", uuid=line.option.draft.uuid)
    return _line(request, line.option, line)


def _line(request: HttpRequest, option: Option, line: OptionLine | None) -> HttpResponse:
    draft = option.draft
    years = queries.years_of(queries.study_of(draft))
    pieces = {str(each.uuid): each for each in queries.evidence_of(draft.policy)}
    form = forms.LineForm(
        request.POST or None,
        years=years,
        evidence=[(uuid, queries.title_of(each)) for uuid, each in pieces.items()],
        initial=_line_as_asked(line, years),
    )
    theirs = None
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        names = ("is_benefit", "label", "bearer", "amounts", "source", "is_assumption")
        try:
            services.keep_line(
                option=option, line=line, edition=data["edition"] or 0,
                evidence=pieces.get(data["evidence"]), by=request.user, today=request.today,
                **{name: data[name] for name in names},
            )  # fmt: skip
        except services.StudyChanged as refusal:
            theirs = _line_in_words(refusal.theirs)
            refuse(form, refusal)
        except services.Refused as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Baris disimpan."))
            return redirect("policy:options", uuid=draft.uuid)
    context = {**frame(request, draft), "form": form, "option": option, "line": line, "theirs": theirs}
    return render_page(request, "policy/line.html", context, status=status_of(form))


def _line_as_asked(line: OptionLine | None, years: tuple[int, ...]) -> dict[str, Any]:
    if line is None:
        return {}
    amounts = zip(years, queries.within(line.amounts, len(years)), strict=True)
    return {
        "is_benefit": "1" if line.is_benefit else "0", "label": line.label, "bearer": line.bearer,
        "source": line.source, "is_assumption": line.is_assumption, "edition": line.edition,
        "evidence": str(line.evidence.uuid) if line.evidence else "",
        **{f"year_{year}": amount for year, amount in amounts},
    }  # fmt: skip


def _line_in_words(line: OptionLine) -> list[tuple[str, str]]:
    from_first = ", ".join(queries.besaran(amount) for amount in line.amounts)
    return [
        (_("Uraian"), line.label),
        (_("Siapa yang menanggung atau menerima"), line.bearer),
        (_("Rupiah setiap tahun"), from_first),
        (_("Sumber"), line.source),
    ]


# Criteria ---------------------------------------------------------------------------------------


@requires(Permission.VIEW)
@open_or_send
def criteria(request: HttpRequest, uuid: UUID) -> HttpResponseBase:
    """Options against criteria: weights and scores in one sheet, their weighted sums, and how steady the first is."""
    draft = open_draft(request, uuid)
    if shape := request.GET.get("bentuk", ""):
        head, *rows = exporting.criteria_rows(queries.Material(draft, request.today))
        return table_response(f"multikriteria-{request.today}", head, rows, format=shape)
    found = queries.matrix(draft)
    sent = request.POST.get("lembar", "")
    weighing = forms.WeighingForm(
        request.POST if sent == "nilai" else None,
        matrix=found,
        initial={"edition": queries.study_of(draft).edition},
    )
    new = forms.CriterionForm(request.POST if sent == "kriteria" else None)
    if sent == "kriteria" and new.is_valid():
        with tell_why_not(request, services.Refused):
            services.add_criterion(draft=draft, by=request.user, today=request.today, **new.cleaned_data)
            messages.success(request, _("Kriteria ditambahkan. Nilailah setiap pilihan."))
        return redirect("policy:criteria", uuid=draft.uuid)
    if sent == "nilai" and weighing.is_valid():
        with refuse_on(weighing, services.Refused):
            services.weigh(
                draft=draft, edition=weighing.cleaned_data["edition"], weights=weighing.weights,
                scores=weighing.scores, by=request.user, today=request.today,
            )  # fmt: skip
            messages.success(request, _("Bobot dan nilai disimpan."))
            return redirect("policy:criteria", uuid=draft.uuid)
    context = {**frame(request, draft), "matrix": found, "weighing": weighing, "new": new}
    return render_page(
        request, "policy/criteria.html", context, status=max(status_of(weighing), status_of(new))
    )


@require_POST
@requires(Permission.DRAFT)
def remove_criterion(request: HttpRequest, uuid: UUID) -> HttpResponse:
    criterion = opened(request, Criterion, uuid)
    with tell_why_not(request, services.Refused):
        services.remove_criterion(criterion=criterion, by=request.user, today=request.today)
        messages.success(request, _("Kriteria dihapus beserta nilainya."))
    return redirect("policy:criteria", uuid=criterion.draft.uuid)
