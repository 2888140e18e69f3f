"""What an employee proposes about her own data, and how it is decided."""

from datetime import date
from typing import Any
from uuid import UUID

import pypdfium2
import pytest
from django.test import Client

from bijak.accounts.models import Account
from bijak.documents import queries as documents
from bijak.notifications.models import Message
from bijak.organization import services as organization
from bijak.organization.models import Grant
from bijak.people import queries as people
from bijak.people import services as records
from bijak.people.models import Change, EmployeeToday, RankSpell
from bijak.people.tests.test_photos import picture
from bijak.selfservice import queries
from bijak.selfservice.models import Proposal, Step
from bijak.selfservice.tests.conftest import PDF, RANK, ClientOf, decide, paper, send

pytestmark = pytest.mark.django_db


def _proposed(client: Client, row: EmployeeToday, **typed: Any) -> str:
    answer = send(client, row, "golongan/", RANK | typed)
    assert answer.status_code == 302, answer.context["form"].errors
    return str(answer.url)


def _ranks(row: EmployeeToday, today: date) -> list[people.Line]:
    return list(people.person(row, on=today, with_sensitive=True).histories[people.Topic.RANK])


def test_a_proposal_goes_from_operator_to_officer_and_becomes_a_change_with_its_paper(
    row: EmployeeToday, ani: Account, edi: Account, citra: Account, client_of: ClientOf, today: date
) -> None:
    address = _proposed(client_of(ani), row)
    assert [message.to for message in Message.objects.filter(kind="selfservice.waiting")] == [edi]
    assert decide(client_of(edi), address, "accept").status_code == 302
    assert [line.title for line in _ranks(row, today)] == ["Penata, III/c"]  # not yet

    assert decide(client_of(citra), address, "accept").status_code == 302
    newest = _ranks(row, today)[0]
    assert newest.title == "Penata Tingkat I, III/d"
    assert newest.paper is not None
    change = Change.objects.get(pk=newest.change)
    assert (change.by, change.reason.endswith(": SK saya sudah terbit")) == (citra, True)
    assert Proposal.objects.get().change == change
    assert Message.objects.filter(to=ani, kind="selfservice.answered").count() == 1
    page = client_of(ani).get(address).content.decode()
    assert "Diterima dan dicatat" in page
    assert "Citra Dewanti (Pengelola kepegawaian)" in page


def test_a_photographed_decree_is_kept_with_the_row_as_a_page(
    row: EmployeeToday, ani: Account, citra: Account, client_of: ClientOf, today: date
) -> None:
    address = _proposed(client_of(ani), row, document=paper("sk.jpg", picture((1200, 1700))))
    decide(client_of(citra), address, "accept")
    newest = _ranks(row, today)[0]
    assert newest.paper is not None
    document = people.decree_document(row, uuid=UUID(newest.paper), with_sensitive=True)
    assert document is not None
    assert (document.content_type, document.name) == ("application/pdf", "sk.jpg.pdf")
    [page] = pypdfium2.PdfDocument(documents.path_of(document))
    assert [round(side) for side in page.get_size()] == [594, 842]  # A4 is 595 by 842 points


def test_without_an_operator_it_goes_straight_to_the_officer(
    row: EmployeeToday, ani: Account, citra: Account, client_of: ClientOf
) -> None:
    address = _proposed(client_of(ani), row)
    assert Proposal.objects.get().waits_for == "officer"
    assert "Giliran Pengelola kepegawaian sejak" in client_of(ani).get(address).content.decode()
    assert address in client_of(citra).get("/data-saya/usulan/").content.decode()
    assert "menunggu keputusan Anda" in client_of(citra).get("/").content.decode()


def test_a_deputy_decides_in_the_name_of_her_principal(
    row: EmployeeToday, ani: Account, edi: Account, eka: Account, client_of: ClientOf, today: date
) -> None:
    grant = Grant.objects.get(account=edi)
    organization.name_deputy(
        grant=grant, account=eka, from_on=today, until_on=date(2099, 1, 1), today=today, by=edi
    )
    address = _proposed(client_of(ani), row)
    client = client_of(eka)
    assert "atas nama Edi Operator" in client.get(address).content.decode()
    assert decide(client, address, "accept").status_code == 302
    step = Step.objects.order_by("-pk")[0]
    assert (step.by, step.principal, step.role) == (eka, edi, "operator")


def test_a_deputy_whose_time_is_over_finds_no_proposal(
    row: EmployeeToday, ani: Account, edi: Account, eka: Account, client_of: ClientOf, today: date
) -> None:
    grant = Grant.objects.get(account=edi)
    organization.name_deputy(
        grant=grant, account=eka, from_on=today, until_on=date(2026, 11, 20), today=today, by=edi
    )
    assert queries.seats(eka, today=date(2026, 11, 19))
    assert not queries.seats(eka, today=date(2026, 11, 20))
    proposal = Proposal.objects.get(uuid=_proposed(client_of(ani), row).rstrip("/").rsplit("/", 1)[1])
    assert queries.seat_for(proposal, row, eka, today=date(2026, 11, 19)) is not None
    assert queries.seat_for(proposal, row, eka, today=date(2026, 11, 20)) is None
    assert queries.visible(eka, uuid=proposal.uuid, today=date(2026, 11, 20)) is None


@pytest.mark.parametrize(
    ("typed", "override"),
    [
        ({"rank_code": "31", "from_on": "2014-12-31", "decree_on": "2014-12-01"}, "is_early"),
        ({"rank_code": "32"}, "is_lower"),
    ],
)
def test_what_looks_wrong_is_accepted_once_the_officer_insists(
    row: EmployeeToday, ani: Account, citra: Account, client_of: ClientOf, typed: Any, override: str
) -> None:
    address = _proposed(client_of(ani), row, **typed)
    client = client_of(citra)
    assert override not in client.get(address).content.decode()
    refused = decide(client, address, "accept")
    assert refused.status_code == 409
    assert f'name="{override}"' in refused.content.decode()
    assert decide(client, address, "accept", **{override: "on"}).status_code == 302
    assert Proposal.objects.get().change is not None


def test_strangers_and_her_superior_find_no_proposal(
    row: EmployeeToday, ani: Account, budi: Account, dewi: Account, client_of: ClientOf
) -> None:
    address = _proposed(client_of(ani), row)
    for other in (budi, dewi):
        assert client_of(other).get(address).status_code == 404
    assert address not in client_of(dewi).get("/data-saya/usulan/").content.decode()
    assert client_of(budi).get("/data-saya/usulan/").status_code == 403
    document = Proposal.objects.get().document
    assert document is not None
    assert client_of(dewi).get(f"{address}berkas/{document.uuid}/").status_code == 404
    handed = client_of(ani).get(f"{address}berkas/{document.uuid}/")
    assert b"".join(handed.streaming_content) == PDF


def test_nobody_decides_about_herself(
    row: EmployeeToday, ani: Account, client_of: ClientOf, city: Any
) -> None:
    from bijak.organization.testing import give_role

    give_role(account=ani, role="officer", unit=None, since=date(2020, 1, 1))
    address = _proposed(client_of(ani), row)
    assert client_of(ani).get(address).context["deciding"] is None
    answer = client_of(ani).post(f"{address}putus/", {"edition": 1, "seen": 1, "deed": "accept"})
    assert answer.status_code == 409
    assert "bukan giliran Anda" in answer.content.decode()


def test_a_question_goes_back_to_her_and_her_answer_to_the_officer(
    row: EmployeeToday, ani: Account, citra: Account, client_of: ClientOf
) -> None:
    address = _proposed(client_of(ani), row)
    assert decide(client_of(citra), address, "ask").status_code == 422  # a question needs words
    decide(client_of(citra), address, "ask", words="Mana halaman dua?")
    client = client_of(ani)
    assert "Jawab pertanyaan tentang usulan: Golongan" in client.get("/").content.decode()
    edition = client.get(address).context["answering"]["edition"].value()
    client.post(f"{address}jawab/", {"edition": edition, "words": "Terlampir", "document": paper("dua.pdf")})
    page = client_of(citra).get(address).content.decode()
    assert "Terlampir" in page
    assert "dua.pdf" in page
    assert decide(client_of(citra), address, "accept").status_code == 302


def test_refused_with_a_reason_that_she_reads(
    row: EmployeeToday, ani: Account, citra: Account, client_of: ClientOf, today: date
) -> None:
    address = _proposed(client_of(ani), row)
    assert decide(client_of(citra), address, "refuse", words="SK ini milik orang lain.").status_code == 302
    assert "SK ini milik orang lain." in client_of(ani).get(address).content.decode()
    assert len(_ranks(row, today)) == 1


def test_she_withdraws_and_the_officer_who_had_it_open_is_told(
    row: EmployeeToday, ani: Account, citra: Account, client_of: ClientOf
) -> None:
    address = _proposed(client_of(ani), row)
    officer = client_of(citra)
    form = officer.get(address).context["deciding"]
    hidden = {name: form[name].value() for name in ("edition", "seen")}
    client_of(ani).post(f"{address}tarik/")
    late = officer.post(f"{address}putus/", hidden | {"deed": "accept", "words": ""})
    assert late.status_code == 409
    assert "Ani Lestari lebih dahulu menangani usulan ini: ditarik." in late.content.decode()


def test_a_record_that_changed_meanwhile_is_shown_and_not_applied_blindly(
    row: EmployeeToday, ani: Account, citra: Account, client_of: ClientOf, today: date
) -> None:
    line = _ranks(row, today)[0]
    answer = send(
        client_of(ani),
        row,
        f"golongan/{line.pk}/",
        {"rank_code": "33", "from_on": "2023-04-01", "decree_no": "1/2023"},
    )
    assert answer.status_code == 302
    officer = client_of(citra)
    opened = officer.get(answer.url).context["deciding"]
    facts = {"rank_code": "33", "from_on": date(2023, 4, 1), "decree_on": date(2023, 3, 1)}
    records.record_line(
        row=row, topic=people.Topic.RANK, facts=facts, seen=people.version(row.pk), reason="SK", by=citra,
        today=today, replaces=line.pk,
    )  # fmt: skip
    hidden = {name: opened[name].value() for name in ("edition", "seen")}
    late = officer.post(f"{answer.url}putus/", hidden | {"deed": "accept", "words": "", "is_compared": "on"})
    assert late.status_code == 409
    assert late.context["deciding"]["seen"].value() == str(people.version(row.pk))
    page = late.content.decode()
    assert "Catatan berubah sesudah usulan ini dibuat" in page
    assert "1 Maret 2023" in page
    assert page.count("<mark>") == 1  # the number alone is hers
    assert decide(officer, answer.url, "accept").status_code == 422
    assert decide(officer, answer.url, "accept", is_compared="on").status_code == 302
    # Her number and the officer's day are both on record.
    held = RankSpell.objects.get(employee=row.pk, believed_until=None)
    assert (held.decree_no, held.decree_on) == ("1/2023", date(2023, 3, 1))


def test_what_cannot_be_is_refused_with_a_sentence_and_what_was_typed_stays(
    row: EmployeeToday, ani: Account, client_of: ClientOf
) -> None:
    client = client_of(ani)
    for typed, sentence in (
        ({"decree_on": "1980-01-01"}, "SK bertanggal sebelum pegawai lahir."),
        ({"document": ""}, "Sertakan berkas yang membuktikannya"),
        (
            {"document": paper("sk.pdf", b"<html><script>1</script></html>")},
            "Jenis berkas ini tidak diterima.",
        ),
        ({"document": paper("sk.jpg", picture()[:400])}, "rusak"),
        ({"document": paper("catatan.txt", b"halo")}, "Berkas bukti harus PDF, JPG, atau PNG."),
    ):
        answer = send(client, row, "golongan/", RANK | typed)
        assert answer.status_code in (409, 422)
        assert sentence in answer.content.decode()
        assert answer.context["form"]["decree_no"].value() == RANK["decree_no"]
    assert not Proposal.objects.exists()


def test_one_row_has_one_open_proposal(
    row: EmployeeToday, ani: Account, client_of: ClientOf, today: date
) -> None:
    line = _ranks(row, today)[0]
    client = client_of(ani)
    typed = {"rank_code": "33", "from_on": "2023-04-01", "decree_no": "1/2023"}
    assert send(client, row, f"golongan/{line.pk}/", typed).status_code == 302
    again = send(client, row, f"golongan/{line.pk}/", typed)
    assert again.status_code == 409
    assert "belum selesai" in again.content.decode()


def test_her_phone_needs_no_paper_and_leaves_what_an_officer_corrected_meanwhile(
    row: EmployeeToday, ani: Account, citra: Account, client_of: ClientOf, today: date
) -> None:
    client = client_of(ani)
    identity = people.person(row, on=today, with_sensitive=True).identity
    assert identity is not None
    shown = client.get("/data-saya/usul/identitas/").context["form"]
    typed = {name: shown[name].value() or "" for name in shown.fields if name not in ("document", "reason")}
    typed["born_on"] = "1990-01-01"
    sent = client.post("/data-saya/usul/identitas/", typed | {"phone": "0812", "reason": "Nomor baru"})
    assert sent.status_code == 302, sent.context["form"].errors
    records.correct_identity(
        row=row, facts={"nip": row.nip, "birth_place": "Pontianak"}, seen=identity.pk, reason="KTP", by=citra,
        today=today,
    )  # fmt: skip
    assert decide(client_of(citra), sent.url, "accept", is_compared="on").status_code == 302
    now = people.person(row, on=today, with_sensitive=True).identity
    assert now is not None
    assert (now.phone, now.birth_place) == ("0812", "Pontianak")


def test_the_worklist_asks_little_however_long(
    row: EmployeeToday, ani: Account, citra: Account, client_of: ClientOf, django_assert_max_num_queries: Any
) -> None:
    client = client_of(ani)
    for year in ("2024", "2025"):
        _proposed(client, row, from_on=f"{year}-10-01")
    officer = client_of(citra)
    officer.get("/data-saya/usulan/")
    with django_assert_max_num_queries(14):
        assert officer.get("/data-saya/usulan/").content.decode().count("Tambah: Golongan") == 2


def test_the_agency_says_who_decides(
    row: EmployeeToday, ani: Account, edi: Account, citra: Account, client_of: ClientOf
) -> None:
    client = client_of(citra)
    form = client.get("/data-saya/usulan/jalur/").context["form"]
    ways = {name: form[name].value() for name in form.fields}
    assert client.post("/data-saya/usulan/jalur/", ways | {"rank": "operator"}).status_code == 302
    address = _proposed(client_of(ani), row)
    assert decide(client_of(edi), address, "accept").status_code == 302
    assert Proposal.objects.get().state == "accepted"
    assert client_of(edi).get("/data-saya/usulan/jalur/").status_code == 403


def test_a_photo_is_proposed_like_anything_else(
    row: EmployeeToday, ani: Account, dewi: Account, citra: Account, client_of: ClientOf
) -> None:
    client = client_of(ani)
    wrong = {"picture": paper("foto.jpg", b"<svg/>"), "reason": "Foto baru", "seen": "0"}
    refused = client.post("/data-saya/usul/pasfoto/", wrong)
    assert refused.status_code == 409
    assert "bukan foto JPG atau PNG" in refused.content.decode()
    made = client.post("/data-saya/usul/pasfoto/", wrong | {"picture": paper("foto.jpg", picture())})
    document = Proposal.objects.get().document
    assert document is not None
    shown = client_of(citra).get(f"{made.url}berkas/{document.uuid}/")
    assert b"".join(shown.streaming_content).startswith(b"\xff\xd8")
    assert decide(client_of(citra), made.url, "accept").status_code == 302
    assert people.photo_bytes(row.pk) is not None
    assert f"/pegawai/{row.uuid}/foto/" in client.get("/data-saya/").content.decode()
