"""The list, the choices, the outbox of a demo."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bijak.notifications import queries, services
from bijak.notifications.models import Message, OutboxMail
from bijak.shell.testing import assert_swap_equals_reload

if TYPE_CHECKING:
    from bijak.accounts.models import Account

pytestmark = pytest.mark.django_db

INDEX = reverse("notifications:index")
UNREAD = f"{INDEX}?tampil=belum-dibaca"
PREFERENCES = reverse("notifications:preferences")
OUTBOX = reverse("notifications:outbox")

type Open = Callable[["Account"], Client]


def tell(to: "Account", **changes: str) -> Message:
    text = {"title": "Impor selesai.", "body": "6.500 baris diterima.", "link": PREFERENCES} | changes
    return services.notify(to=to, kind="test.hint", **text)[0]


def test_ani_reads_her_messages_and_no_one_elses(ani: "Account", budi: "Account", client_of: Open) -> None:
    tell(ani, title="Untuk Ani.")
    tell(budi, title="Untuk Budi.")
    page = client_of(ani).get(INDEX).content.decode()
    assert "Untuk Ani." in page
    assert "Untuk Budi." not in page


def test_the_bell_counts_what_is_unread(ani: "Account", client_of: Open) -> None:
    for _each in range(3):
        tell(ani)
    services.mark_read(message=tell(ani))
    assert queries.unread_count(ani) == 3
    bell = client_of(ani).get(INDEX).content.decode().partition('class="shell-bell')[2].partition("</a>")[0]
    assert ">3<" in bell


def test_opening_a_message_marks_it_read_and_leads_where_it_points(ani: "Account", client_of: Open) -> None:
    message = tell(ani)
    answer = client_of(ani).post(reverse("notifications:read", args=[message.uuid]))
    assert (answer.status_code, answer["Location"]) == (302, PREFERENCES)
    assert queries.unread_count(ani) == 0


@pytest.mark.parametrize("link", ["", "https://example.test/", "//example.test/", "javascript:alert(1)"])
def test_a_message_never_leads_off_our_address(link: str, ani: "Account", client_of: Open) -> None:
    message = tell(ani, link=link)
    answer = client_of(ani).post(reverse("notifications:read", args=[message.uuid]))
    assert answer["Location"] == INDEX


def test_budi_cannot_open_or_read_away_what_ani_was_told(
    ani: "Account", budi: "Account", client_of: Open
) -> None:
    for uuid in (tell(ani).uuid, uuid4()):
        assert client_of(budi).post(reverse("notifications:read", args=[uuid])).status_code == 404
    client_of(budi).post(reverse("notifications:read_all"))
    assert queries.unread_count(ani) == 1


def test_all_are_marked_read_at_once(ani: "Account", client_of: Open) -> None:
    tell(ani)
    tell(ani)
    page = client_of(ani).post(reverse("notifications:read_all"), follow=True).content.decode()
    assert queries.unread_count(ani) == 0
    assert "Semua pemberitahuan ditandai sudah dibaca." in page


def test_the_list_can_show_only_what_is_unread(ani: "Account", client_of: Open) -> None:
    services.mark_read(message=tell(ani, title="Lama."))
    assert "Semua sudah dibaca." in client_of(ani).get(UNREAD).content.decode()
    tell(ani, title="Baru saja.")
    page = client_of(ani).get(UNREAD).content.decode()
    assert "Baru saja." in page
    assert "Lama." not in page


def test_who_was_told_nothing_reads_what_the_page_is_for(ani: "Account", client_of: Open) -> None:
    assert "Belum ada pemberitahuan." in client_of(ani).get(INDEX).content.decode()


def test_a_script_in_a_message_stays_text(ani: "Account", client_of: Open) -> None:
    tell(ani, title="<script>alert(1)</script>", body="<img src=x onerror=alert(1)>")
    page = client_of(ani).get(INDEX).content.decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_the_number_of_queries_does_not_grow_with_the_list(ani: "Account", client_of: Open) -> None:
    client = client_of(ani)

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries_made:
            client.get(INDEX)
        return len(queries_made)

    tell(ani)
    cost()
    few = cost()
    for _each in range(40):
        tell(ani)
    assert cost() == few <= 12


@pytest.mark.parametrize("url", [INDEX, UNREAD, f"{INDEX}?hal=2"])
def test_a_swap_shows_what_a_reload_shows(url: str, ani: "Account", client_of: Open) -> None:
    for _each in range(30):
        tell(ani)
    assert_swap_equals_reload(client_of(ani), url, "daftar")


def test_ani_chooses_her_channels(ani: "Account", client_of: Open) -> None:
    client = client_of(ani)
    assert "Petunjuk" in client.get(PREFERENCES).content.decode()
    answer = client.post(PREFERENCES, {"test.hint": ["email"]}, follow=True)
    assert "Pilihan saluran disimpan." in answer.content.decode()
    chosen = {choice.kind.code: list(choice.channels) for choice in queries.choices_of(ani)}
    assert (chosen["test.finished"], chosen["test.hint"]) == ([], ["email"])


def test_a_channel_that_does_not_exist_is_refused_in_a_sentence(ani: "Account", client_of: Open) -> None:
    answer = client_of(ani).post(PREFERENCES, {"test.hint": ["pigeon"]})
    assert answer.status_code == 200
    assert "pigeon" in answer.content.decode()
    assert {choice.kind.code: choice.channels for choice in queries.choices_of(ani)}["test.hint"] == ("app",)


def test_the_outbox_shows_the_mails_of_a_demo(ani: "Account", client_of: Open, settings: Any) -> None:
    settings.IS_DEMO = True
    assert "Belum ada surel." in client_of(ani).get(OUTBOX).content.decode()
    OutboxMail.objects.create(
        to="budi@example.test", subject="Masuk", body="Buka http://localhost:8000/masuk/x/"
    )
    page = client_of(ani).get(OUTBOX).content.decode()
    assert "budi@example.test" in page
    assert '<a href="http://localhost:8000/masuk/x/"' in page
    assert_swap_equals_reload(client_of(ani), OUTBOX, "surel")


def test_outside_a_demo_there_is_no_outbox(ani: "Account", client_of: Open, settings: Any) -> None:
    settings.IS_DEMO = False
    assert client_of(ani).get(OUTBOX).status_code == 404


@pytest.mark.parametrize("url", [INDEX, PREFERENCES, OUTBOX])
def test_a_citizen_is_sent_to_sign_in(url: str, client: Client) -> None:
    assert client.get(url).status_code == 302


def test_reading_is_posted_and_never_got(ani: "Account", client_of: Open) -> None:
    client, message = client_of(ani), tell(ani)
    for url in (reverse("notifications:read", args=[message.uuid]), reverse("notifications:read_all")):
        assert client.get(url).status_code == 405
    assert client.post(INDEX).status_code == 405
    assert queries.unread_count(ani) == 1
