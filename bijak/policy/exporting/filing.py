"""What goes to the office that harmonises a draft, as one file: the letter, the text, why, what people said, on which
numbers and evidence it stands, what changes, and a list of it all with hashes (UU 13/2022 articles 58 and 97D).
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.utils import translation
from django.utils.translation import gettext as _

from bijak.legaltext import paper
from bijak.organization import queries as organization
from bijak.policy import queries
from bijak.policy.exporting.papers import (
    Block,
    blocks_docx,
    blocks_pdf,
    dossier_pdf,
    explanation_docx,
    explanation_pdf,
)
from bijak.policy.exporting.printing import instrument_pdf, pdf
from bijak.policy.exporting.word import docx, instrument_docx
from bijak.policy.models import Draft, Version
from bijak.policy.queries.amounts import besaran
from bijak.policy.registries import Enclosure, Unknown, filings
from bijak.shell.templatetags.formats import tanggal

MANIFEST = "daftar-isi.json"


@dataclass(frozen=True)
class Filed:
    """One line of the package: a file that is in it, or why it is not."""

    enclosure: Enclosure
    missing: str = ""


def listed(draft: Draft, today: date) -> list[Filed]:
    """What the package would hold, in its order."""
    return [Filed(each, each.missing(draft, today) if each.missing else "") for each in filings]


def package(draft: Draft, today: date) -> bytes:
    """The package, made anew. The same draft on the same day has the same files in the same order."""
    # Official papers are Indonesian, whatever language their reader chose.
    with translation.override("id"):
        lines = listed(draft, today)
        files = [(each.enclosure, each.enclosure.make(draft, today)) for each in lines if not each.missing]
        manifest = {
            "kebijakan": draft.policy.title,
            "rancangan": str(draft.uuid),
            "rancangan_ke": draft.number,
            "versi": _newest(draft).number,
            "disusun": today.isoformat(),
            "berkas": [
                {
                    "nama": enclosure.name,
                    "isi": str(enclosure.label),
                    "bita": len(content),
                    "sha256": hashlib.sha256(content).hexdigest(),
                }
                for enclosure, content in files
            ],
            "tidak_ada": [
                {"isi": str(each.enclosure.label), "sebab": each.missing} for each in lines if each.missing
            ],
        }
    written = json.dumps(manifest, ensure_ascii=False, indent=1).encode()
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, content in [(MANIFEST, written), *((each.name, content) for each, content in files)]:
            archive.writestr(
                ZipInfo(name, (today.year, today.month, today.day, 0, 0, 0)), content, ZIP_DEFLATED
            )
    return target.getvalue()


def _newest(draft: Draft) -> Version:
    version = queries.versions_of(draft).first()
    assert version is not None  # a draft is started with its first version
    return version


# The letter -------------------------------------------------------------------------------------------


def letter_pdf(draft: Draft, today: date) -> bytes:
    return blocks_pdf(_("Surat pengantar"), list(_letter(draft, today)))


def letter_docx(draft: Draft, today: date) -> bytes:
    return blocks_docx(_("Surat pengantar"), list(_letter(draft, today)))


def _letter(draft: Draft, today: date) -> Iterator[Block]:
    """A letter to fill: whoever sends it knows its number, to whom, and who signs."""
    blank, place = paper.BLANK, queries.place()
    title = draft.policy.title
    there = [each.enclosure for each in listed(draft, today) if not each.missing]
    enclosed = [each for each in there if each.make not in (letter_docx, letter_pdf)]
    yield Block("title", str(organization.agency().name).upper())
    yield Block("par", f"Nomor: {blank}")
    yield Block("par", "Sifat: Penting")
    yield Block("par", f"Lampiran: {len(enclosed)} berkas")
    yield Block("par", f"Hal: Permohonan pengharmonisasian rancangan tentang {title}")
    yield Block("par", f"{place.seat or blank}, {tanggal(today)}")
    yield Block("par", f"Yth. Kepala Kantor Wilayah Kementerian Hukum {place.province or blank}")
    yield Block(
        "par",
        f"Bersama ini disampaikan {_named(draft)} tentang {title} untuk diharmonisasikan, dibulatkan, dan dimantapkan "
        "konsepsinya (Undang-Undang Nomor 12 Tahun 2011 sebagaimana telah beberapa kali diubah, terakhir dengan "
        "Undang-Undang Nomor 13 Tahun 2022, Pasal 58 dan Pasal 63). Sebagai bahan kami lampirkan:",
    )
    for number, enclosure in enumerate(enclosed, start=1):
        yield Block("item", f"{enclosure.label} ({enclosure.name})", mark=f"{number}.")
    yield Block("par", f"Penghubung untuk rancangan ini: {blank}, telepon {blank}.")
    yield Block("par", "Atas perhatian dan kerja samanya diucapkan terima kasih.")
    yield Block("par", f"{blank},")
    yield Block("par", f"{blank}")


def _named(draft: Draft) -> str:
    name = queries.name_in_text(_newest(draft)) or str(draft.policy.get_kind_display())
    return f"Rancangan {name}"


# The text and what it stands on --------------------------------------------------------------------------


def text_pdf(draft: Draft, today: date) -> bytes:
    """The regulation that the draft becomes: where it amends one, the instrument."""
    return instrument_pdf(draft) if draft.is_amending else pdf(_newest(draft))


def text_docx(draft: Draft, today: date) -> bytes:
    return instrument_docx(draft, today=today) if draft.is_amending else docx(_newest(draft), today=today)


def no_text(draft: Draft, today: date) -> str:
    if not queries.counts(_newest(draft)):
        return _("Naskahnya masih kosong.")
    if draft.is_amending and (amendment := queries.amendment_of(draft)) and amendment.obstacles:
        return " ".join(amendment.obstacles)
    return ""


def redline(draft: Draft, today: date) -> bytes:
    """The text beside what holds, every change tracked."""
    before = _before(draft)
    assert before is not None  # it is missing otherwise
    return docx(_newest(draft), today=today, since=before)


def no_redline(draft: Draft, today: date) -> str:
    if _before(draft) is None:
        return _("Rancangan pertama: belum ada naskah yang berlaku untuk dibandingkan.")
    return ""


def _before(draft: Draft) -> Version | None:
    decree = queries.decree_of(draft.revises) if draft.revises else None
    return decree.version if decree else None


def terms_pdf(draft: Draft, today: date) -> bytes:
    """The numbers that the text sets, with the bounds of higher law and whether those are verified."""
    version = _newest(draft)
    cited = {each.provision_id: each.address for each in queries.clauses(version)}
    rows = [["No.", "Angka ketentuan", "Nilai", "Ketentuan", "Batas peraturan di atasnya", "Keadaan"]]
    for number, row in enumerate(queries.settings_of(version), start=1):
        try:
            term = queries.bounds_of(row.term)
        except Unknown:  # a part of the house that is no longer installed
            continue
        basis = term.bounds.basis if term.bounds else None
        rows.append([
            str(number), str(term.label), besaran(row.value, term.unit), cited.get(row.provision_id, ""),
            str(basis) if basis else "–",
            "–" if basis is None else "diverifikasi" if basis.verified else "belum diverifikasi",
        ])  # fmt: skip
    blocks = [
        Block("title", "ANGKA KETENTUAN"),
        Block("title", draft.policy.title.upper()),
        Block("table", rows=rows),
    ]
    return blocks_pdf("Angka ketentuan", blocks, landscape=True)


def no_terms(draft: Draft, today: date) -> str:
    return "" if queries.settings_of(_newest(draft)) else _("Naskah ini tidak menautkan angka.")


def no_explanation(draft: Draft, today: date) -> str:
    if all(each.is_empty for each in queries.explanation(draft, today)):
        return _("Penjelasan rancangan belum ditulis, dan belum ada bahan untuk mengisinya.")
    return ""


def no_evidence(draft: Draft, today: date) -> str:
    return "" if queries.evidence_of(draft.policy) else _("Belum ada bukti yang dilampirkan.")


__all__ = [
    "MANIFEST",
    "Filed",
    "dossier_pdf",
    "explanation_docx",
    "explanation_pdf",
    "letter_docx",
    "letter_pdf",
    "listed",
    "no_evidence",
    "no_explanation",
    "no_redline",
    "no_terms",
    "no_text",
    "package",
    "redline",
    "terms_pdf",
    "text_docx",
    "text_pdf",
]
