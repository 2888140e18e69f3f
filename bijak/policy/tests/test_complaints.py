"""Complaints as evidence: an export is counted, and nobody in it is kept."""

import json
import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from bijak.accounts.models import Account
from bijak.documents.models import Document
from bijak.interchange.services import Refused as Unread
from bijak.interchange.services import glancing
from bijak.ledger.models import Leaf
from bijak.policy import exporting, queries, services
from bijak.policy.engine.complaints import tally
from bijak.policy.models import Draft, Evidence

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("second_of_november")]

HEAD = ("Tracking ID", "Nama Pelapor", "Tanggal Laporan", "Klasifikasi", "Kategori", "Isi Laporan", "Status")
PERSON = "Sulastri Handayani"


@pytest.fixture(autouse=True)
def data_folder(settings: object, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path  # type: ignore[attr-defined]


def text_of(response: HttpResponse) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def complaints() -> list[Sequence[str]]:
    """Nine complaints, written as three clerks would."""

    def row(number: int, day: str, category: str, status: str) -> Sequence[str]:
        return (f"#{number}", PERSON, day, "Pengaduan", category, f"{PERSON} menunggu berkasnya.", status)

    return [
        row(1, "2026-01-05 10:22:33", "Kenaikan pangkat", "Selesai"),
        row(2, "07/01/2026 08.15 WIB", "kenaikan  pangkat", "Selesai"),
        row(3, "9 Januari 2026", "Kenaikan pangkat", "Selesai"),
        row(4, "2026-03-01", "Kenaikan pangkat", "Proses"),
        row(5, "2026-03-02", "Cuti", "Selesai"),
        row(6, "2026-03-03", "Cuti", "Selesai"),
        row(7, "kemarin", f"Laporan {PERSON}", "Proses"),
        row(8, "2027-03-03", "Cuti", "Selesai"),
        row(9, "2026-03-31", "", f"Dijawab {PERSON}"),
    ]


def csv(*rows: Sequence[str], name: str = "lapor.csv") -> SimpleUploadedFile:
    lines = "\n".join(";".join(row) for row in rows)
    return SimpleUploadedFile(name, lines.encode(), "text/csv")


def xlsx(*rows: Sequence[str]) -> SimpleUploadedFile:
    stream = BytesIO()
    with xlsxwriter.Workbook(stream, {"default_date_format": "dd/mm/yyyy hh:mm"}) as book:
        book.add_worksheet("Petunjuk").write(0, 0, "Ekspor pengaduan")
        sheet = book.add_worksheet("Laporan")
        for number, row in enumerate(rows):
            sheet.write_row(number + 2, 0, row)
        sheet.write_datetime(3, 2, datetime.fromisoformat("2026-01-05T10:22:33"))
    return SimpleUploadedFile("lapor.xlsx", stream.getvalue())


@pytest.mark.parametrize("form", [csv, xlsx])
def test_an_export_is_counted(
    form: Callable[..., SimpleUploadedFile], draft: Draft, eka: Account, today: date
) -> None:
    file = form(HEAD, *complaints())
    evidence = services.attach_complaints(draft=draft, file=file, by=eka, today=today)
    file.seek(0)
    evidence.refresh_from_db()
    assert evidence.reference == sha256(file.read()).hexdigest()
    assert evidence.taken == {
        "name": file.name,
        "sha256": evidence.reference,
        "total": 9,
        "first": "2026-01-05",
        "last": "2026-03-31",
        "spans": [["2026-01", 3], ["2026-02", 0], ["2026-03", 4]],
        "without_day": 2,
        "categories": {
            "named": [["Kenaikan pangkat", 4], ["Cuti", 3]], "others": 1, "kinds": 1, "without": 1,
        },
        "statuses": {"named": [["Selesai", 6]], "others": 3, "kinds": 2, "without": 0},
    }  # fmt: skip


def test_nobody_who_complained_is_kept(draft: Draft, eka: Account, today: date, tmp_path: Path) -> None:
    services.attach_complaints(draft=draft, file=csv(HEAD, *complaints()), by=eka, today=today)
    kept = json.dumps([*Evidence.objects.values(), *Leaf.objects.values()], default=str)
    assert "Kenaikan pangkat" in kept
    assert "Sulastri" not in kept
    assert not Document.objects.exists()
    assert not [each for each in tmp_path.rglob("*") if each.is_file()]


def test_without_its_columns_a_file_is_refused_with_what_was_looked_for(
    draft: Draft, eka: Account, today: date
) -> None:
    with pytest.raises(Unread) as refusal:
        services.attach_complaints(
            draft=draft, file=csv(("Nomor", "Bidang"), ("1", "Cuti")), by=eka, today=today
        )
    said = str(refusal.value)
    assert "Kolom tanggal tidak ditemukan; judul yang dicari: tanggal laporan, " in said
    assert "Judul yang ada di berkas: Nomor, Bidang." in said
    assert "Kolom kategori" not in said


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [([], "hanya berisi judul"), ([("", "", "kemarin", "", "Cuti", "", "")], "satu pun tanggal")],
)
def test_a_file_without_a_complaint_on_a_day_is_refused(
    rows: list[Sequence[str]], sentence: str, draft: Draft, eka: Account, today: date
) -> None:
    with pytest.raises(services.Refused, match=sentence):
        services.attach_complaints(draft=draft, file=csv(HEAD, *rows), by=eka, today=today)


@pytest.mark.parametrize("form", [csv, xlsx])
def test_a_table_too_large_to_wait_for_is_refused(
    form: Callable[..., SimpleUploadedFile],
    draft: Draft,
    eka: Account,
    today: date,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(glancing, "MAX_CELLS", 50)
    with pytest.raises(Unread, match="Bagi menjadi beberapa berkas"):
        services.attach_complaints(draft=draft, file=form(HEAD, *complaints()), by=eka, today=today)


def test_eka_sends_complaints_once_and_everybody_reads_the_counts(
    draft: Draft, eka: Account, client_of: Callable[[Account], Client], today: date
) -> None:
    browser = client_of(eka)
    place = reverse("policy:attach", args=[draft.policy.uuid]) + "?jenis=complaints"
    assert "tidak disimpan" in text_of(browser.get(place))
    assert "kosong" in text_of(browser.post(place, {"file": SimpleUploadedFile("a.csv", b""), "note": "x"}))
    sent = browser.post(place, {"file": csv(HEAD, *complaints()), "note": "Menumpuk."}, follow=True)
    shown = text_of(sent)
    assert "9 pengaduan, 5 Januari 2026 – 31 Maret 2026" in shown
    assert "Tanpa tanggal yang terbaca: 2. Tanpa kategori: 1." in shown
    assert "Februari 2026 0" in shown
    again = browser.post(place, {"file": csv(HEAD, *complaints()), "note": "Lagi."})
    assert "sudah terlampir" in text_of(again)
    assert Evidence.objects.count() == 1
    assert "9 pengaduan; terbanyak Kenaikan pangkat (4), Cuti (3)" in text_of(
        browser.get(reverse("policy:dossier", args=[draft.uuid]))
    )
    facts = "\n".join(queries.Material(draft, today).facts())
    assert "1. Pengaduan 5 Januari 2026 – 31 Maret 2026: 9 pengaduan; terbanyak" in facts
    assert exporting.evidence_rows(queries.Material(draft, today))[1][4] == "Rekap pengaduan"


def test_the_ten_largest_are_named_and_long_years_are_told_by_year(today: date) -> None:
    counted = tally(
        ((date(2019, 1, 1) + timedelta(days=30 * n), f"{n % 12:02} {'x' * 99}", None) for n in range(72)),
        today=today,
    )
    assert len(counted.categories.named) == 10
    assert all(len(name) == 60 for name, _count in counted.categories.named)
    assert (counted.categories.others, counted.categories.kinds) == (12, 2)
    assert [span for span, _count in counted.spans] == [str(year) for year in range(2019, 2025)]
    assert counted.statuses.without == 72
