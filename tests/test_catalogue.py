"""English is complete: every sentence of the house is translated, and nothing else is in the catalogue."""

import polib
import pytest

from tools import catalogue


@pytest.fixture(scope="module")
def english() -> polib.POFile:
    return polib.pofile(str(catalogue.CATALOGUE))


def test_no_sentence_is_untranslated_or_stale(english: polib.POFile) -> None:
    assert catalogue.faults(english) == []


def test_the_compiled_catalogue_is_the_written_one(english: polib.POFile) -> None:
    assert catalogue.CATALOGUE.with_suffix(".mo").read_bytes() == catalogue.compiled(english)


def test_a_sentence_that_no_catalogue_can_hold_is_refused() -> None:
    with pytest.raises(catalogue.NotPlain, match="only a plain text"):
        list(catalogue._in_python('_(f"Halo {name}.")', "example.py"))


def test_sentences_of_templates_are_found() -> None:
    source = (
        '{% load i18n %}{% translate "Simpan" %}{% card title=_("Judul") %}'
        "{% blocktranslate trimmed with name=a %}Halo\n {{ name }}, 100%.{% endblocktranslate %}"
        "{% blocktranslate count n=n %}{{ n }} baris{% plural %}{{ n }} baris{% endblocktranslate %}"
    )
    found = [(one.text, one.plural) for one in catalogue._in_template(source, "example.html")]
    assert found == [
        ("Simpan", ""),
        ("Judul", ""),
        ("Halo %(name)s, 100%%.", ""),
        ("%(n)s baris", "%(n)s baris"),
    ]


def test_a_translation_must_keep_its_placeholders() -> None:
    assert catalogue.placeholders("%(n)s dari {total}, 5%%") == ["%(n)s", "{total}"]


def test_the_names_of_terms_are_found() -> None:
    source = '[hours]\nlabel = "Jam"\nunit = "JP"\n[hours.sanity]\nmaximum = 9\nbecause = "terlalu lama"\n'
    assert [one.text for one in catalogue._in_terms(source, "terms.toml")] == ["Jam", "JP", "terlalu lama"]
