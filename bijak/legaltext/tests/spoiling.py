"""How the text of a regulation is spoilt on its way out of a PDF, a scanner or a paste.

Each way takes clean text, one part a line as ``writing.plain`` prints it, and dice; what comes out must read as the
same provisions.
"""

import re
import textwrap
from collections.abc import Callable
from random import Random

type Spoiling = Callable[[str, Random], str]

_HEADER = re.compile(r"(?:BUKU|BAB|Bagian|Paragraf|Pasal) \S+(?: \S+){0,2}$")
_ITEM = re.compile(r"(?:\(\d+[a-z]?\)|[a-z]{1,2}\.|\d+\.|[a-z]{1,2}\)|\d+\)) ")
_FRAME = re.compile(
    r"(?:Menimbang|Mengingat|Memperhatikan|MEMUTUSKAN|Menetapkan|Agar |PENJELASAN|LAMPIRAN|Ditetapkan|Disahkan)"
)


def lines_of(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


def _wrapped(text: str, width: int) -> list[str]:
    return [
        piece
        for line in lines_of(text)
        for piece in textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False)
    ]


def narrow(text: str, dice: Random) -> str:
    """Lines broken wherever they are full: within sentences and references."""
    return "\n".join(_wrapped(text, dice.choice((38, 60, 85))))


def hyphenated(text: str, dice: Random) -> str:
    """Words broken at the end of a line."""
    return re.sub(
        r"([a-z]{4})([a-z]{4,})(?= [a-z])",
        lambda found: f"{found[1]}-\n{found[2]}" if dice.random() < 0.05 else found[0],
        text,
    )


def broken_references(text: str, dice: Random) -> str:
    """``Pasal 12`` at the end of a line, ``ayat (3)`` on the next; ``ayat`` above, ``(3)`` below."""
    return re.sub(
        r"(?<=\w) (?=(?:Pasal \d|ayat \(|huruf [a-z]\b))"
        r"|(?<=[a-z] Pasal) (?=\d)|(?<=ayat) (?=\()|(?<=huruf) (?=[a-z]\b)",
        lambda found: "\n" if dice.random() < 0.6 else found[0],
        text,
    )


def _paged(text: str, dice: Random, furniture: Callable[[int, str], str]) -> str:
    lines = _wrapped(text, 80)
    pages = []
    number = start = 0
    while start < len(lines):
        number += 1
        length = dice.randint(18, 34)
        pages.append("\n".join(lines[start : start + length]))
        start += length
        pages.append(furniture(number, lines[start] if start < len(lines) else ""))
    return "\n".join(pages)


def state_gazette(text: str, dice: Random) -> str:
    """The head of the State Secretariat, with the first words of the next page at the foot of this one."""
    return _paged(
        text,
        dice,
        lambda page, following: (
            f"{' '.join(following.split()[:2])} . . .\nPRESIDEN\nREPUBLIK INDONESIA\n- {page + 1} -"
            if following
            else ""
        ),
    )


def state_secretariat(text: str, dice: Random) -> str:
    """As the Secretariat of State prints now: one line, an odd number, and the number of the paper."""
    return _paged(
        text, dice, lambda page, _next: f"SK No {100000 + page} A\nPRESIDEN\nREPUBLIK INDONESIA\n-{page + 1}-"
    )


def gazette_of_the_ministry(text: str, dice: Random) -> str:
    """``www.peraturan.go.id`` and the number of the gazette on each page."""
    return _paged(
        text,
        dice,
        lambda page, _next: (
            f"www.peraturan.go.id\n2019, No.205 -{page + 1}-"
            if page % 2
            else f"www.peraturan.go.id\n-{page + 1}- 2019, No.205"
        ),
    )


def bare_page_numbers(text: str, dice: Random) -> str:
    """A number by itself at the foot of the page, and a form feed."""
    return _paged(text, dice, lambda page, _next: f"{page}\n\f")


def pages_in_words(text: str, dice: Random) -> str:
    return _paged(text, dice, lambda page, _next: f"Halaman {page} dari 90\njdih.pontianak.go.id")


def web_pages(text: str, dice: Random) -> str:
    return _paged(text, dice, lambda page, _next: f"{page} / 90\nwww.hukumonline.com/pusatdata")


def run_together(text: str, dice: Random) -> str:
    """Several items on one line."""
    lines: list[str] = []
    for line in lines_of(text):
        joins = lines and _ITEM.match(line) and not _HEADER.match(lines[-1]) and not lines[-1].isupper()
        if joins and dice.random() < 0.4:
            lines[-1] += " " + line
        else:
            lines.append(line)
    return "\n".join(lines)


def headers_at_the_end_of_lines(text: str, dice: Random) -> str:
    """A header that slid to the end of the line above."""
    lines: list[str] = []
    for line in lines_of(text):
        if lines and re.match(r"Pasal \d", line) and lines[-1].endswith(".") and dice.random() < 0.3:
            lines[-1] += " " + line
        else:
            lines.append(line)
    return "\n".join(lines)


def headers_run_on(text: str, dice: Random) -> str:
    """``Pasal 5 (1) Setiap …`` and ``BAB II KETENTUAN`` on one line."""
    lines: list[str] = []
    for line in lines_of(text):
        headed = lines and re.fullmatch(r"(?:Pasal|BAB) \w+", lines[-1])
        if headed and (line.startswith("(1)") or line.isupper()) and dice.random() < 0.5:
            lines[-1] += " " + line
        else:
            lines.append(line)
    return "\n".join(lines)


def columns(text: str, dice: Random) -> str:
    """The mark of an item on a line of its own, its words on the next."""
    return "\n".join(
        re.sub(_ITEM, lambda found: found[0].rstrip() + "\n", line, count=1) if dice.random() < 0.4 else line
        for line in lines_of(text)
    )


def tight(text: str, dice: Random) -> str:
    """Blanks lost around marks: ``(1)Setiap``, ``ayat(1)``, ``Pasal12``, ``a.surat``."""
    text = re.sub(
        r"^(\(\d+\)|[a-z]\.|\d+\.|[a-z]\)|\d+\)) ",
        lambda found: found[1] if dice.random() < 0.4 else found[0],
        text,
        flags=re.M,
    )
    return re.sub(
        r"\b(ayat|Pasal) (?=[(\d])", lambda found: found[1] if dice.random() < 0.4 else found[0], text
    )


def spaced(text: str, dice: Random) -> str:
    """Blanks too many: ``( 1 )``, ``a .``, lines that begin with blanks, no-break blanks, tabs."""
    text = re.sub(
        r"^\((\d+)\)", lambda found: f"( {found[1]} )" if dice.random() < 0.3 else found[0], text, flags=re.M
    )
    text = re.sub(
        r"^((?:[a-z]|\d+)[.)]) ", lambda found: found[1] + dice.choice(" \t\u00a0") * 2, text, flags=re.M
    )
    return re.sub("^", lambda _found: " " * dice.randint(0, 8), text, flags=re.M)


def misread_digits(text: str, dice: Random) -> str:
    """``(l)``, ``(I)``, ``Pasal l2``, ``Pasa1 3``, ``Pasal 2O``, ``1O.``"""

    def slip(found: re.Match[str]) -> str:
        digits = found[0]
        if dice.random() > 0.25:
            return digits
        return digits.replace("1", dice.choice("lI")).replace("0", "O")

    text = re.sub(r"(?<=^\()\d+(?=\))|(?<=^Pasal )\d+$", slip, text, flags=re.M)
    return re.sub(r"^Pasal", lambda found: "Pasa1" if dice.random() < 0.2 else found[0], text, flags=re.M)


def misread_brackets(text: str, dice: Random) -> str:
    """``{1)``, ``(1}``, ``[1]``, ``(1``, ``1)`` for ``(1)``."""
    return re.sub(
        r"^\((\d+)\)",
        lambda found: dice.choice(("{%s)", "(%s}", "[%s]", "(%s)", "(%s)", "(%s)")) % found[1],
        text,
        flags=re.M,
    )


def half_brackets(text: str, dice: Random) -> str:
    """``1)`` and ``(1`` for ``(1)``."""
    return re.sub(
        r"^\((\d+)\)(?= [A-Z])",
        lambda found: dice.choice((f"{found[1]})", f"({found[1]}")) if dice.random() < 0.15 else found[0],
        text,
        flags=re.M,
    )


def lost_full_stops(text: str, dice: Random) -> str:
    """``a surat`` and ``a, surat`` for ``a. surat``."""
    return re.sub(
        r"^([a-z])\.(?= \w)",
        lambda found: found[1] + dice.choice(("", ",", ":")) if dice.random() < 0.15 else found[0],
        text,
        flags=re.M,
    )


def lost_ends(text: str, dice: Random) -> str:
    """Sentences and items without their full stop or semicolon."""
    return re.sub(r"[.;]$", lambda found: "" if dice.random() < 0.2 else found[0], text, flags=re.M)


def arabic_headers(text: str, dice: Random) -> str:
    """``BAB 2`` for ``BAB II``, ``Bagian 2`` for ``Bagian Kedua``."""
    from bijak.legaltext import labels

    text = re.sub(r"^BAB ([IVXLC]+)$", lambda found: f"BAB {labels.roman_value(found[1])}", text, flags=re.M)
    return re.sub(
        r"^Bagian (Ke[A-Za-z ]+|Pertama)$",
        lambda found: f"Bagian {labels.ordinal_value(found[1]) or found[1]}",
        text,
        flags=re.M,
    )


def other_case(text: str, dice: Random) -> str:
    """``Bab II``, ``PASAL 5``, ``BAGIAN KEDUA``."""
    return re.sub(
        r"^(?:BAB|Bagian|Paragraf|Pasal) (?=\S+(?: \S+)?$)",
        lambda found: found[0].title() if found[0].isupper() else found[0].upper(),
        text,
        flags=re.M,
    )


def empty_lines(text: str, dice: Random) -> str:
    return text.replace("\n", "\n\n\n")


def unbroken(text: str, dice: Random) -> str:
    """No line break left."""
    return " ".join(text.split())


def set_anew(text: str, dice: Random) -> str:
    """No line break left of the text, and new ones wherever a line is full: what a mail program does."""
    return narrow(unbroken(text, dice), dice)


def misread_pages(text: str, dice: Random) -> str:
    """The head of a page as a scanner reads it: ``- l2 -``, ``REPUBLIK INDONESTA``, ``SK No O12345 A``."""
    return _paged(
        text,
        dice,
        lambda page, _next: (
            f"SK No {dice.choice('0O')}{10000 + page} A\nPRESIDEN\n"
            f"REPUBLIK {dice.choice(('INDONESIA', 'INDONESTA'))}\n"
            f"-{str(page + 1).replace('1', dice.choice('1lt')).replace('0', 'O')}-"
        ),
    )


def misread_marks(text: str, dice: Random) -> str:
    """``l.`` and ``ll.`` for ``1.`` and ``11.``, ``C.`` for ``c.``, ``Pasal 1S`` for ``Pasal 15``."""
    text = re.sub(r"^1{1,2}(?=\. )", lambda found: found[0].replace("1", "l"), text, flags=re.M)
    text = re.sub(
        r"^[ckopsuvwxz](?=\. [a-z])",
        lambda found: found[0].upper() if dice.random() < 0.3 else found[0],
        text,
        flags=re.M,
    )
    return re.sub(
        r"(?<=^Pasal )\d+$",
        lambda found: found[0].replace("5", "S").replace("8", "B") if dice.random() < 0.2 else found[0],
        text,
        flags=re.M,
    )


def adorned(text: str, dice: Random) -> str:
    """Pasted from a chat or a page: ``**Pasal 5**``, ``• a. surat``, ``P a s a l 5``, ``BagianKedua``."""
    text = re.sub(r"^(?:[a-z]\. )", lambda found: "• " * (dice.random() < 0.3) + found[0], text, flags=re.M)
    text = re.sub(r"^(Bagian|Paragraf|BAB) ", r"\1", text, flags=re.M)
    return re.sub(
        r"^Pasal \w+$",
        lambda found: dice.choice((f"**{found[0]}**", found[0].replace("Pasal", "P a s a l"))),
        text,
        flags=re.M,
    )


WAYS: tuple[Spoiling, ...] = (
    narrow, hyphenated, broken_references, state_gazette, state_secretariat, gazette_of_the_ministry,
    bare_page_numbers, pages_in_words, web_pages, run_together, headers_at_the_end_of_lines, headers_run_on, columns,
    tight, spaced, misread_digits, misread_brackets, half_brackets, lost_full_stops, lost_ends, arabic_headers,
    other_case, empty_lines, unbroken, set_anew, misread_pages, misread_marks, adorned,
)  # fmt: skip
