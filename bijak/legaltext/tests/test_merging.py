"""Two people wrote in one text at once."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bijak.legaltext.merging import Known, merge
from bijak.legaltext.tree import Node


def text(pasal: dict[str, str]) -> Known:
    """A text of pasal that are known by a letter; what begins with "+" is new."""
    nodes = [Node("pasal", str(place), text=words) for place, words in enumerate(pasal.values(), start=1)]
    keys = {id(node): key for node, key in zip(nodes, pasal, strict=True) if not key.startswith("+")}
    return Known(Node("dokumen", children=nodes), keys)


def merged(base: str, mine: dict[str, str], theirs: dict[str, str]) -> tuple[list[str], list[object] | None]:
    written = text(mine)
    both = merge(text({key: key for key in base}), written, text(theirs), within={*base, *theirs})
    return [node.text for node in written.root.children], both


def test_what_each_did_elsewhere_stands_beside_the_other():
    mine = {"a": "A", "+": "baru", "b": "b", "d": "d"}
    theirs = {"a": "a", "b": "b", "x": "x", "c": "c", "d": "D"}
    assert merged("abcd", mine, theirs) == (["A", "baru", "b", "x", "D"], [])


def test_what_both_changed_reads_as_mine_and_is_named():
    assert merged("ab", {"a": "mine", "b": "B"}, {"a": "theirs", "b": "B"}) == (["mine", "B"], ["a"])


def test_what_one_changed_and_the_other_took_out_stays():
    assert merged("ab", {"b": "b"}, {"a": "A", "b": "b"}) == (["A", "b"], ["a"])
    assert merged("ab", {"a": "A", "b": "b"}, {"b": "b"}) == (["A", "b"], ["a"])


def test_what_they_added_to_a_part_taken_out_brings_it_back():
    base, theirs = text({"a": "a"}), text({"a": "a"})
    ayat = Node("ayat", "1", text="baru")
    theirs.root.children[0].children.append(ayat)
    mine = Known(Node("dokumen"), {})
    known = Known(theirs.root, {**theirs.keys, id(ayat): "b"})
    assert merge(base, mine, known, within={"a", "b"}) == []
    assert [node.text for node in mine.root.walk()] == ["", "a", "baru"]


def test_a_reference_that_was_typed_follows_their_numbers():
    mine = {"a": "Lihat Pasal 2.", "b": "b"}
    assert merged("ab", mine, {"a": "a", "x": "x", "b": "b"}) == (["Lihat Pasal 3.", "x", "b"], [])


def test_parts_that_were_moved_are_not_merged():
    assert merged("ab", {"a": "A", "b": "b"}, {"b": "b", "a": "a"}) == (["A", "b"], None)


@settings(max_examples=40)
@given(st.dictionaries(st.sampled_from("abcdef"), st.sampled_from(["same", "other", "gone"])))
def test_who_changed_nothing_gets_theirs_whole(fate: dict[str, str]):
    theirs = {
        key: "other" if fate.get(key) == "other" else key for key in "abcdef" if fate.get(key) != "gone"
    }
    assert merged("abcdef", {key: key for key in "abcdef"}, theirs) == (list(theirs.values()), [])
