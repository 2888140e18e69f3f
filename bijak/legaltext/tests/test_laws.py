"""Real laws, as text out of a PDF, against hand-checked addresses of their provisions.

The laws are not part of this repository: ``BIJAK_SAMPLES`` names the folder that has them in ``laws/``.
"""

import json
import os
import re
from collections import Counter
from pathlib import Path

import pytest

from bijak.legaltext import amending, reader, writing
from bijak.legaltext.tests.test_any_text import kept, words
from bijak.legaltext.tree import CLAUSES, Node

FOLDER = Path(os.environ.get("BIJAK_SAMPLES", "")) / "laws"
LAWS = sorted(FOLDER.glob("*.txt")) if os.environ.get("BIJAK_SAMPLES") else []

pytestmark = pytest.mark.skipif(not LAWS, reason="BIJAK_SAMPLES names no folder with laws/ in it.")


def addresses(root: Node) -> set[str]:
    """``bab/II``, ``5``, ``5/2``, ``5/2/a`` …"""
    found = set()
    for path in root.paths():
        kinds = [node.kind for node in path]
        if "penjelasan" in kinds:
            continue
        if path[-1].kind == "bab":
            found.add(f"bab/{path[-1].label}")
        elif path[-1].kind in CLAUSES and "pasal" in kinds:
            found.add("/".join(node.label for node in path[kinds.index("pasal") :]))
    return found


def test_provisions_are_found_where_people_found_them():
    right = wrong = missed = 0
    for law in LAWS:
        gold_file = law.parent / "gold" / f"{law.stem}.json"
        if gold_file.exists():
            gold = set(json.loads(gold_file.read_text()))
            found = addresses(reader.parse(law.read_text(encoding="utf-8-sig")).root)
            right += len(gold & found)
            wrong += len(found - gold)
            missed += len(gold - found)
    assert 2 * right / (2 * right + wrong + missed) >= 0.999


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.stem)
def test_no_word_of_a_law_is_lost(law):
    source = law.read_text(encoding="utf-8-sig")
    document = reader.parse(source)
    lost = words(re.sub(r"www\.\S+", " ", source)) - kept(document.root)
    assert lost == Counter()
    assert document.unread == ()


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.stem)
def test_a_law_that_is_printed_reads_back_to_the_same_provisions(law):
    root = reader.parse(law.read_text(encoding="utf-8-sig")).root
    again = reader.parse(writing.plain(root)).root
    assert [node.label for node in again.walk()] == [node.label for node in root.walk()]
    assert kept(again) == kept(root)


@pytest.mark.parametrize(
    "law", [law for law in LAWS if not law.stem.startswith("amending")], ids=lambda law: law.stem
)
def test_the_penjelasan_speaks_of_every_pasal_once(law):
    root = reader.parse(law.read_text(encoding="utf-8-sig")).root
    clauses = [
        path[-1].label for path in root.paths() if path[-1].kind == "pasal" and path[1].kind != "penjelasan"
    ]
    by_clause = next(node for node in root.walk() if node.kind == "pasal_demi_pasal")
    assert [node.label for node in by_clause.children] == clauses


def test_an_amending_law_is_carried_out_on_the_law_it_amends():
    old, instrument = (
        reader.parse((FOLDER / f"{name}.txt").read_text(encoding="utf-8-sig"))
        for name in ("uu-1999-31", "amending-uu-2001-20")
    )
    applied = amending.apply(old, instrument)
    # Instruction 1 changes no more than the explanation.
    assert [refusal.number for refusal in applied.refused] == [1]
    found, before = addresses(applied.document.root), addresses(old.root)
    assert {"12A", "12B", "12C", "26A", "37A", "38A", "38B", "38C", "bab/VIA", "43A", "43B"} <= found
    assert {address for address in before if "/" not in address} <= found
    (bab,) = (node for node in applied.document.root.children if (node.kind, node.label) == ("bab", "VII"))
    assert [pasal.label for pasal in bab.children] == ["43B", "44", "45"]
