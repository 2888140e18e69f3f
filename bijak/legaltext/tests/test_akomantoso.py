"""A text as Akoma Ntoso and back: the same tree; and no file of a stranger does harm."""

import os
from collections import Counter
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bijak.legaltext import reader
from bijak.legaltext.akomantoso import CannotRead, identify, read, write
from bijak.legaltext.akomantoso.vocabulary import NAMESPACE
from bijak.legaltext.tests.test_any_text import ANY, TEXTS, kept, words
from bijak.legaltext.tree import KINDS, Node

SAMPLES = Path(os.environ.get("BIJAK_SAMPLES", "/nowhere"))
LAWS = sorted((SAMPLES / "laws").glob("*.txt"))
SCHEMA = SAMPLES / "akn" / "akomantoso30.xsd"
DAY = date(2026, 11, 22)
WHOLE = """PERATURAN WALI KOTA PONTIANAK
NOMOR 12 TAHUN 2026
TENTANG
PENGEMBANGAN KOMPETENSI
DENGAN RAHMAT TUHAN YANG MAHA ESA
WALI KOTA PONTIANAK,
Menimbang:
a. bahwa pegawai berhak belajar:
1. di kelas; dan
2. di tempat kerja;
b. bahwa perlu menetapkan peraturan;
Mengingat: Pasal 18 ayat (6) Undang-Undang Dasar Negara Republik Indonesia Tahun 1945;
Memperhatikan:
1. hasil rapat;
MEMUTUSKAN:
Menetapkan: PERATURAN WALI KOTA TENTANG PENGEMBANGAN KOMPETENSI.
BAB I
UMUM
Bagian Kesatu
Istilah
Paragraf 1
Arti
Pasal 1
Dalam peraturan ini yang dimaksud dengan:
1. Daerah adalah kota < 1 juta & "ramai".
BAB II
ISI
Pasal 2
(1) Pegawai belajar:
a. sendiri:
1. membaca:
a) buku:
1) tebal; dan
2) tipis.
(2) Selesai.
Pasal 2A
Sisipan.
Agar setiap orang mengetahuinya, memerintahkan pengundangan Peraturan Wali Kota ini.
Ditetapkan di Pontianak
pada tanggal 2 November 2026
PENJELASAN
ATAS
PERATURAN WALI KOTA
I. UMUM
Belajar itu perlu.
II. PASAL DEMI PASAL
Pasal 1
Cukup jelas.
Pasal 2
Ayat (1)
Huruf a
Yang dimaksud dengan buku ialah kitab.
Ayat (2)
Cukup jelas.
LAMPIRAN I
Tabel
LAMPIRAN II
Gambar
"""


def elements(content):
    return list(ET.fromstring(content).iter())


def test_a_whole_regulation_comes_back_the_same():
    root = reader.parse(WHOLE).root
    assert {node.kind for node in root.walk()} >= set(KINDS) - {"buku", "isi", "diktum", "teks"}
    assert read(write(root, on=DAY)) == root


@pytest.mark.parametrize(
    "text",
    [
        "KEPUTUSAN BUPATI\nTENTANG\nTIM\nMenimbang: bahwa perlu;\nMEMUTUSKAN:\nMenetapkan:\nKESATU: Tim:\n1. Ani; dan\n"
        "2. Budi.\nKEDUA: Selesai.\nDitetapkan di Mamuju",
        "SURAT EDARAN\nTENTANG\nJAM KERJA\n1. Masuk pukul 08.00.\n2. Pulang pukul 16.00.\na. Jumat lebih awal.",
        "PERATURAN\nTENTANG\nX\nBUKU I\nSATU\nBAB I\nUMUM\nPasal 1\nSatu.\nBUKU II\nDUA\nBAB I\nLAIN\nPasal 2\nDua.",
        "Pasal I\nBeberapa ketentuan dalam Peraturan Bupati Nomor 3 Tahun 2024 diubah sebagai berikut:\n"
        "1. Ketentuan Pasal 5 diubah sehingga berbunyi sebagai berikut:\nPasal 5\n(1) Satu.\n(2) Dua.\n"
        "Pasal II\nBerlaku.",
        "Undangan rapat.\nHadir pukul 08.00.",
        "",
    ],
    ids=["keputusan", "surat edaran", "buku", "perubahan", "bukan peraturan", "kosong"],
)  # fmt: skip
def test_other_kinds_come_back_the_same(text):
    root = reader.parse(text).root
    assert read(write(root, on=DAY)) == root


@given(TEXTS | ANY)
def test_whatever_is_read_comes_back_the_same(text):
    root = reader.parse(text).root
    content = write(root, on=DAY)
    told = read(content)
    assert [node.label for node in told.walk()] == [node.label for node in root.walk()]
    assert kept(told) == kept(root)
    identifiers = [element.get("eId") for element in elements(content) if element.get("eId")]
    assert len(identifiers) == len(set(identifiers))


def test_identifiers_follow_the_naming_convention():
    identifiers = {element.get("eId") for element in elements(write(reader.parse(WHOLE), on=DAY))}
    assert {
        "chp_II", "chp_I__part_Kesatu__sec_1", "art_2__para_1__point_a__point_1__point_a__point_2", "art_2A",
        "recs_1__rec_a__list_1", "att_1__art_2__para_1__point_a",
    } <= identifiers  # fmt: skip


def test_a_regulation_says_who_it_is():
    known = identify(reader.parse(WHOLE).root, on=DAY)
    assert known.work == "/akn/id/act/peraturan-wali-kota/wali-kota-pontianak/2026-11-02/12"
    assert known.name == "PENGEMBANGAN KOMPETENSI"


@pytest.mark.parametrize(
    ("title", "work"),
    [
        ("KEPUTUSAN WALI KOTA PONTIANAK\nNOMOR 812/BKPSDM/TAHUN 2026",
         "act/keputusan-wali-kota/wali-kota-pontianak/2026/812-bkpsdm"),
        ("UNDANG-UNDANG REPUBLIK INDONESIA\nNOMOR 5 TAHUN 2014", "act/undang-undang/republik-indonesia/2014/5"),
        ("PERATURAN DAERAH …\nNOMOR … TAHUN …", "bill/peraturan-daerah/republik-indonesia/2026-11-22/nn"),
        ("PERATURAN BADAN KEPEGAWAIAN NEGARA\nNOMOR 3 TAHUN 2023",
         "act/peraturan-badan/badan-kepegawaian-negara/2023/3"),
        ("SURAT EDARAN\nNOMOR 800/15/BKPP/2026", "act/surat-edaran/republik-indonesia/2026-11-22/800-15-bkpp-2026"),
    ],
)  # fmt: skip
def test_how_others_number(title, work):
    root = Node("dokumen", children=[Node("judul", text=f"{title}\nTENTANG\nISI")])
    assert identify(root, on=DAY).work == f"/akn/id/{work}"


def test_a_draft_is_a_bill_without_a_number():
    draft = WHOLE.replace("NOMOR 12 TAHUN 2026", "NOMOR … TAHUN …").replace(
        "pada tanggal 2 November 2026", ""
    )
    known = identify(reader.parse(draft).root, on=DAY)
    assert known.work == "/akn/id/bill/peraturan-wali-kota/wali-kota-pontianak/2026-11-22/nn"


FOREIGN = f"""<akomaNtoso xmlns="{NAMESPACE}"><act name="act"><meta/>
<preface><p>ACT <docNumber>5</docNumber> of 2015</p></preface>
<body><part><num>PART 1</num><heading>Learning</heading>
<section><num>2.</num><heading>Rights</heading>
<subsection><num>(1)</num><content>
  <p>An employee may <i>learn</i>:</p>
  <blockList><listIntroduction>either</listIntroduction>
    <item><num>(a)</num><p>alone; or</p></item><item><num>b.</num><p>together,</p></item>
  </blockList></content></subsection>
<paragraph><num>(3)</num><list><intro><p>as follows:</p></intro>
  <point><num>1)</num><content><p>daily;</p></content></point>
<wrapUp><p>and always.</p></wrapUp></list></paragraph></section></part>
<crossHeading>Fees</crossHeading></body>
<attachments><attachment><heading>Schedule</heading><doc name="schedule"><meta/><mainBody>
<table><tr><td><p>one</p></td><td><p>two</p></td></tr></table></mainBody></doc></attachment></attachments>
</act></akomaNtoso>"""


def test_no_word_of_the_laws_of_others_is_lost():
    root = read(FOREIGN)
    assert words(" ".join(ET.fromstring(FOREIGN).itertext())) - kept(root) == Counter()
    parts = {(node.kind, node.label): node for node in root.walk()}
    assert parts["bagian", "PART 1"].heading == "Learning"
    assert parts["ayat", "3"].text == "as follows:"
    assert parts["angka2", "1"].text == "daily;"
    assert parts["huruf", "b"].text == "together,"
    assert parts["lampiran", ""].text == "one\ntwo"


def test_words_without_a_paragraph_are_kept_where_they_stand():
    bare = FOREIGN.replace("<p>An employee may <i>learn</i>:</p>", "An employee may <p>learn</p> always:")
    ayat = next(node for node in read(bare).walk() if "employee" in node.text)
    assert ayat.text == "An employee may\nlearn\nalways:\neither"


def test_a_note_within_a_paragraph_is_said_once():
    note = "<authorialNote><p>see below</p></authorialNote>"
    root = read(FOREIGN.replace("<p>one</p>", f"<block><p>one {note}</p></block>"))
    assert next(node.text for node in root.walk() if node.kind == "lampiran") == "one see below\ntwo"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "bukan XML"),
        (b"Pasal 1", "bukan XML"),
        (b"<html/>", "bukan Akoma Ntoso"),
        (FOREIGN.replace("/3.0", "/2.0").encode(), "bukan Akoma Ntoso"),
        (FOREIGN.encode()[:900], "bukan XML"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "berbahaya"),
        (b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', "berbahaya"),
        (b"<a>" * 100_000 + b"</a>" * 100_000, "terlalu dalam"),
        (b'<?xml version="1.0" encoding="ebcdic-x"?><a/>', "bukan XML"),
    ],
)
def test_what_is_none_or_does_harm_is_refused_in_a_sentence(content, says):
    with pytest.raises(CannotRead, match=says):
        read(content)


TAGS = st.sampled_from(
    "act body article paragraph point list blockList item num heading content intro wrapUp p hcontainer recitals "
    "recital preface preamble longTitle conclusions attachments attachment doc meta mainBody subsection i".split()
)
SHAPES = st.recursive(
    st.tuples(
        TAGS,
        st.text(st.characters(min_codepoint=32, max_codepoint=0x2FF, exclude_characters="<>&"), max_size=8),
    ),
    lambda inner: st.tuples(TAGS, st.lists(inner, max_size=4)),
    max_leaves=25,
)


def _as_xml(shape):
    tag, inside = shape
    inner = inside if isinstance(inside, str) else "".join(map(_as_xml, inside))
    return f"<{tag}>{inner}</{tag}>"


@given(SHAPES)
def test_any_shape_of_elements_is_read(shape):
    assert isinstance(read(f'<akomaNtoso xmlns="{NAMESPACE}">{_as_xml(shape)}</akomaNtoso>'), Node)


@given(
    st.binary(max_size=200) | st.integers(0, len(FOREIGN)).map(lambda at: FOREIGN[:at].encode() + b"\xff<")
)
def test_any_bytes_are_read_or_refused(content):
    with pytest.raises(CannotRead):
        read(content)


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.stem)
def test_a_law_comes_back_the_same(law):
    root = reader.parse(law.read_text(encoding="utf-8-sig")).root
    assert read(write(root, on=DAY)) == root


@pytest.mark.skipif(
    not SCHEMA.exists(), reason="BIJAK_SAMPLES has no akn/akomantoso30.xsd, the schema of OASIS."
)
def test_what_we_write_is_valid_by_the_schema():
    etree = pytest.importorskip("lxml.etree")
    schema = etree.XMLSchema(etree.parse(str(SCHEMA)))
    for text in (WHOLE, "", *(law.read_text(encoding="utf-8-sig") for law in LAWS)):
        schema.assertValid(etree.fromstring(write(reader.parse(text), on=DAY)))
