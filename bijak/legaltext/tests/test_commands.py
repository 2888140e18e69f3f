"""The command reads a file, and starts without Django."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from bijak.legaltext.commands import legaltext

TEXT = "Pasal 1\n(1) Satu.\n(2) Dua.\nPasal 2\nTiga."


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "naskah.txt"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


def test_the_tree_as_json(file):
    tree = json.loads(CliRunner().invoke(legaltext, ["parse", "--json", file]).output)
    first, second = tree["children"]
    assert [ayat["label"] for ayat in first["children"]] == ["1", "2"]
    assert (second["kind"], second["label"], second["text"]) == ("pasal", "2", "Tiga.")


def test_what_is_recognised_in_short(file):
    assert CliRunner().invoke(legaltext, ["parse", file]).output.split() == ["pasal", "2", "ayat", "2"]


def test_findings_as_lines(tmp_path):
    path = tmp_path / "naskah.txt"
    path.write_text("Pasal 1\n(1) Satu.\n(2) Dua menurut ayat (9).", encoding="utf-8")
    result = CliRunner().invoke(legaltext, ["lint", str(path)])
    assert "error    Pasal 1 ayat (2): ayat (9) tidak ada dalam naskah ini." in result.output
    assert result.exit_code == 1


def test_findings_as_json(file):
    result = CliRunner().invoke(legaltext, ["lint", "--json", file])
    assert {finding["severity"] for finding in json.loads(result.output)} == {"warning"}
    assert result.exit_code == 0


def test_it_starts_without_django(file):
    script = (
        "import sys; from bijak.config.cli import main;"
        "main(['legaltext', 'parse', sys.argv[1]], standalone_mode=False);"
        "sys.exit('django' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", script, file], check=True, capture_output=True, timeout=60)


@pytest.fixture
def laws(tmp_path):
    """A text in force and a draft of it, as files."""
    old, new = tmp_path / "lama.txt", tmp_path / "baru.txt"
    head = (
        "PERATURAN BUPATI MAMUJU\nNOMOR 3 TAHUN 2024\nTENTANG\nMAGANG\nMEMUTUSKAN:\nMenetapkan: PERATURAN.\n"
    )
    old.write_text(f"{head}Pasal 1\nMagang enam bulan.\nPasal 2\nBiaya dari daerah.\n", encoding="utf-8")
    new.write_text(f"{head}Pasal 1\nMagang enam bulan.\nPasal 2\nBaru sekali.\nPasal 3\nBiaya dari daerah.\n",
                   encoding="utf-8")  # fmt: skip
    return str(old), str(new)


def test_an_amendment_is_written_and_applied(laws, tmp_path):
    old, new = laws
    written = CliRunner().invoke(
        legaltext, ["amend", "--earlier", "Peraturan Bupati Mamuju Nomor 1 Tahun 2025", old, new]
    )
    assert "PERUBAHAN KEDUA ATAS PERATURAN BUPATI MAMUJU NOMOR 3 TAHUN 2024 TENTANG MAGANG" in written.output
    assert "Di antara Pasal 1 dan Pasal 2 dalam Peraturan Bupati Mamuju Nomor 3 Tahun 2024" in written.output
    instrument = tmp_path / "perubahan.txt"
    instrument.write_text(written.output, encoding="utf-8")
    applied = CliRunner().invoke(legaltext, ["apply", old, str(instrument)])
    assert applied.exit_code == 0
    assert applied.output == CliRunner().invoke(legaltext, ["amend", "--result", old, new]).output
    assert "Pasal 1A\nBaru sekali." in applied.output


def test_what_cannot_be_applied_is_told(laws, tmp_path):
    old, _new = laws
    instrument = tmp_path / "perubahan.txt"
    instrument.write_text(
        "Pasal I\nPasal 9 dalam Peraturan Bupati Nomor 3 Tahun 2024 dihapus.\n", encoding="utf-8"
    )
    result = CliRunner().invoke(legaltext, ["apply", old, str(instrument)])
    assert result.exit_code == 1
    assert "Pasal 9 tidak ada dalam peraturan yang diubah." in result.stderr


def test_nothing_to_amend_is_told(laws):
    result = CliRunner().invoke(legaltext, ["amend", laws[0], laws[0]])
    assert result.exit_code == 1
    assert "berbunyi sama" in result.stderr


def test_a_text_goes_out_as_akoma_ntoso_and_comes_back(file, tmp_path):
    out = CliRunner().invoke(legaltext, ["akn", "--on", "2026-11-22", file])
    assert out.exit_code == 0
    assert 'eId="art_1__para_2"' in out.output
    path = tmp_path / "naskah.xml"
    path.write_text(out.output, encoding="utf-8")
    again = CliRunner().invoke(legaltext, ["parse", "--text", str(path)])
    assert again.output == CliRunner().invoke(legaltext, ["parse", "--text", file]).output


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b'<?xml version="1.0"?><!DOCTYPE akomaNtoso [<!ENTITY a "b">]><akomaNtoso/>', "berbahaya"),
        ("Pasal 1 kapan pun é".encode("latin-1"), "no text in UTF-8"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(tmp_path, content, says):
    path = tmp_path / "naskah"
    path.write_bytes(content)
    result = CliRunner().invoke(legaltext, ["parse", str(path)])
    assert result.exit_code == 1
    assert says in result.stderr


def whole_command(*arguments):
    """The command as an operator calls it, where nothing is installed but the package."""
    return subprocess.run(
        [sys.executable, "-m", "bijak", "legaltext", *map(str, arguments)],
        capture_output=True, text=True, timeout=60, env={"PATH": ""}, check=False,
    )  # fmt: skip


def test_a_word_file_is_read_without_an_installation(tmp_path):
    from docx import Document

    word = Document()
    for line in TEXT.split("\n"):
        word.add_paragraph(line)
    word.save(tmp_path / "naskah.docx")
    assert whole_command("parse", tmp_path / "naskah.docx").stdout.split() == ["pasal", "2", "ayat", "2"]


def test_a_pdf_of_pictures_says_so_and_offers_to_paste(tmp_path):
    import pypdfium2

    picture = pypdfium2.PdfDocument.new()
    picture.new_page(595, 842)
    picture.save(tmp_path / "pindaian.pdf")
    picture.close()
    told = whole_command("parse", tmp_path / "pindaian.pdf")
    assert told.returncode == 1
    assert "Tidak ada teks yang dapat dibaca" in told.stderr
    assert "tempelkan" in told.stderr


HEAD = "PERATURAN BUPATI MAMUJU\nNOMOR {} TAHUN {}\nTENTANG\n{}\nMEMUTUSKAN:\nMenetapkan: PERATURAN.\n"


@pytest.fixture
def amendments(tmp_path):
    """Writes a regulation of that number and year, and what it amends, to a file."""

    def write(number, year, about, body):
        path = tmp_path / f"{number}-{year}.txt"
        path.write_text(HEAD.format(number, year, about) + body, encoding="utf-8")
        return str(path)

    return write


OLD = "PERATURAN BUPATI MAMUJU NOMOR 3 TAHUN 2024 TENTANG MAGANG"


def test_amendments_are_carried_out_in_the_order_in_which_they_cite_each_other(amendments):
    old = amendments(3, 2024, "MAGANG", "Pasal 1\nMagang enam bulan.\n")
    first = amendments(1, 2025, f"PERUBAHAN ATAS {OLD}", "Pasal I\nKetentuan Pasal 1 diubah sehingga berbunyi sebagai "
                       "berikut:\nPasal 1\nMagang tujuh bulan.\nPasal II\nBerlaku.\n")  # fmt: skip
    second = amendments(9, 2025, f"PERUBAHAN KEDUA ATAS {OLD} SEBAGAIMANA TELAH DIUBAH DENGAN PERATURAN BUPATI MAMUJU "
                        "NOMOR 1 TAHUN 2025", "Pasal I\nKetentuan Pasal 1 diubah sehingga berbunyi sebagai berikut:\n"
                        "Pasal 1\nMagang delapan bulan.\nPasal II\nBerlaku.\n")  # fmt: skip
    applied = CliRunner().invoke(legaltext, ["apply", old, second, first])
    assert applied.exit_code == 0
    assert "Magang delapan bulan." in applied.output


def test_a_circle_of_amendments_is_refused_and_named(amendments):
    old = amendments(3, 2024, "MAGANG", "Pasal 1\nMagang enam bulan.\n")
    one, other = (
        amendments(number, 2025, f"PERUBAHAN ATAS {OLD} DAN PERATURAN BUPATI MAMUJU NOMOR {against} TAHUN 2025",
                   "Pasal I\nPasal 1 dihapus.\n")
        for number, against in ((1, 2), (2, 1))
    )  # fmt: skip
    result = CliRunner().invoke(legaltext, ["apply", old, one, other])
    assert result.exit_code == 1
    assert "Peraturan ini saling mengubah dalam lingkaran: " in result.stderr
    assert "Peraturan Bupati Nomor 1 Tahun 2025 → Peraturan Bupati Nomor 2 Tahun 2025" in result.stderr


def test_an_amendment_of_another_regulation_is_refused_and_named(amendments):
    old = amendments(3, 2024, "MAGANG", "Pasal 1\nMagang enam bulan.\n")
    other = amendments(1, 2025, "PERUBAHAN ATAS PERATURAN BUPATI MAMUJU NOMOR 7 TAHUN 2020 TENTANG CUTI",
                       "Pasal I\nPasal 1 dihapus.\n")  # fmt: skip
    result = CliRunner().invoke(legaltext, ["apply", old, other])
    assert (
        "Naskah ini tidak mengubah naskah lama, tetapi Peraturan Bupati Nomor 7 Tahun 2020." in result.stderr
    )
    twice = CliRunner().invoke(legaltext, ["apply", old, old])
    assert "tidak dapat mengubah dirinya sendiri" in twice.stderr
