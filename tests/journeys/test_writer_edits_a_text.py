"""A text is written: in place and whole, by keyboard, with nothing lost; and once more without JavaScript."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import Opener
from tests.journeys.steps import heading, press, see

TEXT = (Path(__file__).parent / "regulation.txt").read_text(encoding="utf-8")
WORDS = "Tempat diberikan menurut urutan jam yang paling sedikit."


def written(page: Page, title: str) -> None:
    """A policy of that title with a text."""
    page.get_by_role("link", name="Buka kebijakan", exact=True).click()
    page.get_by_label("Judul kebijakan").fill(title)
    press(page, "Buka")
    page.get_by_role("link", name="Naskah", exact=True).click()
    page.get_by_role("link", name="Tempelkan teks").first.click()
    page.get_by_label("Teks rancangan").fill(TEXT)
    press(page, "Masukkan")
    expect(heading(page)).to_have_text("Naskah")


def test_a_writer_keeps_what_she_types_and_goes_on_by_keyboard(window: Opener) -> None:
    desk = window("analyst").open("/kebijakan/")
    page = desk.page
    written(page, "Naskah yang disunting")
    page.get_by_role("link", name="Ubah Pasal 4", exact=True).click()
    field = page.get_by_role("textbox", name="Pasal 4")
    expect(field).to_be_focused()
    field.fill("Tempat diberikan menurut undian")
    expect(page.get_by_text(re.compile(r"Tersimpan sementara \d\d\.\d\d"))).to_be_visible()

    # The browser breaks down; elsewhere her words wait for her.
    other = window("analyst").open(page.url.removeprefix(desk.address)).page
    other.locator("#keadaan").get_by_role("link", name="Pasal 4").click()
    expect(other.get_by_role("textbox", name="Pasal 4")).to_have_value("Tempat diberikan menurut undian")

    field.fill(WORDS)
    field.press("Control+Enter")
    expect(page.locator("#naskah")).to_contain_text(WORDS)
    expect(page.get_by_role("textbox", name="Pasal 4")).to_have_count(0)
    expect(page.locator(".editor textarea")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".editor")).to_have_count(0)
    expect(page.locator("#keadaan")).to_contain_text("Perubahan terakhir: Pasal 4 diubah")
    assert not desk.complaints


@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without"])
def test_a_text_is_written_whole_taken_back_and_improved_by_a_leader(window: Opener, scripts: bool) -> None:
    page = window("analyst", scripts=scripts).open("/kebijakan/").page
    written(page, f"Naskah utuh {scripts}")
    text = page.url
    page.get_by_role("link", name="Sunting seluruhnya").click()
    field = page.get_by_label("Naskah")
    field.fill(field.input_value().replace("Pasal 4\n", "Pasal 4\nPelatihan pada hari kerja.\n\nPasal 5\n"))
    press(page, "Lihat yang akan berubah")
    expect(heading(page)).to_have_text("Yang akan berubah")
    expect(page.locator("#hasil")).to_contain_text("nomornya berubah dari 4")
    press(page, "Simpan")
    see(page, "Naskah disimpan; nomor dan rujukannya disesuaikan.")
    page.get_by_role("button", name="Batalkan:").click()
    expect(page.locator("#naskah")).not_to_contain_text("Pelatihan pada hari kerja.")

    leader = window("leader", scripts=scripts).open(text[text.index("/kebijakan/") :]).page
    leader.get_by_role("link", name="Usulkan Pasal 4", exact=True).click()
    leader.get_by_label("Bunyi yang diusulkan").fill(WORDS)
    leader.get_by_label("Alasan").fill("Lebih singkat.")
    press(leader, "Kirim usulan")
    see(leader, "Usulan Anda dikirim.")

    page.goto(text)
    page.get_by_role("link", name="1 usulan bunyi menunggu").click()
    press(page, "Terima")
    see(page, "Usulan diterima dan menjadi bunyi ketentuan.")
    page.goto(text)
    expect(page.locator("#naskah")).to_contain_text(WORDS)
    expect(page.locator("#keadaan")).to_contain_text("atas usulan")
