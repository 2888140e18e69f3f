"""A draft becomes an amending regulation, and carrying that out gives the draft again."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bijak.legaltext import amending, numbering, reader, writing
from bijak.legaltext.amending import CannotAmend, bodies
from bijak.legaltext.tests.test_any_text import ANY, TEXTS
from bijak.legaltext.tree import Node

OLD = """PERATURAN WALI KOTA PONTIANAK
NOMOR 5 TAHUN 2025
TENTANG
PENGEMBANGAN KOMPETENSI ASN
MEMUTUSKAN:
Menetapkan: PERATURAN WALI KOTA TENTANG PENGEMBANGAN KOMPETENSI ASN.
BAB I
KETENTUAN UMUM
Pasal 1
Dalam Peraturan Wali Kota ini yang dimaksud dengan:
1. Aparatur Sipil Negara yang selanjutnya disingkat ASN adalah profesi.
2. Kota adalah Kota Pontianak.
BAB II
HAK DAN KEWAJIBAN
Bagian Kesatu
Hak
Pasal 2
(1) Setiap ASN berhak atas pengembangan kompetensi.
(2) Hak sebagaimana dimaksud pada ayat (1) paling sedikit 20 (dua puluh) jam pelajaran.
(3) Tata cara pengembangan diatur oleh kepala badan.
Bagian Kedua
Cara
Pasal 3
Pengembangan dilakukan melalui:
a. pelatihan klasikal; dan
b. pelatihan nonklasikal.
Pasal 4
Pelatihan sebagaimana dimaksud dalam Pasal 3 huruf a dibiayai oleh anggaran daerah.
BAB III
PENUTUP
Pasal 5
Peraturan Wali Kota ini mulai berlaku pada tanggal diundangkan.
"""


def amended(*changes, old=OLD):
    new = old
    for before, after in changes:
        assert before in new
        new = new.replace(before, after)
    return amending.write(reader.parse(old), reader.parse(new))


def instructions(instrument):
    first = next(n for n in instrument.document.root.children if n.kind == "pasal")
    return [item.text for item in first.children if item.kind == "angka"] or [first.text]


def result(instrument):
    return writing.plain(instrument.result.root)


TWICE = ("Kota adalah Kota Pontianak.", "Kota adalah Kota Pontianak di Provinsi Kalimantan Barat.")


def test_a_changed_ayat_is_named_and_its_pasal_quoted():
    made = amended(TWICE, ("20 (dua puluh)", "24 (dua puluh empat)"))
    assert instructions(made) == [
        "Ketentuan Pasal 1 diubah sehingga berbunyi sebagai berikut:",
        "Ketentuan ayat (2) Pasal 2 diubah sehingga Pasal 2 berbunyi sebagai berikut:",
    ]
    assert "Beberapa ketentuan dalam Peraturan Wali Kota Pontianak Nomor 5 Tahun 2025" in made.text
    assert "tentang Pengembangan Kompetensi ASN diubah sebagai berikut:" in made.text
    assert "Pasal II\nPeraturan Wali Kota ini mulai berlaku pada tanggal diundangkan." in made.text


def test_one_change_is_one_sentence_that_names_the_regulation():
    made = amended(("Cara\nPasal 3", "Jalur\nPasal 3"))
    assert instructions(made) == [
        "Judul Bagian Kedua BAB II dalam Peraturan Wali Kota Pontianak Nomor 5 Tahun 2025 tentang Pengembangan "
        "Kompetensi ASN diubah sehingga berbunyi sebagai berikut:"
    ]


def test_inserted_pasal_and_ayat_get_letters_and_nothing_shifts():
    made = amended(
        ("(3) Tata cara", "(3) Kepala perangkat daerah menyusun rencana kebutuhan tahunan.\n(4) Tata cara"),
        ("Pasal 4\n", "Pasal 4\nLembaga pelatihan wajib terakreditasi oleh instansi pembina.\nPasal 5\n"),
        ("PENUTUP\nPasal 5", "PENUTUP\nPasal 6"),
    )
    assert instructions(made) == [
        "Di antara ayat (2) dan ayat (3) Pasal 2 disisipkan 1 (satu) ayat, yakni ayat (2a) sehingga Pasal 2 berbunyi "
        "sebagai berikut:",
        "Di antara Pasal 3 dan Pasal 4 disisipkan 1 (satu) pasal, yakni Pasal 3A yang berbunyi sebagai berikut:",
    ]
    assert "(2a) Kepala perangkat" in result(made)
    assert "Pasal 4\nPelatihan" in result(made)


def test_what_is_taken_out_keeps_its_number():
    made = amended(
        (
            "Pasal 4\nPelatihan sebagaimana dimaksud dalam Pasal 3 huruf a dibiayai oleh anggaran daerah.\n",
            "",
        ),
        ("PENUTUP\nPasal 5", "PENUTUP\nPasal 4"),
        ("(3) Tata cara pengembangan diatur oleh kepala badan.\n", ""),
    )
    assert instructions(made) == [
        "Ketentuan ayat (3) Pasal 2 dihapus sehingga Pasal 2 berbunyi sebagai berikut:",
        "Pasal 4 dihapus.",
    ]
    assert "(3) Dihapus." in result(made)
    assert "Pasal 4\nDihapus." in result(made)
    assert "Pasal 5\nPeraturan Wali Kota ini" in result(made)


def test_a_bab_is_inserted_with_its_pasal_and_references_follow():
    made = amended(
        ("BAB III\nPENUTUP\nPasal 5", "BAB III\nEVALUASI\nPasal 5\nInspektorat mengevaluasi pelatihan tiap tahun.\n"
         "BAB IV\nPENUTUP\nPasal 6\nHasil evaluasi sebagaimana dimaksud dalam Pasal 5 disampaikan.\nPasal 7"),
    )  # fmt: skip
    assert instructions(made) == [
        "Di antara BAB II dan BAB III disisipkan 1 (satu) bab, yakni BAB IIA yang berbunyi sebagai berikut:",
        "Di antara Pasal 4A dan Pasal 5 dalam BAB III disisipkan 1 (satu) pasal, yakni Pasal 4B yang berbunyi sebagai "
        "berikut:",
    ]
    assert "dimaksud dalam Pasal 4A disampaikan" in result(made)


def test_a_bab_is_taken_out_with_all_it_holds():
    gone = OLD[OLD.index("BAB II\n") : OLD.index("BAB III")]
    made = amended((gone, ""), ("BAB III\nPENUTUP\nPasal 5", "BAB II\nPENUTUP\nPasal 2"), TWICE)
    assert instructions(made)[1] == "BAB II dihapus."
    assert "Pasal 3\nDihapus.\n\nPasal 4\nDihapus." in result(made)


def test_a_new_first_pasal_takes_the_number_and_the_old_one_goes_behind():
    made = amended(("Pasal 1\n", "Pasal 1\nPeraturan ini berasaskan keadilan bagi semua pegawai.\nPasal 2\n"))
    assert instructions(made)[0] == "Ketentuan Pasal 1 diubah sehingga berbunyi sebagai berikut:"
    assert "Pasal 1A\nDalam Peraturan Wali Kota ini" in result(made)


def test_a_quoted_definition_is_no_instruction():
    made = amended(
        TWICE,
        ("2. Kota", "2. Bagian Organisasi adalah unit kerja.\n3. Kota"),
        ("20 (dua puluh)", "24 (dua puluh empat)"),
    )
    assert len(instructions(made)) == 2


def test_a_chain_of_amendments():
    first = amended(("(3) Tata", "(3) Rencana kebutuhan disusun kepala perangkat daerah.\n(4) Tata"))
    again = reader.parse(
        result(first).replace("tiap tahun", "").replace("klasikal; dan", "klasikal, termasuk magang; dan")
    )
    second = amending.write(first.result, again, earlier=["Peraturan Wali Kota Pontianak Nomor 9 Tahun 2026"])
    assert "PERUBAHAN KEDUA ATAS PERATURAN WALI KOTA PONTIANAK" in second.text
    assert "sebagaimana telah diubah dengan Peraturan Wali Kota Pontianak Nomor 9 Tahun 2026" in second.text
    after_both = amending.consolidate(reader.parse(OLD), [first.text, second.text])
    assert after_both.refused == ()
    assert bodies.same(after_both.document.root, second.result.root)


def test_amendments_stand_behind_what_they_amend():
    assert amending.in_order({"C": "B", "B": "A"}) == ["A", "B", "C"]


def test_a_circle_of_amendments_is_refused_and_named():
    with pytest.raises(CannotAmend, match=r"lingkaran: (A → B → A|B → A → B)"):
        amending.in_order({"A": "B", "B": "A"})


def test_the_same_text_needs_no_amendment():
    with pytest.raises(CannotAmend, match="berbunyi sama"):
        amended()


def test_another_annex_is_refused():
    with pytest.raises(CannotAmend, match="Lampiran berbeda"):
        amended(("PENUTUP", "AKHIR"), ("Tarif A", "Tarif B"), old=OLD + "LAMPIRAN\nTarif A\n")


# Carrying out what others wrote -------------------------------------------------------------------

CASES = {
    "Ketentuan ayat (3) Pasal 2 dihapus.": "(3) Dihapus.",
    "Pasal 2 ayat (3) di hapus.": "(3) Dihapus.",
    "Pasal 3 huruf b dihapus.": "b. Dihapus.",
    "Pasal 3 sampai dengan Pasal 4 dihapus.": "Pasal 3\nDihapus.\n\nPasal 4\nDihapus.",
    "Pasal 3 dan Pasal 4 dihapus.": "Pasal 3\nDihapus.\n\nPasal 4\nDihapus.",
    "BAB III dihapus.": "BAB III\nDihapus.\n\nPasal 5\nDihapus.",
    "Judul BAB III dihapus.": "BAB III\nDihapus.\n\nPasal 5\nPeraturan",
    "Judul Bab III diubah sehingga berbunyi sebagai berikut:\nBAB III\nAKHIR": "BAB III\nAKHIR\n\nPasal 5",
    "Ketentuan ayat (3) Pasal 2 diubah sehingga berbunyi sebagai berikut: (3) Tata cara lain.": "(3) Tata cara lain.",
    "Ketentuan Pasal 2 ayat (1) dan ayat (3) diubah, sehingga berbunyi sebagai berikut:\nPasal 2\n"
    "(1) Setiap ASN wajib belajar.\n(3) Tata cara diatur kemudian.":
    "(1) Setiap ASN wajib belajar.\n(2) Hak sebagaimana",
    "Di antara Pasal 3 dan Pasal 4 disisipkan 1 (satu) pasal baru yakni Pasal 3 A yang berbunyi sebagai berikut:\n"
    "“Pasal 3A\nMagang dihitung.”": "Pasal 3A\nMagang dihitung.\n\nPasal 4",
    "Setelah Pasal 5 ditambahkan 1 (satu) pasal, yakni Pasal 6 yang berbunyi:\nPasal 6\nMagang.": "Pasal 6\nMagang",
}  # fmt: skip


def instrument(*items):
    numbered = "\n".join(f"{place}. {item}" for place, item in enumerate(items, start=1))
    return (
        "PERATURAN WALI KOTA\nTENTANG PERUBAHAN\nMEMUTUSKAN:\nMenetapkan: PERATURAN.\nPasal I\n"
        "Beberapa ketentuan dalam Peraturan Wali Kota Nomor 5 Tahun 2025 diubah sebagai berikut:\n"
        f"{numbered}\nPasal II\nPeraturan ini berlaku.\n"
    )


@pytest.mark.parametrize("item", CASES)
def test_an_instruction_as_others_write_it(item):
    applied = amending.apply(
        reader.parse(OLD),
        instrument(item, "Judul BAB I diubah sehingga berbunyi sebagai berikut:\nBAB I\nUMUM"),
    )
    assert applied.refused == ()
    assert CASES[item] in writing.plain(applied.document.root)
    assert "BAB I\nUMUM" in writing.plain(applied.document.root)


WRONG = {
    "Pasal 9 dihapus.": "Pasal 9 tidak ada",
    "Ketentuan Pasal 9 diubah sehingga berbunyi sebagai berikut:\nPasal 9\nIsi.": "Pasal 9 tidak ada",
    "Di antara Pasal 2 dan Pasal 4 disisipkan 1 (satu) pasal, yakni Pasal 2A yang berbunyi:\nPasal 2A\nIsi.": "urut",
    "Di antara Pasal 3 dan Pasal 4 disisipkan 1 (satu) pasal, yakni Pasal 4 yang berbunyi:\nPasal 4\nIsi.": "sudah ada",
    "Di antara Pasal 3 dan Pasal 4 disisipkan 1 (satu) pasal, yakni Pasal 3A yang berbunyi:\nPasal 3B\nIsi.": "sama",
    "Ketentuan ayat (7) Pasal 2 dihapus.": "Pasal 2 ayat (7) tidak ada",
    "Ketentuan Pasal 3 diubah.": "tidak memuat bunyi yang baru",
    "Bagian Kesatu BAB III dihapus.": "Bagian Kesatu BAB III tidak ada",
}  # fmt: skip


@pytest.mark.parametrize("item", WRONG)
def test_an_instruction_that_does_not_fit_is_named_and_changes_nothing(item):
    applied = amending.apply(reader.parse(OLD), instrument(item, "Pasal 4 dihapus."))
    assert [refusal.number for refusal in applied.refused] == [1]
    assert WRONG[item] in str(applied.refused[0])
    only_second = amending.apply(reader.parse(OLD), instrument("Pasal 4 dihapus.", "Pasal 4 dihapus."))
    assert bodies.same(applied.document.root, only_second.document.root)


def test_a_text_that_amends_nothing_is_named():
    assert "tidak memuat Pasal I" in str(amending.apply(reader.parse(OLD), OLD).refused[0])


# Any text, any change -----------------------------------------------------------------------------

WORDS = "pegawai wajib berhak pelatihan kompetensi anggaran daerah kepala badan rencana tahunan magang uji".split()
SENTENCES = st.lists(st.sampled_from(WORDS), min_size=4, max_size=9).map(
    lambda words: " ".join(words).capitalize() + "."
)


@st.composite
def pasal(draw):
    form = draw(st.sampled_from(["text", "text", "ayat", "ayat", "huruf", "angka"]))
    if form == "text":
        return Node("pasal", text=draw(SENTENCES))
    texts = draw(st.lists(SENTENCES, min_size=2, max_size=5))
    if form == "ayat":
        return Node("pasal", children=[Node("ayat", text=text) for text in texts])
    items = [Node(form, text=f"{text[:-1].lower()};") for text in texts]
    return Node("pasal", text="Ini meliputi:", children=items)


def headed(kind, inner):
    return st.builds(
        lambda heading, children: Node(kind, heading=heading[:-1].upper(), children=children),
        SENTENCES,
        inner,
    )


SOME_PASAL = st.lists(pasal(), min_size=1, max_size=4)
BAGIAN = headed("bagian", SOME_PASAL)
BABS = headed("bab", st.one_of(SOME_PASAL, st.lists(BAGIAN, min_size=1, max_size=3)))
BODIES = st.one_of(st.lists(pasal(), min_size=2, max_size=6), st.lists(BABS, min_size=1, max_size=4))


def law(tops):
    numbering.renumber(tops)
    judul = Node("judul", text="PERATURAN BUPATI MAMUJU\nNOMOR 3 TAHUN 2024\nTENTANG\nPELATIHAN")
    root = Node("dokumen", children=[judul, *tops, Node("penutup", text="Ditetapkan di Mamuju")])
    return bodies.document(root)


def groups(top):
    """Every list of parts that an editor may rearrange."""
    return [node.children for node in top.walk() if node.children]


EDITS = st.lists(
    st.tuples(
        st.sampled_from(["change", "insert", "delete", "move", "heading"]),
        st.integers(0, 999),
        st.integers(0, 999),
    ),
    min_size=1,
    max_size=6,
)


def _suits(edit, group):
    kind = group[-1].kind
    return {"change": kind in ("ayat", "huruf", "angka"), "heading": kind == "bagian"}.get(edit, True)


def edited(old, edits, fresh, sentences):
    """A draft made from a law by hand, with running numbers, and which of its parts is which."""
    tops = [bodies.copy(node) for node in old.root.children]
    same = {
        id(twin): node
        for top, copied in zip(old.root.children, tops, strict=True)
        for node, twin in zip(top.walk(), copied.walk(), strict=True)
    }
    root = Node("dokumen", children=tops)
    for (edit, first, second), new, sentence in zip(edits, fresh, sentences, strict=False):
        lists = [group for group in groups(root) if _suits(edit, group)] or [root.children]
        group = lists[first % len(lists)]
        place = second % len(group)
        node = group[place]
        if node.kind in ("judul", "penutup"):
            continue
        if edit == "change" and node.kind in ("ayat", "huruf", "angka"):
            node.text = sentence
        elif edit == "heading" and node.kind in ("bab", "bagian"):
            node.heading = sentence.upper()
        elif edit == "insert":
            made = (
                Node("ayat", text=sentence)
                if node.kind == "ayat"
                else Node(node.kind, heading="BARU", children=[bodies.copy(new)])
            )
            if node.kind == "pasal":
                made = bodies.copy(new)
            if node.kind in ("huruf", "angka"):
                made = Node(node.kind, text=sentence)
            group.insert(place + second % 2, made)
        elif edit == "delete" and len(group) > 2:
            group.remove(node)
        elif edit == "move" and len(group) > 2:
            group.remove(node)
            group.insert(1 + first % (len(group) - 1), node)
    numbering.renumber([node for node in root.children if node.kind not in ("judul", "penutup")])
    return bodies.document(root), same


@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    BODIES,
    EDITS,
    st.lists(pasal(), min_size=6, max_size=6),
    st.lists(SENTENCES, min_size=6, max_size=6),
    st.booleans(),
)
def test_carrying_out_what_was_written_gives_the_draft(tops, edits, fresh, sentences, is_known):
    old = law(tops)
    new, same = edited(old, edits, fresh, sentences)
    try:
        made = amending.write(old, new, same=same if is_known else None)
    except CannotAmend as problem:
        if re.search("berbunyi sama|lebih dari 26|tidak ada nomor", str(problem)):
            return
        raise
    applied = amending.apply(old, made.text)
    assert applied.refused == ()
    assert bodies.same(applied.document.root, made.result.root)
    # Nothing of the draft is lost, and nothing is added but what says that something was taken out.
    assert words_of(made.result) == words_of(new)
    # Numbers of the old text stay.
    numbers = [node.label for node in made.result.root.walk() if node.kind == "pasal"]
    assert len(numbers) == len(set(numbers))
    assert {n.label for n in old.root.walk() if n.kind == "pasal"} <= set(numbers)


def words_of(document):
    return [
        bodies.said(node)
        for node in document.root.walk()
        if not bodies.is_gone(node) and node.kind not in ("judul", "penutup", "dokumen")
    ]


BITS = st.sampled_from(
    "Pasal 2|Pasal 3A|ayat (1)|ayat (9)|BAB II|BAB IX|Bagian Kesatu|huruf a|dihapus.|diubah|disisipkan"
    "|disisipkan 1 (satu) pasal, yakni|Di antara|dan|sehingga berbunyi sebagai berikut:|\nPasal 3A\nIsi."
    "|\nPasal 2\n(1) Isi.|\n(2) Lain.|Judul|Setelah|Sebelum|sampai dengan|dalam|\nBAB II\nJUDUL|“|”|Ketentuan"
    "|\n2. |\n3. |kata".split("|")
)


@settings(max_examples=100, deadline=None)
@given(st.lists(BITS, max_size=25))
def test_no_instrument_is_too_wild(bits):
    old = reader.parse(OLD)
    applied = amending.apply(old, instrument(" ".join(bits)))
    assert all(str(refusal) and "%" not in str(refusal) for refusal in applied.refused)
    for kind in ("judul", "memutuskan"):
        assert any(node.kind == kind for node in applied.document.root.children)
    assert re.search("Pasal", writing.plain(applied.document.root))


@given(ANY | TEXTS, ANY | TEXTS)
def test_anything_is_carried_out_on_anything_or_named(text, words):
    old = reader.parse(text)
    applied = amending.apply(old, f"Pasal I\n{words}")
    if len(applied.refused) == 1 and "Pasal I" in str(applied.refused[0]):
        assert bodies.same(applied.document.root, old.root)
    writing.plain(applied.document.root)
