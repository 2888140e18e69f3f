"""From the proposal to the decree: what is asked, what comes back, what goes out, and what becomes of her rank."""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from bijak.accounts.models import Account
from bijak.career.models.proposals import PromotionProposal, ProposalPaper, ProposalState
from bijak.career.models.queue import QueueLine
from bijak.career.queries import proposals as queries
from bijak.career.queries import proposals_checking as checking
from bijak.career.services import proposals_papers as papers
from bijak.career.services.proposals_reminders import remind
from bijak.documents import queries as documents
from bijak.documents import reading
from bijak.documents.testing import a_pdf
from bijak.kernel.uuid7 import uuid7
from bijak.ledger.models import Entry
from bijak.letters import queries as letters
from bijak.letters.forms import question_field
from bijak.letters.models import OfficialLetter
from bijak.letters.tests.conftest import make_book
from bijak.notifications.models import Message
from bijak.organization.models import Agency, Unit
from bijak.organization.testing import give_role
from bijak.people import queries as people
from bijak.people import services as records
from bijak.people.models import EmployeeToday, RankSpell
from bijak.people.queries import Topic
from bijak.people.tests.factories import make_batch, workforce_frame

type ClientOf = Callable[..., Client]
PDF = a_pdf()
PERIOD = date(2027, 4, 1)


@pytest.fixture
def row(education: Unit, ani: Account, citra: Account, today: date) -> EmployeeToday:
    frame = workforce_frame(
        [{"unit_id": education.pk, "cpns_decree_no": "1/2015", "pns_decree_no": "1/2016"}]
    )
    records.record_workforce(frame, batch=make_batch(citra), by=citra, today=today)
    found = EmployeeToday.objects.select_related("employee", "unit").get()
    records.attach_decree(row=found, decree_no="1/2015", paper=paper(), reason="Arsip", by=citra, today=today)
    return found


@pytest.fixture
def fani(education: Unit) -> Account:
    """The operator of her unit, who collects papers and sends nothing."""
    account = Account.objects.create(
        name="Fani Operator", nip="198107072005012019", email="fani@example.test"
    )
    give_role(account=account, role="operator", unit=education, since=date(2020, 1, 1))
    return account


def paper(content: bytes = PDF, name: str = "sk.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def propose(client: Client, row: EmployeeToday, period: date = PERIOD, kind: str = "regular") -> Any:
    return client.post("/karier/usulan/baru/", {"nips": row.nip, "kind": kind, "period": period.isoformat()})


def act(client: Client, proposal: PromotionProposal, deed: str, **typed: Any) -> Any:
    proposal.refresh_from_db()
    seen = people.version(proposal.employee_id)
    return client.post(f"{page_of(proposal)}{deed}/", {"edition": proposal.edition, "seen": seen} | typed)


def page_of(proposal: PromotionProposal) -> str:
    return f"/karier/usulan/{proposal.uuid}/"


def hand_in(client: Client, proposal: PromotionProposal) -> None:
    for each in ProposalPaper.objects.filter(proposal=proposal, document=None).order_by("pk"):
        answer = client.post(f"{page_of(proposal)}dokumen/{each.uuid}/lampirkan/", {"file": paper()})
        assert answer.status_code == 302


@pytest.fixture
def proposal(row: EmployeeToday, citra: Account, client_of: ClientOf) -> PromotionProposal:
    assert propose(client_of(citra), row).status_code == 302
    return PromotionProposal.objects.get()


@pytest.fixture
def sent(proposal: PromotionProposal, citra: Account, client_of: ClientOf) -> PromotionProposal:
    client = client_of(citra)
    hand_in(client, proposal)
    assert act(client, proposal, "siap", despite="Antrean belum dibaca ulang.").status_code == 302
    send(client, proposal)
    return proposal


def send(client: Client, proposal: PromotionProposal, name: str = "Tahap 1") -> str:
    address = f"/karier/usul/baru/{PERIOD.isoformat()}/"
    batch: str = client.post(address, {"name": name, "usul": str(proposal.uuid)})["Location"]
    answer = client.post(
        batch, {"letter_no": "800.1.3.2/7/KEPEG/2026", "letter_on": proposal.made_on.isoformat()}
    )
    assert answer.status_code == 302
    proposal.refresh_from_db()
    assert proposal.state == ProposalState.SENT
    return batch


def test_what_is_on_record_comes_along_and_the_page_says_what_lacks(
    proposal: PromotionProposal, citra: Account, client_of: ClientOf
) -> None:
    there = {each.code for each in queries.papers_of(proposal) if each.document}
    assert there == {"cpns_decree"}
    assert [each.year for each in queries.papers_of(proposal) if each.code == "rating"] == [2026, 2025]
    said = client_of(citra).get(page_of(proposal)).content.decode()
    against, met = said.split("Yang sudah terpenuhi")
    assert "SK pangkat terakhir terlampir" in against
    assert "SK CPNS terlampir" in met
    assert "Unggah SK PNS sebagai PDF" in said
    assert "III/c → III/d" in said


def test_who_lost_her_life_in_duty_is_proposed_from_that_very_day(
    row: EmployeeToday, citra: Account, today: date, client_of: ClientOf
) -> None:
    died_on = date(2026, 10, 17)
    records.record_line(
        row=row,
        topic=Topic.SEPARATION,
        facts={"kind_code": "6", "decree_no": "9/2026", "decree_on": died_on, "effective_from": died_on},
        paper=None,
        seen=people.version(row.pk),
        reason="Tewas dalam tugas",
        by=citra,
        today=today,
    )
    client = client_of(citra)
    assert propose(client, row, died_on).status_code == 409
    assert propose(client, row, date(2027, 1, 17), "posthumous").status_code == 409
    assert propose(client, row, died_on, "posthumous").status_code == 302
    proposal = PromotionProposal.objects.get()
    kept = queries.papers_of(proposal)
    assert {each.code for each in kept} == {"rank_decree", "cpns_decree", "pns_decree", "death_report"}
    found = checking.facts_of(proposal, row, kept, today=today)
    assert (proposal.new_rank, found["eligible"]) == ("34", True)
    said = client.get(page_of(proposal)).content.decode().split("Yang sudah terpenuhi")[0]
    assert "tentang tewasnya terlampir" in said
    assert "Antrean menyatakan" not in said
    assert "Paling lambat" not in said
    PromotionProposal.objects.update(state="approved", pertek_no="PG-9", pertek_on=proposal.made_on)
    decree = {"decree_no": "9/KEP/2026", "decree_on": proposal.made_on.isoformat(), "paper": paper()}
    assert act(client, proposal, "sk", **decree).status_code == 302
    assert RankSpell.objects.get(believed_until=None, rank_code="34").from_on == died_on
    assert not Message.objects.filter(kind="career.proposal").exists()


def test_a_person_is_proposed_once_for_a_period_and_only_for_one(
    row: EmployeeToday, proposal: PromotionProposal, citra: Account, client_of: ClientOf
) -> None:
    client = client_of(citra)
    again = propose(client, row)
    assert again.status_code == 409
    assert "sudah diusulkan untuk periode 1 April 2027" in again.content.decode()
    for day in (date(2027, 5, 2), date(1990, 4, 1)):
        odd = propose(client, row, period=day)
        assert odd.status_code == 409
        assert "bukan periode kenaikan pangkat" in odd.content.decode()
    assert PromotionProposal.objects.count() == 1


def test_the_queue_is_proposed_from_line_by_line(
    row: EmployeeToday, citra: Account, client_of: ClientOf
) -> None:
    line, _is_new = QueueLine.objects.update_or_create(
        employee=row.employee,
        defaults={
            "unit": row.unit, "rank_code": "33", "kind": "regular", "state": "may", "period": PERIOD,
            "target_rank": "34", "levels": "", "days": "", "changed_on": PERIOD,
        },
    )  # fmt: skip
    client = client_of(citra)
    assert str(line.uuid) in client.get("/karier/usulan/baru/").content.decode()
    assert client.post("/karier/usulan/antrean/", {"baris": [str(line.uuid), "x"]}).status_code == 302
    made = PromotionProposal.objects.get()
    assert (made.kind, made.period, made.new_rank) == ("regular", PERIOD, "34")
    assert str(line.uuid) not in client.get("/karier/usulan/baru/").content.decode()


def test_what_is_not_ready_any_more_leaves_the_batch_that_waits(
    proposal: PromotionProposal, citra: Account, client_of: ClientOf
) -> None:
    client = client_of(citra)
    act(client, proposal, "siap", despite="Menyusul.")
    address = f"/karier/usul/baru/{PERIOD.isoformat()}/"
    batch = client.post(address, {"name": "Tahap 1", "usul": str(proposal.uuid)})["Location"]
    assert act(client, proposal, "urungkan").status_code == 302
    letter = {"letter_no": "7", "letter_on": proposal.made_on.isoformat()}
    empty = client.post(batch, letter)
    assert empty.status_code == 409
    assert "masih kosong" in empty.content.decode()


def test_only_a_pns_whom_one_looks_after_is_proposed(
    row: EmployeeToday, proposal: PromotionProposal, dewi: Account, hadi: Account, client_of: ClientOf
) -> None:
    """Dewi is the operator of another office; Hadi sees everything and changes nothing."""
    refused = propose(client_of(dewi), row, period=date(2027, 5, 1))
    assert refused.status_code == 422
    assert row.nip in refused.content.decode()
    assert client_of(dewi).get(page_of(proposal)).status_code == 404
    assert client_of(hadi).get(page_of(proposal)).status_code == 200
    assert act(client_of(hadi), proposal, "siap").status_code == 403


def test_what_speaks_against_it_needs_a_reason(
    proposal: PromotionProposal, citra: Account, client_of: ClientOf
) -> None:
    client = client_of(citra)
    refused = act(client, proposal, "siap")
    assert refused.status_code == 409
    assert "Prapemeriksaan belum bersih" in refused.content.decode()
    assert act(client, proposal, "siap", despite="Menyusul.").status_code == 302
    entry = Entry.objects.get(verb="career.proposal_checked")
    assert "rank_decree" in {each["code"] for each in entry.because}
    assert act(client, proposal, "urungkan").status_code == 302
    proposal.refresh_from_db()
    assert proposal.state == ProposalState.DRAFTED


def test_she_is_asked_for_a_paper_and_brings_it_herself(
    proposal: PromotionProposal, ani: Account, fani: Account, client_of: ClientOf
) -> None:
    lacking = ProposalPaper.objects.get(proposal=proposal, code="rating", year=2025)
    asked = {
        "papers": [str(lacking.uuid)],
        "due_on": f"{proposal.made_on + timedelta(7)}",
        "note": "Yang sudah ditandatangani.",
    }
    assert act(client_of(fani), proposal, "minta", **asked).status_code == 302
    hers = client_of(ani)
    assert "Penilaian kinerja (SKP) 2025" in hers.get("/").content.decode()
    assert "Yang sudah ditandatangani." in hers.get("/karier/dokumen-saya/").content.decode()
    address = f"/karier/dokumen-saya/{lacking.uuid}/"
    posing = hers.post(address, {"file": paper(b"<html>%PDF</html>")})
    assert posing.status_code == 409
    broken = hers.post(address, {"file": paper(b"%PDF-1.4\n%%EOF\n")})
    assert "bukan PDF yang dapat dibuka" in broken.content.decode()
    assert hers.post(address, {"file": paper()}).status_code == 302
    lacking.refresh_from_db()
    assert lacking.source == "employee"
    assert Message.objects.filter(to=fani, kind="career.proposal").exists()
    assert hers.post(address, {"file": paper()}).status_code == 404
    assert hers.get(page_of(proposal)).status_code == 200
    assert client_of(fani).get(f"{page_of(proposal)}dokumen/{lacking.uuid}/").getvalue() == PDF


def test_the_package_is_the_same_twice_and_its_manifest_tells_every_hash(
    sent: PromotionProposal, row: EmployeeToday, citra: Account, client_of: ClientOf
) -> None:
    client, batch = client_of(citra), f"/karier/usul/{sent.batch.uuid}/"  # type: ignore[union-attr]
    first, second = (client.post(f"{batch}paket/").getvalue() for _time in range(2))
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        names = archive.namelist()
        assert names[:3] == [
            "daftar-isi.json", "daftar-nominatif.pdf", f"001_{row.nip}/01_SK_PANGKAT_{row.nip}.pdf",
        ]  # fmt: skip
        manifest = json.loads(archive.read("daftar-isi.json"))
        assert [each["nama"] for each in manifest["berkas"]] == names[2:]
        assert archive.read(names[2]) == PDF
    assert client.get(f"{batch}daftar/?bentuk=pdf").content.startswith(b"%PDF")
    assert client.get(f"{batch}daftar/?bentuk=csv").getvalue().decode().count(row.nip) == 1


def test_what_came_back_is_counted_mended_and_sent_again(
    sent: PromotionProposal, citra: Account, client_of: ClientOf
) -> None:
    client = client_of(citra)
    back = {"cause": "degree", "on": sent.made_on.isoformat(), "reason": "Tahun lulus berbeda."}
    assert act(client, sent, "kembali", **back).status_code == 302
    said = client.get("/karier/usulan/").content.decode()
    assert "Dari 1 usul yang dikirim, 1 pernah dikembalikan" in said
    assert "Ijazah, gelar, atau tahun lulus berbeda" in said
    assert act(client, sent, "siap", despite="Sudah diperbaiki.").status_code == 302
    send(client, sent, "Tahap 2")


def test_the_decree_becomes_her_rank(
    sent: PromotionProposal, row: EmployeeToday, citra: Account, ani: Account, client_of: ClientOf
) -> None:
    client, before = client_of(citra), (sent.made_on - timedelta(1)).isoformat()
    early = act(client, sent, "setuju", pertek_no="PG-01", pertek_on=before)
    assert early.status_code == 409
    assert (
        act(client, sent, "setuju", pertek_no="PG-01", pertek_on=sent.made_on.isoformat()).status_code == 302
    )
    decree = {"decree_no": "823/9/KEP/2026", "decree_on": sent.made_on.isoformat(), "paper": paper()}
    posing = act(client, sent, "sk", **decree | {"paper": paper(b"GIF89a", "sk.pdf")})
    assert posing.status_code == 409
    assert act(client, sent, "sk", **decree | {"decree_on": before}).status_code == 409
    assert RankSpell.objects.filter(believed_until=None).count() == 1
    assert act(client, sent, "sk", **decree | {"paper": paper()}).status_code == 302
    spell = RankSpell.objects.get(believed_until=None, rank_code="34")
    assert (spell.from_on, spell.decree_no, spell.kind_code) == (PERIOD, "823/9/KEP/2026", "101")
    shown = people.person(row, on=PERIOD, with_sensitive=False)
    assert shown.histories[Topic.RANK][0].paper
    sent.refresh_from_db()
    assert sent.state == ProposalState.ISSUED
    assert Message.objects.filter(to=ani, kind="career.proposal").count() == 2
    assert act(client, sent, "urungkan").status_code == 409


def test_a_refusal_can_be_undone_but_not_beside_a_newer_proposal(
    sent: PromotionProposal, row: EmployeeToday, citra: Account, client_of: ClientOf
) -> None:
    client = client_of(citra)
    assert (
        act(client, sent, "tolak", on=sent.made_on.isoformat(), reason="Tidak memenuhi syarat.").status_code
        == 302
    )
    assert propose(client, row).status_code == 302
    refused = act(client, sent, "urungkan")
    assert refused.status_code == 409
    assert "sudah diusulkan lagi" in refused.content.decode()


def test_two_officers_do_not_overrun_one_another(
    proposal: PromotionProposal, citra: Account, client_of: ClientOf
) -> None:
    client = client_of(citra)
    stale = proposal.edition
    assert act(client, proposal, "siap", despite="Menyusul.").status_code == 302
    answer = client.post(f"{page_of(proposal)}tarik/", {"edition": stale, "reason": "Salah orang."})
    assert answer.status_code == 409
    assert "ditangani orang lain" in answer.content.decode()


def test_an_operator_sends_nothing(proposal: PromotionProposal, fani: Account, client_of: ClientOf) -> None:
    assert client_of(fani).get("/karier/usul/").status_code == 403


def test_the_worklist_asks_as_much_for_many_as_for_one(
    proposal: PromotionProposal, citra: Account, client_of: ClientOf, django_assert_max_num_queries: Any
) -> None:
    client = client_of(citra)
    client.get("/karier/usulan/")
    with django_assert_max_num_queries(16):
        assert client.get("/karier/usulan/?keadaan=drafted").status_code == 200


def test_one_letter_goes_out_with_a_batch_and_its_list_behind_it(
    proposal: PromotionProposal, row: EmployeeToday, citra: Account, dewi: Account, client_of: ClientOf
) -> None:
    """It holds the batch as it is listed, and the batch waits for its signature."""
    Agency.objects.update_or_create(pk=1, defaults={"name": "Pemerintah Kota Contoh", "seat": "Contoh"})
    client, today = client_of(citra), proposal.made_on
    book = make_book(citra, today)
    hand_in(client, proposal)
    act(client, proposal, "siap", despite="Menyusul.")
    address = f"/karier/usul/baru/{PERIOD.isoformat()}/"
    batch = client.post(address, {"name": "Tahap 1", "usul": str(proposal.uuid)})["Location"]
    writing = f"/surat/perihal/surat-pengantar-kp/{batch.split('/')[-2]}/"
    assert writing in client.get(batch).content.decode()
    assert client_of(dewi).get(writing).status_code == 404
    template = letters.template("surat-pengantar-kp")
    assert template
    typed = {
        "token": str(uuid7()), "edition": template.seen, "book": str(book.uuid), "on": today.isoformat(),
        "signer": str(row.uuid), "signer_position": "Kepala Badan Kepegawaian", "act": "terbit",
        question_field("Kepada"): "Kepala Kantor Regional V BKN",
    }  # fmt: skip
    issued, again = client.post(writing, typed), client.post(writing, typed)
    assert issued["Location"] == again["Location"]
    letter = OfficialLetter.objects.get()
    assert letter.employee is None
    with documents.open_content(letter.prepared) as file:
        said = " ".join(reading.text_of(file).split())
    for each in ("1 orang", "Reguler 1", "1 April 2027", f"Lampiran Surat Nomor {letter.number}", row.nip):
        assert each in said
    assert client.get(issued["Location"]).status_code == 200
    assert client_of(dewi).get(issued["Location"]).status_code == 404
    second = client.post(writing, typed | {"token": str(uuid7())})
    assert "Suratnya sudah terbit" in second.content.decode()
    for kept in (act(client, proposal, "urungkan"), client.post(batch)):
        assert kept.status_code == 409
        assert letter.number in kept.content.decode()
    client.post(f"{batch}keluarkan/{proposal.uuid}/")
    ink = {"signed_on": today.isoformat(), "signer": "Kepala Badan Kepegawaian"}
    assert client.post(f"{issued['Location']}tanda-tangan/basah/", ink).status_code == 302
    assert client.post(batch).status_code == 302
    proposal.refresh_from_db()
    assert (proposal.state, proposal.batch and proposal.batch.letter_no) == ("sent", letter.number)
    with zipfile.ZipFile(io.BytesIO(client.post(f"{batch}paket/").getvalue())) as archive:
        manifest = json.loads(archive.read("daftar-isi.json"))
        first, second_, *_papers = archive.namelist()[1:]
        assert (first, second_) == ("surat-pengantar.pdf", "daftar-nominatif.pdf")
        assert hashlib.sha256(archive.read(first)).hexdigest() == manifest["berkas"][0]["sha256"]
    assert manifest["surat_pengantar"] == {"nomor": letter.number, "tanggal": today.isoformat()}


def test_a_paper_that_is_due_is_reminded_of_once_a_step(
    proposal: PromotionProposal, ani: Account, fani: Account, client_of: ClientOf, today: date
) -> None:
    """On the second working day before, on the first after, and then to whoever asked; no step twice."""
    lacking = ProposalPaper.objects.filter(proposal=proposal, document=None).order_by("pk")[:2]
    due = date(2026, 11, 9)
    papers.ask(
        proposal=proposal, papers=[each.uuid for each in lacking], due_on=due, note="", edition=proposal.edition,
        by=fani, today=today,
    )  # fmt: skip
    # Of one paper no working day is known on which it would be late: the other is reminded of all the same.
    odd = ProposalPaper.objects.filter(pk=lacking[1].pk)
    odd.update(due_on=date(9999, 12, 31))
    days = [today + timedelta(days=n) for n in range(16)]
    told = {day: count for day in days for _time in range(2) if (count := remind(today=day))}
    assert told == {date(2026, 11, 5): 1, date(2026, 11, 10): 1, date(2026, 11, 12): 1}
    assert Message.objects.filter(to=ani, kind="career.paper").count() == 3
    assert Message.objects.filter(to=fani, kind="career.proposal").count() == 1
    odd.update(due_on=due)
    said = client_of(fani).get("/karier/usulan/pengingat/").content.decode()
    assert "12 November 2026: Diserahkan kembali kepada yang meminta (Fani Operator)" in said
    assert "10 November 2026: Pegawai diingatkan sesudah batas waktu" in client_of(ani).get(
        "/karier/dokumen-saya/"
    ).content.decode()  # fmt: skip


def test_the_certificate_of_the_exam_is_asked_of_whom_the_law_asks_the_exam(
    education: Unit, citra: Account, client_of: ClientOf, today: date
) -> None:
    base = {"unit_id": education.pk, "rank_code": "24", "rank_from": date(2020, 4, 1)}
    frame = workforce_frame(
        [
            base | {"siasn_id": f"U{level}", "nip": f"1990010120150120{level}", "education_level": level}
            for level in ("15", "40")
        ]
    )
    records.record_workforce(frame, batch=make_batch(citra), by=citra, today=today)
    client = client_of(citra)
    for level, is_asked in (("15", True), ("40", False)):
        row = EmployeeToday.objects.get(education_level=level)
        propose(client, row)
        made = PromotionProposal.objects.get(employee=row.pk)
        asked = [each for each in queries.papers_of(made) if each.code == "service_exam"]
        assert bool(asked) is is_asked
        said = client.get(page_of(made)).content.decode()
        against, _met = said.split("Yang sudah terpenuhi")
        assert ("Surat tanda lulus ujian dinas (STLUD) terlampir" in against) is is_asked
        ProposalPaper.objects.filter(pk__in=[each.pk for each in asked]).delete()
        act(client, made, "kumpulkan")
        again = [each for each in queries.papers_of(made) if each.code == "service_exam"]
        assert bool(again) is is_asked
