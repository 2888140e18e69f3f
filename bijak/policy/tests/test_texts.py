"""How a regulation text is taken in, edited, numbered, frozen and compared."""

from datetime import date

import pytest

from bijak.accounts.models import Account
from bijak.policy import queries, services
from bijak.policy.models import Draft, Passage, Provision
from bijak.policy.templatetags.policies import ditetapkan, mengalir
from bijak.policy.testing import SHORT_TEXT, clause, enacted, in_dialogue, make_policy, passage, working

pytestmark = pytest.mark.django_db


def addresses(draft: Draft) -> list[str]:
    return [each.address for each in queries.clauses(working(draft)) if each.is_clause]


def uuids(draft: Draft) -> dict[str, object]:
    return {each.address: each.provision for each in queries.clauses(working(draft)) if each.address}


# Taking a text in -------------------------------------------------------------------------------


def test_a_pasted_text_becomes_clauses_with_addresses(draft: Draft) -> None:
    assert addresses(draft) == [
        "Menimbang huruf a", "Menimbang huruf b",
        "Pasal 1", "Pasal 1 angka 1", "Pasal 1 angka 2",
        "Pasal 2", "Pasal 2 ayat (1)", "Pasal 2 ayat (2)",
        "Pasal 2 ayat (2) huruf a", "Pasal 2 ayat (2) huruf b",
        "Pasal 3", "Pasal 4",
    ]  # fmt: skip


def test_eka_is_told_what_was_recognised(draft: Draft, eka: Account, today: date) -> None:
    received = services.take_text(version=working(draft), text=SHORT_TEXT, by=eka, today=today)
    assert (received.pasal, received.ayat, received.unread) == (4, 2, [])
    assert (received.new, received.gone) == (0, 0)


def test_provisions_keep_their_uuid_when_the_text_is_pasted_anew(
    draft: Draft, eka: Account, today: date
) -> None:
    before = uuids(draft)
    grown = SHORT_TEXT.replace(
        "Pasal 3\n", "Pasal 3\nBKPSDM menyusun rencana pelatihan setiap tahun.\n\nPasal 4\n"
    ).replace("Pasal 4\nPeraturan", "Pasal 5\nPeraturan")
    services.take_text(version=working(draft), text=grown, by=eka, today=today)
    after = uuids(draft)
    assert after["Pasal 2 ayat (1)"] == before["Pasal 2 ayat (1)"]
    assert after["Pasal 4"] == before["Pasal 3"]
    assert after["Pasal 5"] == before["Pasal 4"]
    assert after["Pasal 3"] not in before.values()


def test_a_changed_provision_counts_an_edition_when_pasted_anew(
    draft: Draft, eka: Account, today: date
) -> None:
    services.take_text(
        version=working(draft), text=SHORT_TEXT.replace("yang sama", "yang setara"), by=eka, today=today
    )
    assert clause(draft, "Pasal 3").edition == 2
    assert clause(draft, "Pasal 4").edition == 1


@pytest.mark.parametrize("text", ["", "   \n", "Rapat hari Senin membahas pelatihan.\nHadir 12 orang."])
def test_a_text_with_nothing_recognisable_is_refused_and_the_old_one_stays(
    text: str, draft: Draft, eka: Account, today: date
) -> None:
    with pytest.raises(services.NothingRecognised, match="Tidak ada pasal"):
        services.take_text(version=working(draft), text=text, by=eka, today=today)
    assert "Pasal 4" in addresses(draft)


def test_more_than_the_limit_is_refused_with_what_to_do(draft: Draft, eka: Account, today: date) -> None:
    with pytest.raises(services.Refused, match=r"paling banyak 3\.000\.000.*lampirannya sebagai dokumen"):
        services.take_text(
            version=working(draft), text="Pasal 1\n" + "a" * services.LIMIT, by=eka, today=today
        )
    assert "Pasal 4" in addresses(draft)


def test_a_thousand_parts_take_a_handful_of_queries(
    eka: Account, today: date, django_assert_max_num_queries: object
) -> None:
    draft = make_policy(by=eka, today=today, text="")
    version = working(draft)
    long = "\n".join(
        f"Pasal {n}\n(1) Ketentuan pertama nomor {n}.\n(2) Ketentuan kedua nomor {n}." for n in range(1, 401)
    )
    with django_assert_max_num_queries(20):  # type: ignore[operator]
        received = services.take_text(version=version, text=long, by=eka, today=today)
    assert received.pasal == 400
    assert Passage.objects.filter(version=version).count() == 1200
    with django_assert_max_num_queries(20):  # type: ignore[operator]
        following = services.freeze_version(version=version, note="Lengkap", by=eka, today=today)
    assert [each.address for each in queries.clauses(following)] == [
        each.address for each in queries.clauses(version)
    ]


# One provision ----------------------------------------------------------------------------------


def test_the_second_writer_of_a_provision_gets_the_first_text_beside_hers(
    draft: Draft, eka: Account, today: date
) -> None:
    seen = passage(draft, "Pasal 3")
    services.edit_passage(passage=seen, heading="", text="Yang pertama.", edition=1, by=eka, today=today)
    with pytest.raises(services.TextChanged, match="Orang lain") as refusal:
        services.edit_passage(passage=seen, heading="", text="Yang kedua.", edition=1, by=eka, today=today)
    assert refusal.value.theirs.text == "Yang pertama."
    assert clause(draft, "Pasal 3").text == "Yang pertama."


def test_a_provision_removed_meanwhile_is_said(draft: Draft, eka: Account, today: date) -> None:
    seen = passage(draft, "Pasal 3")
    services.remove_passage(passage=seen, by=eka, today=today)
    with pytest.raises(services.Refused, match="sudah dihapus"):
        services.edit_passage(passage=seen, heading="", text="…", edition=1, by=eka, today=today)


def test_an_added_pasal_numbers_the_following_anew(draft: Draft, eka: Account, today: date) -> None:
    before = uuids(draft)
    added = services.add_passage(
        version=working(draft),
        after=passage(draft, "Pasal 2 ayat (1)"),
        kind="pasal",
        text="Baru.",
        by=eka,
        today=today,
    )
    after = uuids(draft)
    assert after["Pasal 3"] == added.provision.uuid
    assert after["Pasal 4"] == before["Pasal 3"]
    assert after["Pasal 2 ayat (2) huruf b"] == before["Pasal 2 ayat (2) huruf b"]


def test_an_ayat_is_added_behind_the_one_it_follows(draft: Draft, eka: Account, today: date) -> None:
    services.add_passage(
        version=working(draft),
        after=passage(draft, "Pasal 2 ayat (2)"),
        kind="ayat",
        text="Ketiga.",
        by=eka,
        today=today,
    )
    assert clause(draft, "Pasal 2 ayat (3)").text == "Ketiga."


def test_a_huruf_is_added_inside_the_ayat(draft: Draft, eka: Account, today: date) -> None:
    services.add_passage(
        version=working(draft),
        after=passage(draft, "Pasal 2 ayat (1)"),
        kind="huruf",
        text="butir;",
        by=eka,
        today=today,
    )
    assert clause(draft, "Pasal 2 ayat (1) huruf a").text == "butir;"


def test_a_pasal_is_never_hung_into_the_preamble_nor_behind_the_closing(eka: Account, today: date) -> None:
    draft = make_policy(by=eka, today=today, text=f"{SHORT_TEXT}\nDitetapkan di Contoh\npada tanggal …\n")
    version = working(draft)

    def added(after: Passage | None, kind: str, text: str) -> Passage:
        return services.add_passage(version=version, after=after, kind=kind, text=text, by=eka, today=today)

    in_the_preamble = queries.passages(version).get(text__startswith="bahwa setiap")
    first = added(in_the_preamble, "pasal", "Pertama.")
    last = added(None, "pasal", "Terakhir.")
    loose = added(passage(draft, "Pasal 3 ayat (1)"), "teks", "Sementara.")
    parts = list(queries.passages(version))
    kinds = {each.pk: each.kind for each in parts}
    assert (first.parent_id, kinds[last.parent_id]) == (None, "bab")
    assert parts.index(first) < parts.index(last) < [each.kind for each in parts].index("penutup")
    assert (loose.parent_id, parts[parts.index(loose) + 1].label) == (passage(draft, "Pasal 3").pk, "2")


def test_what_belongs_to_a_pasal_goes_with_it(draft: Draft, eka: Account, today: date) -> None:
    services.remove_passage(passage=passage(draft, "Pasal 2"), by=eka, today=today)
    assert addresses(draft)[-2:] == ["Pasal 2", "Pasal 3"]
    assert clause(draft, "Pasal 2").text.startswith("Kepala perangkat daerah")


def test_neighbours_change_places_and_numbers(draft: Draft, eka: Account, today: date) -> None:
    before = uuids(draft)
    services.move_passage(passage=passage(draft, "Pasal 2"), direction="down", by=eka, today=today)
    after = uuids(draft)
    assert after["Pasal 2"] == before["Pasal 3"]
    assert after["Pasal 3 ayat (2) huruf a"] == before["Pasal 2 ayat (2) huruf a"]
    with pytest.raises(services.Refused, match="terakhir"):
        services.move_passage(passage=passage(draft, "Pasal 3"), direction="down", by=eka, today=today)


# Versions ---------------------------------------------------------------------------------------


def test_a_frozen_version_keeps_its_words(draft: Draft, eka: Account, today: date) -> None:
    first = working(draft)
    second = services.freeze_version(version=first, note="Untuk rapat", by=eka, today=today)
    services.edit_passage(
        passage=passage(draft, "Pasal 3"), heading="", text="Lain.", edition=1, by=eka, today=today
    )
    assert (second.number, queries.version_of(draft, 1).note) == (2, "Untuk rapat")
    assert "kesempatan yang sama" in queries.plain_text(first)
    with pytest.raises(services.Refused, match="dibekukan"):
        services.take_text(version=first, text=SHORT_TEXT, by=eka, today=today)


def test_two_versions_are_compared_provision_by_provision(draft: Draft, eka: Account, today: date) -> None:
    first = working(draft)
    second = services.freeze_version(version=first, note="", by=eka, today=today)
    services.edit_passage(
        passage=passage(draft, "Pasal 3"),
        heading="",
        text="Kepala perangkat daerah memberi kesempatan yang setara kepada setiap Pegawai.",
        edition=1,
        by=eka,
        today=today,
    )
    services.remove_passage(passage=passage(draft, "Pasal 2 ayat (2) huruf a"), by=eka, today=today)
    kinds = {
        (change.new or change.old).key: change
        for change in queries.compare(first, second)  # type: ignore[union-attr]
    }
    changed = kinds[clause(draft, "Pasal 3").provision]
    assert changed.kind == "changed"
    assert ("deleted", "sama") in changed.words
    assert ("inserted", "setara") in changed.words
    assert kinds[clause(draft, "Pasal 2 ayat (2) huruf a").provision].kind == "renumbered"
    assert sorted(change.kind for change in kinds.values()).count("deleted") == 1


def test_the_words_of_an_enacted_text_do_not_change(draft: Draft, eka: Account, today: date) -> None:
    decree = enacted(draft, today=today)
    here = queries.passages(decree.version).first()
    with pytest.raises(services.Refused, match="tidak dapat diubah"):
        services.edit_passage(passage=here, heading="", text="…", edition=1, by=eka, today=today)


def test_work_goes_on_while_people_comment(draft: Draft, eka: Account, today: date) -> None:
    asked = in_dialogue(draft, today)
    services.edit_passage(
        passage=passage(asked, "Pasal 3"), heading="", text="Diperbaiki.", edition=1, by=eka, today=today
    )
    assert queries.dialogue_version(asked) == queries.version_of(asked, 1)
    assert "Diperbaiki." not in queries.plain_text(queries.shown_version(asked))


def test_a_revision_keeps_every_uuid(draft: Draft, eka: Account, today: date) -> None:
    before = uuids(draft)
    enacted(draft, in_force_from=today, today=today)
    second = services.revise(policy=draft.policy, reason="Hasil evaluasi.", by=eka, today=today)
    assert uuids(second) == before
    assert Provision.objects.filter(policy=draft.policy).count() == len(queries.clauses(working(second)))


def test_dewi_may_not_write(draft: Draft, dewi: Account, today: date) -> None:
    from django.core.exceptions import PermissionDenied

    with pytest.raises(PermissionDenied):
        services.take_text(version=working(draft), text=SHORT_TEXT, by=dewi, today=today)


def test_prose_flows_and_who_signed_stays_line_by_line() -> None:
    """Copied from a PDF, a sentence is broken where its paper ended."""
    closing = "Agar setiap orang mengetahuinya,\nmemerintahkan pengundangan.\n\nDitetapkan di Contoh\npada tanggal …"
    assert mengalir(closing) == (
        "Agar setiap orang mengetahuinya, memerintahkan pengundangan.\n\nDitetapkan di Contoh\npada tanggal …"
    )
    assert ditetapkan("Menetapkan :\nPERATURAN WALI KOTA\nTENTANG CUTI.") == (
        "Menetapkan",
        "PERATURAN WALI KOTA TENTANG CUTI.",
    )
    assert ditetapkan("KESATU: Membentuk tim.") == ("", "KESATU: Membentuk tim.")


def test_a_change_is_called_by_its_whole_address(draft: Draft, today: date) -> None:
    """``ayat (1)`` alone may be any of fifty."""
    there = passage(draft, "Pasal 2 ayat (1)")
    services.edit_passage(
        passage=there, heading="", text="Setiap PNS belajar.", edition=there.edition, by=None, today=today
    )
    added = services.add_passage(
        version=working(draft),
        after=there,
        kind="ayat",
        heading="",
        text="Atasan memberi waktu.",
        by=None,
        today=today,
    )
    names = [each.name for each in queries.changes_of(added.version)[:2]]
    assert names == ["Pasal 2 ayat (2)", "Pasal 2 ayat (1)"]
