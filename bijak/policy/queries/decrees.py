"""What was enacted, and what holds on a day."""

import re
from datetime import date

from django.db.models import F, Q, QuerySet

from bijak.policy.models import Decree, Draft, Passage, Policy, Version
from bijak.policy.rules import life

_NAME = re.compile(
    r"\b((?:PERATURAN|KEPUTUSAN|INSTRUKSI|SURAT\s+EDARAN)\b.{3,250}?)\s*(?:\bNOMOR\b|\bTAHUN\b|\bTENTANG\b|\Z)",
    re.DOTALL | re.IGNORECASE,
)
_SMALL = {"Dan": "dan", "Di": "di", "Atau": "atau"}


def _all() -> QuerySet[Decree]:
    return Decree.objects.select_related("draft__policy", "version", "amends")


def all_law() -> QuerySet[Decree]:
    """What nothing is wanting for but its day: what must stand in the gazette stands there (``Decree.is_law``)."""
    return _all().filter(Q(promulgated_on__isnull=False) | ~Q(kind__in=life.PROMULGATED))


def in_force(on: date) -> QuerySet[Decree]:
    """Decrees that hold on a day, the newest first."""
    return (
        all_law()
        .filter(Q(in_force_until=None) | Q(in_force_until__gt=on), in_force_from__lte=on)
        .order_by("-in_force_from", "-pk")
    )


def public(today: date) -> QuerySet[Decree]:
    """Decrees in force and those to come, the newest first; not those that were replaced before they held."""
    return (
        all_law()
        .filter(Q(in_force_until=None) | Q(in_force_until__gt=today))
        .exclude(in_force_until__lte=F("in_force_from"))
        .order_by("-in_force_from", "-pk")
    )


def decree_of(draft: Draft) -> Decree | None:
    return _all().filter(draft=draft).first()


def name_in_text(version: Version) -> str:
    """What the title of a text calls the regulation: ``Peraturan Wali Kota Contoh``; empty where it says nothing."""
    title = Passage.objects.filter(version=version, kind="judul").order_by("position", "pk").first()
    found = _NAME.search(f"{title.heading}\n{title.text}") if title else None
    return " ".join(_SMALL.get(word, word) for word in found[1].title().split()) if found else ""


def current_decree(policy: Policy, on: date) -> Decree | None:
    """The decree by which a policy holds on a day."""
    return in_force(on).filter(draft__policy=policy).first()


def amended_by(decree: Decree) -> QuerySet[Decree]:
    """What amended a regulation, in the order of holding; not what was replaced before it held."""
    return (
        _all()
        .filter(amends=decree)
        .exclude(in_force_until__lte=F("in_force_from"))
        .order_by("in_force_from", "pk")
    )


def ended_with(decree: Decree) -> list[Decree]:
    """What ends when a decree is revoked: the regulation and everything that amended it, in the order of holding.

    The text of a policy is one. Who wants only an amendment gone amends again.
    """
    base = decree.amends or decree
    return [base, *amended_by(base)]


def amended_after(decree: Decree) -> QuerySet[Decree]:
    """The law that amended a regulation after a decree of it, in the order of holding: the decree itself goes on."""
    later = Q(in_force_from__gt=decree.in_force_from) | Q(
        in_force_from=decree.in_force_from, pk__gt=decree.pk
    )
    kin = amended_by(decree.amends or decree).filter(pk__in=all_law().values("pk"))
    return kin.filter(later).exclude(pk=decree.pk)


def waiting_for_the_gazette() -> QuerySet[Decree]:
    """Decrees that have their number and are not promulgated, the oldest first."""
    return _all().filter(kind__in=life.PROMULGATED, promulgated_on=None).order_by("enacted_on", "pk")


def decrees_of(policy: Policy) -> QuerySet[Decree]:
    """Everything that a policy became, in the order of holding; not what was replaced before it held."""
    return (
        _all()
        .filter(draft__policy=policy)
        .exclude(in_force_until__lte=F("in_force_from"))
        .order_by("in_force_from", "pk")
    )


def waiting_to_hold(today: date) -> QuerySet[Decree]:
    """Decrees whose first day has come without anybody having been told; not those replaced before that day."""
    return (
        all_law()
        .filter(in_force_from__lte=today, came_into_force_at=None)
        .exclude(in_force_until__lte=F("in_force_from"))
        .order_by("in_force_from", "pk")
    )
