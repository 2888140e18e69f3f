"""The demo's regulations are in proper form: read without rest, printed word for word, numbered without a gap."""

import re
import tomllib

import pytest

from bijak.legaltext import labels, numbering, reader, writing
from bijak.legaltext.tree import address
from bijak.operations.demo_policies import FOLDER

TEXTS = sorted(FOLDER.glob("*.txt"))


@pytest.fixture(params=TEXTS, ids=lambda path: path.stem)
def path(request):
    return request.param


def test_there_are_five_of_three_agencies():
    assert len(TEXTS) == 5
    assert {path.stem.partition("_")[0] for path in TEXTS} == {"pontianak", "mamuju", "jakarta"}


def test_it_is_read_without_rest_and_printed_word_for_word(path):
    text = path.read_text(encoding="utf-8")
    document = reader.parse(text)
    assert document.unread == ()
    assert 15 <= document.counts["pasal"] <= 30
    assert writing.plain(document.root).split() == text.split()


def test_it_is_numbered_without_a_gap(path):
    assert numbering.renumber(reader.parse(path.read_text(encoding="utf-8")).root.children) == []


def test_its_numbers_and_their_words_agree(path):
    pairs = re.findall(r"\b(\d+) \(([a-z ]+)\)", path.read_text(encoding="utf-8"))
    assert [(number, labels.words(int(number))) for number, _words in pairs] == pairs


def test_what_it_refers_to_exists(path):
    root = reader.parse(path.read_text(encoding="utf-8")).root
    there = {address(way) for way in root.paths()}
    for way in root.paths():
        for pasal, ayat in re.findall(r"dalam Pasal (\d+)(?: ayat \((\d+)\))?", way[-1].text):
            assert (f"Pasal {pasal} ayat ({ayat})" if ayat else f"Pasal {pasal}") in there
        own = next((part.label for part in way if part.kind == "pasal"), None)
        for ayat in re.findall(r"pada ayat \((\d+)\)", way[-1].text):
            assert f"Pasal {own} ayat ({ayat})" in there


def test_the_clauses_that_set_terms_say_the_value(path):
    described = tomllib.loads(path.with_suffix(".toml").read_text(encoding="utf-8"))
    clauses = {address(way): way[-1] for way in reader.parse(path.read_text(encoding="utf-8")).root.paths()}
    for term in described.get("terms", ()):
        assert f"{term['value']} ({labels.words(term['value'])})" in clauses[term["clause"]].text
