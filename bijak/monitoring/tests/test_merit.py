"""The merit binder: points are judged with reasons, proofs kept, gaps shown, and a frozen year does not change."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from bijak.accounts.models import Account
from bijak.documents.testing import a_pdf
from bijak.ledger import queries as ledger
from bijak.monitoring import queries, services, texts
from bijak.monitoring.models import MeritPoint, MeritYear


@pytest.fixture
def year(eka: Account, today: date) -> MeritYear:
    return services.open_merit_year(year=today.year, by=eka, today=today)


def judge(point: MeritPoint, by: Account, today: date, score: int | None = 3, **changes: Any) -> MeritPoint:
    facts: dict[str, Any] = {"reason": "Ada SK-nya.", "owner": None, "due_on": None, "edition": point.edition}
    return services.judge_point(point=point, score=score, by=by, today=today, **facts | changes)


def test_a_year_has_every_point_and_no_index_until_all_is_known(year: MeritYear) -> None:
    found = queries.binder(year)
    assert sum(len(aspect.points) for aspect in found.aspects) == len(texts.POINTS)
    assert (found.category, found.so_far, found.unscored) == (None, 0, len(texts.POINTS))


def test_scores_survey_and_correction_make_the_index(year: MeritYear, eka: Account, today: date) -> None:
    for point in queries.points(year):
        judge(point, eka, today, score=4)
    year = services.set_merit_survey(
        year=year, survey=Decimal("0.6"), correction=Decimal("0.1"), edition=1, by=eka, today=today
    )
    found = queries.binder(year)
    assert found.index.total.item() == pytest.approx(0.75 + 0.15 - 0.1)
    assert str(found.category) == "Menengah"


def test_a_score_needs_its_reason_and_the_second_writer_is_told(
    year: MeritYear, eka: Account, today: date
) -> None:
    point = queries.points(year)[0]
    with pytest.raises(services.Refused, match="alasan"):
        judge(point, eka, today, reason=" ")
    judge(point, eka, today)
    with pytest.raises(services.Changed):
        judge(point, eka, today, score=1)


def test_gaps_come_by_what_they_would_bring_and_say_what_is_overdue(
    year: MeritYear, eka: Account, today: date
) -> None:
    late = MeritPoint.objects.get(year=year, code="digital.data")
    judge(late, eka, today, due_on=today - timedelta(days=1))
    found = queries.gaps(queries.binder(year), today)
    assert [gap.gain for gap in found] == sorted((gap.gain for gap in found), reverse=True)
    assert [gap.point.code for gap in found if gap.is_overdue] == ["digital.data"]
    assert sum(gap.gain for gap in found) == pytest.approx(1 - queries.binder(year).so_far)


def test_a_frozen_year_keeps_what_it_said_and_refuses_every_change(
    year: MeritYear, eka: Account, today: date
) -> None:
    with pytest.raises(services.Refused, match="belum diberi skor"):
        services.freeze_merit_year(year=year, by=eka, today=today)
    for point in queries.points(year):
        judge(point, eka, today)
    point = queries.points(year)[0]
    services.add_merit_proof(
        point=point, title="SK Anjab", place="", file=ContentFile(a_pdf(), name="sk.pdf"), by=eka, today=today
    )
    frozen = services.freeze_merit_year(year=year, by=eka, today=today)
    assert frozen.facts is not None
    assert {each["code"] for each in frozen.facts["points"]} == set(texts.POINTS)
    assert frozen.facts["points"][0]["proofs"][0]["sha256"]
    (entry,) = [each for each in ledger.entries_for(frozen) if each.verb == "monitoring.merit_frozen"]
    assert len(entry.facts["sha256"]) == 64
    for change in (
        lambda: judge(queries.points(year)[0], eka, today),
        lambda: services.freeze_merit_year(year=year, by=eka, today=today),
        lambda: services.add_merit_proof(point=point, title="x", place="y", by=eka, today=today),
    ):
        with pytest.raises(services.Refused, match="dibekukan"):
            change()


def test_no_year_before_the_regulation_and_none_twice(eka: Account, year: MeritYear, today: date) -> None:
    for wrong in (today.year, today.year + 1, 2019):
        with pytest.raises(services.Refused):
            services.open_merit_year(year=wrong, by=eka, today=today)


def test_the_pages_judge_prove_and_take_back(
    client_of: Callable[[Account], Client], eka: Account, year: MeritYear
) -> None:
    client = client_of(eka)
    point = MeritPoint.objects.get(year=year, code="performance.planning")
    page = reverse("monitoring:merit_point", args=[point.uuid])
    refused = client.post(page, {"score": "3", "reason": "", "edition": "1"})
    assert refused.status_code == 409
    assert client.post(page, {"score": "3", "reason": "SKP lengkap", "edition": "1"}).status_code == 302
    proving = reverse("monitoring:merit_prove", args=[point.uuid])
    svg = SimpleUploadedFile("x.pdf", b"<svg xmlns='http://www.w3.org/2000/svg'/>")
    assert client.post(proving, {"title": "Rekap", "file": svg}).status_code == 409
    assert client.post(proving, {"title": "Rekap", "place": "Rak 3"}).status_code == 302
    shown = client.get(page).content.decode()
    assert "Rekap" in shown
    assert "Pegawai dengan penilaian SKP" in shown
    (proof,) = queries.proofs(point)
    client.post(reverse("monitoring:merit_unprove", args=[proof.uuid]))
    assert not queries.proofs(point)
    whole = client.get(reverse("monitoring:merit", args=[year.year]))
    assert "Perencanaan kinerja: 3" in whole.content.decode()
    taken = client.get(reverse("monitoring:merit_table", args=[year.year]) + "?bentuk=csv")
    assert taken.headers["Content-Type"].startswith("text/csv")


def test_only_who_may_watch_sees_it_and_only_an_analyst_changes_it(
    client_of: Callable[[Account], Client], year: MeritYear, hadi: Account
) -> None:
    point = queries.points(year)[0]
    page = reverse("monitoring:merit_point", args=[point.uuid])
    client = client_of(hadi)
    assert client.get(page).status_code == 200
    assert client.post(page, {"score": "3", "reason": "x", "edition": "1"}).status_code == 403
