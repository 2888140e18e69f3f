"""From dialogue to decree: stages, gates, enactment."""

from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from bijak.accounts import access
from bijak.accounts.models import Account
from bijak.kernel.events import publish
from bijak.ledger import services as ledger
from bijak.notifications import services as notifications
from bijak.policy import queries
from bijak.policy.access import Permission
from bijak.policy.events import DialogueClosed, DialogueOpened
from bijak.policy.models import Approval, Decree, Draft, Passing, Stage, Version
from bijak.policy.registries import Gate, Unknown, gates
from bijak.policy.rules import life
from bijak.policy.services.amending import (
    amended_as,
    consolidate,
    keep_instrument,
    must_be_writable,
    must_hold,
)
from bijak.policy.services.approving import list_usual_approvers, refuse_approval, tell_who_is_next
from bijak.policy.services.holding import become_law
from bijak.policy.services.refusals import GateShut, Misfilled, Refused
from bijak.policy.services.terms import must_be_enactable
from bijak.policy.services.versions import continue_from, freeze, freeze_version, locked_version
from bijak.shell.templatetags.formats import tanggal


@transaction.atomic
def open_dialogue(*, draft: Draft, until_on: date, by: Account | None, today: date) -> Draft:
    """Ask people about the text as it stands: the version freezes, work goes on in the next one."""
    draft = _locked(draft, Permission.DRAFT, by, today)
    if draft.stage != Stage.WRITING:
        raise Refused(_("Dialog tentang rancangan ini sudah pernah dibuka."))
    if until_on < today:
        raise Misfilled(_("Tanggal penutupan sudah lewat. Pilih hari ini atau sesudahnya."), field="until_on")
    version = queries.working_version(draft)
    assert version is not None
    if not queries.counts(version):
        raise Refused(_("Naskahnya masih kosong. Tempelkan atau tulis rancangannya dahulu."))
    _must_be_open(draft, today)
    freeze_version(version=version, note=gettext_noop("Dibuka untuk dialog"), by=by, today=today)
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
    """End the dialogue once every gate out of it is open: from here on no word changes before the decree.

    Before the day that was announced, too: the record keeps both days.
    """
    draft = _locked(draft, Permission.DRAFT, by, today)
    if draft.stage != Stage.DIALOGUE:
        raise Refused(_("Rancangan ini tidak sedang dibicarakan."))
    _must_be_open(draft, today)
    must_be_writable(draft)
    version = queries.working_version(draft)
    assert version is not None
    version = locked_version(version=version, by=by, today=today)
    freeze(version=version, note=gettext_noop("Hasil dialog"), by=by, today=today)
    announced = draft.dialogue_until
    draft.stage = Stage.DECIDING
    draft.dialogue_until = min(announced or today, today)
    draft.save(update_fields=["stage", "dialogue_until"])
    facts = {"version": str(version.uuid), "announced": str(announced), "closed": str(today)}
    ledger.record("policy.dialogue_closed", subject=draft, by=by, facts=facts)
    list_usual_approvers(draft=draft, version=version, today=today)
    publish(DialogueClosed(draft.pk, version.pk))
    tell_who_is_next(draft=draft, by=by, today=today)
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
                "day": tanggal(before.passed_on),
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
    tell_who_is_next(draft=draft, by=by, today=today)
    return passing


@transaction.atomic
def send_back(*, draft: Draft, reason: str, by: Account | None, today: date) -> Version:
    """Let the text change again before its decree, as harmonisation often asks; returns the version to work on.

    What was approved was another text: the gates out of this stage must be passed anew, which the record keeps.
    Comments stay closed.
    """
    if by is not None and not access.holds(by, Permission.APPROVE, today=today):
        access.must(by, Permission.DRAFT, today=today)
    return _send_back(_locked_draft(draft), reason, by, today)


@transaction.atomic
def return_draft(*, approval: Approval, reason: str, by: Account | None, today: date) -> Version:
    """An official asked for initials wants the text mended first: it goes back to be written."""
    approval = refuse_approval(approval=approval, reason=reason, by=by, today=today)
    return _send_back(_locked_draft(approval.draft), f"{approval.title}: {reason}", by, today)


def _send_back(draft: Draft, reason: str, by: Account | None, today: date) -> Version:
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
    in_force_from: date | None = None,
    signed_by: str,
    by: Account | None,
    today: date,
) -> Decree:
    """Record the decree: its number and its day.

    What need not be promulgated is law by that, from ``in_force_from`` on. What must be holds from its promulgation
    at the earliest; until then ``in_force_from`` is what is planned.
    """
    draft = _locked(draft, Permission.ENACT, by, today)
    if draft.stage == Stage.ENACTED:
        raise Refused(_("Rancangan ini sudah ditetapkan."))
    if draft.stage != Stage.DECIDING:
        raise Refused(_("Tutup dialognya dahulu; sesudah itu rancangan dapat ditetapkan."))
    _must_be_open(draft, today)
    if unplaced := queries.unplaced(draft):
        raise GateShut(unplaced)
    if enacted_on > today:
        raise Refused(_("Tanggal penetapan belum tiba. Catat setelah peraturan ditandatangani."))
    if in_force_from is None and draft.policy.kind not in life.PROMULGATED:
        raise Refused(_("Isi tanggal mulai berlakunya."))
    if in_force_from is not None and in_force_from < enacted_on:
        raise Refused(_("Peraturan tidak dapat berlaku sebelum ditetapkan. Periksa kedua tanggalnya."))
    version = queries.versions_of(draft).first()
    assert version is not None
    amendment = must_be_writable(draft)
    if amendment is not None:
        must_hold(amendment, in_force_from or date.max)
        version = consolidate(version=version, amendment=amendment, by=by, today=today)
    must_be_enactable(version=version, first_day=in_force_from or enacted_on, today=today)
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
                in_force_from=in_force_from or enacted_on,
                signed_by=signed_by,
                recorded_by=by,
                amends=amendment.base if amendment else None,
                amended_as=amended_as(amendment) if amendment else "",
            )
    except IntegrityError:
        raise Refused(
            _("Nomor %(number)s Tahun %(year)s sudah dipakai peraturan lain. Periksa nomornya.")
            % {"number": number, "year": year}
        ) from None
    draft.stage = Stage.ENACTED
    draft.save(update_fields=["stage"])
    if amendment is not None:
        keep_instrument(decree, amendment)
    ledger.record(
        "policy.enacted",
        subject=draft,
        by=by,
        facts={
            "decree": str(decree.uuid),
            "citation": decree.citation,
            "version": str(version.uuid),
            "enacted_on": str(enacted_on),
            "in_force_from": str(in_force_from or ""),
        },
    )
    if decree.is_law:
        become_law(decree=decree, today=today)
    return decree


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
    if gate not in queries.leaving(draft, draft.stage):
        raise Refused(
            _("“%(gate)s” tidak diperlukan bagi %(kind)s.")
            % {"gate": gate.label, "kind": draft.policy.get_kind_display()}
        )
    is_silent = queries.is_silent(draft, gate.code, today)
    if gate.has_letter and not is_silent and not (letter_no.strip() and letter_on):
        raise Misfilled(
            _("Isi nomor dan tanggal suratnya."), field="letter_on" if letter_no.strip() else "letter_no"
        )
    if letter_on is not None and letter_on > today:
        raise Misfilled(_("Tanggal surat belum tiba. Periksa tanggalnya."), field="letter_on")
    if gate.obstacles and (obstacles := gate.obstacles(draft, today)):
        raise GateShut(obstacles)
