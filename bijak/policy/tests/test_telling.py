"""What everybody may know: what people were asked about, and what is law. A number alone tells nothing."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from bijak.accounts.models import Account
from bijak.organization.models import Unit
from bijak.policy import queries, services
from bijak.policy import testing as policy
from bijak.policy.models import Activity, Decree, Draft

pytestmark = pytest.mark.django_db

type Browser = Callable[[Account], Client]


def numbered(draft: Draft, today: date) -> Decree:
    """Set, and not yet in the gazette; Pasal 3 reads otherwise than when people were asked about it."""
    draft = policy.in_dialogue(draft, today)
    passage = queries.passages(queries.working_version(draft)).get(
        pk=policy.clause(draft, "Pasal 3").passage_id
    )
    services.edit_passage(
        passage=passage,
        heading="",
        text=passage.text.replace("kesempatan", "peluang"),
        edition=passage.edition,
        by=None,
        today=today,
    )
    draft = policy.deciding(queries.get_draft(draft.uuid), today)
    policy.pass_gates(draft, today)
    return services.enact(
        draft=draft,
        number=12,
        year=today.year,
        name="Peraturan Wali Kota Contoh",
        enacted_on=today,
        in_force_from=today,
        signed_by="Gita Maharani",
        by=None,
        today=today,
    )


def test_until_the_gazette_a_stranger_reads_what_people_were_asked_about(
    client: Client, ani: Account, client_of: Browser, today: date
) -> None:
    decree = numbered(policy.make_policy(today=today), today)
    text = reverse("policy:text", args=[decree.draft.uuid])
    file = reverse("policy:download_text", args=[decree.draft.uuid])
    assert "kesempatan" in client_of(ani).get(text).content.decode()
    assert "kesempatan" in client.get(file).content.decode()
    promulgated = services.promulgate(
        decree=decree,
        promulgated_on=today,
        gazette_number=12,
        gazette_year=today.year,
        promulgated_by="Sulastri",
        in_force_from=today,
        by=None,
        today=today,
    )
    assert promulgated.is_law
    assert "peluang" in client_of(ani).get(text).content.decode()
    assert "peluang" in client.get(file).content.decode()


def test_a_text_with_a_number_that_nobody_was_asked_about_is_told_by_the_gazette(
    client: Client, today: date
) -> None:
    decree = numbered(policy.make_policy(today=today), today)
    Draft.objects.filter(pk=decree.draft_id).update(dialogue_version=None)
    draft = queries.get_draft(decree.draft.uuid)
    page = reverse("policy:download_text", args=[draft.uuid])
    assert not queries.is_told(draft)
    assert client.get(page).status_code == 404
    Decree.objects.update(
        promulgated_on=today, gazette_number=12, gazette_year=today.year, promulgated_by="Sulastri"
    )
    assert queries.is_told(draft)
    assert client.get(page).status_code == 200


def test_who_carries_a_provision_out_reads_no_draft_that_is_not_told(
    education: Unit, eka: Account, budi: Account, client_of: Browser, today: date
) -> None:
    draft = policy.make_policy(today=today)
    activity = policy.planned(draft, education, budi, today)
    Activity.objects.update(provision_id=policy.clause(draft, "Pasal 3").provision_id)
    page = reverse("policy:activity", args=[activity.uuid])
    assert "Kepala perangkat daerah memberi" in client_of(eka).get(page).content.decode()
    assert "Kepala perangkat daerah memberi" not in client_of(budi).get(page).content.decode()
    policy.in_dialogue(draft, today)
    assert "Kepala perangkat daerah memberi" in client_of(budi).get(page).content.decode()
