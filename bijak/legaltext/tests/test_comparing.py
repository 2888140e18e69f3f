"""A provision stays the same one when a text is pasted anew."""

import random
import time

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


def test_a_thousand_ayat_are_matched_in_a_blink():
    draw = random.Random(1)
    vocabulary = [f"kata{n}" for n in range(600)]
    old: list[Piece] = []
    for number in range(250):
        old.append(Piece(len(old), "pasal", str(number + 1), "", ""))
        for ayat in range(1, 5):
            old.append(Piece(len(old), "ayat", str(ayat), "", " ".join(draw.choices(vocabulary, k=30))))
    new = [p._replace(text=p.text.replace("kata7", "diubah")) for p in old[:500]] + old[520:]
    started = time.perf_counter()
    found = comparing.match(old, new)
    assert time.perf_counter() - started < 0.5  # 0.05 s on an idle core
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


def test_long_passages_of_the_same_word_are_compared_in_no_time():
    started = time.perf_counter()
    comparing.words("a x " * 500, "a y " * 500)
    comparing.words(". " * 1900, ". " * 1899 + "x")
    assert time.perf_counter() - started < 2


def test_one_word_of_a_long_passage_is_one_word():
    before = " ".join(f"kata{number % 60}" for number in range(400))
    after = before.replace("kata7 kata8", "kata7 lain", 1)
    assert [run for run in comparing.words(before, after) if run[0] != "same"] == [
        ("deleted", "kata8"), ("inserted", "lain"),
    ]  # fmt: skip
