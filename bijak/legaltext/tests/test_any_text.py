"""No word is lost, nothing crashes and nothing takes long, whatever the text."""

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bijak.legaltext import pages, reader, writing
from bijak.legaltext.tree import HEADERS, Node

BITS = st.sampled_from(
    (
        "BAB|I|Pasal|1|2|Pasal 1|Pasal 2|Pasal I|(1)|(2)|a.|b.|1.|2.|a)|1)|Menimbang|Mengingat:|MEMUTUSKAN:|"
        "Menetapkan:|Bagian Kesatu|Paragraf 1|ayat|huruf|dan|kata|Setiap|;|:|.|Agar setiap orang|PENJELASAN|"
        "LAMPIRAN|“Pasal 3|aa.|(1a)"
    ).split("|")
)
TEXTS = st.lists(st.tuples(BITS, st.sampled_from([" ", "\n", "", "\t", "\n\n"])), max_size=60).map(
    lambda pairs: "".join(bit + gap for bit, gap in pairs)
)


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W\d_]{3,}", text.lower()))


def kept(node: Node) -> Counter[str]:
    """The words of a tree; of a header line, the word that says what it is."""
    named = (*HEADERS, "pasal")
    return words(
        " ".join(
            f"{part.kind if part.kind in named else ''} {part.label} {part.heading} {part.text}"
            for part in node.walk()
        )
    )


@given(TEXTS)
def test_every_word_is_in_the_tree(text):
    document = reader.parse(text)
    assert words(text) - kept(document.root) - words(" ".join(document.furniture)) == Counter()


ARABIC = st.sampled_from(
    ("\u200fالمادة 1\u200f", "\u202bPasal 1\u202c", "\u2067(1)\u2069 نص", "ayat", "\n", " ")
)
ANY = st.lists(st.one_of(st.text(max_size=40), ARABIC, BITS), max_size=30).map("".join)


@given(ANY)
def test_any_characters_are_read(text):
    document = reader.parse(text)
    seen = pages.INVISIBLE.sub("", text)
    assert words(seen) - kept(document.root) - words(" ".join(document.furniture)) == Counter()
    writing.plain(document.root)


@pytest.mark.parametrize(
    "mark", ["BAB {}", "Pasal {}", "Bagian {}", "Paragraf {}", "BUKU {}", "({})", "LAMPIRAN {}"]
)
@pytest.mark.parametrize("sign", ["X", "1", "Ke"])
def test_a_number_without_end_is_none(mark, sign):
    """A table keeps 60 characters of it."""
    endless = mark.format(sign * 100)
    root = reader.parse(f"BAB I\nUMUM\nPasal 1\nIsi.\n{endless}\nLagi.\n").root
    assert max(len(node.label) for node in root.walk()) <= 40
    assert endless in writing.plain(root)


def test_a_word_with_a_place_to_break_is_whole():
    assert (
        reader.parse("Pasal 1\nPe\u00adga\u200bwai wajib hadir.").root.children[0].text
        == "Pegawai wajib hadir."
    )


@pytest.mark.parametrize("text", ["", " ", "\n", "\f", "Pasal", "(1)", "BAB I", "1 / 2"])
def test_almost_nothing_is_read(text):
    assert reader.parse(text).unread in ((), (text.strip(),))


def test_what_is_no_regulation_is_kept_and_named():
    document = reader.parse("Undangan rapat.\nHadir pukul 08.00.")
    assert [node.kind for node in document.root.children] == ["teks"]
    assert document.unread == ("Undangan rapat.\nHadir pukul 08.00.",)


MIB = 2_000_000
NASTY = {
    "no breaks": "kata " * (MIB // 5),
    "one word": "x" * MIB,
    "blanks": " " * MIB,
    "empty lines": "\n" * MIB,
    "ayat": "Pasal 1\n" + "(1) " * 30_000,
    "lists within lists": "Pasal 1\n" + ":\na. :\n1. :\na) :\n1) " * 5_000,
    "rejected": "Pasal 1\n" + "(5) A. " * 20_000,
    "amending": "Pasal I\n" + "1. Ketentuan\n“Pasal 2\n(1) A\n" * 3_000,
    "pages": "- 1 -\n" * 30_000,
    "sections": "MEMUTUSKAN:\nPasal 1\n" * 5_000,
}


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY.keys())
def test_a_nasty_text_is_read_to_its_end(text):
    """Each takes a second at most; a reader whose time grows faster than the text would take hours."""
    assert reader.parse(text).root


@pytest.mark.parametrize("line", ["BUKU KE", "Bagian Ke", "Paragraf ke", "BAB "])
def test_words_that_lost_their_blanks_number_no_part(line):
    glued = line + ("X" if line == "BAB " else "dua") * 60
    text = f"Pasal 1\nSatu.\n{glued}\nJudul\nPasal 2\nDua.\n"
    root = reader.parse(text).root
    assert max(len(node.label) for node in root.walk()) < 60
    assert kept(root) >= words(text.replace(glued, ""))
