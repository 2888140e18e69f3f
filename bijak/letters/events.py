"""What happened to letters."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class LetterIssued:
    """A letter about somebody got its number. Keys of letter, employee and account; the code of its template."""

    letter: int
    template: str
    employee: int
    number: str
    on: date
    as_of: date
    by: int | None


@dataclass(frozen=True)
class LetterVoided:
    """A letter holds no more."""

    letter: int
    template: str
    employee: int
