"""Labels of parts: which is the first, which is the next, and what a slip of the scanner stood for."""

import re

_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
          (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
_ROMAN_FORM = re.compile(r"M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")
_SLIPS = str.maketrans({"l": "1", "I": "1", "O": "0", " ": None})
_SHAPES = str.maketrans({"S": "5", "B": "8"})
"""Rarer slips, for these letters stand in the numbers of pasal that were put in."""
_PASAL = re.compile(r"\d+[A-Z]{0,2}")
_UNITS = "satu dua tiga empat lima enam tujuh delapan sembilan".split()
ALPHABET = "abcdefghijklmnopqrstuvwxyz"


def roman(number: int) -> str:
    """``14`` as ``XIV``."""
    letters = []
    for value, letter in _ROMAN:
        times, number = divmod(number, value)
        letters.append(letter * times)
    return "".join(letters)


def roman_value(text: str) -> int | None:
    """``XIV`` as 14; ``None`` for what is no roman number."""
    text = text.upper()
    if not text or not _ROMAN_FORM.fullmatch(text):
        return None
    total = 0
    for value, letter in _ROMAN:
        while text.startswith(letter):
            total, text = total + value, text.removeprefix(letter)
    return total


def words(number: int) -> str:
    """``24`` as ``dua puluh empat``; up to 999."""
    if number < 10:
        return _UNITS[number - 1] if number else ""
    if number < 12:
        return ("sepuluh", "sebelas")[number - 10]
    if number < 20:
        return f"{words(number - 10)} belas"
    if number < 100:
        return f"{words(number // 10)} puluh {words(number % 10)}".rstrip()
    hundreds = "seratus" if number < 200 else f"{words(number // 100)} ratus"
    return f"{hundreds} {words(number % 100)}".rstrip()


def ordinal(number: int) -> str:
    """``1`` as ``Kesatu``, ``22`` as ``Kedua Puluh Dua``: how a Bagian is numbered (Lampiran II no. 121)."""
    first, *rest = words(number).split()
    return " ".join([f"Ke{first}", *(word.capitalize() for word in rest)])


_ORDINALS = {ordinal(n).lower().replace(" ", ""): n for n in range(1, 100)} | {"pertama": 1}


def ordinal_value(text: str) -> int | None:
    """``Kedua Belas`` or ``Keduabelas`` as 12, ``Pertama`` as 1; ``None`` for what is no ordinal."""
    return _ORDINALS.get(re.sub(r"\s+", "", text).lower())


def letter(number: int) -> str:
    """The label of the n-th huruf: ``a`` … ``z``, ``aa``, ``bb`` …"""
    rounds, place = divmod(number - 1, len(ALPHABET))
    return ALPHABET[place] * (rounds + 1)


def following(label: str) -> tuple[str, ...]:
    """Which labels may follow one in a list: ``2`` or ``1a`` after ``1``, ``aa`` after ``z``; none after none."""
    if not label:
        return ()
    if label.isdigit():
        return (str(int(label) + 1), f"{label}a", f"{label}A")
    if label[0].isdigit():
        number, extra = re.fullmatch(r"(\d+)(.*)", label).groups()  # type: ignore[union-attr]
        return (str(int(number) + 1), number + chr(ord(extra[0]) + 1))
    if label == "z":
        return ("aa",)
    if len(label) == 1:
        return (chr(ord(label) + 1),)
    if label[0] == label[1]:
        double = chr(ord(label[0]) + 1) * len(label)
        return (double, label[0] + chr(ord(label[1]) + 1))
    return (label[0] + chr(ord(label[1]) + 1), chr(ord(label[0]) + 1) + "a")


def pasal_readings(printed: str) -> tuple[str, ...]:
    """What the number of a pasal may say, likeliest first: ``28I`` or ``281``, ``1`` for ``l``, ``11`` of ``II``."""
    exact = printed.replace(" ", "")
    plain = exact.translate(_SLIPS)
    readings = (exact, plain, exact[:-1].translate(_SLIPS) + exact[-1:], plain.translate(_SHAPES))
    return tuple(dict.fromkeys(reading for reading in readings if _PASAL.fullmatch(reading)))


def bab_readings(printed: str) -> tuple[str, ...]:
    """The same for a bab, whose numbers are roman: ``BAB 11`` is ``II``, or else ``XI``."""
    roman_form = re.sub("[1l]", "I", printed)
    readings = [roman_form] if re.match("[IVXLC]", roman_form) and not re.search(r"\d", roman_form) else []
    if printed.isdecimal():
        readings.append(roman(int(printed)))
    return tuple(readings) or (printed,)


def bab_follows(label: str, before: str) -> bool:
    """``III`` after ``II``, ``IIA`` after ``II``."""
    last, this = roman_value(before.rstrip("AB")), roman_value(label)
    return label[:-1] == before if this is None else last is not None and this == last + 1
