from datetime import date
from pathlib import Path

import pytest

from bijak.kernel.days import Period
from bijak.kernel.terms import (
    Basis,
    Implausible,
    LocalValue,
    MalformedTerms,
    NotInForce,
    NotLocal,
    OutOfBounds,
    TermBook,
    Wording,
    load,
)

GOOD = """
[minimum_hours]
label = "Jam pelajaran paling sedikit setahun"
unit = "JP"
law = "PP 11/2017"
article = "Pasal 203"
verified = true

[minimum_hours.values]
2027-01-01 = { value = 24, law = "UU 1/2027", article = "Pasal 2" }
2017-04-07 = 20

[minimum_hours.bounds]
minimum = 20
law = "PP 11/2017"
article = "Pasal 203"

[periods]
label = "Periode kenaikan pangkat setahun"
unit = "kali"
law = "Peraturan BKN 4/2023"
article = "Pasal 3"
until = 2026-01-01

[periods.values]
2024-01-01 = 6
2025-10-01 = { value = 12, verified = true }
"""


@pytest.fixture
def book(tmp_path: Path) -> TermBook:
    return read(tmp_path, GOOD)


def read(folder: Path, text: str) -> TermBook:
    path = folder / "terms.toml"
    path.write_text(text, encoding="utf-8")
    return load(path)


def test_each_day_has_the_value_and_the_clause_of_that_day(book: TermBook) -> None:
    assert book.on(date(2017, 4, 7)).minimum_hours == 20
    assert book.on(date(2026, 12, 31)).minimum_hours == 20
    assert book.on(date(2027, 1, 1)).minimum_hours == 24
    assert book.on(date(2026, 12, 31)).basis("minimum_hours") == Basis(
        "PP 11/2017", "Pasal 203", True, "minimum_hours", "JP"
    )
    assert book.on(date(2027, 1, 1)).basis("minimum_hours") == Basis(
        "UU 1/2027", "Pasal 2", False, "minimum_hours", "JP"
    )
    assert str(book.on(date(2025, 10, 1)).basis("periods")) == "Peraturan BKN 4/2023 Pasal 3"
    assert book.on(date(2025, 10, 1)).basis("periods").verified


def test_before_the_first_day_there_is_no_value_and_no_default(book: TermBook) -> None:
    with pytest.raises(NotInForce, match="nilai pertamanya berlaku sejak 07-04-2017") as refusal:
        _ = book.on(date(2017, 4, 6)).minimum_hours
    assert refusal.value.first_day == date(2017, 4, 7)


def test_after_a_term_has_ended_there_is_no_value_either(book: TermBook) -> None:
    assert book.on(date(2025, 12, 31)).periods == 12
    with pytest.raises(NotInForce, match="tidak berlaku pada 01-01-2026"):
        _ = book.on(date(2026, 1, 1)).periods


def test_a_term_that_nobody_wrote_is_a_mistake_in_code(book: TermBook) -> None:
    with pytest.raises(AttributeError, match="No term is called minimum_days"):
        _ = book.on(date(2026, 1, 1)).minimum_days


def enacted(value: float, start: date, until: date | None = None, term: str = "minimum_hours") -> LocalValue:
    return LocalValue(term, value, Period(start, until), "Perwali Pontianak 7/2026", "Pasal 7 ayat (1)")


def test_a_regional_value_stands_before_the_national_one_while_it_holds(book: TermBook) -> None:
    layered = book.layered([enacted(30, date(2026, 1, 1), date(2027, 1, 1))])
    assert layered.on(date(2025, 12, 31)).minimum_hours == 20
    assert layered.on(date(2026, 6, 1)).minimum_hours == 30
    assert layered.on(date(2026, 6, 1)).basis("minimum_hours").law == "Perwali Pontianak 7/2026"
    assert layered.on(date(2027, 1, 1)).minimum_hours == 24
    assert book.on(date(2026, 6, 1)).minimum_hours == 20


def test_a_regional_value_below_the_bound_of_higher_law_is_not_allowed(book: TermBook) -> None:
    refusal = book["minimum_hours"].beyond(19)
    assert isinstance(refusal, OutOfBounds)
    assert str(refusal).endswith("PP 11/2017 Pasal 203 menetapkan paling sedikit 20 JP.")
    assert book["minimum_hours"].beyond(20) is None


def test_a_regional_value_that_higher_law_overtook_holds_and_is_marked(book: TermBook) -> None:
    layered = book.layered([enacted(19, date(2026, 1, 1), date(2027, 1, 1)), enacted(30, date(2027, 1, 1))])
    assert layered.on(date(2026, 6, 1)).minimum_hours == 19
    assert isinstance(layered["minimum_hours"].on(date(2026, 6, 1)).beyond, OutOfBounds)
    assert layered["minimum_hours"].on(date(2027, 6, 1)).beyond is None


def test_a_bound_says_since_when_it_holds(tmp_path: Path) -> None:
    file = tmp_path / "terms.toml"
    bounds = '\n[x.bounds]\nminimum = 24\nlaw = "UU 2/2026"\narticle = "Pasal 9"\n'
    file.write_text(f"{HEAD}values = {{ 2000-01-01 = 20 }}{bounds}since = 2027-01-01\n")
    assert str(load(file)["x"].beyond(20)).endswith(
        "UU 2/2026 Pasal 9 menetapkan paling sedikit 24 JP sejak 01-01-2027."
    )
    file.write_text(f"{HEAD}values = {{ 2000-01-01 = 20 }}{bounds}since = 2027\n")
    with pytest.raises(MalformedTerms, match="since harus tanggal"):
        load(file)


def test_a_term_without_bounds_is_not_for_regions_to_set(book: TermBook) -> None:
    assert isinstance(book["periods"].beyond(2), NotLocal)
    with pytest.raises(KeyError):
        book.layered([enacted(2, date(2026, 1, 1), term="nothing")])


def test_two_regional_values_on_one_day_are_refused(book: TermBook) -> None:
    with pytest.raises(ValueError, match="dua nilai daerah"):
        book.layered([enacted(22, date(2026, 1, 1)), enacted(23, date(2026, 6, 1))])


HEAD = '[x]\nlabel = "X"\nunit = "JP"\nlaw = "UU 1/2000"\narticle = "Pasal 1"\n'


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[x\n", "bukan berkas TOML"),
        ("x = 3\n", "di luar tabel"),
        ('[X]\nlabel = "X"\n', "tidak dapat menjadi kode"),
        ('[basis]\nlabel = "X"\n', "tidak dapat menjadi kode"),
        ('[x]\nunit = "JP"\n', "tidak mempunyai label"),
        ('[x]\nlabel = "X"\nunit = "JP"\narticle = "Pasal 1"\n', "tidak mempunyai law"),
        ('[x]\nlabel = "X"\nunit = "JP"\nlaw = "UU 1/2000"\narticle = " "\n', "tidak mempunyai article"),
        (HEAD, "tidak mempunyai nilai"),
        (HEAD + "[x.values]\n", "tidak mempunyai nilai"),
        (HEAD + "[x.values]\n2000 = 3\n", "bukan tanggal mulai"),
        (HEAD + "[x.values]\n2000-02-30 = 3\n", "bukan tanggal mulai"),
        (HEAD + 'verified = "ya"\n[x.values]\n2000-01-01 = 3\n', "verified harus true atau false"),
        (HEAD + "verifed = true\n[x.values]\n2000-01-01 = 3\n", "memuat 'verifed' yang tidak dikenal"),
        (HEAD + "[x.values]\n2000-01-01 = { law = 'UU', article = 'P' }\n", "tidak mempunyai value"),
        (HEAD + "[x.values]\n2000-01-01 = { value = 3, law = 'UU 2/2000' }\n", "tidak mempunyai article"),
        (HEAD + "[x.values]\n2000-01-01 = 3\n2001-01-01 = 'tiga'\n", "jenis yang berbeda"),
        (HEAD + "until = 'nanti'\n[x.values]\n2000-01-01 = 3\n", "until harus tanggal"),
        (HEAD + "until = 1999-01-01\n[x.values]\n2000-01-01 = 3\n", "sesudah akhir berlakunya"),
        (
            HEAD + "[x.values]\n2000-01-01 = 3\n[x.bounds]\nlaw = 'UU'\narticle = 'P'\n",
            "tidak membatasi apa pun",
        ),
        (HEAD + "[x.values]\n2000-01-01 = 3\n[x.bounds]\nminimum = 1\n", "tidak mempunyai law"),
        (
            HEAD
            + "[x.values]\n2000-01-01 = 3\n[x.bounds]\nminimum = 2\nmaximum = 1\nlaw = 'UU'\narticle = 'P'\n",
            "lebih besar daripada maximum",
        ),
        (
            HEAD + "[x.values]\n2000-01-01 = 3\n[x.bounds]\nminimum = 'a'\nlaw = 'UU'\narticle = 'P'\n",
            "hanya dapat membatasi angka",
        ),
    ],
)
def test_a_file_that_cannot_be_trusted_is_refused_with_a_sentence(
    tmp_path: Path, text: str, sentence: str
) -> None:
    with pytest.raises(MalformedTerms, match=sentence) as refusal:
        read(tmp_path, text)
    assert str(tmp_path / "terms.toml") in str(refusal.value)


# What an editor reads, and what nobody can mean ----------------------------------------------------

READ = """
[minimum_hours.wording]
words = ["jam pelajaran", "JP"]
bound = "minimum"
period = "tahun"
whom = ["PNS"]
about = ["kompetensi"]

[minimum_hours.sanity]
maximum = 8784
because = "setahun paling panjang 8.784 jam"
"""


def test_a_term_says_how_a_clause_that_sets_it_reads(tmp_path: Path) -> None:
    book = read(tmp_path, GOOD + READ)
    assert book["minimum_hours"].wording == Wording(
        ("jam pelajaran", "JP"), "minimum", "tahun", ("PNS",), ("kompetensi",)
    )
    assert book["periods"].wording == Wording()


def test_what_nobody_can_mean_is_told_apart_from_what_law_forbids(tmp_path: Path) -> None:
    term = read(tmp_path, GOOD + READ)["minimum_hours"]
    refusal = term.implausible(10_000_000)
    assert isinstance(refusal, Implausible)
    assert "setahun paling panjang 8.784 jam" in str(refusal)
    assert "bukan ketentuan hukum" in str(refusal)
    assert term.beyond(10_000_000) is None
    assert term.implausible(8784) is None


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ('[periods.wording]\nwords = "kali"', "words harus daftar teks"),
        ('[periods.wording]\nbound = "least"', "bound harus"),
        ("[periods.wording]\nperiod = 1", "period harus teks"),
        ("[periods.wording]\nother = 1", "'other' yang tidak dikenal"),
        ('[periods.sanity]\nbecause = "tidak mungkin"', "tidak mempunyai maximum"),
        ("[periods.sanity]\nmaximum = 12", "tidak mempunyai because"),
    ],
)
def test_a_slip_in_them_is_refused_with_its_place(tmp_path: Path, more: str, sentence: str) -> None:
    with pytest.raises(MalformedTerms, match=rf"\[periods\.(wording|sanity)\].*{sentence}"):
        read(tmp_path, f"{GOOD}\n{more}")
