"""What goes to BKN: the nominative list on paper and as a table, and the package of all papers with their hashes."""

import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from shutil import copyfileobj
from typing import Any, BinaryIO, cast
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bijak.career.models.proposals import ProposalBatch, ProposalPaper
from bijak.career.queries import proposals as queries
from bijak.career.queries import proposals_checking as checking
from bijak.career.texts import proposals as words
from bijak.documents import printing
from bijak.documents import queries as documents
from bijak.organization import queries as organization
from bijak.shell.templatetags.formats import angka, tanggal

MANIFEST = "daftar-isi.json"
NOMINATIVE = "daftar-nominatif.pdf"
_IN_MEMORY = 8 * 2**20

HEADERS = (
    gettext_lazy("NIP"), gettext_lazy("Nama"), gettext_lazy("Jabatan"), gettext_lazy("Unit kerja"),
    gettext_lazy("Jenis kenaikan pangkat"), gettext_lazy("Golongan lama"), gettext_lazy("TMT golongan lama"),
    gettext_lazy("Golongan yang diusulkan"), gettext_lazy("TMT yang diusulkan"),
)  # fmt: skip
WIDTHS = (3, 4, 4, 4, 3, 1.5, 2, 2, 2)


def rows(listed: Sequence[queries.Listed]) -> Iterator[tuple[object, ...]]:
    """The nominative list, a person a line, by rank from the highest."""
    for each in listed:
        row = each.row
        yield (
            row.nip if row else "", row.full_name if row else "", row.position_title if row else "",
            row.unit.name if row and row.unit else "", str(each.kind), each.old_rank, each.proposal.old_from,
            each.new_rank, each.proposal.period,
        )  # fmt: skip


def nominative_pdf(batch: ProposalBatch, listed: Sequence[queries.Listed]) -> bytes:
    """The list as it lies on a covering letter. Official papers are Indonesian, whatever their reader chose."""
    with translation.override("id"):
        letter = f"{batch.letter_no}, {tanggal(batch.letter_on)}" if batch.letter_no else ""
        return printing.pdf(
            "lists/list.typ",
            {
                "agency": organization.agency().name,
                "title": _("Daftar nominatif usul kenaikan pangkat"),
                "subtitles": [
                    _("Periode %(day)s") % {"day": tanggal(batch.period)},
                    batch.name,
                    *([_("Lampiran surat %(letter)s") % {"letter": letter}] if letter else []),
                ],
                "headers": list(HEADERS),
                "widths": list(WIDTHS),
                "rows": [[_cell(value) for value in row] for row in rows(listed)],
                "notes": [],
                "small_print": _("%(count)s usul.") % {"count": angka(len(listed))},
                "number_label": _("No."),
                "page_label": _("Halaman"),
                "of_label": _("dari"),
                "nip_label": _("NIP"),
                "signing": ["", "", "", ""],
            },
            landscape=True,
        )


@dataclass(frozen=True)
class Packed:
    """One file of a package: where it lies in it, whose it is, and what."""

    name: str
    nip: str
    paper: ProposalPaper


def packed(batch: ProposalBatch, listed: Sequence[queries.Listed]) -> list[Packed]:
    """Every paper of a batch in the order in which BKN takes them in: by person as on the list, then by paper."""
    pattern = checking.terms_on(batch.period).proposal_file_name
    found = []
    for place, each in enumerate(listed, start=1):
        nip = each.row.nip if each.row else str(each.proposal.uuid)
        for number, paper in enumerate(queries.papers_of(each.proposal), start=1):
            if paper.document_id is None:
                continue
            file = words.PAPERS[paper.code].file + (f"_{paper.year}" if paper.year else "")
            name = pattern.format(berkas=file, nip=nip)
            found.append(Packed(f"{place:03}_{nip}/{number:02}_{name}", nip, paper))
    return found


def package(batch: ProposalBatch, listed: Sequence[queries.Listed]) -> BinaryIO:
    """The package as a file, rewound. Made again of the same batch it is the same, byte for byte.

    Papers are copied block by block. One whose file is gone from the disk is named in the manifest, not passed over.
    """
    target = cast("BinaryIO", tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY))  # noqa: SIM115 -- handed on
    nominative = nominative_pdf(batch, listed)
    there, gone = [], []
    for each in packed(batch, listed):
        document = each.paper.document
        assert document is not None
        (there if documents.path_of(document).exists() else gone).append(each)
    with ZipFile(target, "w", ZIP_STORED) as archive:
        _put(archive, batch, MANIFEST, _manifest(batch, listed, there, gone))
        _put(archive, batch, NOMINATIVE, nominative)
        for each in there:
            assert each.paper.document is not None
            with (
                documents.open_content(each.paper.document) as content,
                archive.open(_entry(batch, each.name), "w") as entry,
            ):
                copyfileobj(content, entry)
    target.seek(0)
    return target


def _manifest(
    batch: ProposalBatch, listed: Sequence[queries.Listed], there: Sequence[Packed], gone: Sequence[Packed]
) -> bytes:
    with translation.override("id"):
        said = {
            "instansi": str(organization.agency().name),
            "usul": batch.name,
            "periode": batch.period.isoformat(),
            "surat_pengantar": {"nomor": batch.letter_no, "tanggal": _day(batch.letter_on)},
            "banyaknya_usul": len(listed),
            "berkas": [
                {
                    "nama": each.name,
                    "nip": each.nip,
                    "isi": words.label_of(each.paper.code, each.paper.year),
                    "bita": each.paper.document.size,
                    "sha256": each.paper.document.sha256,
                }
                for each in there
                if each.paper.document
            ],
            "tidak_ada": [
                {"nip": each.nip, "isi": words.label_of(each.paper.code, each.paper.year)} for each in gone
            ],
        }
    return json.dumps(said, ensure_ascii=False, indent=1).encode()


def _put(archive: ZipFile, batch: ProposalBatch, name: str, content: bytes) -> None:
    archive.writestr(_entry(batch, name), content)


def _entry(batch: ProposalBatch, name: str) -> ZipInfo:
    """Dated by the period, so that the same batch makes the same file."""
    return ZipInfo(name, (batch.period.year, batch.period.month, batch.period.day, 0, 0, 0))


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _cell(value: Any) -> str:
    if value in (None, ""):
        return "–"
    return f"{value:%d-%m-%Y}" if isinstance(value, date) else str(value)
