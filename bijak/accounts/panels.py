"""Fragments that accounts puts into the shell."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bijak.shell.registries import Due, PanelContent, TileContent


def second_factor_waived(request: HttpRequest, _subject: object) -> PanelContent | None:
    """In a demo the personas need no second factor; the banner says that this is not how it really is."""
    if not getattr(request, "second_factor_waived", False):
        return None
    return PanelContent("accounts/second_factor_waived.html")


def password_due(request: HttpRequest) -> TileContent | None:
    """Somebody who came by a one-time link has no way back yet."""
    if request.user.has_usable_password():
        return None
    return TileContent(
        title=_("Akun saya"),
        icon="user-circle",
        due=(
            Due(
                title=_("Pasang kata sandi"),
                link=reverse("account_set_password"),
                note=_(
                    "Anda masuk dengan tautan sekali pakai; tanpa kata sandi Anda tidak dapat masuk lagi."
                ),
            ),
        ),
    )
