"""How a template is read and a number is made."""

import unicodedata
from datetime import date
from pathlib import Path
from struct import unpack_from

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bijak.documents import printing
from bijak.letters import queries, rules, texts
from bijak.letters.rules.findings import DRAWN

KNOWN = frozenset({"nama", "nip", "jabatan"})
ON = date(2026, 11, 2)


def read(text: str) -> rules.Wording:
    return rules.read_wording(text, known=KNOWN)


def test_marks_make_titles_facts_points_and_paragraphs() -> None:
    found = rules.fill(
        read("# JUDUL\n\nSatu\ndua.\n- Nama: {nama}\n1. Pergi\n- begitu saja\n"), {"nama": "Ani"}, {}
    )
    assert [(each.style.value, each.label, each.mark, each.text) for each in found] == [
        ("title", "", "", "JUDUL"),
        ("par", "", "", "Satu dua."),
        ("fact", "Nama", "", "Ani"),
        ("point", "", "1.", "Pergi"),
        ("point", "", "–", "begitu saja"),
    ]


def test_questions_are_asked_once_and_may_ask_for_a_day() -> None:
    found = read("Untuk {? Keperluan} dan {?Keperluan}, mulai {? Mulai tugas: tanggal}; {? Nilai: angka}.")
    assert found.questions == (
        rules.Question("Keperluan"),
        rules.Question("Mulai tugas", is_day=True),
        rules.Question("Nilai: angka"),
    )
    assert found.findings == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Yth.\n{nam}", "Baris 2, huruf ke-1: Isian {nam} tidak dikenal. Mungkin maksudnya {nama}."),
        ("- Nama: {xyz}", "Baris 1, huruf ke-9: Isian {xyz} tidak dikenal."),
        ("Satu { dua", "Baris 1, huruf ke-6: Kurung kurawal “{” tidak berpasangan."),
        ("{?  }", "Baris 1, huruf ke-1: Isian {?  } tidak menyebut"),
        ("   ", "Templat ini kosong."),
        ("Nama \u202eterbalik", "Baris 1: Ada karakter yang tidak dapat dicetak"),
    ],
)
def test_what_is_wrong_is_found_where_it_stands(text: str, said: str) -> None:
    (finding,) = read(text).findings
    assert texts.sentence(finding).startswith(said)


def test_doubled_braces_are_braces_and_nothing_is_run() -> None:
    said = '{{nama}} #read("/etc/passwd") ${{7*7}} <b>'
    (block,) = rules.fill(read(said), {}, {})
    assert block.text == '{nama} #read("/etc/passwd") ${7*7} <b>'


def test_what_has_no_value_stands_in_brackets() -> None:
    (block,) = rules.fill(read("{nama} {nip} {? Apa}"), {"nama": "Ani", "nip": ""}, {})
    assert block.text == "Ani [nip] [Apa]"


@settings(max_examples=60)
@given(st.text(max_size=200))
def test_any_text_is_read_and_filled(text: str) -> None:
    wording = read(text)
    assert set(wording.fields) <= KNOWN
    rules.fill(wording, {}, {})


@pytest.mark.parametrize("template", sorted(queries.shipped()))
def test_what_is_shipped_is_sound(template: str) -> None:
    wording = queries.read(queries.shipped()[template]["text"], about=queries.about_of(template))
    assert wording.findings == ()


@pytest.mark.parametrize(
    ("pattern", "number"),
    [
        ("800.1.3/{urut:03}/BKPSDM/{tahun}", "800.1.3/007/BKPSDM/2026"),
        ("{klasifikasi}/{urut}/{bulan}/{tahun}", "800.1/7/XI/2026"),
    ],
)
def test_a_number_is_written_as_its_pattern_says(pattern: str, number: str) -> None:
    found = rules.read_pattern(pattern)
    assert found.findings == ()
    assert found.number(sequence=7, on=ON, classification="800.1") == number


@pytest.mark.parametrize(
    ("pattern", "code"),
    [
        ("800/BKPSDM/{tahun}", "no_running_number"),
        ("{urut}/{urut:02}/{tahun}", "two_running_numbers"),
        ("800/{urut}", "no_year"),
        ("800/{urut}/{tahun}/{unit}", "unknown_part"),
        ("800/{urut}/{tahun}/{", "lone_brace"),
        ("800/{urut}/{tahun}\u200f", "unprintable"),
        ("800/{urut}/{tahun}/文", "unprintable"),
    ],
)
def test_a_pattern_that_would_not_number_is_refused(pattern: str, code: str) -> None:
    assert [each.code for each in rules.read_pattern(pattern).findings] == [code]


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("Guru é ē Ñ ṇ “kutip” – 5 × 2°", ""),
        ("Siti Nurhaliza\tS.E.", ""),
        ("e\u0301", ""),  # written with a mark of its own, printed as one letter
        ("Sekolah 光明", "光, U+5149"),
        ("ꦗꦮ", "ꦗ, U+A997"),
        ("مدرسة", "م, U+0645"),
        ("aksara 🙂", "🙂, U+1F642"),
    ],
)
def test_a_letter_that_the_font_cannot_draw_is_named(text: str, mark: str) -> None:
    assert rules.unprintable(text) == mark


def test_what_can_be_drawn_is_what_both_cuts_of_the_font_hold() -> None:
    folder = Path(printing.__file__).parent / "fonts"
    held = [_drawn_by(folder / f"texgyrebonum-{cut}.otf") for cut in ("regular", "bold")]
    assert {chr(code) for code in held[0] & held[1] if unicodedata.category(chr(code))[0] != "C"} == DRAWN


def _drawn_by(font: Path) -> set[int]:
    """Code points in the cmap table of an OpenType font: its subtables of format 4."""
    data = font.read_bytes()
    tables = {data[at : at + 4]: at for at in range(12, 12 + 16 * unpack_from(">H", data, 4)[0], 16)}
    start = unpack_from(">I", data, tables[b"cmap"] + 8)[0]
    codes: set[int] = set()
    for number in range(unpack_from(">H", data, start + 2)[0]):
        at = start + unpack_from(">I", data, start + 8 + 8 * number)[0]
        if unpack_from(">H", data, at)[0] == 4:
            count = unpack_from(">H", data, at + 6)[0] // 2
            last = unpack_from(f">{count}H", data, at + 14)
            first = unpack_from(f">{count}H", data, at + 16 + 2 * count)
            codes |= {c for low, high in zip(first, last, strict=True) for c in range(low, high + 1)}
    return codes - {0xFFFF}
