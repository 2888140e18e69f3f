"""Finding people, reading their records as of any day, and correcting them."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import Newcomer, Opener, Window
from tests.journeys.steps import (
    choose,
    enter_by_link,
    fetch,
    heading,
    press,
    see,
    set_password,
    set_up_app,
    sign_in,
)

ROWS = "#hasil tbody tr"


@pytest.fixture
def somebody(officer: Window) -> tuple[str, str]:
    """Path of a person's page, and her NIP."""
    row = officer.open("/pegawai/?jenis=pns&urut=nip").page.locator(ROWS).nth(3)
    path = row.get_by_role("link").get_attribute("href")
    assert path
    return path, row.locator(".text-nowrap").first.inner_text()


def test_people_are_found_by_part_of_name_or_nip_filtered_sorted_and_taken_along(officer: Window) -> None:
    page = officer.open("/pegawai/").page
    name = page.locator(ROWS).nth(4).get_by_role("link").inner_text()
    nip = page.locator(ROWS).nth(4).locator(".text-nowrap").first.inner_text()

    page.get_by_label("Nama atau NIP").fill(nip[:15])
    expect(page.locator(ROWS).filter(has_text=nip)).to_be_visible()
    expect(page).to_have_url(re.compile("cari=~"))  # no NIP in an address
    page.reload()
    expect(page.get_by_label("Nama atau NIP")).to_have_value(nip[:15])
    expect(page.locator(ROWS).filter(has_text=nip)).to_be_visible()
    word = max(re.findall(r"[A-Za-z]+", name), key=len)
    page.get_by_label("Nama atau NIP").fill(word[1:].lower())
    expect(page.locator(ROWS).filter(has_text=nip)).to_be_visible()
    expect(page).to_have_url(re.compile(f"cari={word[1:].lower()}"))
    page.go_back()
    expect(page.get_by_label("Nama atau NIP")).to_have_value(nip[:15])

    officer.open("/pegawai/")
    choose(page, "Kepegawaian", "PPPK")
    expect(page).to_have_url(re.compile("jenis=pppk"))
    expect(page.locator(ROWS).first).to_contain_text("PPPK")
    choose(page, "Urutkan", "NIP")
    expect(page).to_have_url(re.compile("urut=nip"))
    listed = [text[:18] for text in page.locator(f"{ROWS} td:first-child .text-nowrap").all_inner_texts()]
    assert listed == sorted(listed)

    page.locator("summary", has_text="Unduh").click()
    taken = fetch(page, page.get_by_role("link", name="CSV"))
    lines = taken.path().read_text("utf-8-sig").splitlines()
    assert len(lines) > 25
    assert all("PPPK" in line for line in lines[1:5])


def test_a_persons_page_goes_back_in_time_and_in_knowledge(
    officer: Window, somebody: tuple[str, str]
) -> None:
    path, nip = somebody
    page = officer.open(path).page
    expect(page.locator("dl").first).to_contain_text(nip)
    page.get_by_label("Keadaan pada").fill("2020-06-01")
    press(page, "Tampilkan")
    see(page, "Keadaan pada 1 Juni 2020, menurut catatan sekarang.")
    page.get_by_label("Menurut catatan sampai").fill("2019-12-31")
    press(page, "Tampilkan")
    see(page, "Pada tanggal itu belum ada catatan tentang pegawai ini di sini.")
    page.get_by_role("link", name="Kembali ke hari ini").click()
    expect(page.locator("dl").first).to_contain_text(nip)


def test_a_correction_says_why_and_the_second_officer_sees_the_first_ones(
    window: Opener, officer: Window, newcomer: Callable[..., Newcomer], somebody: tuple[str, str]
) -> None:
    path, _nip = somebody
    rekan = newcomer("Tuti Handayani", "Pengelola kepegawaian")
    second = window()
    enter_by_link(second.page, second.address + rekan.link)
    for each in (officer, second):
        each.open(path)
        each.page.locator("summary", has_text="Perbaiki").click()
        each.page.get_by_role("link", name="Identitas dan kontak").click()

    _correct(officer.page, "0812000111", "Kartu keluarga yang baru")
    see(officer.page, "Data sebelumnya tetap tersimpan.")

    _correct(second.page, "0812000222", "Menurut yang bersangkutan")
    see(second.page, "Yang berbeda dari isian Anda")
    see(second.page, "0812000111")
    expect(second.page.get_by_label("Telepon")).to_have_value("0812000222")
    expect(second.page.get_by_label("Alasan perubahan")).to_have_value("Menurut yang bersangkutan")
    press(second.page, "Simpan")
    see(second.page, "0812000222")
    second.page.get_by_role("link", name="Catatan perubahan").click()
    see(second.page, "Kartu keluarga yang baru")
    see(second.page, "Menurut yang bersangkutan")


def test_a_session_that_ends_in_the_middle_of_the_form_loses_nothing(
    window: Opener, newcomer: Callable[..., Newcomer], somebody: tuple[str, str]
) -> None:
    path, _nip = somebody
    ratih = newcomer("Ratih Puspita", "Pengelola kepegawaian")
    hers = window()
    page = hers.page
    enter_by_link(page, hers.address + ratih.link)
    set_password(page, hers.address)
    codes = set_up_app(page, hers.address)

    hers.open(path + "perbaiki/")
    page.context.clear_cookies(name="sessionid")
    _correct(page, "0812000333", "Sesi berakhir di tengah jalan")
    expect(heading(page)).to_have_text("Masuk")
    sign_in(page, ratih.nip, codes[0])
    expect(page.get_by_label("Telepon")).to_have_value("0812000333")
    expect(page.get_by_label("Alasan perubahan")).to_have_value("Sesi berakhir di tengah jalan")
    press(page, "Simpan")
    see(page, "0812000333")


def _correct(page: Page, phone: str, reason: str) -> None:
    page.get_by_label("Telepon").fill(phone)
    page.get_by_label("Alasan perubahan").fill(reason)
    press(page, "Simpan")
