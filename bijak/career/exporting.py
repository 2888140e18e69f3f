"""What goes to BKN: the nominative list on paper and as a table, and the package of all papers with their hashes."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from io import RawIOBase
from typing import Any
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from django.utils import translation
from django.utils.translation import gettext as _

from bijak.career.models.proposals import ProposalBatch
from bijak.career.queries import proposals as queries
from bijak.career.queries import proposals_checking as checking
from bijak.career.queries.proposals_letters import HEADERS, WIDTHS, letter_of, printed
from bijak.career.texts import proposals as words
from bijak.documents import printing
from bijak.documents import queries as documents
from bijak.documents.models import Document
from bijak.organization import queries as organization
from bijak.shell.templatetags.formats import angka, tanggal

MANIFEST = "daftar-isi.json"
NOMINATIVE = "daftar-nominatif.pdf"
COVERING = "surat-pengantar.pdf"
BLOCK = 2**20


def nominative_pdf(batch: ProposalBatch, listed: Sequence[queries.Listed]) -> bytes:
    """The list as it lies on a covering letter. Official papers are Indonesian, whatever their reader chose."""
    with translation.override("id"):
        number, on = numbered(batch)
        letter = f"{number}, {tanggal(on)}" if number else ""
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
                "rows": printed(listed),
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
    label: str
    document: Document


def package(batch: ProposalBatch, listed: Sequence[queries.Listed]) -> Iterator[bytes]:
    """The package, block by block. Made again of the same batch it is the same, byte for byte.

    One whose file is gone from the disk is named in the manifest, not passed over. The database is asked first;
    only files are read while it is on its way.
    """
    letter, papers = _covering(batch), _packed(batch, listed)
    there = [each for each in (*letter, *papers) if documents.path_of(each.document).exists()]
    gone = [each for each in (*letter, *papers) if each not in there]
    return _zipped(
        batch.period,
        [
            (MANIFEST, _manifest(batch, listed, there, gone)),
            *((each.name, each.document) for each in letter if each in there),
            (NOMINATIVE, nominative_pdf(batch, listed)),
            *((each.name, each.document) for each in papers if each in there),
        ],
    )


def numbered(batch: ProposalBatch) -> tuple[str, date | None]:
    """Number and day of the covering letter: that which was written here, or which was written down at sending."""
    letter = letter_of(batch)
    return (letter.number, letter.on) if letter else (batch.letter_no, batch.letter_on)


def _covering(batch: ProposalBatch) -> list[Packed]:
    """The covering letter, as it was signed where it is."""
    letter = letter_of(batch)
    if letter is None:
        return []
    label = _("Surat pengantar beserta daftar nominatif")
    return [Packed(COVERING, "", label, letter.signed or letter.prepared)]


def _packed(batch: ProposalBatch, listed: Sequence[queries.Listed]) -> list[Packed]:
    """Every paper of a batch in the order in which BKN takes them in: by person as on the list, then by paper."""
    pattern = checking.terms_on(batch.period).proposal_file_name
    papers = queries.papers_by_proposal([each.proposal for each in listed])
    found = []
    for place, each in enumerate(listed, start=1):
        nip = each.row.nip if each.row else str(each.proposal.uuid)
        for number, paper in enumerate(papers.get(each.proposal.pk, ()), start=1):
            if paper.document is not None:
                file = words.PAPERS[paper.code].file + (f"_{paper.year}" if paper.year else "")
                name = pattern.format(berkas=file, nip=nip)
                label = queries.label_of(paper)
                found.append(Packed(f"{place:03}_{nip}/{number:02}_{name}", nip, label, paper.document))
    return found


def _zipped(day: date, entries: Sequence[tuple[str, bytes | Document]]) -> Iterator[bytes]:
    """Entries bear the day of the period, so that the same batch makes the same file."""
    moment = (day.year, day.month, day.day, 0, 0, 0)
    outlet = _Outlet()
    with ZipFile(outlet, "w", ZIP_STORED) as archive:
        for name, content in entries:
            if isinstance(content, bytes):
                archive.writestr(ZipInfo(name, moment), content)
                continue
            with (
                documents.open_content(content) as source,
                archive.open(ZipInfo(name, moment), "w") as entry,
            ):
                while block := source.read(BLOCK):
                    entry.write(block)
                    yield outlet.take()
    yield outlet.take()


class _Outlet(RawIOBase):
    """Where an archive is written to on its way out: nothing stays, and nobody goes back."""

    def __init__(self) -> None:
        self._held = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, block: Any) -> int:
        self._held += block
        return len(block)

    def take(self) -> bytes:
        taken = bytes(self._held)
        self._held.clear()
        return taken


def _manifest(
    batch: ProposalBatch, listed: Sequence[queries.Listed], there: Sequence[Packed], gone: Sequence[Packed]
) -> bytes:
    number, on = numbered(batch)
    with translation.override("id"):
        said = {
            "instansi": str(organization.agency().name),
            "usul": batch.name,
            "periode": batch.period.isoformat(),
            "surat_pengantar": {"nomor": number, "tanggal": on.isoformat() if on else ""},
            "banyaknya_usul": len(listed),
            "berkas": [
                {
                    "nama": each.name,
                    "nip": each.nip,
                    "isi": each.label,
                    "bita": each.document.size,
                    "sha256": each.document.sha256,
                }
                for each in there
            ],
            "tidak_ada": [{"nip": each.nip, "isi": each.label} for each in gone],
        }
    return json.dumps(said, ensure_ascii=False, indent=1).encode()
