"""How many hours PNS had, of everyone at once and of one person, by the terms in force when the year ends."""

from datetime import date
from typing import Any

import pytest

from bijak.accounts.models import Account
from bijak.competency import queries
from bijak.competency.tests.factories import employ, train
from bijak.organization.models import Unit
from bijak.people.models import EmployeeToday
from bijak.policy import testing as policies
from bijak.policy.models import Decree
from bijak.policy.registries import figures, term_readers

pytestmark = pytest.mark.django_db


@pytest.fixture
def crowd(education: Unit, health: Unit, citra: Account, today: date) -> list[EmployeeToday]:
    """Twelve women III/c of education with 10 hours each; eleven men IV/a of health with 30, one of them with 0."""
    women = employ(education, 12, by=citra, today=today)
    men = employ(health, 11, by=citra, today=today, first=100, sex="L", rank="41")
    for person in women:
        train(person, 10)
    for person in men[1:]:
        train(person, 30)
    return women + men


@pytest.fixture
def decree(db: None) -> Decree:
    """From 1 January 2027 a PNS has a right to 24 hours."""
    draft = policies.make_policy()
    policies.set_hours(draft, 24)
    return policies.enacted(draft, in_force_from=date(2027, 1, 1))


def test_the_share_is_of_the_last_full_year(crowd: Any, today: date) -> None:
    reading = queries.share_under_hours(today)
    assert (reading.count, reading.of) == (13, 23)
    assert reading.value == pytest.approx(100 * 13 / 23)
    train(crowd[0], 40, year=2026)
    assert queries.share_under_hours(today).count == 13
    assert queries.share_under_hours(date(2027, 2, 1)).count == 22


@pytest.mark.parametrize(
    ("breakdown", "expected"),
    [
        ("unit", {"Dinas Pendidikan": (12, 12), "Dinas Kesehatan": (1, 11)}),
        ("sex", {"Perempuan": (12, 12), "Laki-laki": (1, 11)}),
        ("rank", {"III": (12, 12), "IV": (1, 11)}),
    ],
)
def test_the_share_by_group(crowd: Any, today: date, breakdown: str, expected: dict[str, Any]) -> None:
    rows = queries.share_under_hours(today, breakdown).rows
    assert {row.label: (row.count, row.of) for row in rows} == expected


def test_a_unit_far_down_counts_to_the_one_right_under_the_agency(
    crowd: Any, education: Unit, citra: Account, today: date
) -> None:
    from bijak.organization.testing import make_unit

    school = make_unit(name="SMP Negeri 1", parent=education, since=date(2010, 1, 1))
    employ(school, 3, by=citra, today=today, first=200)
    rows = {row.label: row.of for row in queries.share_under_hours(today, "unit").rows}
    assert rows == {"Dinas Pendidikan": 15, "Dinas Kesehatan": 11}


def test_of_a_small_group_nothing_is_told(crowd: Any, health: Unit, citra: Account, today: date) -> None:
    employ(health, 9, by=citra, today=today, first=300, rank="12")
    rows = {row.label: row for row in queries.share_under_hours(today, "rank").rows}
    assert (rows["I"].value, rows["I"].count, rows["I"].of) == (None, 0, 9)
    # Nor of the one beside it, from which it could be worked out.
    assert rows["IV"].value is None
    assert rows["III"].value == 100


def test_other_figures(crowd: Any, today: date) -> None:
    without = queries.share_without_training(today)
    assert (without.count, without.of) == (1, 23)
    assert without.value == pytest.approx(100 / 23)
    average = queries.average_hours(today, "sex")
    assert (average.count, average.of) == (23, 23)
    assert average.value == pytest.approx((12 * 10 + 10 * 30) / 23)
    assert {row.label: row.value for row in average.rows}["Perempuan"] == pytest.approx(10)


def test_a_certificate_twice_counts_once_for_everyone_as_for_one(crowd: Any, today: date) -> None:
    train(crowd[0], 12, certificate_no="S/1")
    train(crowd[0], 15, certificate_no="S/1")
    known = queries.learners(today)
    for place, employee in enumerate(known.people.employee):
        assert known.hours[place] == queries.hours_in_year(int(employee), 2025)


MEETING = {"name": "Rapat Koordinasi Kearsipan", "started_on": date(2025, 5, 1), "ended_on": date(2025, 5, 2)}


@pytest.mark.parametrize(
    ("records", "hours"),
    [
        pytest.param([{}, {}], 8, id="the same twice"),
        pytest.param([{"hours": 6}, {"hours": 8}], 8, id="the one with the most hours"),
        pytest.param([{}, {"name": "RAPAT  koordinasi, kearsipan"}], 8, id="written otherwise"),
        pytest.param([{}, {"name": "Rapat Koordinasi"}], 16, id="another name"),
        pytest.param([{}, {"ended_on": date(2025, 5, 3)}], 16, id="other days"),
        pytest.param([{}, {"certificate_no": "S/1", "hours": 6}], 6, id="the one with a number tells"),
        pytest.param([{"certificate_no": "S/1"}, {"certificate_no": "S/2"}, {}], 16, id="two numbers"),
        pytest.param([{}, {"apart_reason": "Kelas sore."}], 16, id="kept apart with a reason"),
        pytest.param(
            [{"certificate_no": "S/1", "apart_reason": "Kelas sore."}, {}], 16, id="apart, numbered"
        ),
        pytest.param([{"started_on": None, "ended_on": None}] * 2, 16, id="days nobody knows"),
        pytest.param(
            [{"started_on": None}, {"started_on": date(2025, 5, 2)}], 8, id="one day without a start"
        ),
    ],
)
def test_the_same_training_counts_once_for_everyone_as_for_one(
    crowd: Any, today: date, records: list[dict[str, Any]], hours: int
) -> None:
    for record in records:
        train(crowd[-1], **{"hours": 8, **MEETING, **record})
        train(crowd[0], **{"hours": 8, **MEETING, **record})  # others' trainings are their own
    before = 30
    assert queries.hours_in_year(crowd[-1].pk, 2025) == before + hours
    known = queries.learners(today)
    assert known.hours[known.people.employee.tolist().index(crowd[-1].pk)] == before + hours


def test_of_one_training_that_files_book_in_two_years_each_year_counts_its_own(
    crowd: Any, today: date
) -> None:
    ends = {**MEETING, "started_on": date(2025, 12, 30), "ended_on": date(2026, 1, 2)}
    booked = [train(crowd[0], 8, **ends), train(crowd[0], 8, year=2026, certificate_no="S/1", **ends)]
    shown = queries.counted(queries.trainings(crowd[0].pk))
    assert set(booked) <= set(shown)
    for year in (2025, 2026):
        assert sum(each.hours for each in shown if each.year == year) == queries.hours_in_year(
            crowd[0].pk, year
        )


def test_the_decision_on_all_is_the_decision_on_each(crowd: Any, today: date) -> None:
    train(crowd[3], 10)
    known = queries.learners(today)
    together = queries.judge(known)
    for place, employee in enumerate(known.people.employee):
        trainings = list(queries.trainings(int(employee)))
        (alone,) = queries.years_of(trainings, years=(2025,), pns_from=date(2016, 1, 1), today=today)
        assert alone.decision is not None
        assert together[place].facts() == alone.decision.facts()


def test_who_is_no_pns_or_was_not_when_the_year_ended_is_not_counted(
    crowd: Any, education: Unit, citra: Account, today: date
) -> None:
    employ(
        education, 2, by=citra, today=today, first=400, cpns_from=date(2025, 3, 1), pns_from=date(2026, 3, 1)
    )
    employ(education, 2, by=citra, today=today, first=500, standing_code="99")
    assert len(queries.learners(today)) == 23
    assert len(queries.learners(today, year=2026)) == 25


def test_a_day_before_the_first_import_is_read_from_the_histories(
    crowd: Any, education: Unit, citra: Account, today: date
) -> None:
    """Who came to work since, became a PNS since, or had left by the import is not counted; the others are."""
    employ(
        education, 1, by=citra, today=today, first=400, cpns_from=date(2023, 3, 1), pns_from=date(2024, 3, 1)
    )
    employ(
        education, 1, by=citra, today=today, first=500, cpns_from=date(2024, 3, 1), pns_from=date(2025, 3, 1)
    )
    employ(education, 1, by=citra, today=today, first=600, standing_code="99")
    train(crowd[0], 20, year=2024)
    reading = queries.share_under_hours(date(2025, 11, 2))
    assert (reading.count, reading.of) == (23, 24)


def test_nobody_employed_means_no_figure_rather_than_zero(city: Unit, today: date) -> None:
    reading = queries.share_under_hours(today)
    assert (reading.value, reading.of) == (None, 0)


def test_each_year_counts_by_the_terms_of_its_last_day(crowd: Any, decree: Decree, today: date) -> None:
    train(crowd[0], 22, year=2026)
    train(crowd[0], 22, year=2027)
    before, after = queries.years_of(
        list(queries.trainings(crowd[0].pk)),
        years=(2026, 2027),
        pns_from=date(2016, 1, 1),
        today=date(2027, 6, 1),
    )
    assert (before.is_met, before.needed, before.clause) == (True, 20, None)
    assert (after.is_met, after.needed, after.short_by) == (False, 24, 2)
    assert str(after.basis) == "Peraturan Wali Kota Contoh Nomor 12 Tahun 2026 Pasal 2 ayat (1)"
    assert after.clause is not None
    assert after.clause.decree == decree


def test_a_pppk_has_hours_but_no_decision(crowd: Any, today: date) -> None:
    (year,) = queries.years_of(
        list(queries.trainings(crowd[0].pk)), years=(2025,), pns_from=None, today=today
    )
    assert (year.hours, year.decision, year.short_by, year.is_before) == (10, None, 0, False)


def test_the_term_reader_says_whom_a_number_touches_and_what_it_would_do(crowd: Any, today: date) -> None:
    reader = term_readers.get(queries.MINIMUM_HOURS)
    assert reader is not None
    assert reader.touched(today) == {person.pk for person in crowd}
    impact = reader.impact(24, today)
    assert (impact.touched, impact.short, impact.short_by) == (23, 13, 12 * 14 + 24)
    meaning = reader.means(crowd[0].pk, 24, today)
    assert (meaning.is_met, meaning.short_by) == (False, 14)
    assert meaning.sentence == "Anda berhak atas 24 JP setahun. Pada 2025 tercatat 10 JP: kurang 14 JP."
    assert reader.means(crowd[-1].pk, 24, today).is_met


def test_of_who_became_a_pns_since_no_year_before_is_judged(
    crowd: Any, education: Unit, citra: Account, today: date
) -> None:
    (new,) = employ(
        education, 1, by=citra, today=today, first=400, cpns_from=date(2025, 3, 1), pns_from=date(2026, 3, 1)
    )
    meaning = queries.means(new.pk, 24, today)
    assert (meaning.is_met, meaning.short_by) == (None, None)
    assert str(meaning.sentence) == (
        "Anda berhak atas 24 JP setahun. Jam 2025 tidak dinilai, karena Anda belum PNS ketika tahun itu berakhir."
    )


def test_the_figures_are_offered_to_policies(crowd: Any, today: date) -> None:
    assert figures.get("competency.share_under_hours").read(today, "").count == 13


def test_a_figure_asks_few_questions(crowd: Any, today: date, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(6):  # people, hours, terms, offices (2), units
        queries.share_under_hours(today, "unit")
