import pytest

from bijak.kernel import ranks


def test_the_ladder_of_pns_has_seventeen_rungs_in_order() -> None:
    assert len(ranks.PNS) == 17
    assert [rank.code for rank in ranks.PNS] == sorted(rank.code for rank in ranks.PNS)
    assert str(ranks.PNS[0]) == "Juru Muda (I/a)"
    assert str(ranks.PNS[-1]) == "Pembina Utama (IV/e)"


@pytest.mark.parametrize("typed", ["III/c", "iii/C", " III / c "])
def test_a_grade_is_found_however_it_was_typed(typed: str) -> None:
    assert (
        ranks.by_grade(typed)
        == ranks.by_code("33")
        == ranks.by_code(33)
        == ranks.Rank("33", "III/c", "Penata")
    )


@pytest.mark.parametrize("typed", ["IX", "ix", "9", 9])
def test_pppk_grades_are_found_by_roman_and_arabic_numbers(typed: str | int) -> None:
    assert ranks.by_pppk_grade(typed).number == 9


@pytest.mark.parametrize("wrong", ["XVIII", "0", 18, "", "III/c"])
def test_a_grade_that_is_not_in_the_law_is_refused(wrong: str | int) -> None:
    with pytest.raises(ranks.UnknownRank):
        ranks.by_pppk_grade(wrong)


@pytest.mark.parametrize("wrong", ["15", "10", "46", ""])
def test_a_code_that_is_not_in_the_law_is_refused(wrong: str) -> None:
    with pytest.raises(ranks.UnknownRank):
        ranks.by_code(wrong)
    with pytest.raises(ranks.UnknownRank):
        ranks.by_grade(wrong)
