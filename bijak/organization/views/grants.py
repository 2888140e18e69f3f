"""Who has which role where: the list, giving, ending, deputies, and what each role may do."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from bijak.accounts import queries as accounts
from bijak.accounts.access import holds, requires, signed_in
from bijak.accounts.models import Account
from bijak.organization import forms, queries, services
from bijak.organization.access import Permission
from bijak.organization.models import Grant, Unit
from bijak.organization.registries import Role, roles
from bijak.organization.views.choosing import form_with_search, found_accounts, found_units
from bijak.shell.htmx import render_page
from bijak.shell.sending import refuse_on
from bijak.shell.veiling import opened, searched

PAGE = 25


@requires(Permission.VIEW_GRANTS)
@searched("cari")
def grants(request: HttpRequest) -> HttpResponse:
    form = forms.GrantFilter(opened(request.GET))
    chosen = form.cleaned_data if form.is_valid() else {}
    scope = queries.scope(request.user, Permission.VIEW_GRANTS, today=request.today)
    found = queries.grants(
        within=scope.q(),
        today=request.today,
        state=chosen.get("keadaan", ""),
        role=chosen.get("peran", ""),
        text=chosen.get("cari", ""),
    )
    may_grant = queries.scope(request.user, Permission.GRANT, today=request.today)
    page = Paginator(found, PAGE).get_page(request.GET.get("hal"))
    context = {
        "form": form,
        "page": page,
        "rows": [(grant, may_grant.covers(grant) and _is_open(grant, request)) for grant in page.object_list],
        "may_grant": holds(request.user, Permission.GRANT, today=request.today),
    }
    return render_page(request, "organization/grants.html", context, partial="results")


def _is_open(grant: Grant, request: HttpRequest) -> bool:
    return grant.until_on is None or grant.until_on > request.today


@requires(Permission.GRANT)
def grant(request: HttpRequest) -> HttpResponse:
    scope = queries.scope(request.user, Permission.GRANT, today=request.today)
    form = form_with_search(
        request,
        forms.NewGrant,
        initial={"from_on": request.today},
        accounts=found_accounts(request.POST),
        units=found_units(request.POST, "unit_q", "unit", scope),
        may_be_everywhere=scope.everything,
    )
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        where = None if data["unit"] == "everywhere" else Unit.objects.get(uuid=data["unit"])
        with refuse_on(form, services.Refused):
            made = services.grant_role(
                account=Account.objects.get(uuid=data["account"]),
                role=data["role"],
                unit=where,
                from_on=data["from_on"],
                until_on=data["until_on"],
                basis=form.basis,
                today=request.today,
                by=request.user,
            )
            messages.success(
                request,
                _("%(name)s mendapat peran %(role)s.") % {"name": made.account.name, "role": made.role_label},
            )
            _say_what_is_not_divided(request, made)
            return redirect("organization:grants")
    return render_page(request, "organization/grant.html", {"form": form})


def _say_what_is_not_divided(request: HttpRequest, grant: Grant) -> None:
    missing = [str(each.label) for each in queries.withheld(grant)]
    if missing:
        messages.warning(
            request,
            _(
                "Di satu unit, peran ini tidak memuat hak atas urusan seluruh instansi: %(rights)s. Bila itu yang "
                "diperlukan, akhiri peran ini dan berikan untuk seluruh instansi."
            )
            % {"rights": ", ".join(missing)},
        )


@requires(Permission.GRANT)
def end(request: HttpRequest, uuid: UUID) -> HttpResponse:
    scope = queries.scope(request.user, Permission.GRANT, today=request.today)
    grant = get_object_or_404(Grant.objects.filter(scope.q()).select_related("account", "unit"), uuid=uuid)
    return _end_page(request, grant, "organization:grants")


def _end_page(request: HttpRequest, grant: Grant, after: str) -> HttpResponse:
    form = forms.End(request.POST or None, initial={"last_on": request.today})
    if request.method == "POST" and form.is_valid():
        with refuse_on(form, services.Refused):
            ended = services.end_grant(
                grant=grant, on=form.cleaned_data["until_on"], today=request.today, by=request.user
            )
            messages.success(
                request,
                _("Peran %(role)s untuk %(name)s berakhir.")
                % {"role": ended.role_label, "name": ended.account.name},
            )
            return redirect(after)
    return render_page(request, "organization/end.html", {"form": form, "grant": grant, "after": after})


@signed_in
def mine(request: HttpRequest) -> HttpResponse:
    """One's own roles, and who stands in for them."""
    held = queries.grants_of(request.user, today=request.today)
    context = {
        "roles": [(grant, list(roles.permissions_of(Role(grant.role)).values())) for grant in held],
        "deputies": list(queries.deputies_of(request.user, today=request.today)),
    }
    return render_page(request, "organization/mine.html", context)


@signed_in
def deputy(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Name somebody who stands in for a role of one's own."""
    held = queries.grants_of(request.user, today=request.today).filter(deputy_for=None)
    grant = get_object_or_404(held, uuid=uuid)
    form = form_with_search(
        request,
        forms.NewDeputy,
        initial={"from_on": request.today},
        accounts=found_accounts(request.POST, accounts.known_as),
    )
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        with refuse_on(form, services.Refused):
            made = services.name_deputy(
                grant=grant,
                account=Account.objects.get(uuid=data["account"]),
                from_on=data["from_on"],
                until_on=data["until_on"],
                basis=form.basis,
                today=request.today,
                by=request.user,
            )
            messages.success(
                request, _("%(name)s menggantikan Anda pada tanggal itu.") % {"name": made.account.name}
            )
            return redirect("organization:mine")
    return render_page(request, "organization/deputy.html", {"form": form, "grant": grant})


@signed_in
def dismiss(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """End the days of one's own deputy."""
    standing_in = queries.deputies_of(request.user, today=request.today)
    return _end_page(request, get_object_or_404(standing_in, uuid=uuid), "organization:mine")


@signed_in
def matrix(request: HttpRequest) -> HttpResponse:
    """What each role may do, in words, for everyone to see."""
    everyone = set(roles.permissions_of(Role.EMPLOYEE))
    allowed = {role: everyone | set(roles.permissions_of(role)) for role in Role}
    context = {
        "roles": [
            (role, [each for each in roles.permissions() if each.value in allowed[role]]) for role in Role
        ],
        "rows": [
            (permission, [(role, permission.value in allowed[role]) for role in Role])
            for permission in roles.permissions()
        ],
    }
    return render_page(request, "organization/matrix.html", context)
