"""What every journey starts from: newcomers with a role, and files as a personnel office has them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import count
from pathlib import Path

import pytest

from bijak.siasn.services import write_workforce
from tests.conftest import Opener, Window
from tests.journeys.steps import choose, press

ON = date(2026, 11, 2)
numbers = count(11)


@dataclass(frozen=True)
class Newcomer:
    """Somebody with a fresh account, and the link that the administrator handed to her."""

    name: str
    nip: str
    link: str


@pytest.fixture(scope="package")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A national export of 240 people that nobody has seen before, three rows in ten spoiled."""
    folder = tmp_path_factory.mktemp("files")
    list(write_workforce("pontianak", folder, people=240, seed=7, share=0.3, on=ON))
    return folder


@pytest.fixture
def newcomer(window: Opener) -> Callable[..., Newcomer]:
    """The administrator makes an account and gives it a role everywhere."""

    def arrive(name: str, role: str = "") -> Newcomer:
        nip = f"198503052010012{next(numbers):03d}"
        administrator = window("administrator").open("/akun/daftar/baru/")
        page = administrator.page
        page.get_by_label("Nama").fill(name)
        page.get_by_label("NIP").fill(nip)
        press(page, "Buat akun")
        link = page.locator("main code").inner_text().removeprefix(administrator.address)
        if role:
            administrator.open("/organisasi/peran/beri/")
            page.get_by_label("Cari akun").fill(nip)
            page.get_by_role("radio", name=name).check()
            choose(page, "Peran", role)
            page.get_by_role("radio", name="Seluruh instansi").check()
            page.get_by_label("Mulai").fill("2020-01-01")
            press(page, "Beri peran")
        page.context.close()
        return Newcomer(name, nip, link)

    return arrive


@pytest.fixture
def officer(window: Opener) -> Window:
    """The personnel officer, signed in."""
    return window("officer")
