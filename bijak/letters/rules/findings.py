"""What is wrong with a text, and where."""

import unicodedata
from dataclasses import dataclass

_DRAWN = """
20-7E A0-AC AE-137 139-148 14A-165 168-17F 18E 192 1A0-1A1 1AF-1B0 1CD-1D4 1D7-1DD 1E6-1E7 1EA-1EB 1F0
1F4-1F5 1FA-201 204-205 208-209 20C-20D 210-211 214-215 218-21B 237 258-259 2BE-2BF 2C6-2C7 2D8-2DD 300-304
306-30C 30F 311 323 326 32E-332 391-3A1 3A3-3A9 3B1-3C9 3D1 3D5-3D6 3F1 3F5 E3F 1E0C-1E0F 1E24-1E27
1E2A-1E2B 1E2E-1E2F 1E36-1E39 1E42-1E47 1E58-1E5D 1E62-1E63 1E6C-1E6F 1E80-1E85 1E92-1E93 1E97 1EA0-1EF9
2010-2011 2013-2014 2016 2018-201A 201C-201E 2020-2022 2026 2030-2031 2039-203B 203D 203F-2040 2044-2046
2052 2054 20A1 20A4 20A6 20A9 20AB-20AC 20B1 2103 2113 2116-2118 211E 2120 2122 2126-2127 212E 2190-2193
2202 2211-2213 2215 2217 221A 221E 2222 2248 2260 2264-2265 22C6 2300 2329-232A 2422-2423 25CA 25E6 266A
26AD-26AE 27E6-27E7 2A7D-2A7E FB00-FB04
"""
"""What TeX Gyre Bonum, in which letters are set, can draw (regular and bold alike), as ranges of code points."""


def _marks(ranges: str) -> frozenset[str]:
    ends = (each.partition("-") for each in ranges.split())
    return frozenset(
        chr(code) for low, _dash, high in ends for code in range(int(low, 16), int(high or low, 16) + 1)
    )


DRAWN = _marks(_DRAWN)


@dataclass(frozen=True, slots=True)
class Finding:
    """``code`` names the sentence (``texts.FINDINGS``), ``about`` what it speaks of; line and column count from 1."""

    code: str
    about: str = ""
    line: int = 0
    column: int = 0
    instead: str = ""


def unprintable(text: str) -> str:
    """The first mark that cannot stand on paper: a control, one that turns the direction of the words after it, one
    without a meaning, one of a script that letters are not set in. Nothing where all can be printed; tabs and ends of
    lines can."""
    for mark in unicodedata.normalize("NFC", text):
        if unicodedata.category(mark)[0] == "C" and mark not in "\n\r\t":
            return f"U+{ord(mark):04X}"
        if mark not in DRAWN and not mark.isspace():
            return f"{mark}, U+{ord(mark):04X}"
    return ""
