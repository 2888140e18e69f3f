"""A provision stays the same one when a text is pasted anew."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bijak.legaltext import comparing
from bijak.legaltext.comparing import Piece


def pieces(*rows):
    """(kind, label, text), each its own key."""
    return [
        Piece(f"{kind} {label} {place}", kind, label, "", text)
        for place, (kind, label, text) in enumerate(rows)
    ]


OLD = pieces(
    ("pasal", "1", "Setiap PNS berhak atas pengembangan kompetensi."),
    ("pasal", "2", ""),
    ("ayat", "1", "Pengembangan kompetensi paling sedikit 20 (dua puluh) jam pelajaran dalam satu tahun."),
    ("ayat", "2", "Kepala perangkat daerah menyusun kebutuhan pengembangan kompetensi."),
    ("pasal", "3", "Peraturan Wali Kota ini mulai berlaku pada tanggal diundangkan."),
)


def matched(new):
    found = comparing.match(OLD, new)
    return [found.get(index) for index in range(len(new))]


def test_the_same_text_is_the_same_provisions():
    assert matched([piece._replace(key=None) for piece in OLD]) == [piece.key for piece in OLD]


def test_changed_words_in_the_same_place_are_the_same_provision():
    new = list(OLD)
    new[2] = new[2]._replace(
        text="Pengembangan kompetensi paling sedikit 24 (dua puluh empat) jam pelajaran setahun."
    )
    assert matched(new) == [piece.key for piece in OLD]


def test_a_pasal_put_in_between_is_new_and_those_after_it_are_not():
    new = pieces(
        ("pasal", "1", OLD[0].text),
        ("pasal", "2", "Wali Kota membentuk tim pelaksana di bidang kepegawaian daerah."),
        ("pasal", "3", ""),
        ("ayat", "1", OLD[2].text),
        ("ayat", "2", OLD[3].text),
        ("pasal", "4", OLD[4].text),
    )
    assert matched(new) == [OLD[0].key, None, OLD[1].key, OLD[2].key, OLD[3].key, OLD[4].key]


def test_another_provision_in_the_same_place_is_not_the_same():
    new = list(OLD)
    new[4] = new[4]._replace(
        text="Anggaran dibebankan kepada APBD serta sumber lain yang sah dan tidak mengikat."
    )
    assert matched(new)[4] is None


def test_an_ayat_moved_to_another_pasal_keeps_its_key():
    new = pieces(
        ("pasal", "1", ""),
        ("ayat", "1", OLD[0].text),
        ("ayat", "2", OLD[3].text),
        ("pasal", "2", OLD[2].text),
        ("pasal", "3", OLD[4].text),
    )
    assert matched(new)[2] == OLD[3].key


def test_a_thousand_ayat_find_themselves_again():
    draw = random.Random(1)
    vocabulary = [f"kata{n}" for n in range(600)]
    old: list[Piece] = []
    for number in range(250):
        old.append(Piece(len(old), "pasal", str(number + 1), "", ""))
        for ayat in range(1, 5):
            old.append(Piece(len(old), "ayat", str(ayat), "", " ".join(draw.choices(vocabulary, k=30))))
    new = [p._replace(text=p.text.replace("kata7", "diubah")) for p in old[:500]] + old[520:]
    found = comparing.match(old, new)
    assert found[0] == 0
    assert all(found[index] == new[index].key for index in range(len(new)))


def test_what_became_of_each_part():
    new = [
        OLD[0]._replace(label="1"),
        OLD[4]._replace(label="2"),
        Piece("new", "pasal", "3", "", "Wali Kota membentuk tim."),
        OLD[1]._replace(label="4"),
        OLD[2]._replace(text=OLD[2].text.replace("20 (dua puluh)", "24 (dua puluh empat)")),
    ]
    changes = comparing.compare(OLD, new)
    assert [(change.kind, (change.new or change.old).key) for change in changes] == [
        ("same", OLD[0].key), ("moved", OLD[4].key), ("inserted", "new"), ("renumbered", OLD[1].key),
        ("changed", OLD[2].key), ("deleted", OLD[3].key),
    ]  # fmt: skip
    assert ("deleted", "20") in changes[4].words
    assert "".join(text for op, text in changes[4].words if op != "deleted") == new[4].text


@pytest.mark.parametrize(("old", "new"), [("a x " * 500, "a y " * 500), (". " * 1900, ". " * 1899 + "x")])
def test_long_passages_of_the_same_word_are_compared(old, new):
    """In no time; when every place of a word is tried against every other, it takes minutes."""
    runs = comparing.words(old, new)
    assert "".join(text for op, text in runs if op != "inserted") == old
    assert "".join(text for op, text in runs if op != "deleted") == new


def test_one_word_of_a_long_passage_is_one_word():
    before = " ".join(f"kata{number % 60}" for number in range(400))
    after = before.replace("kata7 kata8", "kata7 lain", 1)
    assert [run for run in comparing.words(before, after) if run[0] != "same"] == [
        ("deleted", "kata8"), ("inserted", "lain"),
    ]  # fmt: skip


def law_of(pasal, ayat):
    """A text of so many pasal with so many ayat each, and as many words as laws have."""
    draw = random.Random(2)
    vocabulary = [f"kata{n}" for n in range(600)]
    found = []
    for number in range(pasal):
        found.append(Piece(number, "pasal", str(number + 1), "", ""))
        for item in range(1, ayat + 1):
            found.append(
                Piece((number, item), "ayat", str(item), "", " ".join(draw.choices(vocabulary, k=35)))
            )
    return found


def test_two_hundred_pasal_show_what_changed_and_no_more():
    old = law_of(200, 5)
    new = [piece._replace(text=piece.text.replace("kata7 ", "diubah ")) for piece in old]
    changed = {change.new.key for change in comparing.compare(old, new) if change.kind != "same"}
    assert changed == {piece.key for piece, before in zip(new, old, strict=True) if piece.text != before.text}


TEXT = st.lists(st.sampled_from("pegawai wajib hadir jam kerja dan libur".split()), max_size=6).map(" ".join)
EDIT = st.one_of(
    st.tuples(st.just("change"), st.integers(0, 99), TEXT),
    st.tuples(st.just("insert"), st.integers(0, 99), TEXT),
    st.tuples(st.just("delete"), st.integers(0, 99), st.just("")),
    st.tuples(st.just("move"), st.integers(0, 99), st.integers(0, 99)),
    st.tuples(st.just("number"), st.integers(0, 99), st.just("")),
)


def edited(old, edits):
    new = list(old)
    for count, (edit, where, what) in enumerate(edits):
        if edit == "insert":
            new.insert(where % (len(new) + 1), Piece(f"new {count}", "ayat", "9", "", what))
            continue
        if not new:
            continue
        place = where % len(new)
        if edit == "delete":
            del new[place]
        elif edit == "move":
            piece = new.pop(place)
            new.insert(what % (len(new) + 1), piece)
        else:
            change = {"text": what} if edit == "change" else {"label": "8"}
            new[place] = new[place]._replace(**change)
    return new


@given(st.lists(TEXT, max_size=12), st.lists(EDIT, max_size=8))
def test_what_is_reported_is_what_was_done(texts, edits):
    old = [Piece(key, "ayat", str(key), "", text) for key, text in enumerate(texts)]
    new = edited(old, edits)
    changes = comparing.compare(old, new)
    before, after = {p.key: p for p in old}, {p.key: p for p in new}

    def keys(*kinds):
        return [(change.new or change.old).key for change in changes if change.kind in kinds]

    # Every part once, the new ones in their order, the deleted ones in theirs.
    assert [change.new for change in changes if change.new] == new
    assert [change.old for change in changes if change.kind == "deleted"] == [
        p for p in old if p.key not in after
    ]
    assert set(keys("inserted")) == after.keys() - before.keys()
    common = after.keys() & before.keys()
    assert set(keys("changed")) == {key for key in common if before[key].text != after[key].text}
    # No more is called moved than was moved.
    assert len(keys("moved")) <= sum(edit == "move" for edit, _where, _what in edits)
    stayed = [key for key in keys("same", "renumbered") if key in before]
    assert stayed == sorted(stayed)
    renumbered = {key for key in common if before[key].label != after[key].label}
    assert set(keys("renumbered")) <= renumbered <= set(keys("renumbered", "moved", "changed"))
    for change in changes:
        for side, op in ((change.old, "inserted"), (change.new, "deleted")):
            told = "".join(run for kind, run in change.words if kind != op)
            assert " ".join(told.split()) == (" ".join(side.text.split()) if side else "")


@given(st.lists(TEXT.filter(bool), max_size=12, unique=True), st.lists(EDIT, max_size=5))
def test_unchanged_words_are_found_again_without_their_keys(texts, edits):
    old = [Piece(key, "ayat", str(key), "", text) for key, text in enumerate(texts)]
    new = edited(old, edits)
    found = comparing.match(old, new)
    assert len(set(found.values())) == len(found)
    by_text = {piece.text: piece.key for piece in old}
    for index, piece in enumerate(new):
        if [p.text for p in new].count(piece.text) == 1 and piece.text in by_text:
            assert found[index] == by_text[piece.text]
