"""The personnel officer brings the national export in, mends what is wrong with it, and takes it back."""

import json
import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect

from tests.conftest import Newcomer, Opener
from tests.journeys.steps import (
    ACCEPTS,
    MINUTE,
    accept,
    choose,
    enter_by_link,
    fetch,
    heading,
    press,
    see,
    set_password,
    set_up_app,
    upload,
)

NO_UNIT = "00000000000000000000000000000001"


def test_an_officer_from_her_first_link_to_the_undoing_of_an_import(
    window: Opener, newcomer: Callable[..., Newcomer], files: Path
) -> None:
    sri = newcomer("Sri Rahayu", "Pengelola kepegawaian")
    page, address = (opened := window()).page, opened.address
    faults = _faults(files)

    enter_by_link(page, address + sri.link)
    set_password(page, address)
    set_up_app(page, address)

    upload(page, address, "Susunan organisasi", files / "unor.xlsx")
    see(page, "Siap diterima")
    accept(page)
    see(page, re.compile("^Diterapkan"))

    upload(page, address, "Data utama pegawai", files / "data-utama.xlsx")
    see(page, "Yang perlu diperbaiki")
    see(page, "Baris pertama")
    see(page, "Excel menyimpan nilai ini sebagai bilangan")
    see(page, "Tulis semua angkanya di sini.")
    batch = page.url
    accept(page)
    page.goto(f"{address}/impor/")  # she leaves, and finds it again
    page.get_by_role("link", name="data-utama.xlsx").first.click()
    expect(page).to_have_url(batch)
    see(page, re.compile(r"Ditulis: \d+ baru"))

    page.get_by_role("link", name="Perbaiki di sini").click()
    expect(heading(page)).to_have_text("Perbaiki baris")
    page.get_by_role("link", name=f"Perbaiki {faults['nip_short']['row']}", exact=True).click()
    page.get_by_label("NIP", exact=True).fill(faults["nip_short"]["nip"])
    press(page, "Simpan dan periksa")
    see(page, f"Baris {faults['nip_short']['row']} sudah benar.")

    # An Unor ID that leads nowhere is emptied, and then the name decides.
    page.goto(batch)
    page.get_by_role("link", name=f"“{NO_UNIT}”").click()
    choose(page, "Kolom", "Unor ID")
    page.get_by_label("Isi yang salah").fill(NO_UNIT)
    page.get_by_label("Ganti dengan").fill("")
    press(page, "Ganti dan periksa")
    see(page, re.compile(r"^([2-9]|\d\d) baris diubah"))

    page.goto(batch)
    page.get_by_role("link", name="“Unit Lama yang Sudah Dihapus”").click()
    choose(page, "Kolom", "Unit")
    page.get_by_label("Isi yang salah").fill("Unit Lama yang Sudah Dihapus")
    page.get_by_label("Ganti dengan").fill("Sekretariat Daerah")
    press(page, "Ganti dan periksa")
    see(page, re.compile(r"^([2-9]|\d\d) baris diubah, [1-9]\d* di antaranya kini benar\."))

    page.goto(batch)
    sheet = fetch(page, page.get_by_role("link", name="Unduh baris yang salah"))
    assert sheet.suggested_filename.endswith(".xlsx")
    accept(page)
    see(page, re.compile("Diperbaiki"))
    expect(page.get_by_role("button", name=ACCEPTS)).to_have_count(0, timeout=MINUTE)
    mended = faults["nip_short"]["nip"]
    opened.open(f"/pegawai/?cari={mended}")
    expect(page.locator("#hasil tbody tr")).to_have_count(1)

    upload(page, address, "Data utama pegawai", files / "data-utama.xlsx")
    see(page, "Berkas yang sama sudah pernah diunggah")
    accept(page)
    see(page, re.compile("^Tidak ada yang berubah"))

    page.goto(batch)
    page.get_by_role("link", name="Batalkan impor").click()
    press(page, "Batalkan impor ini")
    see(page, "Impor ini sudah dibatalkan")
    opened.open(f"/pegawai/?cari={mended}")
    see(page, "Tidak ada yang cocok")


def _faults(folder: Path) -> dict[str, dict[str, str]]:
    """One spoiled row of each sort, as the generator wrote them down."""
    written = json.loads((folder / "dirt.json").read_text())["rows"]
    return {row["fault"]: row for row in reversed(written)}
