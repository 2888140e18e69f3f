"""What the words of a provision refer to, and where that is."""

import pytest

from bijak.legaltext import numbering, reader, references, writing
from bijak.legaltext.tree import address

TEXT = """
Menimbang: a. bahwa satu;
b. bahwa untuk melaksanakan Pasal 99 Undang-Undang Nomor 5 Tahun 2014, sebagaimana dimaksud dalam huruf a;
Mengingat: 1. Pasal 18 ayat (6) Undang-Undang Dasar Negara Republik Indonesia Tahun 1945;
MEMUTUSKAN:
Menetapkan: PERATURAN WALI KOTA TENTANG CONTOH.
BAB I
KETENTUAN UMUM
Pasal 1
Dalam Peraturan Wali Kota ini yang dimaksud dengan:
1. Daerah adalah daerah.
2. Pegawai adalah pegawai.
Pasal 2
(1) Pegawai wajib:
a. hadir; dan
b. bekerja.
(2) WORDS
Pasal 3
Selesai.
"""


def read(words):
    """The references in Pasal 2 ayat (2) with these words, as (as written, where it leads)."""
    root = reader.parse(TEXT.replace("WORDS", words)).root
    paths = {id(path[-1]): path for path in root.paths()}
    return [
        (
            found.address,
            address(paths[id(found.target)]) if found.target else "elsewhere" if found.elsewhere else None,
        )
        for found in references.find(root)
        if address(paths[id(found.node)]) == "Pasal 2 ayat (2)"
    ]


@pytest.mark.parametrize(
    ("words", "leads"),
    [
        ("Kewajiban sebagaimana dimaksud pada ayat (1) huruf a ditaati.",
         [("ayat (1)", "Pasal 2 ayat (1)"), ("ayat (1) huruf a", "Pasal 2 ayat (1) huruf a")]),
        ("Dalam Pasal 1 angka 2 dan Pasal 3.",
         [("Pasal 1", "Pasal 1"), ("Pasal 1 angka 2", "Pasal 1 angka 2"), ("Pasal 3", "Pasal 3")]),
        ("Dalam Pasal 1 sampai dengan Pasal 3.", [("Pasal 1", "Pasal 1"), ("Pasal 3", "Pasal 3")]),
        ("Dalam Pasal 1, 2, dan 3.", [("Pasal 1", "Pasal 1"), ("Pasal 2", "Pasal 2"), ("Pasal 3", "Pasal 3")]),
        ("Dalam ayat (1) huruf a dan b.",
         [("ayat (1)", "Pasal 2 ayat (1)"), ("ayat (1) huruf a", "Pasal 2 ayat (1) huruf a"),
          ("ayat (1) huruf b", "Pasal 2 ayat (1) huruf b")]),
        ("Dalam ayat (1), huruf b ayat (1).",
         [("ayat (1)", "Pasal 2 ayat (1)"), ("ayat (1) huruf b", "Pasal 2 ayat (1) huruf b"),
          ("ayat (1)", "Pasal 2 ayat (1)")]),
        ("Dalam huruf b ayat (1).",
         [("ayat (1) huruf b", "Pasal 2 ayat (1) huruf b"), ("ayat (1)", "Pasal 2 ayat (1)")]),
        ("Dalam BAB I dan Bab II.", [("BAB I", "BAB I"), ("BAB II", None)]),
        ("Dalam ayat (5).", [("ayat (5)", None)]),
        ("Dalam Pasal 3 ayat (1).", [("Pasal 3", "Pasal 3"), ("Pasal 3 ayat (1)", None)]),
        ("Dalam Pasal 9 dan Pasal 10 Peraturan Wali Kota ini.", [("Pasal 9", None), ("Pasal 10", None)]),
        ("Dalam Pasal 9 dan Pasal 10 ayat (2) Undang-Undang Nomor 5 Tahun 2014.",
         [("Pasal 9", "elsewhere"), ("Pasal 10", "elsewhere"), ("Pasal 10 ayat (2)", "elsewhere"),
          ("Undang-Undang Nomor 5 Tahun 2014", "elsewhere")]),
        ("Menurut Pasal 5 Kitab Undang-Undang Hukum Pidana dan Pasal 3.",
         [("Pasal 5", "elsewhere"), ("Pasal 3", "Pasal 3")]),
        ("Diatur dengan Peraturan Daerah Kota Pontianak Nomor 7 Tahun 2016.",
         [("Peraturan Daerah Kota Pontianak Nomor 7 Tahun 2016", "elsewhere")]),
        ("Bagian Kepegawaian menilai 24 (dua puluh empat) angka.", []),
    ],
)  # fmt: skip
def test_where_a_citation_leads(words, leads):
    assert read(words) == leads


def test_a_consideration_cites_its_own_huruf_and_other_laws():
    root = reader.parse(TEXT).root
    cited = [
        (found.address, found.elsewhere)
        for found in references.find(root)
        if found.node.text.startswith("bahwa")
    ]
    assert cited == [("Pasal 99", True), ("Undang-Undang Nomor 5 Tahun 2014", True), ("huruf a", False)]
    assert not any(found.is_dangling for found in references.find(root))


def test_only_the_widest_part_that_is_missing_dangles():
    root = reader.parse(TEXT.replace("WORDS", "Dalam Pasal 9 ayat (1) huruf a.")).root
    assert [found.address for found in references.find(root) if found.is_dangling] == ["Pasal 9"]


def test_an_amending_text_cites_what_it_amends():
    root = reader.parse(
        "Pasal I\nBeberapa ketentuan diubah:\n1. Ketentuan Pasal 5 diubah sehingga berbunyi:\nPasal 5\n"
        "(1) Satu.\n(2) Dua menurut ayat (1), ayat (7), dan Pasal 40.\nPasal II\nBerlaku."
    ).root
    assert not any(found.is_dangling for found in references.find(root))


def test_citations_follow_the_numbers():
    root = reader.parse(
        TEXT.replace("WORDS", "Menurut ayat (1) huruf b dan Pasal 3, bukan Pasal 9 KUHP.")
    ).root
    found = list(references.find(root))
    chapter = root.children[-1]
    del chapter.children[0]
    del chapter.children[0].children[0].children[0]
    numbering.renumber([chapter])
    for node in root.walk():
        node.text = references.rewrite(found).get(id(node), node.text)
    assert "(2) Menurut ayat (1) huruf a dan Pasal 2, bukan Pasal 9 KUHP." in writing.plain(root)
