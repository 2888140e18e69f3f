"""What an administrator does to an account, its owner is told."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bijak.accounts.events import AddressCorrected, SecondFactorRemoved
from bijak.accounts.models import Account
from bijak.kernel.events import subscribe
from bijak.notifications import services


@subscribe(AddressCorrected)
def tell_of_address(event: AddressCorrected) -> None:
    _tell(
        event,
        _("Administrator mengganti surel akun Anda."),
        _(
            "Bila Anda tidak memintanya, hubungi administrator instansi. Surel yang sekarang ada di “Akun saya”."
        ),
        link="/akun/",
    )


@subscribe(SecondFactorRemoved)
def tell_of_second_factor(event: SecondFactorRemoved) -> None:
    _tell(
        event,
        _("Administrator melepas faktor kedua akun Anda."),
        _("Pasanglah yang baru. Bila Anda tidak memintanya, hubungi administrator instansi."),
        link="/akun/keamanan/",
    )


def _tell(
    event: AddressCorrected | SecondFactorRemoved, title: Promise | str, body: Promise | str, *, link: str
) -> None:
    """In the application only: the mails leave from accounts, to the former address too, whatever she chose."""
    owner = Account.objects.get(uuid=event.account)
    services.notify(to=owner, kind="accounts.changed", title=title, body=body, link=link)
