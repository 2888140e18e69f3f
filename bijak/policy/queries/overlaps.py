"""Terms that another policy sets too: what a decree would replace, and who else is about to."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import F, OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from bijak.policy.models import Draft, LocalTerm, Policy, Replacement, Stage, TermSetting, Version
from bijak.policy.queries.terms import bounds_of, label_of, settings_of
from bijak.policy.queries.wording import contradictions


@dataclass(frozen=True)
class Overlap:
    """A term that a draft sets while the decree of another policy holds it: ``row`` ends when the draft's begins.

    ``starts`` is that day; None as long as the draft says no more than "when the regulation comes into force".
    """

    setting: TermSetting
    row: LocalTerm
    starts: date | None
    confirmed: Replacement | None


def overlaps(version: Version, today: date) -> list[Overlap]:
    """What the decrees of other policies set, on days that this version would set as well."""
    rows = settings_of(version)
    codes = {row.term for row in rows}
    if not codes:
        return []
    held = (
        LocalTerm.objects.filter(Q(until_on=None) | Q(until_on__gt=today), term__in=codes)
        .exclude(until_on__lte=F("from_on"))
        .exclude(decree__draft__policy=version.draft.policy_id)
        .select_related("decree__draft__policy", "provision")
        .order_by("term", "from_on", "pk")
    )
    confirmed = {
        (each.term, each.decree_id): each
        for each in Replacement.objects.filter(draft=version.draft_id).select_related("confirmed_by")
    }
    first = {row.term: row for row in reversed(rows)}
    found: dict[tuple[str, int], Overlap] = {}
    for row in held:
        setting = first[row.term]
        if row.until_on is None or setting.from_on is None or row.until_on > setting.from_on:
            key = (row.term, row.decree_id)
            found.setdefault(key, Overlap(setting, row, setting.from_on, confirmed.get(key)))
    return list(found.values())


@dataclass(frozen=True)
class Rival:
    """Another draft in work that would set a term, as its newest text does."""

    draft: Draft
    setting: TermSetting


def rivals(codes: Collection[str], *, but: Policy | None = None) -> list[Rival]:
    """The drafts in work that would set one of these terms, those of one policy aside: for who may see them."""
    newest = Version.objects.filter(draft=OuterRef("version__draft")).order_by("-number").values("pk")[:1]
    rows = (
        TermSetting.objects.filter(term__in=codes, version=Subquery(newest))
        .exclude(version__draft__stage__in=[Stage.ENACTED, Stage.WITHDRAWN])
        .exclude(version__draft__policy=but)
        .select_related("version__draft__policy", "provision")
        .order_by("term", F("from_on").asc(nulls_first=True), "pk")
    )
    return [Rival(row.version.draft, row) for row in rows]


def term_obstacles(version: Version, today: date) -> list[str]:
    """What keeps a text with these numbers from going on: other words, or another policy's decree, unconfirmed."""
    found = [each.sentence for each in contradictions(version) if not each.is_silent]
    return found + [
        _(
            "%(decree)s juga menetapkan “%(term)s”. Tegaskan penggantiannya beserta alasannya pada angka ketentuan."
        )
        % {"decree": each.row.decree.citation, "term": label_of(bounds_of(each.row.term))}
        for each in overlaps(version, today)
        if each.confirmed is None
    ]


def numbers_in_the_way(draft: Draft, on: date) -> list[str]:
    """The same of a draft as it stands: the condition of a gate."""
    version = Version.objects.filter(draft=draft).order_by("-number", "-pk").first()
    return term_obstacles(version, on) if version else []


def sets_terms(draft: Draft) -> bool:
    """Whether any text of a draft sets a number, so that there is something to see to."""
    return TermSetting.objects.filter(version__draft=draft).exists()
