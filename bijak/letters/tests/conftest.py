"""A small agency that writes letters: Ani of education, whom Citra writes about, and the head who signs."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bijak.accounts.models import Account
from bijak.kernel.uuid7 import uuid7
from bijak.letters import exporting, queries, services
from bijak.letters.models import NumberBook, OfficialLetter
from bijak.organization.models import Agency, Unit
from bijak.people import services as people
from bijak.people.models import Employee, EmployeeToday
from bijak.people.tests.factories import make_batch, workforce_frame

PURPOSE = {"Keperluan surat": "pengajuan beasiswa"}


@pytest.fixture(autouse=True)
def _place(db: None, settings: Any, tmp_path: Path, today: date, city: Unit) -> None:
    settings.DATA_DIR = tmp_path
    settings.CERTIFICATE = settings.TRUST_ROOTS = settings.ESIGN_SERVER = ""
    facts = {"demo_today": today, "name": "Pemerintah Kota Contoh", "seat": "Contoh"}
    Agency.objects.update_or_create(pk=1, defaults=facts)


@pytest.fixture
def crowd(education: Unit, citra: Account, ani: Account, today: date) -> list[EmployeeToday]:
    """Four of education; the first is Ani, who has an account, the last one the head."""
    facts: list[dict[str, Any]] = [{} for _each in range(3)]
    facts.append(
        {"position_kind": "structural", "position_title": "Kepala Dinas Pendidikan", "rank_code": "43"}
    )
    rows = [
        {"siasn_id": f"L{at}", "nip": f"198505052010012{at:03}", "name": f"Pegawai {at}",
         "unit_id": education.pk} | more
        for at, more in enumerate(facts, 1)
    ]  # fmt: skip
    people.record_workforce(workforce_frame(rows), batch=make_batch(citra), by=citra, today=today)
    Employee.objects.filter(siasn_id="L1").update(account=ani)
    found = EmployeeToday.objects.filter(employee__siasn_id__startswith="L")
    return list(found.select_related("employee__account", "unit").order_by("nip"))


@pytest.fixture
def her(crowd: list[EmployeeToday]) -> EmployeeToday:
    return crowd[0]


@pytest.fixture
def head(crowd: list[EmployeeToday]) -> EmployeeToday:
    return crowd[-1]


@pytest.fixture
def book(citra: Account, today: date) -> NumberBook:
    return make_book(citra, today)


def make_book(by: Account, today: date, *, last: int = 0, **facts: Any) -> NumberBook:
    known: dict[str, Any] = {
        "name": "Buku BKPSDM", "pattern": "{klasifikasi}/{urut:03}/BKPSDM/{tahun}",
        "office": "Badan Kepegawaian", "letterhead": "Jalan Contoh 1", "unit": None, "is_open": True,
    }  # fmt: skip
    return services.save_book(book=None, edition=1, facts=known | facts, last=last, by=by, today=today)


type Order = Callable[..., services.Order]


@pytest.fixture
def order(book: NumberBook, head: EmployeeToday, today: date) -> Order:
    """An order for the letter that says she works here."""

    def made(code: str = "surat-keterangan-aktif", **other: Any) -> services.Order:
        template = queries.template(code)
        signed_by = queries.signer(head.nip, on=today)
        assert template
        assert signed_by
        known: dict[str, Any] = {
            "token": uuid7(), "edition": template.seen, "template": template, "book": book, "on": today,
            "as_of": today, "signed_by": signed_by, "answers": PURPOSE,
        }  # fmt: skip
        return services.Order(**known | other)

    return made


type Issue = Callable[..., OfficialLetter]


@pytest.fixture
def issue(order: Order, citra: Account, today: date) -> Issue:
    def issued(row: EmployeeToday, **other: Any) -> OfficialLetter:
        more = {name: other.pop(name) for name in ("replaces", "reason") if name in other}
        (letter,) = services.issue(
            order=order(**other), rows=[row], lay_out=exporting.letter_pdf, by=citra, today=today, **more
        )
        return letter

    return issued
