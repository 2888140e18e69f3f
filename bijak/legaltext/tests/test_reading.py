"""A regulation is read as it comes."""

import pytest

from bijak.legaltext import reader, writing
from bijak.legaltext.tree import Node, address

REGULATION = """PERATURAN WALI KOTA PONTIANAK
NOMOR ... TAHUN 2026
TENTANG
PENGEMBANGAN KOMPETENSI
DENGAN RAHMAT TUHAN YANG MAHA ESA
WALI KOTA PONTIANAK,
Menimbang:
a. bahwa kompetensi perlu dikembangkan;
b. bahwa berdasarkan pertimbangan sebagaimana dimaksud dalam huruf a, perlu menetapkan Peraturan;
Mengingat:
1. Undang-Undang Nomor 20 Tahun 2023 tentang Aparatur Sipil Negara;
MEMUTUSKAN:
Menetapkan: PERATURAN WALI KOTA TENTANG PENGEMBANGAN KOMPETENSI.
BAB I
KETENTUAN UMUM
Pasal 1
Dalam Peraturan Wali Kota ini yang dimaksud dengan:
1. Kota adalah Kota Pontianak.
2. Pegawai adalah PNS dan PPPK.
BAB II
HAK
Bagian Kesatu
Umum
Pasal 2
(1) Pegawai berhak atas pelatihan:
a. paling sedikit 24 (dua puluh empat) jam pelajaran; dan
b. lainnya, meliputi:
1. magang; dan
2. kuliah:
a) umum;
b) khusus:
1) satu; dan
2) dua.
(2) Hak sebagaimana dimaksud pada ayat (1)
huruf a berlaku bagi PNS.
Pasal 3
Peraturan Wali Kota ini mulai berlaku pada tanggal diundangkan.
Agar setiap orang mengetahuinya, memerintahkan pengundangan Peraturan Wali Kota ini.
Ditetapkan di Pontianak
pada tanggal ...
"""


def addresses(root: Node) -> list[str]:
    return [address(path) for path in root.paths() if path[-1].kind != "dokumen"]


def test_every_part_has_its_address():
    document = reader.parse(REGULATION)
    assert addresses(document.root) == [
        "Judul", "Menimbang", "Menimbang huruf a", "Menimbang huruf b", "Mengingat", "Mengingat angka 1", "Memutuskan",
        "BAB I", "Pasal 1", "Pasal 1 angka 1", "Pasal 1 angka 2",
        "BAB II", "BAB II Bagian Kesatu", "Pasal 2", "Pasal 2 ayat (1)", "Pasal 2 ayat (1) huruf a",
        "Pasal 2 ayat (1) huruf b", "Pasal 2 ayat (1) huruf b angka 1", "Pasal 2 ayat (1) huruf b angka 2",
        "Pasal 2 ayat (1) huruf b angka 2 huruf a)", "Pasal 2 ayat (1) huruf b angka 2 huruf b)",
        "Pasal 2 ayat (1) huruf b angka 2 huruf b) angka 1)", "Pasal 2 ayat (1) huruf b angka 2 huruf b) angka 2)",
        "Pasal 2 ayat (2)", "Pasal 3", "Penutup",
    ]  # fmt: skip
    assert document.unread == ()


def test_what_is_printed_reads_back_to_the_same_tree():
    document = reader.parse(REGULATION)
    printed = writing.plain(document.root)
    assert reader.parse(printed) == document
    assert printed.split() == REGULATION.split()


def found_in(text: str) -> list[str]:
    """Addresses below the pasal of a text."""
    return [
        name for name in addresses(reader.parse(text).root) if name.startswith("Pasal") and " " in name[6:]
    ]


def test_broken_lines_do_not_make_a_reference_a_provision():
    text = """Pasal 1
(1) Izin diberikan kepada pemohon.
(2) Izin sebagaimana dimaksud pada ayat
(1) dan persyaratan sebagaimana dimaksud dalam
Pasal 2
ayat (3) huruf
a. yang berlaku diumumkan.
(3) Ketentuan lain diatur dalam keputusan."""
    assert found_in(text) == ["Pasal 1 ayat (1)", "Pasal 1 ayat (2)", "Pasal 1 ayat (3)"]


def test_items_run_together_on_one_line_are_found():
    text = "Pasal 1 \nSyarat meliputi: a. sehat; b. jujur; dan c. cakap. Pasal 2\n(1) Satu. (2) Dua."
    assert found_in(text) == [
        "Pasal 1 huruf a", "Pasal 1 huruf b", "Pasal 1 huruf c", "Pasal 2 ayat (1)", "Pasal 2 ayat (2)",
    ]  # fmt: skip


def test_missing_blanks_and_slips_of_the_scanner_are_read():
    text = "Pasal l\n(l)Setiap orang berhak.\n(2)Hak itu:\na.tetap;\nb.penuh.\n3) Negara menjamin.\nPasal 2\nIsi."
    assert found_in(text) == [
        "Pasal 1 ayat (1)", "Pasal 1 ayat (2)", "Pasal 1 ayat (2) huruf a", "Pasal 1 ayat (2) huruf b",
        "Pasal 1 ayat (3)",
    ]  # fmt: skip


def test_an_l_that_looks_like_a_one_is_a_letter():
    items = "\n".join(f"{letter}. butir;" for letter in "abcdefghijk1mn")
    assert found_in(f"Pasal 1\nMeliputi:\n{items}")[-3:] == [
        "Pasal 1 huruf l",
        "Pasal 1 huruf m",
        "Pasal 1 huruf n",
    ]


def test_numbers_that_word_went_on_counting_begin_anew():
    text = "Pasal 1\n(1) Satu:\na. x;\nb. y.\n(2) Dua:\nc. x;\nd. y."
    assert found_in(text)[-3:] == ["Pasal 1 ayat (2)", "Pasal 1 ayat (2) huruf a", "Pasal 1 ayat (2) huruf b"]


def test_page_numbers_and_running_heads_are_set_aside():
    text = (
        "Pasal 1\n(1) Setiap orang 3 / 9\nwww.contoh.go.id\nberhak.\n3 / 9\nwww.contoh.go.id\n"
        "(2) Dua.\n- 4 -\nPasal 2\nIsi."
    )
    document = reader.parse(text)
    assert [node.text for node in document.root.walk() if node.kind == "ayat"] == [
        "Setiap orang berhak.",
        "Dua.",
    ]
    assert sorted(document.furniture) == ["- 4 -", "3 / 9", "3 / 9", "www.contoh.go.id", "www.contoh.go.id"]


def test_what_returns_at_the_edge_of_each_page_is_set_aside_without_a_page_number():
    foot = "Biro Hukum Sekretariat Daerah"
    pages = [f"Pasal {n}\nSetiap pegawai wajib:\na. datang; dan\n{foot}" for n in (1, 2, 3, 4)]
    document = reader.parse("\f".join(pages))
    assert document.furniture == (foot,) * 4
    assert not any(foot in node.text for node in document.root.walk())
    assert not reader.parse("\f".join(pages[:2])).furniture


@pytest.mark.parametrize("said", ["Periksa keaslian lembar ini", "Naskah resminya dapat diperiksa"])
@pytest.mark.parametrize("gap", ["\n", " "])
def test_the_foot_of_our_own_paper_is_set_aside_on_its_only_page(said, gap):
    address = "https://bijak.kabupaten-dengan-nama-yang-panjang.go.id/verifikasi/ABCD2345EFGH/"
    document = reader.parse(f"Pasal 1\nPegawai bekerja{gap}{said} di{gap}{address}{gap}tepat waktu.")
    assert document.root.children[0].text == "Pegawai bekerja tepat waktu."
    assert document.furniture == (f"{said} di {address}",)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_note_below_a_consolidated_text_is_set_aside(end):
    note = [
        "Naskah konsolidasi, bukan naskah resmi: Peraturan Wali Kota Nomor 5",
        "Tahun 2026 tentang Kerja.",
    ]
    document = reader.parse(end.join(["Pasal 1", "Pegawai bekerja", *note, "tepat waktu."]))
    assert document.root.children[0].text == "Pegawai bekerja tepat waktu."
    assert document.furniture == (" ".join(note),)


def test_what_an_amending_law_quotes_hangs_on_the_item_that_quotes_it():
    text = """MEMUTUSKAN:
Menetapkan: PERATURAN TENTANG PERUBAHAN.
Pasal I
Beberapa ketentuan diubah sebagai berikut:
1. Ketentuan Pasal 5 diubah sehingga berbunyi sebagai berikut:
“Pasal 5
(1) Pegawai berhak atas:
a. cuti; dan
b. pelatihan.
(2) Hak itu tetap.”
2. Pasal 9 dihapus.
Pasal II
Peraturan ini mulai berlaku pada tanggal diundangkan."""
    root = reader.parse(text).root
    assert [(len(path), path[-1].kind, path[-1].label) for path in root.paths() if path[-1].kind == "pasal"] == [
        (2, "pasal", "I"), (4, "pasal", "5"), (2, "pasal", "II"),
    ]  # fmt: skip
    outer = next(node for node in root.walk() if node.kind == "pasal")
    assert [item.label for item in outer.children] == ["1", "2"]


def test_a_text_without_line_breaks_is_read_too():
    document = reader.parse(" ".join(REGULATION.split()) + " kata" * 2_000)
    assert document.counts["pasal"] == 3
    assert document.counts["ayat"] == 2


@pytest.mark.parametrize("mark", ["RANCANGAN\n", "R A N C A N G A N\n\n", "RANCANGAN ", "DRAF\n"])
def test_the_watermark_of_a_draft_is_not_part_of_the_law(mark):
    document = reader.parse(
        f"{mark}PERATURAN WALI KOTA CONTOH\nTENTANG\nRANCANGAN PERATURAN\n\nPasal 1\nHalo.\n"
    )
    assert document.root.children[0].text == "PERATURAN WALI KOTA CONTOH\nTENTANG\nRANCANGAN PERATURAN"
    assert document.furniture == (" ".join(mark.split()),)


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("untuk melaksana-\nkan tugas", "untuk melaksanakan tugas"),
        ("peraturan perundang-\nundangan", "peraturan perundang-undangan"),
        ("masing-\nmasing unit", "masing-masing unit"),
        ("Undang-\nUndang ini", "Undang-Undang ini"),
        ("para PNS-\nnya", "para PNS-nya"),
        ("tahun 2025-\n2029", "tahun 2025-2029"),
        ("antara pusat-\ndaerah; pusat dan daerah", "antara pusat-daerah; pusat dan daerah"),
        ("pemerin-\ntah; pemerintah", "pemerintah; pemerintah"),
    ],
)
def test_a_word_that_a_line_broke_is_whole_again_and_a_compound_keeps_its_hyphen(
    broken: str, whole: str
) -> None:
    root = reader.parse(f"Pasal 1\nSetiap {broken}.").root
    assert root.children[0].text == f"Setiap {whole}."
