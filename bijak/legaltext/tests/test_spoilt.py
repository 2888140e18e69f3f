"""However the text of a regulation was spoilt on its way, its provisions are found."""

from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bijak.legaltext import labels, reader, writing
from bijak.legaltext.tests import spoiling
from bijak.legaltext.tests.test_laws import LAWS, addresses
from bijak.legaltext.tree import Node

WAYS = pytest.mark.parametrize("way", spoiling.WAYS, ids=lambda way: way.__name__)

# Regulations that nobody wrote --------------------------------------------------------------------

SENTENCES = st.sampled_from(
    (
        "Pegawai wajib mengikuti pelatihan paling sedikit 24 (dua puluh empat) jam pelajaran per tahun.",
        "Hak sebagaimana dimaksud pada ayat (1) huruf a berlaku sejak tanggal 1 Januari 2027.",
        "Ketentuan sebagaimana dimaksud dalam Pasal 1 dan Pasal 2 ayat (1) dan ayat (2) berlaku bagi PNS.",
        "Kepala Perangkat Daerah menetapkan rencana berdasarkan Undang-Undang Nomor 20 Tahun 2023.",
        "Biaya dibebankan pada anggaran pendapatan dan belanja daerah.",
    )
)
ITEMS = st.sampled_from(
    (
        "cakap dan jujur",
        "surat keterangan sebagaimana dimaksud dalam Pasal 1 ayat (1)",
        "paling lama 2 (dua) tahun",
        "data",
    )
)
LISTS = ("huruf", "angka", "huruf2", "angka2")


def items(draw: st.DrawFn, kind: str) -> list[Node]:
    """A list with its marks and its punctuation, some items with a list of the next kind."""
    count = draw(st.integers(2, 4) if draw(st.integers(0, 9)) else st.integers(27, 30))
    made = []
    for place in range(1, count + 1):
        label = labels.letter(place) if kind.startswith("huruf") else str(place)
        node = Node(kind, label, text=draw(ITEMS))
        if kind != LISTS[-1] and not draw(st.integers(0, 5)):
            node.text += ", meliputi:"
            node.children = items(draw, LISTS[LISTS.index(kind) + 1])
        else:
            node.text += "." if place == count else "; dan" if place == count - 1 else ";"
        made.append(node)
    return made


def clause(draw: st.DrawFn, node: Node) -> Node:
    if draw(st.booleans()):
        node.text = draw(SENTENCES)
    else:
        node.text = "Syarat sebagaimana dimaksud dalam Pasal 1 meliputi:"
        node.children = items(draw, "huruf")
    return node


@st.composite
def regulations(draw: st.DrawFn) -> Node:
    root = Node("dokumen")
    root.children.append(
        Node("judul", text="PERATURAN WALI KOTA CONTOH\nNOMOR 1 TAHUN 2026\nTENTANG\nPELATIHAN")
    )
    root.children.append(
        Node("memutuskan", heading="MEMUTUSKAN", text="Menetapkan: PERATURAN TENTANG PELATIHAN.")
    )
    number = 0
    for bab in range(1, draw(st.integers(1, 4)) + 1):
        above = Node(
            "bab", labels.roman(bab), heading=draw(st.sampled_from(("KETENTUAN UMUM", "HAK DAN KEWAJIBAN")))
        )
        root.children.append(above)
        if draw(st.booleans()):
            above.children.append(Node("bagian", "Kesatu", heading="Umum"))
            above = above.children[0]
        for _place in range(draw(st.integers(1, 4))):
            number += 1
            pasal = Node("pasal", str(number))
            above.children.append(pasal)
            if number == 1:
                pasal.text = "Dalam Peraturan ini yang dimaksud dengan:"
                pasal.children = [
                    Node("angka", str(n), text="Daerah adalah Kota Contoh.")
                    for n in range(1, draw(st.integers(2, 40)) + 1)
                ]
            elif draw(st.booleans()):
                clause(draw, pasal)
            else:
                pasal.children = [
                    clause(draw, Node("ayat", str(n))) for n in range(1, draw(st.integers(2, 5)) + 1)
                ]
            if number > 1 and not draw(st.integers(0, 5)):
                above.children.append(clause(draw, Node("pasal", f"{number}A")))
            if len(pasal.children) > 2 and pasal.children[0].kind == "ayat" and draw(st.booleans()):
                pasal.children.insert(1, clause(draw, Node("ayat", "1a")))
    root.children.append(
        Node("penutup", text="Agar setiap orang mengetahuinya, memerintahkan pengundangan Peraturan ini.")
    )
    return root


@WAYS
@settings(max_examples=6, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(root=regulations(), seed=st.integers(0, 99))
def test_a_regulation_that_nobody_wrote_is_read_as_it_was_meant(way, root, seed):
    spoilt = way(writing.plain(root), Random(seed))
    assert addresses(reader.parse(spoilt).root) == addresses(root), spoilt


# Laws in force ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def printed() -> list[tuple[str, set[str]]]:
    roots = [reader.parse(law.read_text(encoding="utf-8-sig")).root for law in LAWS]
    return [(writing.plain(root), addresses(root)) for root in roots]


@pytest.mark.skipif(not LAWS, reason="BIJAK_SAMPLES names no folder with laws/ in it.")
@WAYS
def test_a_law_is_read_as_it_was_before(way, printed):
    right = wrong = missed = 0
    for number, (text, wanted) in enumerate(printed):
        found = addresses(reader.parse(way(text, Random(number))).root)
        right += len(wanted & found)
        wrong += len(found - wanted)
        missed += len(wanted - found)
    assert 2 * right / (2 * right + wrong + missed) >= 0.998
