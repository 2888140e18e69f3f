"""A survey from its writing to its results, and what nobody can learn from it."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bijak.accounts.models import Account
from bijak.accounts.testing import sign_in
from bijak.ledger import queries as ledger
from bijak.notifications.models import Message
from bijak.organization.models import Unit
from bijak.organization.testing import give_role
from bijak.people.models import EmployeeToday
from bijak.people.registries import holders
from bijak.policy.models import Policy
from bijak.policy.registries import evidence_kinds, threads
from bijak.shell import drafts
from bijak.shell.testing import assert_swap_equals_reload
from bijak.survey import queries, services
from bijak.survey.models import Group, Participation, Question, Remark, State, Survey, Tally
from bijak.survey.tests.conftest import answers, fields, scale_of, write

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]


def url(name: str, survey: Survey, *more: Any) -> str:
    return reverse(f"survey:{name}", args=[survey.uuid, *more])


def everyone_answers(survey: Survey, crowd: list[Account], today: date) -> None:
    """All but the last: education says 4, health says 2; everyone writes a line."""
    for number, account in enumerate(crowd[:-1]):
        given = answers(survey, 4 if number < 14 else 2, 1 + number % 3, f"Saran {number}")
        services.answer(survey=survey, answers=given, by=account, today=today)


# Writing ----------------------------------------------------------------------------------------


def test_eka_writes_a_survey_question_by_question(eka: Account, city: Unit, client_of: ClientOf) -> None:
    client = client_of(eka)
    page = client.post(
        "/survei/baru/",
        {
            "edition": 1,
            "title": "Iklim kerja",
            "purpose": "Untuk tahu.",
            "opens_on": "2026-11-02",
            "closes_on": "2026-11-20",
        },
    )
    survey = Survey.objects.get()
    assert page.url == url("survey", survey)
    client.post(
        url("add_question", survey),
        {"edition": 1, "kind": "choice", "text": "Apa?", "options": "Ini\nItu\n\nItu", "is_required": "on"},
    )
    assert Question.objects.get().options == ["Ini", "Itu"]
    assert "Ini · Itu" in client.get(url("survey", survey)).content.decode()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"kind": "choice", "text": "Apa?", "options": "Satu"}, "Tulis dua sampai sepuluh pilihan"),
        ({"kind": "scale", "text": "Apa?"}, "Tulis artinya"),
        ({"kind": "choice", "text": "", "options": "A\nB"}, "tidak boleh kosong"),
    ],
)
def test_a_question_that_cannot_be_answered_is_refused_and_keeps_what_was_typed(
    draft: Survey, eka: Account, client_of: ClientOf, data: dict[str, str], sentence: str
) -> None:
    page = client_of(eka).post(url("add_question", draft), {"edition": draft.edition, **data})
    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert data.get("options", "") in page.content.decode()


def test_the_second_analyst_sees_that_somebody_saved_first(
    draft: Survey, eka: Account, client_of: ClientOf
) -> None:
    client = client_of(eka)
    data = {
        "edition": draft.edition, "title": "Judul kedua", "purpose": "x", "kinds": ["pns"],
        "opens_on": "2026-11-02", "closes_on": "2026-11-20",
    }  # fmt: skip
    assert client.post(url("edit", draft), data).status_code == 302
    late = client.post(url("edit", draft), data | {"title": "Judul ketiga"})
    assert late.status_code == 409
    assert "baru saja diubah orang lain" in late.content.decode()
    assert "Judul ketiga" in late.content.decode()
    draft.refresh_from_db()
    assert draft.title == "Judul kedua"


def test_questions_change_places_and_leave(draft: Survey, eka: Account, client_of: ClientOf) -> None:
    client, (first, second, third) = client_of(eka), queries.questions(draft)
    client.post(url("arrange_question", draft, second.uuid), {"act": "naik"})
    assert queries.questions(draft) == [second, first, third]
    client.post(url("arrange_question", draft, first.uuid), {"act": "hapus"})
    assert [(each.pk, each.position) for each in queries.questions(draft)] == [(second.pk, 1), (third.pk, 2)]


def test_a_survey_of_fewer_than_ten_is_not_published(
    crowd: list[Account], eka: Account, today: date, city: Unit
) -> None:
    few = write(eka, today, kinds=["pppk"])
    with pytest.raises(services.Refused, match="hanya 0 orang"):
        services.publish(survey=few, by=eka, today=today)


def test_a_published_survey_keeps_its_questions(survey: Survey, eka: Account, today: date) -> None:
    with pytest.raises(services.Refused, match="sudah diterbitkan"):
        services.remove_question(question=scale_of(survey), by=eka, today=today)
    with pytest.raises(services.Refused, match="sudah diterbitkan"):
        services.discard(survey=survey, by=eka, today=today)


def test_only_analysts_write(
    draft: Survey, gita: Account, ani: Account, today: date, client_of: ClientOf
) -> None:
    with pytest.raises(PermissionDenied):
        services.publish(survey=draft, by=gita, today=today)
    assert client_of(ani).get("/survei/baru/").status_code == 403
    assert client_of(ani).get(url("survey", draft)).status_code == 404
    assert client_of(gita).get(url("survey", draft)).status_code == 200


def test_those_asked_are_told_on_the_first_day_and_only_once(
    draft: Survey, eka: Account, today: date, crowd: list[Account]
) -> None:
    tomorrow = today + timedelta(days=1)
    Survey.objects.filter(pk=draft.pk).update(opens_on=tomorrow)
    services.publish(survey=draft, by=eka, today=today)
    assert not Message.objects.filter(kind="survey.opened").exists()
    services.turn_day(today=tomorrow)
    services.turn_day(today=tomorrow)
    assert Message.objects.filter(kind="survey.opened").count() == len(crowd)


# Answering --------------------------------------------------------------------------------------


def test_ani_finds_the_survey_on_her_desk_and_answers_once(
    survey: Survey, ani: Account, client_of: ClientOf
) -> None:
    client = client_of(ani)
    assert survey.title in client.get("/").content.decode()
    sent = client.post(url("answer", survey), fields(survey, 4, 2, "Lebih dekat"))
    assert sent.status_code == 302
    assert "sudah dihitung" in client.get(url("answer", survey)).content.decode()
    again = client.post(url("answer", survey), fields(survey, 1, 1, "Lain"))
    assert again.status_code == 409
    assert "Anda sudah menjawab survei ini" in again.content.decode()
    assert [tally.value for tally in Tally.objects.filter(group=None, count=1).order_by("question")] == [4, 2]
    assert Remark.objects.get().text == "Lebih dekat"
    assert 'id="menunggu"' in (home := client.get("/").content.decode())
    assert url("answer", survey) not in home


def test_what_ani_typed_stays_when_an_answer_is_missing(
    survey: Survey, ani: Account, client_of: ClientOf
) -> None:
    page = client_of(ani).post(url("answer", survey), fields(survey, 4, "", "Panjang sekali saran saya"))
    text = page.content.decode()
    assert page.status_code == 422
    assert "Panjang sekali saran saya" in text
    assert 'value="4" checked' in text
    assert not Participation.objects.exists()


@pytest.mark.parametrize("given", [(9, 1), (4, 4), ("x", 1)])
def test_an_answer_that_is_no_choice_is_refused(
    survey: Survey, ani: Account, client_of: ClientOf, given: tuple[Any, ...]
) -> None:
    assert client_of(ani).post(url("answer", survey), fields(survey, *given)).status_code == 422
    assert not Tally.objects.filter(count__gt=0).exists()


def test_an_employee_of_another_unit_is_not_asked(
    crowd: list[Account], eka: Account, education: Unit, today: date, client_of: ClientOf
) -> None:
    survey = services.publish(survey=write(eka, today, unit=education), by=eka, today=today)
    bayu = crowd[-1]
    assert client_of(bayu).get(url("answer", survey)).status_code == 404
    with pytest.raises(services.Refused, match="tidak ditujukan kepada Anda"):
        services.answer(survey=survey, answers=answers(survey, 4, 1), by=bayu, today=today)


def test_nobody_answers_before_the_first_or_after_the_last_day(
    survey: Survey, ani: Account, today: date
) -> None:
    with pytest.raises(services.Refused, match="belum dibuka"):
        services.answer(survey=survey, answers=answers(survey, 4, 1), by=ani, today=today - timedelta(days=1))
    with pytest.raises(services.Refused, match="sudah ditutup"):
        services.answer(survey=survey, answers=answers(survey, 4, 1), by=ani, today=date(2100, 1, 1))


def test_answering_asks_few_questions_of_the_database(
    survey: Survey, ani: Account, today: date, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(20):
        services.answer(survey=survey, answers=answers(survey, 4, 1, "x"), by=ani, today=today)


def test_script_in_a_remark_is_shown_as_text(
    survey: Survey, crowd: list[Account], eka: Account, today: date, client_of: ClientOf
) -> None:
    for account in crowd:
        given = answers(survey, 4, 1, "<script>alert(1)</script>")
        services.answer(survey=survey, answers=given, by=account, today=today)
    services.close(survey=survey, by=eka, today=today)
    words = queries.questions(survey)[2]
    page = client_of(eka).get(url("remarks", survey, words.uuid)).content.decode()
    assert "&lt;script&gt;" in page
    assert "<script>alert" not in page


# Anonymity --------------------------------------------------------------------------------------


def test_no_table_joins_a_person_to_an_answer(survey: Survey, ani: Account, today: date) -> None:
    """Ani's answers leave her key in one table without a time, and no key or time in the others."""
    services.answer(survey=survey, answers=answers(survey, 4, 1, "x"), by=ani, today=today)
    columns = {model: {f.name for f in model._meta.fields} for model in (Participation, Tally, Remark)}
    assert columns == {
        Participation: {"id", "survey", "employee"},
        Tally: {"id", "question", "group", "value", "count"},
        Remark: {"id", "question", "text"},
    }
    assert [entry.verb for entry in ledger.entries_for(survey)].count("survey.published") == 1
    assert not any("answer" in entry.verb for entry in ledger.entries_for(survey))


def test_who_answered_is_forgotten_when_the_survey_closes(
    survey: Survey, crowd: list[Account], eka: Account, today: date
) -> None:
    everyone_answers(survey, crowd, today)
    keys = set(Remark.objects.values_list("pk", flat=True))
    closed = services.close(survey=survey, by=eka, today=today)
    assert not Participation.objects.exists()
    assert (closed.answered, closed.invited) == (25, 26)
    assert not keys & set(Remark.objects.values_list("pk", flat=True))


def test_nobody_sees_results_while_answers_come_in(
    survey: Survey, crowd: list[Account], eka: Account, today: date, client_of: ClientOf
) -> None:
    everyone_answers(survey, crowd, today)
    assert not queries.results(survey).is_shown
    assert "Hasil belum dibuka" in client_of(eka).get(url("results", survey)).content.decode()


def test_nine_answers_are_not_shown(
    survey: Survey, crowd: list[Account], eka: Account, today: date, client_of: ClientOf
) -> None:
    everyone_answers(survey, crowd[:10], today)
    services.close(survey=survey, by=eka, today=today)
    assert "Terlalu sedikit jawaban" in client_of(eka).get(url("results", survey)).content.decode()


def test_a_group_of_fewer_than_ten_is_counted_with_the_rest(
    crowd: list[Account], eka: Account, today: date, education: Unit
) -> None:
    """Education has seven women and seven men: neither is counted by itself, only all fourteen."""
    survey = services.publish(survey=write(eka, today, unit=education), by=eka, today=today)
    assert not Group.objects.filter(survey=survey, breakdown="sex").exists()
    office = Group.objects.get(survey=survey, breakdown="office")
    assert (office.label, office.people) == ("Dinas Pendidikan", 14)


def test_a_group_that_could_be_worked_out_is_hidden_with_the_smallest(
    survey: Survey, crowd: list[Account], eka: Account, today: date
) -> None:
    """All 14 of education answer and 9 of health: showing education would show the nine by subtraction."""
    everyone_answers(survey, crowd[:24], today)
    closed = services.close(survey=survey, by=eka, today=today)
    shown = queries.results(closed, breakdown="office")
    assert [(group.label, group.n) for group in shown.questions[0].groups] == [
        ("Dinas Kesehatan", None),
        ("Dinas Pendidikan", None),
    ]


def test_breakdowns_do_not_tell_beside_each_other_about_one_person(
    crowd: list[Account], eka: Account, today: date, health: Unit
) -> None:
    """All twelve of health are PPPK, and Ani of education is: beside the office, PPPK would show Ani's answer."""
    EmployeeToday.objects.filter(unit=health).update(kind="pppk")
    EmployeeToday.objects.filter(employee__account=crowd[0]).update(kind="pppk")
    survey = services.publish(survey=write(eka, today), by=eka, today=today)
    for account in crowd:
        services.answer(survey=survey, answers=answers(survey, 4, 1), by=account, today=today)
    closed = services.close(survey=survey, by=eka, today=today)
    shown = {each: queries.results(closed, breakdown=each).questions[0].groups for each in ("office", "kind")}
    assert [group.n for group in shown["office"]] == [12, 14]
    assert [group.n for group in shown["kind"]] == [None, None]


def test_who_reads_surveys_of_one_office_reads_no_words_of_the_whole_agency(
    closed: Survey, draft: Survey, dewi: Account, health: Unit, today: date, client_of: ClientOf, eka: Account
) -> None:
    give_role(account=dewi, role="officer", unit=health, since=today)
    client, words = client_of(dewi), queries.questions(closed)[2]
    assert client.get(url("remarks", closed, words.uuid)).status_code == 404
    assert not queries.visible_to(dewi, today=today).exists()
    own = write(eka, today, unit=health)
    assert list(queries.visible_to(dewi, today=today)) == [own]
    give_role(account=dewi, role="analyst", unit=health, since=today)
    with pytest.raises(services.Refused, match="tidak mencakup semua pegawai"):
        write(dewi, today)
    assert write(dewi, today, unit=health).unit == health


def test_answers_are_not_held_in_a_session_that_ended_midway(
    survey: Survey, client: Client, ani: Account, client_of: ClientOf
) -> None:
    """The shell keeps other forms for an hour, beside the account; not these."""
    sent = client.post(url("answer", survey), fields(survey, 4, 1, "Rahasia saya"))
    assert sent.status_code == 302
    assert drafts.KEY not in client.session
    sign_in(client, ani)
    assert "Rahasia saya" not in client.get(url("answer", survey)).content.decode()


# Results ----------------------------------------------------------------------------------------


@pytest.fixture
def closed(survey: Survey, crowd: list[Account], eka: Account, today: date) -> Survey:
    everyone_answers(survey, crowd, today)
    return services.close(survey=survey, by=eka, today=today)


def test_results_say_mean_and_shares_with_intervals(closed: Survey) -> None:
    shown = queries.results(closed, breakdown="office")
    first = shown.questions[0]
    assert first.scale is not None
    assert (first.n, round(first.scale.mean, 2), first.scale.top.count) == (25, 3.12, 14)
    assert first.scale.interval is not None
    assert first.scale.interval.low < 3.12 < first.scale.interval.high
    means = {group.label: group.scale.mean for group in first.groups if group.scale}
    assert means == {"Dinas Pendidikan": 4.0, "Dinas Kesehatan": 2.0}
    assert [option.count for option in shown.questions[1].options] == [9, 8, 8]
    assert shown.questions[2].n == 25


def test_results_are_for_those_asked_and_the_words_for_those_who_may_read(
    closed: Survey, ani: Account, gita: Account, budi: Account, client_of: ClientOf
) -> None:
    words = queries.questions(closed)[2]
    assert client_of(ani).get(url("results", closed)).status_code == 200
    assert client_of(ani).get(url("remarks", closed, words.uuid)).status_code == 403
    assert client_of(ani).get(url("download", closed)).status_code == 403
    assert client_of(gita).get(url("remarks", closed, words.uuid)).status_code == 200
    assert client_of(budi).get(url("results", closed)).status_code == 404  # no records, so not asked


def test_the_results_page_asks_few_questions(
    closed: Survey, eka: Account, client_of: ClientOf, django_assert_max_num_queries: Any
) -> None:
    client = client_of(eka)
    with django_assert_max_num_queries(16):
        client.get(url("results", closed), {"rincian": "office"})


def test_the_swap_of_the_results_equals_the_page(closed: Survey, eka: Account, client_of: ClientOf) -> None:
    assert_swap_equals_reload(client_of(eka), url("results", closed) + "?rincian=office", "hasil")
    assert_swap_equals_reload(client_of(eka), "/survei/", "hasil")


def test_the_download_holds_only_what_the_page_shows(
    closed: Survey, eka: Account, client_of: ClientOf
) -> None:
    page = client_of(eka).get(url("download", closed), {"bentuk": "csv", "rincian": "office"})
    text = b"".join(page.streaming_content).decode()
    assert "Dinas Pendidikan" in text
    assert "Saran 3" not in text


def test_a_survey_whose_last_day_has_passed_closes_by_itself(
    survey: Survey, eka: Account, today: date
) -> None:
    services.extend(survey=survey, closes_on=date(2026, 11, 15), by=eka, today=today)
    services.turn_day(today=date(2026, 11, 15))
    survey.refresh_from_db()
    assert survey.state == State.OPEN
    services.turn_day(today=date(2026, 11, 16))
    survey.refresh_from_db()
    assert (survey.state, survey.closed_on) == (State.CLOSED, date(2026, 11, 16))


def test_eka_moves_the_last_day_but_not_into_the_past(survey: Survey, eka: Account, today: date) -> None:
    assert (
        services.extend(survey=survey, closes_on=date(2026, 12, 1), by=eka, today=today).closes_on.month == 12
    )
    with pytest.raises(services.Refused, match="sudah lewat"):
        services.extend(survey=survey, closes_on=today - timedelta(days=1), by=eka, today=today)


def test_a_survey_before_is_asked_again_after(
    eka: Account, crowd: list[Account], policy: Policy, today: date, client_of: ClientOf
) -> None:
    before = write(eka, today, policy=policy, moment="before")
    client_of(eka).post(url("repeat", before))
    again = Survey.objects.get(moment="after")
    assert (again.policy, again.state) == (policy, State.WRITING)
    assert [each.text for each in queries.questions(again)] == [
        each.text for each in queries.questions(before)
    ]


# Policy -----------------------------------------------------------------------------------------


@pytest.fixture
def policy(eka: Account, today: date) -> Policy:
    from bijak.policy import services as policies

    return policies.open_policy(title="Pengembangan kompetensi", kind="head_regulation", by=eka, today=today)


def test_a_closed_survey_is_evidence_and_a_knot_of_the_thread(
    crowd: list[Account], policy: Policy, eka: Account, today: date
) -> None:
    survey = services.publish(survey=write(eka, today, policy=policy, moment="before"), by=eka, today=today)
    kind = evidence_kinds.get("survey")
    assert list(kind.choices(eka, today)) == []
    everyone_answers(survey, crowd, today)
    services.close(survey=survey, by=eka, today=today)
    assert list(kind.choices(eka, today)) == [(str(survey.uuid), "Kesiapan belajar")]
    taken = kind.take(str(survey.uuid), today)
    assert taken.facts["answered"] == 25
    assert taken.facts["questions"][0]["mean"] == pytest.approx(3.12)
    evidence, step, text, *_others = threads.of(policy, account=eka, today=today)
    assert (step.state, step.link) == ("done", url("survey", survey))
    assert evidence.order < step.order < text.order
    with pytest.raises(LookupError):
        kind.take("bukan uuid", today)


def test_a_person_who_answered_is_not_taken_back_while_the_survey_is_open(
    survey: Survey, ani: Account, today: date
) -> None:
    services.answer(survey=survey, answers=answers(survey, 4, 1), by=ani, today=today)
    key = Participation.objects.get().employee_id
    assert holders.hold(frozenset([key])) == {key}


def test_lists_ask_a_constant_number_of_questions(
    crowd: list[Account], eka: Account, today: date, client_of: ClientOf
) -> None:
    client = client_of(eka)
    counted = []
    for _round in range(2):
        write(eka, today)
        with CaptureQueriesContext(
            connection,
        ) as context:
            client.get("/survei/")
        counted.append(len(context))
    assert counted[0] == counted[1] <= 12
