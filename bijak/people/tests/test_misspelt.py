"""Whoever looks for a name as she heard it finds the person."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from bijak.accounts.models import Account
from bijak.organization.models import Unit
from bijak.people import queries, services
from bijak.people.models import EmployeeToday, Identity, NameWord
from bijak.people.queries import spelling
from bijak.people.tests.factories import make_batch, workforce_frame

ClientOf = Callable[..., Client]
TWO = ("Mungkin maksud Anda", "Mungkin juga maksud Anda")


@pytest.mark.parametrize(
    "spellings",
    [
        # Known by both: the spelling of 1901 or 1947, and that of 1972.
        "Soeharto Suharto",
        "Tjipto Cipto",
        "Djuanda Juanda",
        "Sjahrir Syahrir",
        "Chairil Khairil",
        "Jusuf Yusuf",
        "Mohammad Muhammad Mochamad Muhamad Mohamad Moh Muh Moch Mohd M",
        "Abdurrachman Abdurrahman Abdurahman",
        "Achmad Akhmad Ahmad",
        "Nur'aini Nuraini Nuraeni",
        "Fitri Pitri",
        "Rizky Riski Rizqi",
        "Wijaya Widjaja",
    ],
)
def test_spellings_of_one_name_sound_alike(spellings: str) -> None:
    assert len({spelling.sound(word) for word in spellings.split()}) == 1


@pytest.mark.parametrize("names", ["Budi Dewi", "Ani Ana", "Sari Siti", "Hasan Husein", "Rudi Rido"])
def test_other_names_do_not(names: str) -> None:
    one, other = names.split()
    assert spelling.sound(one) != spelling.sound(other)


@pytest.mark.parametrize(
    ("text", "names", "nips"),
    [
        ("  ani   LESTARI ", ("ani", "LESTARI"), ()),
        ("Dr. Ani Lestari, S.Pd., M.M.", ("Ani", "Lestari"), ()),
        ("Drs. H. Moh. Ali", ("Moh", "Ali"), ()),
        ("M.Yusuf", ("M", "Yusuf"), ()),
        ("Lestari, Ani", ("Lestari", "Ani"), ()),
        ("se", ("se",), ()),  # the beginning of a name that is still being typed
        ("S.H.", ("S.H.",), ()),
        ("'19850505 201001.1.002", (), ("19850505", "2010011002")),
        ("ani 1990", ("ani",), ("1990",)),
    ],
)
def test_titles_and_marks_are_not_looked_for(
    text: str, names: tuple[str, ...], nips: tuple[str, ...]
) -> None:
    assert spelling.words(text) == (names, nips)


@pytest.fixture
def people(db: None, education: Unit, health: Unit, citra: Account, today: date) -> None:
    named = {
        "MOCHAMMAD  SETIAWAN": education,
        "MUHAMAD SETIAWATI": education,
        "SITI NUR'AINI": education,
        "BAYU SETIADI": health,
        "DIAN PUTRI": health,
        "NURAENI": education,
    }
    rows = [
        {
            "nip": f"199001012015012{number:03}",
            "siasn_id": f"S{number}",
            "name": name,
            "unit_id": unit.pk,
        }
        for number, (name, unit) in enumerate(named.items(), start=1)
    ]
    services.record_workforce(workforce_frame(rows), batch=make_batch(citra), by=citra, today=today)


def search(client: Client, text: str, **filters: Any) -> str:
    return client.get("/pegawai/", {"cari": text, **filters}).content.decode()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("muhamad setiawan", "Mochammad Setiawan"),
        ("setiwan moh", "Setiawan Mochammad"),
        ("Setyawan", "Setiawan"),
        ("nuraeni siti", "Nur&#x27;aini Siti"),
        ("dian putry", "Dian Putri"),
        ("Dr Bayu Setyadi SPd", "Bayu Setiadi"),
    ],
)
def test_a_name_as_it_is_heard_finds_the_person(
    people: None, citra: Account, client_of: ClientOf, typed: str, meant: str
) -> None:
    page = search(client_of(citra), typed)
    assert "Tidak ada yang persis cocok" in page
    assert f"</svg>{meant}</a>" in page
    assert meant.upper().split()[-1].replace("&#X27;", "&#x27;") in page  # the person herself


def test_the_name_that_is_offered_is_a_search_within_the_same_filters(
    people: None, citra: Account, client_of: ClientOf
) -> None:
    client = client_of(citra)
    page = search(client, "dian putry 1990", urut="nip")
    address = page.split('<a class="btn" href="/pegawai/?')[1].split('"')[0].replace("&amp;", "&")
    assert "urut=nip" in address
    assert "1990" not in address  # part of a NIP stays veiled
    assert "DIAN PUTRI" in client.get(f"/pegawai/?{address}").content.decode()


def test_who_finds_few_is_told_of_others(people: None, citra: Account, client_of: ClientOf) -> None:
    page = search(client_of(citra), "nuraeni")
    assert page.index("NURAENI") < page.index("Mungkin juga maksud Anda") < page.index("SITI NUR")


def test_dewi_is_not_told_of_names_beyond_her_unit(people: None, dewi: Account, client_of: ClientOf) -> None:
    page = search(client_of(dewi), "mohamad setyawan")
    assert "SETIAWAN" not in page.upper().replace("SETYAWAN", "")
    assert "BAYU SETIADI" in search(client_of(dewi), "bayu setyadi")


def test_nobody_is_offered_for_what_is_like_no_name(
    people: None, citra: Account, client_of: ClientOf
) -> None:
    for typed in ("xqzzw", "99999", "%_\\", "(", "…"):
        page = search(client_of(citra), typed)
        assert "Tidak ada yang cocok" in page
        assert not any(each in page for each in TWO)


def test_the_search_asks_two_questions_more(
    people: None, citra: Account, client_of: ClientOf, django_assert_max_num_queries: Any
) -> None:
    client = client_of(citra)
    search(client, "setyawan")
    with django_assert_max_num_queries(10):
        search(client, "setyawan")


def test_a_word_that_nobody_bears_any_more_goes_at_night(people: None, citra: Account, today: date) -> None:
    row = EmployeeToday.objects.get(name="DIAN PUTRI")
    identity = Identity.objects.get(employee=row.pk, believed_until=None)
    services.correct_identity(
        row=row,
        facts={"nip": row.nip, "name": "DIAN SAPUTRI"},
        seen=identity.pk,
        reason="Akta",
        by=citra,
        today=today,
    )
    assert NameWord.objects.get(word="SAPUTRI").sound == "saputri"
    services.refresh_today(on=today)
    assert set(NameWord.objects.filter(sound__contains="putri").values_list("word", flat=True)) == {"SAPUTRI"}


def test_one_may_be_chosen_by_part_of_a_name_by_nip_or_as_it_is_heard(people: None) -> None:
    everyone = queries.Candidates(queries.active())

    def names(text: str) -> list[tuple[str, bool]]:
        return [(each.thing.name, each.is_guess) for each in everyone.find(text, most=3)]

    (dian,) = everyone.find("putri", most=3)
    assert names("DIAN put") == [("DIAN PUTRI", False)]
    assert (
        names(dian.thing.nip)
        == names(f"{dian.thing.nip[:8]} {dian.thing.nip[8:]}")
        == [("DIAN PUTRI", False)]
    )
    EmployeeToday.objects.filter(pk=dian.thing.pk).update(position_title="Kepala Dinas Contoh")
    assert names("kepala contoh") == [("DIAN PUTRI", False)]
    assert names("dian putry") == [("DIAN PUTRI", True)]
    assert names("xqzzw") == names("…") == names("") == []
    assert len(names("1990")) == 3
    assert dian.hint.startswith(f"{dian.thing.nip} · ")
    assert dian.key == str(dian.thing.uuid)
    # A page may begin with her NIP; what is no key of anybody is nobody.
    assert [each.thing.name for each in everyone.get([dian.thing.nip, "zed", dian.key])] == ["DIAN PUTRI"] * 2


def test_of_whom_she_may_not_see_a_nip_is_neither_shown_nor_felt_for(people: None) -> None:
    """It tells birth date and sex: its parts find nobody, also not in pieces that make eighteen digits."""
    strangers = queries.Candidates(queries.active(), tells_nips=False)
    (dian,) = strangers.find("putri", most=3)
    whole = dian.thing.nip
    assert [each.key for each in strangers.find(f"dian {whole[:8]} {whole[8:]}", most=3)] == [dian.key]
    assert [each.key for each in strangers.get([whole])] == [dian.key]
    assert whole not in dian.hint
    for part in (
        whole[:8],
        f"dian {whole[:8]}",
        f"{whole[:8]} {whole[:8]} {whole[:2]}",
        f"diyan {whole[:8]}",
    ):
        assert strangers.find(part, most=3) == []
