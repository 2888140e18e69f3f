"""The pages of an import: what each person sees, does and is refused."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from bijak.interchange import services
from bijak.interchange.models import Batch, Profile, Row, State
from bijak.interchange.registries import ImportKind
from bijak.interchange.tests.conftest import GOOD, HEADERS, csv_file, xlsx
from bijak.kernel.uuid7 import uuid7
from bijak.shell.testing import assert_swap_equals_reload

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("grants")]

type Send = Callable[..., Batch]
type Open = Callable[[Any], Client]

FAULTY = [
    HEADERS,
    *GOOD,
    ["198801012010011004", "Tanpa Unit", "04-01-1988", "Dinas Angin"],
    ["", "Tanpa NIP"],
]


def page(name: str, *args: Any) -> str:
    return reverse(f"interchange:{name}", args=args)


def named(file: io.BytesIO, name: str) -> io.BytesIO:
    file.name = name
    return file


# The way through --------------------------------------------------------------------------------------


def test_citra_uploads_looks_mends_and_accepts_without_javascript(
    client_of: Open, citra: Any, kind: ImportKind, office: Any
) -> None:
    browser = client_of(citra)
    form = browser.get(page("upload"), {"jenis": kind.code}).context["form"]
    sent = {"kind": kind.code, "token": form["token"].value(), "file": named(xlsx(FAULTY), "pegawai.xlsx")}
    answer = browser.post(page("upload"), sent)
    batch = Batch.objects.get()
    assert answer.url == page("batch", batch.uuid)

    waiting = browser.get(answer.url).content.decode()
    assert "every 2s" in waiting
    assert "Muat ulang" in waiting
    services.advance(batch_id=batch.pk)

    ready = browser.get(answer.url).content.decode()
    assert "every 2s" not in ready
    assert "Terima 3 baris benar" in ready
    assert "Unit “Dinas Angin” tidak dikenal." in ready
    assert "Siti Nurbaya" in ready

    row = page("row", batch.uuid, 5)
    cells = dict.fromkeys(("nip", "name", "born_on", "unit", "phone"), "") | {
        "nip": "198801012010011004", "name": "Tanpa Unit", "unit": "Dinas Laut", "version": 1,
    }  # fmt: skip
    wrong = browser.post(row, cells)
    assert wrong.status_code == 422
    assert "Dinas Laut" in wrong.content.decode()
    right = browser.post(row, cells | {"unit": "Dinas Kesehatan", "version": 2})
    assert right.url.startswith(page("row", batch.uuid, 6))

    browser.post(page("accept", batch.uuid))
    services.advance(batch_id=batch.pk)
    assert "Ditulis: 4 baru" in browser.get(answer.url).content.decode()
    assert office.people["198801012010011004"]["unit"] == "Dinas Kesehatan"


def test_what_somebody_else_saved_meanwhile_is_shown_beside_what_was_typed(
    client_of: Open, citra: Any, budi: Any, upload: Send, today: Any
) -> None:
    batch = upload(xlsx(FAULTY), by=citra)
    services.mend(batch=batch, number=5, typed={"unit": "Dinas Kesehatan"}, version=1, by=budi, today=today)
    answer = client_of(citra).post(
        page("row", batch.uuid, 5),
        {"nip": "198801012010011004", "name": "Nama Baru", "unit": "Laut", "version": 1},
    )
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "sudah diubah orang lain" in text
    assert "Nama Baru" in text
    assert "Dinas Kesehatan" in text


def test_wrong_values_are_replaced_at_once_from_the_list(client_of: Open, citra: Any, upload: Send) -> None:
    rows = [[f"19880101201001100{n}", f"Orang {n}", "", "Dinas Angin"] for n in range(3)]
    batch = upload(xlsx([HEADERS, *rows]))
    browser = client_of(citra)
    address = page("faulty", batch.uuid) + "?kolom=unit&kode=unknown_unit&nilai=Dinas+Angin"
    shown = browser.get(address)
    assert shown.context["replace"]["find"].value() == "Dinas Angin"
    change = {"field": "unit", "find": "Dinas Angin", "put": "Dinas Kesehatan"}
    answer = browser.post(page("replace", batch.uuid) + "?kolom=unit&kode=unknown_unit", change, follow=True)
    assert "3 baris diubah, 3 di antaranya kini benar." in answer.content.decode()
    nothing = browser.post(page("replace", batch.uuid), change)
    assert nothing.status_code == 422
    assert "Dinas Angin" in nothing.content.decode()


def test_rows_with_one_fault_are_left_aside_together_and_one_is_taken_back(
    client_of: Open, citra: Any, upload: Send
) -> None:
    batch = upload(xlsx(FAULTY))
    browser = client_of(citra)
    browser.post(page("leave_out", batch.uuid), {"kolom": "unit", "kode": "unknown_unit"})
    assert Row.objects.get(number=5).state == Row.State.LEFT
    browser.post(page("row", batch.uuid, 5))
    assert Row.objects.get(number=5).state == Row.State.FAULTY


def test_the_faulty_rows_are_downloaded_mended_and_uploaded(
    client_of: Open, citra: Any, upload: Send
) -> None:
    batch = upload(xlsx(FAULTY))
    browser = client_of(citra)
    answer = browser.get(page("download_faulty", batch.uuid))
    sheet = pl.read_excel(io.BytesIO(b"".join(answer.streaming_content)), infer_schema_length=0)
    assert sheet.columns[:3] == ["BARIS", "MASALAH", "NIP"]
    assert sheet["BARIS"].to_list() == ["5", "6"]
    mended = xlsx([["BARIS", "NIP", "Unit"], [5, "198801012010011004", "Dinas Kesehatan"]])
    browser.post(page("correct", batch.uuid), {"file": named(mended, "perbaikan.xlsx")})
    services.advance(batch_id=batch.pk)
    assert Row.objects.get(number=5).state == Row.State.MENDED


def test_columns_are_matched_by_hand_and_a_double_choice_is_refused(
    client_of: Open, citra: Any, upload: Send
) -> None:
    batch = upload(xlsx([["NOMOR", "SIAPA"], [GOOD[0][0], "Ani"]]))
    browser = client_of(citra)
    text = browser.get(page("batch", batch.uuid)).content.decode()
    assert "Kolom yang wajib ada: NIP, Nama." in text
    assert page("template", "test.people") in text
    twice = browser.post(page("columns", batch.uuid), {"c0": "nip", "c1": "nip"})
    assert twice.status_code == 422
    browser.post(page("columns", batch.uuid), {"c0": "nip", "c1": "name", "profile": "Kami"})
    services.advance(batch_id=batch.pk)
    batch.refresh_from_db()
    assert (batch.state, batch.good) == (State.READY, 1)


def test_a_saved_matching_is_shown_changed_shared_and_forgotten(
    client_of: Open, citra: Any, ani: Any, upload: Send
) -> None:
    batch = upload(xlsx([["NOMOR", "SIAPA", "TAMAT"], [GOOD[0][0], "Ani", "x"]]))
    browser = client_of(citra)
    browser.post(page("columns", batch.uuid), {"c0": "nip", "c1": "name", "profile": "Kami"})
    kept = Profile.objects.get()
    assert page("profiles") in browser.get(page("list")).content.decode()
    assert page("profile", kept.uuid) in browser.get(page("profiles")).content.decode()
    assert browser.get(page("profile", kept.uuid)).context["form"]["c0"].value() == "nip"
    assert client_of(ani).get(page("profile", kept.uuid)).status_code == 404
    assert (
        browser.post(page("profile", kept.uuid), {"name": "X", "c0": "nip", "c1": "nip"}).status_code == 422
    )
    changed = {"name": "Kepegawaian lama", "c0": "nip", "c1": "", "is_shared": "on"}
    assert browser.post(page("profile", kept.uuid), changed).status_code == 302
    kept.refresh_from_db()
    assert (kept.name, kept.columns, kept.is_shared) == ("Kepegawaian lama", {"nomor": "nip"}, True)
    browser.post(page("forget_profile", kept.uuid))
    assert not Profile.objects.exists()


def test_the_matching_of_a_colleague_is_looked_at_and_not_changed(
    client_of: Open, citra: Any, budi: Any, kind: ImportKind
) -> None:
    columns = {"nomor": "nip", "siapa": "name"}
    shared = Profile.objects.create(kind=kind.code, name="Bersama", columns=columns, is_shared=True, by=budi)
    browser = client_of(citra)
    shown = browser.get(page("profile", shared.uuid)).content.decode()
    assert "nomor" in shown
    assert "Hapus profil" not in shown
    assert browser.post(page("profile", shared.uuid), {"name": "Direbut", "c0": "nip"}).status_code == 409
    browser.post(page("forget_profile", shared.uuid))
    assert Profile.objects.get().name == "Bersama"


def test_undoing_asks_first_and_lists_what_stays(
    client_of: Open, citra: Any, upload: Send, accepted: Send, office: Any
) -> None:
    batch = accepted(upload(xlsx([HEADERS, *GOOD])))
    browser = client_of(citra)
    assert "3 data baru akan dihapus" in browser.get(page("undo", batch.uuid)).content.decode()
    browser.post(page("undo", batch.uuid))
    services.advance(batch_id=batch.pk)
    assert office.people == {}
    assert "Kartu pegawai yang sudah dicetak" in browser.get(page("batch", batch.uuid)).content.decode()


def test_the_template_of_a_kind_can_be_filled_and_read_back(
    client_of: Open, citra: Any, upload: Send, kind: ImportKind
) -> None:
    answer = client_of(citra).get(page("template", kind.code))
    batch = upload(io.BytesIO(b"".join(answer.streaming_content)))
    assert (batch.sheet, batch.good) == ("Data", 1)


# Bad input ----------------------------------------------------------------------------------------------


def test_a_refused_file_is_answered_in_the_form_with_what_was_chosen(
    client_of: Open, citra: Any, kind: ImportKind
) -> None:
    for file, name, sentence in (
        (io.BytesIO(b""), "kosong.xlsx", "Berkas ini kosong."),
        (io.BytesIO(b"%PDF-1.7\n"), "surat.pdf", "bukan tabel"),
    ):
        answer = client_of(citra).post(
            page("upload"), {"kind": kind.code, "token": str(uuid7()), "file": named(file, name)}
        )
        assert answer.status_code == 422
        assert sentence in answer.content.decode()
        assert answer.context["form"]["kind"].value() == kind.code


def test_a_script_in_a_name_is_text_everywhere(client_of: Open, citra: Any, upload: Send) -> None:
    script = "<script>alert(1)</script>"
    batch = upload(
        csv_file(f"NIP;NAMA;UNIT\n{GOOD[0][0]};{script};{script}\n{GOOD[1][0]};{script};\n"), "a.csv"
    )
    browser = client_of(citra)
    for address in (page("batch", batch.uuid), page("faulty", batch.uuid), page("row", batch.uuid, 2)):
        text = browser.get(address).content.decode()
        assert script not in text
        assert "&lt;script&gt;" in text


def test_posting_an_act_twice_is_harmless(client_of: Open, citra: Any, upload: Send, office: Any) -> None:
    batch = upload(xlsx([HEADERS, *GOOD]))
    browser = client_of(citra)
    browser.post(page("accept", batch.uuid))
    browser.post(page("accept", batch.uuid))
    services.advance(batch_id=batch.pk)
    answer = browser.post(page("accept", batch.uuid), follow=True)
    assert "Belum ada baris benar yang menunggu" in answer.content.decode()
    assert len(office.people) == 3


# Who may what -------------------------------------------------------------------------------------------

READ = ("batch", "columns", "undo", "faulty", "download_faulty")
ACT = ("sheet", "accept", "cancel", "undo", "correct", "replace", "leave_out")


def test_dewi_whose_permission_ends_at_her_own_unit_sees_404(
    client_of: Open, dewi: Any, upload: Send
) -> None:
    batch = upload(xlsx(FAULTY))
    browser = client_of(dewi)
    assert [browser.get(page(name, batch.uuid)).status_code for name in READ] == [404] * len(READ)
    assert [browser.post(page(name, batch.uuid)).status_code for name in ACT] == [404] * len(ACT)
    assert browser.get(page("row", batch.uuid, 5)).status_code == 404
    assert browser.get(page("list")).status_code == 403
    assert browser.get(page("upload")).status_code == 403


def test_budi_who_may_import_the_same_finishes_what_citra_began(
    client_of: Open, budi: Any, upload: Send, office: Any
) -> None:
    batch = upload(xlsx(FAULTY))
    browser = client_of(budi)
    assert "Citra Dewanti" in browser.get(page("list")).content.decode()
    browser.post(page("accept", batch.uuid))
    services.advance(batch_id=batch.pk)
    assert len(office.people) == 3
    assert "Budi Santoso" in browser.get(page("batch", batch.uuid)).content.decode()


def test_hadi_of_oversight_reads_every_import_and_acts_on_none(
    client_of: Open, hadi: Any, upload: Send
) -> None:
    batch = upload(xlsx(FAULTY))
    browser = client_of(hadi)
    assert "pegawai.xlsx" in browser.get(page("list")).content.decode()
    text = browser.get(page("batch", batch.uuid)).content.decode()
    assert "Terima" not in text
    for name, sent in (
        ("accept", {}),
        ("cancel", {}),
        ("undo", {}),
        ("leave_out", {"number": "5"}),
        ("replace", {"field": "unit", "find": "x", "put": "y"}),
    ):
        assert browser.post(page(name, batch.uuid), sent).status_code == 403, name
    assert browser.post(page("row", batch.uuid, 5), {"version": 1}).status_code == 403
    assert browser.get(page("upload")).status_code == 403


def test_ani_without_any_import_is_told_so(client_of: Open, ani: Any, kind: ImportKind) -> None:
    browser = client_of(ani)
    for address in (page("list"), page("upload"), page("template", kind.code), page("exports")):
        assert browser.get(address).status_code == 403, address


def test_a_stranger_is_sent_to_sign_in(client: Client, upload: Send) -> None:
    batch = upload(xlsx(FAULTY))
    for name in READ:
        assert client.get(page(name, batch.uuid)).status_code == 302, name
    assert client.get(page("list")).status_code == 302


def test_the_wrong_method_is_refused(client_of: Open, citra: Any, upload: Send) -> None:
    batch = upload(xlsx(FAULTY))
    browser = client_of(citra)
    for name in ("accept", "cancel", "sheet", "correct", "replace", "leave_out"):
        assert browser.get(page(name, batch.uuid)).status_code == 405, name
    assert browser.post(page("list")).status_code == 405


# What it costs ------------------------------------------------------------------------------------------


def test_the_list_asks_the_same_number_of_questions_for_one_import_and_for_many(
    client_of: Open, citra: Any, upload: Send, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    upload(xlsx(FAULTY), read=False)
    browser = client_of(citra)
    browser.get(page("list"))
    for _time in range(4):
        upload(xlsx(FAULTY), read=False)
    with django_assert_max_num_queries(12):
        browser.get(page("list"))


def test_the_page_of_an_import_asks_few_questions(
    client_of: Open, citra: Any, upload: Send, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    batch = upload(xlsx(FAULTY))
    browser = client_of(citra)
    browser.get(page("batch", batch.uuid))
    with django_assert_max_num_queries(14):
        browser.get(page("batch", batch.uuid))
    with django_assert_max_num_queries(13):
        browser.get(page("faulty", batch.uuid))


def test_a_swap_shows_what_a_reload_shows(client_of: Open, citra: Any, upload: Send) -> None:
    batch = upload(xlsx(FAULTY))
    browser = client_of(citra)
    assert_swap_equals_reload(browser, page("batch", batch.uuid), "keadaan")
    assert_swap_equals_reload(browser, page("list"), "hasil")
    assert_swap_equals_reload(browser, page("faulty", batch.uuid), "hasil")


class _Parcel(io.BufferedIOBase):
    """The body of an upload, made while it is read: so many bytes of a table, and never all of them at once."""

    def __init__(self, fields: dict[str, str], size: int) -> None:
        parts = [
            f'--grens\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
            for name, value in fields.items()
        ]
        file = '--grens\r\nContent-Disposition: form-data; name="file"; filename="besar.csv"\r\n\r\n'
        self.rest = ("".join(parts) + file).encode()
        self.left = size
        self.length = len(self.rest) + size + len(self.end)

    end = b"\r\n--grens--\r\n"
    line = b"198501012010011001;Siti Nurbaya;01-01-1985;Dinas Pendidikan\n" * 16_384

    def read(self, size: int | None = -1) -> bytes:
        assert size is not None
        assert size >= 0, "who reads it whole has no room"
        while len(self.rest) < size and self.left:
            piece = self.line[: self.left]
            self.left -= len(piece)
            self.rest += piece if self.left else piece + self.end
        given, self.rest = self.rest[:size], self.rest[size:]
        return given


@pytest.mark.slow
def test_a_file_of_200_mb_is_refused_with_its_limit_and_leaves_nothing(
    kind: ImportKind, grants: Any, citra: Any, client_of: Any, data_dir: Path
) -> None:
    parcel = _Parcel({"kind": kind.code, "token": str(uuid7())}, 200 * 1024 * 1024)
    answer = client_of(citra).request(
        **{
            "REQUEST_METHOD": "POST",
            "PATH_INFO": reverse("interchange:upload"),
            "CONTENT_TYPE": "multipart/form-data; boundary=grens",
            "CONTENT_LENGTH": str(parcel.length),
            "wsgi.input": parcel,
        }
    )
    assert answer.status_code == 422
    assert "150 MB" in " ".join(answer.context["form"].errors["file"])
    assert not Batch.objects.exists()
    assert not [path for path in data_dir.rglob("*") if path.is_file() and path.stat().st_size > 1024]
