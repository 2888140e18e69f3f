"""From dialogue to decree: stages, gates, enactment, and the first day in force."""

from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bijak.accounts import access
from bijak.accounts.models import Account
from bijak.kernel.events import publish
from bijak.ledger import services as ledger
from bijak.notifications import services as notifications
from bijak.organization import queries as organization
from bijak.policy import queries
from bijak.policy.access import Permission
from bijak.policy.events import DialogueClosed, DialogueOpened, DraftEnacted, PolicyInForce
from bijak.policy.models import Decree, Draft, LocalTerm, Passing, Stage, Version
from bijak.policy.registries import Gate, Unknown, gates
from bijak.policy.services.refusals import GateShut, Refused
from bijak.policy.services.terms import must_allow
from bijak.policy.services.texts import continue_from, freeze, freeze_version, locked_version


@transaction.atomic
def open_dialogue(*, draft: Draft, until_on: date, by: Account | None, today: date) -> Draft:
    """Ask people about the text as it stands: the version freezes, work goes on in the next one."""
    draft = _locked(draft, Permission.DRAFT, by, today)
    if draft.stage != Stage.WRITING:
        raise Refused(_("Dialog tentang rancangan ini sudah pernah dibuka."))
    if until_on < today:
        raise Refused(_("Tanggal penutupan sudah lewat. Pilih hari ini atau sesudahnya."))
    version = queries.working_version(draft)
    assert version is not None
    if not queries.counts(version):
        raise Refused(_("Naskahnya masih kosong. Tempelkan atau tulis rancangannya dahulu."))
    _must_be_open(draft, today)
    freeze_version(version=version, note=_("Dibuka untuk dialog"), by=by, today=today)
    draft.stage, draft.dialogue_version = Stage.DIALOGUE, version
    draft.dialogue_from, draft.dialogue_until = today, until_on
    draft.save(update_fields=["stage", "dialogue_version", "dialogue_from", "dialogue_until"])
    ledger.record(
        "policy.dialogue_opened",
        subject=draft,
        by=by,
        facts={"version": str(version.uuid), "until": str(until_on)},
    )
    publish(DialogueOpened(draft.pk, version.pk, until_on))
    return draft


@transaction.atomic
def close_dialogue(*, draft: Draft, by: Account | None, today: date) -> Draft:
    """End the dialogue once every gate out of it is open: from here on no word changes before the decree."""
    draft = _locked(draft, Permission.DRAFT, by, today)
    if draft.stage != Stage.DIALOGUE:
        raise Refused(_("Rancangan ini tidak sedang dibicarakan."))
    _must_be_open(draft, today)
    version = queries.working_version(draft)
    assert version is not None
    version = locked_version(version=version, by=by, today=today)
    freeze(version=version, note=_("Hasil dialog"), by=by, today=today)
    draft.stage = Stage.DECIDING
    draft.dialogue_until = min(draft.dialogue_until or today, today)
    draft.save(update_fields=["stage", "dialogue_until"])
    ledger.record("policy.dialogue_closed", subject=draft, by=by, facts={"version": str(version.uuid)})
    publish(DialogueClosed(draft.pk, version.pk))
    return draft


@transaction.atomic
def pass_gate(
    *,
    draft: Draft,
    gate: str,
    letter_no: str = "",
    letter_on: date | None = None,
    note: str = "",
    by: Account | None,
    today: date,
) -> Passing:
    """Record that what a gate asks for is done. Once: a second passing is refused with who did it and when."""
    try:
        known = gates.get(gate)
    except Unknown:
        raise Refused(_("Gerbang ini tidak dikenal.")) from None
    draft = _locked(draft, known.permission, by, today)
    if before := Passing.objects.filter(draft=draft, gate=gate).select_related("passed_by").first():
        raise Refused(
            _("“%(gate)s” sudah dilewati pada %(day)s oleh %(who)s. Tidak ada yang perlu dilakukan lagi.")
            % {
                "gate": known.label,
                "day": f"{before.passed_on:%d-%m-%Y}",
                "who": before.passed_by.name if before.passed_by else _("sistem"),
            }
        )
    _must_be_passable(draft, known, letter_no, letter_on, today)
    version = queries.versions_of(draft).first()
    assert version is not None
    passing = Passing.objects.create(
        draft=draft,
        version=version,
        gate=gate,
        letter_no=letter_no.strip(),
        letter_on=letter_on,
        note=note,
        passed_on=today,
        passed_by=by,
    )
    ledger.record(
        "policy.gate_passed",
        subject=draft,
        by=by,
        facts={
            "gate": gate,
            "version": str(version.uuid),
            "letter": letter_no,
            "letter_on": str(letter_on or ""),
        },
    )
    _tell_who_is_next(draft, known, by, today)
    return passing


@transaction.atomic
def send_back(*, draft: Draft, reason: str, by: Account | None, today: date) -> Version:
    """Let the text change again before its decree, as harmonisation often asks; returns the version to work on.

    What was approved was another text: the gates out of this stage must be passed anew, which the record keeps.
    Comments stay closed.
    """
    if by is not None and not access.holds(by, Permission.APPROVE, today=today):
        access.must(by, Permission.DRAFT, today=today)
    draft = _locked_draft(draft)
    if draft.stage != Stage.DECIDING:
        raise Refused(_("Hanya rancangan yang menunggu penetapan dapat dikembalikan untuk diperbaiki."))
    if not reason.strip():
        raise Refused(_("Tulis apa yang harus diperbaiki."))
    version = queries.versions_of(draft).first()
    assert version is not None
    following = continue_from(version=version, by=by)
    undone = Passing.objects.filter(
        draft=draft, gate__in=[gate.code for gate in gates.leaving(Stage.DECIDING)]
    )
    facts = {
        "reason": reason,
        "version": str(version.uuid),
        "gates": [each.gate for each in undone.order_by("pk")],
    }
    undone.delete()
    assert draft.dialogue_from is not None
    assert draft.dialogue_until is not None
    draft.stage = Stage.DIALOGUE
    draft.dialogue_until = min(draft.dialogue_until, max(draft.dialogue_from, today - timedelta(days=1)))
    draft.save(update_fields=["stage", "dialogue_until"])
    ledger.record("policy.sent_back", subject=draft, by=by, facts=facts)
    if draft.started_by is not None and draft.started_by != by:
        notifications.notify(
            to=draft.started_by,
            kind="policy.gate_waits",
            title=gettext_lazy("Rancangan kebijakan Anda dikembalikan untuk diperbaiki."),
            body=f"{draft.policy.title}: {reason}",
            link=f"/kebijakan/penetapan/{draft.uuid}/",
        )
    return following


@transaction.atomic
def enact(
    *,
    draft: Draft,
    number: int,
    year: int,
    name: str,
    enacted_on: date,
    in_force_from: date,
    signed_by: str,
    by: Account | None,
    today: date,
) -> Decree:
    """Record the decree. Its terms hold from their days on; what earlier decrees set for the same terms ends."""
    draft = _locked(draft, Permission.ENACT, by, today)
    if draft.stage == Stage.ENACTED:
        raise Refused(_("Rancangan ini sudah ditetapkan."))
    if draft.stage != Stage.DECIDING:
        raise Refused(_("Tutup dialognya dahulu; sesudah itu rancangan dapat ditetapkan."))
    _must_be_open(draft, today)
    if enacted_on > today:
        raise Refused(_("Tanggal penetapan belum tiba. Catat setelah peraturan ditandatangani."))
    if in_force_from < enacted_on:
        raise Refused(_("Peraturan tidak dapat berlaku sebelum ditetapkan. Periksa kedua tanggalnya."))
    version = queries.versions_of(draft).first()
    assert version is not None
    try:
        with transaction.atomic():
            decree = Decree.objects.create(
                draft=draft,
                version=version,
                kind=draft.policy.kind,
                number=number,
                year=year,
                name=name,
                enacted_on=enacted_on,
                in_force_from=in_force_from,
                signed_by=signed_by,
                recorded_by=by,
            )
    except IntegrityError:
        raise Refused(
            _("Nomor %(number)s Tahun %(year)s sudah dipakai peraturan lain. Periksa nomornya.")
            % {"number": number, "year": year}
        ) from None
    draft.stage = Stage.ENACTED
    draft.save(update_fields=["stage"])
    _replace_earlier(decree)
    _write_terms(decree, version)
    ledger.record(
        "policy.enacted",
        subject=draft,
        by=by,
        facts={
            "decree": str(decree.uuid),
            "citation": decree.citation,
            "version": str(version.uuid),
            "enacted_on": str(enacted_on),
            "in_force_from": str(in_force_from),
        },
    )
    publish(DraftEnacted(draft.policy_id, draft.pk, version.pk, decree.pk, in_force_from))
    come_into_force(today=today)
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


def _replace_earlier(decree: Decree) -> None:
    """The new text stands for the whole policy: what an earlier decree of it set ends the day before."""
    earlier = Decree.objects.filter(draft__policy=decree.draft.policy_id).exclude(pk=decree.pk)
    open_ones = earlier.filter(Q(in_force_until=None) | Q(in_force_until__gt=decree.in_force_from))
    for each in open_ones.order_by("pk"):
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
                % {"term": queries.bounds_of(row.term).label}
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


# Gates ------------------------------------------------------------------------------------------


def _locked(draft: Draft, permission: str, by: Account | None, today: date) -> Draft:
    if by is not None:
        access.must(by, _declared(permission), today=today)
    return _locked_draft(draft)


def _locked_draft(draft: Draft) -> Draft:
    return Draft.objects.select_for_update(of=("self",)).select_related("policy").get(pk=draft.pk)


def _declared(code: str) -> access.Permission:
    """A gate names its permission by code: it may belong to a floor above."""
    return next(each for each in access.permissions() if each.value == (code or Permission.ENACT.value))


def _must_be_open(draft: Draft, today: date) -> None:
    if obstacles := queries.obstacles(draft, today):
        raise GateShut(obstacles)


def _must_be_passable(draft: Draft, gate: Gate, letter_no: str, letter_on: date | None, today: date) -> None:
    if not gate.by_hand:
        raise Refused(_("“%(gate)s” terbuka sendiri setelah syaratnya terpenuhi.") % {"gate": gate.label})
    if draft.stage != gate.leaves:
        raise Refused(
            _("“%(gate)s” dilewati pada tahap “%(stage)s”; rancangan ini sedang pada tahap “%(now)s”.")
            % {"gate": gate.label, "stage": Stage(gate.leaves).label, "now": draft.get_stage_display()}
        )
    if gate.has_letter and not (letter_no.strip() and letter_on):
        raise Refused(_("Isi nomor dan tanggal suratnya."))
    if letter_on is not None and letter_on > today:
        raise Refused(_("Tanggal surat belum tiba. Periksa tanggalnya."))
    if gate.obstacles and (obstacles := gate.obstacles(draft, today)):
        raise GateShut(obstacles)


def _tell_who_is_next(draft: Draft, gate: Gate, by: Account | None, today: date) -> None:
    """After one gate somebody else has to act: those who may pass the next, or whoever works on the draft."""
    states = queries.states(draft, draft.stage, today)
    waiting = [state.gate for state in states if state.passing is None and state.gate.by_hand]
    link = f"/kebijakan/penetapan/{draft.uuid}/"
    if waiting:
        notifications.notify(
            to=[each for each in organization.holders_of(waiting[0].permission, today=today) if each != by],
            kind="policy.gate_waits",
            title=gettext_lazy("Sebuah rancangan kebijakan menunggu Anda."),
            body=f"{draft.policy.title}: {waiting[0].label}",
            link=link,
        )
    elif draft.started_by is not None and draft.started_by != by:
        notifications.notify(
            to=draft.started_by,
            kind="policy.gate_waits",
            title=gettext_lazy("Rancangan kebijakan Anda siap ditetapkan."),
            body=f"{draft.policy.title}: {gate.label}",
            link=link,
        )
