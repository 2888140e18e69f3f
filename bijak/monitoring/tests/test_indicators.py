"""Indicators: live lights, readings kept by the clock, and who is told."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from bijak.accounts.models import Account
from bijak.competency.tests.factories import train
from bijak.kernel import schedule
from bijak.kernel.events import publish
from bijak.ledger import queries as ledger
from bijak.monitoring import queries, services
from bijak.monitoring.models import Every, Indicator
from bijak.notifications.models import Message
from bijak.organization.events import DayTurned
from bijak.organization.models import Agency
from bijak.policy.models import Draft
from bijak.policy.registries import threads

SHARE = "competency.share_under_hours"
ClientOf = Callable[..., Client]


def told(account: Account) -> list[str]:
    return [message.kind for message in Message.objects.filter(to=account).order_by("pk")]


def test_an_indicator_has_its_first_reading_at_once(indicator: Indicator, today: date) -> None:
    (reading,) = queries.readings(indicator)
    assert (reading.on, reading.value, reading.light) == (today, 50.0, "yellow")
    assert [entry.verb for entry in ledger.entries_for(indicator)] == ["monitoring.indicator_added"]


def test_the_light_is_live_and_each_group_has_its_own(indicator: Indicator, crowd: Any, today: date) -> None:
    for person in crowd[:3]:
        train(person, 20)
    found = queries.standing(indicator, today)
    assert (found.light, found.words) == ("green", "Tercapai")
    assert {group.label: group.light for group in found.groups} == {
        "Dinas Pendidikan": "red",
        "Dinas Kesehatan": "green",
    }


def test_a_month_is_read_once_however_often_the_clock_comes(indicator: Indicator, today: date) -> None:
    assert services.read_due(today=today) == 0
    assert services.read_due(today=date(2026, 11, 30)) == 0
    assert services.read_due(today=date(2026, 12, 1)) == 1
    assert services.read_due(today=date(2026, 12, 1)) == 0
    assert [reading.on for reading in queries.readings(indicator)] == [date(2026, 12, 1), today]


def test_a_new_day_reads_what_is_due(indicator: Indicator) -> None:
    publish(DayTurned(date(2026, 12, 1)))
    publish(DayTurned(date(2026, 11, 20)))
    assert [reading.on.month for reading in queries.readings(indicator)] == [12, 11]


def test_a_day_that_comes_back_knows_nothing_of_those_after_it(
    indicator: Indicator, eka: Account, client_of: ClientOf, today: date
) -> None:
    january = date(2027, 1, 1)
    publish(DayTurned(january))
    publish(DayTurned(today))
    (last,) = queries.lasts(queries.indicators(), today)
    assert (last.reading and last.reading.on, last.light) == (today, "yellow")
    for url in ("/pemantauan/", f"/pemantauan/indikator/{indicator.uuid}/"):
        assert "1 Januari 2027" not in client_of(eka).get(url).content.decode()
    # A month between is read when it comes, though a later one has been.
    assert services.read_due(today=date(2026, 12, 1)) == 1
    publish(DayTurned(january))
    assert [reading.on for reading in queries.readings(indicator)] == [january, date(2026, 12, 1), today]


def test_a_daily_one_is_read_every_day(indicator: Indicator, today: date) -> None:
    Indicator.objects.update(every=Every.DAY)
    assert services.read_due(today=date(2026, 11, 3)) == 1
    assert services.read_due(today=date(2026, 11, 3)) == 0


def test_gita_is_told_once_when_it_turns_red(indicator: Indicator, crowd: Any, gita: Account) -> None:
    assert "monitoring.turned_red" not in told(gita)
    # In 2027 the year 2026 counts, in which nobody has had a training yet.
    services.read_due(today=date(2027, 1, 1))
    services.read_due(today=date(2027, 2, 1))
    assert told(gita).count("monitoring.turned_red") == 1
    for person in crowd:
        train(person, 20, year=2026)
    services.read_due(today=date(2027, 3, 1))
    assert queries.readings(indicator)[0].light == "green"


def test_the_clock_knows_both_jobs() -> None:
    assert {"monitoring.read_indicators", "monitoring.run_evaluations"} <= {
        job.name for job in schedule.jobs()
    }


def test_a_second_indicator_on_the_same_figure_is_refused(
    indicator: Indicator, eka: Account, today: date
) -> None:
    with pytest.raises(services.Refused, match="sudah menjadi indikator"):
        services.add_indicator(
            policy=indicator.policy, figure=SHARE, target=Decimal(1), warn_at=Decimal(2),
            owner=eka, by=eka, today=today,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"figure": "competency.nothing"}, "tidak dikenal"),
        ({"breakdown": "religion"}, "dirinci"),
        ({"target": Decimal(50), "warn_at": Decimal(40)}, "makin kecil makin baik"),
        (
            {"figure": "competency.average_hours", "target": Decimal(20), "warn_at": Decimal(24)},
            "makin besar makin baik",
        ),
    ],
)
def test_what_makes_no_sense_is_refused(
    draft: Draft, eka: Account, today: date, changes: dict[str, Any], sentence: str
) -> None:
    asked = {"figure": SHARE, "breakdown": "", "target": Decimal(40), "warn_at": Decimal(50)} | changes
    with pytest.raises(services.Refused, match=sentence):
        services.add_indicator(policy=draft.policy, owner=eka, by=eka, today=today, **asked)


def test_gita_may_look_and_not_set(draft: Draft, gita: Account, today: date) -> None:
    with pytest.raises(PermissionDenied):
        services.add_indicator(
            policy=draft.policy, figure=SHARE, target=Decimal(1), warn_at=Decimal(2),
            owner=gita, by=gita, today=today,
        )  # fmt: skip


def test_a_line_needs_two_readings_and_stays_in_its_box(indicator: Indicator) -> None:
    assert queries.picture(indicator, list(queries.readings(indicator))) is None
    services.read_due(today=date(2027, 1, 1))
    drawn = queries.picture(indicator, list(queries.readings(indicator)))
    assert drawn is not None
    assert [dot.value for dot in drawn.dots] == [50, 100]
    assert all(0 <= dot.x <= drawn.WIDTH and 0 <= dot.y <= drawn.HEIGHT for dot in drawn.dots)
    assert drawn.dots[0].y > drawn.dots[1].y


# Pages ------------------------------------------------------------------------------------------

ASKED = {"reference": f"{SHARE}:sex", "target": "40", "warn_at": "50", "every": "month"}


def test_eka_adds_changes_and_ends_an_indicator(
    draft: Draft, eka: Account, gita: Account, client_of: ClientOf
) -> None:
    client = client_of(eka)
    url = f"/pemantauan/kebijakan/{draft.policy.uuid}/indikator/"
    assert client.get(url).status_code == 200
    page = client.post(url, ASKED | {"owner": str(gita.pk)}, follow=True).content.decode()
    assert "bacaan pertamanya dicatat" in page
    assert "Hampir" in page
    held = Indicator.objects.get()
    change = f"/pemantauan/indikator/{held.uuid}/ubah/"
    assert client.get(change).status_code == 200
    asked = ASKED | {"owner": str(gita.pk), "target": "60", "warn_at": "70", "edition": "1"}
    assert "Tercapai" in client.post(change, asked, follow=True).content.decode()
    answer = client.post(change, asked | {"target": "10"})
    assert answer.status_code == 409
    assert "Orang lain menyimpan perubahan" in answer.content.decode()
    client.post(f"/pemantauan/indikator/{held.uuid}/akhiri/")
    assert not queries.watched(draft.policy).exists()
    assert client.get(f"/pemantauan/indikator/{held.uuid}/").status_code == 200


def test_a_threshold_on_the_wrong_side_is_explained(draft: Draft, eka: Account, client_of: ClientOf) -> None:
    url = f"/pemantauan/kebijakan/{draft.policy.uuid}/indikator/"
    asked = ASKED | {"owner": str(eka.pk), "warn_at": "30"}
    assert "makin kecil makin baik" in client_of(eka).post(url, asked).content.decode()


def test_pages_show_the_light_in_words(indicator: Indicator, gita: Account, client_of: ClientOf) -> None:
    services.read_due(today=date(2027, 1, 1))
    Agency.objects.update(demo_today=date(2027, 1, 1))
    client = client_of(gita)
    for url in ("/pemantauan/", f"/pemantauan/kebijakan/{indicator.policy.uuid}/"):
        assert "PNS yang kurang jam pelatihan" in client.get(url).content.decode()
    page = client.get(f"/pemantauan/indikator/{indicator.uuid}/").content.decode()
    assert "<polyline" in page
    assert "Hampir" in page
    assert "Belum tercapai" in page
    assert "Ubah" not in page.split('id="main"')[-1].split("Riwayat")[0]


def test_nothing_watched_says_how_to_begin(city: Any, eka: Account, client_of: ClientOf) -> None:
    assert "Belum ada yang dipantau" in client_of(eka).get("/pemantauan/").content.decode()


def test_who_may_not_look_or_change(
    indicator: Indicator, ani: Account, gita: Account, client_of: ClientOf, client: Client
) -> None:
    pages = (
        "/pemantauan/",
        f"/pemantauan/kebijakan/{indicator.policy.uuid}/",
        f"/pemantauan/indikator/{indicator.uuid}/",
    )
    for url in pages:
        assert client_of(ani).get(url).status_code == 403
        assert client.get(url).status_code == 302
    for url in (
        f"/pemantauan/kebijakan/{indicator.policy.uuid}/indikator/",
        f"/pemantauan/indikator/{indicator.uuid}/ubah/",
    ):
        assert client_of(gita).get(url).status_code == 403
    assert client_of(gita).post(f"/pemantauan/indikator/{indicator.uuid}/akhiri/").status_code == 403


def test_the_list_asks_few_questions(
    indicator: Indicator, eka: Account, client_of: ClientOf, django_assert_max_num_queries: Any
) -> None:
    client = client_of(eka)
    client.get("/pemantauan/")
    with django_assert_max_num_queries(13):
        client.get("/pemantauan/")


def test_the_thread_and_the_page_of_the_policy_show_it(
    indicator: Indicator, eka: Account, client_of: ClientOf, today: date
) -> None:
    steps = threads.of(indicator.policy, account=eka, today=today)
    (knot,) = [step for step in steps if step.order == 90]
    assert knot.detail == "1 indikator, 0 merah"
    page = client_of(eka).get(f"/kebijakan/{indicator.policy.uuid}/").content.decode()
    assert f"/pemantauan/indikator/{indicator.uuid}/" in page
