"""Files as people send them, honest and not."""

import io
import struct
import zipfile
import zlib
from contextlib import suppress
from pathlib import Path

import pytest

from bijak.documents import content
from bijak.documents.content import Refused, clean_name, recognise, scan_archive

PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)
OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
MAIN = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    "xlsm": "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
}


def office(
    kind: str = "xlsx", parts: dict[str, bytes] | None = None, method: int = zipfile.ZIP_DEFLATED
) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        archive.writestr("[Content_Types].xml", f'<Types><Override ContentType="{MAIN[kind]}"/></Types>')
        for name, part in (parts or {"xl/workbook.xml": b"<workbook/>"}).items():
            archive.writestr(name, part)
    return file.getvalue()


def kind_of(file: bytes, name: str) -> str:
    return recognise(io.BytesIO(file), name).content_type


@pytest.mark.parametrize(
    ("name", "file", "content_type"),
    [
        ("SK.pdf", b"%PDF-1.7\n...", "application/pdf"),
        ("SK.PDF", b"%PDF-1.7\n...", "application/pdf"),
        ("foto.png", PNG, "image/png"),
        ("foto.jpeg", b"\xff\xd8\xff\xe0...", "image/jpeg"),
        ("foto.webp", b"RIFF\x10\x00\x00\x00WEBPVP8 ", "image/webp"),
        ("data.xlsx", office("xlsx"), MAIN["xlsx"].removesuffix(".main+xml")),
        ("surat.docx", office("docx"), MAIN["docx"].removesuffix(".main+xml")),
        ("tanpa_akhiran", office("docx"), MAIN["docx"].removesuffix(".main+xml")),
        ("data.xlsx", office("xlsx", method=zipfile.ZIP_STORED), MAIN["xlsx"].removesuffix(".main+xml")),
        ("data.csv", "\ufeffNIP;Nama\r\n1;Ny. Sri “Ayu”\r\n".encode(), "text/csv"),
        ("data.csv", b"Nama\n<script>alert(1)</script>\n", "text/csv"),
        ("catatan.txt", b"Baris\tsatu\n", "text/plain"),
    ],
)
def test_files_of_an_office_are_known_by_their_bytes(name: str, file: bytes, content_type: str) -> None:
    assert kind_of(file, name) == content_type


@pytest.mark.parametrize(
    ("name", "file", "sentence"),
    [
        ("kosong.csv", b"", "kosong"),
        ("halaman.html", b"<!doctype html><script>alert(1)</script>", "tidak diterima"),
        ("halaman.txt", b"\xef\xbb\xbf \n<HTML>", "tidak diterima"),
        ("gambar.svg", b'<?xml version="1.0"?><svg onload="alert(1)"/>', "tidak diterima"),
        ("gambar.png", b'<svg xmlns="http://www.w3.org/2000/svg"/>', "tidak diterima"),
        ("skrip.csv", b"#!/bin/sh\nrm -rf /\n", "tidak diterima"),
        ("surat.txt", rb"{\rtf1 halo}", "tidak diterima"),
        ("program.csv", b"MZ\x90\x00\x03\x00\x00", "tidak diterima"),
        ("program.pdf", b"\x7fELF\x02\x01\x01\x00", "tidak diterima"),
        ("data.csv", b"Nama\nSri\x00Ayu\n", "karakter pengendali"),
        ("surat.txt", "Kafé \0 Ayu".encode(), "karakter pengendali"),
        ("data.csv", "Nama\nSri “Ayu”\n".encode("cp1252"), "UTF-8"),
        ("data.csv", "Nama\nSri\n".encode("utf-16"), "UTF-8"),
        ("data.csv", "é".encode()[:1], "UTF-8"),
        ("surat.pdf", PNG, "berakhiran “.pdf”, tetapi isinya PNG"),
        ("data.csv", office("xlsx"), "berakhiran “.csv”, tetapi isinya Excel"),
        ("skrip.bat", b"del *.*\n", "berakhiran “.bat”"),
        ("skrip.js", b"alert(1)\n", "berakhiran “.js”"),
        ("data.xls", OLD_EXCEL, "Simpan sebagai .xlsx"),
        ("data.xlsx", office("xlsm"), "makro"),
        ("data.xlsx", office(parts={"xl/VBAProject.bin": b"Sub"}), "makro"),
        ("data.xlsx", b"PK\x03\x04" + bytes(100), "terpotong"),
        ("data.xlsx", office("xlsx")[:-30], "terpotong"),
    ],
)
def test_everything_else_is_refused_in_a_sentence(name: str, file: bytes, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence) as refusal:
        kind_of(file, name)
    assert str(refusal.value).endswith(".")


def test_an_archive_that_is_no_office_file_is_refused() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("program.exe", b"MZ")
    with pytest.raises(Refused, match="tidak diterima"):
        recognise(file, "data.xlsx")


def test_a_text_broken_between_two_blocks_is_still_utf_8() -> None:
    assert kind_of(b"a" * (content.BLOCK - 1) + "é".encode() + b"\n", "data.csv") == "text/csv"


# Bombs --------------------------------------------------------------------------------------------


def test_a_sheet_of_endless_zeros_is_stopped_on_the_way() -> None:
    bomb = office(parts={"xl/worksheets/sheet1.xml": bytes(64 * content.MIB)})
    assert len(bomb) < content.MIB
    with pytest.raises(Refused, match="jauh lebih besar"):
        kind_of(bomb, "data.xlsx")


def test_a_bomb_that_lies_about_its_size_is_stopped_all_the_same() -> None:
    """The directory says 10 bytes; readers that inflate without looking would fill the memory."""
    bomb = bytearray(office(parts={"xl/worksheets/sheet1.xml": bytes(64 * content.MIB)}))
    size = struct.pack("<L", 64 * content.MIB)
    while (place := bomb.find(size)) >= 0:
        bomb[place : place + 4] = struct.pack("<L", 10)
    with pytest.raises(Refused, match="jauh lebih besar"):
        kind_of(bytes(bomb), "data.xlsx")


def test_many_parts_that_are_harmless_alone_are_stopped_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(content, "MAX_UNPACKED_BYTES", 20 * content.MIB)
    parts = {f"xl/worksheets/sheet{number}.xml": bytes(3 * content.MIB) for number in range(8)}
    for method in (zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED):
        with pytest.raises(Refused, match="jauh lebih besar"):
            kind_of(office(parts=parts, method=method), "data.xlsx")
    assert kind_of(office(parts=dict(list(parts.items())[:6])), "data.xlsx")


def test_entries_that_share_their_bytes_are_counted_each(monkeypatch: pytest.MonkeyPatch) -> None:
    """The overlapping bomb: a hundred entries that point at one body."""
    monkeypatch.setattr(content, "MAX_UNPACKED_BYTES", 50 * content.MIB)
    file = office(parts={"a": bytes(content.MIB)})
    end = file.rfind(b"PK\x05\x06")
    start = struct.unpack("<L", file[end + 16 : end + 20])[0]
    directory = file[start:end]
    last = directory[directory.rfind(b"PK\x01\x02") :]
    directory += last * 100
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 102, 102, len(directory), start, 0)
    with pytest.raises(Refused, match="jauh lebih besar"):
        kind_of(file[:start] + directory + tail, "data.xlsx")


@pytest.mark.parametrize("is_zip64", [False, True])
def test_a_directory_too_long_to_read_is_not_read(is_zip64: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipfile.ZipFile, "__init__", lambda *_: pytest.fail("The directory was read."))
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    if is_zip64:
        record = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, 10**6, 10**6, 46 * 10**6, 0)
        tail = record + struct.pack("<4sLQL", b"PK\x06\x07", 0, 4, 1) + tail
    with pytest.raises(Refused, match="jauh lebih besar"):
        kind_of(b"PK\x03\x04" + tail, "data.xlsx")


def test_an_honest_archive_with_zip64_records_is_taken() -> None:
    """As Java's streaming writers make them, whatever the size."""
    file = office()
    end = file.rfind(b"PK\x05\x06")
    count, _, size, start = struct.unpack("<2H2L", file[end + 8 : end + 20])
    record = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, size, start)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, end, 1)
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    assert kind_of(file[:end] + record + locator + tail, "data.xlsx")


def test_a_file_with_a_password_is_refused() -> None:
    file = bytearray(office())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = -1
        while (place := file.find(signature, place + 1)) >= 0:
            file[place + offset] |= 1
    with pytest.raises(Refused, match="kata sandi"):
        kind_of(bytes(file), "data.xlsx")


@pytest.mark.parametrize("seed", range(60))
def test_a_damaged_archive_is_refused_or_read_but_never_a_fault(seed: int) -> None:
    """Bytes overwritten all over an honest file: a sentence, or a kind, and no other exception."""
    file = bytearray(office(parts={"xl/workbook.xml": zlib.crc32(b"x").to_bytes(4) * 300}))
    for step in range(1 + seed % 4):
        place = (seed * 7919 + step * 104_729) % len(file)
        file[place] ^= 0xFF
    with suppress(Refused):
        kind_of(bytes(file), "data.xlsx")


def test_scanning_takes_a_path_too(tmp_path: Path) -> None:
    path = tmp_path / "data.xlsx"
    path.write_bytes(office())
    assert scan_archive(path) == content.XLSX


# Names --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("SK Kenaikan Pangkat.pdf", "SK Kenaikan Pangkat.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        (r"C:\Users\Sri\SK.pdf", "SK.pdf"),
        ("SK\u202efdp.pdf", "SKfdp.pdf"),
        ('<script>"x".pdf', "scriptx.pdf"),
        ("..", "berkas.pdf"),
        ("", "berkas.pdf"),
        ("SK\x00\n.pdf", "SK.pdf"),
        ("SK", "SK.pdf"),
        ("SK versi 2.1", "SK versi 2.1.pdf"),
        (".pdf", "pdf.pdf"),
    ],
)
def test_names_keep_their_meaning_and_lose_their_tricks(name: str, clean: str) -> None:
    assert clean_name(name, content.PDF) == clean


def test_a_name_of_ten_thousand_letters_is_cut_and_keeps_its_ending() -> None:
    name = clean_name("a" * 10_000 + ".pdf", content.PDF)
    assert (len(name), name[-4:]) == (content.MAX_NAME_LENGTH, ".pdf")
