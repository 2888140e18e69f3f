"""Where people went from a post, and what lacks to follow them."""

from collections.abc import Callable
from datetime import date
from typing import Any

import numpy as np
import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from bijak.accounts.models import Account, View
from bijak.career.queries import paths
from bijak.career.rules import paths as rules
from bijak.kernel.cases import assert_same_one_by_one
from bijak.kernel.records import Record
from bijak.organization.models import Unit
from bijak.people import queries as people
from bijak.people import services as records
from bijak.people.models import PositionSpell
from bijak.people.queries.positions import Held
from bijak.people.tests.factories import make_batch, workforce_frame
from bijak.quality.rules import LEVEL_POSTS, TERMS
from bijak.shell.testing import assert_swap_equals_reload

ClientOf = Callable[..., Client]
ON = date(2026, 11, 2)
HOME = "/karier/jalur/"
FIRST, NEXT = "Analis Kebijakan Ahli Pertama", "Analis Kebijakan Ahli Muda"
EXPERT: dict[str, Any] = {
    "post": "ahli_muda", "asked_rank": 0, "asked_education": 0, "rank": 33, "education": 40,
    "has_programme": True, "has_certificate": True,
}  # fmt: skip


def lacks(**differences: Any) -> tuple[set[str], set[str]]:
    decision = rules.fits(Record(EXPERT | differences), TERMS.on(ON), on=ON)
    return {each.code for each in decision.obstacles}, {each.code for each in decision.unknowns}


@pytest.mark.parametrize(
    ("differences", "obstacles", "unknowns"),
    [
        ({}, set(), set()),
        ({"rank": 32}, {"rank"}, set()),
        ({"education": 30}, {"education"}, set()),
        # What the establishment asks stands before the law's general band.
        ({"asked_rank": 34}, {"rank"}, set()),
        ({"asked_education": 45}, {"education"}, set()),
        ({"has_programme": False, "has_certificate": False}, {"programme", "certificate"}, set()),
        # A PPPK has no rank to compare, and of a post without a name in the law nothing is known.
        ({"rank": None}, set(), {"rank"}),
        ({"post": None}, set(), {"rank", "education"}),
        ({"education": None, "rank": 31}, {"rank"}, {"education"}),
        ({"post": "executor", "rank": None, "education": None}, set(), set()),
        ({"post": "executor", "asked_rank": 21, "rank": 14}, {"rank"}, set()),
        ({"post": "iv_a", "rank": 32}, {"rank"}, set()),
    ],
)
def test_what_somebody_lacks(differences: dict[str, Any], obstacles: set[str], unknowns: set[str]) -> None:
    assert lacks(**differences) == (obstacles, unknowns)


PEOPLE = st.fixed_dictionaries(
    {
        "post": st.sampled_from([*LEVEL_POSTS.values(), "executor", None]),
        "asked_rank": st.sampled_from([0, 31, 41]),
        "asked_education": st.sampled_from([0, 40]),
        "rank": st.sampled_from([21, 33, 45, None]),
        "education": st.sampled_from([15, 40, 50, None]),
        "has_programme": st.booleans(),
        "has_certificate": st.booleans(),
    }
)


@settings(max_examples=30)
@given(everyone=st.lists(PEOPLE, min_size=1, max_size=5))
def test_one_person_at_a_time_gives_what_all_at_once_gives(everyone: list[dict[str, Any]]) -> None:
    record = Record({name: [each[name] for each in everyone] for name in EXPERT})
    assert_same_one_by_one(rules.fits, record, TERMS, on=ON)


def careers(*lives: tuple[str, ...]) -> paths.Trails:
    """Each life is the titles that somebody held, four years each; she holds the last one still."""
    posts = tuple(dict.fromkeys(("functional", "", title) for life in lives for title in life))
    rows = [
        (person, year, year < len(life) - 1, posts.index(("functional", "", title)))
        for person, life in enumerate(lives)
        for year, title in enumerate(life)
    ]
    begins = [date(2000 + 4 * year, 1, 1) for _person, year, _ends, _post in rows]
    ends = [date(2004 + 4 * year, 1, 1) if over else None for _person, year, over, _post in rows]
    return paths._trails(
        Held(
            np.array([row[0] for row in rows]),
            np.ones(len(rows), np.int64),
            np.array(begins, "datetime64[D]"),
            np.array(ends, "datetime64[D]"),
            np.array([row[3] for row in rows], np.int32),
            posts,
        )
    )


def told(known: paths.Trails, title: str) -> paths.Paths:
    place = known.find(title.casefold())
    assert place is not None
    return paths.paths(known, place)


def test_twelve_went_on_after_four_years_and_eleven_stayed() -> None:
    found = told(careers(*[(FIRST, NEXT)] * 12, *[(FIRST,)] * 11), FIRST)
    [flow] = found.onward
    assert flow.stop is not None
    assert (found.people, found.stay, flow.stop.title, flow.people) == (23, 11, NEXT, 12)
    assert flow.years == pytest.approx(4, abs=0.01)


def test_nobody_can_work_out_the_few_who_went_elsewhere() -> None:
    """Nine went to an office of their own: beside twelve and nobody else they would show by what is left."""
    found = told(careers(*[(FIRST, NEXT)] * 12, *[(FIRST, "Guru Ahli Muda")] * 9, *[(FIRST,)] * 20), FIRST)
    assert [(flow.stop, flow.people) for flow in found.onward] == [(None, 21)]
    assert found.stay == 20


def test_another_unit_is_no_other_post() -> None:
    known = careers(*[(FIRST, FIRST, NEXT)] * 10)
    assert len(known) == 20
    [flow] = told(known, FIRST).onward
    assert flow.years == pytest.approx(8, abs=0.01)


def test_what_came_after_the_next_post_is_told_too() -> None:
    third = "Analis Kebijakan Ahli Madya"
    found = told(careers(*[(FIRST, NEXT, third)] * 10, *[(FIRST, NEXT)] * 10), FIRST)
    [beyond] = found.beyond[NEXT.casefold()]
    assert (beyond.stop and beyond.stop.title, beyond.people) == (third, 10)
    [before] = told(careers(*[(FIRST, NEXT)] * 10), NEXT).before
    assert before.stop
    assert before.stop.title == FIRST


def test_a_functional_post_that_nobody_left_has_the_levels_of_its_family_for_neighbours() -> None:
    """No other profession, and none of them with fewer than ten people."""
    lives = [*[("Guru Ahli Muda",)] * 30, *[(NEXT,)] * 12, *[(FIRST,)] * 11, *[("Arsiparis Terampil",)] * 9]
    known = careers(*lives)
    place = known.find(FIRST.casefold())
    assert place is not None
    assert [each.stop.title for each in paths.neighbours(known, place)] == [NEXT]


def test_a_family_is_a_title_without_its_level() -> None:
    assert paths.family_of(NEXT) == "Analis Kebijakan"
    assert paths.family_of("Arsiparis Terampil") == "Arsiparis"
    assert paths.family_of("Penata Layanan Operasional") == "Penata Layanan Operasional"


@pytest.fixture
def analysts(education: Unit, ani: Account, citra: Account, today: date) -> list[Any]:
    """Ani and 21 others began as analysts of the first level; ten of these have gone on to the second."""
    rows: list[dict[str, Any]] = [
        {"unit_id": education.pk, "position_kind": "functional", "position_title": FIRST}
    ]
    rows += [
        rows[0] | {"nip": f"1985050520100110{n:02}", "siasn_id": f"B{n}", "name": f"Orang {n}", "sex": "L"}
        for n in range(10, 31)
    ]
    records.record_workforce(workforce_frame(rows), batch=make_batch(citra), by=citra, today=today)
    found = list(people.active().order_by("pk"))
    for spell in PositionSpell.objects.exclude(employee=found[0].pk).order_by("pk")[:10]:
        PositionSpell.objects.filter(pk=spell.pk).update(until_on=date(2024, 1, 1))
        spell.pk, spell.title, spell.from_on = None, NEXT, date(2024, 1, 1)
        spell.save()
    return found


@pytest.mark.django_db
def test_ani_sees_where_ten_went_and_that_she_may_follow(
    analysts: list[Any], ani: Account, client_of: ClientOf
) -> None:
    client = client_of(ani)
    own = client.get(f"{HOME}saya/").headers["Location"]
    page = client.get(own).content.decode()
    assert NEXT in page
    assert "Syarat terpenuhi" in page
    assert "10 orang, sesudah 4,0 tahun" in page
    assert not View.objects.exists()
    assert NEXT in client.get(f"{HOME}jabatan/", {"jabatan": FIRST.casefold()}).content.decode()
    nobody_left = client.get(f"{HOME}jabatan/", {"jabatan": NEXT.casefold()}).content.decode()
    assert FIRST in nobody_left.split("Jabatan di sekitarnya")[1]
    assert FIRST in client.get(HOME, {"cari": "analis"}).content.decode()
    assert client.get(f"{HOME}jabatan/", {"jabatan": "tidak ada"}).status_code == 404


@pytest.mark.django_db
def test_an_officer_looks_at_a_person_and_by_unit_and_dewi_does_not(
    analysts: list[Any], citra: Account, dewi: Account, education: Unit, health: Unit, client_of: ClientOf
) -> None:
    client, address = client_of(citra), f"{HOME}pegawai/{analysts[0].uuid}/"
    assert "Yang mungkin berikutnya" in client.get(address).content.decode()
    assert View.objects.filter(subject_uuid=analysts[0].uuid).count() == 1
    assert client_of(dewi).get(address).status_code == 404
    here = {"jabatan": FIRST.casefold(), "unit": str(education.uuid)}
    assert NEXT in client.get(f"{HOME}jabatan/", here).content.decode()
    elsewhere = client.get(f"{HOME}jabatan/", here | {"unit": str(health.uuid)}).content.decode()
    assert "Terlalu sedikit orang" in elsewhere
    # Who may not open everyone's records is not asked for a unit, and naming one changes nothing.
    narrowed = client_of(dewi).get(f"{HOME}jabatan/", here | {"unit": str(health.uuid)}).content.decode()
    assert NEXT in narrowed
    assert_swap_equals_reload(client, f"{HOME}?cari=analis", "hasil")
    assert_swap_equals_reload(client, f"{HOME}jabatan/?jabatan={FIRST.casefold()}", "perjalanan")
