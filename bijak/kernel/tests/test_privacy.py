from datetime import date

import pytest

from bijak.kernel import nip
from bijak.kernel.privacy import SCRUB_RULES, scrub

KEY = b"one copy"

SAMPLES = {
    "name": "Siti Aminah",
    "email": "siti@pontianak.example",
    "phone": "0812345678",
    "text": "Sakit sejak Mei.",
    "number": "6171014101850001",
    "date": date(1985, 1, 1),
}


@pytest.mark.parametrize("rule", sorted(SAMPLES))
def test_one_value_gets_one_substitute_per_key_and_never_itself(rule: str) -> None:
    value = SAMPLES[rule]
    substitute = scrub(rule, value, key=KEY)
    assert substitute != value
    assert type(substitute) is type(value)
    assert substitute == scrub(rule, value, key=KEY)
    if rule != "text":
        assert substitute != scrub(rule, value, key=b"another copy")


@pytest.mark.parametrize("rule", sorted(SCRUB_RULES))
@pytest.mark.parametrize("empty", [None, ""])
def test_what_is_empty_stays_empty(rule: str, empty: str | None) -> None:
    assert scrub(rule, empty, key=KEY) == empty


def test_a_nip_becomes_another_nip_of_the_same_kind_and_sex() -> None:
    before = nip.parse("199208152022211007")
    after = nip.parse(scrub("number", before.text, key=KEY))
    assert after != before
    assert (after.kind, after.sex, after.born_on.year) == (before.kind, before.sex, before.born_on.year)


def test_a_number_keeps_its_shape() -> None:
    masked = scrub("number", "SK 821/2020-X", key=KEY)
    assert [c if not c.isdigit() else "9" for c in masked] == list("SK 999/9999-X")
    assert 1000 <= scrub("number", 4321, key=KEY) <= 9999


def test_blank_and_keep_do_what_they_say() -> None:
    assert scrub("blank", "x", key=KEY) == ""
    assert scrub("blank", 7, key=KEY) is None
    assert scrub("keep", "x", key=KEY) == "x"
