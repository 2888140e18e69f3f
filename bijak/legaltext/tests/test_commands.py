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
