"""A decree on its way to the people it touches: whom, what they do, what is seen of it, and what is not."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bijak.accounts.models import Account
from bijak.ledger import queries as ledger
from bijak.notifications.models import Message
from bijak.organization import queries as organization
from bijak.organization.models import Unit
from bijak.outreach import queries, services
from bijak.outreach.access import Permission
from bijak.outreach.models import Assignment, Campaign, QuizAnswer, QuizQuestion, State
from bijak.outreach.tests.conftest import ask, rows_of
from bijak.people import services as people
from bijak.people.models import EmployeeToday
from bijak.people.registries import holders
from bijak.people.tests.factories import make_batch, workforce_frame
from bijak.policy import queries as policies
from bijak.policy import services as policy_services
from bijak.policy import testing
from bijak.policy.models import Decree
from bijak.policy.registries import threads
from bijak.shell.testing import assert_swap_equals_reload

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]


def url(name: str, campaign: Campaign, *more: Any) -> str:
    return reverse(f"outreach:{name}", args=[campaign.uuid, *more])


def of(account: Account, campaign: Campaign) -> Assignment:
    return queries.assignments_of(account).get(campaign=campaign)


def tomorrow(day: date) -> date:
    """When what was answered today may count."""
    return day + timedelta(days=1)


def finish(campaign: Campaign, account: Account, today: date, *given: int) -> None:
    """Acknowledge and answer every question as given."""
    services.acknowledge(assignment=of(account, campaign), by=account, today=today)
    answers = {question.pk: value for question, value in zip(queries.questions(campaign), given, strict=True)}
    services.answer(assignment=of(account, campaign), answers=answers, by=account, today=today)


# Preparing --------------------------------------------------------------------------------------


def test_a_decree_prepares_its_campaign(prepared: Campaign, decree: Decree) -> None:
    assert (prepared.state, prepared.opens_itself_on) == (State.PREPARING, decree.in_force_from)
    assert not Assignment.objects.exists()


def test_eka_writes_the_message_and_a_question_tied_to_a_provision(
    prepared: Campaign, eka: Account, client_of: ClientOf
) -> None:
    client = client_of(eka)
    assert url("prepare", prepared) in client.get("/").content.decode()
    data = {"edition": 1, "message": "Mulai tahun depan 24 JP.", "due_days": 20, "threshold": 60}
    assert client.post(url("prepare", prepared), data).status_code == 302
    clause = next(iter(queries.clauses_by_provision(prepared).values()))
    page = client.post(
        url("add_question", prepared),
        {
            "edition": 2,
            "provision": clause.provision_id,
            "text": "Apa?",
            "options": "A\nB\nC",
            "right": 3,
            "explanation": "C.",
        },
    )
    assert page.status_code == 302
    asked = QuizQuestion.objects.get()
    assert (asked.options, asked.right, asked.provision_id) == (["A", "B", "C"], 3, clause.provision_id)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"options": "Hanya satu"}, "dua sampai lima pilihan"),
        ({"right": 4}, "tidak ada di antara pilihan"),
        ({"provision": "999999"}, "Masukkan pilihan yang valid"),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused_and_kept(
    prepared: Campaign, eka: Account, client_of: ClientOf, changes: dict[str, Any], sentence: str
) -> None:
    clause = next(iter(queries.clauses_by_provision(prepared).values()))
    data = {
        "edition": 1, "provision": clause.provision_id, "text": "Apakah ini tersimpan?", "options": "A\nB",
        "right": 1, "explanation": "Ya.",
    }  # fmt: skip
    page = client_of(eka).post(url("add_question", prepared), data | changes)
    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert "Apakah ini tersimpan?" in page.content.decode()


def test_the_second_analyst_sees_that_somebody_saved_first(
    prepared: Campaign, eka: Account, client_of: ClientOf
) -> None:
    client, data = client_of(eka), {"edition": 1, "message": "Pertama", "due_days": 14, "threshold": 75}
    client.post(url("prepare", prepared), data)
    late = client.post(url("prepare", prepared), data | {"message": "Kedua"})
    assert late.status_code == 409
    assert "baru saja diubah orang lain" in late.content.decode()
    assert "Kedua" in late.content.decode()


def test_only_analysts_prepare(
    prepared: Campaign, citra: Account, ani: Account, today: date, client_of: ClientOf
) -> None:
    with pytest.raises(PermissionDenied):
        services.open_campaign(campaign=prepared, by=citra, today=today)
    assert client_of(ani).get(url("prepare", prepared)).status_code == 403
    assert client_of(ani).get(url("read", prepared)).status_code == 404
    assert "Sosialisasi sedang disiapkan" in client_of(citra).get(url("progress", prepared)).content.decode()


def test_a_campaign_under_way_keeps_its_questions(
    campaign: Campaign, question: QuizQuestion, eka: Account, today: date
) -> None:
    with pytest.raises(services.Refused, match="sudah berjalan"):
        services.remove_question(question=question, by=eka, today=today)
    with pytest.raises(services.Refused, match="sudah berjalan"):
        services.open_campaign(campaign=campaign, by=eka, today=today)


def test_a_campaign_that_nobody_opens_opens_by_itself(prepared: Campaign) -> None:
    services.turn_day(today=date(2026, 12, 31))
    prepared.refresh_from_db()
    assert prepared.state == State.PREPARING
    services.turn_day(today=date(2027, 1, 1))
    prepared.refresh_from_db()
    assert (prepared.state, prepared.due_on) == (State.OPEN, date(2027, 1, 15))


# Audience ---------------------------------------------------------------------------------------


def test_everyone_the_terms_touch_is_assigned_and_told(campaign: Campaign, crowd: list[Account]) -> None:
    """24 PNS; the two PPPK are not touched."""
    assert Assignment.objects.filter(campaign=campaign, left_on=None).count() == 24
    assert Message.objects.filter(kind="outreach.assigned").count() == 24
    assert not queries.assignments_of(crowd[-1]).exists()


def test_without_terms_everyone_who_works_here_is_touched(
    crowd: list[Account], eka: Account, today: date
) -> None:
    decree = testing.enacted(testing.make_policy(today=today), today=today)
    campaign = services.open_campaign(campaign=Campaign.objects.get(decree=decree), by=eka, today=today)
    assert Assignment.objects.filter(campaign=campaign).count() == 26


def test_the_audience_follows_the_roster(
    campaign: Campaign, education: Unit, health: Unit, citra: Account, today: date
) -> None:
    """A newcomer is assigned and told; somebody who retired is let go; somebody who moved is counted there."""
    rows = rows_of(education, health)
    rows[1] = rows[1] | {"standing_code": "99"}
    rows[2] = rows[2] | {"unit_id": health.pk, "position_from": today}
    rows.append({"siasn_id": "A99", "nip": "199001012015012099", "name": "Baru", "unit_id": health.pk})
    people.record_workforce(workforce_frame(rows), batch=make_batch(citra), by=citra, today=today)
    by_nip = {row.nip[-2:]: row.pk for row in EmployeeToday.objects.all()}
    mine = {row.employee_id: row for row in Assignment.objects.filter(campaign=campaign)}
    assert by_nip["99"] in mine
    assert mine[by_nip["02"]].left_on is not None
    assert mine[by_nip["03"]].unit_id == health.pk
    assert "outreach.followed" in {entry.verb for entry in ledger.entries_for(campaign)}


def test_following_twice_changes_nothing(campaign: Campaign, today: date) -> None:
    before = list(Assignment.objects.order_by("pk").values())
    services.follow(campaign=campaign, today=today)
    assert list(Assignment.objects.order_by("pk").values()) == before


def test_following_takes_a_handful_of_statements(
    campaign: Campaign, today: date, django_assert_max_num_queries: Any
) -> None:
    Assignment.objects.all().delete()
    with django_assert_max_num_queries(15):  # telling those who came among them
        services.follow(campaign=campaign, today=today)


def test_a_person_is_held_once_she_has_opened_what_she_was_given(
    campaign: Campaign, ani: Account, today: date
) -> None:
    key = of(ani, campaign).employee_id
    assert holders.hold(frozenset([key])) == set()
    services.see(assignment=of(ani, campaign), today=today)
    assert holders.hold(frozenset([key])) == {key}


def test_undoing_an_import_lets_its_people_go(
    campaign: Campaign, education: Unit, citra: Account, today: date
) -> None:
    newcomer = {"siasn_id": "A99", "nip": "199001012015012099", "name": "Baru", "unit_id": education.pk}
    batch = make_batch(citra)
    people.record_workforce(workforce_frame([newcomer]), batch=batch, by=citra, today=today)
    assigned = Assignment.objects.filter(campaign=campaign, left_on=None).count()
    people.undo_batch(batch=batch, by=citra)
    assert Assignment.objects.filter(campaign=campaign, left_on=None).count() == assigned - 1


# Reading ----------------------------------------------------------------------------------------


def test_ani_finds_it_on_her_desk_with_what_changes_for_her(
    campaign: Campaign, ani: Account, client_of: ClientOf
) -> None:
    client = client_of(ani)
    assert url("read", campaign) in client.get("/").content.decode()
    page = client.get(url("read", campaign)).content.decode()
    assert "Anda perlu 20 JP." in page  # national law, before
    assert "Anda perlu 24 JP." in page
    assert "Pasal 2 ayat (1)" in page
    assert "paling sedikit 24" in page
    assert of(ani, campaign).opened_on is not None


def test_ani_acknowledges_answers_and_gets_a_receipt(
    campaign: Campaign, question: QuizQuestion, ani: Account, client_of: ClientOf
) -> None:
    client = client_of(ani)
    assert f"q{question.pk}" not in client.get(url("read", campaign)).content.decode()
    assert client.post(url("read", campaign), {"act": "baca"}).status_code == 302
    page = client.post(url("read", campaign), {"act": "jawab"})
    assert page.status_code == 422
    assert client.post(url("read", campaign), {"act": "jawab", f"q{question.pk}": 2}).status_code == 302
    done = client.get(url("read", campaign)).content.decode()
    assert "Paling sedikit 24 JP setahun." in done
    assert "Tanda terima" in done
    assert str(of(ani, campaign).uuid) in done
    assert url("read", campaign) not in client.get("/").content.decode()


def test_saying_twice_that_one_has_read_counts_once(campaign: Campaign, ani: Account, today: date) -> None:
    first = services.acknowledge(assignment=of(ani, campaign), by=ani, today=today)
    again = services.acknowledge(assignment=of(ani, campaign), by=ani, today=today + timedelta(days=1))
    assert again.acknowledged_on == first.acknowledged_on == today
    assert [entry.verb for entry in ledger.entries_for(first)] == ["outreach.acknowledged"]


def test_the_first_answer_counts_and_a_second_try_is_welcome(
    campaign: Campaign, question: QuizQuestion, ani: Account, today: date, client_of: ClientOf
) -> None:
    finish(campaign, ani, today, 1)
    page = client_of(ani).get(url("read", campaign)).content.decode()
    assert "Belum tepat" in page
    services.answer(assignment=of(ani, campaign), answers={question.pk: 2}, by=ani, today=today)
    answer = QuizAnswer.objects.get()
    assert (answer.first, answer.latest, of(ani, campaign).first_right) == (1, 2, 0)
    assert "Belum tepat" not in client_of(ani).get(url("read", campaign)).content.decode()


def test_questions_come_after_the_acknowledgement(
    campaign: Campaign, question: QuizQuestion, ani: Account, today: date
) -> None:
    with pytest.raises(services.Refused, match="Nyatakan dahulu"):
        services.answer(assignment=of(ani, campaign), answers={question.pk: 2}, by=ani, today=today)


@pytest.mark.parametrize("given", [0, 3])
def test_an_answer_that_is_no_option_is_refused(
    campaign: Campaign, question: QuizQuestion, ani: Account, today: date, given: int
) -> None:
    services.acknowledge(assignment=of(ani, campaign), by=ani, today=today)
    with pytest.raises(services.Refused, match="tidak ada dalam pilihannya"):
        services.answer(assignment=of(ani, campaign), answers={question.pk: given}, by=ani, today=today)


def test_nobody_acknowledges_for_another(
    campaign: Campaign, ani: Account, crowd: list[Account], today: date
) -> None:
    with pytest.raises(services.Refused, match="tidak ditujukan kepada Anda"):
        services.acknowledge(assignment=of(ani, campaign), by=crowd[1], today=today)


def test_whoever_is_not_touched_sees_404(
    campaign: Campaign, crowd: list[Account], client_of: ClientOf
) -> None:
    assert client_of(crowd[-1]).get(url("read", campaign)).status_code == 404
    assert client_of(crowd[-1]).post(url("read", campaign), {"act": "baca"}).status_code == 404


def test_the_reading_page_asks_few_questions(
    campaign: Campaign, ani: Account, client_of: ClientOf, django_assert_max_num_queries: Any
) -> None:
    client = client_of(ani)
    with django_assert_max_num_queries(32):
        client.get(url("read", campaign))


def test_the_database_refuses_an_acknowledgement_of_what_was_never_opened(
    campaign: Campaign, ani: Account
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Assignment.objects.filter(pk=of(ani, campaign).pk).update(acknowledged_on=date(2026, 11, 3))


def test_a_message_with_script_is_shown_as_text(
    prepared: Campaign, eka: Account, ani: Account, today: date, client_of: ClientOf
) -> None:
    facts = {"message": "<script>alert(1)</script>", "due_days": 14, "threshold": 75}
    services.change_campaign(campaign=prepared, edition=prepared.edition, facts=facts, by=eka, today=today)
    services.open_campaign(campaign=prepared, by=eka, today=today)
    page = client_of(ani).get(url("read", prepared)).content.decode()
    assert "&lt;script&gt;alert" in page
    assert "<script>alert" not in page


# A newer version --------------------------------------------------------------------------------


@pytest.fixture
def revised(campaign: Campaign, ani: Account, eka: Account, today: date) -> Campaign:
    """Ani has acknowledged the first version; then 30 hours are enacted and that campaign is opened."""
    services.acknowledge(assignment=of(ani, campaign), by=ani, today=today)
    draft = policy_services.revise(
        policy=campaign.decree.draft.policy, reason="Belum cukup.", evidence=(), by=None, today=today
    )
    version = policies.working_version(draft)
    assert version is not None
    for setting in policies.settings_of(version):
        policy_services.unset_term(setting=setting, by=None, today=today)
    testing.set_hours(draft, 30, today=today)
    decree = testing.enacted(draft, in_force_from=date(2027, 7, 1), number=13, today=today)
    newer = Campaign.objects.select_related("decree__draft__policy", "decree__version").get(decree=decree)
    campaign.refresh_from_db()
    assert campaign.state == State.OPEN  # what holds today is read until the newer one is opened
    return services.open_campaign(campaign=newer, by=eka, today=today)


def test_an_acknowledgement_of_an_old_version_is_refused_and_leads_to_the_new_text(
    campaign: Campaign, revised: Campaign, ani: Account, crowd: list[Account], client_of: ClientOf
) -> None:
    client = client_of(crowd[1])
    page = client.post(url("read", campaign), {"act": "baca"}, follow=True)
    assert page.redirect_chain[-1][0] == url("read", revised)
    text = page.content.decode()
    assert "sudah digantikan versi yang lebih baru" in text
    assert "Anda perlu 30 JP." in text
    assert of(crowd[1], campaign).acknowledged_on is None


def test_the_old_acknowledgement_stays_on_record_and_does_not_count(
    campaign: Campaign, revised: Campaign, ani: Account, today: date
) -> None:
    assert of(ani, campaign).acknowledged_on == today
    assert of(ani, revised).acknowledged_on is None
    assert queries.ladder(revised, today=date(2026, 11, 3)).acknowledged == 0
    campaign.refresh_from_db()
    assert campaign.state == State.SUPERSEDED
    assert [each.campaign for each in queries.waiting_for(ani)] == [revised]


def test_the_old_page_names_the_new_version(
    campaign: Campaign, revised: Campaign, ani: Account, client_of: ClientOf
) -> None:
    assert url("read", revised) in client_of(ani).get(url("read", campaign)).content.decode()


def test_a_clock_that_leaps_over_years_brings_only_the_newest_version(
    prepared: Campaign, today: date, ani: Account
) -> None:
    draft = policy_services.revise(
        policy=prepared.decree.draft.policy, reason="Belum cukup.", evidence=(), by=None, today=today
    )
    testing.enacted(draft, in_force_from=date(2027, 7, 1), number=13, today=today)
    services.turn_day(today=date(2029, 1, 1))
    (mine,) = queries.waiting_for(ani)
    assert mine.campaign.decree.number == 13
    assert Message.objects.filter(kind="outreach.assigned", to=ani).count() == 1


def test_before_and_after_of_the_revision_are_the_values_in_force(
    revised: Campaign, ani: Account, today: date
) -> None:
    (effect,) = queries.effects(revised, of(ani, revised).employee_id, today=today)
    assert effect.before is not None
    assert effect.after is not None
    assert (effect.before.sentence, effect.after.sentence) == ("Anda perlu 24 JP.", "Anda perlu 30 JP.")


# Reminders --------------------------------------------------------------------------------------


def test_those_who_have_not_finished_are_reminded_and_the_others_left_alone(
    campaign: Campaign, ani: Account, today: date
) -> None:
    finish(campaign, ani, today, 2)
    Message.objects.all().delete()
    services.turn_day(today=today + timedelta(days=1))
    assert not Message.objects.exists()
    for _round in range(2):
        services.turn_day(today=today + timedelta(days=7))
    assert Message.objects.filter(kind="outreach.assigned").count() == 23
    assert not Message.objects.filter(to=ani).exists()


# What is seen of it -----------------------------------------------------------------------------


def test_the_ladder_counts_each_rung(campaign: Campaign, crowd: list[Account], today: date) -> None:
    for account in crowd[:10]:
        finish(campaign, account, today, 2)
    finish(campaign, crowd[10], today, 1)
    services.acknowledge(assignment=of(crowd[11], campaign), by=crowd[11], today=today)
    services.see(assignment=of(crowd[12], campaign), today=today)
    found = queries.ladder(campaign, today=tomorrow(today))
    assert (found.assigned, found.opened, found.acknowledged, found.answered, found.understood) == (
        24,
        13,
        12,
        11,
        10,
    )


def test_every_page_counts_understanding_among_the_same_answers(
    campaign: Campaign, crowd: list[Account], today: date
) -> None:
    """Eleven answered before today, two today, whose answers are counted later: ten of eleven, not of thirteen."""
    for account in crowd[:10]:
        finish(campaign, account, today, 2)
    finish(campaign, crowd[10], today, 1)
    for account in crowd[11:13]:
        finish(campaign, account, tomorrow(today), 2)
    whole = queries.ladder(campaign, today=tomorrow(today))
    reach = queries.progress(campaign, scope=organization.EVERYTHING, today=tomorrow(today)).total
    assert (whole.understood, whole.counted, whole.answered) == (10, 11, 13)
    assert reach == whole
    assert whole.rungs[-1][1:] == (10, 11)
    (asked,) = queries.understanding(campaign, today=tomorrow(today))
    assert asked.answered == whole.counted


def test_understanding_is_not_shown_where_it_would_tell_about_a_few(
    campaign: Campaign, crowd: list[Account], today: date, city: Unit
) -> None:
    """Ten of education and two of health answered: health is too few, and education would give it away."""
    for account in [*crowd[:10], *crowd[14:16]]:
        finish(campaign, account, today, 2)
    late = campaign.due_on + timedelta(days=1)
    found = queries.progress(campaign, scope=organization.EVERYTHING, today=late)
    assert found.total.understood == 12
    assert {row.label: row.ladder.understood for row in found.rows} == {
        "Dinas Pendidikan": None,
        "Dinas Kesehatan": None,
    }
    assert {row.label: row.ladder.answered for row in found.rows} == {
        "Dinas Pendidikan": 10,
        "Dinas Kesehatan": 2,
    }


def test_whoever_looks_every_day_never_learns_how_one_person_answered(
    campaign: Campaign, crowd: list[Account], today: date
) -> None:
    """Ten answer today: nothing yet. Ani tomorrow: she counts once nine others have, and never after the due day."""
    for account in crowd[1:11]:
        finish(campaign, account, today, 2)
    assert queries.ladder(campaign, today=today).understood is None
    finish(campaign, crowd[0], tomorrow(today), 1)
    late = campaign.due_on + timedelta(days=1)
    for day in (tomorrow(today), tomorrow(tomorrow(today)), late):
        assert queries.ladder(campaign, today=day).understood == 10
        (found,) = queries.understanding(campaign, today=day)
        assert (found.right, found.answered) == (10, 10)
    for account in crowd[11:20]:
        finish(campaign, account, late, 2)
    assert queries.ladder(campaign, today=tomorrow(late)).understood == 10


def test_leaving_does_not_show_how_somebody_answered(
    campaign: Campaign, crowd: list[Account], today: date
) -> None:
    for account in crowd[:12]:
        finish(campaign, account, today, 1 if account == crowd[0] else 2)
    before = queries.ladder(campaign, today=tomorrow(today)).understood
    Assignment.objects.filter(employee__account=crowd[0]).update(left_on=tomorrow(today))
    assert queries.ladder(campaign, today=tomorrow(today)).understood == before == 11


def test_a_unit_hidden_beside_another_is_hidden_in_its_own_table(
    campaign: Campaign, crowd: list[Account], education: Unit, today: date
) -> None:
    """Ten of education and two of health: what page one ever opens, nobody can subtract ten from twelve."""
    for account in [*crowd[:10], *crowd[14:16]]:
        finish(campaign, account, today, 2)
    late = campaign.due_on + timedelta(days=1)
    opened = queries.progress(campaign, scope=organization.EVERYTHING, today=late, unit=education)
    assert (opened.total.answered, opened.total.understood) == (10, None)
    within = organization.Scope(paths=(education.path,))
    assert queries.progress(campaign, scope=within, today=late).total.understood is None


def test_units_that_are_large_enough_show_after_the_due_day_to_whoever_sees_them_whole(
    campaign: Campaign, crowd: list[Account], education: Unit, today: date
) -> None:
    for number, account in enumerate(crowd[:24]):
        finish(campaign, account, today, 1 if number == 0 else 2)
    late = campaign.due_on + timedelta(days=1)
    for scope in (organization.EVERYTHING, organization.Scope(paths=(education.path,))):
        assert (
            queries.progress(campaign, scope=scope, today=campaign.due_on).rows[0].ladder.understood is None
        )
        found = queries.progress(campaign, scope=scope, today=late)
        assert (found.rows[0].label, found.rows[0].ladder.understood) == ("Dinas Pendidikan", 13)
        whole = 23 if scope.everything else 13
        assert found.total.understood == whole
    opened = queries.progress(campaign, scope=organization.EVERYTHING, today=late, unit=education)
    assert opened.total.understood == 13


def test_budi_sees_the_counts_and_names_of_his_own_unit_only(
    campaign: Campaign, budi: Account, client_of: ClientOf, health: Unit
) -> None:
    client = client_of(budi)
    page = client.get(url("progress", campaign)).content.decode()
    assert "Dinas Pendidikan" in page
    assert "Dinas Kesehatan" not in page
    assert client.get(url("progress", campaign), {"unit": str(health.uuid)}).status_code == 404
    names = client.get(url("names", campaign)).content.decode()
    assert "Pegawai 3" in names or "Ani Lestari" in names
    assert "Pegawai 20" not in names


def test_the_analyst_and_the_leader_see_no_names(
    campaign: Campaign, eka: Account, gita: Account, ani: Account, client_of: ClientOf
) -> None:
    for account in (eka, gita):
        assert client_of(account).get(url("progress", campaign)).status_code == 200
        assert client_of(account).get(url("names", campaign)).status_code == 403
    assert client_of(ani).get(url("progress", campaign)).status_code == 403


def test_no_page_says_by_name_how_somebody_answered(
    campaign: Campaign, crowd: list[Account], citra: Account, today: date, client_of: ClientOf
) -> None:
    """Whoever has answered is on no list, whether right or wrong."""
    finish(campaign, crowd[1], today, 1)
    finish(campaign, crowd[2], today, 2)
    page = client_of(citra).get(url("names", campaign), {"belum": "menjawab"}).content.decode()
    assert "Pegawai 2<" not in page
    assert "Pegawai 3<" not in page
    assert "tepat" not in page


def test_a_branch_opens_to_the_units_below_it(
    campaign: Campaign, education: Unit, eka: Account, today: date, client_of: ClientOf
) -> None:
    from bijak.organization.testing import make_unit

    section = make_unit(name="Bidang Guru", parent=education, since=date(2000, 1, 1))
    row = EmployeeToday.objects.get(name="Ani Lestari")
    EmployeeToday.objects.filter(pk=row.pk).update(unit=section)
    services.follow(campaign=campaign, today=today)
    client = client_of(eka)
    assert f"?unit={education.uuid}" in client.get(url("progress", campaign)).content.decode()
    page = client.get(url("progress", campaign), {"unit": str(education.uuid)}).content.decode()
    assert "Bidang Guru" in page
    assert "Langsung di Dinas Pendidikan" in page


def test_the_superior_of_a_section_goes_down_to_it_and_sees_only_its_people(
    campaign: Campaign, education: Unit, budi: Account, today: date, client_of: ClientOf
) -> None:
    from bijak.organization.models import Grant
    from bijak.organization.testing import make_unit

    section = make_unit(name="Bidang Guru", parent=education, since=date(2000, 1, 1))
    Grant.objects.filter(account=budi).update(unit=section)
    row = EmployeeToday.objects.get(name="Ani Lestari")
    EmployeeToday.objects.filter(pk=row.pk).update(unit=section)
    services.follow(campaign=campaign, today=today)
    client = client_of(budi)
    assert f"?unit={education.uuid}" in client.get(url("progress", campaign)).content.decode()
    response = client.get(url("progress", campaign), {"unit": str(education.uuid)})
    assert response.context["progress"].total.assigned == 1


def test_a_provision_that_many_fail_is_hard_and_can_be_explained_to_those_who_failed(
    campaign: Campaign,
    question: QuizQuestion,
    crowd: list[Account],
    eka: Account,
    today: date,
    client_of: ClientOf,
) -> None:
    for number, account in enumerate(crowd[:20]):
        finish(campaign, account, today, 1 if number < 10 else 2)
    (found,) = queries.understanding(campaign, today=tomorrow(today))
    assert (found.address, found.share, found.is_hard) == ("Pasal 2 ayat (1)", 50.0, True)
    client = client_of(eka)
    assert "sulit dipahami" in client.get(url("progress", campaign)).content.decode()
    sent = client.post(
        url("clarify", campaign, question.uuid), {"text": "Dua puluh empat.", "readers": "failed"}
    )
    assert sent.status_code == 302
    assert Message.objects.filter(kind="outreach.clarified").count() == 10
    assert "Dua puluh empat." in client_of(crowd[0]).get(url("read", campaign)).content.decode()
    assert "Dua puluh empat." not in client_of(crowd[15]).get(url("read", campaign)).content.decode()


def test_a_few_who_failed_are_not_singled_out(
    campaign: Campaign, question: QuizQuestion, crowd: list[Account], eka: Account, today: date
) -> None:
    for account in crowd[:9]:
        finish(campaign, account, today, 1)
    with pytest.raises(services.Refused, match="menunjuk mereka"):
        services.clarify(question=question, text="x", readers="failed", by=eka, today=today)
    assert services.clarify(question=question, text="x", readers="all", by=eka, today=today).sent_to == 24


def test_an_explanation_sent_twice_is_told_once(
    campaign: Campaign, question: QuizQuestion, eka: Account, today: date
) -> None:
    for _click in range(2):
        services.clarify(question=question, text="x", readers="all", by=eka, today=today)
    assert Message.objects.filter(kind="outreach.clarified").count() == 24


def test_the_clause_of_a_hard_provision_is_marked(
    campaign: Campaign, crowd: list[Account], eka: Account, today: date
) -> None:
    for account in crowd[:10]:
        finish(campaign, account, today, 1)
    hard = queries.hard_provisions(campaign.decree.version_id, today=tomorrow(today))
    assert hard == {queries.questions(campaign)[0].provision_id}


def test_pages_ask_a_constant_number_of_questions(
    campaign: Campaign, crowd: list[Account], citra: Account, today: date, client_of: ClientOf
) -> None:
    client = client_of(citra)
    counted: list[list[int]] = []
    for accounts in (crowd[:12], crowd[12:20]):
        for account in accounts:
            finish(campaign, account, today, 2)
        counted.append([])
        for page in ("progress", "names"):
            with CaptureQueriesContext(connection) as context:
                client.get(url(page, campaign))
            counted[-1].append(len(context))
        with CaptureQueriesContext(connection) as context:
            client.get("/sosialisasi/")
        counted[-1].append(len(context))
    assert counted[0] == counted[1]
    assert max(counted[0]) <= 23


def test_swaps_equal_reloads(campaign: Campaign, citra: Account, client_of: ClientOf) -> None:
    client = client_of(citra)
    for address in (url("progress", campaign), url("names", campaign), "/sosialisasi/"):
        assert_swap_equals_reload(client, address, "hasil")


def test_the_download_is_the_table_of_units(campaign: Campaign, citra: Account, client_of: ClientOf) -> None:
    page = client_of(citra).get(url("download", campaign), {"bentuk": "csv"})
    text = b"".join(page.streaming_content).decode()
    assert "Dinas Pendidikan;14;0;0;0" in text


# The policy's page ------------------------------------------------------------------------------


def test_the_campaign_is_a_knot_of_the_thread(
    campaign: Campaign, eka: Account, ani: Account, crowd: list[Account], today: date
) -> None:
    policy = campaign.decree.draft.policy

    def step(account: Account) -> Any:
        return next(each for each in threads.of(policy, account=account, today=today) if each.order == 70)

    assert (step(eka).state, step(eka).link) == ("now", url("progress", campaign))
    assert step(ani).link == url("read", campaign)
    assert step(crowd[-1]).link == ""


def test_roles_hold_what_they_need(eka: Account, budi: Account, gita: Account, today: date) -> None:
    held = {
        account.name: {p for p in Permission if p.value in organization.held(account, today)}
        for account in (eka, budi, gita)
    }
    assert held["Eka Pratama"] == {Permission.MANAGE, Permission.VIEW}
    assert held["Budi Santoso"] == {Permission.VIEW, Permission.NAMES}
    assert held["Gita Maharani"] == {Permission.VIEW}


def test_two_questions_of_one_campaign_are_counted_together(
    prepared: Campaign, question: QuizQuestion, eka: Account, ani: Account, today: date
) -> None:
    ask(prepared, eka, today, address="Pasal 3")
    campaign = services.open_campaign(campaign=prepared, by=eka, today=today)
    services.acknowledge(assignment=of(ani, campaign), by=ani, today=today)
    services.answer(assignment=of(ani, campaign), answers={question.pk: 2}, by=ani, today=today)
    assert of(ani, campaign).answered_on is None
    assert len(queries.waiting_for(ani)) == 1


# Away from the desk -----------------------------------------------------------------------------


def test_what_many_did_at_a_meeting_counts_as_if_each_had_done_it_herself(
    campaign: Campaign,
    question: QuizQuestion,
    crowd: list[Account],
    eka: Account,
    today: date,
    django_assert_max_num_queries: Any,
) -> None:
    keys = [of(account, campaign).employee_id for account in crowd[:14]]
    finish(campaign, crowd[0], today, 2)
    met = [
        services.Reading(key, tomorrow(today), answers={question.pk: 2 if key != keys[1] else 1})
        for key in keys[:12]
    ]
    met += [
        services.Reading(keys[12], tomorrow(today)),
        services.Reading(keys[13], today, has_acknowledged=False),
    ]
    with django_assert_max_num_queries(15):
        taken = services.take_in_readings(campaign=campaign, readings=met, by=eka, today=tomorrow(today))
    assert taken == 13
    assert of(crowd[0], campaign).acknowledged_on == today, "What Ani did herself stays."
    found = queries.ladder(campaign, today=tomorrow(tomorrow(today)))
    assert (found.opened, found.acknowledged, found.answered) == (14, 13, 12)
    assert (found.understood, found.counted) == (11, 12)
    for account in crowd[:12]:
        verbs = [entry.verb for entry in ledger.entries_for(of(account, campaign))]
        assert sorted(verbs) == ["outreach.acknowledged", "outreach.answered"]
    assert services.take_in_readings(campaign=campaign, readings=met, by=eka, today=tomorrow(today)) == 1


def test_what_was_done_elsewhere_is_taken_in_by_analysts_into_a_campaign_under_way(
    campaign: Campaign,
    question: QuizQuestion,
    crowd: list[Account],
    citra: Account,
    eka: Account,
    today: date,
) -> None:
    reading = services.Reading(of(crowd[0], campaign).employee_id, today, answers={question.pk: 3})
    with pytest.raises(PermissionDenied):
        services.take_in_readings(campaign=campaign, readings=[reading], by=citra, today=today)
    with pytest.raises(services.Refused, match="tidak ada dalam pilihannya"):
        services.take_in_readings(campaign=campaign, readings=[reading], by=eka, today=today)
    Campaign.objects.update(state=State.SUPERSEDED)
    with pytest.raises(services.Superseded):
        services.take_in_readings(campaign=campaign, readings=[reading], by=eka, today=today)
    assert of(crowd[0], campaign).opened_on is None


def test_a_list_of_those_present_is_taken_in_and_who_did_it_is_kept(
    campaign: Campaign, ani: Account, eka: Account, citra: Account, today: date,
    client_of: Callable[[Account], Client],
) -> None:  # fmt: skip
    page = reverse("outreach:attendance", args=[campaign.uuid])
    assert client_of(citra).get(page).status_code == 403
    typed = {"on": str(today), "nips": f"19900101 201501 2 001\n{ani.nip}, 12345"}
    answer = client_of(eka).post(page, typed, follow=True).content.decode()
    assert "1 pegawai dicatat telah membaca" in answer
    assert "NIP ini tidak dikenal: 12345" in answer
    assert (of(ani, campaign).acknowledged_on, of(ani, campaign).taken_in_by) == (today, eka)
    mine = client_of(ani).get(reverse("outreach:read", args=[campaign.uuid])).content.decode()
    assert "dicatat oleh Eka Pratama dari daftar hadir" in mine
    too_early = {"on": str(today - timedelta(days=90)), "nips": str(ani.nip)}
    refused = client_of(eka).post(page, too_early)
    assert refused.status_code == 409
    assert str(ani.nip) in refused.content.decode()


@pytest.mark.parametrize("days", [-1, 1])
def test_nobody_has_read_before_it_began_or_after_today(
    campaign: Campaign, ani: Account, eka: Account, today: date, days: int
) -> None:
    reading = services.Reading(of(ani, campaign).employee_id, today + timedelta(days=days))
    with pytest.raises(services.Refused, match="belum dapat dibaca"):
        services.take_in_readings(campaign=campaign, readings=[reading], by=eka, today=today)
    assert of(ani, campaign).acknowledged_on is None
