"""Official papers: what people wrote is printed as they wrote it."""

import hashlib
import re
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from django.template import TemplateDoesNotExist
from django.utils.translation import gettext_lazy as _

from bijak.documents import printing
from bijak.documents.printing import Paper

TEMPLATE = """\
#let data = json(bytes(sys.inputs.data))
#set page(width: data.page.width * 1mm, height: data.page.height * 1mm)
#data.text
#data.day
"""


@pytest.fixture
def template(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    (tmp_path / "letter.typ").write_text(TEMPLATE, encoding="utf-8")
    monkeypatch.setattr(printing, "get_app_template_dirs", lambda _name: (tmp_path,))
    return "letter.typ"


def words(printed: bytes) -> str:
    document = pypdfium2.PdfDocument(printed)
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


@pytest.mark.parametrize(
    "text",
    [
        '#read("/etc/passwd")',
        '#panic("berhenti")',
        "*tebal* _miring_ $x^2$ = judul",
        "{{ nama }} {% load %} <b>html</b>",
        "tanda kutip \" dan garis \\ miring",
        "Ürün café São Paulo ½",
    ],
)  # fmt: skip
def test_what_people_write_is_text_and_never_markup(template: str, text: str) -> None:
    printed = words(printing.pdf(template, {"text": text, "day": ""}))
    assert printed == text


def test_days_and_lazy_translations_are_plain_values(template: str) -> None:
    printed = words(printing.pdf(template, {"text": _("Pegawai"), "day": date(2026, 11, 2)}))
    assert printed == "Pegawai 2026-11-02"


@pytest.mark.parametrize(
    ("paper", "landscape", "size"),
    [
        (Paper.A4, False, (210, 297)),
        (Paper.A4, True, (297, 210)),
        (Paper.F4, False, (215, 330)),
        (Paper.F4, True, (330, 215)),
    ],
)
def test_paper_has_the_size_that_offices_use(
    template: str, paper: Paper, landscape: bool, size: tuple[int, int]
) -> None:
    printed = printing.pdf(template, {"text": "x", "day": ""}, paper=paper, landscape=landscape)
    inches = pypdfium2.PdfDocument(printed)[0].get_size()
    assert tuple(round(each / 72 * 25.4) for each in inches) == size


def test_a_template_reads_no_file_of_the_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "thief.typ").write_text('#read("/etc/passwd")', encoding="utf-8")
    monkeypatch.setattr(printing, "get_app_template_dirs", lambda _name: (tmp_path,))
    with pytest.raises(RuntimeError, match="file not found"):
        printing.pdf("thief.typ", {})


def test_a_template_that_is_not_there_is_an_error(template: str) -> None:
    with pytest.raises(TemplateDoesNotExist):
        printing.pdf("nowhere.typ", {})


def test_the_fonts_are_the_recorded_ones_with_their_licence() -> None:
    folder = Path(printing.__file__).parent / "fonts"
    listed = dict(
        re.findall(r"`([\w.-]+)` \| `(\w{64})`", (folder / "README.md").read_text(encoding="utf-8"))
    )
    found = {path.name for path in folder.iterdir()} - {"README.md"}
    assert {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in found} == listed
    assert "GUST-FONT-LICENSE.txt" in found
