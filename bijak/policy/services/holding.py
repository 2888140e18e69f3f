"""From a decree to what holds: the gazette, the first day, what earlier decrees set, and the end."""

from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from bijak.accounts import access
from bijak.accounts.models import Account
from bijak.kernel.events import publish
from bijak.ledger import services as ledger
from bijak.policy import queries
from bijak.policy.access import Permission
from bijak.policy.events import DecreeRevoked, DraftEnacted, PolicyInForce
from bijak.policy.models import Decree, LocalTerm, Stage, Version
from bijak.policy.queries.starting import first_day_said
from bijak.policy.services.refusals import Misfilled, Refused
from bijak.policy.services.terms import must_allow
from bijak.shell.templatetags.formats import tanggal


@transaction.atomic
def promulgate(
    *,
    decree: Decree,
    promulgated_on: date,
    gazette_number: int,
    gazette_year: int,
    promulgated_by: str,
    in_force_from: date,
    why_another_day: str = "",
    by: Account | None,
    today: date,
) -> Decree:
    """Record where a decree stands in the gazette: from then on it is law, and holds from its day.

    A day before its promulgation is refused (UU 12/2011 article 87), so no regulation holds backwards. A day other
    than the text names needs ``why_another_day``.
    """
    decree = _locked(decree, by, today)
    if decree.is_law:
        raise Refused(
            _("%(citation)s sudah diundangkan.") % {"citation": decree.citation}
            if decree.promulgated_on
            else _("Produk hukum ini tidak diundangkan.")
        )
    if promulgated_on > today:
        raise Refused(_("Tanggal pengundangan belum tiba. Catat setelah diundangkan."))
    if promulgated_on < decree.enacted_on:
        raise Refused(_("Peraturan tidak dapat diundangkan sebelum ditetapkan. Periksa tanggalnya."))
    if in_force_from < promulgated_on:
        raise Refused(
            _("Peraturan mulai berlaku paling cepat pada tanggal diundangkan (UU 12/2011 Pasal 87).")
        )
    _must_follow_what_it_amends(decree, in_force_from)
    said = first_day_said(decree, promulgated_on, in_force_from)
    if said and not why_another_day.strip():
        raise Misfilled(
            _("Naskahnya berbunyi “%(words)s”, bukan %(day)s. Samakan tanggalnya, atau tulis alasannya.")
            % {"words": said, "day": tanggal(in_force_from)},
            field="why_another_day",
        )
    decree.promulgated_on, decree.promulgated_by = promulgated_on, promulgated_by.strip()
    decree.gazette_number, decree.gazette_year = gazette_number, gazette_year
    decree.in_force_from = in_force_from
    try:
        with transaction.atomic():
            decree.save()
    except IntegrityError:
        raise Refused(
            _("Nomor %(number)s Tahun %(year)s sudah dipakai peraturan lain. Periksa nomornya.")
            % {"number": gazette_number, "year": gazette_year}
        ) from None
    ledger.record(
        "policy.promulgated",
        subject=decree.draft,
        by=by,
        facts={
            "decree": str(decree.uuid),
            "gazette": decree.gazette,
            "promulgated_on": str(promulgated_on),
            "in_force_from": str(in_force_from),
            "why_another_day": why_another_day.strip() if said else "",
        },
    )
    become_law(decree=decree, today=today)
    return decree


def become_law(*, decree: Decree, today: date) -> None:
    """What it sets counts from its day on; whoever carries it further is told."""
    _follow_earlier(decree)
    _write_terms(decree, decree.version)
    draft = decree.draft
    publish(DraftEnacted(draft.policy_id, draft.pk, decree.version_id, decree.pk, decree.in_force_from))
    come_into_force(today=today)


@transaction.atomic
def revoke(
    *,
    decree: Decree,
    ends_on: date,
    because: str,
    revoked_by: Decree | None = None,
    by: Account | None,
    today: date,
) -> Decree:
    """End a regulation, and what amended it, without another text in its place: no number holds from ``ends_on``.

    ``revoked_by`` is the decree of another policy that says so, where it is kept here; ``because`` cites the basis.
    """
    decree = _locked(decree, by, today)
    if not decree.is_law:
        raise Refused(_("Peraturan ini belum diundangkan, jadi belum ada yang dapat dicabut."))
    if decree.in_force_until is not None:
        raise Refused(_("Peraturan ini sudah ditentukan akhirnya. Tidak ada yang perlu dicabut lagi."))
    if not because.strip():
        raise Refused(_("Tulis dasar pencabutannya."))
    if ends_on < decree.in_force_from:
        raise Refused(_("Peraturan tidak dapat dicabut sebelum mulai berlaku. Periksa tanggalnya."))
    if ends_on < today:
        raise Refused(_("Pencabutan tidak berlaku surut. Pilih hari ini atau sesudahnya."))
    newest = queries.newest_draft(decree.draft.policy)
    if newest.is_open or newest.stage == Stage.ENACTED and newest.pk != decree.draft_id:
        raise Refused(
            _("Kebijakan ini mempunyai rancangan yang lebih baru. Selesaikan atau hentikan dahulu.")
        )
    if revoked_by is not None and revoked_by.draft.policy_id == decree.draft.policy_id:
        raise Refused(_("Peraturan tidak mencabut dirinya sendiri. Pilih peraturan lain."))
    ended = queries.ended_with(decree)
    for each in ended:
        each.in_force_until, each.revoked_by, each.revoked_because = ends_on, revoked_by, because.strip()
        each.save(update_fields=["in_force_until", "revoked_by", "revoked_because"])
    _end_terms(Q(decree__draft__policy=decree.draft.policy_id), ends_on)
    ledger.record(
        "policy.revoked",
        subject=decree.draft,
        by=by,
        facts={
            "decree": str(decree.uuid),
            "ends_on": str(ends_on),
            "because": because,
            "by_decree": str(revoked_by.uuid) if revoked_by else "",
        },
    )
    for each in ended:
        publish(DecreeRevoked(each.draft.policy_id, each.draft_id, each.pk, ends_on, today))
    decree.refresh_from_db()
    return decree


@transaction.atomic
def come_into_force(*, today: date) -> int:
    """Tell, once for each decree, that its first day has come; returns how many. Idempotent."""
    due = list(queries.waiting_to_hold(today).select_for_update(of=("self",)))
    for decree in due:
        Decree.objects.filter(pk=decree.pk).update(came_into_force_at=Now())
        ledger.record(
            "policy.came_into_force",
            subject=decree,
            facts={"on": str(decree.in_force_from), "told_on": str(today)},
        )
        publish(
            PolicyInForce(
                decree.draft.policy_id, decree.draft_id, decree.version_id, decree.pk, decree.in_force_from
            )
        )
    return len(due)


# Decrees and terms ------------------------------------------------------------------------------


def _follow_earlier(decree: Decree) -> None:
    """The new text stands for the whole policy: what an earlier decree of it set ends the day before.

    A decree that is amended goes on; only its numbers are now those of the amended text.
    """
    earlier = Decree.objects.filter(draft__policy=decree.draft.policy_id).exclude(pk=decree.pk)
    open_ones = earlier.filter(Q(in_force_until=None) | Q(in_force_until__gt=decree.in_force_from))
    for each in open_ones.order_by("pk") if decree.amends_id is None else ():
        each.in_force_until = max(each.in_force_from, decree.in_force_from)
        each.save(update_fields=["in_force_until"])
    _end_terms(Q(decree__in=earlier), decree.in_force_from)


def _write_terms(decree: Decree, version: Version) -> None:
    """Of two decrees the one set later wins, also where the earlier one is recorded after it."""
    cited = {clause.provision_id: clause.address for clause in queries.clauses(version)}
    rows = queries.settings_of(version)
    starts = [max(row.from_on or decree.in_force_from, decree.in_force_from) for row in rows]
    for place, (row, start) in enumerate(zip(rows, starts, strict=True)):
        must_allow(row.term, row.value)
        later = [
            each
            for other, each in zip(rows[place + 1 :], starts[place + 1 :], strict=True)
            if other.term == row.term
        ]
        if later and later[0] <= start:
            continue  # a value of the same term begins no later: this one never holds
        others = Q(term=row.term) & ~Q(decree=decree)
        newer = _first_day_of_a_newer_one(others, decree, start)
        if newer is not None and newer <= start:
            continue
        ends = [day for day in (newer, *later[:1]) if day is not None]
        _end_terms(others & Q(decree__enacted_on__lte=decree.enacted_on), start)
        try:
            with transaction.atomic():
                LocalTerm.objects.create(
                    decree=decree,
                    provision_id=row.provision_id,
                    term=row.term,
                    value=row.value,
                    clause=cited.get(row.provision_id, "")[:120],
                    from_on=start,
                    until_on=min(ends, default=None),
                )
        except IntegrityError:
            raise Refused(
                _("“%(term)s” baru saja ditetapkan peraturan lain. Muat ulang halaman, lalu ulangi.")
                % {"term": queries.label_of(queries.bounds_of(row.term))}
            ) from None


def _first_day_of_a_newer_one(others: Q, decree: Decree, start: date) -> date | None:
    """The day from which a decree that was set later, though recorded before, gives the term its value."""
    newer = LocalTerm.objects.filter(others, decree__enacted_on__gt=decree.enacted_on)
    held = newer.exclude(until_on__lte=F("from_on")).filter(Q(until_on=None) | Q(until_on__gt=start))
    first = held.order_by("from_on", "pk").values_list("from_on", flat=True).first()
    return None if first is None else max(first, start)


def _end_terms(which: Q, day: date) -> None:
    """Values hold no more from a day on; those that had not begun keep their row with no day on it."""
    open_ones = LocalTerm.objects.filter(which).filter(Q(until_on=None) | Q(until_on__gt=day))
    open_ones.filter(from_on__gte=day).update(until_on=F("from_on"))
    open_ones.filter(from_on__lt=day).update(until_on=day)


def _locked(decree: Decree, by: Account | None, today: date) -> Decree:
    if by is not None:
        access.must(by, Permission.ENACT, today=today)
    locked = Decree.objects.select_for_update(of=("self",)).select_related(
        "draft__policy", "version", "amends"
    )
    return locked.get(pk=decree.pk)


def _must_follow_what_it_amends(decree: Decree, in_force_from: date) -> None:
    if decree.amends is None:
        return
    before = [decree.amends, *queries.amended_by(decree.amends).exclude(pk=decree.pk)]
    latest = max(each.in_force_from for each in before)
    if in_force_from < latest:
        raise Refused(
            _("Yang diubahnya baru berlaku pada %(day)s; perubahan tidak dapat berlaku lebih dahulu.")
            % {"day": tanggal(latest)}
        )
