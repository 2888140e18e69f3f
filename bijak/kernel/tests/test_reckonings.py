from datetime import date

import pytest

from bijak.kernel.columns import column
from bijak.kernel.packs import NoSuchRule, Rule, Rules
from bijak.kernel.reckonings import Line, reckon
from bijak.kernel.terms import Basis

BASIS = Basis("PermenPANRB 38/2018", "Lampiran", term="weight", unit="poin")


def test_lines_add_up_and_one_person_is_cut_out_with_what_hers_were_made_of() -> None:
    whole = reckon(
        Line("education", [15, 20], BASIS, of={"level": ["s1", "s2"], "since": date(2020, 1, 1)}),
        Line("sanction", -2, BASIS),
    )
    assert list(whole.total) == [13, 18]
    assert whole[1].total.item() == 18
    assert whole[1].facts()[0] == {
        "code": "education",
        "value": 20,
        "unit": "poin",
        "of": {"level": "s2", "since": "2020-01-01"},
        "law": "PermenPANRB 38/2018",
        "article": "Lampiran",
    }


def test_a_sum_with_an_unknown_line_is_unknown_and_says_which() -> None:
    whole = reckon(Line("education", column(None)), Line("training", 15))
    assert whole.total.item() is None
    assert [line.code for line in whole.unknowns] == ["education"]


def test_lines_are_told_apart_by_code() -> None:
    with pytest.raises(ValueError, match="code of its own"):
        reckon(Line("a", 1), Line("a", 2))
    with pytest.raises(TypeError):
        reckon()


def test_rules_are_found_by_code_and_registered_once(tmp_path: object) -> None:
    rules = Rules()
    rule = Rule(
        code="x.y", label="", purpose="", context="x", decide=reckon, facts=(), says={}, cases=tmp_path
    )  # type: ignore[arg-type]
    rules.add(rule)
    assert rules.get("x.y") is rule
    assert list(rules) == [rule]
    with pytest.raises(ValueError, match="x.y"):
        rules.add(rule)
    rules.remove("x.y")
    with pytest.raises(NoSuchRule):
        rules.get("x.y")
