"""What a file says, as the person who wrote it sees it."""

import io
import tracemalloc
import zipfile

import docx
import pytest
import typst
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from bijak.documents import reading
from bijak.legaltext import reader
from bijak.legaltext.tree import address


def word(
    *paragraphs: tuple[str, int | None], levels: tuple[str, ...] = ("lowerLetter %1.", "decimal %2)")
) -> io.BytesIO:
    """A Word file whose paragraphs are numbered by Word; (text, depth) or (text, None) for plain ones.

    A depth of 10 and more stands in a second list of the same kind that begins anew.
    """
    document = docx.Document()
    numbering = document.part.numbering_part.element
    kind = OxmlElement("w:abstractNum")
    kind.set(qn("w:abstractNumId"), "77")
    for depth, level in enumerate(levels):
        form, pattern = level.split(" ", 1)
        element = OxmlElement("w:lvl")
        element.set(qn("w:ilvl"), str(depth))
        for tag, value in (("w:start", "1"), ("w:numFmt", form), ("w:lvlText", pattern)):
            child = OxmlElement(tag)
            child.set(qn("w:val"), value)
            element.append(child)
        kind.append(element)
    numbering.insert(0, kind)
    for number in ("77", "78"):
        num = OxmlElement("w:num")
        num.set(qn("w:numId"), number)
        link = OxmlElement("w:abstractNumId")
        link.set(qn("w:val"), "77")
        num.append(link)
        if number == "78":
            override = OxmlElement("w:lvlOverride")
            override.set(qn("w:ilvl"), "0")
            start = OxmlElement("w:startOverride")
            start.set(qn("w:val"), "1")
            override.append(start)
            num.append(override)
        numbering.append(num)
    for text, place_of in paragraphs:
        paragraph = document.add_paragraph(text)
        if place_of is not None:
            place = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            place.get_or_add_ilvl().val = place_of % 10
            place.get_or_add_numId().val = 78 if place_of >= 10 else 77
    file = io.BytesIO()
    document.save(file)
    return file


def test_the_numbers_that_word_draws_are_read_as_text():
    file = word(
        ("Pasal 1", None), ("Pegawai berhak atas:", None), ("pelatihan;", 0), ("seminar, terdiri atas:", 0),
        ("umum;", 1), ("khusus.", 1), ("Pasal 2", None), ("Pegawai wajib:", None), ("hadir;", 10), ("belajar.", 10),
    )  # fmt: skip
    assert reading.text_of(file, "rancangan.docx").split("\n") == [
        "Pasal 1", "Pegawai berhak atas:", "a. pelatihan;", "b. seminar, terdiri atas:", "1) umum;", "2) khusus.",
        "Pasal 2", "Pegawai wajib:", "a. hadir;", "b. belajar.",
    ]  # fmt: skip


def test_pasal_and_ayat_numbered_by_word_become_provisions():
    file = word(
        ("Pengembangan kompetensi", 0), ("Setiap PNS berhak atas pelatihan.", 1), ("Hak itu setahun sekali.", 1),
        ("Penutup", 0),
        levels=("decimal Pasal %1", "decimal (%2)"),
    )  # fmt: skip
    text = reading.text_of(file, "rancangan.docx")
    assert text.startswith("Pasal 1 Pengembangan kompetensi\n(1) Setiap PNS")
    assert "Pasal 1 ayat (2)" in {address(path) for path in reader.parse(text).root.paths()}


def test_a_tracked_deletion_is_not_text_and_a_table_is():
    document = docx.Document()
    paragraph = document.add_paragraph("Setiap PNS berhak ")
    deletion = OxmlElement("w:del")
    run = OxmlElement("w:r")
    gone = OxmlElement("w:delText")
    gone.text = "sekadarnya"
    run.append(gone)
    deletion.append(run)
    paragraph._p.append(deletion)
    paragraph.add_run("atas pelatihan.")
    document.add_table(1, 2).cell(0, 1).text = "Lampiran tabel"
    file = io.BytesIO()
    document.save(file)
    text = reading.text_of(file, "rancangan.docx")
    assert text.startswith("Setiap PNS berhak atas pelatihan.")
    assert "Lampiran tabel" in text


def test_a_pdf_is_read_page_by_page():
    source = (
        b"#set page(width: 14cm, height: 6cm)\n"
        b"Pasal 1\n\nSetiap PNS berhak atas pengembangan kompetensi.\n#pagebreak()\nPasal 2\n\nSelesai."
    )
    file = io.BytesIO(typst.compile(source, ignore_system_fonts=True))
    first, second = reading.text_of(file, "naskah.pdf").split("\f")
    assert first.split() == "Pasal 1 Setiap PNS berhak atas pengembangan kompetensi.".split()
    assert second.split() == "Pasal 2 Selesai.".split()


def test_a_word_that_a_line_broke_is_whole_again():
    source = (
        '#set page(width: 9cm, height: auto)\n#set text(lang: "id", hyphenate: true)\n#set par(justify: true)\n'
        "Penyelenggaraan pemerintahan daerah dan penyelenggaraan pemerintahan desa. "
        "Undang-Undang tentang pemerintahan mengatur penyelenggaraan, pertanggungjawaban, dan Undang-Undang lain "
        "mengatur pertanggungjawaban penyelenggaraan pemerintahan menurut Undang-Undang tentang penyelenggaraan."
    )
    file = io.BytesIO(typst.compile(source.encode(), ignore_system_fonts=True))
    words = reading.text_of(file, "naskah.pdf").replace(",", "").replace(".", "").split()
    assert {word for word in words if "-" in word} == {"Undang-Undang"}


def test_plain_text_is_read_without_its_byte_order_mark():
    assert reading.text_of(
        io.BytesIO("\ufeffPasal 1\nSetiap PNS berhak atasnya.".encode()), "a.txt"
    ).startswith("Pasal")


def test_a_scan_is_refused_with_a_way_out():
    scan = io.BytesIO(typst.compile(b"#rect(width: 5cm, height: 5cm)", ignore_system_fonts=True))
    with pytest.raises(reading.Refused, match="hasil pindaian"):
        reading.text_of(scan, "pindai.pdf")


def test_a_short_word_file_is_not_called_a_scan():
    with pytest.raises(reading.Refused, match="hampir tidak berisi teks"):
        reading.text_of(word(("Nota", None)), "nota.docx")


def test_a_scan_with_a_stamp_on_each_page_is_a_scan():
    page = "#rect(width: 5cm, height: 5cm) Salinan resmi"
    scan = io.BytesIO(
        typst.compile("#pagebreak()".join([page] * 4).encode(), font_paths=[], ignore_system_fonts=True)
    )
    with pytest.raises(reading.Refused, match="tempelkan naskahnya"):
        reading.text_of(scan, "pindai.pdf")


def test_a_word_file_with_macros_is_refused_with_a_way_out():
    with zipfile.ZipFile(word(("Setiap PNS berhak atas pelatihan.", None))) as source:
        types = source.read("[Content_Types].xml").replace(
            b"wordprocessingml.document.main+xml", b"ms-word.document.macroEnabled.main+xml"
        )
        file = rewritten("[Content_Types].xml", types, source)
    for name in ("rancangan.docx", "rancangan.docm"):
        with pytest.raises(reading.Refused, match="Simpan tanpa makro"):
            reading.text_of(file, name)


def test_a_paragraph_of_nothing_but_markup_takes_no_memory():
    space = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    runs = space + b"<w:p>" + b"<w:r/>" * 300_000 + b"</w:p></w:body></w:document>"
    with pytest.raises(reading.Refused, match="terlalu panjang"):
        reading.text_of(rewritten("word/document.xml", runs), "a.docx")
    cells = space + b"<w:tbl>" + b"<w:tr/>" * 300_000 + b"</w:tbl></w:body></w:document>"
    tracemalloc.start()
    with pytest.raises(reading.Refused, match="hampir tidak berisi teks"):
        reading.text_of(rewritten("word/document.xml", cells), "a.docx")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20_000_000


def test_a_broken_pdf_and_a_picture_are_refused():
    with pytest.raises(reading.Refused, match="rusak"):
        reading.text_of(io.BytesIO(b"%PDF-1.7\nbukan pdf"), "a.pdf")
    with pytest.raises(reading.Refused, match="Ini gambar"):
        reading.text_of(io.BytesIO(b"\x89PNG\r\n\x1a\n" + b"x" * 100), "a.png")


def rewritten(part: str, content: bytes, source: zipfile.ZipFile | None = None) -> io.BytesIO:
    """A Word file with one part exchanged."""
    source, target = source or zipfile.ZipFile(word(("Setiap PNS berhak.", None))), io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry in source.infolist():
            archive.writestr(entry.filename, content if entry.filename == part else source.read(entry))
    return target


def test_a_bomb_and_a_file_with_entities_are_refused(monkeypatch):
    monkeypatch.setattr(reading, "MAX_PART_BYTES", 1_000_000)
    with pytest.raises(reading.Refused, match="terlalu panjang"):
        reading.text_of(rewritten("word/document.xml", b"<a>" + b"x" * 2_000_000 + b"</a>"), "a.docx")
    entities = b'<!DOCTYPE a [<!ENTITY b "bbbbbbbb">]><a>&b;</a>'
    with pytest.raises(reading.Refused, match="rusak"):
        reading.text_of(rewritten("word/document.xml", entities), "a.docx")


@pytest.mark.parametrize("start", ["x", "-5", "100000000", "9" * 5000])
@pytest.mark.parametrize("form", ["decimal", "lowerRoman", "lowerLetter"])
def test_a_list_that_begins_nowhere_on_earth_costs_nothing(start, form):
    numbering = (
        '<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f'<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
        '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
        '<w:num w:numId="77"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    with zipfile.ZipFile(word(("Setiap PNS berhak atas pelatihan.", 0))) as source:
        file = rewritten("word/numbering.xml", numbering.encode(), source)
    assert len(reading.text_of(file, "a.docx")) < 100


def test_entities_hide_in_no_encoding():
    entities = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a [<!ENTITY b "bbbbbbbb">]><a>&b;</a>'
    with pytest.raises(reading.Refused, match="rusak"):
        reading.text_of(rewritten("word/document.xml", entities.encode("utf-16")), "a.docx")
