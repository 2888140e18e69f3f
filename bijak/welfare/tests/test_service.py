"""Raises from the step of pay to the letter, retirement from the warning to the file, and what is left of leave."""

from collections.abc import Callable
from datetime import date
from typing import Any

import polars as pl
import pytest
from django.urls import reverse
from django.utils import timezone

from bijak.accounts.models import Account
from bijak.interchange.registries import ROW
from bijak.kernel.uuid7 import uuid7
from bijak.letters import exporting
from bijak.letters import queries as letter_queries
from bijak.letters import services as letters
from bijak.letters.tests.conftest import make_book
from bijak.notifications.models import Message
from bijak.organization.models import Agency, Unit
from bijak.people import services as people
from bijak.people.models import Change, Employee, EmployeeToday, SanctionSpell
from bijak.people.tests.factories import make_batch, workforce_frame
from bijak.performance.models import SkpRating
from bijak.welfare.importing import service as importing
from bijak.welfare.models import RaiseGiven, RaiseOutlook, Retirement
from bijak.welfare.queries import raises as queries
from bijak.welfare.services import outlooks
from bijak.welfare.services import retirement as retiring
from bijak.welfare.services.refusals import Refused

type Take = Callable[..., None]


@pytest.fixture(autouse=True)
def _place(db: None, settings: Any, tmp_path: Any, today: date, city: Unit) -> None:
    settings.DATA_DIR = tmp_path
    facts = {"demo_today": today, "name": "Pemerintah Kota Contoh", "seat": "Contoh"}
    Agency.objects.update_or_create(pk=1, defaults=facts)


@pytest.fixture
def crowd(education: Unit, citra: Account, ani: Account, today: date) -> list[EmployeeToday]:
    """Ani, rated good; a PPPK whose contract has no end on record; the head, who retires within two years."""
    others: list[dict[str, Any]] = [
        {"siasn_id": "W1", "nip": "199001012015012001", "service_years": 8, "service_months": 0},
        {
            "siasn_id": "W2", "nip": "199001012023212002", "name": "Bela", "kind": "pppk", "standing_code": "71",
            "rank_code": "IX", "rank_from": date(2024, 12, 1), "cpns_from": date(2024, 12, 1), "pns_from": None,
            "service_years": 0, "service_months": 0,
        },
        {
            "siasn_id": "W3", "nip": "196809011990031003", "name": "Cipta", "born_on": date(1968, 9, 1), "sex": "L",
            "position_kind": "structural", "echelon_code": "21", "position_title": "Kepala Dinas Pendidikan",
            "rank_code": "43", "cpns_from": date(1990, 3, 1), "pns_from": date(1991, 3, 1),
        },
    ]  # fmt: skip
    rows = [{"unit_id": education.pk} | each for each in others]
    people.record_workforce(workforce_frame(rows), batch=make_batch(citra), by=citra, today=today)
    Employee.objects.filter(siasn_id="W1").update(account=ani)
    found = list(
        EmployeeToday.objects.filter(employee__siasn_id__startswith="W").order_by("employee__siasn_id")
    )
    for row in found:
        for year in (2024, 2025):
            SkpRating.objects.create(
                employee=row.employee, year=year, predicate="good", reference=f"{row.pk}:{year}"
            )
    return found


@pytest.fixture
def look(crowd: list[EmployeeToday], today: date) -> Callable[[], dict[str, RaiseOutlook]]:
    def looked() -> dict[str, RaiseOutlook]:
        outlooks.ask()
        assert outlooks.look_through(on=today, at=timezone.now())
        return {each.employee.siasn_id: each for each in RaiseOutlook.objects.select_related("employee")}

    return looked


@pytest.fixture
def take(citra: Account, today: date) -> Take:
    """Take a file in as its kind does."""

    def taken(kind: Any, *rows: dict[str, str], faults: int = 0) -> None:
        schema = {ROW: pl.Int64} | {column.field: pl.String for column in kind.columns}
        frame = pl.DataFrame([{ROW: at} | row for at, row in enumerate(rows, 2)], schema=schema)
        checked = kind.check(frame, today=today)
        assert len(checked.problems) == faults, checked.problems
        kind.apply(checked.good, batch=make_batch(citra, kind=kind.code), by=citra, today=today)

    return taken


LAST = {"nip": "199001012015012001", "from_on": "2024-12-01", "years": "8", "salary": "3.456.700"}


def test_a_step_that_passed_without_a_record_is_not_guessed_but_expected(look: Any) -> None:
    found = look()
    ani, bela = found["W1"], found["W2"]
    assert (ani.state, ani.from_on, ani.because) == ("undecided", None, "service_reached")
    assert ani.due_on == date(2027, 4, 1)
    assert (bela.state, bela.because) == ("undecided", "contract_long_enough")


def test_with_the_last_raise_on_record_the_next_is_known_and_twice_says_the_same(
    look: Any, take: Take, crowd: list[EmployeeToday], citra: Account
) -> None:
    look()
    take(importing.RAISES, LAST)
    ani = look()["W1"]
    assert (ani.state, ani.from_on, ani.because) == ("ready", date(2026, 12, 1), "")
    assert RaiseGiven.objects.get().salary == 3_456_700
    take(importing.RAISES, LAST)
    assert RaiseGiven.objects.count() == 1
    take(
        importing.RAISES,
        LAST | {"from_on": "2031-01-01"},
        LAST | {"nip": "1"},
        LAST | {"years": "x"},
        faults=3,
    )


def test_a_sanction_that_delays_a_raise_postpones_it_to_its_end(
    look: Any, take: Take, crowd: list[EmployeeToday]
) -> None:
    take(importing.RAISES, LAST)
    SanctionSpell.objects.create(
        employee=crowd[0].employee, kind_code="4", kind_name="Penundaan KGB", from_on=date(2026, 3, 1),
        until_on=date(2027, 3, 1), believed_from=timezone.now(), change=Change.objects.earliest("pk"),
    )  # fmt: skip
    ani = look()["W1"]
    assert (ani.state, ani.because) == ("postponed", "not_delayed")
    assert (ani.due_on, ani.from_on) == (date(2026, 12, 1), date(2027, 3, 1))


def test_the_letter_gives_the_raise_and_voiding_it_takes_it_back(
    look: Any, take: Take, crowd: list[EmployeeToday], citra: Account, today: date
) -> None:
    take(importing.RAISES, LAST)
    look()
    template = letter_queries.template("pemberitahuan-kgb")
    signed_by = letter_queries.signer(crowd[2].nip, on=today)
    assert template
    assert signed_by
    order = letters.Order(
        token=uuid7(), edition=template.seen, template=template, book=make_book(citra, today), on=today, as_of=today,
        signed_by=signed_by,
    )  # fmt: skip
    row = EmployeeToday.objects.select_related("employee__account", "unit").get(pk=crowd[0].pk)
    (letter,) = letters.issue(order=order, rows=[row], lay_out=exporting.letter_pdf, by=citra, today=today)
    given = queries.raises_of(row.pk)[0]
    assert (given.from_on, given.service, given.letter) == (date(2026, 12, 1), (11, 8), letter)
    assert letter.values["tmt_kgb"] == "1 Desember 2026"
    assert RaiseOutlook.objects.get(pk=row.pk).due_on == date(2028, 12, 1)
    letters.void(letter=letter, reason="Salah nama.", by=citra, today=today)
    assert RaiseOutlook.objects.get(pk=row.pk).from_on == date(2026, 12, 1)
    # Who has no day yet gets no letter.
    bela = EmployeeToday.objects.select_related("employee__account", "unit").get(pk=crowd[1].pk)
    with pytest.raises(letters.Refused, match="TMT kenaikan gaji berkala"):
        letters.issue(
            order=letters.Order(**(vars(order) | {"token": uuid7()})), rows=[bela], lay_out=exporting.letter_pdf,
            by=citra, today=today,
        )  # fmt: skip


def test_the_list_of_raises_is_of_ones_units_and_leads_to_the_letter(
    look: Any, take: Take, crowd: list[EmployeeToday], citra: Account, dewi: Account, client_of: Any,
    django_assert_max_num_queries: Any,
) -> None:  # fmt: skip
    take(importing.RAISES, LAST)
    look()
    client = client_of(citra)
    with django_assert_max_num_queries(16):
        page = client.get(reverse("welfare:raises"), {"dari": "2026-12-01", "sampai": "2026-12-31"})
    assert "Ani Lestari" in page.content.decode()
    assert "Tepat waktu" in page.content.decode()
    writing = client.post(reverse("letters:write_many", args=["pemberitahuan-kgb"]), {"nips": [crowd[0].nip]})
    assert writing.status_code == 200
    assert crowd[0].nip in writing.content.decode()
    sheet = client.get(reverse("lists:sheet", args=["kgb"]), {"dari": "2026-12-01", "sampai": "2026-12-31"})
    assert "Ani Lestari" in sheet.content.decode()
    client = client_of(dewi)
    there = client.get(reverse("welfare:raises"), {"dari": "2026-12-01", "sampai": "2026-12-31"})
    assert "Ani Lestari" not in there.content.decode()
    assert client.get(reverse("welfare:service", args=[crowd[0].uuid])).status_code == 404


def test_ani_reads_every_reason_about_herself(
    look: Any, crowd: list[EmployeeToday], ani: Account, client_of: Any, django_assert_max_num_queries: Any
) -> None:
    look()
    client = client_of(ani)
    with django_assert_max_num_queries(16):
        page = client.get(reverse("welfare:my_service")).content.decode()
    assert "KGB terakhir belum tercatat" in page
    assert "belum diverifikasi" in page
    assert "Predikat kinerja tahun terakhir cukup baik" in page


def test_the_head_is_warned_once_and_his_file_is_kept(
    look: Any, crowd: list[EmployeeToday], citra: Account, gita: Account, client_of: Any, today: date
) -> None:
    Employee.objects.filter(siasn_id="W3").update(account=gita)
    look()
    near = Retirement.objects.get()
    assert (near.retires_on, near.stage, near.warned) == (date(2028, 10, 1), 24, 24)
    look()
    assert Message.objects.filter(to=gita, kind="welfare.retirement").count() == 1
    client = client_of(citra)
    assert "Cipta" in client.get(reverse("welfare:retirements")).content.decode()
    answer = client.post(
        reverse("welfare:retirement", args=[near.uuid]),
        {"papers": ["cpns", "rank"], "note": "", "edition": 1},
    )
    assert answer.status_code == 302
    near.refresh_from_db()
    assert near.papers == ["cpns", "rank"]
    with pytest.raises(Refused, match="12 bulan"):
        retiring.keep_file(
            retirement=near,
            papers=[],
            preparation_from=date(2027, 9, 30),
            note="",
            edition=2,
            by=citra,
            today=today,
        )


def test_leave_that_was_taken_leaves_the_rest_and_what_is_not_known_is_said(
    take: Take, crowd: list[EmployeeToday], ani: Account, citra: Account, client_of: Any
) -> None:
    client = client_of(ani)
    assert "Sisanya belum dapat dihitung" in client.get(reverse("welfare:my_service")).content.decode()
    hers = {"nip": "199001012015012001", "kind": "Cuti tahunan"}
    take(
        importing.LEAVE,
        hers | {"year": "2024", "days": "12"},
        hers | {"year": "2025", "days": "8"},
        hers | {"from_on": "2026-03-02", "until_on": "2026-03-04", "days": "3"},
        hers | {"kind": "Cuti bersama", "year": "2026", "days": "1"},
        faults=1,
    )
    page = client.get(reverse("welfare:my_service")).content.decode()
    assert "13 hari kerja tersisa" in page
    client = client_of(citra)
    sheet = client.get(reverse("lists:sheet", args=["sisa-cuti"])).content.decode()
    assert "Ani Lestari" in sheet
