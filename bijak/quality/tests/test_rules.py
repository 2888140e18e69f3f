"""Each rule against cases that officers can read, and numbers read at once against the kernel's reading one by one."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from bijak.kernel import nip as kernel
from bijak.quality import rules, texts
from bijak.quality.engine.numbers import read_niks, read_nips
from bijak.quality.queries import examining

ON = date(2026, 11, 2)
ANI: dict[str, Any] = {
    "employee": 1,
    "unit": 7,
    "nip": "199001012015012001",
    "name": "Ani Lestari",
    "born_on": date(1990, 1, 1),
    "sex": "P",
    "nik": "6171054101900001",
    "nik_is_valid": True,
    "nik_is_shared": False,
    "kind": "pns",
    "kind_from": date(2016, 1, 1),
    "contract_ends_on": None,
    "appointed_on": date(2015, 1, 1),
    "rank_code": "33",
    "rank_order": 33,
    "rank_from": date(2023, 4, 1),
    "rank_sank_from": "",
    "rank_sank_to": "",
    "rank_sank_on": None,
    "position_kind": "functional",
    "position_title": "Analis Kebijakan Ahli Muda",
    "position_from": date(2023, 4, 1),
    "echelon": "",
    "education": "40",
    "separated_on": None,
    "leave_from": None,
    "leave_until": None,
    "ranks_without_decree": 0,
    "positions_without_decree": 0,
    "appointments_without_decree": 0,
    "first_decree_on": date(2015, 1, 1),
    "unit_is_closed": False,
    "unit_existed": True,
    "shares_headship": False,
    "retires_on": date(2048, 2, 1),
}
CASES = tomllib.loads((Path(__file__).parents[1] / "cases.toml").read_text("utf-8"))["case"]


def found(*cases: dict[str, Any]) -> list[set[str]]:
    """The codes of what is found of each, all examined together."""
    people = [
        ANI | case | {"name": case.get("name_written", ANI["name"]), "employee": place}
        for place, case in enumerate(cases)
    ]
    facts = {name: _column([person[name] for person in people], like=value) for name, value in ANI.items()}
    told: list[set[str]] = [set() for _case in cases]
    for each in examining.judge(facts, on=ON).found():
        told[each.employee].add(each.rule.code)
    return told


def _column(values: list[Any], *, like: Any) -> Any:
    if isinstance(like, date) or like is None:
        return np.array(values, "datetime64[D]")
    return np.array(values, object if values[0] is True or values[0] is False else None)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_case_is_found_as_it_says(case: dict[str, Any]) -> None:
    assert found(case) == [set(case["found"])]


def test_all_cases_at_once_are_found_as_one_by_one() -> None:
    assert found(*CASES) == [set(case["found"]) for case in CASES]


def test_every_rule_has_a_case_and_words() -> None:
    assert {code for case in CASES for code in case["found"]} == set(rules.RULES)
    assert set(texts.RULES) == set(rules.RULES)
    assert {name for rule in rules.RULES.values() for name in rule.shows} == set(texts.FACTS)


def test_what_is_hidden_is_not_told_but_watched() -> None:
    facts = {name: _column([value, value], like=value) for name, value in ANI.items()}
    facts["nik"] = np.array(["6171054113900001", "6171054113900002"])
    one, other = examining.judge(facts, on=ON).found()
    assert one.facts == other.facts == {}
    assert one.fingerprint != other.fingerprint


@hypothesis(max_examples=60)
@given(
    st.lists(
        st.one_of(
            st.text("0123456789", min_size=17, max_size=19),
            st.builds(
                lambda day, year, marker, rest: f"{day:%Y%m%d}{year}{marker:02d}{rest}",
                st.dates(date(1930, 1, 1), date(2010, 1, 1)),
                st.integers(2011, 2030),
                st.integers(0, 30),
                st.text("0123", min_size=4, max_size=4),
            ),
        ),
        min_size=1,
        max_size=20,
    )
)
def test_nips_are_read_as_the_kernel_reads_them(texts: list[str]) -> None:
    read = read_nips(np.array(texts, "U19"))
    for place, text in enumerate(texts):
        try:
            known = kernel.parse(text)
        except kernel.InvalidNip:
            continue
        assert read.born_on[place] == np.datetime64(known.born_on)
        assert read.sex[place] == known.sex
        assert read.is_pppk[place] == (known.kind == "pppk")
        year, month = known.appointed
        assert read.appointed[place] == year * 100 + (month or 0)


@hypothesis(max_examples=60)
@given(
    st.lists(
        st.one_of(
            st.text("0123456789", min_size=15, max_size=17),
            st.builds(
                lambda day, month, year, rest: f"617105{day:02d}{month:02d}{year:02d}{rest}",
                st.integers(0, 75),
                st.integers(0, 13),
                st.integers(0, 99),
                st.text("01", min_size=4, max_size=4),
            ),
        ),
        min_size=1,
        max_size=20,
    )
)
def test_niks_are_read_as_the_kernel_reads_them(texts: list[str]) -> None:
    read = read_niks(np.array(texts, "U17"))
    for place, text in enumerate(texts):
        try:
            known = kernel.parse_nik(text)
        except kernel.InvalidNik:
            assert not read.is_read[place]
            continue
        assert read.is_read[place]
        day, month, year = known.born
        assert (read.born[place], read.sex[place]) == (day * 10_000 + month * 100 + year, known.sex)
