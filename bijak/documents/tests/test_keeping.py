"""Keeping a file, opening it again, letting it go."""

import io
import os
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse

from bijak.documents import content, queries, registries, services, store
from bijak.documents.models import Document
from bijak.ledger import queries as ledger

if TYPE_CHECKING:
    from bijak.accounts.models import Account

PDF = b"%PDF-1.7\nSurat keputusan\n"
LATER = datetime(2100, 1, 1, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _data_folder(settings: object, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path  # type: ignore[attr-defined]


@pytest.fixture
def purposes(monkeypatch: pytest.MonkeyPatch) -> registries.Purposes:
    purposes = registries.Purposes()
    monkeypatch.setattr(queries, "purposes", purposes)
    monkeypatch.setattr(services, "purposes", purposes)
    return purposes


def keep(
    by: "Account | None" = None, *, file: bytes = PDF, name: str = "SK.pdf", purpose: str = "test"
) -> Document:
    return services.keep(file=io.BytesIO(file), name=name, purpose=purpose, by=by)


def files() -> list[Path]:
    return [path for path in store.folder().rglob("*") if path.is_file()]


def test_what_ani_keeps_can_be_read_again_unchanged(ani: "Account") -> None:
    document = keep(ani, name="../SK Ani.pdf")
    assert (document.name, document.size, document.content_type) == (
        "SK Ani.pdf",
        len(PDF),
        "application/pdf",
    )
    with queries.open_content(document) as file:
        assert file.read() == PDF
    assert queries.path_of(document).stat().st_mode & 0o777 == 0o600
    assert files() == [queries.path_of(document)]


def test_an_upload_a_path_and_a_stream_are_kept_alike(tmp_path: Path) -> None:
    (tmp_path / "SK.pdf").write_bytes(PDF)
    for file in (SimpleUploadedFile("SK.pdf", PDF), tmp_path / "SK.pdf", io.BytesIO(PDF)):
        document = services.keep(file=file, name="SK.pdf", purpose="test", by=None)
        assert document.size == len(PDF)


def test_the_same_bytes_lie_on_the_disk_once() -> None:
    assert keep().sha256 == keep(name="Salinan.pdf").sha256
    assert (Document.objects.count(), len(files())) == (2, 1)


def test_keeping_is_recorded_by_hash_and_without_the_name(ani: "Account") -> None:
    document = keep(ani)
    entry = ledger.entries_for(document).get()
    assert (entry.verb, entry.by_uuid) == ("documents.kept", ani.uuid)
    assert entry.facts == {"sha256": document.sha256, "size": len(PDF)}


@pytest.mark.parametrize(("file", "name"), [(b"", "a.csv"), (b"<svg/>", "a.png"), (b"MZ\x00", "a.csv")])
def test_what_is_refused_leaves_nothing_behind(file: bytes, name: str) -> None:
    with pytest.raises(services.Refused):
        keep(file=file, name=name)
    assert (Document.objects.count(), files()) == (0, [])


def test_a_file_over_the_limit_is_refused_without_being_read_to_the_end() -> None:
    class Endless(io.RawIOBase):
        given = 0

        def read(self, size: int = -1) -> bytes:
            self.given += size
            return bytes(size)

        def seek(self, offset: int, whence: int = 0) -> int:
            return 0

    endless = Endless()
    with pytest.raises(services.Refused, match="lebih besar dari 100 MB"):
        services.keep(file=endless, name="data.csv", purpose="test", by=None)  # type: ignore[arg-type]
    assert endless.given <= content.MAX_BYTES + content.BLOCK
    assert files() == []


def test_an_unknown_classification_is_a_fault_of_the_caller() -> None:
    with pytest.raises(ValueError, match="hush"):
        services.keep(file=io.BytesIO(PDF), name="SK.pdf", purpose="test", classification="hush", by=None)


# Opening ------------------------------------------------------------------------------------------


def test_ani_downloads_her_own_file_as_an_attachment(
    ani: "Account", client_of: Callable[["Account"], Client]
) -> None:
    document = keep(ani, name="SK “Ani”.pdf")
    answer = client_of(ani).get(reverse("documents:download", args=[document.uuid]))
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content) == PDF  # type: ignore[attr-defined]
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''SK%20")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "private" in answer["Cache-Control"]


def test_dewi_of_another_unit_sees_404(
    ani: "Account", dewi: "Account", client_of: Callable[["Account"], Client]
) -> None:
    document = keep(ani)
    assert client_of(dewi).get(reverse("documents:download", args=[document.uuid])).status_code == 404


def test_a_citizen_is_sent_to_sign_in(ani: "Account", client: Client) -> None:
    answer = client.get(reverse("documents:download", args=[keep(ani).uuid]))
    assert answer.status_code == 302


def test_a_download_is_not_a_place_to_post_to(
    ani: "Account", client_of: Callable[["Account"], Client]
) -> None:
    assert client_of(ani).post(reverse("documents:download", args=[keep(ani).uuid])).status_code == 405


def test_whoever_the_purpose_admits_may_open(
    ani: "Account", budi: "Account", dewi: "Account", today: date, purposes: registries.Purposes
) -> None:
    purposes.register("test", "Uji", may_open=lambda account, document, day: account == budi and day == today)
    document = keep(ani)
    assert queries.find(uuid=document.uuid, account=budi, today=today) == document
    with pytest.raises(Document.DoesNotExist):
        queries.find(uuid=document.uuid, account=dewi, today=today)
    with pytest.raises(Document.DoesNotExist):
        queries.find(uuid=document.uuid, account=budi, today=today + timedelta(days=1))


def test_who_kept_a_file_no_longer_opens_it_once_its_purpose_says_no(
    ani: "Account", today: date, purposes: registries.Purposes
) -> None:
    admitted = {ani}
    purposes.register("test", "Uji", may_open=lambda account, *_: account in admitted)
    document = keep(ani)
    assert queries.find(uuid=document.uuid, account=ani, today=today) == document
    admitted.clear()
    with pytest.raises(Document.DoesNotExist):
        queries.find(uuid=document.uuid, account=ani, today=today)


def test_a_purpose_is_registered_once(purposes: registries.Purposes) -> None:
    purposes.register("test", "Uji")
    with pytest.raises(LookupError, match="twice"):
        purposes.register("test", "Uji lagi")


# Letting go ---------------------------------------------------------------------------------------


def test_an_erased_file_is_closed_at_once_and_swept_later(ani: "Account", today: date) -> None:
    document = keep(ani)
    services.erase(document=document, by=ani)
    services.erase(document=document, by=ani)
    with pytest.raises(Document.DoesNotExist):
        queries.find(uuid=document.uuid, account=ani, today=today)
    assert (document.name, document.sha256 != "") == ("", True)
    assert [entry.verb for entry in ledger.entries_for(document)] == ["documents.erased", "documents.kept"]
    assert services.sweep(now=LATER) == 1
    assert files() == []


def test_the_sweep_spares_a_file_that_another_row_needs() -> None:
    services.erase(document=keep(), by=None)
    kept = keep()
    assert services.sweep(now=LATER) == 0
    assert queries.path_of(kept).exists()


def test_a_file_whose_transaction_was_rolled_back_is_swept_a_day_later() -> None:
    with transaction.atomic():
        keep()
        transaction.set_rollback(True)
    written = datetime.fromtimestamp(os.stat(files()[0]).st_mtime, UTC)
    assert services.sweep(now=written + timedelta(hours=23)) == 0
    assert services.sweep(now=written + timedelta(hours=25)) == 1


def test_files_are_erased_when_their_retention_is_over(purposes: registries.Purposes) -> None:
    purposes.register("upload", "Unggahan", keep_for=timedelta(days=90))
    uploaded, other = keep(purpose="upload"), keep(file=PDF + b"2")
    uploaded.refresh_from_db()
    services.sweep(now=uploaded.created_at + timedelta(days=89))
    assert Document.objects.filter(erased_at=None).count() == 2
    services.sweep(now=uploaded.created_at + timedelta(days=91))
    assert Document.objects.get(erased_at=None) == other
