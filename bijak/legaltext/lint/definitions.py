"""Rules about defined terms."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from bijak.legaltext import labels
from bijak.legaltext.lint import sources
from bijak.legaltext.lint.rules import Path, Spot, Text, Wanted, rule
from bijak.legaltext.lint.rules import gettext_noop as _
from bijak.legaltext.tree import address

_SHORT = (
    r"(?:,?\s+\(?yang\s+selanjutnya\s+(?:disebut|disingkat)(?:\s+(?:dengan|sebagai))?"
    r"\s+(?P<short{}>[^,()]{{1,80}}?)\)?)?"
)
_DEFINES = re.compile(
    rf"(?P<term>[^,(]{{2,160}}?)(?:\s+\([^)]*\))?{_SHORT.format('')}{_SHORT.format('er')}\s*,?\s+(?:adalah|ialah)\b"
)
_INTRODUCES = re.compile(r"maksud(?:kan)?\s+dengan\b")
_ITEMS = ("angka", "huruf")
_MANY = 1_000
"""No regulation defines more; a nasty text might, and each term is looked for in all of it."""


class Definition(NamedTuple):
    """A term with the shorter ones it goes by, and the item that defines it."""

    names: tuple[str, ...]
    path: Path


def definitions(text: Text) -> list[Definition]:
    """What the lists after "yang dimaksud dengan" define, in their order."""
    return text.once(_definitions)


def _definitions(text: Text) -> list[Definition]:
    found: list[Definition] = []
    for path in text.clauses:
        if len(found) > _MANY:
            break
        for item in path[-1].children if _INTRODUCES.search(path[-1].text) else ():
            said = _DEFINES.match(item.text) if item.kind in _ITEMS else None
            if said:
                names = (said["term"], said["short"], said["shorter"])
                found.append(Definition(tuple(" ".join(one.split()) for one in names if one), (*path, item)))
    return found


def is_definition(path: Path) -> bool:
    """Whether a part is an item of a list of definitions."""
    return path[-1].kind in _ITEMS and bool(_INTRODUCES.search(path[-2].text))


EXAMPLE = "Pasal 1\nYang dimaksud dengan:\n1. Daerah adalah kota.\n2. {}\nPasal 2\nPegawai Daerah belajar."


@rule(
    "defined-twice",
    "error",
    title=_("Istilah didefinisikan dua kali"),
    why=_("“%(term)s” sudah didefinisikan dalam %(where)s."),
    fix=_("Hapus salah satunya, atau beri nama lain."),
    source=sources.TERMS,
    good=EXAMPLE.format("Pegawai adalah pegawai kota."),
    bad=EXAMPLE.format("Pegawai adalah pegawai kota.\n3. Daerah adalah wilayah."),
)
def defined_twice(text: Text) -> Iterator[Spot]:
    first: dict[str, Definition] = {}
    for definition in definitions(text):
        for term in dict.fromkeys(definition.names):
            before = first.setdefault(term.lower(), definition)
            if before is not definition:
                yield Spot(
                    definition.path,
                    0,
                    len(definition.names[0]),
                    {"term": term, "where": address(before.path)},
                )


@rule(
    "defined-unused",
    "warning",
    title=_("Istilah yang tidak dipakai"),
    why=_("“%(term)s” didefinisikan, tetapi tidak dipakai dalam pasal mana pun."),
    fix=_("Hapus definisinya, atau pakai istilahnya."),
    source=sources.TERMS,
    good=EXAMPLE.format("Pegawai adalah pegawai kota."),
    bad=EXAMPLE.format("Badan adalah perangkat daerah."),
)
def defined_unused(text: Text) -> Iterator[Spot]:
    for definition in definitions(text):
        own = definition.path[-1]
        if not any(text.uses(term, but=own) for term in definition.names):
            term = definition.names[-1]
            yield Spot(definition.path, 0, len(definition.names[0]), {"term": term})


_NAMES = Wanted(
    re.compile(
        r"yang\s+selanjutnya\s+(?:disebut|disingkat)(?:\s+(?:dengan|sebagai))?\s+(?P<term>[A-Z][^,.;()\0]{0,60}?)"
        r"(?=[,.;)]|\s+(?:adalah|dan|yang|wajib|dapat|harus|dengan|untuk|dalam|pada|oleh)\b)"
    ),
    ("yang selanjutnya ",),
)


@rule(
    "used-before-defined",
    "warning",
    title=_("Istilah dipakai sebelum didefinisikan"),
    why=_("“%(term)s” baru dinamai di sini, tetapi sudah dipakai dalam %(where)s."),
    fix=_("Pindahkan definisinya ke ketentuan umum, atau ke pemakaian pertamanya."),
    source=sources.TERMS,
    good="Pasal 1\nDibentuk tim penilai yang selanjutnya disebut Tim, dengan keputusan.\nPasal 2\nTugas Tim menilai.",
    bad="Pasal 1\nTugas Tim menilai.\nPasal 2\nDibentuk tim penilai yang selanjutnya disebut Tim, dengan keputusan.",
)
def used_before_defined(text: Text) -> Iterator[Spot]:
    for path, begins, found in islice(text.search(_NAMES), _MANY):
        term = " ".join(found["term"].split())
        use = next(text.uses_of(term), None)
        if use is not None and use.begins < begins and not is_definition(path):
            yield Spot(
                path,
                found.start("term") - begins,
                found.end("term") - begins,
                {"term": term, "where": address(use.path)},
            )


_ABBREVIATION = Wanted(
    re.compile(r"(?P<short>[A-Z](?<![\w(/.“\"-].)(?<![A-Z]\s.)[A-Z]{1,6})(?![\w/)-])(?!\s+[A-Z]{2})")
)
_KNOWN = frozenset({"RI", "UU", "PP", "BAB", "NIP", "WIB", "WITA", "WIT", "JP"})


@rule(
    "undefined-abbreviation",
    "hint",
    title=_("Singkatan tanpa kepanjangan"),
    why=_("Kepanjangan “%(short)s” tidak disebut dalam naskah ini."),
    fix=_("Definisikan dalam ketentuan umum, atau tulis kepanjangannya."),
    source=sources.TERMS,
    good=EXAMPLE.format("Pegawai Negeri Sipil yang selanjutnya disingkat PNS adalah pegawai kota."),
    bad="Pasal 1\nSetiap PNS belajar.",
)
def undefined_abbreviation(text: Text) -> Iterator[Spot]:
    known = set(_KNOWN)
    for definition in definitions(text):
        known.update(word for term in definition.names for word in term.split())
    known.update(found["term"].split()[0] for _path, _begins, found in text.search(_NAMES))
    for path, begins, found in text.search(_ABBREVIATION):
        short = found["short"]
        if short not in known and labels.roman_value(short) is None and not text.explains(short):
            known.add(short)
            yield Spot(path, found.start() - begins, found.end() - begins, {"short": short})


_TIMES = 9
"""So many times as often a term has its capital, until one without is a slip: "menteri lain" is none."""


@rule(
    "term-in-lower-case",
    "hint",
    title=_("Istilah tanpa huruf kapital"),
    why=_("“%(words)s” didefinisikan dan biasanya ditulis “%(term)s” dalam naskah ini."),
    fix=_("Tulis “%(term)s” bila itu yang dimaksud."),
    source=sources.TERMS,
    good=EXAMPLE.format("Unit Kerja adalah satuan kerja.") + "\nUnit Kerja melapor.",
    bad=EXAMPLE.format("Unit Kerja adalah satuan kerja.")
    + "\nPasal 3\n"
    + "Unit Kerja melapor. " * 9
    + "\nPasal 4\nTugas unit kerja.",
)
def term_in_lower_case(text: Text) -> Iterator[Spot]:
    """Menimbang comes before the definitions, and they say in ordinary words what a term is."""
    known = definitions(text)
    defining = {id(definition.path[-1]) for definition in known}
    for term in dict.fromkeys(name for definition in known for name in definition.names):
        lower = term.lower()
        if lower == term or not (text.has(lower) and text.has(term, times=_TIMES)):
            continue
        slips = [
            use
            for use in text.written(lower)
            if any(part.kind == "pasal" for part in use.path)
            and not any(id(part) in defining for part in use.path)
        ]
        if slips and sum(1 for _use in text.written(term)) > _TIMES * len(slips):
            for use in slips:
                start = use.at - use.begins
                yield Spot(use.path, start, start + len(term), {"words": lower, "term": term}, term)


_CAPITALS = Wanted(re.compile(r"[A-Z](?<=[a-z,]\s.)[a-z]+(?:\s[A-Z][a-z]+)+(?!\w|\s?[\d(]|\s[A-Z])"))
_KNOWN_NAMES = (
    "republik", "negara", "lembaran", "tambahan", "berita", "peraturan", "keputusan", "undang", "dasar", "presiden",
    "majelis", "dewan perwakilan", "mahkamah", "kepolisian", "tentara", "kejaksaan", "kementerian", "menteri",
    "badan pemeriksa", "tuhan", "ketua", "wakil", "kepala", "direktur", "sekretaris jenderal", "ketentuan",
    "bagian", "paragraf", "pasal", "tahun", "provinsi", "kabupaten", "kota", "bahasa", "hari",
)  # fmt: skip
"""How names begin that everyone knows without a definition, and words that cite."""
_OFTEN = 3


@rule(
    "undefined-term",
    "hint",
    title=_("Istilah tanpa definisi"),
    why=_("“%(words)s” ditulis seperti istilah, tetapi tidak didefinisikan dalam naskah ini."),
    fix=_("Definisikan dalam ketentuan umum, atau tulis dengan huruf kecil bila bukan nama."),
    source=sources.TERMS,
    good=EXAMPLE.format("Komite Talenta adalah tim penilai.") + "\nTugas Komite Talenta menilai.",
    bad=EXAMPLE.format("Pegawai adalah pegawai kota.")
    + "\nTugas Komite Talenta menilai, dan Komite Talenta melapor; susunan Komite Talenta ditetapkan.",
)
def undefined_term(text: Text) -> Iterator[Spot]:
    """Two words or more with capitals within a sentence, again and again, in a text that defines its terms."""
    names = [name.lower() for definition in definitions(text) for name in definition.names]
    if not names:
        return
    names += [" ".join(found["term"].lower().split()) for _path, _begins, found in text.search(_NAMES)]
    used: dict[str, list[tuple[Path, int, re.Match[str]]]] = {}
    for use in text.search(_CAPITALS):
        used.setdefault(use[2][0], []).append(use)
    for words, uses in used.items():
        term = words.lower()
        is_known = term.startswith(_KNOWN_NAMES) or any(term in name or name in term for name in names)
        if len(uses) >= _OFTEN and not is_known:
            path, begins, found = uses[0]
            yield Spot(path, found.start() - begins, found.end() - begins, {"words": words})
