"""A regulation is read as it comes."""

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
