"""What a file is, judged by its bytes and never by what it says of itself.

Only kinds that an office exchanges are known: PDF, PNG, JPEG, WebP, DOCX, XLSX, CSV and plain text in UTF-8.
Everything a browser or an operating system would run (HTML, SVG, scripts, programs, macros) is refused, and
so are files of a known kind with the ending of another. Nothing is ever read whole into memory.
"""

import codecs
import io
import re
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.utils.translation import gettext as _

MIB = 2**20
MAX_BYTES = 100 * MIB
MAX_NAME_LENGTH = 150

# An honest export of 1,000,000 × 69 cells unpacks to some 3 GB in one sheet; its cells compress 10 to 40
# times.
MAX_ENTRIES = 10_000
MAX_DIRECTORY_BYTES = 4 * MIB
MAX_UNPACKED_BYTES = 4 * 1024 * MIB
MAX_RATIO = 150
# Below this an entry may be as repetitive as it likes: a sheet of empty cells is no bomb.
RATIO_COUNTS_FROM = 16 * MIB

BLOCK = MIB


class Refused(Exception):
    """A file that is not taken in; ``str()`` is a sentence for the person who sent it."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: its media type, its usual name, and the endings it may carry, the usual one first."""

    content_type: str
    label: str
    endings: tuple[str, ...]


PDF = Kind("application/pdf", "PDF", (".pdf",))
PNG = Kind("image/png", "PNG", (".png",))
JPEG = Kind("image/jpeg", "JPEG", (".jpg", ".jpeg"))
WEBP = Kind("image/webp", "WebP", (".webp",))
DOCX = Kind(
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word (DOCX)", (".docx",)
)
XLSX = Kind("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel (XLSX)", (".xlsx",))
CSV = Kind("text/csv", "CSV", (".csv", ".tsv"))
TEXT = Kind("text/plain", "teks", (".txt", ".md", ".toml", ".json"))
KINDS = (PDF, PNG, JPEG, WEBP, DOCX, XLSX, CSV, TEXT)

_MAIN_PARTS = {
    b"wordprocessingml.document.main+xml": DOCX,
    b"spreadsheetml.sheet.main+xml": XLSX,
}
_MARKUP_OR_SCRIPT = (b"<", b"#!", b"{\\rtf", b"%!", b"@echo")
_CONTROLS = bytes({*range(0x20), 0x7F} - set(b"\t\n\f\r"))


def recognise(file: BinaryIO, name: str) -> Kind:
    """The kind of ``file``, whose ending in ``name`` must agree; raises ``Refused``."""
    head = _head(file)
    if not head:
        raise Refused(_("Berkas ini kosong. Pilih berkas yang berisi data lalu kirim lagi."))
    is_archive = head.startswith(b"PK")
    kind = scan_archive(file) if is_archive else _by_magic(head) or _text_kind(file, name)
    ending = Path(name.lower()).suffix
    if ending and ending not in kind.endings:
        raise Refused(
            _(
                "Nama berkas berakhiran “%(ending)s”, tetapi isinya %(kind)s. Simpan ulang berkas dari "
                "aplikasi asalnya dengan akhiran yang benar lalu kirim lagi."
            )
            % {"ending": ending, "kind": kind.label}
        )
    return kind


def scan_archive(source: Path | BinaryIO) -> Kind:
    """Unpack a DOCX or XLSX without keeping a byte, within bounds; return its kind or raise ``Refused``.

    The sizes an archive declares can lie, and readers written in other languages do not check them, so what
    counts is what truly comes out. Takes about one second for each 400 MB unpacked.
    """
    if isinstance(source, Path):
        with source.open("rb") as file:
            return scan_archive(file)
    _check_directory(source)
    try:
        with zipfile.ZipFile(source) as archive:
            entries = archive.infolist()
            if any(entry.flag_bits & 0x1 for entry in entries):
                raise Refused(_("Berkas ini dikunci dengan kata sandi. Hapus kata sandinya lalu kirim lagi."))
            kind = _office_kind(archive)
            room = MAX_UNPACKED_BYTES
            for entry in entries:
                room -= _unpacked_size(source, entry, room)
    # A damaged archive can send zipfile anywhere, before the start of the file for one.
    except (
        zipfile.BadZipFile,
        zlib.error,
        struct.error,
        NotImplementedError,
        EOFError,
        ValueError,
        OSError,
    ) as error:
        raise Refused(
            _(
                "Berkas ini rusak sehingga tidak dapat dibuka. "
                "Simpan ulang dari aplikasi asalnya lalu kirim lagi."
            )
        ) from error
    return kind


def clean_name(name: str, kind: Kind | None = None) -> str:
    """A name fit for a list and a download: no folders, no invisible or direction-changing characters."""
    name = unicodedata.normalize("NFC", re.split(r"[/\\]", name)[-1])
    name = "".join(mark for mark in name if unicodedata.category(mark)[0] != "C" and mark not in '<>:"|?*')
    name = " ".join(name.split()).strip(". ")
    stem, ending = Path(name).stem or "berkas", Path(name).suffix
    if kind and ending.lower() not in kind.endings:
        stem, ending = name or "berkas", kind.endings[0]
    return stem[: MAX_NAME_LENGTH - len(ending)] + ending


def _head(file: BinaryIO, size: int = 4096) -> bytes:
    file.seek(0)
    return file.read(size)


def _by_magic(head: bytes) -> Kind | None:
    if head.startswith(b"%PDF-"):
        return PDF
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if head.startswith(b"\xff\xd8\xff"):
        return JPEG
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return WEBP
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        raise Refused(
            _(
                "Ini berkas Office bentuk lama (.xls atau .doc). "
                "Simpan sebagai .xlsx atau .docx lalu kirim lagi."
            )
        )
    return None


def _text_kind(file: BinaryIO, name: str) -> Kind:
    start = _head(file).removeprefix(codecs.BOM_UTF8).lstrip()
    if start.lower().startswith(tuple(mark.lower() for mark in _MARKUP_OR_SCRIPT)):
        raise _unknown_kind()
    decoder = codecs.getincrementaldecoder("utf-8")()
    ending = Path(name.lower()).suffix
    has_control = False
    try:
        for block in _blocks(file):
            has_control = has_control or len(block.translate(None, _CONTROLS)) < len(block)
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        if has_control:
            raise _unknown_kind() from error
        if ending not in CSV.endings:
            raise Refused(
                _(
                    "Isi berkas ini tidak dikenali. Bila ini teks, simpan ulang dengan pengodean UTF-8; selain itu "
                    "kirim PDF, PNG, JPEG, WebP, DOCX, XLSX atau CSV."
                )
            ) from error
        raise Refused(
            _(
                "Teks dalam berkas ini tidak memakai pengodean UTF-8. "
                "Di Excel pilih “CSV UTF-8” saat menyimpan lalu kirim lagi."
            )
        ) from error
    if has_control:
        raise _holds_controls() if ending in CSV.endings + TEXT.endings else _unknown_kind()
    return CSV if ending in CSV.endings else TEXT


def _unknown_kind() -> Refused:
    return Refused(
        _("Jenis berkas ini tidak diterima. Kirim PDF, PNG, JPEG, WebP, DOCX, XLSX, CSV atau teks UTF-8.")
    )


def _holds_controls() -> Refused:
    return Refused(
        _(
            "Teks ini memuat karakter pengendali (misalnya NUL), sehingga tidak diterima. "
            "Hapus karakter itu, atau simpan ulang dari aplikasi asalnya sebagai teks biasa, lalu kirim lagi."
        )
    )


def _blocks(file: BinaryIO) -> Iterator[bytes]:
    file.seek(0)
    while block := file.read(BLOCK):
        yield block


def _check_directory(file: BinaryIO) -> None:
    """Refuse a list of entries too long to be read, before anything reads it (APPNOTE 4.3.14, 4.3.16)."""
    size = file.seek(0, io.SEEK_END)
    file.seek(max(0, size - 65_557))
    tail = file.read()
    end = tail.rfind(b"PK\x05\x06")
    if end < 0 or len(tail) < end + 22:
        raise Refused(_("Berkas ini terpotong. Unduh atau simpan ulang berkas asalnya lalu kirim lagi."))
    count, directory_size = struct.unpack("<HL", tail[end + 10 : end + 16])
    locator = tail[end - 20 : end] if end >= 20 else b""
    if locator.startswith(b"PK\x06\x07"):
        file.seek(min(struct.unpack("<Q", locator[8:16])[0], size))
        record = file.read(56)
        if len(record) < 56:
            raise Refused(_("Berkas ini terpotong. Unduh atau simpan ulang berkas asalnya lalu kirim lagi."))
        count, directory_size = struct.unpack("<QQ", record[32:48])
    if count > MAX_ENTRIES or directory_size > MAX_DIRECTORY_BYTES:
        raise _bomb()


def _office_kind(archive: zipfile.ZipFile) -> Kind:
    try:
        with archive.open("[Content_Types].xml") as part:
            types = part.read(MIB)
    except KeyError:
        raise _unknown_kind() from None
    # A part that the list of types passes over is still there for whoever looks by name.
    has_macros = b"macroEnabled" in types or b"vbaProject" in types
    if has_macros or any("vbaproject" in name.lower() for name in archive.namelist()):
        raise Refused(_("Berkas ini berisi makro. Simpan tanpa makro (.xlsx atau .docx) lalu kirim lagi."))
    found = [kind for mark, kind in _MAIN_PARTS.items() if mark in types]
    if len(found) != 1:
        raise _unknown_kind()
    return found[0]


def _unpacked_size(file: BinaryIO, entry: zipfile.ZipInfo, room: int) -> int:
    """Bytes that really come out of one entry; stops and refuses as soon as they are too many."""
    file.seek(entry.header_offset)
    header = file.read(30)
    name_length, extra_length = struct.unpack("<HH", header[26:30])
    if not header.startswith(b"PK\x03\x04"):
        raise zipfile.BadZipFile
    if entry.compress_type == zipfile.ZIP_STORED:
        if entry.compress_size > room:
            raise _bomb()
        return entry.compress_size
    if entry.compress_type != zipfile.ZIP_DEFLATED:
        raise NotImplementedError
    file.seek(entry.header_offset + 30 + name_length + extra_length)
    bound = min(room, max(RATIO_COUNTS_FROM, MAX_RATIO * entry.compress_size))
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    left, total = entry.compress_size, 0
    while left and not inflate.eof:
        packed = file.read(min(BLOCK // 4, left))
        if not packed:
            raise EOFError
        left -= len(packed)
        while packed and not inflate.eof:
            total += len(inflate.decompress(packed, 4 * BLOCK))
            packed = inflate.unconsumed_tail
            if total > bound:
                raise _bomb()
    return total


def _bomb() -> Refused:
    return Refused(
        _(
            "Isi berkas ini jauh lebih besar daripada ukurannya sehingga tidak aman dibuka. "
            "Simpan ulang hanya lembar yang diperlukan lalu kirim lagi."
        )
    )
