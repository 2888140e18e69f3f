"""The same with JavaScript switched off: slower to look at, and complete."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect

from tests.conftest import Newcomer, Opener
from tests.journeys.steps import accept, enter_by_link, heading, press, see, upload

MISSING = "Kolom “Nama unit” kosong, padahal wajib diisi."


def test_an_officer_whose_browser_runs_no_scripts(
    window: Opener, newcomer: Callable[..., Newcomer], tmp_path: Path
) -> None:
    lina = newcomer("Lina Marlina", "Pengelola kepegawaian")
    page, address = (opened := window(scripts=False)).page, opened.address
    enter_by_link(page, address + lina.link)

    file = tmp_path / "unor.csv"
    file.write_text("ID unor,Nama unit\nUJI-8,Bagian Tanpa Skrip\nUJI-9,\n")
    upload(page, address, "Susunan organisasi", file)
    see(page, "Yang perlu diperbaiki")  # the page asks for itself again every few seconds
    page.get_by_role("link", name="Perbaiki di sini").click()
    see(page, MISSING)
    page.get_by_role("link", name="Perbaiki 3").click()
    page.get_by_label("Nama unit").fill("Bagian Yang Diperbaiki")
    press(page, "Simpan dan periksa")
    see(page, "Baris 3 sudah benar.")
    accept(page)
    see(page, "Ditulis: 2 baru")

    page.goto(f"{address}/pegawai/")
    page.get_by_label("Nama atau NIP").fill("19")
    press(page, "Cari")
    page.locator("#hasil tbody a").first.click()
    page.get_by_label("Keadaan pada").fill("2024-06-01")
    press(page, "Tampilkan")
    see(page, "Keadaan pada 1 Juni 2024")
    page.get_by_role("link", name="Kembali ke hari ini").click()
    page.locator("summary", has_text="Perbaiki").click()
    page.get_by_role("link", name="Identitas dan kontak").click()
    page.get_by_label("Telepon").fill("0812000444")
    page.get_by_label("Alasan perubahan").fill("Nomor baru")
    press(page, "Simpan")
    see(page, "0812000444")

    page.get_by_label("Tanggal demo").fill("2026-03-02")
    press(page, "Terapkan")
    expect(page.locator("aside")).to_contain_text("2 Maret 2026")
    press(page, "Kembali ke hari ini")
    expect(heading(page)).to_be_visible()
