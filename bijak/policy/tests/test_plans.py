"""A plan: where an activity stands, who may write and report, and who is told when."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from bijak.accounts.models import Account
from bijak.documents import services as documents
from bijak.interchange.models import Batch
from bijak.interchange.registries import ROW
from bijak.kernel import events as kernel
from bijak.kernel.uuid7 import uuid7
from bijak.ledger import queries as ledger
from bijak.notifications.models import Message
from bijak.organization import queries as organization_queries
from bijak.organization import services as organization
from bijak.organization.events import DayTurned
from bijak.organization.models import Unit
from bijak.organization.testing import give_role, make_unit, pretend_day
from bijak.policy import importing, queries, services
from bijak.policy.engine import curve, gantt
from bijak.policy.engine.curve import Course
from bijak.policy.engine.duties import Duty, duty
from bijak.policy.engine.plans import State, circle, share_done, state
from bijak.policy.engine.scale import MONTHS_SHOWN
from bijak.policy.models import Activity, Draft
from bijak.policy.registries import threads
from bijak.policy.services import Work
from bijak.policy.testing import clause, enacted, make_policy
from bijak.shell.testing import assert_swap_equals_reload

DAYS = st.dates(date(2024, 1, 1), date(2030, 12, 31))


# Where an activity stands -----------------------------------------------------------------------


@given(due=DAYS, on=DAYS, done=st.integers(0, 100), begun=st.booleans(), cancelled=st.booleans())
def test_every_activity_stands_somewhere_and_only_what_is_left_can_be_late(
    due: date, on: date, done: int, begun: bool, cancelled: bool
) -> None:
    stands = state(due_on=due, done=done, is_begun=begun, is_cancelled=cancelled, on=on)
    assert (stands == State.CANCELLED) == cancelled
    assert (stands == State.DONE) == (done == 100 and not cancelled)
    assert (stands == State.LATE) == (due < on and done < 100 and not cancelled)
    assert stands != State.NOT_BEGUN or not begun


def test_the_last_day_is_not_late_yet() -> None:
    facts: dict[str, Any] = {"due_on": date(2026, 11, 2), "done": 0, "is_begun": False, "is_cancelled": False}
    assert state(**facts, on=date(2026, 11, 2)) == State.NOT_BEGUN
    assert state(**facts, on=date(2026, 11, 3)) == State.LATE


@given(outputs=st.integers(0, 10**6), target=st.integers(1, 10**6))
def test_all_is_done_only_when_no_output_is_missing(outputs: int, target: int) -> None:
    done = share_done(percent=None, outputs=outputs, target=target)
    assert 0 <= done <= 100
    assert (done == 100) == (outputs >= target)
    assert (done == 0) == (outputs == 0)


@given(st.dictionaries(st.integers(0, 6), st.lists(st.integers(0, 6), max_size=3), max_size=7))
def test_a_circle_is_found_exactly_where_one_comes_back(needs: dict[int, list[int]]) -> None:
    reached, before = set(needs.get(0, ())), set[int]()
    while reached != before:
        before = set(reached)
        reached |= {further for each in before for further in needs.get(each, ())}
    way = circle(needs, 0)
    assert bool(way) == (0 in reached)
    if way:
        assert way[0] == way[-1] == 0
        assert all(after in needs[here] for here, after in zip(way, way[1:], strict=False))


LINES = st.builds(
    lambda start, long, first, first_long, done: gantt.Line(
        0, "Melatih admin", start, start + timedelta(long), first, first + timedelta(first_long), done
    ),
    DAYS, st.integers(0, 900), DAYS, st.integers(0, 900), st.integers(0, 100),
)  # fmt: skip


@given(st.lists(LINES, min_size=1, max_size=6), DAYS)
def test_a_picture_holds_every_bar_and_the_earlier_day_is_further_left(
    lines: list[gantt.Line], today: date
) -> None:
    picture = gantt.draw(lines, today=today)
    assert picture is not None
    for line, bar in zip(lines, picture.bars, strict=True):
        assert gantt.LABELS <= bar.x <= bar.x + bar.width <= gantt.WIDTH - gantt.NOTE + 3
        assert 0 <= bar.done_width <= bar.width
        assert gantt.HEAD <= bar.top < picture.height
        assert bar.is_moved == ((line.starts_on, line.due_on) != (line.first_starts_on, line.first_due_on))
    in_days = sorted(zip((line.starts_on for line in lines), (bar.x for bar in picture.bars), strict=True))
    assert [x for _day, x in in_days] == sorted(x for _day, x in in_days)
    assert abs(sum(each.width for each in picture.stretches) - (gantt.WIDTH - gantt.NOTE - gantt.LABELS)) < 1
    assert len(picture.stretches) <= 4 * MONTHS_SHOWN


def test_a_long_name_stands_on_two_lines_and_no_more() -> None:
    day = date(2026, 11, 2)
    for words, lines in (("Melatih admin", 1), ("Melatih admin " * 5, 2), ("Melatih admin " * 20, 2)):
        picture = gantt.draw([gantt.Line(1, words, day, day, day, day, 0)], today=day)
        assert picture is not None
        assert len(picture.bars[0].lines) == lines
        assert all(len(line) <= gantt.CHARACTERS for _y, line in picture.bars[0].lines)
        assert (picture.bars[0].lines[-1][1].endswith("…")) == (len(words) > 100)


def test_a_plan_is_measured_against_its_first_dates_month_by_month() -> None:
    one = Course(date(2026, 10, 1), date(2026, 10, 10), ((date(2026, 10, 5), 40), (date(2026, 11, 20), 100)))
    other = Course(date(2026, 11, 1), date(2026, 11, 30))
    drawn = curve.draw([one, other], today=date(2026, 11, 15))
    assert drawn is not None
    told = [(each.on.isoformat(), each.planned, each.done, each.ahead) for each in drawn.points]
    assert told == [
        ("2026-10-31", 50, 20, -30),
        ("2026-11-15", 75, 20, -55),
        ("2026-11-30", 100, None, None),
    ]
    assert [each.is_today for each in drawn.points] == [False, True, False]
    late = curve.draw([one, other], today=date(2027, 1, 4))
    assert late is not None
    assert (late.points[-1].planned, late.points[-2].done) == (100, 50)  # it goes on until it is done
    assert curve.draw([], today=date(2026, 11, 15)) is None


@given(
    st.lists(
        st.builds(
            lambda start, long, reports: Course(start, start + timedelta(long), tuple(sorted(reports))),
            DAYS, st.integers(0, 900), st.lists(st.tuples(DAYS, st.integers(0, 100)), max_size=4),
        ),
        min_size=1, max_size=4,
    ),
    DAYS,
)  # fmt: skip
def test_what_was_planned_never_falls_and_ends_whole(courses: list[Course], today: date) -> None:
    drawn = curve.draw(courses, today=today)
    assert drawn is not None
    planned = [each.planned for each in drawn.points]
    assert planned == sorted(planned)
    assert planned[-1] == 100
    assert all((each.done is None) == (each.on > today) for each in drawn.points)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("BKPSDM wajib menyusun rencana tahunan.", Duty("BKPSDM", "menyusun rencana tahunan")),
        (
            "Kepala perangkat daerah bertanggung jawab atas pelaksanaan di unitnya; dan",
            Duty("Kepala perangkat daerah", "pelaksanaan di unitnya"),
        ),
        (
            "Badan mengumumkan rencana beserta jadwalnya.",
            Duty("Badan", "mengumumkan rencana beserta jadwalnya"),
        ),
        ("Setiap PNS wajib mengikuti pelatihan.", None),
        ("Badan adalah perangkat daerah yang melaksanakan urusan kepegawaian.", None),
        ("Pelatihan klasikal; dan", None),
    ],
)
def test_a_duty_is_read_from_words_that_lay_one_on_an_office(text: str, found: Duty | None) -> None:
    assert duty(text) == found


# Writing a plan ---------------------------------------------------------------------------------

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def second_of_november(db: None, today: date, settings: Any, tmp_path: Any) -> None:
    settings.DATA_DIR = tmp_path
    pretend_day(today)


def work(unit: Unit, owner: Account | None = None, **more: Any) -> Work:
    facts: dict[str, Any] = {
        "title": "Sosialisasi", "starts_on": date(2026, 11, 9), "due_on": date(2026, 12, 18), "owner": owner,
    }  # fmt: skip
    return Work(unit=unit, **(facts | more))


@pytest.fixture
def planned(draft: Draft, eka: Account, budi: Account, education: Unit, today: date) -> Activity:
    """Budi answers for it: superior in Dinas Pendidikan."""
    return services.add_activity(policy=draft.policy, work=work(education, budi), by=eka, today=today)


def change(activity: Activity, by: Account, today: date, reason: str = "", **more: Any) -> Activity:
    facts = {"title": activity.title, "starts_on": activity.starts_on, "due_on": activity.due_on}
    return services.change_activity(
        activity=activity,
        edition=activity.edition,
        work=Work(unit=activity.unit, **({"owner": activity.owner} | facts | more)),
        reason=reason,
        by=by,
        today=today,
    )


def test_eka_plans_and_budi_is_told_what_he_answers_for(planned: Activity, budi: Account) -> None:
    message = Message.objects.get(to=budi, kind="policy.activity_assigned")
    assert "Sosialisasi" in message.title
    assert "18 Desember 2026" in message.body
    assert message.link == reverse("policy:activity", args=[planned.uuid])
    assert [entry.verb for entry in ledger.entries_for(planned)] == ["policy.activity_added"]


def test_budi_plans_nothing(draft: Draft, budi: Account, education: Unit, today: date) -> None:
    with pytest.raises(PermissionDenied):
        services.add_activity(policy=draft.policy, work=work(education), by=budi, today=today)


def test_nobody_answers_for_a_unit_in_which_she_has_no_role(
    draft: Draft, eka: Account, dewi: Account, education: Unit, today: date
) -> None:
    with pytest.raises(services.Refused, match="tidak memegang peran"):
        services.add_activity(policy=draft.policy, work=work(education, dewi), by=eka, today=today)


def test_an_owner_answers_as_long_as_the_role_holds(planned: Activity, budi: Account, today: date) -> None:
    assert queries.standing(planned, today=today).is_answered
    grant = next(iter(organization_queries.grants_of(budi, today=today)))
    organization.end_grant(grant=grant, on=today + timedelta(days=1), today=today, by=None)
    assert not queries.standing(planned, today=today + timedelta(days=1)).is_answered


def test_before_it_begins_dates_move_freely_and_the_first_ones_with_them(
    planned: Activity, eka: Account, today: date
) -> None:
    moved = change(planned, eka, today, due_on=date(2027, 1, 29))
    assert moved.first_due_on == date(2027, 1, 29)
    assert moved.slipped == 0


def test_once_begun_a_move_needs_a_reason_and_the_delay_shows(
    planned: Activity, eka: Account, today: date
) -> None:
    later = date(2026, 11, 9)
    with pytest.raises(services.Refused, match="Tulis mengapa jadwalnya diubah"):
        change(planned, eka, later, due_on=date(2027, 1, 29))
    moved = change(planned, eka, later, "Ruang rapat terpakai.", due_on=date(2027, 1, 29))
    assert (moved.due_on, moved.first_due_on, moved.slipped) == (date(2027, 1, 29), date(2026, 12, 18), 42)
    entry = next(each for each in ledger.entries_for(moved) if each.verb == "policy.activity_rescheduled")
    assert entry.facts["reason"] == "Ruang rapat terpakai."


def test_the_second_of_two_editors_is_told(planned: Activity, eka: Account, today: date) -> None:
    change(planned, eka, today, title="Sosialisasi ke semua unit")
    with pytest.raises(services.ActivityChanged) as refusal:
        change(planned, eka, today, title="Sosialisasi daring")
    assert refusal.value.theirs.title == "Sosialisasi ke semua unit"


def test_no_activity_waits_for_itself_over_others(
    planned: Activity, eka: Account, education: Unit, today: date
) -> None:
    policy = planned.plan.policy
    second = services.add_activity(
        policy=policy, work=work(education, title="Pelatihan", needs=[planned]), by=eka, today=today
    )
    third = services.add_activity(
        policy=policy, work=work(education, title="Evaluasi", needs=[second]), by=eka, today=today
    )
    with pytest.raises(services.Refused, match="Sosialisasi → Evaluasi → Pelatihan → Sosialisasi"):
        change(planned, eka, today, needs=[third])
    assert [each.title for each in queries.needed_by(third)] == ["Pelatihan"]


def test_money_has_a_source_and_is_summed_by_year(
    planned: Activity, eka: Account, budi: Account, education: Unit, today: date
) -> None:
    with pytest.raises(services.Refused, match="sumber dana"):
        change(planned, eka, today, budget=5_000_000)
    paid = change(planned, eka, today, budget=5_000_000, budget_source="apbd")
    services.report_progress(activity=paid, as_of=today, percent=40, spent=5_200_000, by=budi, today=today)
    rows = queries.standings(queries.activities_of(paid.plan.policy), today=today)
    assert [(line.year, line.planned, line.spent, line.left) for line in queries.money(rows)] == [
        (2026, 5_000_000, 5_200_000, -200_000)
    ]


def test_what_was_reported_on_is_cancelled_and_not_removed(
    planned: Activity, eka: Account, budi: Account, today: date
) -> None:
    services.report_progress(activity=planned, as_of=today, percent=10, by=budi, today=today)
    with pytest.raises(services.Refused, match="Batalkan dengan alasannya"):
        services.remove_activity(activity=planned, by=eka, today=today)
    cancelled = services.cancel_activity(
        activity=planned, edition=planned.edition, reason="Digabung.", by=eka, today=today
    )
    assert queries.standing(cancelled, today=today).state == State.CANCELLED
    with pytest.raises(services.Refused, match="sudah dibatalkan"):
        services.report_progress(activity=cancelled, as_of=today, percent=20, by=budi, today=today)
    resumed = services.resume_activity(activity=cancelled, by=eka, today=today)
    assert queries.standing(resumed, today=today).state == State.ON_THE_WAY


def test_a_slip_of_the_pen_leaves_the_plan(planned: Activity, eka: Account, today: date) -> None:
    services.remove_activity(activity=planned, by=eka, today=today)
    assert not queries.activities_of(planned.plan.policy)


# Reporting --------------------------------------------------------------------------------------


def test_budi_reports_and_takes_it_back(planned: Activity, budi: Account, today: date) -> None:
    services.report_progress(activity=planned, as_of=today, percent=30, by=budi, today=today)
    wrong = services.report_progress(activity=planned, as_of=today, percent=90, by=budi, today=today)
    assert queries.standing(planned, today=today).done == 90
    services.withdraw_report(report=wrong, by=budi, today=today)
    assert queries.standing(planned, today=today).done == 30


def test_outputs_count_where_the_plan_counts_them(
    planned: Activity, eka: Account, budi: Account, today: date
) -> None:
    counted = change(planned, eka, today, target=40, measure="unit")
    services.report_progress(activity=counted, as_of=today, outputs=10, by=budi, today=today)
    assert queries.standing(counted, today=today).done == 25


@pytest.mark.parametrize("who", ["eka", "dewi", "gita"])
def test_nobody_else_reports(
    planned: Activity, who: str, request: pytest.FixtureRequest, today: date
) -> None:
    with pytest.raises(services.Refused, match="Hanya penanggung jawab"):
        services.report_progress(
            activity=planned, as_of=today, percent=30, by=request.getfixturevalue(who), today=today
        )


def test_a_deputy_reports_while_she_stands_in(
    planned: Activity, ani: Account, budi: Account, today: date
) -> None:
    grant = next(iter(organization_queries.grants_of(budi, today=today)))
    organization.name_deputy(
        grant=grant, account=ani, from_on=today, until_on=today + timedelta(days=5), today=today, by=budi
    )
    services.report_progress(activity=planned, as_of=today, percent=30, by=ani, today=today)
    assert not queries.answers_for(ani, planned, today=today + timedelta(days=6))


def test_no_report_tells_of_days_to_come(planned: Activity, budi: Account, today: date) -> None:
    with pytest.raises(services.Refused, match="sudah terjadi"):
        services.report_progress(
            activity=planned, as_of=today + timedelta(days=1), percent=30, by=budi, today=today
        )


# Reminding --------------------------------------------------------------------------------------


def told(account: Account) -> list[str]:
    return list(Message.objects.filter(to=account).order_by("pk").values_list("kind", flat=True))


def test_budi_is_reminded_once_before_and_once_after(planned: Activity, budi: Account) -> None:
    # Friday 18 December 2026 is the last day; five working days before it is Friday the 11th.
    for day, more in [
        (date(2026, 12, 10), []),
        (date(2026, 12, 11), ["policy.activity_soon"]),
        (date(2026, 12, 18), []),
        (date(2026, 12, 19), ["policy.activity_late"]),
        (date(2026, 12, 28), []),
    ]:
        before = told(budi)
        kernel.publish(DayTurned(day))
        kernel.publish(DayTurned(day))
        assert told(budi) == before + more, day


def test_who_has_finished_is_left_in_peace(planned: Activity, budi: Account, today: date) -> None:
    services.report_progress(activity=planned, as_of=today, percent=100, by=budi, today=today)
    assert services.remind(today=date(2026, 12, 28)) == 0


def test_another_last_day_is_told_anew(planned: Activity, eka: Account, budi: Account) -> None:
    services.remind(today=date(2026, 12, 28))
    moved = change(
        Activity.objects.get(pk=planned.pk), eka, date(2026, 12, 28), "Libur.", due_on=date(2027, 1, 4)
    )
    assert services.remind(today=date(2026, 12, 29)) == 1
    assert told(budi)[-1] == "policy.activity_soon"
    assert moved.slipped == 17


def test_the_plan_says_how_early(planned: Activity, eka: Account, today: date) -> None:
    services.set_reminder(policy=planned.plan.policy, working_days=1, by=eka, today=today)
    assert services.remind(today=date(2026, 12, 16)) == 0
    assert services.remind(today=date(2026, 12, 17)) == 1


# Beginning --------------------------------------------------------------------------------------


def test_a_plan_begins_with_what_the_text_obliges_and_what_is_usual(
    eka: Account, education: Unit, today: date
) -> None:
    text = """PERATURAN WALI KOTA CONTOH
TENTANG
PELATIHAN

BAB I
KETENTUAN

Pasal 1
Dinas Pendidikan wajib menyusun rencana pelatihan tahunan.

Pasal 2
Setiap PNS wajib mengikuti pelatihan.
"""
    policy = make_policy(by=eka, today=today, text=text).policy
    suggested = queries.starting_activities(policy, today=today)
    assert suggested[0].title == "Menyusun rencana pelatihan tahunan"
    assert suggested[0].unit == education
    assert suggested[0].clause is not None
    assert suggested[0].clause.address == "Pasal 1"
    added = services.start_plan(policy=policy, suggested=suggested, unit=education, by=eka, today=today)
    assert len(added) == len(suggested) > 5
    assert added[0].provision is not None
    assert added[0].provision.uuid == clause(queries.newest_draft(policy), "Pasal 1").provision


# Pages ------------------------------------------------------------------------------------------

type Browser = Callable[[Account], Client]


@pytest.fixture
def form() -> dict[str, str]:
    return {
        "title": "Melatih pengelola", "output": "Pengelola yang terlatih", "target": "40", "measure": "orang",
        "starts_on": "2026-11-09", "due_on": "2026-12-18", "budget": "Rp 25.000.000", "budget_source": "apbd",
        "budget_code": "5.1.02.01", "budget_year": "",
    }  # fmt: skip


def test_eka_writes_an_activity_without_scripts(
    client_of: Browser, draft: Draft, eka: Account, budi: Account, education: Unit, form: dict[str, str]
) -> None:
    browser = client_of(eka)
    page = reverse("policy:add_activity", args=[draft.policy.uuid])
    form |= {"unit": str(education.uuid)}
    offered = browser.post(page, form | {"tampilkan": "1"}).content.decode()
    assert "Budi Santoso" in offered
    assert "Melatih pengelola" in offered
    assert not Activity.objects.exists()
    answer = browser.post(page, form | {"owner": str(budi.uuid)})
    assert answer.status_code == 302
    activity = Activity.objects.get()
    assert (activity.owner, activity.budget, activity.budget_year) == (budi, 25_000_000, 2026)


def test_a_refused_form_keeps_what_was_typed(
    client_of: Browser, draft: Draft, eka: Account, education: Unit, form: dict[str, str]
) -> None:
    page = reverse("policy:add_activity", args=[draft.policy.uuid])
    form |= {"unit": str(education.uuid), "budget": "2,5 juta"}
    answer = client_of(eka).post(page, form)
    assert answer.status_code == 422
    assert "Tulis rupiah penuh tanpa sen" in answer.content.decode()
    assert "Melatih pengelola" in answer.content.decode()


def test_eka_meets_somebody_elses_change(
    client_of: Browser, planned: Activity, eka: Account, today: date
) -> None:
    browser = client_of(eka)
    page = reverse("policy:change_activity", args=[planned.uuid])
    assert browser.get(page).status_code == 200
    change(planned, eka, today, title="Judul orang lain")
    typed = {
        "title": "Judul saya", "unit": str(planned.unit.uuid), "starts_on": "2026-11-09", "due_on": "2026-12-18",
        "budget_source": "none", "edition": "1",
    }  # fmt: skip
    answer = browser.post(page, typed)
    assert answer.status_code == 409
    assert "Judul orang lain" in answer.content.decode()
    assert "Judul saya" in answer.content.decode()
    assert browser.post(page, typed | {"edition": "2"}).status_code == 302


def test_what_a_unit_had_that_exists_no_more_is_still_written(
    client_of: Browser, planned: Activity, eka: Account, form: dict[str, str]
) -> None:
    type(planned.unit).objects.filter(pk=planned.unit_id).update(is_active=False)
    page = reverse("policy:change_activity", args=[planned.uuid])
    typed = form | {"unit": str(planned.unit.uuid), "edition": str(planned.edition)}
    assert client_of(eka).post(page, typed).status_code == 302
    planned.refresh_from_db()
    assert planned.title == "Melatih pengelola"


def test_budi_reports_with_a_document(client_of: Browser, planned: Activity, budi: Account) -> None:
    page = reverse("policy:activity", args=[planned.uuid])
    paper = SimpleUploadedFile("daftar-hadir.txt", b"Hadir: 40 orang.")
    answer = client_of(budi).post(page, {"as_of": "2026-11-02", "percent": "45", "file": paper})
    assert answer.status_code == 302
    shown = client_of(budi).get(page).content.decode()
    assert "45 %" in shown
    assert "daftar-hadir.txt" in shown
    assert "Tarik laporan 2 November 2026" in shown


def test_who_is_part_of_a_plan_sees_it_and_dewi_sees_404(
    client_of: Browser, planned: Activity, budi: Account, dewi: Account, gita: Account, hadi: Account
) -> None:
    pages = [
        reverse("policy:plan", args=[planned.plan.policy.uuid]),
        reverse("policy:export_plan", args=[planned.plan.policy.uuid]),
        reverse("policy:activity", args=[planned.uuid]),
    ]
    for page in pages:
        assert client_of(dewi).get(page).status_code == 404
        for account in (budi, gita, hadi):
            assert client_of(account).get(page, {"bentuk": "csv"}).status_code == 200
    assert client_of(hadi).post(reverse("policy:remove_activity", args=[planned.uuid])).status_code == 403
    assert client_of(hadi).get(reverse("policy:change_activity", args=[planned.uuid])).status_code == 403
    assert Client().get(pages[0]).status_code == 302


def test_the_plan_is_drawn_and_told_with_the_same_number_of_queries_however_long(
    client_of: Browser, planned: Activity, eka: Account, education: Unit, today: date
) -> None:
    browser = client_of(eka)
    page = reverse("policy:plan", args=[planned.plan.policy.uuid])
    browser.get(page)
    with CaptureQueriesContext(connection) as few:
        shown = browser.get(page).content.decode()
    assert "<svg" in shown
    for n in range(12):
        services.add_activity(
            policy=planned.plan.policy,
            work=work(education, title=f"Kegiatan {n}", needs=[planned]),
            by=eka,
            today=today,
        )
    with CaptureQueriesContext(connection) as many:
        shown = browser.get(page).content.decode()
    assert len(many) == len(few)
    assert shown.count('class="gantt-arrow"') == 12
    assert 'class="curve-planned"' in shown
    assert '<th scope="row">hari ini</th>' in shown
    assert len(shown.encode()) < 60_000
    assert_swap_equals_reload(browser, f"{page}?keadaan=not_begun", "hasil")


def test_what_is_due_stands_on_budis_desk(client_of: Browser, planned: Activity, budi: Account) -> None:
    organization.pretend_day(day=date(2026, 12, 28), now=timezone.now(), by=None)
    home = client_of(budi).get("/").content.decode()
    assert "Kegiatan saya" in home
    assert "lewat jatuh tempo" in home
    mine = client_of(budi).get(reverse("policy:my_activities")).content.decode()
    assert "Sosialisasi" in mine


def test_the_thread_tells_of_the_plan_after_the_decree(
    planned: Activity, draft: Draft, eka: Account, ani: Account, today: date
) -> None:
    enacted(draft, today=today)
    steps = threads.of(draft.policy, account=eka, today=today)
    step = next(each for each in steps if each.order == 65)
    assert "1 dari 1 kegiatan belum selesai" in step.detail
    assert step.link == reverse("policy:plan", args=[draft.policy.uuid])
    seen = next(each for each in threads.of(draft.policy, account=ani, today=today) if each.order == 65)
    assert seen.link == ""


def test_a_plan_is_begun_from_suggestions(
    client_of: Browser, draft: Draft, eka: Account, education: Unit
) -> None:
    browser = client_of(eka)
    plan = reverse("policy:plan", args=[draft.policy.uuid])
    assert "Mulai dari saran" in browser.get(plan).content.decode()
    page = reverse("policy:start_plan", args=[draft.policy.uuid])
    assert browser.post(page, {"unit": str(education.uuid)}).status_code == 422
    chosen = {"unit": str(education.uuid), "chosen": ["budget", "evaluation"]}
    assert browser.post(page, chosen).status_code == 302
    assert Activity.objects.count() == 2


def test_a_table_of_the_plan_is_taken_along(client_of: Browser, planned: Activity, eka: Account) -> None:
    page = reverse("policy:export_plan", args=[planned.plan.policy.uuid])
    table = b"".join(client_of(eka).get(f"{page}?bentuk=csv").streaming_content).decode("utf-8-sig")
    assert "Sosialisasi" in table.splitlines()[1]
    assert "Budi Santoso" in table.splitlines()[1]


def test_somebody_of_a_unit_below_can_answer_too(
    planned: Activity, education: Unit, ani: Account, today: date
) -> None:
    school = make_unit(name="Bidang SMP", parent=education, since=date(2000, 1, 1))
    give_role(account=ani, role="superior", unit=school, since=date(2020, 1, 1))
    assert ani in queries.owners_for(education, today=today)


def test_what_is_planned_already_is_not_suggested_again(
    draft: Draft, eka: Account, education: Unit, today: date
) -> None:
    suggested = queries.starting_activities(draft.policy, today=today)
    services.start_plan(policy=draft.policy, suggested=suggested[:3], unit=education, by=eka, today=today)
    again = queries.starting_activities(draft.policy, today=today)
    assert [each.title for each in again] == [each.title for each in suggested[3:]]


# From a file ------------------------------------------------------------------------------------


def sheet(*rows: dict[str, str]) -> pl.DataFrame:
    columns = [column.field for column in importing.COLUMNS]
    data = [{ROW: 2 + place} | {field: row.get(field) for field in columns} for place, row in enumerate(rows)]
    return pl.DataFrame(data, schema={ROW: pl.Int64} | dict.fromkeys(columns, pl.String))


def test_activities_come_from_a_file_once_and_leave_with_it(
    draft: Draft, eka: Account, budi: Account, education: Unit, today: date
) -> None:
    row = {
        "policy": draft.policy.title.upper(), "title": "Pelatihan", "unit": "dinas pendidikan", "owner": budi.name,
        "starts_on": "2027-01-04", "due_on": "2027-03-31", "budget": "25000000", "budget_source": "Apbd",
    }  # fmt: skip
    checked = importing.check(sheet(row, row | {"title": "Evaluasi", "owner": str(budi.nip)}), today=today)
    assert list(checked.problems) == []
    file = ContentFile(b"Kegiatan;Mulai", name="rencana.csv")
    document = documents.keep(file=file, name="rencana.csv", purpose="interchange", by=eka)
    batch = Batch.objects.create(token=uuid7(), kind="activity", document=document, by=eka, on=today)
    applied = importing.apply(checked.good, batch=batch, by=eka, today=today)
    assert (applied.created, applied.unchanged) == (2, 0)
    again = importing.apply(checked.good, batch=batch, by=eka, today=today)
    assert (again.created, again.unchanged) == (0, 2)
    first = queries.activities_of(draft.policy)[0]
    assert (first.owner, first.budget, first.budget_source) == (budi, 25_000_000, "apbd")
    change(first, eka, today, title="Pelatihan daring", budget=0, budget_source="none")
    undone = importing.undo(batch=batch, by=eka, today=today)
    assert undone.count == 1
    assert "Pelatihan daring" in undone.kept[0]


def test_a_row_that_names_what_nobody_knows_says_so(draft: Draft, education: Unit, today: date) -> None:
    row = {
        "policy": "Lain",
        "title": "A",
        "unit": "Dinas X",
        "starts_on": "2027-01-04",
        "due_on": "2027-01-03",
    }
    wrong = row | {"policy": draft.policy.title, "unit": education.name}
    checked = importing.check(
        sheet(row, wrong, wrong | {"due_on": "2027-02-01", "budget": "2,5 juta", "owner": "Siapa"}),
        today=today,
    )
    assert [(each.row, each.field, each.code) for each in checked.problems] == [
        (2, "policy", "policy_unknown"),
        (2, "unit", "unit_unknown"),
        (3, "", "refused"),
        (4, "budget", "not_whole"),
        (4, "owner", "owner_unknown"),
    ]
    assert checked.good.is_empty()
