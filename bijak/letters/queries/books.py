"""Registers that number letters."""

from datetime import date

from django.db.models import Q, QuerySet

from bijak.accounts.models import Account
from bijak.letters import rules
from bijak.letters.access import Permission
from bijak.letters.models import NumberBook, NumberCount, OfficialLetter
from bijak.organization import queries as organization


def all_books() -> QuerySet[NumberBook]:
    return NumberBook.objects.select_related("unit").order_by("-is_open", "name", "pk")


def books_to_write(account: Account, *, today: date) -> QuerySet[NumberBook]:
    """Those an account may number letters by: the agency's, and those of the units it writes for."""
    scope = organization.scope(account, Permission.WRITE, today=today)
    return all_books().filter(Q(unit=None) | scope.q("unit__path"), is_open=True)


def last_given(book: NumberBook, year: int) -> int:
    """The last number of a year; 0 before the first one."""
    count = NumberCount.objects.filter(book=book, year=year).order_by("pk").first()
    return count.last if count else 0


def pattern_of(book: NumberBook) -> rules.Pattern:
    return rules.read_pattern(book.pattern)


def has_letters(book: NumberBook, year: int) -> bool:
    return OfficialLetter.objects.filter(book=book, year=year).exists()
