"""Every form of a regulation of a city is read: peraturan, keputusan, surat edaran, with all that follows."""

from random import Random

import pytest

from bijak.legaltext import reader, writing
from bijak.legaltext.tests import forms, spoiling
from bijak.legaltext.tests.test_any_text import kept, words
from bijak.legaltext.tree import Node, address


def addresses(text: str) -> list[str]:
    root = reader.parse(text).root
    assert words(text) - kept(root) == {}
    assert parts(reader.parse(writing.plain(root)).root) == parts(root)
    return parts(root)


def parts(root: Node) -> list[str]:
    return [address(path) for path in root.paths() if path[-1].kind != "dokumen"]


def test_a_decree_has_dikta():
    text = """KEPUTUSAN WALI KOTA CONTOH
NOMOR 7 TAHUN 2026
TENTANG
TIM PENILAI
WALI KOTA CONTOH,
Menimbang : a. bahwa perlu tim;
b. bahwa berdasarkan pertimbangan sebagaimana dimaksud dalam huruf a, perlu menetapkan Keputusan;
Mengingat : 1. Undang-Undang Nomor 20 Tahun 2023;
Memperhatikan : Surat Menteri Nomor 5 Tahun 2026;
MEMUTUSKAN:
Menetapkan :
KESATU : Membentuk Tim Penilai dengan susunan sebagaimana tercantum dalam Lampiran.
KEDUA : Tim sebagaimana dimaksud dalam Diktum KESATU bertugas:
a. menilai; dan
b. melapor.
KETIGA : Keputusan ini mulai berlaku pada tanggal ditetapkan.
Ditetapkan di Contoh
pada tanggal 5 Januari 2026
LAMPIRAN I
KEPUTUSAN WALI KOTA CONTOH
Susunan tim
LAMPIRAN II
KEPUTUSAN WALI KOTA CONTOH
Jadwal
"""
    assert addresses(text) == [
        "Judul", "Menimbang", "Menimbang huruf a", "Menimbang huruf b",
        "Mengingat", "Mengingat angka 1", "Memperhatikan", "Memutuskan",
        "Diktum KESATU", "Diktum KEDUA", "Diktum KEDUA huruf a", "Diktum KEDUA huruf b", "Diktum KETIGA",
        "Penutup", "Lampiran I", "Lampiran II",
    ]  # fmt: skip


def test_a_circular_is_a_title_and_numbered_parts():
    text = """SURAT EDARAN WALI KOTA CONTOH
NOMOR 3 TAHUN 2026
TENTANG
JAM KERJA
Yth. Kepala Perangkat Daerah
1. Jam kerja dimulai pukul 07.30.
2. Pengecualian berlaku bagi:
a. tenaga kesehatan; dan
b. petugas pemadam.
"""
    assert addresses(text) == [
        "Judul",
        "Isi",
        "Isi angka 1",
        "Isi angka 2",
        "Isi angka 2 huruf a",
        "Isi angka 2 huruf b",
    ]


def test_a_piece_of_a_regulation_is_read_from_where_it_begins():
    assert addresses("Pasal 12\n(1) Satu.\n(2) Dua.\nPasal 13\nTiga.") == [
        "Pasal 12", "Pasal 12 ayat (1)", "Pasal 12 ayat (2)", "Pasal 13",
    ]  # fmt: skip


def test_the_penjelasan_has_its_parts():
    text = """PERATURAN DAERAH KOTA CONTOH
TENTANG
CONTOH
Pasal 1
(1) Satu:
a. x; dan
b. y.
(2) Dua.
Pasal 2
Peraturan ini mulai berlaku pada tanggal diundangkan.
PENJELASAN
ATAS
PERATURAN DAERAH KOTA CONTOH
I. UMUM
Sebagaimana dimaksud dalam
Pasal 18 ayat (6) Undang-Undang Dasar.
II. PASAL DEMI PASAL
Pasal 1
Ayat (1)
Huruf a
Yang dimaksud dengan x adalah hal yang disebut dalam
Pasal 2
ayat (1).
Huruf b
Cukup jelas.
Ayat (2)
Cukup jelas.
Pasal 2
Cukup jelas.
TAMBAHAN LEMBARAN DAERAH KOTA CONTOH NOMOR 4
"""
    assert [each for each in addresses(text) if each.startswith("Penjelasan")] == [
        "Penjelasan", "Penjelasan Umum", "Penjelasan Pasal demi pasal", "Penjelasan Pasal 1",
        "Penjelasan Pasal 1 ayat (1)", "Penjelasan Pasal 1 ayat (1) huruf a", "Penjelasan Pasal 1 ayat (1) huruf b",
        "Penjelasan Pasal 1 ayat (2)",
        "Penjelasan Pasal 2", "Penjelasan Penutup",
    ]  # fmt: skip


def test_numbers_that_jump_or_repeat_are_kept_and_named():
    document = reader.parse("Pasal 1\nA.\nPasal 2\nB.\nPasal 2\nC.\nPasal 9\nD.\nPasal 10\nE.")
    assert [node.label for node in document.root.children] == ["1", "2", "2", "9", "10"]
    assert document.unread == ("Pasal 9",)


WHOLE_FORMS = {
    "keputusan": (
        forms.DECREE,
        "judul menimbang mengingat memutuskan diktum diktum diktum diktum penutup lampiran",
    ),
    "edaran": (forms.CIRCULAR, "judul isi penutup"),
    "instruksi": (forms.INSTRUCTION, "judul memutuskan diktum diktum diktum penutup"),
    "peraturan": (
        forms.REGULATION,
        "judul menimbang mengingat memutuskan bab bab bab penutup lampiran lampiran",
    ),
}


@pytest.mark.parametrize(("text", "kinds"), WHOLE_FORMS.values(), ids=WHOLE_FORMS)
def test_what_a_city_writes_has_its_parts_and_all_its_words(text, kinds):
    document = reader.parse(text)
    assert [node.kind for node in document.root.children] == kinds.split()
    assert document.unread == ()
    assert addresses(text)


def test_the_parts_of_a_circular_that_has_its_title_below_the_address():
    assert [each for each in addresses(forms.CIRCULAR) if each.startswith("Isi")] == [
        "Isi", "Isi angka 1", "Isi angka 2", "Isi angka 2 huruf a", "Isi angka 2 huruf b",
        "Isi angka 2 huruf b angka 1)", "Isi angka 2 huruf b angka 2)",
        "Isi angka 3", "Isi angka 3 huruf a", "Isi angka 3 huruf b",
    ]  # fmt: skip


@pytest.mark.parametrize("way", spoiling.WAYS, ids=lambda way: way.__name__)
@pytest.mark.parametrize("text", [forms.DECREE, forms.INSTRUCTION, forms.REGULATION], ids=["keputusan", "instruksi",
                         "peraturan"])  # fmt: skip
def test_what_a_city_writes_is_read_however_it_was_spoilt(text, way):
    root = reader.parse(text).root
    spoilt = way(writing.plain(root), Random(1))
    assert parts(reader.parse(spoilt).root) == parts(root), spoilt
