"""What a person does on any page, said shortly."""

import re
import time
from pathlib import Path

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Download, Locator, Page, expect

PASSWORD = "kebun-teh-di-lereng-1987"
MINUTE = 60_000
ACCEPTS = re.compile(r"^Terima .* baris benar$")


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def choose(page: Page, label: str, option: str) -> None:
    page.get_by_role("combobox", name=re.compile(rf"^{label}\s*\*?$")).select_option(label=option)


def see(page: Page, sentence: str | re.Pattern[str]) -> None:
    """The sentence stands in the content, not only in a field; an import may take a while to get there."""
    said = page.locator("main").get_by_text(sentence).and_(page.locator(":not(textarea)"))
    expect(said.first).to_be_visible(timeout=MINUTE)


def heading(page: Page) -> Locator:
    return page.get_by_role("heading", level=1)


def fetch(page: Page, link: Locator) -> Download:
    with page.expect_download() as download:
        link.click()
    return download.value


# Signing in -------------------------------------------------------------------------------------


def enter_by_link(page: Page, link: str) -> None:
    page.goto(link)
    press(page, "Masuk")
    page.wait_for_url(re.compile("^(?!.*/tautan/)"))


def set_password(page: Page, address: str) -> None:
    page.goto(f"{address}/akun/keamanan/")
    page.get_by_role("link", name="Pasang kata sandi").click()
    page.get_by_label("Kata sandi baru", exact=True).fill(PASSWORD)
    page.get_by_label("Kata sandi baru, sekali lagi").fill(PASSWORD)
    press(page, "Simpan kata sandi")
    expect(heading(page)).not_to_have_text("Memasang kata sandi")


def set_up_app(page: Page, address: str) -> list[str]:
    """An authenticator app as second factor. Returns the recovery codes that she writes down."""
    page.goto(f"{address}/akun/keamanan/")
    page.get_by_role("link", name="Pasang aplikasi").click()
    reauthenticates = page.get_by_role("heading", name="Pastikan ini Anda")
    expect(reauthenticates.or_(page.get_by_label("Kode dari aplikasi"))).to_be_visible()
    if reauthenticates.is_visible():
        page.get_by_label("Kata sandi").fill(PASSWORD)
        press(page, "Lanjutkan")
    secret = page.locator("main code").inner_text()
    page.get_by_label("Kode dari aplikasi").fill(_code(secret))
    press(page, "Pasang")
    expect(heading(page)).to_have_text("Kode pemulihan")
    return re.findall(r"\b[0-9a-f]{8}\b", page.locator("main").inner_text())


def _code(secret: str) -> str:
    """The six digits that the app shows now (RFC 6238)."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def sign_in(page: Page, nip: str, second_factor: str) -> None:
    """On the page that asks for it."""
    page.get_by_label("NIP atau surel").fill(nip)
    page.get_by_label("Kata sandi").fill(PASSWORD)
    press(page, "Masuk")
    page.get_by_label("Kode", exact=True).fill(second_factor)
    page.get_by_role("button", name=re.compile("^(Masuk|Lanjutkan)$")).click()


# Importing --------------------------------------------------------------------------------------


def upload(page: Page, address: str, kind: str, file: Path) -> None:
    page.goto(f"{address}/impor/baru/")
    page.get_by_role("radio", name=kind, exact=True).check()
    page.get_by_label("Berkas").set_input_files(file)
    press(page, "Unggah dan periksa")


def accept(page: Page) -> None:
    """Accept what is right so far; the worker writes it down."""
    page.get_by_role("button", name=ACCEPTS).click()
