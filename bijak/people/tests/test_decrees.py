"""The file of a decree: who hands it in, where it shows, who may take it, and what is no paper."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from bijak.accounts.models import Account, View
from bijak.documents.models import Document
from bijak.documents.testing import a_pdf
from bijak.organization.models import Unit
from bijak.people import queries, services
from bijak.people.models import DecreeFile, EmployeeToday
from bijak.people.services.beliefs import SANCTION, Recording
from bijak.people.services.changes import open_change
from bijak.people.tests.factories import make_batch, workforce_frame

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]
NUMBER = "823.4/17/2026"


@pytest.fixture
def ani_row(education: Unit, ani: Account, citra: Account, today: date) -> EmployeeToday:
    """Ani, with a rank whose decree has a number."""
    frame = workforce_frame([{"unit_id": education.pk}])
    services.record_workforce(frame, batch=make_batch(citra), by=citra, today=today)
    row = EmployeeToday.objects.select_related("employee", "unit").get()
    services.record_line(
        topic=queries.Topic.RANK,
        row=row,
        facts={"rank_code": "34", "from_on": date(2026, 4, 1), "decree_no": NUMBER},
        seen=queries.version(row.pk),
        reason="SK",
        by=citra,
        today=today,
    )
    return row


def _paper(content: bytes | None = None, name: str = "sk.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content or a_pdf())


def _upload_page(row: EmployeeToday, topic: queries.Topic, today: date) -> str:
    shown = queries.person(row, on=today, with_sensitive=True)
    line = next(line for line in shown.histories[topic] if line.decree_no == NUMBER)
    return f"/pegawai/{row.uuid}/riwayat/{topic.slug}/{line.pk}/berkas/"


def _hand_in(client: Client, page: str, paper: Any = None) -> Any:
    return client.post(page, {"paper": paper or _paper(), "reason": "Arsip"})


def _link(row: EmployeeToday) -> str:
    paper = DecreeFile.objects.select_related("document").get(employee=row.pk, believed_until=None)
    return f"/pegawai/{row.uuid}/berkas/{paper.document.uuid}/"


def test_the_paper_of_a_rank_is_taken_by_ani_and_by_budi_who_sees_the_rank_and_his_taking_is_logged(
    ani_row: EmployeeToday, ani: Account, budi: Account, citra: Account, client_of: ClientOf, today: date
) -> None:
    assert _hand_in(client_of(citra), _upload_page(ani_row, queries.Topic.RANK, today)).status_code == 302
    link = _link(ani_row)
    for account in (ani, budi):
        assert link in client_of(account).get(f"/pegawai/{ani_row.uuid}/").content.decode()
        answer = client_of(account).get(link)
        assert b"".join(answer.streaming_content).startswith(b"%PDF")
        assert answer["Content-Disposition"].startswith("attachment")
    taken = View.objects.filter(subject_uuid=ani_row.uuid, page="Berkas SK")
    assert [view.viewer for view in taken.exclude(viewer=citra)] == [budi]


def test_a_stranger_gets_no_paper_neither_there_nor_where_all_documents_lie(
    ani_row: EmployeeToday, citra: Account, dewi: Account, client_of: ClientOf, today: date
) -> None:
    page = _upload_page(ani_row, queries.Topic.RANK, today)
    _hand_in(client_of(citra), page)
    assert client_of(dewi).get(_link(ani_row)).status_code == 404
    assert _hand_in(client_of(dewi), page).status_code == 404
    document = Document.objects.get(purpose=queries.DECREE_PURPOSE)
    for account in (dewi, citra):
        assert client_of(account).get(f"/dokumen/{document.uuid}/").status_code == 404


def test_the_decree_of_a_sanction_is_shut_even_where_it_lowered_a_rank(
    ani_row: EmployeeToday, citra: Account, budi: Account, client_of: ClientOf, today: date
) -> None:
    sanction = {"from_on": date(2026, 4, 1), "kind_code": "21", "kind_name": "Sedang", "decree_no": NUMBER}
    Recording(open_change(by=citra, reason="SK hukuman")).record_rows(
        SANCTION, [{"employee_id": ani_row.pk, **sanction}]
    )
    _hand_in(client_of(citra), _upload_page(ani_row, queries.Topic.RANK, today))
    link = _link(ani_row)
    assert b"".join(client_of(citra).get(link).streaming_content)
    assert client_of(budi).get(link).status_code == 404
    assert link not in client_of(budi).get(f"/pegawai/{ani_row.uuid}/").content.decode()
    assert "Arsip" not in client_of(budi).get(f"/pegawai/{ani_row.uuid}/perubahan/").content.decode()


def test_what_is_no_pdf_is_refused_and_a_path_in_a_name_is_dropped(
    ani_row: EmployeeToday, citra: Account, client_of: ClientOf, today: date
) -> None:
    page = _upload_page(ani_row, queries.Topic.RANK, today)
    client = client_of(citra)
    for content, name in ((b"<svg onload=alert(1)>", "sk.pdf"), (b"nomor;isi\n1;dua\n", "sk.csv")):
        assert _hand_in(client, page, _paper(content, name)).status_code == 409
    assert not DecreeFile.objects.exists()
    assert not Document.objects.filter(purpose=queries.DECREE_PURPOSE).exists()
    _hand_in(client, page, _paper(name="..\\..\\rahasia\\sk.pdf"))
    assert Document.objects.get(purpose=queries.DECREE_PURPOSE).name == "sk.pdf"


def test_another_file_takes_its_place_and_what_was_known_before_can_still_be_asked(
    ani_row: EmployeeToday, citra: Account, client_of: ClientOf, today: date
) -> None:
    page = _upload_page(ani_row, queries.Topic.RANK, today)
    _hand_in(client_of(citra), page)
    first = DecreeFile.objects.get()
    _hand_in(client_of(citra), page, _paper(a_pdf("Pindaian yang lebih jelas.")))
    assert DecreeFile.objects.count() == 2
    then = queries.person(ani_row, on=today, known_at=first.believed_from, with_sensitive=True)
    assert then.rank is not None
    assert then.rank.paper == str(first.document.uuid)


def test_a_new_rank_comes_with_its_paper_and_needs_the_number_for_it(
    ani_row: EmployeeToday, citra: Account, client_of: ClientOf
) -> None:
    typed = {"rank_code": "41", "from_on": "2026-10-01", "reason": "SK", "seen": queries.version(ani_row.pk)}
    page = f"/pegawai/{ani_row.uuid}/riwayat/golongan/"
    answer = client_of(citra).post(page, typed | {"paper": _paper(), "decree_no": "-"})
    assert "Isi nomor SK" in answer.content.decode()
    assert (
        client_of(citra).post(page, typed | {"paper": _paper(), "decree_no": "SK 9/2026"}).status_code == 302
    )
    assert DecreeFile.objects.get().decree_no == "SK 9/2026"
