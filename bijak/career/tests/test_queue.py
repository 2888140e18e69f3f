"""Who stands where in the queue, who may see it, and how it follows the records."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from bijak.accounts.models import Account, View
from bijak.accounts.testing import sign_in
from bijak.career import queries, services
from bijak.career.models import QueueLine, QueueState
from bijak.career.queries.standing import read
from bijak.career.tests.conftest import rate, read_everyone
from bijak.competency.models import TrainingKind
from bijak.competency.tests.factories import train
from bijak.notifications.models import Message
from bijak.people.models import Award, Change, PositionSpell, RankSpell, SanctionSpell, UnpaidLeaveSpell
from bijak.performance.models import CreditPoint, SkpRating

PERIOD = date(2026, 12, 1)


def line(row: Any) -> QueueLine:
    return QueueLine.objects.get(employee=row.pk)


def test_everyone_stands_where_the_law_puts_her(staff: dict[str, Any]) -> None:
    found = {name: line(row) for name, row in staff.items() if name != "endah"}
    assert {name: (each.kind, each.state, each.eligible_on, each.period) for name, each in found.items()} == {
        "ani": ("regular", "may", date(2023, 4, 1), PERIOD),
        "bayu": ("regular", "waiting", date(2028, 10, 1), date(2028, 10, 1)),
        "cici": ("service", "waiting", date(2044, 7, 1), date(2044, 7, 1)),  # the ceiling of her diploma
        "doni": ("regular", "undecided", None, None),
    }
    assert not QueueLine.objects.filter(employee=staff["endah"].pk).exists()
    assert (found["ani"].rank_code, found["ani"].target_rank) == ("33", "34")


def test_a_second_reading_changes_nothing(staff: dict[str, Any], today: date) -> None:
    before = list(QueueLine.objects.order_by("pk").values())
    read_everyone(on=today)
    assert list(QueueLine.objects.order_by("pk").values()) == before


def test_who_is_promoted_goes_to_the_end(staff: dict[str, Any], citra: Account, today: date) -> None:
    ani = staff["ani"]
    RankSpell.objects.filter(employee=ani.pk, believed_until=None).update(
        rank_code="34", from_on=date(2026, 11, 1)
    )
    services.refresh(today=today, among=[ani.pk])
    found = line(ani)
    assert (found.state, found.was_state, found.changed_on) == ("waiting", "may", today)
    assert line(staff["bayu"]).was_state == ""


def test_the_rating_that_was_lacking_brings_a_notice(
    staff: dict[str, Any], today: date, ani: Account
) -> None:
    doni = staff["doni"]
    doni.employee.account = ani
    staff["ani"].employee.__class__.objects.filter(pk=staff["ani"].pk).update(account=None)
    doni.employee.save(update_fields=["account"])
    rate(doni.pk, y2024="good")
    read_everyone(on=today)
    assert line(doni).state == QueueState.MAY
    assert Message.objects.filter(to=ani, kind="career.queue").count() == 1


def test_a_record_that_is_wrong_is_undecided_and_ends_nothing(staff: dict[str, Any], today: date) -> None:
    held = RankSpell.objects.filter(employee=staff["ani"].pk, believed_until=None)
    held.update(rank_code="IX")  # a grade of PPPK
    CreditPoint.objects.create(
        employee=staff["bayu"].employee, position="Guru Ahli Muda", kind="conversion", points=37.5,
        from_on=date(2025, 1, 1), until_on=date(2026, 1, 1), reference="x",
    )  # fmt: skip
    PositionSpell.objects.filter(employee=staff["bayu"].pk).update(kind="functional", title="Guru Ahli Muda")
    read_everyone(on=today)
    assert (line(staff["ani"]).state, line(staff["ani"]).target_rank) == ("undecided", "")
    assert line(staff["bayu"]).credit_short == 62.5  # of the hundred that III/d takes
    assert line(staff["doni"]).state == "undecided"


def test_leave_sanctions_and_awards_count(staff: dict[str, Any], today: date) -> None:
    def told(row: Any) -> dict[str, Any]:
        return {
            "employee": row.employee,
            "believed_from": timezone.now(),
            "change": Change.objects.earliest("pk"),
        }

    UnpaidLeaveSpell.objects.create(from_on=date(2020, 1, 1), until_on=date(2021, 1, 1), **told(staff["ani"]))
    SanctionSpell.objects.create(
        from_on=date(2026, 9, 1),
        until_on=date(2027, 3, 1),
        kind_code="23",
        level_code="S",
        **told(staff["doni"]),
    )
    Award.objects.create(award_code="307", name="Teladan", year=2025, **told(staff["bayu"]))
    SkpRating.objects.filter(employee=staff["bayu"].pk, year=2025).update(predicate="very_good")
    rate(staff["doni"].pk, y2024="good")
    read_everyone(on=today)
    assert line(staff["ani"]).eligible_on == date(2024, 4, 1)  # the 366 days do not count
    doni = line(staff["doni"])
    assert (doni.state, doni.eligible_on, doni.period) == ("waiting", date(2027, 3, 1), date(2027, 3, 1))
    assert (line(staff["bayu"]).kind, line(staff["bayu"]).state) == ("outstanding", "may")


def test_training_for_leadership_is_known(staff: dict[str, Any], today: date) -> None:
    train(staff["ani"], 900, name="Diklat PIM III", name_key="diklat pim iii", kind=TrainingKind.PROGRAMME)
    found = read(today, among=[staff["ani"].pk, staff["bayu"].pk])
    assert dict(zip(found.facts["employee"].tolist(), found.record.leadership, strict=True)) == {
        staff["ani"].pk: 3,
        staff["bayu"].pk: 0,
    }


def test_told_names_clause_and_who_acts(staff: dict[str, Any], today: date) -> None:
    paths = queries.told(line(staff["doni"]), today=today)
    best = paths[0]
    assert best.kind == "regular"
    assert best.state == QueueState.UNDECIDED
    (lacking,) = best.to_do
    assert (lacking.condition.code, lacking.level) == ("rating_before", "unknown")
    assert str(lacking.condition.basis) == "PP 99/2000 jo. PP 12/2002 Pasal 7"
    assert [path.is_hers for path in paths] == sorted((path.is_hers for path in paths), reverse=True)


def test_places_are_counted_in_the_period(staff: dict[str, Any], today: date) -> None:
    rate(staff["doni"].pk, y2024="good")
    read_everyone(on=today)
    found = queries.place(line(staff["doni"]))
    assert found is not None
    assert (found.overall, found.in_unit, found.in_rank) == ((2, 2), (2, 2), (2, 2))
    assert queries.place(line(staff["cici"])) == queries.Place((1, 1), (1, 1), (1, 1))


def test_the_picture_shows_what_comes_when(staff: dict[str, Any], today: date) -> None:
    bars = queries.timeline(queries.told(line(staff["ani"]), today=today), today=today)
    assert [(bar.path.kind.value, bar.period, bar.width) for bar in bars] == [
        ("regular", PERIOD, 1),
        ("service", date(2048, 2, 1), 100),
    ]


# Pages ------------------------------------------------------------------------------------------


def test_officers_see_the_list_and_its_queries_do_not_grow(
    client: Client, staff: dict[str, Any], citra: Account, django_assert_max_num_queries: Any
) -> None:
    sign_in(client, citra)
    client.get("/karier/")
    with django_assert_max_num_queries(16):
        page = client.get("/karier/").content.decode().upper()
    places = [page.index(name) for name in ("ANI LESTARI", "BAYU", "CICI", "DONI")]
    assert places == sorted(places)
    assert "MEMENUHI SYARAT" in page
    assert "ENDAH" not in page


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("keadaan=may", {"ANI"}),
        ("jenis=service", {"CICI"}),
        ("golongan=34", {"CICI"}),
        ("periode=2028-10-01", {"BAYU"}),
        ("cari=doni", {"DONI"}),
        ("periode=kemarin&unit=x", {"ANI", "BAYU", "CICI", "DONI"}),
        ("berubah=1", set()),
    ],
)
def test_filters(client: Client, staff: dict[str, Any], citra: Account, asked: str, names: set[str]) -> None:
    sign_in(client, citra)
    page = client.get(f"/karier/?{asked}").content.decode().upper()
    assert {name for name in ("ANI", "BAYU", "CICI", "DONI") if f"{name} " in page} == names


def test_dewi_sees_her_unit_alone(client: Client, staff: dict[str, Any], dewi: Account) -> None:
    sign_in(client, dewi)
    page = client.get("/karier/").content.decode().upper()
    assert "BAYU" in page
    assert "DONI" not in page
    assert client.get(f"/karier/pegawai/{staff['doni'].uuid}/").status_code == 404
    listed = client.get("/daftar/kenaikan-pangkat/").content.decode().upper()
    assert "BAYU" in listed
    assert "DONI" not in listed
    assert client.get("/daftar/kenaikan-pangkat/unduh/").status_code == 403


def test_the_queue_is_a_list_with_its_order_its_filters_and_a_file(
    client: Client, staff: dict[str, Any], citra: Account, django_assert_max_num_queries: Any
) -> None:
    sign_in(client, citra)
    assert "/daftar/kenaikan-pangkat/?keadaan=may&amp;kenaikan=regular" in client.get(
        "/karier/?keadaan=may&jenis=regular&cari=ani"
    ).content.decode()  # fmt: skip
    client.get("/daftar/kenaikan-pangkat/")
    with django_assert_max_num_queries(20):
        page = client.get("/daftar/kenaikan-pangkat/?golongan=33").content.decode().upper()
    assert page.index("ANI LESTARI") < page.index("BAYU") < page.index("DONI")
    assert "CICI" not in page
    waiting = client.get("/daftar/kenaikan-pangkat/?periode=2028-10-01&kenaikan=regular&berubah=7")
    assert "Tidak ada yang cocok" in waiting.content.decode()
    kept = client.post("/daftar/kenaikan-pangkat/simpan/?keadaan=undecided", {"name": "Belum jelas"})
    assert client.get(kept["Location"])["Location"].endswith("?keadaan=undecided")
    answer = client.post(
        "/daftar/kenaikan-pangkat/unduh/?keadaan=undecided", {"bentuk": "csv", "paper": "f4"}
    )
    text = answer.getvalue().decode()
    assert "DONI PRATAMA" in text.upper()
    assert "ANI LESTARI" not in text.upper()
    assert "Predikat kinerja tahun sebelumnya" in text


def test_ani_sees_her_own_line_and_no_list(client: Client, staff: dict[str, Any], ani: Account) -> None:
    sign_in(client, ani)
    page = client.get("/karier/saya/").content.decode()
    assert "ke-1 dari 1" in page
    assert line(staff["ani"]).pseudonym in page
    assert "Pasal 8" in page
    assert "belum diverifikasi" in page
    assert client.get("/karier/").status_code == 403


def test_looking_at_somebody_is_logged(client: Client, staff: dict[str, Any], citra: Account) -> None:
    sign_in(client, citra)
    assert client.get(f"/karier/pegawai/{staff['doni'].uuid}/").status_code == 200
    assert View.objects.filter(subject_uuid=staff["doni"].uuid).count() == 1


def test_two_clocks_do_not_read_twice(staff: dict[str, Any], today: date) -> None:
    assert not services.run(today=today, at=timezone.now())
