"""A batch from upload to undone: whose hands it passes, and what happens when they shake."""

import io
from collections.abc import Callable
from contextlib import closing, nullcontext
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connections
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from bijak.documents.models import Document
from bijak.interchange import line as lines
from bijak.interchange import queries, services, staging
from bijak.interchange.models import Batch, Fault, Profile, Row, State, Step
from bijak.interchange.registries import ImportKind, Problem, RowsMoved
from bijak.interchange.tests.conftest import GOOD, HEADERS, Office, csv_file, xlsx
from bijak.kernel.uuid7 import uuid7
from bijak.ledger import queries as ledger
from bijak.notifications.models import Message

pytestmark = pytest.mark.django_db

type Send = Callable[..., Batch]

FAULTY = [
    HEADERS,
    *GOOD,
    ["198801012010011004", "Tanpa Unit", "04-01-1988", "Dinas Angin"],
    ["", "Tanpa NIP"],
]


def faults_of(batch: Batch) -> set[tuple[int, str, str]]:
    return set(Fault.objects.filter(batch=batch).values_list("number", "field", "code"))


# From file to data ------------------------------------------------------------------------------------


def test_citras_file_waits_read_and_checked_until_she_accepts_it(upload: Send, office: Office) -> None:
    batch = upload(xlsx(FAULTY))
    assert (batch.state, batch.rows, batch.good) == (State.READY, 5, 3)
    assert faults_of(batch) == {(5, "unit", "unknown_unit"), (6, "nip", "required")}
    assert office.people == {}


def test_she_accepts_the_good_rows_and_mends_the_others_later(
    upload: Send, accepted: Send, office: Office, citra: Any, today: date
) -> None:
    batch = accepted(upload(xlsx(FAULTY)))
    assert (batch.state, batch.created, len(office.people)) == (State.APPLIED, 3, 3)
    services.mend(batch=batch, number=5, typed={"unit": "Dinas Kesehatan"}, version=1, by=citra, today=today)
    batch = accepted(batch)
    assert (batch.created, office.people["198801012010011004"]["unit"]) == (4, "Dinas Kesehatan")
    assert office.applied_frames[-1].height == 1
    assert queries.tallies([batch])[batch.pk] == queries.Tally(faulty=1, applied=1)


def test_the_same_file_twice_changes_nothing_and_names_the_earlier_import(
    upload: Send, accepted: Send
) -> None:
    file = xlsx([HEADERS, *GOOD])
    first = accepted(upload(file))
    second = upload(file)
    assert queries.earlier_with_same_file(second) == first
    second = accepted(second)
    assert (second.created, second.changed, second.unchanged) == (0, 0, 3)


def test_an_applied_batch_is_one_leaf_with_counts_and_no_names(
    upload: Send, accepted: Send, citra: Any
) -> None:
    batch = accepted(upload(xlsx([HEADERS, *GOOD])))
    [entry] = ledger.entries_for(batch)
    assert (entry.verb, entry.by_uuid) == ("interchange.applied", citra.uuid)
    assert entry.facts["created"] == 3
    assert "Siti" not in str(entry.facts)


def test_citra_is_told_when_reading_and_applying_are_done(upload: Send, accepted: Send, citra: Any) -> None:
    batch = accepted(upload(xlsx([HEADERS, *GOOD])))
    messages = Message.objects.filter(to=citra, kind="interchange.finished").order_by("pk")
    assert [message.title for message in messages] == [
        "Berkas impor selesai dibaca",
        "Impor selesai diterapkan",
    ]
    assert str(batch.uuid) in messages[0].link


def test_undoing_takes_back_what_the_batch_wrote_and_lists_what_it_cannot(
    upload: Send, accepted: Send, office: Office, citra: Any, today: date
) -> None:
    batch = accepted(upload(xlsx([HEADERS, *GOOD])))
    services.undo(batch=batch, by=citra, today=today)
    services.advance(batch_id=batch.pk)
    batch.refresh_from_db()
    assert (batch.state, office.people) == (State.UNDONE, {})
    assert batch.kept == ["Kartu pegawai yang sudah dicetak tetap berlaku."]
    assert [step.act for step in queries.steps(batch)] == [
        "undone", "undo_asked", "applied", "accepted", "read", "uploaded",
    ]  # fmt: skip


def test_a_workbook_of_several_sheets_is_read_where_the_header_fits_best(
    upload: Send, citra: Any, today: date
) -> None:
    batch = upload(
        xlsx([["Petunjuk"], ["Isi lembar kedua"]], name="Petunjuk", more={"Isi": [HEADERS, *GOOD]})
    )
    assert (batch.sheet, batch.state, batch.good) == ("Isi", State.READY, 3)
    services.choose_sheet(batch=batch, sheet="Petunjuk", by=citra, today=today)
    services.advance(batch_id=batch.pk)
    batch.refresh_from_db()
    assert (batch.sheet, batch.state) == ("Petunjuk", State.ASKING)


def test_columns_matched_once_are_known_the_next_time(upload: Send, citra: Any, today: date) -> None:
    rows = [["NOMOR", "SIAPA"], *([row[0], row[1]] for row in GOOD)]
    batch = upload(xlsx(rows))
    assert (batch.state, batch.layout["missing"]) == (State.ASKING, ["nip", "name"])
    services.arrange(
        batch=batch,
        header_row=1,
        columns={"0": "nip", "1": "name"},
        profile="SIMPEG lama",
        by=citra,
        today=today,
    )
    services.advance(batch_id=batch.pk)
    batch.refresh_from_db()
    assert (batch.state, batch.good) == (State.READY, 3)
    assert Profile.objects.get().columns == {"nomor": "nip", "siapa": "name"}
    again = upload(xlsx([rows[0], *rows[2:]]))
    assert (again.state, again.layout["profile"]) == (State.READY, "SIMPEG lama")


def test_first_values_are_kept_only_while_columns_are_matched_by_hand(upload: Send) -> None:
    assert upload(xlsx([["NOMOR"], [GOOD[0][0]]])).layout["samples"] == {"0": [GOOD[0][0]]}
    assert upload(xlsx([HEADERS, *GOOD])).layout["samples"] == {}


# Mending ------------------------------------------------------------------------------------------------


def test_what_is_typed_into_a_row_is_judged_at_once_and_kept_even_when_wrong(
    upload: Send, citra: Any, today: date
) -> None:
    batch = upload(xlsx(FAULTY))
    row = services.mend(
        batch=batch, number=6, typed={"nip": "12x", "unit": "Laut"}, version=1, by=citra, today=today
    )
    assert (row.state, row.version) == (Row.State.FAULTY, 2)
    assert row.cells == {"nip": "12x", "name": "Tanpa NIP", "unit": "Laut"}
    assert faults_of(batch) == {(5, "unit", "unknown_unit"), (6, "unit", "unknown_unit")}


def test_the_first_rows_show_what_was_mended_in_them(
    upload: Send, kind: ImportKind, citra: Any, today: date
) -> None:
    batch = upload(xlsx(FAULTY))
    services.mend(batch=batch, number=5, typed={"unit": "Dinas Kesehatan"}, version=1, by=citra, today=today)
    _columns, lines = queries.preview(batch, kind)
    assert [line[-1] for line in lines] == [
        "Dinas Pendidikan", "Dinas Kesehatan", "Dinas Kesehatan", "Dinas Kesehatan", "",
    ]  # fmt: skip


def test_budi_who_opened_the_row_before_citra_saved_it_overwrites_nothing(
    upload: Send, citra: Any, budi: Any, today: date
) -> None:
    batch = upload(xlsx(FAULTY))
    services.mend(batch=batch, number=5, typed={"unit": "Dinas Kesehatan"}, version=1, by=citra, today=today)
    with pytest.raises(services.ChangedMeanwhile) as other:
        services.mend(batch=batch, number=5, typed={"unit": "Laut"}, version=1, by=budi, today=today)
    assert other.value.row.cells["unit"] == "Dinas Kesehatan"


def test_one_wrong_value_is_put_right_in_all_rows_at_once(upload: Send, citra: Any, today: date) -> None:
    rows = [[f"19880101201001100{n}", f"Orang {n}", "", "Dinas Pendididkan"] for n in range(5)]
    batch = upload(xlsx([HEADERS, *rows]))
    [group] = queries.fault_groups(batch)
    assert (group.count, group.values) == (5, [("Dinas Pendididkan", 5)])
    changed, right = services.replace(
        batch=batch, field="unit", find="didid", put="didi", whole=False, by=citra, today=today
    )
    assert (changed, right) == (5, 5)
    assert not queries.fault_groups(batch)


def test_empty_cells_can_be_filled_at_once(upload: Send, citra: Any, today: date) -> None:
    batch = upload(xlsx([HEADERS, [GOOD[0][0], ""], [GOOD[1][0], None]]))
    assert services.replace(
        batch=batch, field="name", find="", put="Ani", whole=True, by=citra, today=today
    ) == (2, 2)


def test_a_row_mended_into_the_nip_of_another_is_refused_and_freeing_it_helps_both(
    upload: Send, citra: Any, today: date
) -> None:
    batch = upload(xlsx([HEADERS, *GOOD, ["", "Ani"], ["", "Dewi"]]))
    services.mend(batch=batch, number=5, typed={"nip": GOOD[0][0]}, version=1, by=citra, today=today)
    assert (5, "nip", "duplicate") in faults_of(batch)
    new = "199001012015012001"
    services.mend(batch=batch, number=5, typed={"nip": new}, version=2, by=citra, today=today)
    services.mend(batch=batch, number=6, typed={"nip": new}, version=1, by=citra, today=today)
    assert faults_of(batch) == {(6, "nip", "duplicate")}


def test_leaving_one_of_two_contradicting_rows_aside_makes_the_other_right(
    upload: Send, accepted: Send, office: Office, citra: Any, today: date
) -> None:
    moved = [*GOOD[0][:3], "Dinas Kesehatan"]
    batch = upload(xlsx([HEADERS, GOOD[0], moved]))
    assert services.leave_out(batch=batch, numbers=[2], by=citra, today=today) == 1
    assert queries.tallies([batch])[batch.pk] == queries.Tally(mended=1, left=1)
    accepted(batch)
    assert office.people[GOOD[0][0]]["unit"] == "Dinas Kesehatan"


def test_a_row_left_aside_can_be_taken_back(upload: Send, citra: Any, today: date) -> None:
    batch = upload(xlsx(FAULTY))
    services.leave_out(batch=batch, numbers=[5], by=citra, today=today)
    assert services.restore(batch=batch, number=5, by=citra, today=today).state == Row.State.FAULTY
    assert (5, "unit", "unknown_unit") in faults_of(batch)


def test_the_faulty_rows_mended_in_excel_come_back_as_a_correction(
    upload: Send, accepted: Send, office: Office, citra: Any, today: date
) -> None:
    batch = upload(xlsx(FAULTY))
    mended = [
        ["BARIS", "MASALAH", "NIP", "Nama", "Unit"],
        [5, "…", "198801012010011004", "Tanpa Unit", "Dinas Kesehatan"],
        [6, "…", "198901012010011005", "Tanpa NIP", "Laut"],
        [77, "…", "198901012010011009", "Bukan dari berkas ini", ""],
    ]
    services.correct(batch=batch, file=xlsx(mended), name="perbaikan.xlsx", by=citra, today=today)
    services.advance(batch_id=batch.pk)
    batch.refresh_from_db()
    assert (batch.state, batch.correction) == (State.READY, None)
    assert faults_of(batch) == {(6, "unit", "unknown_unit")}
    accepted(batch)
    assert len(office.people) == 4


def test_a_correction_that_names_no_rows_is_refused_and_loses_nothing(
    upload: Send, citra: Any, today: date
) -> None:
    batch = upload(xlsx(FAULTY))
    services.correct(batch=batch, file=xlsx([HEADERS, *GOOD]), name="lain.xlsx", by=citra, today=today)
    services.advance(batch_id=batch.pk)
    batch.refresh_from_db()
    assert batch.state == State.READY
    assert "BARIS" in batch.failure
    assert len(faults_of(batch)) == 2


def test_rows_that_contradict_only_beside_others_come_back_faulty_when_accepted(
    upload: Send, accepted: Send, office: Office, kind: ImportKind, citra: Any, today: date, monkeypatch: Any
) -> None:
    batch = upload(xlsx(FAULTY))
    services.mend(batch=batch, number=5, typed={"unit": "Dinas Kesehatan"}, version=1, by=citra, today=today)
    office.units.remove("Dinas Kesehatan")
    batch = accepted(batch)
    assert set(office.people) == {GOOD[0][0]}
    assert {number for number, _field, _code in faults_of(batch)} == {3, 4, 5, 6}
    assert (batch.good, batch.state) == (1, State.APPLIED)


def test_rows_overtaken_since_they_were_checked_come_back_and_the_others_are_applied(
    upload: Send, accepted: Send, office: Office
) -> None:
    batch = upload(xlsx([HEADERS, *GOOD]))

    def overtake() -> None:
        office.before_apply = lambda: None
        raise RowsMoved([Problem(3, "nip", "taken", "NIP ini sudah dipakai.", "Periksa NIP-nya.")])

    office.before_apply = overtake
    batch = accepted(batch)
    assert set(office.people) == {GOOD[0][0], GOOD[2][0]}
    assert faults_of(batch) == {(3, "nip", "taken")}
    assert (batch.state, batch.good, batch.created) == (State.APPLIED, 2, 2)
    assert Row.objects.get(batch=batch).cells["name"] == "Datuk Meringgih"


# Refusals -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "kosong.xlsx", "kosong"),
        (b"%PDF-1.7\n", "surat.pdf", "bukan tabel"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "lama.xls", "bentuk lama"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
            "rahasia.xlsx",
            "kata sandi",
        ),
        (b"MZ\x90\x00", "virus.exe", "bita nol"),
    ],
)
def test_what_is_no_table_is_refused_at_the_door_with_a_sentence(
    upload: Send, content: bytes, name: str, sentence: str
) -> None:
    with pytest.raises(services.Refused, match=sentence):
        upload(io.BytesIO(content), name)
    assert not Batch.objects.exists()
    assert not Document.objects.exists()


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (lambda: xlsx([HEADERS]), "hanya berisi judul kolom"),
        (lambda: xlsx([]), "kosong"),
        (lambda: csv_file('NIP;NAMA\n1;"Ani\n' + "2;Budi\n" * 100), "Tanda kutip"),
    ],
)
def test_a_table_that_cannot_be_read_fails_with_a_sentence(upload: Send, file: Any, sentence: str) -> None:
    content = file()
    batch = upload(content, "data.xlsx" if content.getvalue().startswith(b"PK") else "data.csv")
    assert batch.state == State.FAILED
    assert sentence in batch.failure


def test_dewi_whose_permission_ends_at_her_own_unit_can_neither_upload_nor_act(
    upload: Send, dewi: Any, kind: ImportKind, today: date
) -> None:
    batch = upload(xlsx(FAULTY))
    with pytest.raises(PermissionDenied):
        upload(xlsx(FAULTY), by=dewi)
    for act in (services.accept, services.cancel, services.undo):
        with pytest.raises(PermissionDenied):
            act(batch=batch, by=dewi, today=today)
    with pytest.raises(PermissionDenied):
        services.mend(batch=batch, number=5, typed={}, version=1, by=dewi, today=today)


def test_a_form_sent_twice_is_one_batch(kind: ImportKind, citra: Any, today: date, grants: Any) -> None:
    token = uuid7()
    batches = [
        services.upload(kind=kind, file=xlsx(FAULTY), name="a.xlsx", token=token, by=citra, today=today)
        for _time in range(2)
    ]
    assert batches[0] == batches[1]
    assert DBTaskResult.objects.filter(queue_name="imports").count() == 1


def test_accepting_twice_is_once(upload: Send, citra: Any, office: Office, today: date) -> None:
    batch = upload(xlsx([HEADERS, *GOOD]))
    services.accept(batch=batch, by=citra, today=today)
    services.accept(batch=batch, by=citra, today=today)
    services.advance(batch_id=batch.pk)
    services.advance(batch_id=batch.pk)
    assert len(office.applied_frames) == 1
    with pytest.raises(services.NotNow):
        services.accept(batch=batch, by=citra, today=today)


# When hands shake ---------------------------------------------------------------------------------------


def test_a_worker_that_dies_while_applying_leaves_nothing_and_the_next_one_finishes(
    upload: Send, office: Office, citra: Any, today: date
) -> None:
    batch = upload(xlsx([HEADERS, *GOOD]))
    services.accept(batch=batch, by=citra, today=today)

    def die() -> None:
        raise KeyboardInterrupt

    office.before_apply = die
    with pytest.raises(KeyboardInterrupt):
        services.advance(batch_id=batch.pk)
    batch.refresh_from_db()
    assert (batch.state, office.people) == (State.APPLYING, {})
    office.before_apply = lambda: None
    services.advance(batch_id=batch.pk)
    batch.refresh_from_db()
    assert (batch.state, len(office.people)) == (State.APPLIED, 3)


def test_a_batch_that_killed_three_workers_is_not_tried_a_fourth_time(
    upload: Send, citra: Any, office: Office, today: date
) -> None:
    batch = upload(xlsx([HEADERS, *GOOD]))
    services.accept(batch=batch, by=citra, today=today)
    Batch.objects.filter(pk=batch.pk).update(attempts=3)
    services.advance(batch_id=batch.pk)
    batch.refresh_from_db()
    assert (batch.state, office.applied_frames) == (State.READY, [])
    assert "tiga kali" in batch.failure


def test_an_error_of_ours_writes_nothing_says_so_and_reaches_the_log(
    upload: Send, office: Office, citra: Any, today: date
) -> None:
    batch = upload(xlsx([HEADERS, *GOOD]))
    services.accept(batch=batch, by=citra, today=today)

    def fail() -> None:
        raise ZeroDivisionError

    office.before_apply = fail
    with pytest.raises(ZeroDivisionError):
        services.advance(batch_id=batch.pk)
    batch.refresh_from_db()
    assert batch.state == State.READY
    assert "tidak ada yang ditulis" in batch.failure


def test_a_kind_that_cannot_apply_says_why(upload: Send, accepted: Send, office: Office) -> None:
    def refuse() -> None:
        raise services.CannotApply("Unit dihapus sementara ini.")

    office.before_apply = refuse
    batch = accepted(upload(xlsx([HEADERS, *GOOD])))
    assert (batch.state, batch.failure) == (State.READY, "Unit dihapus sementara ini.")


def test_a_batch_stopped_while_it_is_applied_writes_nothing(
    upload: Send, office: Office, citra: Any, today: date
) -> None:
    batch = upload(xlsx([HEADERS, *GOOD]))
    services.accept(batch=batch, by=citra, today=today)

    def stop() -> None:
        Batch.objects.filter(pk=batch.pk).update(state=State.READY)

    office.before_apply = stop
    services.advance(batch_id=batch.pk)
    batch.refresh_from_db()
    assert not Step.objects.filter(batch=batch, act=Step.Act.APPLIED).exists()
    assert not batch.is_good_applied


def test_a_cancelled_upload_is_not_read_any_more(upload: Send, citra: Any, today: date) -> None:
    batch = upload(xlsx(FAULTY), read=False)
    services.cancel(batch=batch, by=citra, today=today)
    services.advance(batch_id=batch.pk)
    batch.refresh_from_db()
    assert (batch.state, batch.rows) == (State.CANCELLED, 0)


def test_two_workers_never_hold_one_batch(upload: Send, office: Office, citra: Any, today: date) -> None:
    batch = upload(xlsx([HEADERS, *GOOD]))
    services.accept(batch=batch, by=citra, today=today)
    with lines.hold(batch.pk) as line:
        assert line
        services.advance(batch_id=batch.pk)
    assert office.applied_frames == []


def test_a_worker_that_is_done_lets_go_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Even while the server has not noticed yet that its connection was closed."""
    with closing(connections.create_connection("default")) as lingering:
        monkeypatch.setattr(lines, "beside", lambda: nullcontext(lingering))
        with lines.hold(7) as line:
            assert line
        monkeypatch.undo()
        with lines.hold(7) as line:
            assert line


def test_the_clock_hands_a_silent_batch_to_the_worker_again_once(upload: Send) -> None:
    batch = upload(xlsx(FAULTY), read=False)
    now = timezone.now()
    Batch.objects.filter(pk=batch.pk).update(created_at=now - timedelta(minutes=10))
    assert services.pick_up(now=now) == 1
    assert services.pick_up(now=now + timedelta(seconds=30)) == 0
    assert DBTaskResult.objects.filter(queue_name="imports").count() == 2


def test_rows_nobody_touched_for_three_months_are_let_go(
    upload: Send, data_dir: Any, django_capture_on_commit_callbacks: Any
) -> None:
    batch = upload(xlsx(FAULTY))
    past = timezone.now() - timedelta(days=91)
    Batch.objects.filter(pk=batch.pk).update(created_at=past)
    assert services.tidy(now=timezone.now()) == 0
    Step.objects.filter(batch=batch).update(at=past)
    with django_capture_on_commit_callbacks(execute=True):
        assert services.tidy(now=timezone.now()) == 1
    batch.refresh_from_db()
    assert (batch.state, Row.objects.count(), Fault.objects.count()) == (State.CANCELLED, 0, 0)
    with pytest.raises(FileNotFoundError):
        staging.scan(batch.uuid, staging.TEXT)


def test_staged_rows_go_as_soon_as_all_are_applied(
    upload: Send, accepted: Send, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        batch = accepted(upload(xlsx([HEADERS, *GOOD])))
    with pytest.raises(FileNotFoundError):
        staging.scan(batch.uuid, staging.TEXT)


def test_an_apply_that_tells_how_far_it_is_does_not_stop_outside_a_worker(upload: Send) -> None:
    services.report(batch=upload(xlsx([HEADERS, *GOOD])), done=1, total=2)


# What others see meanwhile ------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_progress_is_seen_by_others_before_the_work_is_committed(
    upload: Send, office: Office, citra: Any, today: date
) -> None:
    batch = upload(xlsx([HEADERS, *GOOD]))
    services.accept(batch=batch, by=citra, today=today)
    seen: list[int] = []

    def look_from_outside() -> None:
        services.report(batch=batch, done=1, total=4)
        with lines.beside() as connection, connection.cursor() as cursor:
            cursor.execute("SELECT percent FROM interchange_batch WHERE id = %s", [batch.pk])
            seen.append(cursor.fetchone()[0])

    office.before_apply = look_from_outside
    services.advance(batch_id=batch.pk)
    assert seen == [25]


@pytest.mark.django_db(transaction=True)
def test_stopping_while_it_is_applied_ends_the_work_at_its_next_word(
    upload: Send, office: Office, citra: Any, today: date
) -> None:
    batch = upload(xlsx([HEADERS, *GOOD]))
    services.accept(batch=batch, by=citra, today=today)

    def stop_from_outside() -> None:
        with lines.beside() as connection, connection.cursor() as cursor:
            cursor.execute("UPDATE interchange_batch SET state = 'ready' WHERE id = %s", [batch.pk])
        services.report(batch=batch, done=1, total=4)

    office.before_apply = stop_from_outside
    services.advance(batch_id=batch.pk)
    batch.refresh_from_db()
    assert (batch.state, office.people) == (State.READY, {})
