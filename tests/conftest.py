"""A real browser against the real server: its own database, the demo agency, one signed-in window per persona."""

import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import urlopen

import psycopg
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from playwright.sync_api import Error as PlaywrightError

from bijak.operations import installation
from tests.journeys.steps import choose, press

expect.set_options(timeout=30_000)  # as long as a click waits: a busy machine decides no test

AXE = Path(__file__).parent / "vendor/axe.js"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules of axe-core that another theme can break."""
# The demo's people by what they are; their names are drawn by the generator.
PERSONAS = {
    "analis kebijakan": "analyst",
    "pengelola kepegawaian": "officer",
    "pegawai": "employee",
    "atasan": "superior",
    "pimpinan": "leader",
    "pengawas": "oversight",
    "administrator": "administrator",
}
PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 800}
numbers = count(11)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What drives a browser lies in a folder of its own, and is marked by it."""
    here = Path(__file__).parent
    for item in items:
        if item.path.parent in (here / "browser", here / "journeys"):
            item.add_marker(pytest.mark.browser)
    # Playwright leaves an event loop in the thread, and Django asks nothing of a database beside one. The journeys are
    # long: what is short comes last, so that two workers end together.
    items.sort(
        key=lambda item: (
            item.get_closest_marker("browser") is not None,
            item.path.parent != here / "journeys",
        )
    )


OPENED = pytest.StashKey[list[BrowserContext]]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A failure tells what its windows showed."""
    report = yield
    if report.failed and call.when == "call":
        for page in (page for context in item.stash.get(OPENED, []) for page in context.pages):
            with contextlib.suppress(PlaywrightError):
                report.sections.append((page.url, page.locator("body").inner_text(timeout=5_000)))
    return report


@dataclass
class Site:
    """A running installation. ``links`` sign a persona in, once each; ``environment`` is that of its programs."""

    address: str
    links: dict[str, str]
    environment: dict[str, str]
    doors: dict[str, list[Any]] = field(default_factory=dict)


@pytest.fixture(scope="session")
def database() -> Iterator[str]:
    """The address of an empty database beside that of the other tests."""
    given = os.environ["BIJAK_DATABASE_URL"]
    name = f"browser_{os.getpid()}"
    with psycopg.connect(given, dbname="postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield urlsplit(given)._replace(path=f"/{name}").geturl()
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def site(database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demo, as ``bijak demo`` runs it."""
    folder = tmp_path_factory.mktemp("site")
    port = _free_port()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BIJAK_DATA_DIR", str(folder))
        patch.setenv("BIJAK_PORT", str(port))
        patch.setenv("BIJAK_DATABASE_URL", database)
        patch.setenv("BIJAK_WEB_WORKERS", "1")
        patch.setenv("BIJAK_DEMO_PEOPLE", "600")
        environment = {**os.environ, **installation.demo("pontianak").environment}
    bijak = [sys.executable, "-m", "bijak"]
    links = folder / "links.json"
    with (folder / "log").open("w") as log:
        prepared = subprocess.run(
            [*bijak, "prepare", "--links", str(links)],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        assert prepared.returncode == 0, prepared.stdout[-4000:]
        programs = [
            subprocess.Popen([*bijak, *part], env=environment, stdout=log, stderr=log)
            for part in (["web"], ["worker", "default"], ["worker", "imports"])
        ]
    try:
        _wait_for(port, programs[0], folder / "log")
        paths = {PERSONAS[_title(person)]: path for person, path in json.loads(links.read_text())}
        yield Site(f"http://localhost:{port}", paths, environment)
    finally:
        for process in programs:
            process.terminate()
        for process in programs:
            process.wait(120)  # a worker ends its task first


def _title(person: str) -> str:
    """``Ani Lestari (pegawai)`` → pegawai."""
    return person.rpartition("(")[2].removesuffix(")")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + 180
    while time.monotonic() < until:
        assert server.poll() is None, log.read_text()[-4000:]
        with contextlib.suppress(OSError), urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5):
            return
        time.sleep(0.1)
    pytest.fail(f"The server did not answer within three minutes. {log.read_text()[-4000:]}")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, or the one that BIJAK_CHROMIUM names."""
    names = ("chromium", "chromium-browser", "google-chrome")
    path = os.environ.get("BIJAK_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if path is None:
        pytest.fail(
            "There is no Chromium. Install it (apt-get install chromium), or name one in BIJAK_CHROMIUM."
        )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-background-networking"]
        )
        yield browser
        browser.close()


type Opener = Callable[..., "Window"]


@dataclass
class Window:
    """A browser window that writes down whom it called and what it complained about."""

    page: Page
    address: str
    hosts: set[str] = field(default_factory=set)
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str) -> "Window":
        response = self.page.goto(self.address + path)
        assert response is not None
        assert response.status < 400, f"{path} answers {response.status}."
        return self

    def overflow(self) -> int:
        """How many pixels the page is wider than the window."""
        root = "document.documentElement"
        return int(self.page.evaluate(f"{root}.scrollWidth - {root}.clientWidth"))

    def faults(self, rules: list[str] | None = None) -> list[str]:
        """What axe-core finds serious or critical, a line each; by all that is asked of a page, or by some rules."""
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE.read_text())
        violations = self.page.evaluate(
            "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']}).then(found => found.violations)",
            rules or WCAG,
        )
        return [
            f"{rule['id']}: {node['target'][0]} {node['failureSummary'].splitlines()[1].strip()}"
            for rule in violations
            if rule["impact"] in ("serious", "critical")
            for node in rule["nodes"]
        ]


@pytest.fixture
def window(site: Site, chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Opener]:
    """Open a window: ``window("officer", dark=True, phone=True, scripts=False)``; nobody: a stranger."""
    opened = request.node.stash[OPENED] = list[BrowserContext]()

    def open_window(
        persona: str = "", *, dark: bool = False, phone: bool = False, scripts: bool = True
    ) -> Window:
        context = chromium.new_context(
            viewport=PHONE if phone else DESKTOP,  # type: ignore[arg-type]
            color_scheme="dark" if dark else "light",
            java_script_enabled=scripts,
            reduced_motion="reduce",  # axe must not measure a colour on its way
        )
        opened.append(context)
        if persona:
            context.add_cookies(cookies_of(site, chromium, persona))
        window = Window(context.new_page(), site.address)
        window.page.on("request", lambda request: window.hosts.add(urlsplit(request.url).netloc))
        window.page.on(
            "console",
            lambda message: (
                window.complaints.append(message.text) if message.type in ("error", "warning") else None
            ),
        )
        window.page.on("pageerror", lambda error: window.complaints.append(str(error)))
        return window

    yield open_window
    for context in opened:
        context.close()


def cookies_of(site: Site, chromium: Browser, persona: str) -> list[Any]:
    """The session of a persona, who signs in with her one-time link the first time she is needed."""
    if persona not in site.doors:
        context = chromium.new_context()
        page = context.new_page()
        page.goto(site.address + site.links[persona])
        if button := page.query_selector("main form button"):
            button.click()
            page.wait_for_url(lambda address: "/tautan/" not in address)
        site.doors[persona] = context.cookies()
        context.close()
        assert any(cookie["name"] == "sessionid" for cookie in site.doors[persona]), (
            f"{persona} is not signed in."
        )
    return site.doors[persona]


@dataclass(frozen=True)
class Newcomer:
    """Somebody with a fresh account, and the link that the administrator handed to her."""

    name: str
    nip: str
    link: str


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
