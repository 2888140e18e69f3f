"""Passkeys need a browser: keys are made and read by its own scripts, under our content security policy."""

import pytest
from playwright.sync_api import CDPSession, Page, expect

from tests.conftest import Opener, Window

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def ani(window: Opener) -> Window:
    """Ani at a laptop that reads fingerprints."""
    opened = window("employee")
    _give_device(opened.page)
    return opened


def _give_device(page: Page) -> CDPSession:
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    return devices


def test_ani_adds_a_passkey_and_signs_in_with_it(ani: Window) -> None:
    page = ani.open("/akun/keamanan/kunci/tambah/").page
    page.get_by_label("Nama kunci").fill("Laptop kantor")
    page.get_by_label("Dapat dipakai masuk tanpa kata sandi").check()
    page.get_by_role("button", name="Tambah kunci").click()
    expect(page.get_by_role("heading", name="Kode pemulihan")).to_be_visible()

    page.context.clear_cookies()
    ani.open("/akun/masuk/?next=/akun/yang-melihat/")
    page.get_by_role("button", name="Masuk dengan passkey").click()
    expect(page.get_by_role("heading", name="Siapa melihat data saya")).to_be_visible()
    assert ani.complaints == []


def test_a_key_that_is_not_there_is_explained(window: Opener) -> None:
    stranger = window()
    _give_device(stranger.page)
    page = stranger.open("/akun/masuk/").page
    failed = page.get_by_text("Kunci tidak terbaca, atau pemakaiannya dibatalkan.")
    expect(failed).to_be_hidden()
    page.get_by_role("button", name="Masuk dengan passkey").click()
    expect(failed).to_be_visible()


def test_without_scripts_the_password_is_enough(window: Opener) -> None:
    page = window(scripts=False).open("/akun/masuk/").page
    expect(page.get_by_role("button", name="Masuk", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Masuk dengan passkey")).to_be_hidden()
