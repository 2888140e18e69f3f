"""Take the pictures of the user guide and of README.md from a running demo: ``make demo``, and beside it

    make pictures

Signs the personas in with one-time links of its own, uploads a spoiled file, and throws that import away afterwards.
The demo's address may be given: ``make pictures ADDRESS=http://localhost:8000``.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import django
from playwright.sync_api import Browser, Page, sync_playwright

from bijak.operations import installation

DOCS = Path(__file__).resolve().parents[1] / "docs"
PICTURES = DOCS / "panduan/gambar"
PAGES = {
    # picture: (persona, path); what needs more than a visit is taken below
    "masuk": ("", "/akun/masuk/"),
    "beranda": ("pengelola kepegawaian", "/"),
    "keamanan": ("pegawai", "/akun/keamanan/"),
    "yang-melihat": ("pegawai", "/akun/yang-melihat/"),
    "pemberitahuan": ("pengelola kepegawaian", "/pemberitahuan/"),
    "impor-unggah": ("pengelola kepegawaian", "/impor/baru/"),
    "pegawai-daftar": ("pengelola kepegawaian", "/pegawai/?cari=rahm&jenis=pns"),
    "data-saya": ("pegawai", "/pegawai/saya/"),
    "organisasi": ("pengelola kepegawaian", "/organisasi/"),
    "peran": ("administrator", "/organisasi/peran/"),
    "akun": ("administrator", "/akun/daftar/"),
    "catatan": ("pengawas", "/catatan/"),
}


def main(address: str) -> None:
    installation.adopt_what_is_known()
    django.setup()
    from bijak.ledger import services as ledger
    from bijak.operations import demo

    ledger.sequence()  # so that there is a seal to show
    links = {person.rpartition("(")[2].rstrip(")"): path for person, path in demo.links()}
    PICTURES.mkdir(parents=True, exist_ok=True)
    with _browser() as browser:
        pages = {title: _signed_in(browser, address + path) for title, path in links.items()}
        pages[""] = _page(browser)
        _look_at_another(pages["atasan"], address)
        for name, (persona, path) in PAGES.items():
            pages[persona].goto(address + path)
            _take(pages[persona], name)
        _take_a_person(pages["pengelola kepegawaian"], address)
        _take_an_import(pages["pengelola kepegawaian"], address)
    shutil.copy(PICTURES / "beranda.png", DOCS / "images/home.png")
    total = sum(path.stat().st_size for path in PICTURES.glob("*.png"))
    print(f"{len(list(PICTURES.glob('*.png')))} pictures, {total // 1024} KB")


def _look_at_another(page: Page, address: str) -> None:
    """A superior opens the pages of her people, which these then find in their own."""
    page.goto(f"{address}/pegawai/")
    for path in [link.get_attribute("href") for link in page.locator("#hasil tbody a").all()]:
        page.goto(f"{address}{path}")


def _take_a_person(page: Page, address: str) -> None:
    page.goto(f"{address}/pegawai/?jenis=pns&urut=nip")
    person = page.locator("#hasil tbody a").nth(20).get_attribute("href")
    page.goto(f"{address}{person}")
    _take(page, "pegawai-halaman")
    page.goto(f"{address}{person}?pada=2018-06-01")
    _take(page, "pegawai-masa-lalu")
    page.goto(f"{address}{person}perbaiki/")
    _take(page, "pegawai-perbaiki")


def _take_an_import(page: Page, address: str) -> None:
    from bijak.siasn.services import write_workforce

    with tempfile.TemporaryDirectory() as folder:
        list(write_workforce("pontianak", Path(folder), people=240, seed=7, share=0.12, on=date(2026, 11, 2)))
        page.goto(f"{address}/impor/baru/")
        page.get_by_role("radio", name="Data utama pegawai").check()
        page.get_by_label("Berkas").set_input_files(Path(folder) / "data-utama.xlsx")
        page.get_by_role("button", name="Unggah dan periksa").click()
    page.get_by_role("heading", name="Yang perlu diperbaiki").wait_for(timeout=60_000)
    batch = page.url
    _take(page, "impor-periksa")
    page.get_by_role("link", name="Perbaiki di sini").click()
    _take(page, "impor-ganti")
    page.locator("#hasil").get_by_role("link", name="Perbaiki").first.click()
    _take(page, "impor-baris")
    page.goto(batch)
    page.get_by_role("button", name="Buang impor ini").click()


@contextmanager
def _browser() -> Iterator[Browser]:
    path = os.environ.get("BIJAK_CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--lang=id"], env={"LANGUAGE": "id"}
        )


def _page(browser: Browser) -> Page:
    context = browser.new_context(
        viewport={"width": 1280, "height": 800}, color_scheme="light", locale="id-ID"
    )
    return context.new_page()


def _signed_in(browser: Browser, link: str) -> Page:
    page = _page(browser)
    page.goto(link)
    page.get_by_role("button", name="Masuk").click()
    page.wait_for_url(lambda address: "/tautan/" not in address)
    return page


def _take(page: Page, name: str) -> None:
    page.wait_for_load_state("networkidle")
    page.screenshot(path=PICTURES / f"{name}.png", animations="disabled")


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"))
