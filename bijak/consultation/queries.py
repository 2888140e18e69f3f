"""Questions about the dialogue on a draft: what was said, what waits for an answer, who was heard."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib.postgres.search import TrigramSimilarity
from django.core import signing
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bijak.consultation.models import (
    CHANGES_THE_DRAFT,
    Comment,
    Disposition,
    Draft,
    Invitation,
    Kind,
    Stakeholder,
    Version,
)
from bijak.policy import queries as policies

if TYPE_CHECKING:
    from bijak.accounts.models import Account

CONFIRM = "bijak.consultation.confirm"
FOLLOW = "bijak.consultation.follow"
INVITED = "bijak.consultation.invited"

WITHDRAWN = "withdrawn"
"""The stage of a draft that was given up (``policy.models.Stage``)."""

DECIDING = "deciding"
"""The stage in which a draft waits for its decree (``policy.models.Stage``)."""

ALIKE = 0.45
"""From this trigram similarity on (0 to 1) two comments are shown as alike."""

DIALOGUE = "dialogue"
"""The stage in which a draft is talked about (``policy.models.Stage``)."""

WAITING = Q(answer=None, hidden_on=None)

# Counting ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Counts:
    """Comments that count, being confirmed: all of them, those answered, those hidden by moderation."""

    all: int = 0
    answered: int = 0
    hidden: int = 0

    @property
    def waiting(self) -> int:
        return self.all - self.answered - self.hidden


def confirmed() -> QuerySet[Comment]:
    return Comment.objects.filter(confirmed_at__isnull=False)


def count_of(draft: Draft) -> Counts:
    return counts_of([draft.pk]).get(draft.pk, Counts())


def counts_of(drafts: Collection[int]) -> dict[int, Counts]:
    """Counts by key of draft; a draft without comments is missing."""
    return _counts(confirmed().filter(draft__in=drafts), "draft_id")


def counts_by_provision(draft: Draft) -> dict[int | None, Counts]:
    """Counts by key of provision; ``None`` stands for the draft as a whole."""
    return _counts(confirmed().filter(draft=draft), "provision_id")


def _counts[Key](comments: QuerySet[Comment], key: str) -> dict[Key, Counts]:
    rows = comments.values_list(key).annotate(
        all=Count("pk"),
        answered=Count("pk", filter=Q(answer__isnull=False, hidden_on=None)),
        hidden=Count("pk", filter=Q(hidden_on__isnull=False)),
    )
    return {each: Counts(*numbers) for each, *numbers in rows.order_by(key)}


# Drafts -----------------------------------------------------------------------------------------


def discussed() -> QuerySet[Draft]:
    """Drafts that everyone may read: those that are or were in dialogue."""
    opened = Draft.objects.filter(dialogue_from__isnull=False, dialogue_version__isnull=False)
    return opened.select_related("policy", "dialogue_version").order_by("-dialogue_from", "-pk")


def in_dialogue() -> QuerySet[Draft]:
    """Drafts whose comments are being answered, also after the last day."""
    return discussed().filter(stage=DIALOGUE)


def discussed_draft(uuid: UUID) -> Draft:
    """The draft, or ``Draft.DoesNotExist`` while it was never opened to comments."""
    draft = policies.get_draft(uuid)
    if draft.dialogue_from is None or draft.dialogue_version is None:
        raise Draft.DoesNotExist
    return draft


def accepts_comments(draft: Draft, *, today: date) -> bool:
    """In dialogue, up to and including the last day."""
    return policies.open_drafts(today).filter(pk=draft.pk).exists()


def clauses_of(draft: Draft) -> list[policies.Clause]:
    """The text that people are asked about, part by part, in the numbers that it is to have."""
    version = policies.dialogue_version(draft)
    return policies.as_numbered(version) if version else []


def later_versions(draft: Draft) -> list[Version]:
    """The versions in which what was said may have changed the words, the newest first."""
    asked = draft.dialogue_version
    return [each for each in policies.versions_of(draft) if asked is not None and each.number > asked.number]


def why_closed(draft: Draft, *, today: date) -> str:
    """The sentence for who comes too early or too late; empty while comments are taken."""
    if accepts_comments(draft, today=today):
        return ""
    if draft.stage == WITHDRAWN:
        return _(
            "Rancangan ini dihentikan, sehingga tidak lagi menerima tanggapan. Tanggapan yang sudah masuk tetap dapat "
            "dibaca."
        )
    if draft.dialogue_from and today < draft.dialogue_from:
        return _("Masa tanggapan baru dibuka pada %(day)s.") % {"day": _day(draft.dialogue_from)}
    if draft.dialogue_until and today > draft.dialogue_until:
        return _(
            "Masa tanggapan berakhir pada %(day)s, sehingga tanggapan baru tidak dapat kami terima. Tanggapan yang "
            "sudah masuk beserta jawabannya tetap dapat dibaca di sini."
        ) % {"day": _day(draft.dialogue_until)}
    return _(
        "Masa tanggapan rancangan ini sudah ditutup. Tanggapan yang masuk beserta jawabannya tetap dapat dibaca."
    )


@dataclass(frozen=True)
class Standing:
    """Where a draft that was talked about stands now, as one says it; ``decree`` where everyone can read it."""

    sentence: str
    decree: UUID | None = None


def standing(draft: Draft, *, today: date) -> Standing:
    """For those who commented, and for everyone: what became of the draft."""
    if draft.stage == WITHDRAWN:
        return Standing(
            _("Dihentikan pada %(day)s. Alasan: %(why)s")
            % {"day": _day(draft.withdrawn_on), "why": draft.withdrawn_because}
        )
    if decree := policies.decree_of(draft):
        if not decree.is_law:
            return Standing(_("Ditetapkan: %(decree)s. Menunggu pengundangan.") % {"decree": decree.citation})
        facts = {"decree": decree.citation, "day": _day(decree.in_force_from)}
        is_public = policies.public(today).filter(pk=decree.pk).exists()
        return Standing(
            _("Ditetapkan: %(decree)s, berlaku sejak %(day)s.") % facts, decree.uuid if is_public else None
        )
    if draft.stage == DECIDING:
        return Standing(
            _("Dialog selesai dan setiap tanggapan sudah dijawab. Naskah hasil dialog menunggu penetapan.")
        )
    if accepts_comments(draft, today=today):
        return Standing(_("Terbuka untuk tanggapan sampai %(day)s.") % {"day": _day(draft.dialogue_until)})
    return Standing(_("Masa tanggapan berakhir. Tanggapan dijawab dan naskahnya diperbaiki."))


def commenters(draft: Draft) -> QuerySet[Comment]:
    """The newest comment that counts by each person without an account, the addresses in order."""
    by_address = confirmed().filter(draft=draft, account=None)
    return by_address.order_by("email", "-pk").distinct("email")


def accounts_that_commented(draft: Draft) -> QuerySet[Comment, int]:
    """Their keys."""
    return confirmed().filter(draft=draft, account__isnull=False).order_by().values_list("account", flat=True)


def obstacles(draft: Draft, on: date) -> list[str]:
    """What keeps the dialogue from closing: comments that nobody has answered (UU 13/2022 article 96)."""
    waiting = count_of(draft).waiting
    if not waiting:
        return []
    sentence = ngettext(
        "%(count)s tanggapan belum dijawab. Jawab dari daftar tanggapan rancangan ini.",
        "%(count)s tanggapan belum dijawab. Jawab dari daftar tanggapan rancangan ini.",
        waiting,
    )
    return [sentence % {"count": waiting}]


def _day(day: date | None) -> str:
    assert day is not None  # the stage of the draft has it
    return date_format(day, "j F Y")


# Comments ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Filter:
    """Which comments of a draft the list shows. ``clause`` is a provision's UUID, or ``whole`` for none."""

    state: str = "waiting"
    clause: str = ""
    kind: str = ""
    disposition: str = ""
    text: str = ""


STATES: Mapping[str, Q] = {
    "waiting": WAITING,
    "answered": Q(answer__isnull=False, hidden_on=None),
    "hidden": Q(hidden_on__isnull=False),
    "all": Q(),
}


def comments_of(draft: Draft) -> QuerySet[Comment]:
    """Everything said about a draft that counts, the oldest first."""
    said = (
        confirmed().filter(draft=draft).select_related("answer", "answer__changed_in", "provision", "version")
    )
    return said.order_by("confirmed_at", "pk")


def narrowed(comments: QuerySet[Comment], to: Filter) -> QuerySet[Comment]:
    comments = comments.filter(STATES.get(to.state, Q()))
    if to.clause == "whole":
        comments = comments.filter(provision=None)
    elif to.clause:
        comments = comments.filter(provision__uuid=to.clause)
    if to.kind:
        comments = comments.filter(kind=to.kind)
    if to.disposition:
        comments = comments.filter(answer__disposition=to.disposition)
    if to.text:
        comments = comments.filter(Q(text__icontains=to.text) | Q(name__icontains=to.text))
    return comments


@dataclass(frozen=True)
class Placed:
    """A comment with the provision it is about, if that still stands: how one cites it, and its words."""

    comment: Comment
    place: str
    words: str
    provision: UUID | None = None


def placed(draft: Draft, comments: Iterable[Comment]) -> list[Placed]:
    clauses = {each.provision_id: each for each in clauses_of(draft)}
    found = []
    for said in comments:
        clause = clauses.get(said.provision_id) if said.provision_id else None
        if clause:
            found.append(Placed(said, clause.name, clause.text, clause.provision))
        else:
            found.append(
                Placed(said, _("Ketentuan lama") if said.provision_id else _("Rancangan seluruhnya"), "")
            )
    return found


def about(draft: Draft, provision_id: int | None) -> QuerySet[Comment]:
    """What everyone may read about a provision, or about the draft as a whole."""
    return comments_of(draft).filter(Q(provision_id=provision_id))


def alike(comments: Collection[Comment], *, limit: int = 20) -> list[Comment]:
    """Unanswered comments on the same draft that say much the same as these, the most alike first."""
    found: dict[int, Comment] = {}
    for comment in comments:
        others = comments_of(comment.draft).filter(WAITING).exclude(pk__in=[each.pk for each in comments])
        # The index knows what is at all similar (PostgreSQL's 0.3); only for that the score is reckoned.
        near = others.filter(text__trigram_similar=comment.text)
        scored = near.annotate(score=TrigramSimilarity("text", comment.text)).filter(score__gte=ALIKE)
        found |= {each.pk: each for each in scored.order_by("-score", "pk")[:limit]}
        if len(found) >= limit:
            break
    return list(found.values())[:limit]


def next_waiting(draft: Draft) -> Comment | None:
    """The one to answer next: who waits longest."""
    return comments_of(draft).filter(WAITING).first()


def written_by(account: "Account") -> QuerySet[Comment]:
    """A person's own comments, the newest first."""
    own = Comment.objects.filter(account=account).select_related(
        "answer", "draft__policy", "version", "provision"
    )
    return own.order_by("-pk")


def hidden_comments() -> QuerySet[Comment]:
    """The log of moderation, the latest first: when and why, not what."""
    hidden = confirmed().filter(hidden_on__isnull=False).select_related("draft__policy")
    return hidden.order_by("-hidden_on", "-pk")


# Secret links -----------------------------------------------------------------------------------


def secret(uuid: UUID, purpose: str) -> str:
    """What stands in a link that only its owner was sent."""
    return signing.Signer(salt=purpose).sign(uuid.hex)


def opened(secret: str, purpose: str) -> UUID | None:
    """Whose link it is; ``None`` where it is not ours, or was changed on the way."""
    try:
        return UUID(signing.Signer(salt=purpose).unsign(secret))
    except (signing.BadSignature, ValueError):
        return None


def comment_by(link: str, purpose: str) -> Comment | None:
    if (uuid := opened(link, purpose)) is None:
        return None
    found = Comment.objects.filter(uuid=uuid).select_related(
        "draft__policy", "answer__changed_in", "version", "provision"
    )
    return found.first()


def invitation_by(link: str, draft: Draft) -> Invitation | None:
    uuid = opened(link, INVITED) if link else None
    return (
        Invitation.objects.filter(uuid=uuid, draft=draft).select_related("stakeholder").first()
        if uuid
        else None
    )


# Who was heard ----------------------------------------------------------------------------------


def stakeholders(*, kind: str = "", text: str = "", with_retired: bool = False) -> QuerySet[Stakeholder]:
    found = Stakeholder.objects.order_by("kind", "name", "pk")
    if not with_retired:
        found = found.filter(is_active=True)
    if kind:
        found = found.filter(kind=kind)
    return found.filter(Q(name__icontains=text) | Q(note__icontains=text)) if text else found


def invitations(draft: Draft) -> QuerySet[Invitation]:
    """Who was invited to a draft; ``has_written`` says whether a comment came of it."""
    wrote = confirmed().filter(invitation=OuterRef("pk"))
    counted = Invitation.objects.filter(draft=draft).annotate(has_written=Exists(wrote))
    return counted.select_related("stakeholder").order_by("stakeholder__kind", "stakeholder__name", "pk")


def not_invited(draft: Draft) -> QuerySet[Stakeholder]:
    invited = Invitation.objects.filter(draft=draft).values("stakeholder_id")
    return stakeholders().exclude(pk__in=invited)


@dataclass(frozen=True)
class Heard:
    """How one kind of people took part: bodies invited, how many of them looked and wrote, comments in all."""

    kind: Kind
    registered: int
    invited: int
    visited: int
    wrote: int
    comments: int
    adopted: int


def heard(draft: Draft) -> list[Heard]:
    """Participation by kind (UU 13/2022 article 96), every kind, also those nobody spoke for."""
    registered = _by_kind(stakeholders().order_by().values_list("kind").annotate(n=Count("pk")))
    asked = Invitation.objects.filter(draft=draft).order_by()
    invited = _by_kind(asked.values_list("stakeholder__kind").annotate(n=Count("pk")))
    visited = _by_kind(
        asked.exclude(visited_on=None).values_list("stakeholder__kind").annotate(n=Count("pk"))
    )
    said = confirmed().filter(draft=draft).order_by()
    wrote = _by_kind(
        said.exclude(invitation=None)
        .values_list("invitation__stakeholder__kind")
        .annotate(n=Count("invitation", distinct=True))
    )
    comments = _by_kind(said.values_list("kind").annotate(n=Count("pk")))
    adopted = _by_kind(
        said.filter(answer__disposition__in=CHANGES_THE_DRAFT).values_list("kind").annotate(n=Count("pk"))
    )
    return [
        Heard(
            kind, registered[kind], invited[kind], visited[kind], wrote[kind], comments[kind], adopted[kind]
        )
        for kind in Kind
    ]


def _by_kind(rows: Iterable[tuple[str, int]]) -> Mapping[str, int]:
    return defaultdict(int, rows)


@dataclass(frozen=True)
class Score:
    """How well a dialogue was answered: how many days it took in the middle, and what became of the comments."""

    counts: Counts
    median_days: float | None
    by_disposition: Mapping[Disposition, int]


def score(draft: Draft) -> Score:
    answered = confirmed().filter(draft=draft, answer__isnull=False, hidden_on=None).order_by("pk")
    rows = list(answered.values_list("answer__disposition", "answer__answered_on", "received_on"))
    days = [(answered_on - received_on).days for _disposition, answered_on, received_on in rows]
    return Score(
        count_of(draft),
        float(median(days)) if days else None,
        {each: sum(disposition == each for disposition, *_days in rows) for each in Disposition},
    )
