"""Attaching what a policy stands on. What it said on that day is kept."""

from datetime import date
from typing import Any

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from bijak.accounts import access
from bijak.accounts.models import Account
from bijak.documents import services as documents
from bijak.interchange import services as interchange
from bijak.interchange.registries import Column, Shape
from bijak.ledger import services as ledger
from bijak.policy.access import Permission
from bijak.policy.engine.complaints import tally
from bijak.policy.models import Draft, Evidence
from bijak.policy.queries.complaints import COMPLAINTS, complaints_taken
from bijak.policy.queries.evidence import DOCUMENT, PURPOSE
from bijak.policy.registries import Taken, evidence_kinds
from bijak.policy.services.refusals import Refused

COLUMNS_OF_COMPLAINTS = (
    Column(
        "day", _lazy("Tanggal"), required=True, shape=Shape.DATE,
        aliases=(
            "tanggal laporan", "tanggal laporan masuk", "tanggal pengaduan", "tanggal aduan", "tanggal masuk",
            "tanggal diterima", "tanggal dibuat", "tanggal", "tgl laporan", "tgl pengaduan", "tgl", "created at",
            "created", "date",
        ),
    ),
    Column(
        "category", _lazy("Kategori"), required=True,
        aliases=(
            "kategori laporan", "kategori pengaduan", "kategori aduan", "kategori", "topik laporan", "topik",
            "jenis pengaduan", "jenis aduan", "bidang", "klasifikasi laporan", "klasifikasi", "category", "topic",
        ),
    ),
    Column(
        "status", _lazy("Status"),
        aliases=(
            "status laporan", "status pengaduan", "status aduan", "status tindak lanjut", "status", "tindak lanjut",
        ),
    ),
)  # fmt: skip
"""Of an export of SP4N-LAPOR!, or of a spreadsheet of one's own; of several the first named counts."""


@transaction.atomic
def attach_evidence(
    *, draft: Draft, kind: str, reference: str, note: str = "", by: Account | None, today: date
) -> Evidence:
    """Attach a piece of evidence with what it says today."""
    if by is not None:
        access.must(by, Permission.DRAFT, today=today)
    try:
        taken = evidence_kinds.get(kind).take(reference, today)
    except LookupError:
        raise Refused(_("Bukti ini tidak ditemukan lagi. Pilih bukti yang lain.")) from None
    return _attach(draft, kind, reference, taken, note=note, by=by, today=today)


def _attach(
    draft: Draft, kind: str, reference: str, taken: Taken, *, note: str, by: Account | None, today: date
) -> Evidence:
    # Held, so that a form sent twice attaches once.
    draft = Draft.objects.select_for_update(of=("self",)).select_related("policy").get(pk=draft.pk)
    if not draft.is_open:
        raise Refused(_("Rancangan ini sudah selesai. Lampirkan bukti pada rancangan perubahannya."))
    if Evidence.objects.filter(draft=draft, kind=kind, reference=reference, removed_on=None).exists():
        raise Refused(_("Bukti ini sudah terlampir pada rancangan ini."))
    evidence = Evidence.objects.create(
        policy=draft.policy,
        draft=draft,
        kind=kind,
        reference=reference,
        title=taken.title[:300],
        note=note,
        taken=dict(taken.facts),
        attached_on=today,
        attached_by=by,
    )
    ledger.record(
        "policy.evidence_attached",
        subject=evidence,
        by=by,
        facts={"draft": str(draft.uuid), "kind": kind, "reference": reference, "taken": dict(taken.facts)},
    )
    return evidence


@transaction.atomic
def detach_evidence(*, evidence: Evidence, by: Account | None, today: date) -> None:
    """Let a piece of evidence count no more. That it was attached stays on record."""
    if by is not None:
        access.must(by, Permission.DRAFT, today=today)
    evidence = Evidence.objects.select_for_update(of=("self",)).select_related("draft").get(pk=evidence.pk)
    if not evidence.draft.is_open:
        raise Refused(_("Rancangan ini sudah selesai, jadi buktinya tidak dapat dilepas lagi."))
    if evidence.removed_on is None:
        evidence.removed_on = today
        evidence.save(update_fields=["removed_on"])
        ledger.record("policy.evidence_detached", subject=evidence, by=by)


@transaction.atomic
def attach_document(
    *, draft: Draft, file: File[Any], note: str = "", by: Account | None, today: date
) -> Evidence:
    """Keep a file and attach it, both or neither; ``documents.services.Refused`` for what is no document."""
    if by is not None:
        access.must(by, Permission.DRAFT, today=today)
    document = documents.keep(file=file, name=file.name or "", purpose=PURPOSE, by=by)
    return attach_evidence(
        draft=draft, kind=DOCUMENT, reference=str(document.uuid), note=note, by=by, today=today
    )


def attach_complaints(
    *, draft: Draft, file: File[Any], note: str = "", by: Account | None, today: date
) -> Evidence:
    """Count a list of complaints and attach the counts; nothing else of it is kept, for complaints name people.

    ``interchange.services.Refused`` for what cannot be read as a table.
    """
    if by is not None:
        access.must(by, Permission.DRAFT, today=today)
    seen = interchange.glance(file=file, name=file.name or "", columns=COLUMNS_OF_COMPLAINTS)  # type: ignore[arg-type]
    if not seen.rows:
        raise Refused(_("Berkas ini hanya berisi judul kolom, tanpa satu pengaduan pun."))
    counted = tally(seen.rows, today=today)
    if counted.first is None:
        raise Refused(
            _(
                "Tidak ada satu pun tanggal yang terbaca. Tulis tanggalnya seperti 31-12-2026 (hari-bulan-tahun, "
                "tahun empat angka) lalu unggah lagi."
            )
        )
    taken = complaints_taken(counted, name=seen.name, sha256=seen.sha256)
    with transaction.atomic():
        return _attach(draft, COMPLAINTS, seen.sha256, taken, note=note, by=by, today=today)
