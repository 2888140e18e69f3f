"""A regulation of a thousand parts: read by chapter, found by word, compared by what changed."""

import logging
import re
import time
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from bijak.accounts.models import Account
from bijak.legaltext import labels
from bijak.policy import queries, services
from bijak.policy.models import Draft
from bijak.policy.queries import chapters
from bijak.policy.testing import enacted, in_dialogue, make_policy

log = logging.getLogger(__name__)
"""How long it took, to be seen with ``-o log_cli=true``; a busy machine must not fail the tests."""
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("second_of_november")]

type Browser = Callable[[Account], Client]

BUDGET = 60_000
"""Bytes of a page."""
SENTENCE = (
    "Setiap pegawai mengikuti pelatihan sesuai kebutuhan jabatan dan rencana perangkat daerah nomor {}."
)


def regulation(*, pasal: int, per_bab: int = 0, ayat: int = 4) -> str:
    """So many pasal of so many ayat, with a bab before every ``per_bab``."""
    lines = [
        "PERATURAN WALI KOTA CONTOH",
        "TENTANG",
        "PELATIHAN",
        "",
        "MEMUTUSKAN:",
        "Menetapkan: PERATURAN.",
    ]
    for number in range(1, pasal + 1):
        if per_bab and (number - 1) % per_bab == 0:
            bab = (number - 1) // per_bab + 1
            lines += ["", f"BAB {labels.roman(bab)}", f"PELATIHAN KE-{bab}"]
        lines += ["", f"Pasal {number}"]
        lines += [f"({each}) {SENTENCE.format(number * 100 + each)}" for each in range(1, ayat + 1)]
    return "\n".join(lines)


@pytest.fixture
def draft(today: date) -> Draft:
    """1,020 parts in 17 bab."""
    return make_policy(today=today, text=regulation(pasal=200, per_bab=12))


def clauses_of(draft: Draft) -> list[queries.Clause]:
    return queries.clauses(queries.shown_version(draft))


def page_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def text_of(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.partition("<main")[2]))


def to(draft: Draft, query: str = "", name: str = "policy:text") -> str:
    return f"{reverse(name, args=[draft.uuid])}{query}"


# Cutting ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("shape", [(200, 12), (200, 0), (200, 100), (7, 0), (40, 1), (12, 12)])
def test_every_part_stands_in_one_chapter_in_the_order_of_the_text(
    shape: tuple[int, int], today: date
) -> None:
    clauses = clauses_of(make_policy(today=today, text=regulation(pasal=shape[0], per_bab=shape[1])))
    found = chapters.split(clauses)
    assert [clause for chapter in found for clause in chapter.clauses] == clauses
    assert [chapter.number for chapter in found] == list(range(1, len(found) + 1))
    if len(found) > 1:
        assert all(sum(map(chapters._weight, each.clauses)) <= chapters.CHAPTER for each in found)
        # A pasal shorter than a page is not torn.
        assert all(each.clauses[0].kind in ("judul", "bab", "pasal") for each in found)


def test_a_short_text_stays_whole(today: date) -> None:
    reading = queries.read(clauses_of(make_policy(today=today)), {"semua": "1", "bab": "9"})
    assert not reading.is_long
    assert not reading.whole
    assert len(reading.clauses) == reading.total


def test_a_chapter_is_called_by_its_bab_and_a_piece_by_its_pasal(draft: Draft) -> None:
    titles = [chapter.title for chapter in chapters.split(clauses_of(draft))]
    assert titles[:3] == ["Pembukaan", "BAB I", "BAB I, Pasal 7 – 12"]
    assert titles[-1] == "BAB XVII"
    loose = chapters.split(clauses_of(make_policy(text=regulation(pasal=200))))
    assert re.fullmatch(r"Pasal 1 – \d+", loose[0].title)
    assert all(int(a.span.split()[-1]) + 1 == int(b.span.split()[1]) for a, b in pairwise(loose))


def test_one_pasal_longer_than_a_page_is_shown_in_pieces(today: date) -> None:
    found = chapters.split(clauses_of(make_policy(today=today, text=regulation(pasal=1, ayat=300))))
    assert len(found) > 3
    assert all(sum(map(chapters._weight, each.clauses)) <= chapters.CHAPTER for each in found)


def test_the_list_of_very_many_chapters_shows_those_around(draft: Draft) -> None:
    many = [*clauses_of(draft)] * 20
    reading = queries.read(many, {"bab": "200"})
    assert reading.shown in reading.contents
    assert None in reading.contents
    assert len(reading.contents) <= chapters.LISTED


# Reading ----------------------------------------------------------------------------------------


def test_every_page_of_a_thousand_parts_is_within_the_budget(
    draft: Draft, eka: Account, client_of: Browser, client: Client, today: date
) -> None:
    browser = client_of(eka)
    last = len(chapters.split(clauses_of(draft)))
    some = clauses_of(draft)[-1].provision
    queries_of_text = [to(draft, f"?bab={number}") for number in (1, 2, 3, last // 2, last)]
    queries_of_text += [to(draft, "?cari=pelatihan"), to(draft, f"?sesudah={some}", "policy:add_passage")]
    in_dialogue(draft, today)
    for address in [
        *queries_of_text,
        to(draft, name="policy:compare"),
        to(draft, "?semua=1", "policy:compare"),
    ]:
        assert len(page_of(browser, address)) < BUDGET, address
    for number in (1, 2, last):
        assert len(page_of(client, to(draft, f"?bab={number}", "consultation:draft"))) < BUDGET
    decree = enacted(draft, today=today)
    assert len(page_of(client, f"{reverse('portal:decree', args=[decree.uuid])}?bab=2")) < BUDGET


def test_a_long_text_asks_the_database_no_more_often_than_a_short_one(
    draft: Draft, eka: Account, client_of: Browser, django_assert_num_queries: Callable[..., Any]
) -> None:
    browser = client_of(eka)
    browser.get(to(draft))
    with django_assert_num_queries(17):
        browser.get(to(draft, "?bab=3"))


def test_a_link_to_a_provision_lands_on_its_chapter(draft: Draft, eka: Account, client_of: Browser) -> None:
    clause = next(each for each in clauses_of(draft) if each.address == "Pasal 150 ayat (2)")
    browser = client_of(eka)
    assert f'id="{clause.provision}"' not in page_of(browser, to(draft))
    page = page_of(browser, to(draft, f"?ketentuan={clause.provision}"))
    assert f'id="{clause.provision}"' in page
    assert "policy/policy.js" in page  # which does the same for an address that names it behind the # only


def test_one_turns_from_chapter_to_chapter_and_past_no_end(
    draft: Draft, eka: Account, client_of: Browser
) -> None:
    browser = client_of(eka)
    first, second = page_of(browser, to(draft)), page_of(browser, to(draft, "?bab=2"))
    assert 'rel="prev"' not in first
    assert 'href="?bab=2#naskah"' in first
    assert 'rel="prev" href="?bab=1#naskah"' in second
    for odd in ("0", "9999", "-1", "x", "99999999999999999999"):
        assert page_of(browser, to(draft, f"?bab={odd}"))
    third = text_of(page_of(browser, to(draft, "?bab=3")))
    assert "BAB I, Pasal 7 – 12 PELATIHAN KE-1" in third
    assert "BAB I PELATIHAN KE-1 12 pasal" in third


def test_another_version_is_kept_while_turning(draft: Draft, eka: Account, client_of: Browser) -> None:
    assert 'href="?versi=1&amp;bab=2#naskah"' in page_of(client_of(eka), to(draft, "?versi=1"))


def test_words_are_found_in_every_chapter(draft: Draft, eka: Account, client_of: Browser) -> None:
    browser = client_of(eka)
    page = page_of(browser, to(draft, "?cari=NOMOR+19903"))
    assert "1 bagian memuat “NOMOR 19903”" in text_of(page)
    assert "<mark>nomor 19903</mark>" in page
    clause = next(each for each in clauses_of(draft) if "19903" in each.text)
    assert f'href="?ketentuan={clause.provision}#{clause.provision}"' in page
    assert "Pasal 40" in text_of(page_of(browser, to(draft, "?cari=pasal+40")))
    assert "Tidak ada bagian yang memuatnya" in text_of(page_of(browser, to(draft, "?cari=unta")))
    assert "<b>" not in page_of(browser, to(draft, "?cari=%3Cb%3E"))


def test_all_is_shown_on_one_page_for_printing_without_tools(
    draft: Draft, eka: Account, client_of: Browser, client: Client, today: date
) -> None:
    page = page_of(client_of(eka), to(draft, "?semua=1"))
    assert page.count('class="part ') == len(clauses_of(draft))
    assert "untuk dibaca dan dicetak" in page
    assert "hx-get" not in page.partition('id="naskah"')[2].partition("</article>")[0]
    in_dialogue(draft, today)
    page = page_of(client, to(draft, "?semua=1", "consultation:draft"))
    assert page.count('class="part ') == len(clauses_of(draft))


def test_a_long_annex_is_cut_where_it_stands_among_others(
    eka: Account, client_of: Browser, today: date
) -> None:
    text = f"{regulation(pasal=20)}\n\nLAMPIRAN\n{'kata ' * 40_000}akhirnya"
    draft = make_policy(today=today, text=text)
    browser = client_of(eka)
    last = page_of(browser, to(draft, "?bab=99"))
    assert len(last) < BUDGET
    assert "Baca seluruhnya" in last
    assert "akhirnya" not in last
    assert "akhirnya" in page_of(browser, to(draft, "?semua=1"))


# Writing ----------------------------------------------------------------------------------------


def test_two_million_characters_are_taken_in_a_handful_of_statements(
    eka: Account, today: date, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    text = regulation(pasal=4_700, per_bab=20)
    assert len(text) > 2_000_000
    draft = make_policy(by=eka, today=today, text="")
    version = queries.working_version(draft)
    assert version is not None
    for name, keep in (("first", False), ("again", True)):
        began = time.perf_counter()
        with django_assert_max_num_queries(23):
            received = services.take_text(version=version, text=text, keep=keep, by=eka, today=today)
        log.info("%s: %d parts in %.2f s", name, len(clauses_of(draft)), time.perf_counter() - began)
        version = queries.working_version(draft)
        assert version is not None
    assert (received.kept, received.new, received.gone) == (len(clauses_of(draft)), 0, 0)
    said = " ".join(queries.plain_text(version).split())
    assert said.count("nomor") == 4_700 * 4
    assert [each.edition for each in clauses_of(draft)[:50]] == [1] * 50


def test_what_is_added_behind_a_chapter_is_shown_in_it(
    draft: Draft, eka: Account, client_of: Browser
) -> None:
    browser = client_of(eka)
    page = page_of(browser, to(draft, "?bab=4"))
    add = re.search(r'/tambah/\?sesudah=([0-9a-f-]{36})"', page)
    assert add
    form = page_of(browser, to(draft, f"?sesudah={add[1]}", "policy:add_passage"))
    assert form.count("<option") < 100
    answer = browser.post(
        to(draft, f"?sesudah={add[1]}", "policy:add_passage"),
        {"kind": "ayat", "after": add[1], "heading": "", "text": "Yang baru."},
        follow=True,
    )
    assert "Yang baru." in answer.content.decode()


def test_a_comparison_shows_what_changed_and_folds_the_rest(
    draft: Draft, eka: Account, client_of: Browser, today: date
) -> None:
    version = queries.working_version(draft)
    assert version is not None
    version = services.freeze_version(version=version, note="Lama", by=eka, today=today)
    passage = queries.passages(version).get(text=SENTENCE.format(9902))
    services.edit_passage(passage=passage, heading="", text="Diganti.", edition=1, by=eka, today=today)
    shown = text_of(page_of(client_of(eka), to(draft, name="policy:compare")))
    assert "1 diubah, 1.0" in shown
    assert shown.count("bagian sama:") == 2
    assert "Pasal 99 ayat (1)" in shown
    assert "Pasal 99 ayat (3) – Pasal 200 ayat (4)" in shown
