"""An evaluation is fixed when the decree is set, runs by itself, and starts the revision."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from bijak.accounts import access
from bijak.accounts.models import Account
from bijak.competency.tests.factories import train
from bijak.kernel.events import publish
from bijak.ledger import queries as ledger
from bijak.monitoring import queries, services
from bijak.monitoring.access import Permission
from bijak.monitoring.models import Evaluation, Indicator
from bijak.notifications.models import Message
from bijak.organization.events import DayTurned
from bijak.organization.models import Agency, Unit
from bijak.organization.testing import give_role
from bijak.policy import queries as policies
from bijak.policy import services as policy_services
from bijak.policy.models import Decree, Draft
from bijak.policy.registries import threads

ClientOf = Callable[..., Client]
SHARE_BY_UNIT = "competency.share_under_hours:unit"
DUE = date(2028, 1, 1)


@pytest.fixture
def evaluation(decree: Decree) -> Evaluation:
    return queries.evaluations().get(decree=decree)


@pytest.fixture
def ran(evaluation: Evaluation, crowd: Any, eka: Account) -> Evaluation:
    """All but one had their 24 hours in 2027."""
    for person in crowd[1:]:
        train(person, 24, year=2027)
    Agency.objects.update(demo_today=DUE)
    publish(DayTurned(DUE))
    return queries.evaluations().get(pk=evaluation.pk)


def test_it_is_planned_a_year_after_the_decree_takes_effect(evaluation: Evaluation) -> None:
    assert evaluation.due_on == DUE
    assert not evaluation.has_run
    assert evaluation.baseline["competency.share_under_hours:unit"]["value"] == 50
    assert [entry.verb for entry in ledger.entries_for(evaluation)] == ["monitoring.evaluation_planned"]


def test_it_runs_by_itself_on_its_day_and_not_before(evaluation: Evaluation, eka: Account) -> None:
    publish(DayTurned(date(2027, 12, 31)))
    assert not queries.evaluations().get().has_run
    publish(DayTurned(DUE))
    held = queries.evaluations().get()
    assert held.ran_on == DUE
    kinds = [message.kind for message in Message.objects.filter(to=eka)]
    assert kinds.count("monitoring.evaluation_ran") == 1
    publish(DayTurned(date(2028, 2, 1)))
    assert queries.evaluations().get().ran_on == DUE


def test_before_and_after_stand_side_by_side_by_group(ran: Evaluation) -> None:
    assert ran.facts is not None
    (figure,) = ran.facts["figures"]
    assert (figure["attached"], figure["decree"]) == (50, 50)
    assert figure["now"] == pytest.approx(100 / 24)
    assert figure["change"] == pytest.approx(100 / 24 - 50)
    by_unit = {row["label"]: row for row in figure["rows"]}
    assert (by_unit["Dinas Pendidikan"]["attached"], by_unit["Dinas Kesehatan"]["now"]) == (100, 0)


def test_before_is_what_the_draft_of_the_decree_stood_on(
    evaluation: Evaluation, crowd: Any, today: date
) -> None:
    """50 % when the first draft began, 25 % when the next one did, 12.5 % now."""
    later = Draft.objects.create(policy=evaluation.policy, number=2, started_on=today)
    for person in crowd[:6]:
        train(person, 20)
    for figure in (SHARE_BY_UNIT, "competency.average_hours"):
        policy_services.attach_evidence(draft=later, kind="figure", reference=figure, by=None, today=today)
    for person in crowd[6:9]:
        train(person, 20)
    (figure,) = queries.findings(evaluation, today)["figures"]
    assert (figure["attached"], figure["decree"], figure["now"]) == (50, 50, 12.5)
    evaluation.decree.draft = later
    figures = queries.findings(evaluation, today)["figures"]
    assert [(figure["attached"], figure["now"]) for figure in figures] == [(25, 12.5), (15, 17.5)]


def test_another_standard_makes_no_better_or_worse(
    ran: Evaluation, eka: Account, client_of: ClientOf
) -> None:
    """2025 was judged by 20 hours, 2027 by the 24 of the decree."""
    assert ran.facts is not None
    (figure,) = ran.facts["figures"]
    assert figure["standards"] == [20, 24]
    page = client_of(eka).get(f"/pemantauan/evaluasi/{ran.uuid}/").content.decode()
    assert "dahulu dinilai dengan 20, sekarang dengan 24" in page
    assert "membaik</span>" not in page


def test_a_year_without_any_record_is_not_worse(
    evaluation: Evaluation, eka: Account, client_of: ClientOf
) -> None:
    held = services.run_evaluation(evaluation=evaluation, by=eka, today=DUE)
    assert held.facts is not None
    assert held.facts["figures"][0]["now"] == 100
    page = client_of(eka).get(f"/pemantauan/evaluasi/{evaluation.uuid}/").content.decode()
    assert "tidak ada satu pun catatan" in page
    assert "memburuk</span>" not in page


def test_by_the_same_standard_it_is_better(evaluation: Evaluation, crowd: Any, today: date) -> None:
    for person in crowd[:6]:
        train(person, 20)
    (figure,) = queries.findings(evaluation, today)["figures"]
    assert (figure["is_comparable"], figure["change"]) == (True, -25)


def test_what_was_found_stays_as_it_was(
    ran: Evaluation, crowd: Any, eka: Account, client_of: ClientOf
) -> None:
    before = ran.facts
    train(crowd[0], 24, year=2027)
    client_of(eka).get(f"/pemantauan/evaluasi/{ran.uuid}/")
    services.run_evaluation(evaluation=ran, by=eka, today=date(2028, 3, 1))
    assert queries.evaluations().get().facts == before


def test_indicators_comments_and_reach_are_part_of_it(
    indicator: Indicator, decree: Decree, eka: Account
) -> None:
    held = services.run_evaluation(evaluation=queries.evaluations().get(decree=decree), by=eka, today=DUE)
    assert held.facts is not None
    assert [(each["label"], each["light"]) for each in held.facts["indicators"]] == [
        ("PNS yang kurang jam pelatihan", "red")
    ]
    assert held.facts["comments"] == {"all": 0, "answered": 0}
    assert [each["decree"] for each in held.facts["outreach"]] == [decree.citation]


# The page ---------------------------------------------------------------------------------------


def test_before_its_day_the_page_is_live_and_says_so(
    evaluation: Evaluation, eka: Account, client_of: ClientOf
) -> None:
    page = client_of(eka).get(f"/pemantauan/evaluasi/{evaluation.uuid}/").content.decode()
    assert "Evaluasi belum dijalankan" in page
    assert "bukan bukti akibat" in page
    assert "Jalankan sekarang" in page


def test_eka_chooses_another_day(evaluation: Evaluation, eka: Account, client_of: ClientOf) -> None:
    client, url = client_of(eka), f"/pemantauan/evaluasi/{evaluation.uuid}/jadwal/"
    assert client.post(url, {"due_on": "2027-07-01"}).status_code == 302
    assert queries.evaluations().get().due_on == date(2027, 7, 1)
    for wrong, status, sentence in (
        ("2026-01-01", 409, "sudah lewat"),
        ("2026-12-31", 409, "baru berlaku pada 1 Januari 2027"),
        ("besok", 422, "tanggal"),
    ):
        answer = client.post(url, {"due_on": wrong})
        assert answer.status_code == status
        assert sentence in answer.content.decode()


def test_eka_runs_it_concludes_and_starts_the_revision(
    ran: Evaluation, eka: Account, client_of: ClientOf
) -> None:
    client, page = client_of(eka), f"/pemantauan/evaluasi/{ran.uuid}/"
    assert "Mulai perubahan" not in client.get(page).content.decode()
    early = client.post(f"{page}perubahan/", follow=True).content.decode()
    assert "Tulis dahulu kesimpulan" in early
    written = {"conclusion": "Turun.", "recommendation": "Naikkan menjadi 30.", "edition": str(ran.edition)}
    client.post(f"{page}kesimpulan/", written)
    assert "Mulai perubahan" in client.get(page).content.decode()
    answer = client.post(f"{page}perubahan/")
    draft = policies.newest_draft(ran.policy)
    assert answer.url == f"/kebijakan/naskah/{draft.uuid}/"
    assert (draft.number, draft.reason) == (2, "Naikkan menjadi 30.")
    (evidence,) = policies.evidence_of(draft)
    assert (evidence.kind, evidence.reference) == ("evaluation", str(ran.uuid))
    assert evidence.taken["conclusion"] == "Turun."
    assert "Naikkan menjadi 30." in client.get(f"/kebijakan/{ran.policy.uuid}/").content.decode()
    again = client.post(f"{page}perubahan/", follow=True).content.decode()
    assert "sudah mempunyai rancangan" in again


def test_two_analysts_write_and_the_second_loses_nothing(
    ran: Evaluation, eka: Account, client_of: ClientOf
) -> None:
    client, url = client_of(eka), f"/pemantauan/evaluasi/{ran.uuid}/kesimpulan/"
    first = {"conclusion": "A", "recommendation": "B", "edition": str(ran.edition)}
    client.post(url, first)
    answer = client.post(url, first | {"conclusion": "Panjang sekali"})
    assert answer.status_code == 409
    assert "Panjang sekali" in answer.content.decode()
    assert queries.evaluations().get().conclusion == "A"


def test_nothing_is_concluded_before_it_ran(
    evaluation: Evaluation, eka: Account, client_of: ClientOf
) -> None:
    written = {"conclusion": "A", "recommendation": "B", "edition": "1"}
    answer = client_of(eka).post(f"/pemantauan/evaluasi/{evaluation.uuid}/kesimpulan/", written)
    assert answer.status_code == 409
    assert not queries.evaluations().get().is_concluded


def test_gita_reads_and_ani_does_not(
    ran: Evaluation, eka: Account, gita: Account, ani: Account, client_of: ClientOf, client: Client
) -> None:
    page = f"/pemantauan/evaluasi/{ran.uuid}/"
    assert client_of(gita).get(page).status_code == 200
    assert client_of(ani).get(page).status_code == 403
    assert client.get(page).status_code == 302
    for act in ("jadwal", "jalankan", "kesimpulan", "perubahan"):
        assert client_of(gita).post(f"{page}{act}/").status_code == 403
        assert client_of(eka).get(f"{page}{act}/").status_code == 405


def test_the_thread_follows_it(ran: Evaluation, eka: Account) -> None:
    def knot() -> Any:
        steps = threads.of(ran.policy, account=eka, today=DUE)
        return next(step for step in steps if step.order == 110)

    assert (knot().state, knot().on) == ("now", DUE)
    services.conclude(
        evaluation=ran, conclusion="A", recommendation="B", edition=ran.edition, by=eka, today=DUE
    )
    assert knot().state == "done"


def test_nothing_is_frozen_before_the_decree_holds(decree: Decree, eka: Account) -> None:
    held = queries.evaluations().get(decree=decree)
    with pytest.raises(services.Refused, match="baru berlaku"):
        services.run_evaluation(evaluation=held, by=eka, today=decree.in_force_from)
    held.refresh_from_db()
    assert not held.has_run


def test_who_is_analyst_of_one_office_watches_and_sets_nothing(
    dewi: Account, health: Unit, today: date
) -> None:
    give_role(account=dewi, role="analyst", unit=health, since=date(2020, 1, 1))
    assert access.holds(dewi, Permission.VIEW, today=today)
    assert not access.holds(dewi, Permission.MANAGE, today=today)
