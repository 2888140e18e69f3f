"""Keeping the merit binder: a year, its points, what proves them, and freezing it."""

import hashlib
import json
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bijak.accounts import access as accounts
from bijak.accounts.models import Account
from bijak.documents import services as documents
from bijak.kernel.terms import NotInForce
from bijak.ledger import services as ledger
from bijak.monitoring import queries, texts
from bijak.monitoring.access import Permission
from bijak.monitoring.models import HIGHEST, MeritPoint, MeritProof, MeritYear
from bijak.monitoring.services.watching import Changed, Refused
from bijak.notifications import services as notifications


@transaction.atomic
def open_merit_year(*, year: int, by: Account | None, today: date) -> MeritYear:
    """Begin the binder of a year with every point of the worksheet. Who answered for a point last year does again."""
    if by is not None:
        accounts.must(by, Permission.MANAGE, today=today)
    if year > today.year:
        raise Refused(_("Tahun %(year)s belum dimulai.") % {"year": year})
    try:
        queries.terms_of(year).highest_score  # noqa: B018 -- asked for its refusal
    except NotInForce as refusal:
        raise Refused(str(refusal)) from None
    try:
        with transaction.atomic():
            opened = MeritYear.objects.create(year=year, opened_on=today)
    except IntegrityError:
        raise Refused(_("Berkas merit tahun %(year)s sudah dibuka.") % {"year": year}) from None
    before = dict(MeritPoint.objects.filter(year__year=year - 1).values_list("code", "owner_id"))
    MeritPoint.objects.bulk_create(
        MeritPoint(year=opened, code=code, owner_id=before.get(code)) for code in texts.POINTS
    )
    ledger.record("monitoring.merit_opened", subject=opened, by=by, facts={"year": year})
    return opened


@transaction.atomic
def judge_point(
    *,
    point: MeritPoint,
    score: int | None,
    reason: str,
    owner: Account | None,
    due_on: date | None,
    edition: int,
    by: Account | None,
    today: date,
) -> MeritPoint:
    """Score a point with its reason, and say who answers for it by when."""
    if by is not None:
        accounts.must(by, Permission.MANAGE, today=today)
    held = _locked(point)
    if held.edition != edition:
        raise Changed(held.edition)
    if score is not None and not 0 <= score <= HIGHEST:
        raise Refused(_("Skor dari 0 sampai %(highest)s.") % {"highest": HIGHEST})
    if score is not None and not reason.strip():
        raise Refused(_("Tulis alasan skornya: apa yang sudah ada dan apa buktinya."))
    told = held.owner_id
    held.score, held.reason, held.owner, held.due_on = score, reason.strip(), owner, due_on
    held.edition += 1
    held.save()
    ledger.record(
        "monitoring.merit_judged",
        subject=held.year,
        by=by,
        facts={"point": held.code, "score": score, "owner": str(owner.uuid) if owner else ""},
    )
    if owner and owner.pk != told and owner != by:
        notifications.notify(
            to=owner,
            kind="monitoring.merit_assigned",
            title=gettext_lazy("Anda menanggung satu butir penilaian merit"),
            body=texts.POINTS[held.code].label,
            link=f"/pemantauan/merit/butir/{held.uuid}/",
        )
    return held


@transaction.atomic
def add_merit_proof(
    *, point: MeritPoint, title: str, place: str, file: Any = None, by: Account, today: date
) -> MeritProof:
    """Prove a point by a file, or by saying where the proof lies."""
    accounts.must(by, Permission.MANAGE, today=today)
    held = _locked(point)
    if not file and not place.strip():
        raise Refused(_("Unggah berkasnya, atau tulis di mana buktinya."))
    try:
        document = (
            documents.keep(file=file, name=file.name, purpose=queries.PROOF_PURPOSE, by=by) if file else None
        )
    except documents.Refused as refusal:
        raise Refused(str(refusal)) from None
    proof = MeritProof.objects.create(
        point=held, title=title.strip(), place=place.strip(), document=document, added_by=by, added_on=today
    )
    ledger.record(
        "monitoring.merit_proved",
        subject=held.year,
        by=by,
        facts={"point": held.code, "sha256": document.sha256 if document else ""},
    )
    return proof


@transaction.atomic
def remove_merit_proof(*, proof: MeritProof, by: Account, today: date) -> None:
    """Take a proof out of the binder. It stays on record that it was there."""
    accounts.must(by, Permission.MANAGE, today=today)
    held = _locked(proof.point)
    MeritProof.objects.filter(pk=proof.pk, removed_on=None).update(removed_on=today)
    ledger.record("monitoring.merit_proof_removed", subject=held.year, by=by, facts={"point": held.code})


@transaction.atomic
def set_merit_survey(
    *, year: MeritYear, survey: Decimal | None, correction: Decimal, edition: int, by: Account, today: date
) -> MeritYear:
    """Write down the result of the survey of staff and what is taken off, both 0 to 1."""
    accounts.must(by, Permission.MANAGE, today=today)
    held = _locked_year(year)
    if held.edition != edition:
        raise Changed(held.edition)
    if not (survey is None or 0 <= survey <= 1) or not 0 <= correction <= 1:
        raise Refused(_("Hasil survei dan koreksi adalah angka dari 0 sampai 1."))
    held.survey, held.correction = survey, correction
    held.edition += 1
    held.save()
    ledger.record(
        "monitoring.merit_surveyed",
        subject=held,
        by=by,
        facts={"survey": str(survey) if survey is not None else None, "correction": str(correction)},
    )
    return held


@transaction.atomic
def freeze_merit_year(*, year: MeritYear, by: Account, today: date) -> MeritYear:
    """Close a year: what it says, live figures included, is kept and goes into the ledger; nothing changes any more."""
    accounts.must(by, Permission.MANAGE, today=today)
    held = _locked_year(year)
    found = queries.binder(held)
    if found.unscored:
        raise Refused(
            _("%(n)s butir belum diberi skor. Beri skor, atau skor 0 dengan alasannya.")
            % {"n": found.unscored}
        )
    held.frozen_on, held.facts = today, queries.facts_of(found, today)
    held.edition += 1
    held.save()
    ledger.record(
        "monitoring.merit_frozen",
        subject=held,
        by=by,
        facts={"index": held.facts["total"], "sha256": _fingerprint(held.facts)},
    )
    return held


def _fingerprint(facts: dict[str, Any]) -> str:
    """What was frozen, in a form that anybody can make again: its JSON with sorted keys, hashed."""
    return hashlib.sha256(json.dumps(facts, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _locked(point: MeritPoint) -> MeritPoint:
    _locked_year(point.year)
    return MeritPoint.objects.select_for_update(of=("self",)).select_related("year").get(pk=point.pk)


def _locked_year(year: MeritYear) -> MeritYear:
    held = MeritYear.objects.select_for_update().get(pk=year.pk)
    if held.frozen_on is not None:
        raise Refused(_("Berkas merit tahun %(year)s sudah dibekukan.") % {"year": held.year})
    return held
