"""An award from its criteria to the public page: nobody judges her own, and nobody is named who did not agree."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from bijak.accounts.models import Account
from bijak.ledger import queries as ledger
from bijak.organization.models import Agency, Unit
from bijak.people import services as people
from bijak.people.models import Award, Employee, EmployeeToday
from bijak.people.tests.factories import make_batch, workforce_frame
from bijak.welfare.models import AwardRound, Nomination, RoundStage
from bijak.welfare.queries import recognition as queries
from bijak.welfare.services import recognition as services
from bijak.welfare.services.refusals import Refused

ANIS = "199001012015012001"


@pytest.fixture(autouse=True)
def _place(db: None, settings: Any, tmp_path: Any, today: date, city: Unit) -> None:
    settings.DATA_DIR = tmp_path
    Agency.objects.update_or_create(pk=1, defaults={"demo_today": today, "name": "Kota", "seat": "Contoh"})


@pytest.fixture
def ani_row(education: Unit, citra: Account, ani: Account, today: date) -> EmployeeToday:
    rows = [
        {"siasn_id": "R1", "nip": ANIS, "unit_id": education.pk, "cpns_from": date(2016, 1, 1)},
        {"siasn_id": "R2", "nip": "199001012015012002", "name": "Bela", "unit_id": education.pk},
    ]
    people.record_workforce(workforce_frame(rows), batch=make_batch(citra), by=citra, today=today)
    Employee.objects.filter(siasn_id="R1").update(account=ani)
    return EmployeeToday.objects.select_related("employee__account", "unit").get(nip=ANIS)


@pytest.fixture
def opened(citra: Account, hadi: Account, budi: Account, ani: Account, today: date) -> AwardRound:
    """Criteria are set, and Hadi, Budi (Ani's superior) and Ani herself sit in the committee."""
    made = services.start_round(
        name="Pegawai Teladan", award_code="306", year=2026, about="", by=citra, today=today
    )
    services.set_criteria(
        round=made, criteria=[("Dampak", 60), ("Kerja sama", 40)], judges=[hadi, budi, ani], edition=1, by=citra,
        today=today,
    )  # fmt: skip
    return services.open_round(round=made, by=citra, today=today)


def test_an_award_goes_from_its_criteria_to_the_record_and_to_the_public_with_consent(
    opened: AwardRound, ani_row: EmployeeToday, ani: Account, budi: Account, citra: Account, hadi: Account,
    dewi: Account, client_of: Any, today: date,
) -> None:  # fmt: skip
    with pytest.raises(Refused, match="Disiapkan"):
        services.set_criteria(
            round=opened, criteria=[("Lain", 100)], judges=[hadi], edition=2, by=citra, today=today
        )
    officer = client_of(citra)
    told = {"person_cari": "ani", "reason": "Memangkas antrean layanan."}
    nominate = reverse("welfare:nominate", args=[opened.uuid])
    assert ANIS in officer.post(nominate, told | {"search": ""}).content.decode()
    assert not Nomination.objects.exists()
    assert officer.post(nominate, told).status_code == 302
    nomination = Nomination.objects.get()
    assert (
        officer.post(reverse("welfare:advance", args=[opened.uuid]), {"langkah": "tutup"}).status_code == 302
    )

    criteria = queries.criteria_of(opened)
    points = {criteria[0].pk: 80, criteria[1].pk: 90}
    for conflicted in (budi, ani):
        assert not queries.conflict(conflicted, nomination, today=today)
        with pytest.raises(Refused, match="bawahan Anda"):
            services.score(nomination=nomination, points=points, by=conflicted, today=today)
    judge = client_of(hadi)
    page = judge.post(reverse("welfare:score", args=[nomination.uuid]), {"nilai_1": "80", "nilai_2": "90"})
    assert page.status_code == 302
    (standing,) = queries.standings(opened, queries.nominations_of(opened))
    assert standing.points == pytest.approx(84)
    assert ledger.entries_for(opened).get(verb="welfare.nominations_closed").facts == {"count": 1}
    given = ledger.entries_for(nomination).get(verb="welfare.scored")
    assert (given.by_uuid, given.facts) == (hadi.uuid, {"points": [["Dampak", 80], ["Kerja sama", 90]]})

    choose, decide = (reverse(f"welfare:{name}", args=[opened.uuid]) for name in ("choose", "decide"))
    decree = {"decree_no": "SK-1", "decree_on": "2026-10-30", "otherwise": ""}
    assert "Pilih paling sedikit satu" in officer.post(decide, decree).content.decode()
    chosen = {"calon": str(nomination.pk), f"terima_{nomination.pk}": "on"}
    assert "Tulis alasannya." in officer.post(choose, chosen).content.decode()
    assert officer.post(choose, chosen | {f"alasan_{nomination.pk}": "Nilai tertinggi."}).status_code == 302
    assert "1 dari 1 calon dipilih" in officer.get(decide).content.decode()
    assert client_of(ani).post(reverse("welfare:consent", args=[nomination.uuid])).status_code == 302
    assert Nomination.objects.filter(is_honoured=None, consent=None).exists()  # chosen is not decided
    answer = officer.post(decide, decree)
    assert answer.status_code == 302, answer.content.decode()
    award = Award.objects.get(believed_until=None)
    assert (award.employee_id, award.name, award.decree_no) == (ani_row.pk, "Pegawai Teladan", "SK-1")

    stranger = client_of(dewi)
    public = reverse("welfare:honoured")
    assert "Ani Lestari" not in stranger.get(public).content.decode()
    assert stranger.post(reverse("welfare:consent", args=[nomination.uuid])).status_code == 404
    client_of(ani).post(reverse("welfare:consent", args=[nomination.uuid]), {"setuju": "ya"})
    assert "Ani Lestari" in stranger.get(public).content.decode()
    services.consent(nomination=nomination, agrees=False, at=timezone.now(), by=ani)
    assert "Ani Lestari" not in stranger.get(public).content.decode()


def test_weights_make_a_hundred_and_nobody_proposes_herself(
    opened: AwardRound,
    ani_row: EmployeeToday,
    citra: Account,
    ani: Account,
    hadi: Account,
    client_of: Any,
    today: date,
) -> None:
    officer = client_of(citra)
    other = services.start_round(name="Lain", award_code="400", year=2026, about="", by=citra, today=today)
    for criteria in ("Dampak = 60", "Dampak", "Dampak = x"):
        told = {"criteria": criteria, "judges_cari": hadi.nip, "edition": 1}
        assert officer.post(reverse("welfare:criteria", args=[other.uuid]), told).status_code == 422
    whole = {"criteria": "Dampak = 100", "judges_cari": hadi.name, "edition": 1}
    for judges, status in (([str(citra.uuid), "x"], 422), ([str(citra.uuid)], 302)):
        sent = officer.post(reverse("welfare:criteria", args=[other.uuid]), whole | {"judges": judges})
        assert sent.status_code == status
    assert {each.account for each in queries.judges_of(other)} == {citra, hadi}
    page = officer.get(reverse("welfare:criteria", args=[other.uuid])).content.decode()
    assert str(hadi.uuid) in page
    services.set_criteria(round=other, criteria=[], judges=[hadi], edition=2, by=citra, today=today)
    with pytest.raises(Refused, match="sekarang 0"):
        services.open_round(round=other, by=citra, today=today)
    with pytest.raises(Refused, match="Belum ada yang dicalonkan"):
        services.close_nominations(round=opened, by=citra, today=today)
    Employee.objects.filter(siasn_id="R1").update(account=citra)
    hers = EmployeeToday.objects.select_related("employee__account", "unit").get(nip=ANIS)
    with pytest.raises(Refused, match="diri sendiri"):
        services.nominate(round=opened, row=hers, reason="Saya.", by=citra, today=today)


def test_medals_are_proposed_by_the_rule_of_the_lists(
    ani_row: EmployeeToday, citra: Account, today: date
) -> None:
    medal = services.start_round(
        name="Satyalancana X", award_code="201", year=2026, about="", by=citra, today=today
    )
    services.open_round(round=medal, by=citra, today=today)
    assert services.propose_by_rule(round=medal, by=citra, today=today) == 2
    assert services.propose_by_rule(round=medal, by=citra, today=today) == 0
    first = Nomination.objects.earliest("pk")
    assert services.choose_all(round=medal, reason="Sepuluh tahun.", by=citra, today=today) == 2
    others = Nomination.objects.exclude(pk=first.pk)
    services.choose(round=medal, chosen={each.pk: "" for each in others}, by=citra, today=today)
    told = {"decree_no": "K-1", "decree_on": today, "by": citra, "today": today}
    with pytest.raises(Refused, match="juga bagi yang belum menerima"):
        services.decide(round=medal, otherwise="", **told)
    decided = services.decide(round=medal, otherwise="Menunggu berkas.", **told)
    assert set(others.values_list("is_honoured", "verdict")) == {(False, "Menunggu berkas.")}
    assert decided.stage == RoundStage.DECIDED
    assert Award.objects.get(believed_until=None).award_code == "201"
