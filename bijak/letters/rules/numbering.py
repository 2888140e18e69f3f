"""The number of a letter, from the pattern that its register is kept by: ``800.1.3/{urut:03}/BKPSDM/{tahun}``."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bijak.letters.rules.findings import Finding, unprintable

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_PLACE = re.compile(r"\{([^{}]*)\}")
_RUNNING = re.compile(r"urut(?::0([1-6]))?")
_KNOWN = ("tahun", "bulan", "klasifikasi")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern that was found to be sound, or all that is wrong with it."""

    text: str
    findings: tuple[Finding, ...]

    @property
    def needs_classification(self) -> bool:
        return "{klasifikasi}" in self.text

    def number(self, *, sequence: int, on: date, classification: str = "") -> str:
        """The number that a letter of a day bears."""

        def said(place: re.Match[str]) -> str:
            if running := _RUNNING.fullmatch(place[1]):
                return str(sequence).zfill(int(running[1] or 1))
            return {"tahun": str(on.year), "bulan": ROMAN[on.month - 1], "klasifikasi": classification}[
                place[1]
            ]

        return _PLACE.sub(said, self.text)


def read_pattern(text: str) -> Pattern:
    """A number must run, and say the year in which it does: it begins anew with each."""
    return Pattern(text, tuple(_wrong(text)))


def _wrong(text: str) -> Iterator[Finding]:
    if mark := unprintable(text) or ("↵" if "\n" in text or "\t" in text else ""):
        yield Finding("unprintable", mark)
    running = 0
    for place in _PLACE.finditer(text):
        if _RUNNING.fullmatch(place[1]):
            running += 1
        elif place[1] not in _KNOWN:
            yield Finding("unknown_part", place[0], 1, place.start() + 1)
    if "{" in (rest := _PLACE.sub("", text)) or "}" in rest:
        yield Finding("lone_brace", "{" if "{" in rest else "}")
    if running != 1:
        yield Finding("no_running_number" if running == 0 else "two_running_numbers")
    if "{tahun}" not in text:
        yield Finding("no_year")
