"""How a text is written: as a whole, taken back, kept while typing, proposed."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest

from bijak.accounts.models import Account
from bijak.policy import queries, services
from bijak.policy.models import Act, Change, Draft, Rewording, TermSetting, Unsaved
from bijak.policy.testing import clause, make_policy, passage, set_hours, working
from bijak.policy.tests.test_long_texts import regulation

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 2, 3, 0, tzinfo=UTC)


def said(draft: Draft) -> list[tuple[str, str, str]]:
    return [(each.kind, each.label, each.text) for each in queries.clauses(working(draft))]


def uuids(draft: Draft) -> dict[str, object]:
    return {each.address: each.provision for each in queries.clauses(working(draft)) if each.address}


def whole(draft: Draft) -> queries.Stretch:
    parts = queries.clauses(working(draft))
    return queries.Stretch(parts, 0, len(parts))


def write(draft: Draft, stretch: queries.Stretch, text: str, by: Account, today: date) -> list[str]:
    return services.rewrite(
        version=working(draft),
        first=str(stretch.first),
        last=str(stretch.last),
        basis=stretch.basis,
        text=text,
        by=by,
        today=today,
    )


def change_since(draft: Draft, act: Act) -> Change:
    return queries.changes_of(working(draft)).filter(act=act)[0]


# The whole text ---------------------------------------------------------------------------------


def test_a_text_reads_back_as_it_stands(draft: Draft, eka: Account, today: date) -> None:
    before = said(draft)
    assert whole(draft).is_readable
    write(draft, whole(draft), whole(draft).text, eka, today)
    assert said(draft) == before
    assert not Change.objects.filter(act=Act.WRITTEN).exists()


def test_a_new_pasal_in_the_midst_moves_the_numbers_and_keeps_who_is_who(
    draft: Draft, eka: Account, today: date
) -> None:
    before = uuids(draft)
    text = whole(draft).text.replace(
        "Pasal 3\n", "Pasal 3\nPelatihan diselenggarakan pada hari kerja.\n\nPasal 4\n"
    )
    new = queries.rewritten(whole(draft), text)
    kinds = sorted(change.kind for change in new.changes if change.kind != "same")
    assert kinds == ["inserted", "renumbered", "renumbered"]
    write(draft, whole(draft), text, eka, today)
    after = uuids(draft)
    assert after["Pasal 4"] == before["Pasal 3"]
    assert after["Pasal 5"] == before["Pasal 4"]
    assert after["Pasal 2 ayat (1)"] == before["Pasal 2 ayat (1)"]
    assert clause(draft, "Pasal 3").text == "Pelatihan diselenggarakan pada hari kerja."


def test_what_is_taken_out_is_named_with_its_terms_and_numbers_close_up(
    draft: Draft, eka: Account, today: date
) -> None:
    set_hours(draft, 24)
    text = whole(draft).text
    start, end = text.index("Pasal 2\n"), text.index("Pasal 3\n")
    unbound = write(draft, whole(draft), text[:start] + text[end:], eka, today)
    assert unbound == ["Jam pelajaran paling sedikit dalam setahun"]
    assert [each for each in uuids(draft) if each.startswith("Pasal") and " " not in each[6:]] == [
        "Pasal 1", "Pasal 2", "Pasal 3",
    ]  # fmt: skip


def test_one_chapter_is_written_and_the_others_stay_as_they_are(
    draft: Draft, eka: Account, today: date
) -> None:
    parts = queries.clauses(working(draft))
    start = next(place for place, each in enumerate(parts) if each.name == "BAB II")
    end = next(place for place, each in enumerate(parts) if each.name == "BAB III")
    stretch = queries.Stretch(parts, start, end)
    assert stretch.is_readable
    before = uuids(draft)
    write(
        draft,
        stretch,
        stretch.text + "\nBAB III\nPENDANAAN\n\nPasal 4\nPendanaan dibebankan pada APBD.\n",
        eka,
        today,
    )
    assert [each.name for each in queries.clauses(working(draft)) if each.kind == "bab"] == [
        "BAB I", "BAB II", "BAB III", "BAB IV",
    ]  # fmt: skip
    assert uuids(draft)["Pasal 5"] == before["Pasal 4"]
    assert said(draft)[:5] == [(each.kind, each.label, each.text) for each in parts[:5]]


def test_what_another_changed_meanwhile_is_not_written_over(
    draft: Draft, eka: Account, citra: Account, today: date
) -> None:
    seen = whole(draft)
    services.edit_passage(
        passage=passage(draft, "Pasal 3"), heading="", text="Lain.", edition=1, by=None, today=today
    )
    with pytest.raises(services.StretchChanged) as refusal:
        write(draft, seen, seen.text, eka, today)
    assert refusal.value.theirs is not None
    assert "Lain." in refusal.value.theirs.text


def test_every_chapter_of_a_long_text_reads_back_as_it_stands(eka: Account, today: date) -> None:
    body = regulation(pasal=200, per_bab=50).replace("Pasal 60\n", "Bagian Kedua\nPeserta\n\nPasal 60\n")
    closing = (
        "\nDitetapkan di Contoh\npada tanggal ...\n\nPENJELASAN\nATAS\nPERATURAN INI\nI. UMUM\nCukup jelas.\n"
    )
    draft = make_policy(by=eka, today=today, text=body + closing)
    parts = queries.clauses(working(draft))
    start = 0
    for chapter in queries.read(parts, {}).chapters:
        stretch = queries.Stretch(parts, start, start + len(chapter.clauses))
        start += len(chapter.clauses)
        assert stretch.is_readable, chapter.title
        assert queries.rewritten(stretch, stretch.text).is_same, chapter.title
    assert start == len(parts)


def test_loose_words_before_a_chapter_stay_in_place_and_are_marked(eka: Account, today: date) -> None:
    draft = make_policy(by=eka, today=today, text=regulation(pasal=200, per_bab=50))
    parts = queries.clauses(working(draft))
    second = queries.read(parts, {}).chapters[2]
    start = parts.index(second.clauses[0])
    stretch = queries.Stretch(parts, start, start + len(second.clauses))
    new = queries.rewritten(stretch, f"kalimat lepas\n{stretch.text}")
    assert list(new.unread) == ["kalimat lepas"]
    assert [change.kind for change in new.changes if change.kind != "same"] == ["inserted"]


def test_a_text_that_amends_another_keeps_its_roman_pasal(eka: Account, today: date) -> None:
    amending = """Pasal I
Beberapa ketentuan dalam Peraturan Wali Kota Nomor 2 Tahun 2020 diubah sebagai berikut:
1. Ketentuan Pasal 5 diubah sehingga berbunyi sebagai berikut:
Pasal 5
Setiap pegawai berlatih.
2. Pasal 7 dihapus.

Pasal II
Peraturan Wali Kota ini mulai berlaku pada tanggal diundangkan.
"""
    draft = make_policy(by=eka, today=today, text=amending)
    text = whole(draft).text.replace("2. Pasal 7", "2. Pasal 6 dihapus.\n3. Pasal 7")
    write(draft, whole(draft), text, eka, today)
    for address in ("Pasal II", "Pasal I"):
        services.add_passage(
            version=working(draft),
            after=passage(draft, address),
            kind="pasal",
            text="Baru.",
            by=eka,
            today=today,
        )
    assert [each.title for each in queries.clauses(working(draft)) if each.kind == "pasal"] == [
        "Pasal I", "Pasal 5", "Pasal II", "Pasal III", "Pasal IV",
    ]  # fmt: skip
    assert clause(draft, "Pasal I angka 3").text == "Pasal 7 dihapus."


# Going back -------------------------------------------------------------------------------------


def test_every_kind_of_change_can_be_taken_back(draft: Draft, eka: Account, today: date) -> None:
    states = [(said(draft), uuids(draft))]
    services.edit_passage(
        passage=passage(draft, "Pasal 3"), heading="", text="Lain.", edition=1, by=eka, today=today
    )
    states.append((said(draft), uuids(draft)))
    services.add_passage(
        version=working(draft),
        after=passage(draft, "Pasal 1"),
        kind="pasal",
        text="Baru.",
        by=eka,
        today=today,
    )
    states.append((said(draft), uuids(draft)))
    services.move_passage(passage=passage(draft, "Pasal 3"), direction="down", by=eka, today=today)
    states.append((said(draft), uuids(draft)))
    services.remove_passage(passage=passage(draft, "Pasal 1"), by=eka, today=today)
    states.append((said(draft), uuids(draft)))
    write(draft, whole(draft), whole(draft).text.replace("Lain.", "Lain sama sekali."), eka, today)
    changes = list(queries.changes_of(working(draft)))[:5]
    assert [each.act for each in changes] == ["written", "removed", "moved", "added", "edited"]
    for change, before in zip(changes, reversed(states), strict=True):
        services.bring_back(change=change, by=eka, today=today)
        assert (said(draft), uuids(draft)) == before


def test_what_was_taken_back_can_be_taken_back_too(draft: Draft, eka: Account, today: date) -> None:
    services.remove_passage(passage=passage(draft, "Pasal 3"), by=eka, today=today)
    without = said(draft)
    services.bring_back(change=change_since(draft, Act.REMOVED), by=eka, today=today)
    services.bring_back(change=change_since(draft, Act.BROUGHT_BACK), by=eka, today=today)
    assert said(draft) == without


def step_back(draft: Draft, by: Account, today: date) -> None:
    change = queries.steps_of(working(draft)).undo
    assert change is not None
    services.undo(change=change, by=by, today=today)


def step_forward(draft: Draft, by: Account, today: date) -> None:
    change = queries.steps_of(working(draft)).redo
    assert change is not None
    services.redo(change=change, by=by, today=today)


def test_undoing_goes_back_step_by_step_and_redoing_forward_again(
    draft: Draft, eka: Account, today: date
) -> None:
    def change(words: str) -> None:
        here = passage(draft, "Pasal 3")
        services.edit_passage(passage=here, heading="", text=words, edition=here.edition, by=eka, today=today)

    set_hours(draft, 24)
    states = [(said(draft), uuids(draft))]
    change("Satu.")
    states.append((said(draft), uuids(draft)))
    services.remove_passage(passage=passage(draft, "Pasal 2"), by=eka, today=today)
    states.append((said(draft), uuids(draft)))
    write(draft, whole(draft), whole(draft).text.replace("Satu.", "Dua."), eka, today)
    states.append((said(draft), uuids(draft)))
    for _round in range(2):
        for expected in states[2::-1]:
            step_back(draft, eka, today)
            assert (said(draft), uuids(draft)) == expected
        assert TermSetting.objects.count() == 1
        for expected in states[1:]:
            step_forward(draft, eka, today)
            assert (said(draft), uuids(draft)) == expected
        assert not TermSetting.objects.exists()
    step_back(draft, eka, today)
    step_back(draft, eka, today)
    change("Tiga.")
    steps = queries.steps_of(working(draft))
    assert steps.redo is None
    assert [each.name for each in queries.changes_of(working(draft)) if each.pk in steps.undone] == [
        "Judul – Pasal 3", "Pasal 2",
    ]  # fmt: skip
    step_back(draft, eka, today)
    assert (said(draft), uuids(draft)) == states[1]


def test_nobody_undoes_what_she_has_not_seen(draft: Draft, eka: Account, citra: Account, today: date) -> None:
    here = passage(draft, "Pasal 3")
    services.edit_passage(passage=here, heading="", text="Lain.", edition=1, by=eka, today=today)
    seen = queries.steps_of(working(draft)).undo
    other = passage(draft, "Pasal 1")
    services.edit_passage(
        passage=other, heading="", text="Milik orang lain.", edition=1, by=None, today=today
    )
    assert seen is not None
    with pytest.raises(services.Refused, match="sejak Anda melihatnya"):
        services.undo(change=seen, by=eka, today=today)
    step_back(draft, eka, today)
    undoing = queries.steps_of(working(draft)).redo
    services.undo(change=seen, by=eka, today=today)
    assert undoing is not None
    with pytest.raises(services.Refused, match="daftar perubahan"):
        services.redo(change=undoing, by=eka, today=today)


def test_what_was_taken_back_is_named_in_full(draft: Draft, eka: Account, today: date) -> None:
    ayat = passage(draft, "Pasal 2 ayat (1)")
    services.edit_passage(passage=ayat, heading="", text="Lain.", edition=ayat.edition, by=eka, today=today)
    for _each in range(2):
        services.bring_back(change=queries.changes_of(working(draft))[0], by=eka, today=today)
        assert queries.changes_of(working(draft))[0].name == "Pasal 2 ayat (1)"


def test_a_provision_comes_back_with_its_term(draft: Draft, eka: Account, today: date) -> None:
    set_hours(draft, 24)
    services.remove_passage(passage=passage(draft, "Pasal 2"), by=eka, today=today)
    assert not TermSetting.objects.exists()
    services.bring_back(change=change_since(draft, Act.REMOVED), by=eka, today=today)
    setting = TermSetting.objects.get()
    assert (int(setting.value), setting.provision.uuid) == (24, clause(draft, "Pasal 2 ayat (1)").provision)


def test_somebody_who_has_the_old_words_open_is_told_after_going_back(
    draft: Draft, eka: Account, today: date
) -> None:
    services.edit_passage(
        passage=passage(draft, "Pasal 3"), heading="", text="Lain.", edition=1, by=eka, today=today
    )
    services.bring_back(change=change_since(draft, Act.EDITED), by=eka, today=today)
    with pytest.raises(services.TextChanged):
        services.edit_passage(
            passage=passage(draft, "Pasal 3"), heading="", text="Lagi.", edition=2, by=eka, today=today
        )


def test_an_item_is_hung_lower_and_lifted_again(draft: Draft, eka: Account, today: date) -> None:
    before = uuids(draft)
    item = passage(draft, "Pasal 2 ayat (2) huruf b")
    services.shift_passage(passage=item, direction="in", by=eka, today=today)
    assert uuids(draft)["Pasal 2 ayat (2) huruf a angka 1"] == before["Pasal 2 ayat (2) huruf b"]
    item.refresh_from_db()
    for expected in ("Pasal 2 ayat (2) huruf b", "Pasal 2 ayat (3)", "Pasal 3"):
        services.shift_passage(passage=item, direction="out", by=eka, today=today)
        assert uuids(draft)[expected] == before["Pasal 2 ayat (2) huruf b"]
    assert uuids(draft)["Pasal 4"] == before["Pasal 3"]
    with pytest.raises(services.Refused, match="terluar"):
        services.shift_passage(passage=item, direction="out", by=eka, today=today)
    with pytest.raises(services.Refused, match="rincian"):
        services.shift_passage(
            passage=passage(draft, "Pasal 2 ayat (2)"), direction="in", by=eka, today=today
        )
    for change in list(queries.changes_of(working(draft)).filter(act=Act.MOVED)):
        services.bring_back(change=change, by=eka, today=today)
    assert uuids(draft) == before


# While typing -----------------------------------------------------------------------------------


def keep(draft: Draft, address: str, text: str, by: Account, today: date, now: datetime = NOW) -> Unsaved:
    here = passage(draft, address)
    return services.keep_unsaved(
        version=here.version, provision=here.provision, heading="", text=text,
        basis=str(here.edition), by=by, now=now, today=today,
    )  # fmt: skip


def test_what_is_typed_is_kept_once_and_is_no_change(draft: Draft, eka: Account, today: date) -> None:
    before = said(draft)
    keep(draft, "Pasal 3", "Kepala", eka, today)
    keep(draft, "Pasal 3", "Kepala dinas", eka, today, NOW + timedelta(seconds=5))
    assert [(row.text, row.kept_at) for row in Unsaved.objects.all()] == [
        ("Kepala dinas", NOW + timedelta(seconds=5))
    ]
    assert said(draft) == before
    assert queries.changes_of(working(draft)).filter(act=Act.EDITED).count() == 0


def test_saving_lets_go_of_what_was_kept(draft: Draft, eka: Account, today: date) -> None:
    keep(draft, "Pasal 3", "Kepala dinas.", eka, today)
    services.edit_passage(
        passage=passage(draft, "Pasal 3"), heading="", text="Kepala dinas.", edition=1, by=eka, today=today
    )
    assert not Unsaved.objects.exists()


def test_what_is_kept_goes_along_when_the_version_is_frozen(draft: Draft, eka: Account, today: date) -> None:
    keep(draft, "Pasal 3", "Kepala dinas.", eka, today)
    services.freeze_version(version=working(draft), note="Rapat", by=eka, today=today)
    kept = queries.unsaved_words(passage(draft, "Pasal 3"), eka)
    assert kept is not None
    assert kept.text == "Kepala dinas."


def test_others_see_who_is_writing_where_until_two_minutes_after(
    draft: Draft, eka: Account, hadi: Account, today: date
) -> None:
    keep(draft, "Pasal 3", "Kepala dinas.", eka, today)
    soon, later = NOW + timedelta(seconds=90), NOW + timedelta(seconds=150)
    assert [row.account for row in queries.at_work(working(draft), hadi, soon)] == [eka]
    assert not queries.at_work(working(draft), hadi, later)
    assert [row.account for row in queries.at_work(working(draft), eka, later)] == [eka]


def test_hadi_who_only_reads_keeps_nothing(draft: Draft, hadi: Account, today: date) -> None:
    from django.core.exceptions import PermissionDenied

    with pytest.raises(PermissionDenied):
        keep(draft, "Pasal 3", "Kepala dinas.", hadi, today)


# Proposals --------------------------------------------------------------------------------------


def propose(
    draft: Draft, by: Account, today: date, text: str = "Kepala dinas memberi kesempatan."
) -> Rewording:
    return services.propose_words(
        passage=passage(draft, "Pasal 3"), heading="", text=text, reason="Lebih jelas.", by=by, today=today
    )


def test_gitas_words_become_the_text_and_are_hers(
    draft: Draft, eka: Account, gita: Account, today: date
) -> None:
    from bijak.notifications.models import Message

    rewording = propose(draft, gita, today)
    services.accept_words(rewording=rewording, edition=1, by=eka, today=today)
    assert clause(draft, "Pasal 3").text == "Kepala dinas memberi kesempatan."
    change = change_since(draft, Act.EDITED)
    assert (change.made_by, change.proposed_by) == (eka, gita)
    assert Message.objects.filter(to=gita, kind="policy.words_answered").count() == 1
    with pytest.raises(services.Refused, match="sudah diterima"):
        services.refuse_words(rewording=rewording, answer="Tidak.", by=eka, today=today)


def test_a_refusal_says_why(draft: Draft, eka: Account, gita: Account, today: date) -> None:
    from bijak.notifications.models import Message

    rewording = propose(draft, gita, today)
    services.refuse_words(rewording=rewording, answer="Sudah diatur dalam Pasal 2.", by=eka, today=today)
    rewording.refresh_from_db()
    assert (rewording.state, rewording.decided_by) == ("refused", eka)
    assert "Sudah diatur dalam Pasal 2." in Message.objects.get(to=gita, kind="policy.words_answered").body
    assert clause(draft, "Pasal 3").text.startswith("Kepala perangkat daerah")


def test_words_proposed_against_an_older_text_are_marked(
    draft: Draft, eka: Account, gita: Account, today: date
) -> None:
    rewording = propose(draft, gita, today)
    parts = queries.clauses(working(draft))
    assert not queries.proposed([rewording], parts)[0].is_overtaken
    services.edit_passage(
        passage=passage(draft, "Pasal 3"), heading="", text="Lain.", edition=1, by=eka, today=today
    )
    (shown,) = queries.proposed([rewording], queries.clauses(working(draft)))
    assert shown.is_overtaken
    assert ("deleted", "Lain") in shown.words
    with pytest.raises(services.TextChanged):
        services.accept_words(rewording=rewording, edition=1, by=eka, today=today)


def test_what_says_the_same_is_no_proposal(draft: Draft, gita: Account, today: date) -> None:
    with pytest.raises(services.Refused):
        propose(draft, gita, today, text=clause(draft, "Pasal 3").text)


def test_only_who_proposed_takes_back(draft: Draft, gita: Account, eka: Account, today: date) -> None:
    rewording = propose(draft, gita, today)
    with pytest.raises(services.Refused):
        services.withdraw_words(rewording=rewording, by=eka, today=today)
    services.withdraw_words(rewording=rewording, by=gita, today=today)
    assert queries.waiting_rewordings([draft]) == {}


def test_a_change_holds_only_what_it_altered(draft: Draft, eka: Account, today: date) -> None:
    services.add_passage(
        version=working(draft),
        after=passage(draft, "Pasal 3"),
        kind="pasal",
        text="Baru.",
        by=eka,
        today=today,
    )
    before = change_since(draft, Act.ADDED).before
    assert [words[:2] for words in before["said"].values()] == [["pasal", "4"]]
    assert len(json.dumps(before)) < 1000


def test_a_provision_that_comes_back_is_newer_than_any_form_that_is_open(
    draft: Draft, eka: Account, today: date
) -> None:
    here = passage(draft, "Pasal 3")
    for words in ("Lain.", "Lain lagi."):
        here = services.edit_passage(
            passage=here, heading="", text=words, edition=here.edition, by=eka, today=today
        )
    services.remove_passage(passage=here, by=eka, today=today)
    services.bring_back(change=change_since(draft, Act.REMOVED), by=eka, today=today)
    assert passage(draft, "Pasal 3").edition > here.edition
    with pytest.raises(services.TextChanged):
        services.edit_passage(
            passage=passage(draft, "Pasal 3"), heading="", text="Lama.", edition=1, by=eka, today=today
        )


def test_a_number_unbound_on_purpose_stays_so_however_far_one_goes_back(
    draft: Draft, eka: Account, today: date
) -> None:
    set_hours(draft, 24)
    services.remove_passage(passage=passage(draft, "Pasal 2"), by=eka, today=today)
    removed = change_since(draft, Act.REMOVED)
    step_back(draft, eka, today)
    services.unset_term(setting=TermSetting.objects.get(), by=eka, today=today)
    services.bring_back(change=removed, by=eka, today=today)
    assert not TermSetting.objects.exists()
    services.remove_passage(passage=passage(draft, "Pasal 2"), by=eka, today=today)
    services.bring_back(change=removed, by=eka, today=today)
    assert not TermSetting.objects.exists()
