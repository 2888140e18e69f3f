"""What is kept as somebody's photo, and who sees it."""

import struct
import zlib
from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from bijak.accounts.models import Account, View
from bijak.organization.models import Unit
from bijak.people import queries, services
from bijak.people.models import EmployeeToday, Photo
from bijak.people.services.photos import KEPT_SIDE, drawn_anew
from bijak.people.tests.factories import make_batch, workforce_frame

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]


@pytest.fixture
def row(education: Unit, ani: Account, citra: Account, today: date) -> EmployeeToday:
    frame = workforce_frame([{"unit_id": education.pk}])
    services.record_workforce(frame, batch=make_batch(citra), by=citra, today=today)
    return EmployeeToday.objects.select_related("employee", "unit").get()


def picture(size: tuple[int, int] = (600, 800), kind: str = "JPEG", mode: str = "RGB", **more: Any) -> bytes:
    made = BytesIO()
    Image.new(mode, size, "teal").save(made, kind, **more)
    return made.getvalue()


def sent(content: bytes, name: str = "foto.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "image/jpeg")


def _header_of(width: int, height: int) -> bytes:
    """A PNG that says how large it is (RFC 2083) and has almost nothing inside."""
    ihdr = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ihdr, b"IDAT"
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk)) for chunk in chunks
    )


def test_the_place_and_time_that_the_camera_wrote_are_gone_and_it_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # lies on its side: to be turned by 90 degrees
    exif[0x8825] = {1: "N", 2: (0.0, 1.0, 30.0)}  # GPS
    kept = drawn_anew(sent(picture((800, 600), exif=exif.tobytes())))
    with Image.open(BytesIO(kept)) as drawn:
        assert (drawn.format, drawn.size) == ("JPEG", (600, 800))
        assert not drawn.getexif()
    assert b"Exif" not in kept


def test_a_large_picture_is_kept_small_and_what_shines_through_is_white() -> None:
    with Image.open(BytesIO(drawn_anew(sent(picture((3000, 2000)))))) as drawn:
        assert max(drawn.size) == KEPT_SIDE
    clear = BytesIO()
    Image.new("RGBA", (300, 300), (0, 0, 0, 0)).save(clear, "PNG")
    with Image.open(BytesIO(drawn_anew(sent(clear.getvalue())))) as drawn:
        assert drawn.getpixel((150, 150)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "bukan foto JPG atau PNG"),
        (b"<!doctype html><script>alert(1)</script>", "bukan foto JPG atau PNG"),
        (b"GIF89a" + bytes(60), "bukan foto JPG atau PNG"),
        (b"\0\0\0\x18ftypheic" + bytes(60), "berformat HEIC"),
        (b"", "bukan foto JPG atau PNG"),
        (picture()[:400], "rusak"),
        (picture((150, 400)), "terlalu kecil"),
        (_header_of(9_000, 7_000), "terlalu besar"),
        (_header_of(10_000, 10_000), "terlalu besar"),
        (_header_of(60_000, 60_000), "terlalu besar"),
    ],
    ids=["svg", "html", "gif", "heic", "empty", "cut", "small", "large", "larger", "bomb"],
)
def test_what_is_no_photo_is_refused_in_words(content: bytes, sentence: str) -> None:
    with pytest.raises(services.Refused, match=sentence):
        drawn_anew(sent(content))


def test_citra_sets_it_under_no_name_of_the_sender_and_who_may_see_ani_sees_it(
    row: EmployeeToday, ani: Account, citra: Account, dewi: Account, client_of: ClientOf
) -> None:
    client = client_of(citra)
    typed = {"picture": sent(picture(), "../../etc/foto.jpg"), "reason": "Pasfoto terbaru"}
    assert client.post(f"/pegawai/{row.uuid}/foto/ganti/", typed).status_code == 302
    kept = Photo.objects.get(believed_until=None).document
    assert kept.name == "foto.jpg"
    shown = client.get(f"/pegawai/{row.uuid}/foto/")
    assert (shown["Content-Type"], shown["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
    assert f"/pegawai/{row.uuid}/foto/" in client_of(ani).get(f"/pegawai/{row.uuid}/").content.decode()
    assert client_of(dewi).get(f"/pegawai/{row.uuid}/foto/").status_code == 404
    assert View.objects.filter(viewer=citra, page="Pasfoto").exists()
    assert queries.photo_bytes(row.pk) == b"".join(shown.streaming_content)
    assert "Pasfoto terbaru" in client.get(f"/pegawai/{row.uuid}/perubahan/").content.decode()


def test_a_refused_photo_says_why_and_keeps_the_reason(
    row: EmployeeToday, citra: Account, client_of: ClientOf
) -> None:
    typed = {"picture": sent(b"<svg/>"), "reason": "Pasfoto terbaru"}
    answer = client_of(citra).post(f"/pegawai/{row.uuid}/foto/ganti/", typed)
    assert answer.status_code == 409
    assert "bukan foto JPG atau PNG" in answer.content.decode()
    assert answer.context["form"]["reason"].value() == "Pasfoto terbaru"
