"""What everyone is like, and who stands behind each figure."""

import re
from collections.abc import Callable
from datetime import date
from html import unescape
from typing import Any

import numpy as np
import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from bijak.accounts.models import Account
from bijak.kernel import hiding
from bijak.organization.models import Unit
from bijak.organization.testing import make_unit
from bijak.people import services
from bijak.people.models import Change, EmployeeToday, Identity
from bijak.people.queries import Topic, figures, gathering, portraits, version
from bijak.people.queries.portraits import Breakdown
from bijak.people.tests.factories import make_batch, workforce_frame
from bijak.shell.testing import assert_swap_equals_reload

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]
ADDRESS = "/pegawai/gambaran/"
ON = {"pada": "2026-11-02"}


def somebody(number: int, **differences: Any) -> dict[str, Any]:
    born_on, sex = differences.get("born_on", date(1990, 1, 1)), differences.get("sex", "P")
    nip = f"{born_on:%Y%m%d}201501{1 if sex == 'L' else 2}{number:03}"
    return {"nip": nip, "siasn_id": f"P{number}", "name": f"ORANG {number:03}"} | differences


@pytest.fixture
def people(education: Unit, health: Unit, citra: Account, today: date) -> None:
    """Twelve women and an old man of education, and a man of health who retires next year."""
    rows = [somebody(number, unit_id=education.pk) for number in range(1, 13)]
    rows += [
        somebody(13, unit_id=education.pk, sex="L", born_on=date(1968, 12, 5), rank_code="43"),
        somebody(14, unit_id=health.pk, sex="L", born_on=date(1969, 3, 31), education_level="45"),
    ]
    services.record_workforce(workforce_frame(rows), batch=make_batch(citra), by=citra, today=today)


def shown(page: str) -> dict[str, int]:
    """What each figure that can be opened says, by its address."""
    found = re.findall(r'href="(/pegawai/gambaran/daftar/\?[^"]+)"[^>]*>([\d.]+)</a>', page)
    return {unescape(address): int(count.replace(".", "")) for address, count in found}


def listed(client: Client, address: str) -> int:
    return len(re.findall(r'href="/pegawai/[0-9a-f-]{36}/"', client.get(address).content.decode()))


def test_each_figure_opens_as_many_people_as_it_counts(
    people: None, citra: Account, client_of: ClientOf, education: Unit, health: Unit
) -> None:
    client = client_of(citra)
    told = shown(client.get(ADDRESS, ON).content.decode())
    assert {
        "usia=35&jenis_kelamin=P",
        "golongan=33",
        "jenis=pns",
        "pendidikan=45",
        "pensiun=2027",
        f"bagian={education.uuid}",
        f"bagian={health.uuid}",
    } <= {address.split("&", 2)[2] for address in told}
    assert {address: listed(client, address) for address in told} == told


def test_a_man_born_in_december_1968_retires_in_2027(
    people: None, citra: Account, client_of: ClientOf
) -> None:
    """At 58 years, on the first of the month after: not in December 2026."""
    page = client_of(citra).get(ADDRESS + "daftar/", ON | {"golongan": "43"}).content.decode()
    assert "ORANG 013" in page
    assert "1 Januari 2027" in page


def test_dewi_counts_and_opens_only_those_of_her_unit(
    people: None, dewi: Account, education: Unit, client_of: ClientOf
) -> None:
    client = client_of(dewi)
    told = shown(client.get(ADDRESS, ON).content.decode())
    assert set(told.values()) == {1}
    assert listed(client, ADDRESS + "daftar/") == 1
    assert listed(client, f"{ADDRESS}daftar/?unit={education.uuid}") == 0


def test_eka_who_may_open_nobody_sees_no_small_group(
    people: None, eka: Account, client_of: ClientOf, education: Unit
) -> None:
    """Fourteen in all, twelve of them women: who knows that two are left knows too much about them."""
    client = client_of(eka)
    page = client.get(ADDRESS, {"unit": education.uuid, "pada": "2014-12-31"}).content.decode()
    assert "14 pegawai aktif" in page  # a unit or another day is not for her to ask
    assert not shown(page)
    assert "ORANG" not in page
    table = b"".join(client.get(ADDRESS + "unduh/", {"bentuk": "csv"}).streaming_content).decode()
    assert "Perempuan" in table
    assert not re.search(r"[,;]12\b", table)
    assert client.get(ADDRESS + "daftar/").status_code == 403


def test_figures_are_as_they_were_on_the_day(people: None, citra: Account, client_of: ClientOf) -> None:
    client = client_of(citra)
    assert not shown(client.get(ADDRESS, {"pada": "2014-12-31"}).content.decode())
    told = shown(client.get(ADDRESS, {"pada": "2020-06-01"}).content.decode())
    # The first rank that is known began in 2023, the women of 36 were 30.
    assert {address.split("&", 2)[2]: count for address, count in told.items() if "usia" in address} == {
        "usia=30&jenis_kelamin=P": 12,
        "usia=50&jenis_kelamin=L": 2,
    }
    assert "golongan=33" not in " ".join(told)


def test_ani_may_not_see_it_and_a_stranger_signs_in_first(
    people: None, ani: Account, client: Client, client_of: ClientOf
) -> None:
    assert client.get(ADDRESS).status_code == 302
    assert client_of(ani).get(ADDRESS).status_code == 403


def test_a_swap_shows_what_a_reload_shows(people: None, citra: Account, client_of: ClientOf) -> None:
    assert_swap_equals_reload(client_of(citra), ADDRESS, "gambaran")
    assert_swap_equals_reload(client_of(citra), ADDRESS + "daftar/?jenis_kelamin=L", "hasil")


def test_the_page_reads_nobody_again_while_nothing_changes_and_stays_small(
    people: None, citra: Account, client_of: ClientOf, django_assert_max_num_queries: Any
) -> None:
    client = client_of(citra)
    client.get(ADDRESS)
    with django_assert_max_num_queries(10):
        page = client.get(ADDRESS)
    assert len(page.content) < 60_000


def test_a_functional_position_without_its_own_age_is_not_guessed(
    education: Unit, citra: Account, today: date
) -> None:
    row = somebody(1, unit_id=education.pk, position_kind="functional", position_title="Guru Ahli Pertama")
    services.record_workforce(workforce_frame([row]), batch=make_batch(citra), by=citra, today=today)
    groups = figures.breakdowns(gathering.everyone(today))
    assert portraits.chosen(groups, {"pensiun": portraits.UNRECORDED}).all()


def test_a_unit_counts_all_below_it_and_opens_into_its_parts(
    people: None, citra: Account, client_of: ClientOf, education: Unit, health: Unit, today: date
) -> None:
    school = make_unit(name="SDN 1", parent=education, since=date(2020, 1, 1))
    pupil = make_unit(name="Tata Usaha", parent=school, since=date(2020, 1, 1))
    rows = [
        somebody(20, unit_id=school.pk),
        somebody(21, unit_id=pupil.pk),
        somebody(22, position_title=None),
    ]
    services.record_workforce(workforce_frame(rows), batch=make_batch(citra), by=citra, today=today)
    client = client_of(citra)

    def parts(**asked: Any) -> dict[str, int]:
        told = shown(client.get(ADDRESS, ON | asked).content.decode())
        assert {address: listed(client, address) for address in told} == told
        return {a.partition("&bagian=")[2]: count for a, count in told.items() if "bagian" in a}

    assert parts() == {str(education.uuid): 15, str(health.uuid): 1, "-": 1}
    assert parts(unit=str(education.uuid)) == {str(school.uuid): 2, "langsung": 13}
    assert parts(unit=str(pupil.uuid)) == {"langsung": 1}


def test_the_smaller_of_many_parts_are_told_as_one(
    people: None, citra: Account, client_of: ClientOf, education: Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(figures, "MOST_PARTS", 1)
    told = shown(client_of(citra).get(ADDRESS, ON).content.decode())
    of_parts = {address: count for address, count in told.items() if "bagian" in address}
    assert {a.partition("&bagian=")[2]: n for a, n in of_parts.items()} == {
        str(education.uuid): 13,
        "lain": 1,
    }
    assert {address: listed(client_of(citra), address) for address in of_parts} == of_parts


def test_what_is_recorded_shows_at_once(
    people: None, citra: Account, client_of: ClientOf, today: date
) -> None:
    client = client_of(citra)
    before = shown(client.get(ADDRESS, ON).content.decode())
    row = EmployeeToday.objects.get(name="ORANG 013")
    identity = Identity.objects.get(employee=row.pk, believed_until=None)
    facts = {"nip": row.nip, "sex": "P"}
    services.correct_identity(row=row, facts=facts, seen=identity.pk, reason="Akta", by=citra, today=today)
    after = shown(client.get(ADDRESS, ON).content.decode())
    men = [[told[each] for each in told if "usia=55&jenis_kelamin=L" in each] for told in (before, after)]
    assert men == [[2], [1]]


def test_whose_records_changed_is_read_anew_and_nobody_else(
    people: None, citra: Account, today: date, django_assert_num_queries: Any
) -> None:
    gathering.everyone(today)
    row = EmployeeToday.objects.get(name="ORANG 013")
    identity = Identity.objects.get(employee=row.pk, believed_until=None)
    facts = {"nip": row.nip, "sex": "P", "born_on": date(1968, 12, 6)}
    services.correct_identity(row=row, facts=facts, seen=identity.pk, reason="Akta", by=citra, today=today)
    gone = EmployeeToday.objects.get(name="ORANG 014")
    services.record_line(
        row=gone,
        topic=Topic.STANDING,
        facts={"standing_code": "99", "from_on": today, "decree_no": "", "decree_on": None},
        seen=version(gone.pk),
        reason="Pensiun",
        by=citra,
        today=today,
    )
    with django_assert_num_queries(2):
        anew = gathering.everyone(today)
    gathering._kept.clear()
    whole = gathering.everyone(today)
    assert anew.employee.tolist() == whole.employee.tolist()
    assert len(whole) == 13
    assert _codes(anew) == _codes(whole)


def _codes(known: gathering.Gathered) -> dict[str, list[int]]:
    return {name: each.codes.tolist() for name, each in figures.breakdowns(known).items()}


def test_a_change_that_is_committed_late_is_not_missed(people: None, citra: Account, today: date) -> None:
    """Its key was given before that of a change that has been seen."""
    gathering.everyone(today)
    row = EmployeeToday.objects.get(name="ORANG 013")
    identity = Identity.objects.get(employee=row.pk, believed_until=None)
    facts = {"nip": row.nip, "sex": "P"}
    change = services.correct_identity(
        row=row, facts=facts, seen=identity.pk, reason="Akta", by=citra, today=today
    )
    Change.objects.filter(pk=change.pk).update(id=0)
    known = gathering.everyone(today)
    assert figures.breakdowns(known)["jenis_kelamin"].chosen("L").sum() == 1


def _breakdown(codes: list[int]) -> Breakdown:
    return Breakdown({str(code): str(code) for code in range(4)}, np.array(codes, np.intp))


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=10, max_size=60))
def test_no_small_group_is_worked_out_from_two_pictures_together(people: list[tuple[int, int]]) -> None:
    """Whatever sums and differences of all that is told one makes: no group of fewer than ten comes out."""
    kinds, ranks = (_breakdown(list(codes)) for codes in zip(*people, strict=True))
    cells = sorted(set(people))
    known = [[1] * len(cells)]
    hidden = []
    for side, (own, other) in enumerate(((kinds, ranks), (ranks, kinds))):
        for bar in figures.bars({"x": own}, hides_beside=[other]):
            code = int(bar.address.partition("=")[2])
            group = [int(cell[side] == code) for cell in cells]
            if bar.people is None:
                hidden.append((group, sum(each[side] == code for each in people)))
            else:
                assert bar.people >= hiding.K
                known.append(group)
    rank = np.linalg.matrix_rank(np.array(known))
    for group, size in hidden:
        told = np.linalg.matrix_rank(np.array([*known, group])) == rank
        assert not told or size >= hiding.K


def test_what_two_pictures_leave_between_them_is_no_few() -> None:
    """Of fourteen PNS twelve have a master's degree, and no PPPK has: two PNS without one would be what remains."""
    kinds, education = _breakdown([0] * 14 + [1] * 100), _breakdown([0] * 12 + [1] * 102)
    told = [bar.people for bar in figures.bars({"pendidikan": education}, hides_beside=[kinds])]
    assert told == [None, None]


def test_where_one_rank_of_pppk_is_rare_another_hides_with_it() -> None:
    """All who are PPPK are told, and all but three of their ranks: those three would be what remains."""
    kinds = _breakdown([0] * 40 + [1] * 33)
    ranks = _breakdown([0] * 34 + [1] * 6 + [2] * 30 + [3] * 3)
    told = [bar.people for bar in figures.bars({"golongan": ranks}, hides_beside=[kinds])]
    assert told == [None, None, None, None]
    assert [bar.people for bar in figures.bars({"golongan": ranks})] == [34, 6, 30, 3]
