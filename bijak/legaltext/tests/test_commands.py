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
