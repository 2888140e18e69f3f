"""Pictures of a person and her papers: what is sent is read as a picture, drawn anew, and the drawing is kept."""

from datetime import date
from io import BytesIO
from typing import Any

from django.core.files import File
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from bijak.accounts import access as accounts
from bijak.accounts.models import Account
from bijak.documents import services as documents
from bijak.documents.models import Classification
from bijak.people.access import Permission
from bijak.people.models import Change, EmployeeToday
from bijak.people.queries import PHOTO_PURPOSE
from bijak.people.services.beliefs import PHOTO, Recording
from bijak.people.services.changes import open_change
from bijak.people.services.records import Refused, current_identity, settle

MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 50_000_000
"""More than the camera of any telephone takes for an ordinary picture."""
LEAST_SIDE = 200
KEPT_SIDE = 1_000
"""Pixels of the longer side that is kept: sharp on a card printed 6 cm high."""
_QUALITY = 88
PAGE_SIDE = 2_400
"""Pixels of the longer side of a photographed paper: some 200 to the inch on A4."""
_PAGE_INCHES = 11.69


def drawn_anew(sent: File[Any]) -> bytes:
    """The picture as a JPEG of bounded size; see ``_drawn``."""
    if sent.size > MOST_BYTES:
        raise Refused(_("Foto ini lebih dari 10 MB. Perkecil ukurannya lalu unggah lagi."))
    kept = BytesIO()
    _drawn(sent, side=KEPT_SIDE).save(kept, "JPEG", quality=_QUALITY)
    return kept.getvalue()


def page_of(sent: File[Any]) -> bytes:
    """A photographed paper as a PDF of one page, as long as A4; see ``_drawn``."""
    drawn = _drawn(sent, side=PAGE_SIDE)
    kept = BytesIO()
    drawn.save(kept, "PDF", quality=_QUALITY, resolution=max(drawn.size) / _PAGE_INCHES)
    return kept.getvalue()


def _drawn(sent: File[Any], *, side: int) -> Image.Image:
    """The picture upright, no longer than a side, on white and without what the camera wrote into the file.

    Raises ``Refused`` for what is no JPEG or PNG by its content, whatever its name says.
    """
    sent.seek(0)
    try:
        with Image.open(sent, formats=("JPEG", "PNG")) as picture:
            _must_be_of_use(*picture.size)
            # A JPEG is read at a fraction of its size where that is enough.
            picture.draft("RGB", (side, side))
            upright = ImageOps.exif_transpose(picture)
            upright.thumbnail((side, side))
            drawn = Image.new("RGB", upright.size, "white")
            drawn.paste(upright, mask=upright.getchannel("A") if upright.has_transparency_data else None)
    except UnidentifiedImageError as problem:
        if _is_heic(sent):
            raise Refused(
                _(
                    "Foto ini berformat HEIC, format bawaan iPhone, yang belum dapat dibaca. Di iPhone buka "
                    "Pengaturan, Kamera, Format, pilih Paling Kompatibel, lalu foto lagi; atau simpan foto ini "
                    "sebagai JPG."
                )
            ) from problem
        raise Refused(
            _("Berkas ini bukan foto JPG atau PNG. Pilih foto dari kamera atau galeri lalu unggah lagi.")
        ) from problem
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as problem:
        raise _too_many_pixels() from problem
    except (OSError, ValueError, SyntaxError) as problem:
        raise Refused(_("Foto ini rusak sehingga tidak dapat dibuka. Pilih foto yang lain.")) from problem
    return drawn


@transaction.atomic
def set_photo(*, row: EmployeeToday, picture: File[Any], reason: str, by: Account, today: date) -> Change:
    """Keep a person's photo; the one before stays on record."""
    accounts.must(by, Permission.EDIT, on=row, today=today)
    current_identity(row.pk)
    document = documents.keep(
        file=ContentFile(drawn_anew(picture)),
        name="foto.jpg",
        purpose=PHOTO_PURPOSE,
        classification=Classification.RESTRICTED,
        by=by,
    )
    recording = Recording(open_change(by=by, reason=reason, employee=row.pk))
    recording.record_rows(PHOTO, [{"employee_id": row.pk, "document_id": document.pk}])
    return settle(recording, row=row, by=by, today=today)


def _is_heic(sent: File[Any]) -> bool:
    """By its content: what a telephone sends may be called anything."""
    sent.seek(4)
    box = sent.read(8)
    return box[:4] == b"ftyp" and box[4:] in (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")


def _must_be_of_use(width: int, height: int) -> None:
    if width * height > MOST_PIXELS:
        raise _too_many_pixels()
    if min(width, height) < LEAST_SIDE:
        raise Refused(
            _(
                "Foto ini terlalu kecil: sisi terpendeknya kurang dari %(pixels)s piksel. Pilih yang lebih jelas."
            )
            % {"pixels": LEAST_SIDE}
        )


def _too_many_pixels() -> Refused:
    return Refused(_("Foto ini terlalu besar: lebih dari 50 megapiksel. Perkecil lalu unggah lagi."))
