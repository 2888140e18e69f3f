"""Letters that were issued: who may see which, and the register as it is searched."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, TextChoices
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bijak.accounts.models import Account
from bijak.letters.access import Permission
from bijak.letters.models import EmployeeCard, LetterSignature, OfficialLetter
from bijak.letters.queries.cards import card_of
from bijak.letters.registries import Matter, matters
from bijak.organization import queries as organization
from bijak.people import queries as people
from bijak.shell.prepared import Prepared

SHOWN = 10
"""Letters on the page of a person; the register has the rest."""

_SIGNED = Exists(LetterSignature.objects.filter(letter=OuterRef("pk")))


class State(TextChoices):
    ISSUED = "terbit", _("Belum ditandatangani")
    SIGNED = "ditandatangani", _("Ditandatangani")
    VOIDED = "batal", _("Dibatalkan")


@dataclass(frozen=True)
class Filter:
    """What the register is narrowed to; empty means all."""

    text: str = ""
    template: str = ""
    year: int | None = None
    state: str = ""


def visible_to(account: Account, *, today: date) -> QuerySet[OfficialLetter]:
    """The letters about people whom an account sees, where it may see letters; and those about herself.

    What is about no person is about the whole agency, and seen by whoever may see letters of all of it.
    """
    seen = people.visible_to(account, today=today)
    scope = organization.scope(account, Permission.VIEW, today=today)
    own = Q(employee__account=account)
    wanted = Q(
        own | Q(employee__in=seen.filter(scope.q("unit__path")).values("pk")), employee__in=seen.values("pk")
    )
    if scope.everything:
        wanted |= Q(employee=None)
    letters = OfficialLetter.objects.filter(wanted).annotate(is_signed=_SIGNED)
    return letters.select_related("version__template", "employee", "book", "prepared", "signed")


def listed(letters: QuerySet[OfficialLetter], wanted: Filter) -> QuerySet[OfficialLetter]:
    """The register as a filter asks for it, the newest first. Words look into the number and the name."""
    for word in wanted.text.split()[:6]:
        letters = letters.filter(
            Q(number__icontains=word) | Q(values__nama__icontains=word) | Q(values__nip__startswith=word)
        )
    if wanted.template:
        letters = letters.filter(version__template__code=wanted.template)
    if wanted.year is not None:
        letters = letters.filter(year=wanted.year)
    match wanted.state:
        case State.VOIDED:
            letters = letters.exclude(voided_on=None)
        case State.SIGNED:
            letters = letters.filter(_SIGNED, voided_on=None)
        case State.ISSUED:
            letters = letters.filter(~_SIGNED, voided_on=None)
    return letters.order_by("-on", "-pk")


def state_of(letter: OfficialLetter) -> State:
    """Of a letter as ``visible_to`` reads it."""
    if letter.voided_on is not None:
        return State.VOIDED
    return State.SIGNED if letter.is_signed else State.ISSUED  # type: ignore[attr-defined]


def named_in(letter: OfficialLetter) -> str:
    """Whom or what the register says that a letter is about."""
    if letter.about:
        return str(matters.get(letter.about).label)
    return str((letter.values or {}).get("nama", ""))


def years(letters: QuerySet[OfficialLetter]) -> list[int]:
    return list(letters.order_by("-year").values_list("year", flat=True).distinct())


def of_person(employee: int) -> QuerySet[OfficialLetter]:
    """The letters about somebody, the newest first, for whoever may see hers."""
    letters = OfficialLetter.objects.filter(employee=employee).annotate(is_signed=_SIGNED)
    return letters.select_related("version__template").order_by("-on", "-pk")


@dataclass(frozen=True)
class Held:
    """The newest letters about somebody with their states, how many there are besides, and the card that counts."""

    letters: Sequence[tuple[OfficialLetter, State]]
    more: int
    card: EmployeeCard | None


_any = Prepared(lambda *, employee: OfficialLetter.objects.filter(employee=employee).values_list("pk")[:1])


def held_by(row: Any) -> Held:
    letters = list(of_person(row.pk)) if _any(employee=row.pk) else []
    return Held(
        letters=[(each, state_of(each)) for each in letters[:SHOWN]],
        more=max(0, len(letters) - SHOWN),
        card=card_of(row.pk),
    )


def usual_signer(account: Account) -> str:
    """The NIP of who signed the letter that an account issued last."""
    last = OfficialLetter.objects.filter(issued_by=account).order_by("-pk").first()
    return last.signer_nip if last else ""


def letter_about(code: str, uuid: UUID) -> OfficialLetter | None:
    """The letter about one thing of a matter that holds."""
    found = OfficialLetter.objects.filter(about=code, about_uuid=uuid, voided_on=None)
    return (
        found.select_related("version__template", "prepared", "signed")
        .annotate(is_signed=_SIGNED)
        .order_by("-pk")
        .first()
    )


@dataclass(frozen=True)
class Subject:
    """What a letter is about, as pages name it; ``row`` of today where it is a person, else ``thing`` of a matter.

    ``holder`` is whose reach decides who may do something with the letter.
    """

    label: str
    title: str
    address: str
    row: Any = None
    thing: Any = None
    matter: Matter | None = None

    @property
    def holder(self) -> Any:
        return self.matter or self.row

    @property
    def uuid(self) -> UUID:
        known: UUID = (self.row or self.thing).uuid
        return known


def subject_of(letter: OfficialLetter, account: Account, *, today: date) -> Subject | None:
    """Whom or what a letter is about; None for whom an account does not see."""
    if letter.about:
        matter = matters.get(letter.about)
        return about_thing(matter, matter.things().filter(uuid=letter.about_uuid).first())
    row = person_of(letter, account, today=today)
    return about_person(row) if row is not None else None


def about_person(row: Any) -> Subject:
    return Subject(str(_("Pegawai")), row.full_name, reverse("people:person", args=[row.uuid]), row=row)


def about_thing(matter: Matter, thing: Any) -> Subject:
    """``thing`` is None where it is no more."""
    title, address = (matter.title(thing), matter.address(thing)) if thing else (str(matter.label), "")
    return Subject(str(matter.label), title, address, thing=thing, matter=matter)


def person_of(letter: OfficialLetter, account: Account, *, today: date) -> Any:
    """The row of today of whom a letter is about, for whom an account sees her; None for a stranger."""
    seen = people.visible_to(account, today=today).select_related("employee__account", "unit")
    return seen.filter(pk=letter.employee_id).first()


def replacement_of(letter: OfficialLetter) -> OfficialLetter | None:
    return OfficialLetter.objects.filter(replaces=letter).order_by("pk").first()


def signatures_of(letter: OfficialLetter) -> QuerySet[LetterSignature]:
    return LetterSignature.objects.filter(letter=letter).order_by("position", "pk")


def letter_of_document(sha256: str) -> QuerySet[OfficialLetter]:
    """The letters whose file this is, signed or as it was issued."""
    return OfficialLetter.objects.filter(
        Q(prepared__sha256=sha256) | Q(signed__sha256=sha256)
    ).select_related("version__template", "prepared", "signed").order_by("-pk")  # fmt: skip


def holders(employees: frozenset[int]) -> set[int]:
    """Of some employees those about whom there is a letter or a card."""
    return {
        employee
        for model in (OfficialLetter, EmployeeCard)
        for employee in model._default_manager.filter(employee__in=employees)
        .order_by()
        .values_list("employee", flat=True)
        .distinct()
    }
