"""Telling people by the channels they chose."""

from datetime import UTC, datetime, timedelta
from smtplib import SMTPException
from typing import TYPE_CHECKING, Any
from unittest import mock

import pytest
from django.core import mail as django_mail
from django.utils.translation import gettext_lazy
from django_tasks_db.models import DBTaskResult
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from bijak.notifications import mail, queries, services, tasks
from bijak.notifications.channels import Channel
from bijak.notifications.models import Message, OutboxMail
from bijak.notifications.registries import Kinds, UnknownKind

if TYPE_CHECKING:
    from bijak.accounts.models import Account

pytestmark = pytest.mark.django_db


def tell(to: Any, kind: str = "test.finished", **changes: Any) -> list[Message]:
    text = {"title": "Impor selesai.", "body": "6.500 baris diterima.", "link": "/impor/1/"} | changes
    return services.notify(to=to, kind=kind, **text)


def ours(account: "Account") -> dict[str, tuple[Channel, ...]]:
    choices = {choice.kind.code: choice.channels for choice in queries.choices_of(account)}
    return {code: channels for code, channels in choices.items() if code.startswith("test.")}


def mails_waiting() -> list[Any]:
    return [task.args_kwargs["args"][0] for task in DBTaskResult.objects.order_by("enqueued_at")]


def test_ani_is_told_in_the_application_and_by_mail(
    ani: "Account", django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        (message,) = tell(ani)
        assert mails_waiting() == []
    assert mails_waiting() == [[message.pk]]
    assert list(queries.messages_for(ani)) == [message]
    tasks.send_mails.call([message.pk])
    (sent,) = django_mail.outbox
    assert (sent.to, sent.subject) == (["ani@example.test"], "Impor selesai.")
    assert "6.500 baris diterima." in sent.body
    assert "http://localhost:8000/impor/1/" in sent.body


def test_a_mail_leaves_once_however_often_the_task_runs(ani: "Account") -> None:
    (message,) = tell(ani)
    for _again in range(3):
        tasks.send_mails.call([message.pk])
    assert len(django_mail.outbox) == 1


def test_nobody_is_told_of_what_was_rolled_back(
    ani: "Account", django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks() as callbacks:
        tell(ani)
    assert len(callbacks) == 1
    assert mails_waiting() == []


def test_ani_who_wants_no_mail_gets_none(ani: "Account", budi: "Account") -> None:
    services.choose(channels={"test.finished": ["app"]}, by=ani)
    messages = {message.to: message.channels for message in tell([ani, budi])}
    assert messages == {ani: ["app"], budi: ["app", "email"]}


def test_ani_who_wants_nothing_is_left_alone(ani: "Account") -> None:
    services.choose(channels={"test.finished": []}, by=ani)
    assert tell(ani) == []
    assert len(tell(ani, "test.hint")) == 1


def test_a_choice_replaces_the_one_before(ani: "Account") -> None:
    services.choose(channels={"test.finished": [], "test.hint": ["email"]}, by=ani)
    services.choose(channels={"test.finished": ["email"]}, by=ani)
    assert ours(ani) == {"test.finished": (Channel.EMAIL,), "test.hint": (Channel.EMAIL,)}


def test_ani_without_an_address_is_told_in_the_application_only(ani: "Account") -> None:
    ani.email = None
    ani.save()
    assert tell(ani)[0].channels == ["app"]
    services.choose(channels={"test.finished": ["email"]}, by=ani)
    assert tell(ani) == []


def test_someone_whose_account_is_closed_is_not_told(ani: "Account") -> None:
    ani.is_active = False
    assert tell(ani) == []


def test_each_reads_her_own_language(ani: "Account", budi: "Account") -> None:
    budi.language = "en"
    title = gettext_lazy("Monday")
    told = {message.to: message.title for message in tell([ani, budi], title=title)}
    assert told == {ani: "Senin", budi: "Monday"}


def test_telling_a_hundred_costs_as_much_as_telling_one(
    ani: "Account", budi: "Account", django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for people in ([ani], [ani, budi] * 50):
        with django_assert_num_queries(4):  # savepoint, choices, insert, release
            tell(people, "test.hint")


def test_an_unknown_kind_is_a_fault_of_the_caller(ani: "Account", kinds: Kinds) -> None:
    with pytest.raises(UnknownKind, match=r"test\.nothing"):
        tell(ani, "test.nothing")
    with pytest.raises(LookupError, match="twice"):
        kinds.register("test.hint", "Lagi")


def test_one_mail_that_fails_holds_back_no_other_and_is_tried_again(ani: "Account", budi: "Account") -> None:
    Message.objects.all().delete()  # Budi was told of his role.
    failed, sent = tell(ani) + tell(budi)
    deliver = mail.send

    def refuse_ani(message: Message) -> None:
        if message.to == ani:
            raise SMTPException("Mailbox full")
        deliver(message)

    with mock.patch.object(mail, "send", refuse_ani):
        tasks.send_mails.call([failed.pk, sent.pk])
    assert [mail.to for mail in django_mail.outbox] == [["budi@example.test"]]
    written = Message.objects.get(pk=failed.pk).created_at
    for waited, again in ((5, []), (15, [[failed.pk]]), (60 * 24 * 3, [[failed.pk]])):
        services.retry_mails(now=written + timedelta(minutes=waited))
        assert mails_waiting() == again


def test_a_title_with_a_line_break_cannot_add_headers_to_the_mail(ani: "Account") -> None:
    (message,) = tell(ani, title="Impor\r\nBcc: all@example.test")
    tasks.send_mails.call([message.pk])
    assert django_mail.outbox[0].subject == "Impor Bcc: all@example.test"


def test_a_mail_is_plain_text_and_nothing_in_it_is_escaped(ani: "Account") -> None:
    (message,) = tell(ani, body="<b>Dinas</b> “Pendidikan” & Kebudayaan")
    tasks.send_mails.call([message.pk])
    sent = django_mail.outbox[0]
    assert "<b>Dinas</b> “Pendidikan” & Kebudayaan" in sent.body
    assert not getattr(sent, "alternatives", [])


def test_messages_are_forgotten_after_a_year(ani: "Account") -> None:
    tell(ani)
    assert services.forget_old(now=datetime.now(UTC) + timedelta(days=364)) == 0
    assert services.forget_old(now=datetime.now(UTC) + timedelta(days=366)) == 1


def test_a_demo_keeps_its_mails_instead_of_sending_them(ani: "Account", settings: Any) -> None:
    settings.MAILERS = {"default": {"BACKEND": "bijak.notifications.mail.OutboxBackend"}}
    (message,) = tell(ani)
    tasks.send_mails.call([message.pk])
    kept = OutboxMail.objects.get()
    assert (kept.to, kept.subject) == ("ani@example.test", "Impor selesai.")
    assert Message.objects.get(pk=message.pk).mailed_at is not None
