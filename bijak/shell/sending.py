"""A form and its page: opened and sent at one address, and shown again with what was typed when it does not hold.

A service that cannot do what it is asked raises. A change with a form is tried within ``refuse_on(form, Refused)``,
a change without one within ``tell_why_not(request, Refused)``; what follows inside happens only once it is done::

    with tell_why_not(request, services.Refused):
        services.remove_option(option=option, by=request.user, today=request.today)
        messages.success(request, _("Pilihan dihapus."))
    return redirect("policy:options", uuid=draft.uuid)
"""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from types import TracebackType
from typing import cast
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpRequest, QueryDict
from django.views.decorators.http import require_http_methods

open_or_send = require_http_methods(["GET", "HEAD", "POST"])

REFUSED = "refused"
"""The code of an error that a service raised, not the form itself."""


def number_of(text: str, otherwise: int = 0) -> int:
    """A whole number as an address or a hidden field says it; ``otherwise`` for what is none or beyond any key."""
    return int(text) if text.isdecimal() and len(text) < 19 else otherwise


def uuids_of(sent: Iterable[str]) -> list[UUID]:
    """What was ticked or chosen; what is no key is nobody's."""
    found = []
    for each in sent:
        with suppress(ValueError):
            found.append(UUID(each))
    return found


def status_of(form: BaseForm) -> int:
    """What a page with this form answers: 422 for a form that was sent and does not hold, 409 for one refused."""
    if any(form.has_error(name, REFUSED) for name in form.errors):
        return 409
    return 422 if form.errors else 200


def refuse(form: BaseForm, refusal: Exception, **newer: object) -> int:
    """Put the refusal's sentence on the form and answer 409; what was typed stays.

    It stands at the ``field`` that the refusal names, where it names one; else above all of them.

    When somebody else saved first, the form must have seen what is newer to be sent again: the ``edition`` that the
    refusal carries, or ``newer`` by field. Saving is then a choice. A value of None leaves the field.
    """
    form.add_error(getattr(refusal, "field", None), ValidationError(str(refusal), code=REFUSED))
    form.data = data = cast(QueryDict, form.data).copy()
    for name, value in ({"edition": getattr(refusal, "edition", None)} | newer).items():
        if value is not None:
            data[name] = str(value)
    return 409


def refuse_on(form: BaseForm, *kinds: type[Exception]) -> AbstractContextManager[None, bool]:
    """What is tried within is done, or a refusal of these kinds stands on the form."""
    return _Tried(kinds, lambda refusal: refuse(form, refusal))


def tell_why_not(request: HttpRequest, *kinds: type[Exception]) -> AbstractContextManager[None, bool]:
    """What is tried within is done, or a refusal of these kinds is told on the next page."""
    return _Tried(kinds, lambda refusal: messages.error(request, str(refusal)))


@dataclass(frozen=True)
class _Tried(AbstractContextManager[None, bool]):
    kinds: tuple[type[Exception], ...]
    answer: Callable[[Exception], object]

    def __exit__(
        self, _kind: type[BaseException] | None, raised: BaseException | None, _trace: TracebackType | None
    ) -> bool:
        if not isinstance(raised, self.kinds):
            return False
        self.answer(raised)
        return True
