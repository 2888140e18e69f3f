"""A form and its page: opened and sent at one address, and shown again with what was typed when it does not hold."""

from typing import cast

from django.forms import BaseForm
from django.http import QueryDict
from django.views.decorators.http import require_http_methods

open_or_send = require_http_methods(["GET", "HEAD", "POST"])


def status_of(form: BaseForm) -> int:
    """What a page with this form answers: 422 for a form that was sent and does not hold."""
    return 422 if form.errors else 200


def refuse(form: BaseForm, refusal: Exception, **newer: object) -> int:
    """Put the refusal's sentence on the form and answer 409; what was typed stays.

    When somebody else saved first, ``newer`` is what the form must have seen to be sent again, by field (its
    edition, say): saving is then a choice. A value of None leaves the field.
    """
    form.add_error(None, str(refusal))
    form.data = data = cast(QueryDict, form.data).copy()
    for name, value in newer.items():
        if value is not None:
            data[name] = str(value)
    return 409
