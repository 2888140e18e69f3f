"""Changing the establishment: as with units, always from a day on, never by forgetting what was."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from typing import Any

from django.contrib.postgres.functions import TransactionNow
from django.db import connection, transaction
from django.utils.translation import gettext as _

from bijak.accounts import access
from bijak.accounts.models import Account
from bijak.interchange.models import Batch
from bijak.kernel.days import Period
from bijak.ledger import services as ledger
from bijak.organization import queries, rules
from bijak.organization.access import Permission
from bijak.organization.models import Post, PostSpell, Unit
from bijak.organization.rules import PostFace, Span
from bijak.organization.services.refusals import Refused, Stale
from bijak.organization.services.units import NO_BASIS, Basis

type History = Mapping[int, Iterable[Span[PostFace]]]


@transaction.atomic
def create_post(
    *,
    unit: Unit,
    title: str,
    face: PostFace,
    from_on: date,
    today: date,
    by: Account | None,
    basis: Basis = NO_BASIS,
) -> Post:
    """Establish places of a title in a unit from a day on; of one that was abolished, again."""
    _may_change(by, unit, today)
    lock_posts()
    if not queries.exists_on(unit, from_on):
        raise Refused(
            _("%(unit)s tidak ada pada tanggal itu. Pilih tanggal ketika unitnya ada.") % {"unit": unit}
        )
    title = " ".join(title.split())
    post, _is_new = Post.objects.get_or_create(
        unit=unit, key=rules.title_key(title), defaults={"title": title}
    )
    period = Period(from_on)
    before = queries.post_spans([post.pk]).get(post.pk, [])
    if any(span.period.overlaps(period) for span in before):
        raise Refused(
            _("%(title)s sudah ada di unit ini. Buka formasinya, lalu ubah kebutuhannya.") % {"title": post}
        )
    after = rules.amend(before, period, lambda _was: face)
    write_posts({post.pk: after}, {post.pk: before}, basis=lambda _post: basis, by=by)
    ledger.record("organization.post_created", subject=post, by=by, facts=_facts(period, basis))
    return post


@transaction.atomic
def change_post(
    *,
    post: Post,
    from_on: date,
    changes: Mapping[str, Any],
    today: date,
    by: Account | None,
    until_on: date | None = None,
    version: int | None = None,
    basis: Basis = NO_BASIS,
) -> Post:
    """Let a post be otherwise from a day on; with ``until_on``, correct what was believed of a span.

    ``changes`` names the fields of `rules.PostFace` that become different. ``version`` is `queries.post_version` as
    the editor saw it.
    """
    period = Period(from_on, until_on)
    verb = "organization.post_changed" if until_on is None else "organization.post_corrected"
    _amend(post, period, rules.having(changes), verb, today=today, by=by, version=version, basis=basis)
    return post


@transaction.atomic
def close_post(
    *,
    post: Post,
    from_on: date,
    today: date,
    by: Account | None,
    version: int | None = None,
    basis: Basis = NO_BASIS,
) -> Post:
    """Let a post exist no more from a day on. Those who hold it then stand outside the establishment."""
    verb = "organization.post_closed"
    _amend(post, Period(from_on), rules.ended, verb, today=today, by=by, version=version, basis=basis)
    return post


def _amend(
    post: Post,
    period: Period,
    change: rules.Change[PostFace],
    verb: str,
    *,
    today: date,
    by: Account | None,
    version: int | None,
    basis: Basis,
) -> None:
    _may_change(by, post.unit, today)
    lock_posts()
    if version is not None and version != queries.post_version(post):
        raise Stale(_("Formasi ini baru saja diubah oleh orang lain. Bandingkan dahulu, lalu simpan lagi."))
    before = queries.post_spans([post.pk]).get(post.pk, [])
    after = rules.amend(before, period, change)
    if after == before:
        raise Refused(_("Tidak ada yang berubah. Isi dengan nilai yang lain, atau batalkan."))
    write_posts({post.pk: after}, {post.pk: before}, basis=lambda _post: basis, by=by)
    ledger.record(verb, subject=post, by=by, facts=_facts(period, basis))


def lock_posts() -> None:
    """One change of the establishment at a time. Readers go on."""
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE organization_postspell IN SHARE ROW EXCLUSIVE MODE")


def write_posts(
    after: History,
    before: History,
    *,
    basis: Callable[[int], Basis],
    by: Account | None,
    batch_id: int | None = None,
) -> None:
    """End the belief in every span that is not in ``after`` as it was, and begin that of every new one.

    What is left of a cut span rests on what the whole rested on.
    """
    was = {span.source: span for spans in before.values() for span in spans}
    spans = [(post, span) for post, history in after.items() for span in history]
    kept = {span.source for _post, span in spans if span.source in was and was[span.source] == span}
    PostSpell.objects.filter(pk__in=[pk for pk in was if pk not in kept]).update(
        believed_until=TransactionNow(), ended_batch_id=batch_id
    )
    origins = PostSpell.objects.in_bulk({span.source for _post, span in spans if span.source} - kept)
    PostSpell.objects.bulk_create(
        PostSpell(
            post_id=post,
            from_on=span.period.start,
            until_on=span.period.until,
            believed_from=TransactionNow(),
            recorded_by=by,
            batch_id=batch_id,
            **asdict(span.face),
            **_basis_of(origins.get(span.source or 0) or basis(post)),
        )
        for post, span in spans
        if span.source not in kept
    )


def _basis_of(rests_on: PostSpell | Basis) -> dict[str, Any]:
    return {each.name: getattr(rests_on, each.name) for each in fields(Basis)}


def _may_change(by: Account | None, unit: Unit, today: date) -> None:
    """The system itself may; a person within her scope."""
    if by is not None:
        access.must(by, Permission.CHANGE, on=unit, today=today)


def _facts(period: Period, basis: Basis) -> dict[str, str]:
    facts = {"from": period.start, "until": period.until, "decree": basis.decree_number}
    return {name: str(value) for name, value in facts.items() if value}


# A file of posts --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PostRow:
    """A post as a file has it; ``None`` is what the file does not say. ``unit`` is a unit's key."""

    unit: int
    title: str
    needed: int
    kind: str
    job_class: int | None = None
    rank_lowest: str | None = None
    rank_highest: str | None = None
    education_level: str | None = None
    programmes: str | None = None
    certificates: str | None = None
    retirement_age: int | None = None
    from_on: date | None = None
    decree_number: str | None = None
    decree_on: date | None = None

    @property
    def key(self) -> tuple[int, str]:
        return self.unit, rules.title_key(self.title)

    def face(self, was: PostFace | None) -> PostFace:
        """A blank does not erase."""
        said = {name: getattr(self, name) for name in queries.POST_FACE}
        given = {name: value for name, value in said.items() if value is not None}
        return replace(was or PostFace(needed=self.needed), **given)


@dataclass(frozen=True, slots=True)
class PostCounts:
    created: int
    changed: int
    unchanged: int


@transaction.atomic
def apply_posts(rows: Sequence[PostRow], *, batch: Batch, by: Account | None, today: date) -> PostCounts:
    """Take in a file of posts, each from the day it names, else from today. The same file twice changes nothing."""
    units = Unit.objects.in_bulk({row.unit for row in rows})
    if by is not None:
        scope = queries.scope(by, Permission.CHANGE, today=today)
        if strange := [unit for unit in units.values() if not scope.covers(unit)]:
            raise Refused(
                _("%(unit)s di luar wewenang Anda. Hapus baris unit itu, lalu impor lagi.")
                % {"unit": strange[0]}
            )
    lock_posts()
    Post.objects.bulk_create(
        [Post(unit_id=row.unit, key=row.key[1], title=" ".join(row.title.split())) for row in rows],
        ignore_conflicts=True,
    )
    posts = Post.objects.filter(unit__in=units).order_by("pk").values_list("unit", "key", "pk")
    keys = {(unit, key): pk for unit, key, pk in posts}
    histories = queries.post_spans([keys[row.key] for row in rows])
    after: dict[int, list[Span[PostFace]]] = {}
    bases: dict[int, Basis] = {}
    for row in rows:
        post = keys[row.key]
        spans = histories.get(post, [])
        current = next((span for span in spans if span.period.contains(today)), None)
        if current is not None and row.face(current.face) == current.face:
            continue
        start = row.from_on or today
        if current is not None:
            start = max(start, current.period.start)
        amended = rules.amend(spans, Period(start), row.face)
        if amended != spans:
            after[post] = amended
            bases[post] = Basis(row.decree_number or "", row.decree_on)
    before = {post: histories.get(post, []) for post in after}
    write_posts(after, before, basis=bases.__getitem__, by=by, batch_id=batch.pk)
    created = sum(not spans for spans in before.values())
    counts = PostCounts(created, len(after) - created, len(rows) - len(after))
    if after:
        _record_batch("organization.posts_imported", batch, asdict(counts), by)
    return counts


@transaction.atomic
def undo_posts(*, batch: Batch, by: Account | None, today: date) -> tuple[int, list[str]]:
    """Believe again what was believed before a file; a post that was changed since stays as it is."""
    if by is not None:
        access.must(by, Permission.CHANGE, today=today)
    lock_posts()
    began = PostSpell.objects.filter(batch_id=batch.pk).order_by("pk")
    ended = PostSpell.objects.filter(ended_batch_id=batch.pk).order_by("post_id", "from_on")
    changed_since = {spell.post_id for spell in began if spell.believed_until is not None}
    before: dict[int, list[Span[PostFace]]] = {spell.post_id: [] for spell in began}
    for spell in ended:
        period = Period(spell.from_on, spell.until_on)
        before.setdefault(spell.post_id, []).append(Span(period, queries.post_face(spell), spell.pk))
    ours = {spell.pk for spell in began}
    now = queries.post_spans(set(before) - changed_since)
    target = {
        post: [span for span in now.get(post, []) if span.source not in ours] + before[post]
        for post in before
        if post not in changed_since
    }
    write_posts(target, {post: now.get(post, []) for post in target}, basis=lambda _post: NO_BASIS, by=by)
    if target:
        _record_batch("organization.posts_undone", batch, {"posts": len(target)}, by)
    kept = Post.objects.filter(pk__in=changed_since).order_by("unit__place", "key", "pk")
    return len(target), [
        _("%(title)s tetap, karena sudah diubah setelah impor ini.") % {"title": post} for post in kept
    ]


def _record_batch(verb: str, batch: Batch, facts: Mapping[str, int], by: Account | None) -> None:
    ledger.record(verb, subject=queries.agency(), by=by, facts={"batch": str(batch.uuid), **facts})
