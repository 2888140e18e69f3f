"""The stages of a policy's life, each as its people do it in a browser."""

import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.conftest import Opener, Window
from tests.journeys.steps import choose, fetch, heading, press, see

TITLE = "Jam belajar bagi semua pegawai"
TEXT = (Path(__file__).parent / "regulation.txt").read_text(encoding="utf-8")
FIGURE = "PNS yang kurang jam pelatihan"
HOURS = "Pasal 3 ayat (1)"
PRIORITY = "Pasal 4"
EMPLOYEE_SAYS = "Apakah belajar mandiri di rumah juga dihitung?"
SUPERIOR_SAYS = "Jadwal belajar sebaiknya disusun bersama atasan."
CITIZEN_SAYS = "Loket jangan tutup selama pegawainya belajar."
ANSWER = "Layanan tetap buka: pegawai belajar bergiliran."


@dataclass
class Life:
    """One policy from problem to revision. ``scripts``: whether the browsers run JavaScript."""

    window: Opener
    environment: Mapping[str, str]
    scripts: bool
    number: int
    windows: dict[str, Window] = field(default_factory=dict)
    policy: str = ""
    draft: str = ""
    decree: str = ""
    campaign: str = ""
    survey: str = ""

    def as_(self, persona: str) -> Page:
        if persona not in self.windows:
            self.windows[persona] = self.window(persona, scripts=self.scripts)
        return self.windows[persona].page

    def open(self, persona: str, path: str) -> Page:
        self.as_(persona)
        return self.windows[persona].open(path).page

    @cached_property
    def title(self) -> str:
        return f"{TITLE} {self.number}"

    @cached_property
    def email(self) -> str:
        return f"sari{self.number}@contoh.id"

    @cached_property
    def today(self) -> date:
        """The day on which the story begins."""
        shown = self.open("analyst", "/").get_by_label("Tanggal demo").input_value()
        return date.fromisoformat(shown)

    @property
    def in_force_from(self) -> date:
        return date(self.today.year + 1, 1, 1)

    def let_it_be(self, day: date) -> None:
        """The date switch of the demo."""
        page = self.open("analyst", "/pemberitahuan/")
        page.get_by_label("Tanggal demo").fill(day.isoformat())
        with page.expect_navigation():  # the field shows the day before the server has heard of it
            press(page, "Terapkan")
        expect(page.get_by_label("Tanggal demo")).to_have_value(day.isoformat())

    def let_it_be_today(self) -> None:
        page = self.open("analyst", "/pemberitahuan/")
        back = page.get_by_role("button", name="Kembali ke hari ini")
        if back.is_visible():
            back.click()
            expect(back).to_have_count(0)

    def crowd(self, act: str, path: str) -> None:
        """Twelve colleagues do the same, by the services that the pages call."""
        command = [sys.executable, "-m", "tests.journeys.crowd", act, path.strip("/").split("/")[1]]
        subprocess.run(command, env={**self.environment}, check=True)

    # 1. Problem and evidence ---------------------------------------------------------------------

    def begins_with_a_problem_and_a_live_figure(self) -> None:
        page = self.open("analyst", "/kebijakan/")
        page.get_by_role("link", name="Buka kebijakan", exact=True).click()
        page.get_by_label("Judul kebijakan").fill(self.title)
        page.get_by_label("Masalah").fill("Separuh pegawai tidak belajar sama sekali tahun lalu.")
        page.get_by_label("Tujuan").fill("Setiap PNS belajar paling sedikit 24 jam setahun.")
        press(page, "Buka")
        expect(heading(page)).to_have_text(self.title)
        self.policy = _path(page)

        page.get_by_role("link", name="Lampirkan bukti").first.click()
        choose(page, "Angka hidup", f"{FIGURE}, menurut Golongan")
        page.get_by_label("Apa yang ditunjukkan").fill("Kekurangan terbesar ada pada golongan bawah.")
        press(page, "Lampirkan")
        proof = page.locator("[id^=bukti-]").filter(has_text=FIGURE)
        expect(proof.locator(".figure-pair dd")).to_have_count(2)
        then, now = proof.locator(".figure-pair dd").all_inner_texts()
        assert then == now
        assert re.match(r"\d+(,\d+)?\s%", then)

    # 2. Draft ------------------------------------------------------------------------------------

    def is_written_down_from_a_pasted_pdf(self) -> None:
        page = self.open("analyst", self.policy)
        page.get_by_role("link", name="Naskah", exact=True).click()
        page.get_by_role("link", name="Tempelkan teks").first.click()
        page.get_by_label("Teks rancangan").fill(TEXT)
        press(page, "Masukkan")
        expect(heading(page)).to_have_text("Naskah")
        see(page, re.compile("5 pasal"))
        self.draft = _path(page).split("/")[3]
        expect(page.locator("#naskah")).not_to_contain_text("- 2 -")
        hours = _clause(page, "Setiap PNS belajar")
        identity = hours.get_attribute("id")

        page.get_by_role("link", name="Versi", exact=True).click()
        page.get_by_label("Catatan versi").fill("Bahan rapat pertama")
        press(page, "Bekukan")

        page.get_by_role("link", name="Naskah", exact=True).first.click()
        _clause(page, "Tempat diberikan").get_by_role("link", name=f"Ubah {PRIORITY}").click()
        page.get_by_role("textbox", name=PRIORITY).fill(
            "Tempat diberikan menurut urutan jam yang paling sedikit."
        )
        press(page, "Simpan")
        see(page, "Tempat diberikan menurut urutan jam yang paling sedikit.")
        assert _clause(page, "Setiap PNS belajar").get_attribute("id") == identity

        page.get_by_role("link", name="Versi", exact=True).click()
        press(page, "Bandingkan")
        expect(page.locator("ins").first).to_contain_text("menurut")
        expect(page.locator("del").first).to_contain_text("lebih")

    # 3. Terms ------------------------------------------------------------------------------------

    def sets_a_number_within_the_law(self) -> None:
        page = self.open("analyst", f"/kebijakan/naskah/{self.draft}/angka/")
        form = page.locator("#tautkan form")
        provision = form.get_by_role("combobox", name="Ketentuan").first
        option = provision.locator("option", has_text=re.compile(re.escape(HOURS)))
        for value in ("19", "24"):
            provision.select_option(option.get_attribute("value"))
            choose(page, "Angka ketentuan", "Jam pelajaran paling sedikit dalam setahun (JP)")
            form.get_by_label("Nilai").fill(value)
            form.get_by_role("button", name="Tautkan").click()
            if value == "19":
                expect(page.locator("#tautkan")).to_contain_text("Pasal 203 ayat (4)")
        see(page, re.compile(r"24\s+JP"))
        expect(page.locator("#tautkan")).not_to_contain_text("Pasal 203 ayat (4)")
        confirm = page.get_by_role("button", name="Tegaskan penggantian")
        if confirm.count():  # a life before this one set the same number
            page.get_by_label("Alasan mengganti angka peraturan itu").fill("Disatukan dalam satu peraturan.")
            confirm.click()
            see(page, "Ditegaskan")

    # 4. What would it do? ------------------------------------------------------------------------

    def is_tried_before_anyone_is_bound(self) -> None:
        page = self.open("analyst", f"/simulasi/{self.draft}/")
        page.get_by_label("Biaya satu JP per orang (Rp)").fill("150000")
        page.get_by_label("Sumber biaya").fill("Standar harga satuan daerah")
        press(page, "Hitung")
        expect(page.locator("#jawaban th", has_text="Biaya setahun").first).to_be_attached()
        now, draft = (
            _numbers(row) for row in page.locator("#jawaban table").first.locator("tbody tr").all()[:2]
        )
        assert (now["JP setahun"], draft["JP setahun"]) == (20, 24)
        assert draft["Kurang"] >= now["Kurang"]
        assert draft["Biaya setahun"] == draft["Jam untuk mencukupi"] * 150_000
        page.get_by_label("Apa yang ditunjukkan").fill("Biaya setahun bila setiap PNS mencapai 24 JP.")
        press(page, "Simpan sebagai bukti")
        see(page, "Hitungan ulang memberi hasil yang sama.")

        page = self.open("officer", "/pelatihan/kurang/")
        see(page, re.compile(rf"^{_spoken(now['Kurang'])} PNS kurang jam"))
        row = _numbers(page.locator("#hasil tbody tr").first)
        page.locator("#hasil tbody a").first.click()
        page.locator("nav.breadcrumb a").last.click()
        last_year = page.locator(".subheader", has_text=str(self.today.year - 1)).locator("xpath=..")
        expect(last_year).to_contain_text(f"kurang {row['Kurang (JP)']} JP")

    # 5. Dialogue ---------------------------------------------------------------------------------

    def is_talked_about(self) -> None:
        self._opens_and_invites()
        self._is_commented_on_by_staff()
        self._is_commented_on_by_a_citizen()
        page = self.open("analyst", f"/kebijakan/penetapan/{self.draft}/")
        see(page, "Belum dapat ditutup:")
        expect(page.get_by_role("link", name=re.compile("Tutup dialog"))).to_have_count(0)
        self._is_answered()
        page = self.open("analyst", f"/kebijakan/penetapan/{self.draft}/")
        page.get_by_role("link", name=re.compile("Tutup dialog")).click()
        page.get_by_role("checkbox", name=re.compile("lebih awal daripada yang diumumkan")).check()
        press(page, "Tutup dialog")
        see(page, "Yang harus selesai dahulu")

    def _opens_and_invites(self) -> None:
        page = self.open("analyst", "/dialog/pemangku/baru/")
        choose(page, "Jenis", "Lembaga pendidikan")
        page.get_by_label("Nama").fill(f"Universitas Uji {self.number}")
        page.get_by_label("Surel").fill(f"rektorat{self.number}@contoh.ac.id")
        press(page, "Simpan")
        page = self.open("analyst", f"/kebijakan/penetapan/{self.draft}/")
        page.get_by_label("Tanggapan diterima sampai").fill((self.today + timedelta(14)).isoformat())
        press(page, "Buka dialog")
        page.get_by_role("link", name="Undang pemangku kepentingan").click()
        page.get_by_role("checkbox", name=f"Universitas Uji {self.number}").check()
        press(page, "Kirim undangan")
        see(page, "Sudah diundang")

    def _is_commented_on_by_staff(self) -> None:
        page = self.open("employee", f"/dialog/{self.draft}/")
        page.get_by_role("link", name=f"Tanggapi {HOURS}", exact=True).click()
        page.get_by_label("Tanggapan Anda").fill(EMPLOYEE_SAYS)
        press(page, "Kirim tanggapan")
        see(page, EMPLOYEE_SAYS)
        page = self.open("superior", f"/dialog/{self.draft}/")
        page.get_by_role("link", name="Tanggapi rancangan").click()
        page.get_by_label("Tanggapan Anda").fill(SUPERIOR_SAYS)
        press(page, "Kirim tanggapan")
        see(page, SUPERIOR_SAYS)

    def _is_commented_on_by_a_citizen(self) -> None:
        page = self.open("", "/publik/")
        page.locator("main").get_by_role("link", name=self.title).click()
        page.get_by_role("link", name=f"Tanggapi {PRIORITY}", exact=True).click()
        page.get_by_label("Tanggapan Anda").fill(CITIZEN_SAYS)
        page.get_by_label("Nama atau organisasi").fill("Sari Wulandari")
        page.get_by_label("Surel").fill(self.email)
        press(page, "Kirim tanggapan")
        see(page, re.compile("Buka tautan itu dalam 48 jam"))
        link = self._letter("/dialog/konfirmasi/")
        page.goto(link)
        press(page, "Ya, ini tanggapan saya")
        see(page, re.compile("Terima kasih"))
        page.goto(link)
        see(page, re.compile("sudah Anda pastikan sebelumnya"))

    def _letter(self, to: str) -> str:
        """The link in a letter to the citizen, from the outbox of the demo; a worker sends it in a moment."""
        for _attempt in range(50):
            page = self.open("analyst", "/pemberitahuan/kotak-keluar/")
            letter = page.locator("details", has_text=f"kepada {self.email}")
            link = letter.locator(f"a[href*='{to}']").first
            if link.count():
                break
            page.wait_for_timeout(200)
        return link.get_attribute("href") or pytest.fail(f"No letter to {self.email} has a link to {to}.")

    def _is_answered(self) -> None:
        page = self.open("analyst", f"/dialog/{self.draft}/daftar/")
        see(page, CITIZEN_SAYS)
        for _each in range(3):
            page = self.open("analyst", f"/dialog/{self.draft}/jawab/")
            page.get_by_role("radio", name=re.compile("^Diterima")).first.check()
            page.get_by_label("Alasan").fill("Usul ini memperjelas maksud rancangan.")
            page.get_by_label("Jawaban kepada penanggap").fill(ANSWER)
            press(page, "Kirim, kembali ke daftar")
            page.wait_for_url("**/daftar/")
        see(page, re.compile("^0 menunggu jawaban"))
        page.locator("summary", has_text="Matriks").click()
        matrix = fetch(page, page.get_by_role("link", name="PDF A4"))
        words = _words(matrix.path())
        for sentence in (EMPLOYEE_SAYS, SUPERIOR_SAYS, CITIZEN_SAYS, ANSWER):
            assert _squeezed(sentence) in words

        told = self.as_("").goto(self._letter("/dialog/ikuti/"))
        assert told is not None
        see(self.as_(""), ANSWER)
        hers = self.open("employee", "/dialog/").locator("main li", has_text=self.title)
        expect(hers).to_contain_text("Diterima")

    # 6. Decree -----------------------------------------------------------------------------------

    def is_enacted(self) -> None:
        path = f"/kebijakan/penetapan/{self.draft}/"
        page = self.open("analyst", path)
        self._has_its_letter(page, "harmonisation", "W.16-PP.04.02-77")
        gate = page.locator("#gerbang-facilitation")
        gate.get_by_text("Catat pengajuannya").click()
        gate.get_by_label("Nomor surat pengantar").fill("188.3/77/Huk")
        gate.get_by_role("button", name="Catat pengajuan").click()
        see(page, re.compile("15 hari kerja lagi"))
        self._has_its_letter(page, "facilitation", "188.3/12/Biro Hukum")
        self._gets_its_initials(path)
        expect(page.get_by_role("button", name="Setujui")).to_have_count(0)

        approving = self.open("leader", path)
        approving.locator("#gerbang-leader_approval").get_by_role("button", name="Setujui").click()
        see(approving, "Penetapan")

        page = self.open("analyst", f"{path}tanda-tangan/naskah/")
        page.get_by_label("Nama pejabat yang menandatangani").fill("Wali Kota Pontianak")
        page.get_by_label("Tanggal tanda tangan").fill(self.today.isoformat())
        press(page, "Catat tanda tangan")
        see(page, "Sudah ditandatangani")

        page = self.open("analyst", path)
        page.get_by_label("Nama peraturan").fill("Peraturan Wali Kota Pontianak")
        page.get_by_label("Nomor", exact=True).fill(str(self.number))
        page.get_by_label("Tahun").fill(str(self.today.year))
        page.get_by_label("Ditandatangani oleh").fill("Wali Kota Pontianak")
        page.get_by_label("Ditetapkan pada").fill(self.today.isoformat())
        page.get_by_role("checkbox", name=re.compile("sudah saya cocokkan")).check()
        press(page, "Tetapkan")
        self.decree = f"Peraturan Wali Kota Pontianak Nomor {self.number} Tahun {self.today.year}"
        expect(page.get_by_role("heading", name=self.decree)).to_be_visible()
        self._is_promulgated(page)
        see(self.open("", "/publik/"), self.decree)
        see(self.open("oversight", "/catatan/"), re.compile("[Dd]itetapkan"))

    def _has_its_letter(self, page: Page, gate: str, letter: str) -> None:
        form = page.locator(f"#gerbang-{gate}")
        form.get_by_label("Nomor surat", exact=True).fill(letter)
        form.get_by_label("Tanggal surat").fill(self.today.isoformat())
        form.get_by_role("button", name="Catat", exact=True).click()
        see(page, re.compile(letter))

    def _gets_its_initials(self, path: str) -> None:
        """Two are asked, one on paper and one here: the usual list is shortened, the next draft finds it so."""
        page = self.open("analyst", path)
        page.get_by_role("link", name="Susun daftar paraf").click()
        expect(page.get_by_label("Jabatan").first).to_be_visible()
        for title in page.get_by_label("Jabatan").all():
            if title.input_value() not in ("Kepala BKPSDM", "Sekretaris Daerah"):
                title.fill("")
        press(page, "Simpan")
        page = self.open("analyst", path)
        page.get_by_label("Catatan").first.fill("Diparaf di atas nota dinas.")
        press(page, "Catat paraf")
        see(page, re.compile("Diparaf di atas nota dinas"))
        press(self.open("leader", path), "Paraf")
        see(self.as_("leader"), "Paraf “Sekretaris Daerah” dicatat.")

    def _is_promulgated(self, page: Page) -> None:
        """Nobody is told of it before it stands in the gazette."""
        expect(self.open("", "/publik/").get_by_text(self.decree)).to_have_count(0)
        page.get_by_role("link", name="Catat pengundangan").click()
        page.get_by_label("Nomor", exact=True).fill(str(self.number))
        page.get_by_label("Diundangkan oleh").fill("Sekretaris Daerah Kota Pontianak")
        page.get_by_label("Diundangkan pada").fill(self.today.isoformat())
        page.get_by_label("Mulai berlaku pada").fill(self.in_force_from.isoformat())
        page.get_by_label("Alasan berlaku pada tanggal lain").fill("Jam belajar dihitung per tahun.")
        press(page, "Catat")
        see(page, re.compile(f"Berita Daerah Tahun {self.today.year} Nomor {self.number}"))

    # 7. Outreach ---------------------------------------------------------------------------------

    def is_brought_to_everyone_it_touches(self) -> None:
        page = self.open("analyst", self.policy)
        page.get_by_role("link", name="Buka sosialisasi").click()
        page.get_by_label("Pengantar").fill("Mulai tahun depan ada jam belajar bagi setiap PNS.")
        page.get_by_label("Diselesaikan dalam, hari").fill("365")
        press(page, "Simpan")
        page.get_by_role("link", name="Tambah pertanyaan").click()
        asked = page.get_by_role("combobox", name="Ketentuan yang ditanyakan")
        option = asked.locator("option", has_text=HOURS)
        asked.select_option(option.get_attribute("value"))
        page.get_by_label("Pertanyaan", exact=True).fill("Berapa jam pelajaran setahun?")
        page.get_by_label("Pilihan jawaban").fill("24 jam pelajaran\n12 jam pelajaran")
        page.get_by_label("Baris yang benar").fill("1")
        page.get_by_label("Penjelasan sesudah menjawab").fill("Pasal 3 ayat (1): paling sedikit 24 JP.")
        press(page, "Simpan")
        press(page, "Mulai sekarang")
        expect(heading(page)).to_have_text("Capaian sosialisasi")
        self.campaign = _path(page).removesuffix("capaian/")

    def holds_from_its_first_day(self) -> None:
        self.let_it_be(self.in_force_from)
        page = self.open("employee", self._employee)
        year = page.locator(".subheader", has_text=str(self.in_force_from.year)).locator("xpath=..")
        expect(year).to_contain_text(self.decree)
        expect(year).to_contain_text("/ 24 JP")

    def is_read_and_understood(self) -> None:
        page = self.open("employee", "/")
        page.locator("main .due", has_text=self.decree).get_by_role("link").first.click()
        see(page, "Yang berubah bagi Anda")
        expect(page.locator(".change").first).to_contain_text("24")
        press(page, "Saya sudah membacanya")
        page.get_by_role("radio", name="24 jam pelajaran").check()
        press(page, "Kirim jawaban")
        see(page, "Nomor tanda terima")
        self.crowd("read", self.campaign)
        self.let_it_be(self.in_force_from + timedelta(1))  # what is shown of answers changes once a day
        page = self.open("analyst", f"{self.campaign}capaian/")
        see(page, re.compile(r"13 dari 13 jawaban pertama tepat"))
        expect(page.locator("#hasil tbody tr").first).to_be_visible()
        see(self.open("superior", f"{self.campaign}capaian/"), "Per unit")

    # 8. Application ------------------------------------------------------------------------------

    def is_applied(self) -> None:
        before = self._missing_hours()
        page = self.open("officer", self._employee)
        page.get_by_role("link", name="Catat pelatihan").click()
        page.get_by_label("Nama pelatihan").fill(f"Lokakarya pelayanan {self.number}")
        page.get_by_label("Jam pelajaran (JP)").fill("8")
        page.get_by_label("Selesai").fill(self.in_force_from.isoformat())
        press(page, "Simpan")
        see(page, f"Lokakarya pelayanan {self.number}")
        assert self._missing_hours() == before - 8

    @cached_property
    def _employee(self) -> str:
        """Her page among those of the others, to which her own data lead."""
        link = self.open("employee", "/pegawai/saya/").get_by_role("link", name="Keadaan pada tanggal lain")
        return str(link.get_attribute("href"))

    def _missing_hours(self) -> int:
        """What her own page says, which names the clause."""
        page = self.open("employee", self._employee)
        year = page.locator(".subheader", has_text=str(self.in_force_from.year)).locator("xpath=..")
        expect(year).to_contain_text(HOURS)
        found = re.search(r"kurang (\d+) JP", year.inner_text())
        assert found
        return int(found.group(1))

    # 9. Watching, asking, revising ---------------------------------------------------------------

    def is_watched(self) -> None:
        page = self.open("analyst", self.policy)
        page.get_by_role("link", name="Tambah indikator").first.click()
        choose(page, "Angka hidup", FIGURE)
        page.get_by_label("Target").fill("10")
        page.get_by_label("Batas kuning").fill("20")
        page.get_by_role("combobox", name="Penanggung jawab").select_option(index=1)
        press(page, "Simpan")
        see(page, FIGURE)
        page = self.open("analyst", "/pemantauan/")
        see(page, self.title)

    def is_asked_about(self) -> None:
        page = self.open("analyst", self.policy)
        page.get_by_role("link", name="Susun survei").click()
        page.get_by_label("Judul").fill(f"Survei jam belajar {self.number}")
        page.get_by_label("Untuk apa survei ini").fill(
            "Supaya kami tahu apakah waktu belajar benar-benar ada."
        )
        choose(page, "Waktu survei", "Sesudah kebijakan")
        page.get_by_label("Dibuka").fill(self.in_force_from.isoformat())
        page.get_by_label("Hari terakhir").fill((self.in_force_from + timedelta(14)).isoformat())
        press(page, "Simpan")
        adds = page.get_by_role("link", name="Tambah pertanyaan")
        expect(adds).to_be_visible()
        self.survey = _path(page)
        adds.click()
        page.get_by_label("Pertanyaan", exact=True).fill("Saya mendapat waktu untuk belajar.")
        page.get_by_role("radio", name=re.compile("^Skala")).check()
        page.get_by_label("Arti angka 1").fill("sangat tidak setuju")
        page.get_by_label("Arti angka 5").fill("sangat setuju")
        press(page, "Simpan")
        press(page, "Terbitkan")
        see(page, re.compile("sedang dibuka"))

        answering = self.open("employee", f"{self.survey}isi/")
        answering.locator("label.form-selectgroup-item", has_text="4").click()
        press(answering, "Kirim jawaban")
        see(answering, "Terima kasih, jawaban Anda sudah dihitung")
        self.crowd("answer", self.survey)
        page = self.open("analyst", self.survey)
        press(page, "Tutup sekarang untuk selamanya")
        see(self.open("employee", f"{self.survey}hasil/"), re.compile("^13 dari"))

    def is_evaluated_a_year_on(self) -> None:
        self.let_it_be(date(self.in_force_from.year + 1, 1, 2))
        page = self.open("analyst", self.policy)
        page.locator(".thread").get_by_role("link", name="Evaluasi").click()
        see(page, "Sebelum dan sesudah")
        see(page, FIGURE)
        see(page, f"Survei jam belajar {self.number}")
        see(page, re.compile("angka dibekukan"))
        page.get_by_label("Kesimpulan", exact=True).fill("Jam belajar belum tercapai.")
        page.get_by_label("Rekomendasi").fill("Sediakan tempat di kecamatan.")
        press(page, "Simpan")
        see(page, "Sediakan tempat di kecamatan.")

    def is_begun_anew(self) -> None:
        page = self.as_("analyst")
        press(page, "Mulai perubahan")
        page = self.open("analyst", self.policy)
        see(page, "Rancangan ke-2")
        expect(page.locator("#bukti")).to_contain_text("Sediakan tempat di kecamatan.")
        threads = page.locator(".thread")
        expect(threads).to_have_count(2)
        expect(threads.locator(".thread-title:not(:has(a))")).to_have_count(0)
        links = [link.get_attribute("href") or "" for link in threads.locator(".thread-title a").all()]
        assert len(links) > 15
        for link in links:
            self.open("analyst", link.partition("#")[0])


def _path(page: Page) -> str:
    """Where the page is, without host and fragment."""
    return "/" + page.url.split("/", 3)[3].partition("#")[0].partition("?")[0]


def _clause(page: Page, words: str) -> Locator:
    return page.locator("#naskah .part").filter(has_text=words).last


def _numbers(row: Locator) -> dict[str, int]:
    """The whole numbers of a table's row, by the label of their column."""
    cells = row.locator("[data-label]").all()
    texts = {cell.get_attribute("data-label") or "": cell.inner_text() for cell in cells}
    found = {label: re.search(r"[\d.]+", text) for label, text in texts.items()}
    return {label: int(match.group().replace(".", "") or 0) for label, match in found.items() if match}


def _spoken(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _words(path: Path) -> str:
    """All words of a PDF."""
    with pypdfium2.PdfDocument(path) as document:
        return _squeezed(" ".join(page.get_textpage().get_text_bounded() for page in document))


def _squeezed(text: str) -> str:
    """Without blanks: lines are broken anywhere."""
    return re.sub(r"\s+", "", text)
