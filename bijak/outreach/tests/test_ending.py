"""How a campaign reaches many, whom it reaches when a number is unread, and when it has ended."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from bijak.accounts.models import Account
from bijak.ledger import queries as ledger
from bijak.notifications import services as notifications
from bijak.notifications.models import Announcement, Message
from bijak.organization.models import Unit
from bijak.outreach import queries, rules, services
from bijak.outreach.models import Assignment, Campaign, State
from bijak.outreach.tests.conftest import TERM
from bijak.people import services as people
from bijak.people.tests.factories import make_batch, workforce_frame
from bijak.policy import queries as policies
from bijak.policy import services as policy_services
from bijak.policy import testing
from bijak.policy.models import Decree
from bijak.policy.registries import term_readers
from bijak.shell.testing import assert_swap_equals_reload

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]


def page(name: str, campaign: Campaign) -> str:
    return reverse(f"outreach:{name}", args=[campaign.uuid])


def last_day(campaign: Campaign) -> date:
    assert campaign.closes_on is not None
    return campaign.closes_on - timedelta(days=1)


@pytest.fixture
def ended(campaign: Campaign) -> Campaign:
    services.turn_day(today=last_day(campaign) + timedelta(days=1))
    campaign.refresh_from_db()
    return campaign


# On the desk ------------------------------------------------------------------------------------


def test_the_desk_and_the_notice_name_the_policy(
    prepared: Campaign, question: Any, ani: Account, eka: Account, today: date, client_of: ClientOf
) -> None:
    title = prepared.decree.draft.policy.title
    assert f"Siapkan sosialisasi “{title}”" in client_of(eka).get("/").content.decode()
    services.open_campaign(campaign=prepared, by=eka, today=today)
    desk = client_of(ani).get("/").content.decode()
    assert title in desk
    assert prepared.decree.citation in desk
    assert title in Message.objects.get(to=ani, kind="outreach.assigned").body


# Numbers that nobody reads ----------------------------------------------------------------------


@pytest.fixture
def unread(prepared: Campaign, monkeypatch: pytest.MonkeyPatch) -> Campaign:
    """The decree sets a number of which the system does not know whom it concerns."""
    monkeypatch.delitem(term_readers._readers, TERM)
    return prepared


def test_a_number_that_nobody_can_read_reaches_everyone_and_the_page_says_why(
    unread: Campaign, question: Any, eka: Account, ani: Account, today: date, client_of: ClientOf
) -> None:
    sentence = "Sistem belum tahu siapa yang disentuh angka ini"
    assert sentence in client_of(eka).get(page("prepare", unread)).content.decode()
    services.open_campaign(campaign=unread, by=eka, today=today)
    assert Assignment.objects.filter(campaign=unread, left_on=None).count() == 26
    assert sentence in client_of(eka).get(page("progress", unread)).content.decode()
    read = client_of(ani).get(page("read", unread)).content.decode()
    assert "Sistem belum dapat menghitung artinya bagi Anda." in read
    assert "Angka ini tidak menyangkut Anda." not in read


def test_one_unread_number_beside_a_read_one_forgets_nobody(
    prepared: Campaign, monkeypatch: pytest.MonkeyPatch, today: date
) -> None:
    assert len(queries.touched(prepared, today=today)) == 24
    settings = policies.settings_of
    another = type("Setting", (), {"term": "career.unknown", "provision_id": 0})()
    monkeypatch.setattr(policies, "settings_of", lambda version: [*settings(version), another])
    assert len(queries.touched(prepared, today=today)) == 26
    assert queries.unread_terms(prepared) == ["career.unknown"]


# Telling many -----------------------------------------------------------------------------------


def test_a_whole_city_is_told_in_the_background_and_the_page_shows_how_far_it_is(
    prepared: Campaign,
    question: Any,
    eka: Account,
    today: date,
    client_of: ClientOf,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(notifications, "BATCH", 10)
    services.open_campaign(campaign=prepared, by=eka, today=today)
    services.turn_day(today=today)
    sent = Announcement.objects.get()
    assert not Message.objects.filter(kind="outreach.assigned").exists()
    notifications.tell_batch(announcement_id=sent.pk)
    shown = client_of(eka).get(page("progress", prepared)).content.decode()
    assert "Pegawai sudah diberi tahu" in shown
    assert 'value="10" max="24"' in shown
    assert_swap_equals_reload(client_of(eka), page("progress", prepared), "pemberitahuan")
    while notifications.tell_batch(announcement_id=sent.pk):
        pass
    told = Message.objects.filter(kind="outreach.assigned").values_list("to", flat=True)
    assert (len(told), len(set(told))) == (24, 24)
    assert "Pegawai sudah diberi tahu" not in client_of(eka).get(page("progress", prepared)).content.decode()


# Its end ----------------------------------------------------------------------------------------


def test_a_campaign_is_followed_for_a_month_after_its_due_day_and_then_ends(
    campaign: Campaign, ended: Campaign, education: Unit, citra: Account, ani: Account, client_of: ClientOf
) -> None:
    assert ended.state == State.CLOSED
    assert ended.closes_on == campaign.due_on + timedelta(days=rules.GRACE_DAYS + 1)
    assert "outreach.closed" in {entry.verb for entry in ledger.entries_for(ended)}
    newcomer = {"siasn_id": "A99", "nip": "199001012015012099", "name": "Baru", "unit_id": education.pk}
    batch = make_batch(citra)
    people.record_workforce(workforce_frame([newcomer]), batch=batch, by=citra, today=date(2027, 6, 1))
    assert Assignment.objects.filter(campaign=ended, left_on=None).count() == 24
    assert page("read", ended) not in client_of(ani).get("/").content.decode()


def test_until_the_last_day_of_grace_it_goes_on(campaign: Campaign) -> None:
    services.turn_day(today=last_day(campaign))
    campaign.refresh_from_db()
    assert campaign.state == State.OPEN


def test_who_was_away_may_still_read_say_so_and_answer_after_the_end(
    ended: Campaign, question: Any, ani: Account, eka: Account, client_of: ClientOf
) -> None:
    browser, link = client_of(ani), page("read", ended)
    assert "belum diselesaikan" in browser.get(reverse("outreach:list")).content.decode()
    assert "Sosialisasinya berakhir" in browser.get(link).content.decode()
    browser.post(link, {"act": "baca"})
    browser.post(link, {"act": "jawab", f"q{question.pk}": 2})
    assert "Tanda terima" in browser.get(link).content.decode()
    shown = client_of(eka).get(page("progress", ended)).content.decode()
    assert "Selesai." in shown


def test_what_has_ended_is_replaced_by_a_newer_version_all_the_same(
    ended: Campaign, decree: Decree, ani: Account, eka: Account, today: date
) -> None:
    later = today + timedelta(days=400)
    draft = policy_services.revise(policy=decree.draft.policy, reason="Diperbarui.", by=None, today=later)
    newer = testing.enacted(draft, in_force_from=later, today=later, number=2)
    services.open_campaign(campaign=Campaign.objects.get(decree=newer), by=None, today=later)
    ended.refresh_from_db()
    assert ended.state == State.SUPERSEDED
    with pytest.raises(services.Superseded):
        services.acknowledge(
            assignment=Assignment.objects.get(campaign=ended, employee__account=ani), by=ani, today=later
        )


def test_what_has_ended_is_neither_opened_again_nor_prepared(
    ended: Campaign, eka: Account, today: date
) -> None:
    with pytest.raises(services.Refused, match="sudah berjalan"):
        services.open_campaign(campaign=ended, by=eka, today=today)
    with pytest.raises(services.Refused, match="sudah berjalan"):
        services.change_campaign(campaign=ended, edition=ended.edition, facts={}, by=eka, today=today)


# Revoked and amended ----------------------------------------------------------------------------


@pytest.fixture
def begun(prepared: Campaign, question: Any, eka: Account) -> Campaign:
    """Opened on the first day in force."""
    return services.open_campaign(campaign=prepared, by=eka, today=prepared.decree.in_force_from)


def revoke(decree: Decree, *, ends_on: date, today: date) -> None:
    policy_services.revoke(decree=decree, ends_on=ends_on, because="Perda 3/2027.", by=None, today=today)


def test_a_revoked_decree_leaves_the_desks_and_whoever_had_it_there_is_told_why(
    begun: Campaign, decree: Decree, question: Any, ani: Account, crowd: list[Account], client_of: ClientOf
) -> None:
    first = decree.in_force_from
    done = Assignment.objects.get(campaign=begun, employee__account=crowd[1])
    services.acknowledge(assignment=done, by=crowd[1], today=first)
    services.answer(assignment=done, answers={question.pk: 2}, by=crowd[1], today=first)
    revoke(decree, ends_on=first, today=first)
    begun.refresh_from_db()
    assert begun.state == State.REVOKED
    assert not queries.waiting_for(ani)
    told = Message.objects.filter(title__contains="dicabut")
    assert ani in {message.to for message in told.select_related("to")}
    assert crowd[1] not in {message.to for message in told.select_related("to")}
    shown = client_of(ani).get(page("read", begun)).content.decode()
    assert "Perda 3/2027." in shown
    assert "Saya sudah membacanya" not in shown
    assert "dicabut sejak 1 Januari 2027" in client_of(ani).get(reverse("outreach:list")).content.decode()
    refused = client_of(ani).post(page("read", begun), {"act": "baca"}, follow=True).content.decode()
    assert "Peraturan ini sudah dicabut" in refused
    assert "outreach.revoked" in {entry.verb for entry in ledger.entries_for(begun)}


def test_what_is_revoked_from_a_later_day_is_read_until_then(
    begun: Campaign, decree: Decree, ani: Account, client_of: ClientOf
) -> None:
    last = decree.in_force_from + timedelta(days=20)
    revoke(decree, ends_on=last + timedelta(days=1), today=decree.in_force_from)
    services.turn_day(today=last)
    begun.refresh_from_db()
    assert begun.state == State.OPEN
    assert "Masih berlaku sampai sebelum" in client_of(ani).get(page("read", begun)).content.decode()
    services.turn_day(today=last + timedelta(days=1))
    begun.refresh_from_db()
    assert begun.state == State.REVOKED


def test_a_campaign_whose_decree_is_revoked_before_it_opens_never_does(
    prepared: Campaign, decree: Decree, eka: Account, client_of: ClientOf
) -> None:
    revoke(decree, ends_on=decree.in_force_from, today=decree.in_force_from)
    services.turn_day(today=prepared.opens_itself_on)
    prepared.refresh_from_db()
    assert prepared.state == State.REVOKED
    assert not Message.objects.filter(kind="outreach.assigned").exists()
    with pytest.raises(services.Revoked):
        services.open_campaign(campaign=prepared, by=eka, today=prepared.opens_itself_on)
    assert "Perda 3/2027." in client_of(eka).get(page("progress", prepared)).content.decode()


def test_an_amended_decree_is_read_on_and_its_page_says_what_amended_it(
    campaign: Campaign, decree: Decree, ani: Account, eka: Account, today: date, client_of: ClientOf
) -> None:
    later = decree.in_force_from + timedelta(days=1)
    draft = policy_services.revise(policy=decree.draft.policy, reason="Kurang.", by=None, today=later)
    draft = policy_services.choose_form(draft=draft, form="amending", by=None, today=later)
    version = policies.working_version(draft)
    assert version is not None
    for setting in policies.settings_of(version):
        policy_services.unset_term(setting=setting, by=None, today=later)
    testing.set_hours(draft, 30, today=later)
    amending = testing.enacted(draft, in_force_from=later, today=later, number=13)
    services.open_campaign(campaign=Campaign.objects.get(decree=amending), by=eka, today=later)
    campaign.refresh_from_db()
    assert campaign.state == State.OPEN
    for link in (page("read", campaign), page("progress", campaign)):
        shown = client_of(ani if "capaian" not in link else eka).get(link).content.decode()
        assert f"{amending.citation}</a>" in shown
        assert "digantikan" not in shown
    of_the_amendment = page("read", Campaign.objects.get(decree=amending))
    assert f'href="{of_the_amendment}"' in client_of(ani).get(page("read", campaign)).content.decode()
    assert "diubah, mulai" not in client_of(ani).get(of_the_amendment).content.decode()
    revoke(amending, ends_on=later, today=later)
    assert set(Campaign.objects.values_list("state", flat=True)) == {State.REVOKED}


def test_an_amendment_without_a_number_is_told_to_everyone_and_shows_what_it_changed(
    campaign: Campaign, decree: Decree, ani: Account, eka: Account, today: date, client_of: ClientOf
) -> None:
    later = decree.in_force_from + timedelta(days=1)
    draft = policy_services.revise(policy=decree.draft.policy, reason="Kurang.", by=None, today=later)
    draft = policy_services.choose_form(draft=draft, form="amending", by=None, today=later)
    there = testing.passage(draft, "Pasal 3")
    policy_services.edit_passage(
        passage=there, heading="", text=there.text.replace("yang sama", "yang adil"), edition=there.edition,
        by=None, today=later,
    )  # fmt: skip
    amending = testing.enacted(draft, in_force_from=later, today=later, number=13)
    of_it = services.open_campaign(campaign=Campaign.objects.get(decree=amending), by=eka, today=later)
    assert len(queries.touched(of_it, today=later)) == 26 > len(queries.touched(campaign, today=later))
    shown = client_of(ani).get(page("read", of_it)).content.decode()
    assert "Yang berubah bagi Anda" not in shown
    assert "yang adil" in shown
    assert "<h3>Pasal 2</h3>" not in shown
