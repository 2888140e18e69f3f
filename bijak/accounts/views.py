"""Pages about the own account, one-time links, and the administrator's list of accounts."""

from collections.abc import Callable
from smtplib import SMTPException
from uuid import UUID

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.socialaccount.providers.openid_connect import views as oidc
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST, require_safe
from requests import RequestException  # what allauth asks the server with

from bijak.accounts import forms, mails, queries, services
from bijak.accounts.access import (
    AccountPermission,
    before_second_factor,
    public,
    requires,
    signed_in,
)
from bijak.accounts.middleware import AFTER_SECOND_FACTOR
from bijak.accounts.models import Account
from bijak.shell.htmx import render_page
from bijak.shell.sending import number_of, open_or_send
from bijak.shell.veiling import opened, searched

PER_PAGE = 25

# One-time links ---------------------------------------------------------------------------------


@public
@never_cache
@sensitive_variables("secret")
@open_or_send
def link(request: HttpRequest, secret: str) -> HttpResponse:
    """Ask first, sign in on POST: mail scanners open every link they see."""
    try:
        if request.method != "POST":
            found = queries.open_link(secret)
            return render(request, "accounts/link.html", {"account": found.account})
        found = services.redeem_link(secret=secret)
    except queries.LinkRefused as refusal:
        return render(request, "accounts/link_refused.html", {"sentence": str(refusal)}, status=410)
    if request.user.is_authenticated:
        get_adapter().logout(request)
    account = Account.objects.get(pk=found.account_id)
    record_authentication(request, account, method="link")
    safe = url_has_allowed_host_and_scheme(found.next, allowed_hosts=None)
    return perform_login(request, Login(user=account, redirect_url=found.next if safe else "/"))


# The agency's own sign-in -----------------------------------------------------------------------


@public
def sso(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Send the person to the agency's sign-in."""
    return _if_reachable(request, oidc.login, provider_id)


@public
def sso_callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    """She comes back from there."""
    return _if_reachable(request, oidc.callback, provider_id)


def _if_reachable(request: HttpRequest, view: Callable[..., HttpResponse], provider_id: str) -> HttpResponse:
    """allauth answers for what the server refuses, but not for a server that is away."""
    try:
        return view(request, provider_id)
    except RequestException:
        return render(request, "socialaccount/authentication_error.html", status=502)


# My account -------------------------------------------------------------------------------------


@before_second_factor
@open_or_send
def me(request: HttpRequest) -> HttpResponse:
    form = forms.Language(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        account = services.choose_language(account=request.user, language=form.cleaned_data["language"])
        messages.success(request, _("Pilihan bahasa disimpan."))
        response = redirect("accounts:me")
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            account.language,
            max_age=settings.SESSION_COOKIE_AGE,
            samesite="Lax",
        )
        return response
    return render(request, "accounts/me.html", {"form": form})


@before_second_factor
@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Password, second factor and recovery codes at a glance; here the second factor is asked for."""
    factor = queries.second_factor(request.user)
    waiting = request.session.get(AFTER_SECOND_FACTOR)
    if waiting and factor.is_set_up:
        del request.session[AFTER_SECOND_FACTOR]
    return render(request, "mfa/index.html", {"factor": factor, "waiting": waiting})


@before_second_factor
@open_or_send
def sessions(request: HttpRequest) -> HttpResponse:
    """See where one is signed in; end one session, or all the others."""
    current = request.session.session_key or ""
    if request.method == "POST":
        chosen = request.POST.get("session", "")
        ended = services.end_sessions(
            account=request.user,
            by=request.user,
            only=number_of(chosen) if chosen else None,
            keep=current,
        )
        if ended:
            messages.success(request, _("Sesi sudah diakhiri."))
        else:
            messages.info(request, _("Sesi itu sudah berakhir sebelumnya."))
        return redirect("usersessions_list")
    found = queries.sessions(request.user, current_key=current)
    return render(request, "usersessions/usersession_list.html", {"sessions": found})


@signed_in
@require_safe
def views(request: HttpRequest) -> HttpResponse:
    """Siapa melihat data saya: who, when, in which role, on which page."""
    page = Paginator(queries.views_of(request.user), PER_PAGE).get_page(request.GET.get("hal"))
    context = {"page": page, "looks": queries.looks(page.object_list)}
    return render_page(request, "accounts/views.html", context, partial="views")


# The administrator's accounts -------------------------------------------------------------------


@requires(AccountPermission.MANAGE)
@searched("q")
@require_safe
def accounts(request: HttpRequest) -> HttpResponse:
    text = opened(request.GET).get("q", "")
    page = Paginator(queries.find(text), PER_PAGE).get_page(request.GET.get("hal"))
    return render_page(request, "accounts/list.html", {"page": page, "text": text}, partial="accounts")


@requires(AccountPermission.MANAGE)
@open_or_send
def create(request: HttpRequest) -> HttpResponse:
    form = forms.AccountData(request.POST or None)
    if request.method == "POST" and form.is_valid():
        account = services.add_account(**form.cleaned_data, by=request.user, today=request.today)
        messages.success(request, _("Akun %(name)s dibuat.") % {"name": account.name})
        return _hand_over_link(request, account)
    return render(request, "accounts/create.html", {"form": form})


@requires(AccountPermission.MANAGE)
@open_or_send
def account(request: HttpRequest, account_uuid: UUID) -> HttpResponse:
    """One account: set its data right, and the acts an administrator has."""
    found = get_object_or_404(Account, uuid=account_uuid)
    form = forms.AccountData(request.POST or None, instance=Account.objects.get(pk=found.pk))
    if request.method == "POST" and form.is_valid():
        former = found.email
        services.correct_account(account=found, **form.cleaned_data, by=request.user, today=request.today)
        messages.success(request, _("Data akun disimpan."))
        if found.email != former:
            _tell_owner(request, found, "accounts/email_corrected", former, found.email)
        return redirect("accounts:account", found.uuid)
    services.record_view(
        viewer=request.user,
        subject_uuid=found.uuid,
        subject_kind="account",
        page=gettext_noop("Halaman akun"),
    )
    context = {"account": found, "form": form, "factor": queries.second_factor(found)}
    return render(request, "accounts/account.html", context)


@requires(AccountPermission.MANAGE)
@require_POST
def deactivate(request: HttpRequest, account_uuid: UUID) -> HttpResponse:
    found = get_object_or_404(Account, uuid=account_uuid)
    try:
        services.deactivate(account=found, by=request.user, today=request.today)
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    else:
        messages.success(request, _("Akun dinonaktifkan dan semua sesinya diakhiri."))
    return redirect("accounts:account", found.uuid)


@requires(AccountPermission.MANAGE)
@require_POST
def reactivate(request: HttpRequest, account_uuid: UUID) -> HttpResponse:
    found = get_object_or_404(Account, uuid=account_uuid)
    services.reactivate(account=found, by=request.user, today=request.today)
    messages.success(request, _("Akun diaktifkan kembali."))
    return redirect("accounts:account", found.uuid)


@requires(AccountPermission.MANAGE)
@require_POST
def remove_second_factor(request: HttpRequest, account_uuid: UUID) -> HttpResponse:
    found = get_object_or_404(Account, uuid=account_uuid)
    services.remove_second_factor(account=found, by=request.user, today=request.today)
    _tell_owner(request, found, "accounts/second_factor_removed", found.email)
    messages.success(request, _("Faktor kedua dilepas. Pemilik akun diminta memasang yang baru saat masuk."))
    return redirect("accounts:account", found.uuid)


def _tell_owner(request: HttpRequest, account: Account, change: str, *addresses: str | None) -> None:
    """Mail the owner what was done to the account. It is done already: a mail server that is away undoes nothing."""
    for address in filter(None, addresses):
        try:
            with override(account.language):
                get_adapter().tell_owner(change, account, email=address)
        except (OSError, SMTPException):
            messages.warning(
                request,
                _("Surel kepada %(email)s tidak terkirim. Beri tahu pemilik akun dengan cara lain.")
                % {"email": address},
            )


@requires(AccountPermission.MANAGE)
@require_POST
def send_link(request: HttpRequest, account_uuid: UUID) -> HttpResponse:
    return _hand_over_link(request, get_object_or_404(Account, uuid=account_uuid))


@sensitive_variables("url", "path")
def _hand_over_link(request: HttpRequest, account: Account) -> HttpResponse:
    """Mail a new link to its owner; where there is no mailbox, show it once to the administrator."""
    try:
        path = services.issue_link(account=account, by=request.user, today=request.today)
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
        return redirect("accounts:account", account.uuid)
    url = request.build_absolute_uri(path)
    if account.email:
        try:
            mails.send("accounts/sign_in_link", account.email, {"name": account.name, "url": url})
        except (OSError, SMTPException):
            messages.error(
                request,
                _("Surel tidak terkirim. Periksa pengaturan surel, atau serahkan tautan ini sendiri."),
            )
        else:
            messages.success(request, _("Tautan masuk dikirim ke %(email)s.") % {"email": account.email})
            return redirect("accounts:account", account.uuid)
    return render(request, "accounts/link_issued.html", {"account": account, "url": url})
