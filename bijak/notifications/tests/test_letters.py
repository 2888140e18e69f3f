"""Somebody without an account gets a mail; nothing of it is kept once it has left."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bijak.notifications import queries, services, tasks
from bijak.notifications.models import Letter

pytestmark = pytest.mark.django_db


def write(**more: Any) -> Letter:
    words = {
        "to": "warga@contoh.example",
        "subject": "Tanggapan dijawab",
        "body": "Isi.",
        "link": "/dialog/rahasia/",
    }
    services.write(**(words | more))
    return Letter.objects.order_by("-pk")[0]


def test_a_letter_is_mailed_once_and_forgotten() -> None:
    letter = write()
    assert services.send_letter(letter_id=letter.pk)
    assert not services.send_letter(letter_id=letter.pk)
    sent = mail.outbox[0]
    assert (sent.to, sent.subject) == (["warga@contoh.example"], "Tanggapan dijawab")
    assert "/dialog/rahasia/" in sent.body
    assert not Letter.objects.exists()


def test_it_speaks_the_language_it_was_written_for() -> None:
    assert write(subject=_("Batal"), language="en").subject == "Cancel"
    assert write(subject=_("Batal")).subject == "Batal"


def test_a_line_break_in_the_subject_starts_no_header() -> None:
    services.send_letter(letter_id=write(subject="Halo\nBcc: lain@contoh.example").pk)
    assert mail.outbox[0].subject == "Halo Bcc: lain@contoh.example"
    assert mail.outbox[0].recipients() == ["warga@contoh.example"]


def test_one_that_the_mail_server_refuses_holds_back_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = write(to="tolak@contoh.example"), write()
    real = services.mail.send_letter

    def refuse(letter: Letter) -> None:
        if letter.to.startswith("tolak"):
            raise ConnectionRefusedError
        real(letter)

    monkeypatch.setattr(services.mail, "send_letter", refuse)
    tasks.send_letters.func([first.pk, second.pk])
    assert [each.to for each in mail.outbox] == [["warga@contoh.example"]]
    assert Letter.objects.get() == first


def test_what_stayed_behind_is_asked_for_again_and_forgotten_after_two_days() -> None:
    now = timezone.now()
    letter = write()
    assert queries.waiting_letters(until=now - services.RETRY_AFTER) == []
    Letter.objects.update(created_at=now - timedelta(hours=1))
    assert queries.waiting_letters(until=now - services.RETRY_AFTER) == [letter.pk]
    Letter.objects.update(created_at=now - timedelta(days=3))
    services.retry_mails(now=now)
    assert not Letter.objects.exists()
