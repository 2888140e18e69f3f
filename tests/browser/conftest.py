"""Places that have no fixed address: a person, a unit, an import in each of its states."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import Site, cookies_of
from tests.journeys.steps import accept, press, see, upload

HEADER = "ID unor,Nama unit\n"


@pytest.fixture(scope="package")
def places(site: Site, chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Name of a place to its path."""
    folder = tmp_path_factory.mktemp("places")
    officer, administrator = (_page(site, chromium, persona) for persona in ("officer", "administrator"))
    found = {
        "person": _link(officer, "/pegawai/?urut=nip", "#hasil tbody a"),
        "unit": _link(officer, "/organisasi/?cari=Sekretariat+Daerah", "#susunan mark >> xpath=.."),
        "own_grant": _link(officer, "/organisasi/peran/saya/", "main a[href$='/pengganti/']"),
        "account": _link(administrator, "/akun/daftar/", "#accounts tbody a"),
        "grant": _link(administrator, "/organisasi/peran/", "#hasil a[href$='/akhiri/']"),
    }
    found["asking"] = _import(officer, site, folder, "Kode aneh,Sebutan\nTEMPAT-1,Satu\n", "perlu dicocokkan")
    found["ready"] = _import(
        officer, site, folder, f"{HEADER}TEMPAT-2,Dua\nTEMPAT-3,\n", "Yang perlu diperbaiki"
    )
    found["failed"] = _import(officer, site, folder, HEADER, "Tidak berhasil")
    found["cancelled"] = _import(officer, site, folder, f"{HEADER}TEMPAT-4,Empat\n", "Siap diterima")
    press(officer, "Buang impor ini")
    expect(officer.get_by_role("button", name="Buang impor ini")).to_have_count(0)
    for state, row in {"applied": "TEMPAT-5,Lima", "undone": "TEMPAT-6,Enam"}.items():
        found[state] = _import(officer, site, folder, f"{HEADER}{row}\n", "Siap diterima")
        accept(officer)
        see(officer, "Ditulis: 1 baru")
    officer.goto(site.address + found["undone"] + "batalkan/")
    press(officer, "Batalkan impor ini")
    see(officer, "Impor ini sudah dibatalkan")
    for page in (officer, administrator):
        page.context.close()
    return found | _lives(site)


def _lives(site: Site) -> dict[str, str]:
    """Policies at each stage of life, made by the services that the pages call."""
    made = subprocess.run(
        [sys.executable, "-m", "tests.browser.lives"],
        env=site.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stderr[-4000:]
    found: dict[str, str] = json.loads(made.stdout.splitlines()[-1])
    return found


def _page(site: Site, chromium: Browser, persona: str) -> Page:
    context = chromium.new_context(base_url=site.address)
    context.add_cookies(cookies_of(site, chromium, persona))
    return context.new_page()


def _link(page: Page, path: str, selector: str) -> str:
    page.goto(path)
    target = page.locator(selector).first.get_attribute("href")
    assert target
    return target


def _import(page: Page, site: Site, folder: Path, content: str, until: str) -> str:
    file = folder / "unor.csv"
    file.write_text(content)
    upload(page, site.address, "Susunan organisasi", file)
    see(page, until)
    return page.url.removeprefix(site.address)
