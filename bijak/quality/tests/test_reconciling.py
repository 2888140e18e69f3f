"""Another system says something else: it is shown, decided, told on, and taken back."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone

from bijak.accounts.models import Account
from bijak.interchange import services as interchange
from bijak.interchange.models import Batch
from bijak.interchange.registries import ROW, import_kinds
from bijak.kernel.uuid7 import uuid7
from bijak.notifications.models import Message
from bijak.organization.models import Unit
from bijak.people import queries as people
from bijak.people import services as records
from bijak.people.models import Identity, RankSpell
from bijak.people.tests.factories import make_batch, workforce_frame
from bijak.quality import importing, queries, services
from bijak.quality.models import Because, Difference, DifferenceState, Proposal

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]
ANI, BAYU = "199001012015012001", "198505052010011002"
SIASN = import_kinds.get("compare.siasn")


def bring(kind: Any, *rows: dict[str, str], by: Account, today: date) -> Any:
    """A file of a kind, read, checked and applied."""
    fields = [column.field for column in kind.columns]
    frame = pl.DataFrame(
        [
            {field: row.get(field) for field in fields} | {ROW: number}
            for number, row in enumerate(rows, start=2)
        ],
        schema=dict.fromkeys(fields, pl.String) | {ROW: pl.Int64},
    )
    checked = kind.check(frame, today=today)
    batch = make_batch(by, kind=kind.code)
    return checked, kind.apply(checked.good, batch=batch, by=by, today=today), batch


@pytest.fixture
def differing(staff: Any, citra: Account, today: date) -> dict[str, Difference]:
    """What SIASN says of Ani: another day of birth, another number and a higher rank since."""
    row = {
        "siasn_id": "A1",
        "nip": ANI,
        "name": "ANI  LESTARI",
        "born_on": "1990-01-01",
        "sex": "F",
        "phone": "0812 3456 789",
        "rank_code": "34",
        "rank_name": "III/d",
        "rank_from": "2026-10-01",
        "standing_code": "01",
        "unit_name": "Dinas Pendidikan",
    }
    bring(SIASN, row, by=citra, today=today)
    return {each.field: each for each in Difference.objects.select_related("unit", "employee")}


def decided(difference: Difference) -> Difference:
    return Difference.objects.select_related("unit", "employee").get(pk=difference.pk)


def test_only_what_differs_is_kept_with_whose_word_is_proposed(differing: dict[str, Difference]) -> None:
    assert {
        field: (each.ours, each.theirs, each.proposal, each.because) for field, each in differing.items()
    } == {
        "born_on": ("1990-01-02", "1990-01-01", Proposal.THEIRS, Because.SOURCE),
        "phone": ("", "0812 3456 789", Proposal.THEIRS, Because.EMPTY),
        "rank": ("33 2023-04-01", "34 2026-10-01", Proposal.THEIRS, Because.SOURCE),
    }


def test_the_same_file_twice_changes_nothing(staff: Any, citra: Account, today: date) -> None:
    row = {"nip": ANI, "npwp": "12.345.678.9-001.000", "rank_code": "III/d"}
    kind = importing.PAYROLL_KIND
    assert bring(kind, row, by=citra, today=today)[1].created == 1
    before = list(Difference.objects.order_by("pk").values())
    again = bring(kind, row, by=citra, today=today)[1]
    assert (again.created, again.changed, again.unchanged) == (0, 0, 1)
    assert list(Difference.objects.order_by("pk").values()) == before


def test_a_source_that_comes_to_agree_has_its_difference_go(
    differing: dict[str, Difference], citra: Account, today: date
) -> None:
    bring(SIASN, {"nip": ANI, "rank_code": "33", "rank_from": "2023-04-01"}, by=citra, today=today)
    assert not Difference.objects.filter(field="rank").exists()
    assert Difference.objects.filter(field="born_on").exists()


def test_somebody_whom_we_do_not_know_is_a_fault_of_the_file(staff: Any, citra: Account, today: date) -> None:
    checked, _applied, _batch = bring(
        importing.PAYROLL_KIND, {"nip": "197001011995031001"}, by=citra, today=today
    )
    assert [problem.code for problem in checked.problems] == ["person_unknown"]


def test_what_is_undone_of_a_file_is_what_nobody_decided(staff: Any, citra: Account, today: date) -> None:
    row = {"nip": ANI, "npwp": "123", "rank_code": "III/d"}
    _checked, _applied, batch = bring(importing.PAYROLL_KIND, row, by=citra, today=today)
    services.keep_ours(
        difference=Difference.objects.get(field="rank_code"),
        reason="SK",
        by=citra,
        at=timezone.now(),
        today=today,
    )
    assert importing.PAYROLL_KIND.undo is not None
    assert importing.PAYROLL_KIND.undo(batch=batch, by=citra, today=today).count == 1
    assert [each.field for each in Difference.objects.all()] == ["rank_code"]


def test_taking_theirs_corrects_our_record_and_can_be_undone(
    differing: dict[str, Difference], citra: Account, today: date
) -> None:
    def born_on() -> Identity:
        return Identity.objects.select_related("change").get(
            employee=differing["born_on"].employee_id, believed_until=None
        )

    services.take_theirs(
        difference=differing["born_on"], reason="Akta", by=citra, at=timezone.now(), today=today
    )
    assert born_on().born_on == date(1990, 1, 1)
    assert born_on().change.reason == "Menurut SIASN: Akta"
    assert decided(differing["born_on"]).state == DifferenceState.TAKEN
    services.undo(difference=decided(differing["born_on"]), by=citra, at=timezone.now(), today=today)
    assert born_on().born_on == date(1990, 1, 2)
    assert decided(differing["born_on"]).state == DifferenceState.OPEN


def test_a_later_rank_is_added_and_taken_out_again(
    differing: dict[str, Difference], citra: Account, today: date
) -> None:
    def ranks() -> list[tuple[date, str]]:
        held = RankSpell.objects.filter(employee=differing["rank"].employee_id, believed_until=None)
        return list(held.order_by("from_on").values_list("from_on", "rank_code"))

    services.take_theirs(
        difference=differing["rank"], reason="SK KP", by=citra, at=timezone.now(), today=today
    )
    assert ranks() == [(date(2023, 4, 1), "33"), (date(2026, 10, 1), "34")]
    services.undo(difference=decided(differing["rank"]), by=citra, at=timezone.now(), today=today)
    assert ranks() == [(date(2023, 4, 1), "33")]


def test_a_correction_elsewhere_lets_the_difference_go(
    differing: dict[str, Difference], citra: Account, today: date
) -> None:
    row = people.rows_of_employees([differing["born_on"].employee_id])[differing["born_on"].employee_id]
    identity = people.person(row, on=today, with_sensitive=True).identity
    assert identity is not None
    records.correct_identity(
        row=row,
        facts={"nip": identity.nip, "born_on": date(1990, 1, 1)},
        seen=identity.pk,
        reason="Akta",
        by=citra,
        today=today,
    )
    assert not Difference.objects.filter(field="born_on").exists()


def test_what_somebody_corrected_here_later_stands_against_the_source(today: date) -> None:
    later = timezone.now()
    proposed = queries.propose(
        importing.PAYROLL, "npwp", known="1", corrected_at=later, stated_on=later.date() - timedelta(days=3)
    )
    assert proposed == (Proposal.OURS, Because.CORRECTED)


def test_citra_keeps_ours_and_takes_the_list_along(
    differing: dict[str, Difference], citra: Account, client_of: ClientOf
) -> None:
    client = client_of(citra)
    page = client.get("/mutu-data/perbedaan/").content.decode()
    assert "III/d, 1 Oktober 2026" in page
    address = f"/mutu-data/perbedaan/{differing['born_on'].uuid}/"
    assert "SIASN menyimpan catatan resminya" in client.get(address).content.decode()
    assert client.post(address + "putuskan/", {"reason": ""}).status_code == 422
    client.post(address + "putuskan/", {"reason": "Akta kelahiran", "pertahankan": "1"})
    answer = client.get("/mutu-data/perbedaan/unduh/", {"keadaan": "kept", "bentuk": "csv"})
    lines = b"".join(answer.streaming_content).decode().splitlines()
    assert len(lines) == 2
    assert "Akta kelahiran" in lines[1]


def test_citra_keeps_all_of_a_filter_and_dewi_nothing_of_it(
    differing: dict[str, Difference], citra: Account, dewi: Account, client_of: ClientOf
) -> None:
    address = "/mutu-data/perbedaan/pertahankan/?isian=rank"
    client_of(dewi).post(address, {"reason": "SK"})
    assert decided(differing["rank"]).state == DifferenceState.OPEN
    client = client_of(citra)
    client.post(address, {"reason": ""})
    assert decided(differing["rank"]).state == DifferenceState.OPEN
    client.post(address, {"reason": "SK belum sampai"})
    assert decided(differing["rank"]).state == DifferenceState.KEPT
    assert decided(differing["born_on"]).state == DifferenceState.OPEN


def test_ani_is_asked_and_answers(
    differing: dict[str, Difference],
    citra: Account,
    ani: Account,
    budi: Account,
    today: date,
    client_of: ClientOf,
) -> None:
    address = f"/mutu-data/perbedaan/{differing['born_on'].uuid}/"
    client_of(citra).post(address + "tanya/", {"reason": "Mana yang benar?", "until_on": "2099-01-01"})
    assert Message.objects.filter(to=ani, kind="quality.asked").exists()
    client = client_of(ani)
    row = people.row_of(ani)
    assert row is not None
    assert "Mana yang benar?" in client.get(f"/pegawai/{row.uuid}/").content.decode()
    assert client_of(budi).post(address + "jawab/", {"text": "Saya"}).status_code == 404
    client.post(address + "jawab/", {"text": "1 Januari, menurut akta"})
    assert decided(differing["born_on"]).answer == "1 Januari, menurut akta"


def test_dewi_of_another_unit_sees_404(
    differing: dict[str, Difference], dewi: Account, client_of: ClientOf
) -> None:
    client = client_of(dewi)
    assert "Ani Lestari" not in client.get("/mutu-data/perbedaan/").content.decode()
    address = f"/mutu-data/perbedaan/{differing['born_on'].uuid}/"
    for path in ("", "putuskan/", "tanya/", "batal/", "jawab/"):
        assert (client.post if path else client.get)(address + path).status_code == 404


# Whom a source does not name


def take_in(*nips: str, by: Account, today: date, is_whole: bool = True, born_on: str = "") -> Batch:
    """A list of pay as an officer brings it, read and accepted; the first is ``born_on``."""
    rows = [f"{nip};{born_on if place == 0 else ''}" for place, nip in enumerate(nips)]
    file = ContentFile("\n".join(["NIP;Tanggal lahir", *rows]).encode(), name="gaji.csv")
    batch = interchange.upload(
        kind=importing.PAYROLL_KIND,
        file=file,
        name="gaji.csv",
        token=uuid7(),
        is_whole=is_whole,
        by=by,
        today=today,
    )
    interchange.advance(batch_id=batch.pk)
    interchange.accept(batch=batch, by=by, today=today)
    interchange.advance(batch_id=batch.pk)
    batch.refresh_from_db()
    return batch


def absent() -> list[str]:
    return list(Difference.objects.filter(field="presence").values_list("employee__uuid", flat=True))


def test_a_file_of_everyone_tells_whom_it_does_not_name_and_one_of_a_part_does_not(
    staff: Any, citra: Account, today: date, client_of: ClientOf
) -> None:
    take_in(BAYU, by=citra, today=today, is_whole=False)
    assert absent() == []
    batch = take_in(BAYU, by=citra, today=today)
    difference = Difference.objects.get()
    assert (difference.employee_id, difference.proposal, difference.because) == (
        staff["ani"].pk,
        Proposal.ASK,
        Because.ABSENT,
    )
    assert batch.created == 1
    client = client_of(citra)
    assert "Tidak ada di Daftar gaji" in client.get("/mutu-data/perbedaan/?isian=presence").content.decode()
    page = client.get(f"/mutu-data/perbedaan/{difference.uuid}/").content.decode()
    assert f"/pegawai/{staff['ani'].uuid}/riwayat/pemberhentian/" in page
    assert "Ambil yang di sana" not in page


def test_what_was_decided_of_her_stays_until_she_is_named_again_or_has_left(
    staff: Any, citra: Account, today: date
) -> None:
    take_in(BAYU, by=citra, today=today)
    services.keep_ours(
        difference=Difference.objects.get(), reason="Tugas belajar", by=citra, at=timezone.now(), today=today
    )
    assert take_in(BAYU, by=citra, today=today).created == 0
    assert Difference.objects.get().state == DifferenceState.KEPT
    services.undo(difference=Difference.objects.get(), by=citra, at=timezone.now(), today=today)
    take_in(ANI, by=citra, today=today, is_whole=False)
    assert absent() == []
    take_in(BAYU, by=citra, today=today)
    row = people.rows_of_employees([staff["ani"].pk])[staff["ani"].pk]
    records.record_line(
        row=row,
        topic=people.Topic.SEPARATION,
        facts={"kind_code": "1", "decree_on": today, "decree_no": "888/1", "effective_from": today},
        seen=people.version(row.pk),
        reason="Pensiun",
        by=citra,
        today=today,
    )
    assert absent() == []


def test_a_row_with_a_fault_names_its_person_and_a_file_of_few_is_none_of_everyone(
    staff: Any, citra: Account, today: date
) -> None:
    take_in(ANI, BAYU, by=citra, today=today, born_on="31-02-1990")
    assert absent() == []
    with pytest.raises(services.Refused, match="0 dari 2"):
        services.report_absent(
            source=importing.PAYROLL,
            named=set(),
            batch_id=make_batch(citra).pk,
            stated_on=today,
            today=today,
        )


def test_only_a_kind_that_compares_asks_whether_a_file_names_everyone(
    citra: Account, client_of: ClientOf
) -> None:
    client = client_of(citra)
    assert "tercatat seluruh pegawai instansi" in client.get("/impor/baru/").content.decode()
    file = ContentFile(b"NIP\n1", name="x.csv")
    sent = {"kind": "unit", "file": file, "token": str(uuid7()), "is_whole": "on"}
    assert client.post("/impor/baru/", sent).status_code == 422


# What is recorded by hand


def test_a_file_without_days_leaves_what_was_recorded_by_hand_and_tells_the_desk(
    staff: Any, education: Unit, citra: Account, today: date
) -> None:
    row = staff["ani"]
    by_hand: list[tuple[people.Topic, dict[str, Any]]] = [
        (people.Topic.ADDRESS, {"address": "Jalan Baru 1", "from_on": date(2026, 9, 1)}),
        (people.Topic.STANDING, {"standing_code": "03", "from_on": today}),
    ]
    for topic, facts in by_hand:
        records.record_line(
            row=row, topic=topic, facts=facts, seen=people.version(row.pk), reason="Surat", by=citra, today=today
        )  # fmt: skip
    bayu = {"nip": BAYU, "siasn_id": "B2", "standing_code": "03", "address": "Jalan Ketiga 3"}
    file = [{"address": "Jalan Lama 9", "unit_id": education.pk}, {"unit_id": education.pk} | bayu]
    for _again in range(2):
        batch = make_batch(citra, kind="workforce")
        records.record_workforce(workforce_frame(file), batch=batch, by=citra, today=today)
    face = people.faces([row.pk])[row.pk]
    assert (face["address"], face["standing_code"]) == ("Jalan Baru 1", "03")
    told = Difference.objects.filter(source="siasn").order_by("field")
    assert [(each.field, each.ours, each.theirs, each.because) for each in told] == [
        ("address", "Jalan Baru 1", "Jalan Lama 9", Because.HAND),
        ("standing_code", "03", "01", Because.HAND),
    ]
    address = told[0]
    services.take_theirs(difference=address, reason="KTP", by=citra, at=timezone.now(), today=today)
    assert people.faces([row.pk])[row.pk]["address"] == "Jalan Lama 9"
    services.undo(difference=decided(address), by=citra, at=timezone.now(), today=today)
    assert people.faces([row.pk])[row.pk]["address"] == "Jalan Baru 1"
    file[0] |= {"address": "Jalan Baru 1", "standing_code": "03"}
    records.record_workforce(
        workforce_frame(file), batch=make_batch(citra, kind="workforce"), by=citra, today=today
    )
    assert not told.all().exists()
