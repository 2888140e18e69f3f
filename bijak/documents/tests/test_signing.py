"""A PDF signed here, signed elsewhere, and signed by whoever meant to deceive."""

import io
import json
import logging
import threading
import zlib
from collections.abc import Callable, Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer

from bijak.documents.content import Refused
from bijak.documents.signing import certificates, esign, sealing, trial, verifying
from bijak.documents.testing import NOW, PASSPHRASE, a_pdf, install_certificate, sign_elsewhere

PLACE = "Ditetapkan di"
BLANK = (200, 40, 320, 100)
"""A place in the lower right of the paper, under the words and beside none."""


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return a_pdf(f"Pasal 1 Setiap PNS belajar 24 jam.\n\n{PLACE} Contoh")


@pytest.fixture
def certificate(settings: Any, tmp_path: Path) -> Any:
    return install_certificate(settings, tmp_path)


def added(original: bytes, received: bytes) -> list[verifying.Signature]:
    return verifying.added_to(original, received, below=[PLACE], now=NOW)


def signed(pdf: bytes) -> bytes:
    return sealing.sign(pdf, reason="Ditetapkan", now=NOW)


def why_refused(original: bytes, received: bytes) -> str:
    with pytest.raises(Refused) as refusal:
        added(original, received)
    return str(refusal.value)


# Signing and verifying ----------------------------------------------------------------------------


def test_what_was_signed_here_is_the_same_document_with_a_signature(certificate: Any, pdf: bytes) -> None:
    begun = timezone.now().replace(microsecond=0)  # a signature tells whole seconds
    after = signed(pdf)
    assert after.startswith(pdf)
    (signature,) = added(pdf, after)
    assert (signature.signer, signature.issuer) == ("Kota Contoh", "Kota Contoh")
    assert signature.is_whole
    assert not signature.is_trial
    assert begun <= signature.signed_at <= timezone.now()


def test_trust_is_what_the_operator_gives(settings: Any, tmp_path: Path, pdf: bytes) -> None:
    install_certificate(settings, tmp_path, is_trusted=True)
    after = signed(pdf)
    assert verifying.signatures(after, now=NOW)[0].is_trusted
    settings.TRUST_ROOTS = ""
    assert not verifying.signatures(after, now=NOW)[0].is_trusted
    settings.TRUST_ROOTS = str(tmp_path)  # a folder of them
    assert verifying.signatures(after, now=NOW)[0].is_trusted


def test_a_root_that_is_none_is_said_and_not_passed_over(settings: Any, tmp_path: Path) -> None:
    (tmp_path / "akar.pem").write_text("bukan sertifikat")
    settings.TRUST_ROOTS = str(tmp_path / "akar.pem")
    with pytest.raises(certificates.Unusable, match="tidak dapat dibaca"):
        certificates.roots()


def test_two_may_sign_one_after_the_other(settings: Any, tmp_path: Path, pdf: bytes) -> None:
    install_certificate(settings, tmp_path, agency="Kota Contoh")
    first = signed(pdf)
    install_certificate(settings, tmp_path, agency="DPRD Kota Contoh")
    both = signed(first)
    assert [each.signer for each in added(pdf, both)] == [
        "Kota Contoh",
        "DPRD Kota Contoh",
    ]
    # Who signed before is known already: only the second is new.
    assert [each.signer for each in added(first, both)] == ["DPRD Kota Contoh"]


@given(words=st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=40))
@hypothesis(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_was_signed_verifies(certificate: Any, words: str) -> None:
    pdf = a_pdf(words)
    (signature,) = added(pdf, signed(pdf))
    assert signature.is_whole


# What is refused ----------------------------------------------------------------------------------


def test_an_unsigned_paper_is_refused(pdf: bytes) -> None:
    assert "belum ditandatangani" in why_refused(pdf, pdf)


def test_another_paper_is_refused_however_well_signed(certificate: Any, pdf: bytes) -> None:
    other = a_pdf("Pasal 1 Setiap PNS belajar 12 jam.")
    assert "bukan naskah yang diunduh" in why_refused(pdf, signed(other))


@pytest.mark.parametrize("where", [0.05, 0.3, 0.6, 0.95])
def test_one_byte_changed_is_enough(certificate: Any, pdf: bytes, where: float) -> None:
    changed = bytearray(signed(pdf))
    place = int(len(pdf) * where)
    changed[place] ^= 1
    assert why_refused(pdf, bytes(changed))


def test_words_put_in_before_signing_are_found(certificate: Any, pdf: bytes) -> None:
    assert "catatan, tautan, atau isian di halaman 1" in why_refused(pdf, signed(_with_a_note(pdf)))


def test_words_put_in_after_signing_are_found(certificate: Any, pdf: bytes) -> None:
    assert "berubah setelah ditandatangani" in why_refused(pdf, _with_a_note(signed(pdf)))


def _with_a_note(pdf: bytes) -> bytes:
    """The same bytes, and after them a note that is laid over the first page."""
    return _changed(pdf, lambda writer: _lay_over(writer, {"/Subtype": "/FreeText", "/Contents": "12 jam"}))


def _changed(pdf: bytes, change: Callable[[IncrementalPdfFileWriter], object]) -> bytes:
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    change(writer)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def _lay_over(writer: IncrementalPdfFileWriter, note: dict[str, Any]) -> Any:
    page = _page(writer)
    over = writer.add_object(_object({"/Type": "/Annot", "/Rect": [10, 10, 90, 40]} | note))
    page["/Annots"] = generic.ArrayObject([*page.get("/Annots", ()), over])
    return over


def _page(writer: IncrementalPdfFileWriter, number: int = 0) -> Any:
    page = writer.root["/Pages"]["/Kids"][number]
    writer.update_container(page)
    return page


def _object(value: Any) -> Any:
    """A PDF object of plain ones: what begins with a stroke is a name."""
    if isinstance(value, dict):
        return generic.DictionaryObject(
            {generic.pdf_name(name): _object(each) for name, each in value.items()}
        )
    if isinstance(value, list):
        return generic.ArrayObject(_object(each) for each in value)
    if isinstance(value, str):
        return generic.pdf_name(value) if value.startswith("/") else generic.pdf_string(value)
    return generic.NumberObject(value) if isinstance(value, int) else value


def _anew(pdf: bytes) -> bytes:
    """As programs write it that keep nothing of the bytes, and spell out what others leave unsaid."""
    writer = copy_into_new_writer(PdfFileReader(io.BytesIO(pdf)))
    page = writer.root["/Pages"]["/Kids"][0]
    page["/Rotate"], page["/Tabs"] = generic.NumberObject(0), generic.pdf_name("/S")
    page["/CropBox"] = generic.ArrayObject(generic.FloatObject(round(each, 3)) for each in page["/MediaBox"])
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def test_a_program_that_writes_the_file_anew_is_accepted_if_it_says_the_same(
    certificate: Any, pdf: bytes
) -> None:
    assert not _anew(pdf).startswith(pdf)
    (signature,) = added(pdf, sign_elsewhere(_anew(pdf), box=BLANK))
    assert signature.is_whole
    assert "membawa sesuatu" in why_refused(pdf, signed(_anew(_with_a_note(pdf))))


SCRIPT = {"/S": "/JavaScript", "/JS": "app.alert('Bayar di sini.')"}
FILE = {"/Type": "/Filespec", "/F": "lain.pdf"}


@pytest.mark.parametrize(
    ("carried", "told"),
    [
        ({"/OpenAction": SCRIPT}, "perintah, lampiran, atau lapisan"),
        ({"/AA": {"/WC": SCRIPT}}, "perintah, lampiran, atau lapisan"),
        ({"/Names": {"/JavaScript": {"/Names": ["a", SCRIPT]}}}, "perintah, lampiran, atau lapisan"),
        ({"/Names": {"/EmbeddedFiles": {"/Names": ["a", FILE]}}}, "perintah, lampiran, atau lapisan"),
        ({"/OCProperties": {"/OCGs": [], "/D": {}}}, "perintah, lampiran, atau lapisan"),
        ({"/AcroForm": {"/Fields": [], "/XFA": "<xdp/>"}}, "formulir"),
        ({"/AcroForm": {"/Fields": [{"/FT": "/Tx", "/T": "Nomor"}]}}, "formulir"),
        (
            {"/AcroForm": {"/Fields": [{"/FT": "/Sig", "/T": "a", "/AA": {"/U": SCRIPT}}]}},
            "perintah pada kotak",
        ),
    ],
    ids=["opening", "closing", "script", "file", "layer", "xfa", "field", "action of a field"],
)
def test_what_a_paper_carries_along_is_named(
    certificate: Any, pdf: bytes, carried: dict[str, Any], told: str
) -> None:
    def put_in(writer: IncrementalPdfFileWriter) -> None:
        for name, value in carried.items():
            held = writer.root[generic.pdf_name(name)] = _object(value)
            if "/Fields" in held:
                held["/Fields"] = generic.ArrayObject(writer.add_object(each) for each in held["/Fields"])
        writer.update_root()

    assert told in why_refused(pdf, signed(_changed(pdf, put_in)))


@pytest.mark.parametrize("number", range(4))
def test_a_page_that_acts_when_it_is_opened_is_another(certificate: Any, number: int) -> None:
    pdf = a_pdf("#pagebreak() ".join(f"Halaman {each} " for each in range(4)))
    acting = _changed(pdf, lambda writer: _page(writer, number).update(_object({"/AA": {"/O": SCRIPT}})))
    assert "bukan naskah yang diunduh" in why_refused(pdf, signed(acting))


# The box of a signature ---------------------------------------------------------------------------


def test_a_box_on_blank_paper_under_the_place_is_accepted(certificate: Any, pdf: bytes) -> None:
    (signature,) = added(pdf, sign_elsewhere(pdf, box=BLANK))
    assert signature.signer == "Kota Contoh"


@pytest.mark.parametrize(
    "box",
    [(0, 0, 340, 226), (200, 160, 320, 220), (30, 20, 340, 175)],
    ids=["over all", "above the place", "over the place"],
)
def test_a_box_that_could_pass_for_words_of_the_paper_is_refused(
    certificate: Any, pdf: bytes, box: tuple[int, int, int, int]
) -> None:
    assert "ruang kosong di bawah “Ditetapkan di”" in why_refused(pdf, sign_elsewhere(pdf, box=box))


@pytest.mark.parametrize(("aside", "is_refused"), [(3, True), (9, False)])
def test_no_digit_in_a_box_joins_a_number(certificate: Any, aside: int, is_refused: bool) -> None:
    pdf = a_pdf(f"{PLACE} Contoh\n\nNomor 12")
    with pypdfium2.PdfDocument(pdf) as document:
        text = document[0].get_textpage()
        _left, bottom, right, top = text.get_charbox(text.get_text_bounded().index("12") + 1)
    box = (int(right) + 1 + aside, int(bottom), int(right) + 60, int(top))
    if is_refused:
        assert "ruang kosong" in why_refused(pdf, sign_elsewhere(pdf, box=box))
    else:
        assert added(pdf, sign_elsewhere(pdf, box=box))


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"/A": {"/S": "/URI", "/URI": "https://contoh.example"}}, "perintah pada kotak tanda tangan"),
        ({"/AA": {"/E": SCRIPT}}, "perintah pada kotak tanda tangan"),
        ({"/F": 4 | 8}, "ruang kosong"),
    ],
    ids=["link", "script", "grows when one zooms out"],
)
def test_a_box_only_shows(certificate: Any, pdf: bytes, more: dict[str, Any], told: str) -> None:
    def put_in(writer: IncrementalPdfFileWriter) -> None:
        field = {"/Subtype": "/Widget", "/FT": "/Sig", "/T": "Lain", "/Rect": list(BLANK), "/F": 4}
        over = _lay_over(writer, field | more)
        writer.root["/AcroForm"] = _object({"/Fields": [over]})
        writer.update_root()

    assert told in why_refused(pdf, signed(_changed(pdf, put_in)))


# Files that are made to harm ----------------------------------------------------------------------


def test_pages_that_lead_round_in_a_circle_are_refused(certificate: Any, pdf: bytes) -> None:
    def close(writer: IncrementalPdfFileWriter) -> None:
        pages = writer.root["/Pages"]
        pages["/Kids"].append(writer.root.raw_get("/Pages"))
        writer.update_container(pages)

    assert why_refused(pdf, _changed(signed(pdf), close))


def test_a_page_without_end_is_never_drawn(
    certificate: Any, pdf: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    large = _changed(pdf, lambda writer: _page(writer).update(_object({"/MediaBox": [0, 0, 10**6, 10**6]})))
    monkeypatch.setattr(pypdfium2.PdfPage, "render", lambda *_given, **_named: pytest.fail("It was drawn."))
    assert "bukan naskah yang diunduh" in why_refused(pdf, signed(large))


@pytest.mark.parametrize("breaks", [NotImplementedError, zlib.error])
def test_what_the_reader_does_not_know_is_refused_with_a_sentence(
    pdf: bytes, monkeypatch: pytest.MonkeyPatch, breaks: type[Exception]
) -> None:
    def stumble(_content: bytes) -> None:
        raise breaks

    monkeypatch.setattr(verifying, "_reader", stumble)
    assert "rusak" in why_refused(pdf, pdf)


def test_an_expired_certificate_signs_nothing_and_is_not_accepted(
    settings: Any, tmp_path: Path, pdf: bytes
) -> None:
    install_certificate(settings, tmp_path, until=NOW + timedelta(minutes=30))
    after = signed(pdf)
    with pytest.raises(Refused, match="hanya berlaku dari"):
        verifying.added_to(pdf, after, below=[PLACE], now=NOW + timedelta(hours=1))
    with pytest.raises(certificates.Unusable, match="tidak dapat dipakai lagi"):
        sealing.sign(pdf, reason="Ditetapkan", now=NOW + timedelta(hours=1))


@pytest.mark.parametrize(
    "content",
    [b"", b"halo", b"%PDF-1.7\nnothing of it", b"%PDF-1.7\n" + bytes(range(256)) * 40, b"<html>%PDF-"],
)
def test_garbage_is_refused_with_a_sentence(pdf: bytes, content: bytes) -> None:
    assert "PDF ini" in why_refused(pdf, content) or "bukan PDF" in why_refused(pdf, content)


@given(cut=st.integers(0, 14_000), noise=st.binary(max_size=30))
@hypothesis(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_damage_gets_past_or_breaks_the_judge(certificate: Any, cut: int, noise: bytes) -> None:
    pdf = a_pdf()
    whole = signed(pdf)
    broken = whole[:cut] + noise + whole[cut + len(noise) + 1 :]
    if cut < len(whole):
        assert why_refused(pdf, broken)


def test_a_locked_pdf_is_refused_with_a_sentence(pdf: bytes) -> None:
    locked = copy_into_new_writer(PdfFileReader(io.BytesIO(pdf)))
    locked.encrypt("pemilik", "pemakai")
    written = io.BytesIO()
    locked.write(written)
    assert "dikunci dengan kata sandi" in why_refused(pdf, written.getvalue())


# The agency's certificate -------------------------------------------------------------------------


def test_without_a_certificate_or_with_a_wrong_passphrase_nothing_is_signed(
    settings: Any, tmp_path: Path, pdf: bytes
) -> None:
    settings.CERTIFICATE = ""
    with pytest.raises(certificates.Unusable, match="belum dipasang"):
        signed(pdf)
    install_certificate(settings, tmp_path)
    settings.CERTIFICATE_PASSPHRASE = "salah"
    with pytest.raises(certificates.Unusable, match="frasa sandinya salah"):
        signed(pdf)
    Path(settings.CERTIFICATE).write_bytes(b"bukan PKCS#12")
    with pytest.raises(certificates.Unusable, match="frasa sandinya salah"):
        signed(pdf)
    settings.CERTIFICATE = str(tmp_path / "tidak-ada.p12")
    with pytest.raises(certificates.Unusable, match="tidak dapat dibaca"):
        signed(pdf)


def test_a_trial_certificate_says_what_it_is(settings: Any, tmp_path: Path, pdf: bytes) -> None:
    path = tmp_path / "trial.p12"
    trial.write(path, agency="Kota Pontianak (data contoh)", passphrase=PASSPHRASE, now=NOW)
    assert path.stat().st_mode & 0o077 == 0
    settings.CERTIFICATE, settings.CERTIFICATE_PASSPHRASE = str(path), PASSPHRASE
    assert certificates.own().is_trial
    assert verifying.signatures(signed(pdf), now=NOW)[0].is_trial
    with pytest.raises(FileExistsError):
        trial.write(path, agency="Kota Pontianak", passphrase=PASSPHRASE, now=NOW)


def test_nobody_reads_a_nik_in_a_name(settings: Any, tmp_path: Path, pdf: bytes) -> None:
    install_certificate(settings, tmp_path, agency="Gita Maharani 6171014101700001")
    assert verifying.signatures(signed(pdf), now=NOW)[0].signer == "Gita Maharani"


def test_signing_draws_nothing_on_the_page(certificate: Any, pdf: bytes) -> None:
    with pypdfium2.PdfDocument(pdf) as before, pypdfium2.PdfDocument(signed(pdf)) as after:
        one, other = (bytes(each[0].render(grayscale=True).buffer) for each in (before, after))
    assert one == other


# The esign server ---------------------------------------------------------------------------------


class FakeServer(BaseHTTPRequestHandler):
    """Answers as public clients of the national service expect it to; signs with the agency's certificate."""

    received: dict[str, Any] = {}

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        boundary = self.headers["Content-Type"].partition("boundary=")[2].encode()
        fields = {}
        for part in body.split(b"--" + boundary)[1:-1]:
            head, _blank, content = part.strip(b"\r\n").partition(b"\r\n\r\n")
            fields[head.split(b'name="')[1].split(b'"')[0].decode()] = content
        type(self).received = {"path": self.path, "login": self.headers["Authorization"], **fields}
        if fields["passphrase"] != PASSPHRASE.encode():
            answer = {"status_code": 2031, "error": f"Passphrase anda salah ({fields['nik'].decode()})"}
            return self._answer(400, "application/json", json.dumps(answer).encode())
        return self._answer(200, "application/pdf", sealing.sign(fields["file"], reason="TTE", now=NOW))

    def _answer(self, status: int, kind: str, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_args: Any) -> None:
        """Tests are silent."""


@pytest.fixture
def server(settings: Any, certificate: Any) -> Iterator[type[FakeServer]]:
    with HTTPServer(("127.0.0.1", 0), FakeServer) as fake:
        threading.Thread(target=fake.serve_forever, daemon=True).start()
        settings.ESIGN_SERVER = f"http://127.0.0.1:{fake.server_port}/"
        settings.ESIGN_USER, settings.ESIGN_PASSWORD = "bijak", "rahasia"
        yield FakeServer
        fake.shutdown()


def test_the_esign_server_signs_the_very_document(server: type[FakeServer], pdf: bytes) -> None:
    assert esign.is_on()
    after = esign.sign(pdf, nik="6171014101700001", passphrase=PASSPHRASE)
    assert added(pdf, after)[0].is_whole
    received = server.received
    assert received["path"] == "/api/sign/pdf"
    assert received["login"] == "Basic YmlqYWs6cmFoYXNpYQ=="
    assert (received["file"], received["nik"], received["tampilan"]) == (
        pdf,
        b"6171014101700001",
        b"invisible",
    )


def test_a_wrong_passphrase_is_said_and_kept_nowhere(
    server: type[FakeServer], pdf: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with pytest.raises(Refused, match="Passphrase anda salah") as refusal:
        esign.sign(pdf, nik="6171014101700001", passphrase="keliru-sekali")
    for told in (str(refusal.value), caplog.text):
        assert "keliru-sekali" not in told
        assert "6171014101700001" not in told
    assert refusal.value.__context__ is None


def test_a_silent_esign_server_is_said(settings: Any, pdf: bytes) -> None:
    settings.ESIGN_SERVER = "http://127.0.0.1:9"
    with pytest.raises(Refused, match="tidak menjawab") as refusal:
        esign.sign(pdf, nik="6171014101700001", passphrase=PASSPHRASE)
    assert refusal.value.__suppress_context__


def test_nothing_secret_goes_to_a_server_in_the_clear(settings: Any, pdf: bytes) -> None:
    settings.ESIGN_SERVER = "http://esign.contoh.go.id"
    with pytest.raises(Refused, match="harus https"):
        esign.sign(pdf, nik="6171014101700001", passphrase=PASSPHRASE)


def test_the_esign_server_is_off_until_somebody_names_it(settings: Any) -> None:
    settings.ESIGN_SERVER = ""
    assert not esign.is_on()
