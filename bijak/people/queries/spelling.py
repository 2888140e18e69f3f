"""How names are written here: the words of what is typed, and spellings of one sound.

A name is written as it sounded to a clerk: by the spelling of Van Ophuijsen (1901), of Soewandi (1947) or of 1972, from
Arabic by ear, or shortened. What sounds alike has one ``sound``, which nobody reads: it is only compared.
"""

import re
from typing import NamedTuple

MOST_WORDS = 6
"""Of a text so many words count."""

TITLES = frozenset(
    """
    prof dr dra drs drg drh ir h hj kh ns apt
    sh se st sp si sip ssi skm spd spdi spdsd spt sag sak sgz sos ssos skom skep skh sst sstp stp shut sikom sfarm sth
    shi sei sap sds sked sab mm mh mt ma msi mpd mpdi mkes mkep map mag mak mab mba mhum mkom msc meng mph mmkes mp
    mpa mpsi spsi mth mip msos phd lc bba bsc ba ama amapd amapkd amd amdkeb amdkep amdkom amkl amg
    spa spb spm spog sppd sprad span spkj sps
    """.split()
)
"""Titles without their dots, in small letters. They stand beside a name and are no part of it."""

_SHORT = dict.fromkeys("m mh md mhd muh muhd moh mohd moch much mukh".split(), "muhammad") | {
    "abd": "abdul",
    "st": "siti",
}

_SOUNDS = (
    # Older spellings, and what they became.
    *(("oe", "u"), ("oo", "u"), ("tj", "c"), ("dj", "i"), ("sj", "s"), ("sy", "s"), ("j", "i")),
    # From Arabic and Sanskrit, with or without breath.
    *(("ch", "h"), ("kh", "h"), ("sh", "s"), ("ts", "s"), ("dz", "s"), ("gh", "g"), ("th", "t"), ("dh", "d")),
    *(("bh", "b"), ("ph", "p"), ("ck", "k"), ("q", "k"), ("x", "ks"), ("z", "s"), ("f", "p"), ("v", "p")),
    # By ear.
    *(("y", "i"), ("ae", "ai"), ("uw", "u"), ("o", "u")),
)
_LETTERS = re.compile(r"[^\W\d_]+(?:['’`][^\W\d_]+)*")  # all three are written for an apostrophe
_TWICE = re.compile(r"(.)\1+")
_BETWEEN_DIGITS = re.compile(r"[.'-]")


class Words(NamedTuple):
    """Of a text typed to find somebody: words of names, and digits that a NIP contains."""

    names: tuple[str, ...]
    nips: tuple[str, ...]


def words(text: str) -> Words:
    """What to look for: titles aside, unless there is nothing else. Of what follows a comma they need no dots."""
    names, nips, titles = [], [], []
    for place, part in enumerate(text.split(",")):
        for token in part.split():
            digits = _BETWEEN_DIGITS.sub("", token)
            bare = token.replace(".", "").casefold()
            if digits.isdecimal():
                nips.append(digits)
            elif bare in TITLES and (place or "." in token):
                titles.append(token)
            else:
                names += [piece for piece in token.split(".") if piece]
    found = names if names or nips else titles
    return Words(tuple(found[:MOST_WORDS]), tuple(nips[:MOST_WORDS]))


def parts(name: str) -> list[str]:
    """The words of a name, in capitals."""
    return _LETTERS.findall(name.upper())


def sound(word: str) -> str:
    """What a word of a name shares with its other spellings: ``Mochammad``, ``Muhamad`` and ``Moh`` are one."""
    heard = re.sub(r"['’`]", "", word.casefold())
    heard = _SHORT.get(heard, heard)
    for written, spoken in _SOUNDS:
        heard = heard.replace(written, spoken)
    heard = _TWICE.sub(r"\1", heard)
    return heard.removesuffix("h") if len(heard) > 2 else heard
