"""Numbers follow the order of the parts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bijak.legaltext import labels, numbering
from bijak.legaltext.tree import Node


def test_the_tenth_bagian_and_those_after_it():
    assert [labels.ordinal(n) for n in (1, 10, 11, 12, 20, 21)] == [
        "Kesatu", "Kesepuluh", "Kesebelas", "Kedua Belas", "Kedua Puluh", "Kedua Puluh Satu",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("number", "words"), [(24, "dua puluh empat"), (100, "seratus"), (111, "seratus sebelas")]
)
def test_a_number_in_words(number, words):
    assert labels.words(number) == words


@given(st.integers(1, 3999))
def test_a_roman_number_is_read_as_it_was_written(number):
    assert labels.roman_value(labels.roman(number)) == number


def test_letters_go_on_after_z():
    assert [labels.letter(n) for n in (1, 26, 27, 28)] == ["a", "z", "aa", "bb"]


def test_a_pasal_taken_out_moves_those_after_it_and_ayat_begin_anew():
    second = Node("pasal", "3", children=[Node("ayat", "2"), Node("ayat", "3")])
    chapters = [Node("bab", "I", children=[Node("pasal", "1")]), Node("bab", "III", children=[second])]
    changed = numbering.renumber(chapters)
    assert chapters[1].label == "II"
    assert second.label == "2"
    assert [ayat.label for ayat in second.children] == ["1", "2"]
    assert [(change.node.kind, change.before) for change in changed] == [
        ("bab", "III"), ("pasal", "3"), ("ayat", "2"), ("ayat", "3"),
    ]  # fmt: skip


def test_a_quoted_pasal_and_the_penjelasan_keep_their_numbers():
    quoted = Node("pasal", "17")
    explained = Node("penjelasan", children=[Node("pasal", "9")])
    numbering.renumber([Node("pasal", "1", children=[Node("angka", "1", children=[quoted])]), explained])
    assert quoted.label == "17"
    assert explained.children[0].label == "9"


def test_the_pasal_of_an_amending_law_stay_roman_and_what_they_quote_stays_as_quoted():
    quoted = Node("bab", "IIA", children=[Node("pasal", "5A")])
    first = Node("pasal", "II", children=[Node("angka", "4", children=[quoted])])
    numbering.renumber([first, Node("pasal", ""), last := Node("pasal", "I")])
    assert (first.label, last.label, first.children[0].label) == ("I", "III", "1")
    assert (quoted.label, quoted.children[0].label) == ("IIA", "5A")
