"""Writes the mails about an account from the sentences in ``texts``."""

from collections.abc import Mapping
from datetime import datetime

from django.core.mail import send_mail
from django.utils import formats, timezone

from bijak.accounts import texts


def send(kind: str, to: str, values: Mapping[str, object]) -> None:
    """Send the mail of that name; an unknown name is an error, so that no English text slips out."""
    subject, body = texts.MAILS[kind]
    send_mail(str(subject), body % values, None, [to])


def send_change(kind: str, to: str, values: Mapping[str, object], *, at: datetime, ip: str) -> None:
    """Tell the owner what was changed on the account, when, and from where."""
    when = formats.date_format(timezone.localtime(at), "j F Y H:i")
    change = texts.CHANGES[kind] % values
    body = texts.CHANGE_BODY % {"change": change, "when": when, "ip": ip}
    send_mail(str(texts.CHANGE_SUBJECT), body, None, [to])
