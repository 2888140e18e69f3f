"""Take the pictures of the user guide and of README.md from a running demo: ``make demo``, and beside it

    make pictures

Signs the personas in with one-time links of its own, uploads a spoiled file and begins an amendment, and gives both up
afterwards.
The demo's address may be given: ``make pictures ADDRESS=http://localhost:8000``.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import django
from PIL import Image
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
    "data-saya": ("pegawai", "/data-saya/"),
    "organisasi": ("pengelola kepegawaian", "/organisasi/"),
    "peran": ("administrator", "/organisasi/peran/"),
    "akun": ("administrator", "/akun/daftar/"),
    "catatan": ("pengawas", "/catatan/"),
    # A policy's life; what stands in braces `_lives` finds.
    "kebijakan-jalan": ("analis kebijakan", "/kebijakan/{held.policy.uuid}/"),
    "kebijakan-naskah": ("analis kebijakan", "/kebijakan/naskah/{written.uuid}/"),
    "kebijakan-angka": ("analis kebijakan", "/kebijakan/naskah/{talked.uuid}/angka/"),
    "kebijakan-banding": ("analis kebijakan", "/kebijakan/naskah/{talked.uuid}/banding/?dari=1&ke=2"),
    "simulasi": (
        "analis kebijakan",
        "/simulasi/{talked.uuid}/?nilai=30&biaya=150000&sumber=Standar+harga+satuan",
    ),
    "dialog-rancangan": ("", "/dialog/{talked.uuid}/"),
    "dialog-jawab": ("analis kebijakan", "/dialog/{talked.uuid}/jawab/"),
    "kajian-pohon": ("analis kebijakan", "/kebijakan/kajian/{talked.uuid}/pohon/"),
    "kajian-pilihan": ("analis kebijakan", "/kebijakan/kajian/{talked.uuid}/pilihan/"),
    "perubahan-berlaku": ("analis kebijakan", "/kebijakan/{held.policy.uuid}/berlaku/"),
    "rencana": ("analis kebijakan", "/kebijakan/{held.policy.uuid}/rencana/"),
    "rencana-kegiatan": ("analis kebijakan", "/kebijakan/kegiatan/{activity.uuid}/"),
    "tanda-tangan-salinan": ("analis kebijakan", "/kebijakan/penetapan/{held.uuid}/tanda-tangan/salinan/"),
    "tanda-tangan-periksa": ("", "/verifikasi/{paper.code}/"),
    "penetapan": ("analis kebijakan", "/kebijakan/penetapan/{talked.uuid}/"),
    "sosialisasi-baca": ("pegawai", "/sosialisasi/{campaign.uuid}/"),
    "sosialisasi-capaian": ("analis kebijakan", "/sosialisasi/{campaign.uuid}/capaian/"),
    "pelatihan": ("pengelola kepegawaian", "/pelatihan/"),
    "survei-isi": ("pegawai", "/survei/{asking.uuid}/isi/"),
    "survei-hasil": ("analis kebijakan", "/survei/{survey.uuid}/hasil/"),
    "pemantauan": ("analis kebijakan", "/pemantauan/indikator/{indicator.uuid}/"),
    "evaluasi": ("analis kebijakan", "/pemantauan/evaluasi/{evaluation.uuid}/"),
    "publik": ("", "/publik/"),
}
ON_A_PHONE = {
    "dialog-telepon": "/dialog/{talked.uuid}/umum/",
    "publik-peraturan": "/publik/peraturan/{decree.uuid}/",
}


def main(address: str) -> None:
    installation.adopt_what_is_known()
    django.setup()
    from bijak.ledger import services as ledger
    from bijak.operations import demo

    ledger.sequence()  # so that there is a seal to show
    links = {person.rpartition("(")[2].rstrip(")"): path for person, path in demo.links()}
    found = _lives()
    PICTURES.mkdir(parents=True, exist_ok=True)
    with _browser() as browser:
        pages = {title: _signed_in(browser, address + path) for title, path in links.items()}
        pages[""] = _page(browser)
        _look_at_another(pages["atasan"], address)
        for name, (persona, path) in PAGES.items():
            pages[persona].goto(address + path.format(**found))
            _take(pages[persona], name)
        phone = _page(browser, width=360, height=740)
        for name, path in ON_A_PHONE.items():
            phone.goto(address + path.format(**found))
            _take(phone, name)
        _take_progress(pages["analis kebijakan"], address, found["held"])
        _take_hours(pages["pegawai"], address)
        _take_a_person(pages["pengelola kepegawaian"], address)
        _take_an_import(pages["pengelola kepegawaian"], address)
        _take_an_amendment(pages["analis kebijakan"], address, found["held"])
    shutil.copy(PICTURES / "kebijakan-jalan.png", DOCS / "images/policy.png")
    total = sum(path.stat().st_size for path in PICTURES.glob("*.png"))
    print(f"{len(list(PICTURES.glob('*.png')))} pictures, {total // 1024} KB")


def _look_at_another(page: Page, address: str) -> None:
    """A superior opens the pages of her people, which these then find in their own."""
    page.goto(f"{address}/pegawai/")
    for path in [link.get_attribute("href") for link in page.locator("#hasil tbody a").all()]:
        page.goto(f"{address}{path}")


def _lives() -> dict[str, Any]:
    """The demo's policies: one being written, one talked about, one in force with all that hangs on it."""
    from bijak.monitoring.models import Evaluation, Indicator
    from bijak.outreach.models import Campaign
    from bijak.policy import queries as policies
    from bijak.policy.models import Activity, Decree, Draft
    from bijak.survey.models import Survey

    decree = Decree.objects.order_by("pk")[0]
    drafts = Draft.objects.select_related("policy").order_by("pk")
    return {
        "written": drafts.filter(stage="writing")[0],
        "talked": drafts.filter(stage="dialogue")[0],
        "held": drafts.get(pk=decree.draft_id),
        "decree": decree,
        "paper": policies.papers_of(drafts.get(pk=decree.draft_id))[0],
        "activity": Activity.objects.filter(target__isnull=False).order_by("pk")[0],
        "campaign": Campaign.objects.get(decree=decree),
        "survey": Survey.objects.filter(state="closed").order_by("pk")[0],
        "asking": Survey.objects.filter(state="open").order_by("pk")[0],
        "indicator": Indicator.objects.order_by("pk")[0],
        "evaluation": Evaluation.objects.get(decree=decree),
    }


def _take_progress(page: Page, address: str, held: Any) -> None:
    """How far the plan of the policy in force came, month by month."""
    page.goto(f"{address}/kebijakan/{held.policy.uuid}/rencana/")
    page.wait_for_load_state("networkidle")
    _keep(page.locator("#kemajuan").screenshot(animations="disabled"), "rencana-kemajuan")


def _take_an_amendment(page: Page, address: str, held: Any) -> None:
    """One that changes a word and takes a provision out; it is given up afterwards, for nobody asked for it."""
    from django.utils import timezone

    from bijak.organization import queries as organization
    from bijak.policy import queries as policies
    from bijak.policy import services

    made: dict[str, Any] = {"by": None, "today": organization.today(timezone.now())}
    draft = services.revise(policy=held.policy, reason="Laporan dari lapangan sering terlambat.", **made)
    draft = services.choose_form(draft=draft, form="amending", **made)
    version = policies.working_version(draft)
    assert version is not None
    cited = {each.address: each.passage_id for each in policies.clauses(version)}
    passages = policies.passages(version)
    late = passages.get(pk=cited["Pasal 4 ayat (2)"])
    services.edit_passage(
        passage=late,
        heading=late.heading,
        text=late.text.replace("3 (tiga)", "5 (lima)"),
        edition=late.edition,
        **made,
    )
    services.remove_passage(passage=passages.get(pk=cited["Pasal 5 ayat (3)"]), **made)
    page.goto(f"{address}/kebijakan/naskah/{draft.uuid}/perubahan/")
    _take(page, "perubahan-naskah")
    services.withdraw(draft=draft, reason="Hanya untuk gambar panduan.", **made)


def _take_hours(page: Page, address: str) -> None:
    """Her hours, from her own page."""
    page.goto(f"{address}/pegawai/saya/")
    page.wait_for_load_state("networkidle")
    card = page.locator(".card", has=page.get_by_role("link", name="Semua pelatihan"))
    _keep(card.screenshot(animations="disabled"), "pelatihan-pegawai")


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
    from bijak.siasn.services.workforce import write_workforce

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


def _page(browser: Browser, width: int = 1280, height: int = 800) -> Page:
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme="light", locale="id-ID"
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
    _keep(page.screenshot(animations="disabled"), name)


def _keep(picture: bytes, name: str) -> None:
    """In 256 colours: a screen needs no more, and the file is less than half as large."""
    reduced = Image.open(BytesIO(picture)).convert("RGB").quantize(256, dither=Image.Dither.NONE)
    reduced.save(PICTURES / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"))
