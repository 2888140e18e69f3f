"""The covering letter of a batch: what it may say, and the nominative list that lies behind it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bijak.career.access import Permission
from bijak.career.models.proposals import ProposalBatch, ProposalState
from bijak.career.queries import proposals as queries
from bijak.letters import queries as letters
from bijak.letters.registries import Annex, Field, Matter
from bijak.shell.templatetags.formats import angka, tanggal

COVERING_LETTER = "surat-pengantar-kp"
"""The template of the letter under which a batch goes out."""

HEADERS = (
    gettext_lazy("NIP"), gettext_lazy("Nama"), gettext_lazy("Jabatan"), gettext_lazy("Unit kerja"),
    gettext_lazy("Jenis kenaikan pangkat"), gettext_lazy("Golongan lama"), gettext_lazy("TMT golongan lama"),
    gettext_lazy("Golongan yang diusulkan"), gettext_lazy("TMT yang diusulkan"),
)  # fmt: skip
WIDTHS = (3.3, 4, 4, 4, 3, 1.5, 2, 2, 2)


def rows(listed: Sequence[queries.Listed]) -> Iterator[tuple[object, ...]]:
    """The nominative list, a person a line, by rank from the highest."""
    for each in listed:
        row = each.row
        yield (
            row.nip if row else "", row.full_name if row else "", row.position_title if row else "",
            row.unit.name if row and row.unit else "", each.proposal.get_kind_display(), each.old_rank,
            each.proposal.old_from, each.new_rank, each.proposal.period,
        )  # fmt: skip


def printed(listed: Sequence[queries.Listed]) -> list[list[str]]:
    """The same as paper has it."""
    return [[_cell(value) for value in row] for row in rows(listed)]


def _cell(value: Any) -> str:
    if value in (None, ""):
        return "–"
    return f"{value:%d-%m-%Y}" if isinstance(value, date) else str(value)


# The letter -------------------------------------------------------------------------------------


def letter_of(batch: ProposalBatch) -> letters.OfficialLetter | None:
    """The covering letter that holds; ``is_signed`` tells whether it is signed."""
    return letters.letter_about(BATCH.code, batch.uuid)


def _hindrance(batch: ProposalBatch) -> str:
    inside = queries.of_batch(batch)
    if batch.sent_on is not None:
        return _("Berkas usul ini sudah dikirim %(day)s.") % {"day": tanggal(batch.sent_on)}
    if not inside:
        return _("Berkas usul ini masih kosong.")
    if any(each.state != ProposalState.CHECKED for each in inside):
        return _("Ada usul dalam berkas ini yang belum siap dikirim. Nyatakan siap, atau keluarkan dahulu.")
    return ""


def _kinds(batch: ProposalBatch) -> str:
    counted = Counter(each.get_kind_display() for each in queries.of_batch(batch))
    return ", ".join(f"{kind} {angka(count)}" for kind, count in sorted(counted.items()))


def _annex(batch: ProposalBatch) -> Annex:
    with translation.override(letters.OFFICIAL):
        return Annex(
            title=_("Daftar nominatif usul kenaikan pangkat"),
            headers=[str(each) for each in HEADERS],
            widths=WIDTHS,
            rows=printed(queries.listed(queries.of_batch(batch))),
        )


BATCH = Matter(
    code="career.batch",
    label=gettext_lazy("Berkas usul kenaikan pangkat"),
    permission=Permission.SEND,
    things=queries.batches,
    title=str,
    address=lambda batch: reverse("career:batch", args=[batch.uuid]),
    fields=(
        Field("usul_nama", gettext_lazy("Nama berkas usul"), str, "Kenaikan pangkat April 2027"),
        Field(
            "usul_periode", gettext_lazy("Periode kenaikan pangkat"), lambda batch: tanggal(batch.period),
            "1 April 2027",
        ),
        Field(
            "usul_banyaknya", gettext_lazy("Banyaknya usul"), lambda batch: angka(len(queries.of_batch(batch))),
            "24",
        ),
        Field(
            "usul_jenis", gettext_lazy("Banyaknya usul menurut jenisnya"), _kinds, "Reguler 16, Penyesuaian ijazah 8"
        ),
    ),
    annex=_annex,
    hindrance=_hindrance,
)  # fmt: skip
