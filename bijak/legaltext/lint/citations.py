"""Rules about what a provision refers to."""

import re
from collections.abc import Iterator

from bijak.legaltext import references
from bijak.legaltext.lint import sources
from bijak.legaltext.lint.rules import Spot, Text, Wanted, phrases, rule
from bijak.legaltext.lint.rules import gettext_noop as _


@rule(
    "dangling-reference",
    "error",
    title=_("Pengacuan yang tidak ada tujuannya"),
    why=_("%(cited)s tidak ada dalam naskah ini."),
    fix=_("Perbaiki nomornya, atau sebutkan peraturan lain yang dimaksud."),
    source=sources.CITING,
    good="Pasal 1\n(1) Satu.\n(2) Dua sebagaimana dimaksud pada ayat (1).",
    bad="Pasal 1\n(1) Satu.\n(2) Dua sebagaimana dimaksud pada ayat (3).",
)
def dangling_reference(text: Text) -> Iterator[Spot]:
    paths = {id(path[-1]): path for path in text.paths}
    for found in references.find(text.root):
        if found.is_dangling:
            yield Spot(paths[id(found.node)], found.start, found.end, {"cited": found.address})


_PREPOSITION = Wanted(
    re.compile(r"(?<=dimaksud )(?:dalam(?= ayat \()|pada(?= Pasal \d))"), ("dalam ayat (", "pada pasal ")
)


@rule(
    "citing-preposition",
    "hint",
    title=_("Kata depan pengacuan"),
    why=_("Pasal diacu dengan “dalam”, ayat dengan “pada”; di sini tertulis “%(words)s”."),
    fix=_("Ganti dengan “%(better)s”."),
    source=sources.CITING,
    good="Pasal 1\n(1) Satu.\n(2) Dua sebagaimana dimaksud pada ayat (1).",
    bad="Pasal 1\n(1) Satu.\n(2) Dua sebagaimana dimaksud dalam ayat (1).",
)
def citing_preposition(text: Text) -> Iterator[Spot]:
    return text.spots(_PREPOSITION, {"dalam": "pada", "pada": "dalam"})


_VAGUE = phrases(
    "pasal ini", "ayat ini", "ketentuan ini", "ketentuan terdahulu", "pasal terdahulu", "tersebut di atas",
    "dimaksud di atas", "di bawah ini",
)  # fmt: skip


@rule(
    "vague-reference",
    "hint",
    title=_("Pengacuan tanpa nomor"),
    why=_("“%(words)s” tidak menyebut nomor ketentuan yang dimaksud."),
    fix=_("Sebutkan pasal dan ayatnya."),
    source=sources.CITING,
    good="Pasal 1\n(1) Satu.\n(2) Ketentuan sebagaimana dimaksud pada ayat (1) berlaku.",
    bad="Pasal 1\n(1) Satu.\n(2) Ketentuan tersebut di atas berlaku.",
)
def vague_reference(text: Text) -> Iterator[Spot]:
    return text.spots(_VAGUE)
