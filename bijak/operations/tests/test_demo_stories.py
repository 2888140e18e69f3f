"""The demo's policies stand where its stories leave them, however often it is started."""

from datetime import date

import pytest
from django.utils import timezone

from bijak.accounts.models import Account
from bijak.consultation import queries as consultation
from bijak.letters import queries as letters
from bijak.operations import demo
from bijak.organization import queries as organization
from bijak.outreach import queries as outreach
from bijak.policy import queries as policies
from bijak.policy.models import Policy
from bijak.survey.models import Survey

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture(autouse=True)
def _small_town(monkeypatch, settings, tmp_path):
    """Made up as of one day: who is drawn, and so what the figures are, hangs on it."""
    monkeypatch.setattr(organization, "today", lambda _now: date(2026, 11, 22))
    settings.DATA_DIR = tmp_path
    monkeypatch.setenv("BIJAK_DEMO_PEOPLE", "260")


def stages():
    return {policy.title: policies.newest_draft(policy).stage for policy in Policy.objects.order_by("pk")}


def test_pontianak_has_three_policies_each_at_another_stage():
    demo.load("pontianak")
    first = stages()
    assert sorted(first.values()) == ["dialogue", "enacted", "writing"]
    draft = policies.newest_draft(Policy.objects.get(title__startswith="Pengembangan"))
    counts = consultation.count_of(draft)
    assert (counts.all, counts.answered) == (10, 5)
    assert [row.term for row in policies.settings_of(policies.dialogue_version(draft))] == [
        "competency.minimum_hours"
    ]
    discussed, next_one = reversed(policies.versions_of(draft))
    texts = [
        dict(policies.passages(version).values_list("provision", "text")) for version in (discussed, next_one)
    ]
    assert sum(texts[0][key] != texts[1][key] for key in texts[0]) == 2
    (evidence,) = policies.evidence_of(draft)
    shown = policies.show(evidence, organization.today(timezone.now()))
    assert evidence.is_from_history
    assert shown.now is not None
    assert shown.then["value"] > 0
    assert shown.now["value"] > 0
    assert shown.then["value"] != shown.now["value"]
    campaign = outreach.campaigns().get()
    assert campaign.state == "open"
    today = organization.today(timezone.now())
    reach = outreach.progress(campaign, scope=organization.EVERYTHING, today=today)
    shares = [row.ladder.acknowledged_percent or 0 for row in reach.rows if row.ladder.assigned >= 10]
    assert max(shares) - min(shares) > 40
    hard = [each.address for each in outreach.understanding(campaign, today=today) if each.is_hard]
    assert "Pasal 9 ayat (3)" in hard
    assert set(Survey.objects.values_list("state", "moment")) == {("closed", "before"), ("open", "after")}
    demo.load("pontianak")
    assert stages() == first
    assert letters.all_books().count() == 1


def test_jakarta_revises_what_has_been_in_force_for_years():
    demo.load("jakarta")
    policy = Policy.objects.get()
    assert [draft.stage for draft in policies.drafts_of(policy).order_by("number")] == ["enacted", "writing"]


def test_a_first_start_that_was_cut_off_is_finished_by_the_next(monkeypatch):
    told = demo.stories._STORIES
    monkeypatch.setitem(told, "mamuju_kepegawaian", lambda cast, name: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        demo.load("mamuju")
    assert Account.objects.filter(email=demo.ANALYST.email).exists()
    assert not Policy.objects.exists()
    monkeypatch.setitem(told, "mamuju_kepegawaian", demo.stories._merit)
    demo.load("mamuju")
    assert list(stages().values()) == ["deciding"]
