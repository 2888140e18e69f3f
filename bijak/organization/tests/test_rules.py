"""The arithmetic of histories, by itself."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bijak.kernel.days import Period
from bijak.organization.rules import BEGINNING, Face, Span, UnitRow, amend, faults, paths, replan

OLD, NEW = Face("Dinas Lama"), Face("Dinas Baru")
JANUARY, MARCH, MAY = date(2026, 1, 1), date(2026, 3, 1), date(2026, 5, 1)


def whole(face: Face = OLD) -> list[Span]:
    return [Span(Period(JANUARY), face, 1)]


def test_a_change_from_a_day_on_cuts_the_span_there() -> None:
    assert amend(whole(), Period(MARCH), lambda _was: NEW) == [
        Span(Period(JANUARY, MARCH), OLD),
        Span(Period(MARCH), NEW),
    ]


def test_a_correction_leaves_the_days_around_it() -> None:
    assert amend(whole(), Period(MARCH, MAY), lambda _was: NEW) == [
        Span(Period(JANUARY, MARCH), OLD),
        Span(Period(MARCH, MAY), NEW),
        Span(Period(MAY), OLD),
    ]


def test_what_is_left_of_a_cut_span_remembers_where_it_came_from() -> None:
    assert [span.source for span in amend(whole(), Period(MARCH, MAY), lambda _was: NEW)] == [1, None, 1]


def test_a_change_to_what_already_is_changes_nothing() -> None:
    spans = whole()
    assert amend(spans, Period(MARCH), lambda was: was) == spans


def test_closing_cuts_the_end_off() -> None:
    assert amend(whole(), Period(MARCH), lambda _was: None) == [Span(Period(JANUARY, MARCH), OLD)]


def test_a_gap_is_filled_only_when_the_change_says_so() -> None:
    spans = [Span(Period(JANUARY, MARCH), OLD, 1), Span(Period(MAY), OLD, 2)]
    assert amend(spans, Period(JANUARY), lambda was: was and NEW) == [
        Span(Period(JANUARY, MARCH), NEW),
        Span(Period(MAY), NEW),
    ]
    assert [span.face for span in amend(spans, Period(MARCH, MAY), lambda _was: NEW)] == [OLD, NEW, OLD]


days = st.dates(date(2020, 1, 1), date(2021, 1, 1))
periods = st.builds(
    lambda start, length: Period(start, None if length is None else start + timedelta(days=length)),
    days,
    st.none() | st.integers(1, 200),
)


@given(
    changes=st.lists(st.tuples(periods, st.none() | st.sampled_from([OLD, NEW, Face("Lain")])), max_size=8),
    day=days,
)
def test_every_day_has_the_face_it_was_given_last(
    changes: list[tuple[Period, Face | None]], day: date
) -> None:
    history: list[Span] = []
    expected = None
    for period, face in changes:
        history = amend(history, period, lambda _was, face=face: face)
        expected = face if period.contains(day) else expected
    faces = [span.face for span in history if span.period.contains(day)]
    assert faces == ([] if expected is None else [expected])
    for earlier, later in zip(history, history[1:], strict=False):
        assert not earlier.period.overlaps(later.period)


def under(parent: int | None, period: Period | None = None) -> list[Span]:
    return [Span(period or Period(JANUARY), Face("Unit", parent=parent))]


def test_a_tree_stands() -> None:
    assert faults({1: under(None), 2: under(1), 3: under(2)}, Period(JANUARY)) == []


def test_a_unit_whose_parent_ends_before_it_is_named_with_the_day() -> None:
    [fault] = faults({1: under(None, Period(JANUARY, MAY)), 2: under(1)}, Period(JANUARY))
    assert (fault.code, fault.unit, fault.parent, fault.on) == ("parent_missing", 2, 1, MAY)


def test_a_circle_of_three_is_found_and_who_hangs_under_it_is_not_blamed() -> None:
    found = faults({1: under(3), 2: under(1), 3: under(2), 4: under(3)}, Period(JANUARY))
    assert {(fault.code, fault.unit) for fault in found} == {("cycle", 1), ("cycle", 2), ("cycle", 3)}


def test_paths_lead_from_the_root() -> None:
    assert paths({5: 2, 2: None, 9: 5, 7: 404}) == {2: "/2/", 5: "/2/5/", 9: "/2/5/9/", 7: "/7/"}


def test_paths_of_a_circle_end() -> None:
    assert set(paths({1: 2, 2: 1, 3: 1})) == {1, 2, 3}


def test_the_first_file_reaches_back_to_the_beginning_and_a_later_one_to_today() -> None:
    row = UnitRow("a", "Dinas Baru", parent="")
    [first] = replan([row], {"a": 1}, {}, today=MARCH)[1]
    assert first.period == Period(BEGINNING)
    [later] = replan([row], {"a": 1}, {2: under(None)}, today=MARCH)[1]
    assert later.period == Period(MARCH)


def test_a_file_changes_a_unit_from_today_and_the_same_file_changes_nothing() -> None:
    histories = {1: whole(Face("Dinas Lama", head_title="Kepala"))}
    row = UnitRow("a", "Dinas Baru")
    after = replan([row], {"a": 1}, histories, today=MARCH)
    assert [(span.period, span.face) for span in after[1]] == [
        (Period(JANUARY, MARCH), Face("Dinas Lama", head_title="Kepala")),
        (Period(MARCH), Face("Dinas Baru", head_title="Kepala")),
    ]
    assert replan([row], {"a": 1}, after, today=MAY) == {}
