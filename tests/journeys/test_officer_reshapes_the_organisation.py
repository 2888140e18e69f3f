"""Units are formed, renamed, moved and closed from a day on, each change seen before it is made."""

import re

from playwright.sync_api import Page, expect

from tests.conftest import Window
from tests.journeys.steps import heading, press, see


def test_a_unit_lives_through_its_whole_life(officer: Window) -> None:
    page = officer.open("/organisasi/").page
    page.get_by_role("link", name="Sekretariat Daerah", exact=True).first.click()
    expect(heading(page)).to_have_text("Sekretariat Daerah")
    secretariat = page.url
    page.get_by_role("link", name="Bentuk unit di bawahnya").click()
    page.get_by_label("Nama unit").fill("Bagian Layanan Uji")
    page.get_by_label("Berlaku mulai").fill("2024-01-01")
    page.get_by_label("Nomor peraturan atau SK").fill("Perwali 1/2024")
    press(page, "Bentuk")
    see(page, "Bagian Layanan Uji sudah dibentuk.")
    unit = page.url if "/unit/" in page.url else _found(page, officer, "Bagian Layanan Uji")

    page.goto(unit + "ubah/")
    page.get_by_label("Nama unit").fill("Bagian Layanan Digital")
    _from(page, "2025-01-01")
    press(page, "Pratinjau")
    see(page, "Riwayat sesudah perubahan")
    press(page, "Simpan")
    see(page, "sudah diubah.")
    expect(heading(page)).to_have_text("Bagian Layanan Digital")

    page.goto(unit + "pindah/")
    page.get_by_label("Cari unit atasan").fill("Inspektorat")
    page.get_by_role("radio", name=re.compile("^Inspektorat")).first.check()
    _from(page, "2025-07-01")
    press(page, "Pratinjau")
    see(page, "Riwayat sesudah perubahan")
    press(page, "Simpan")
    see(page, "sudah diubah.")

    page.goto(unit + "tutup/")
    page.get_by_label("Hari pertama tanpa unit ini").fill("2026-01-01")
    press(page, "Pratinjau")
    press(page, "Simpan")
    see(page, "Unit ini tidak ada pada")

    officer.open("/organisasi/?pada=2024-06-01&cari=Layanan+Uji")
    see(page, "Bagian Layanan Uji")
    officer.open("/organisasi/?cari=Layanan+Uji")
    see(page, "Tidak ada unit yang cocok")
    page.goto(secretariat)


def _from(page: Page, day: str) -> None:
    page.get_by_label("Berlaku mulai").fill(day)


def _found(page: Page, officer: Window, name: str) -> str:
    officer.open(f"/organisasi/?cari={name}")
    page.get_by_role("link", name=name).click()
    return page.url
