"""In which order amendments are carried out: what each says it amends, and what it says amended that before."""

import re
from collections.abc import Collection, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter

from bijak.legaltext.amending.bodies import CannotAmend
from bijak.legaltext.lint.rules import gettext_noop as _
from bijak.legaltext.tree import Document

_CITED = re.compile(
    r"(?P<kind>Undang-?\s?Undang|(?:Peraturan|Keputusan|Qanun|Instruksi)\s+(?:Wali\s?kota|\w+))\b[^.;:]{0,80}?"
    r"\bNomor\s+(?P<number>\w+)\s+Tahun\s+(?P<year>\d{4})",
    re.I,
)


def in_order(amended: Mapping[str, str | Collection[str]]) -> list[str]:
    """Regulations, each after those it amends or builds on; raises ``CannotAmend`` naming a circle of them."""
    graph = {each: (after,) if isinstance(after, str) else after for each, after in amended.items()}
    try:
        return list(TopologicalSorter(graph).static_order())
    except CycleError as circle:
        raise CannotAmend(
            _(
                "Peraturan ini saling mengubah dalam lingkaran: %(place)s. Periksa apa yang diubah masing-masing."
            ),
            " → ".join(reversed(circle.args[1])),
        ) from None


def arranged(old: Document, instruments: Sequence[Document]) -> list[Document]:
    """Instruments in the order in which they amend ``old``, whatever the order they came in.

    Each is asked what it cites in its title and where Pasal I begins. One that has no number yet comes last. Raises
    ``CannotAmend`` for a circle, for one given twice, and for one that cites another regulation than ``old``.
    """
    own = _own(old)
    known: dict[str, Document] = {}
    unnumbered = []
    for instrument in instruments:
        key = _own(instrument)
        if not key:
            unnumbered.append(instrument)
        elif key in known:
            raise CannotAmend(_("%(place)s diberikan dua kali."), key)
        else:
            known[key] = instrument
    after: dict[str, Collection[str]] = {}
    for key in sorted(known, key=lambda key: key[-4:]):
        cited = _cited(known[key])
        if own and cited and own not in cited and not cited & known.keys():
            raise CannotAmend(_("Naskah ini tidak mengubah naskah lama, tetapi %(place)s."), min(cited))
        after[key] = cited & known.keys()
    if own in known:
        raise CannotAmend(_("%(place)s tidak dapat mengubah dirinya sendiri."), own)
    return [*(known[key] for key in in_order(after)), *unnumbered]


def _own(document: Document) -> str:
    """``peraturan bupati nomor 3 tahun 2024``; empty for a draft without a number."""
    found = _CITED.search(_title(document).partition("TENTANG")[0])
    return _key(found) if found else ""


def _cited(document: Document) -> set[str]:
    opening = next((node.text for node in document.root.children if node.kind == "pasal"), "")
    return {_key(found) for found in _CITED.finditer(f"{_title(document).partition('TENTANG')[2]} {opening}")}


def _title(document: Document) -> str:
    return " ".join(" ".join(node.text for node in document.root.children if node.kind == "judul").split())


def _key(found: re.Match[str]) -> str:
    kind = re.sub(r"undang.?\s?undang", "Undang-Undang", " ".join(found["kind"].split()), flags=re.I)
    kind = re.sub(r"wali\s?kota", "Wali Kota", kind, flags=re.I)
    return (
        f"{kind if kind == 'Undang-Undang' else kind.title()} Nomor {found['number']} Tahun {found['year']}"
    )
