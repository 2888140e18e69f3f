"""Changing the establishment: as with units, always from a day on, never by forgetting what was."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, fields
from datetime import date
from typing import Any

from django.contrib.postgres.functions import TransactionNow
from django.db import connection, transaction
from django.utils.translation import gettext as _

from bijak.accounts import access
from bijak.accounts.models import Account
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
