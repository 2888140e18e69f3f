"""The administrator makes accounts, gives roles, and takes both back."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.conftest import Newcomer, Opener
from tests.journeys.steps import choose, enter_by_link, press, see


def test_an_account_is_made_reached_by_mail_and_closed(
    window: Opener, newcomer: Callable[..., Newcomer]
) -> None:
    tono = newcomer("Tono Sudirjo")
    his = window()
    enter_by_link(his.page, his.address + tono.link)
    expect(his.page.locator("summary.shell-person")).to_contain_text("Tono Sudirjo")

    administrator = window("administrator").open("/akun/daftar/")
    page = administrator.page
    page.get_by_label("Cari nama, NIP, atau surel").fill("Tono Sud")
    page.get_by_role("link", name="Tono Sudirjo").first.click()
    page.get_by_label("Surel").fill("tono@contoh.go.id")
    press(page, "Simpan")
    see(page, "Data akun disimpan.")
    press(page, "Kirim tautan baru")
    see(page, "Tautan masuk dikirim ke tono@contoh.go.id.")
    account = page.url
    administrator.open("/pemberitahuan/kotak-keluar/")
    see(page, "kepada tono@contoh.go.id")

    page.goto(account)
    press(page, "Nonaktifkan")
    see(page, "Akun dinonaktifkan dan semua sesinya diakhiri.")
    his.open("/akun/")
    expect(his.page.get_by_role("heading", name="Masuk")).to_be_visible()


def test_a_role_is_given_passed_on_for_some_days_and_ended(
    window: Opener, newcomer: Callable[..., Newcomer]
) -> None:
    wati = newcomer("Wati Kusuma", "Pengelola kepegawaian")
    yuli = newcomer("Yuli Astuti")
    hers = window()
    enter_by_link(hers.page, hers.address + wati.link)
    hers.open("/organisasi/peran/saya/")
    hers.page.get_by_role("link", name="Tunjuk pengganti").click()
    hers.page.get_by_label("NIP atau surel pengganti, selengkapnya").fill(yuli.nip)
    hers.page.get_by_role("radio", name="Yuli Astuti").check()
    today = hers.page.get_by_label("Tanggal demo").input_value()
    hers.page.get_by_label("Mulai").fill(today)
    hers.page.get_by_label("Sampai dan termasuk").fill(today)
    hers.page.get_by_label("Alasan").fill("Dinas luar")
    press(hers.page, "Tunjuk")
    see(hers.page, "Yuli Astuti menggantikan Anda pada tanggal itu.")

    deputy = window()
    enter_by_link(deputy.page, deputy.address + yuli.link)
    deputy.open("/pegawai/")
    deputy.open("/organisasi/peran/saya/")
    see(deputy.page, "Wati Kusuma")
    expect(deputy.page.get_by_role("link", name="Tunjuk pengganti")).to_have_count(0)

    administrator = window("administrator").open("/organisasi/peran/?cari=Wati")
    page = administrator.page
    choose(page, "Keadaan", "Sedang berlaku")
    page.get_by_role("link", name="Akhiri").first.click()
    page.get_by_label("Hari terakhir").fill("2026-01-31")
    page.locator("main").get_by_role("button").first.click()
    see(page, "berakhir")
