"""What a draft would do: beside what holds, for any value, with a price that somebody answers for; and kept."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from bijak.accounts.models import Account
from bijak.competency import queries as competency
from bijak.competency.tests.factories import employ, train
from bijak.ledger import queries as ledger
from bijak.organization.models import Agency, Unit
from bijak.people.models import EmployeeToday
from bijak.policy import queries as policy
from bijak.policy import testing as policies
from bijak.policy.models import Draft
from bijak.policy.registries import evidence_kinds, threads
from bijak.shell.testing import assert_swap_equals_reload
from bijak.simulation import queries, services
from bijak.simulation.models import Run

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]


@pytest.fixture(autouse=True)
def stopped_clock(db: None, today: date) -> None:
    Agency.objects.update_or_create(pk=1, defaults={"demo_today": today})


@pytest.fixture
def crowd(education: Unit, health: Unit, citra: Account, today: date) -> list[EmployeeToday]:
    """Twelve women III/c of education with 22 hours each; eleven men IV/a of health with 10."""
    women = employ(education, 12, by=citra, today=today)
    men = employ(health, 11, by=citra, today=today, first=100, sex="L", rank="41")
    for person in women:
        train(person, 22)
    for person in men:
        train(person, 10)
    return women + men


@pytest.fixture
def draft(db: None) -> Draft:
    """It asks for 24 hours a year in Pasal 2 ayat (1)."""
    made = policies.make_policy()
    policies.set_hours(made, 24)
    return policy.get_draft(made.uuid)


def test_a_draft_stands_beside_what_holds(crowd: Any, draft: Draft, today: date) -> None:
    result = queries.what_if(draft, on=today)
    assert [(option.code, option.value) for option in result.options] == [("now", 20), ("draft", 24)]
    now, then = result.everyone.cells
    assert (now.short, now.hours, now.cost) == (11, 110, None)
    assert (then.short, then.hours) == (23, 11 * 14 + 12 * 2)
    assert result.moved == queries.Moved(burdened=23, newly_short=12, relieved=0, same=0, never=0)


def test_what_the_whole_says_is_the_sum_of_its_groups_and_of_each_person(
    crowd: Any, draft: Draft, today: date
) -> None:
    result = queries.what_if(draft, on=today)
    each = [max(0, 24 - competency.hours_in_year(person.pk, 2025)) for person in crowd]
    for table in result.tables:
        assert sum(row.of for row in table.rows) == result.everyone.of == 23
        assert sum(row.cells[-1].hours for row in table.rows) == result.everyone.cells[-1].hours == sum(each)


def test_no_hour_has_a_price_until_somebody_says_where_it_comes_from(
    crowd: Any, draft: Draft, today: date
) -> None:
    result = queries.what_if(draft, on=today, cost_per_hour=150_000, cost_source="SSH 2026")
    assert result.everyone.cells[-1].cost == (11 * 14 + 12 * 2) * 150_000


def test_another_value_is_tried_at_once(crowd: Any, draft: Draft, today: date) -> None:
    result = queries.what_if(draft, on=today, tried=22)
    assert [option.code for option in result.options] == ["now", "draft", "tried"]
    assert [cell.short for cell in result.everyone.cells] == [11, 23, 11]
    assert result.moved is not None
    assert (result.moved.newly_short, result.moved.burdened, result.moved.never) == (0, 11, 12)


def test_a_value_below_the_law_is_computed_and_said_to_be_so(crowd: Any, draft: Draft, today: date) -> None:
    result = queries.what_if(draft, on=today, tried=10)
    assert result.options[-1].refusal == "PP 11/2017 jo. PP 17/2020 Pasal 203 ayat (4)"
    assert result.everyone.cells[-1].short == 0


def test_spread_says_how_evenly_it_bears(crowd: Any, draft: Draft, today: date) -> None:
    by_sex = next(table for table in queries.what_if(draft, on=today).tables if table.breakdown == "sex")
    assert by_sex.spread == (100.0, 0.0)


def test_a_small_group_is_hidden(crowd: Any, draft: Draft, health: Unit, citra: Account, today: date) -> None:
    employ(health, 3, by=citra, today=today, first=300, rank="12")
    by_rank = next(table for table in queries.what_if(draft, on=today).tables if table.breakdown == "rank")
    assert {row.label: bool(row.cells) for row in by_rank.rows} == {"I": False, "III": True, "IV": False}


def test_the_same_question_on_the_same_data_has_the_same_marks(crowd: Any, draft: Draft, today: date) -> None:
    first, again = queries.what_if(draft, on=today), queries.what_if(draft, on=today)
    assert first == again
    train(crowd[0], 2)
    later = queries.what_if(draft, on=today)
    assert later.data_hash != first.data_hash
    assert later.parameter_hash == first.parameter_hash
    assert queries.what_if(draft, on=today, tried=30).parameter_hash != first.parameter_hash


def test_nobody_employed_is_no_accident(city: Unit, draft: Draft, eka: Account, client_of: ClientOf) -> None:
    page = client_of(eka).get(f"/simulasi/{draft.uuid}/").content.decode()
    assert "Belum ada PNS aktif yang tercatat" in page


def test_a_draft_without_a_number_can_be_tried(crowd: Any, eka: Account, client_of: ClientOf) -> None:
    bare = policies.make_policy(title="Tanpa angka")
    client = client_of(eka)
    page = client.get(f"/simulasi/{bare.uuid}/").content.decode()
    assert "belum menetapkan jam pelatihan" in page
    assert "Simpan sebagai bukti" not in page
    assert "Dicoba" in client.get(f"/simulasi/{bare.uuid}/", {"nilai": "30"}).content.decode()


# Pages ------------------------------------------------------------------------------------------


def test_eka_sees_who_it_concerns_and_is_asked_for_a_price(
    crowd: Any, draft: Draft, eka: Account, client_of: ClientOf
) -> None:
    client = client_of(eka)
    page = client.get(f"/simulasi/{draft.uuid}/").content.decode()
    assert "Pasal 2 ayat (1)" in page
    assert "Biaya baru dihitung setelah Anda mengisi" in page
    assert "<strong>+12</strong> dibanding sekarang (11)" in page
    assert page.count("<rect") == 4  # two parts of the bar, and their marks beside the words
    assert "Rp" not in page.split('id="jawaban"')[1].split("</section>")[0]
    priced = client.get(
        f"/simulasi/{draft.uuid}/", {"biaya": "150000", "sumber": "SSH 2026"}
    ).content.decode()
    assert "Rp\N{NO-BREAK SPACE}26.700.000" in priced


def test_a_price_without_a_source_is_refused_and_the_hours_are_shown(
    crowd: Any, draft: Draft, eka: Account, client_of: ClientOf
) -> None:
    page = client_of(eka).get(f"/simulasi/{draft.uuid}/", {"biaya": "150000"}).content.decode()
    assert "Tulis dari mana biaya ini" in page
    assert "178 JP" in page


@pytest.mark.parametrize("nilai", ["-1", "banyak", "2001", "24,555", "1e9", "NaN"])
def test_a_value_that_makes_no_sense_is_refused_and_the_draft_is_shown(
    crowd: Any, draft: Draft, eka: Account, client_of: ClientOf, nilai: str
) -> None:
    page = client_of(eka).get(f"/simulasi/{draft.uuid}/", {"nilai": nilai}).content.decode()
    assert "Isian belum dapat diterima" in page
    assert "Dicoba" not in page


def test_groups_are_sorted_by_what_is_asked(
    crowd: Any, draft: Draft, eka: Account, client_of: ClientOf
) -> None:
    answer = client_of(eka).get(f"/simulasi/{draft.uuid}/", {"urut": "jam"})
    units = next(table for table in answer.context["tables"] if table["breakdown"] == "unit")
    assert [row["label"] for row in units["rows"]] == ["Dinas Kesehatan", "Dinas Pendidikan"]


def test_a_swap_shows_what_a_reload_shows(
    crowd: Any, draft: Draft, eka: Account, client_of: ClientOf
) -> None:
    assert_swap_equals_reload(client_of(eka), f"/simulasi/{draft.uuid}/?nilai=30", "jawaban")


def test_the_page_asks_few_questions(
    crowd: Any, draft: Draft, eka: Account, client_of: ClientOf, django_assert_max_num_queries: Any
) -> None:
    client = client_of(eka)
    client.get(f"/simulasi/{draft.uuid}/")
    with django_assert_max_num_queries(26):
        client.get(f"/simulasi/{draft.uuid}/")


def test_ani_and_strangers_are_refused(
    draft: Draft, ani: Account, client_of: ClientOf, client: Client
) -> None:
    assert client_of(ani).get(f"/simulasi/{draft.uuid}/").status_code == 403
    assert client.get(f"/simulasi/{draft.uuid}/").status_code == 302
    assert client_of(ani).post(f"/simulasi/{draft.uuid}/simpan/").status_code == 403


# Keeping ----------------------------------------------------------------------------------------


def test_eka_keeps_a_run_as_evidence(
    crowd: Any, draft: Draft, eka: Account, client_of: ClientOf, today: date
) -> None:
    client = client_of(eka)
    asked = {"nilai": "22", "biaya": "150000", "sumber": "SSH 2026", "catatan": "Cukup 22"}
    page = client.post(f"/simulasi/{draft.uuid}/simpan/", asked, follow=True).content.decode()
    assert "disimpan dan dilampirkan sebagai bukti" in page
    assert "Hitungan ulang memberi hasil yang sama" in page
    kept = Run.objects.get()
    (evidence,) = policy.evidence_of(draft)
    assert (evidence.kind, evidence.reference, evidence.note) == ("simulation", str(kept.uuid), "Cukup 22")
    assert [entry.verb for entry in ledger.entries_for(kept)] == ["simulation.kept"]
    shown = client.get(f"/kebijakan/{draft.policy.uuid}/").content.decode()
    assert "Akibat 22 JP setahun" in shown
    offered = client.get(f"/simulasi/{draft.uuid}/").content.decode()
    assert "Rp\N{NO-BREAK SPACE}150.000 per JP (SSH 2026)" in offered


def test_a_kept_run_says_when_the_data_have_moved_on(
    crowd: Any, draft: Draft, eka: Account, client_of: ClientOf, today: date
) -> None:
    kept = services.keep_run(draft=draft, by=eka, today=today)
    train(crowd[0], 2)
    page = client_of(eka).get(f"/simulasi/hasil/{kept.uuid}/").content.decode()
    assert "catatan pegawai atau pelatihan sudah berubah" in page
    assert "23 (100,0" in page or "23" in page


def test_gita_looks_and_does_not_keep(crowd: Any, draft: Draft, gita: Account, client_of: ClientOf) -> None:
    client = client_of(gita)
    assert "Simpan sebagai bukti" not in client.get(f"/simulasi/{draft.uuid}/").content.decode()
    assert client.post(f"/simulasi/{draft.uuid}/simpan/").status_code == 403
    assert not Run.objects.exists()


def test_nothing_is_attached_to_a_draft_that_is_decided(
    crowd: Any, draft: Draft, eka: Account, today: date
) -> None:
    policies.enacted(draft)
    with pytest.raises(services.Refused, match="sudah selesai"):
        services.keep_run(draft=policy.get_draft(draft.uuid), by=eka, today=today)


def test_only_posts_keep(draft: Draft, eka: Account, client_of: ClientOf) -> None:
    assert client_of(eka).get(f"/simulasi/{draft.uuid}/simpan/").status_code == 405


def test_the_thread_says_where_to_look(crowd: Any, draft: Draft, eka: Account, today: date) -> None:
    def knot() -> Any:
        steps = threads.of(draft.policy, account=eka, today=today)
        return next(step for step in steps if step.order == 40)

    assert (knot().state, knot().link) == ("now", f"/simulasi/{draft.uuid}/")
    kept = services.keep_run(draft=draft, by=eka, today=today)
    assert (knot().state, knot().link) == ("done", f"/simulasi/hasil/{kept.uuid}/")


def test_the_terms_of_a_draft_say_what_they_would_do(
    crowd: Any, draft: Draft, eka: Account, client_of: ClientOf
) -> None:
    page = client_of(eka).get(f"/kebijakan/naskah/{draft.uuid}/angka/").content.decode()
    assert page.count("· 20 JP<") == page.count("· 24 JP<") == 1
    assert "23 dari " in page
    assert "23 PNS kurang" in page


def test_a_run_nobody_kept_is_unknown(db: None, today: date) -> None:
    for reference in ("", "x", "019a0000-0000-7000-8000-000000000000"):
        with pytest.raises(LookupError):
            evidence_kinds.get("simulation").take(reference, today)


def test_what_is_written_during_the_dialogue_is_asked_about(crowd: Any, draft: Draft, today: date) -> None:
    spoken = policies.in_dialogue(draft, today)
    policies.set_hours(spoken, 30, today=today)
    assert [option.value for option in queries.what_if(spoken, on=today).options] == [20, 30]


def test_part_of_an_hour_is_closed_by_a_whole_one(crowd: Any, draft: Draft, today: date) -> None:
    tried = queries.what_if(draft, on=today, tried=22.5).everyone.cells[-1]
    assert tried.hours == 11 * 13 + 12
    assert tried.hours == competency.impact(22.5, today).short_by
    assert competency.means(crowd[0].pk, 22.5, today).short_by == 1


def test_a_run_with_a_question_that_was_refused_is_not_kept(
    crowd: Any, draft: Draft, eka: Account, client_of: ClientOf
) -> None:
    client_of(eka).post(f"/simulasi/{draft.uuid}/simpan/", {"nilai": "dua puluh"})
    assert not Run.objects.exists()


def test_a_law_that_nobody_has_checked_is_marked(
    crowd: Any, draft: Draft, eka: Account, client_of: ClientOf
) -> None:
    shown = client_of(eka).get(f"/simulasi/{draft.uuid}/", {"nilai": "10"}).content.decode()
    assert shown.count("belum diverifikasi") == 2
