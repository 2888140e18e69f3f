"""Who may follow in a critical post: candidates, gaps, and the plan that one of them reads herself."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from bijak.accounts.models import Account
from bijak.competency.tests.factories import employ, train
from bijak.ledger import queries as ledger
from bijak.notifications.models import Message
from bijak.organization.models import Post, PostSpell, Unit
from bijak.organization.testing import give_role
from bijak.people.models import Change, EmployeeToday, PositionSpell, SanctionSpell, Separation
from bijak.talent import queries, rules, services
from bijak.talent.models import CriticalPost, DevelopmentAction, DevelopmentPlan, Mapping
from bijak.talent.tests.conftest import worked

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]
Begin = Callable[..., Mapping]


@pytest.fixture
def critical(begin: Begin, education: Unit, citra: Account, today: date) -> CriticalPost:
    """The head of education, who retires next year; of the pool Ani and two others are left, and one of health."""
    mapping = begin()
    worked(services.freeze(mapping=mapping, minutes_no="BA/1", disclosure="nothing", by=citra, today=today))
    employ(
        education, 1, by=citra, today=today, first=50, position_title="Kepala Dinas Pendidikan",
        position_kind="structural", echelon_code="22", born_on=date(1967, 9, 1),
    )  # fmt: skip
    post = Post.objects.create(unit=education, title="Kepala Dinas Pendidikan", key="kepala dinas pendidikan")
    PostSpell.objects.create(
        post=post, kind="structural", needed=1, rank_lowest="33", education_level="40", programmes="Manajemen; Hukum",
        certificates="Kearsipan", from_on=date(2020, 1, 1),
    )  # fmt: skip
    return services.mark_critical(post=post, reason="Tidak boleh kosong.", by=citra, today=today)


def test_candidates_stand_in_the_order_of_their_match_with_every_gap(
    critical: CriticalPost, crowd: list[EmployeeToday], citra: Account, today: date
) -> None:
    train(crowd[0], 20)
    found = queries.succession(critical, citra, on=today)
    assert (found.holder.row.name, found.holder.risk) == ("Pegawai 050", "near")
    assert {each.code for each in found.holder.against} == {"retirement", "post_term"}
    assert (found.total, found.is_short) == (4, False)
    assert [each.row.name for each in found.candidates][0] == "Pegawai 001"
    best = found.candidates[0]
    assert best.readiness == "now"
    assert not best.gaps
    assert sum(part.value or 0 for part in best.parts) == pytest.approx(best.match, abs=0.01)
    others = {
        each.row.name: (each.readiness, {gap.code for gap in each.gaps}) for each in found.candidates[1:]
    }
    assert others["Pegawai 002"] == ("soon", {"training"})
    assert all("training" in gaps for _readiness, gaps in others.values())


def test_what_speaks_for_an_empty_post_is_told_to_those_who_may_read_it(
    critical: CriticalPost, citra: Account, budi: Account, education: Unit, today: date
) -> None:
    """The head is under sanction, and a decree ends her service next month; somebody else acts in her post."""
    give_role(account=budi, role="leader", unit=education, since=today)
    head, stand_in = (
        EmployeeToday.objects.get(name="Pegawai 050"),
        EmployeeToday.objects.get(name="Pegawai 003"),
    )
    change = Change.objects.create(employee=head.employee, by=citra, reason="Uji.")
    believed: Any = {"believed_from": "2026-11-02T00:00Z", "change": change}
    SanctionSpell.objects.create(
        employee=head.employee,
        kind_code="7",
        kind_name="Penundaan",
        level_code="S",
        from_on=date(2026, 6, 1),
        **believed,
    )
    Separation.objects.create(
        employee=head.employee,
        kind_code="3",
        decree_on=date(2026, 10, 1),
        effective_from=date(2026, 12, 1),
        **believed,
    )
    PositionSpell.objects.create(
        employee=stand_in.employee,
        kind="structural",
        title=critical.post.title,
        unit=education,
        assignment="acting",
        from_on=date(2026, 10, 1),
        **believed,
    )
    found = queries.succession(critical, citra, on=today).holder
    assert (found.acting.name, found.risk) == ("Pegawai 003", "near")
    against = {each.code for each in found.against}
    assert against == {"not_acted", "retirement", "separation", "sanction", "post_term"}
    assert {each.code for each in queries.succession(critical, budi, on=today).holder.reasons} == (
        {*rules.OF_HOLDER, "held", "not_acted"} - {"sanction"}
    )


def test_whoever_looks_after_one_office_sees_its_candidates_and_only_counts_the_others(
    critical: CriticalPost,
    crowd: list[EmployeeToday],
    dewi: Account,
    health: Unit,
    client_of: ClientOf,
    today: date,
) -> None:
    give_role(account=dewi, role="oversight", unit=health, since=today)
    assert queries.succession(critical, dewi, on=today).candidates[0].row.unit == health
    assert len(queries.succession(critical, dewi, on=today).candidates) == 1
    assert client_of(dewi).get(f"/talenta/jabatan-kritikal/{critical.uuid}/").status_code == 404


def test_too_few_candidates_are_a_warning(
    critical: CriticalPost,
    citra: Account,
    client_of: ClientOf,
    today: date,
    django_assert_max_num_queries: Any,
) -> None:
    browser = client_of(citra)
    assert "terlalu sedikit" not in browser.get("/talenta/jabatan-kritikal/").content.decode()
    Mapping.objects.all().delete()
    with django_assert_max_num_queries(24):
        page = browser.get("/talenta/jabatan-kritikal/").content.decode()
    assert "terlalu sedikit" in page
    assert "Segera kosong" in page
    assert "belum ada calon" in browser.get(f"/talenta/jabatan-kritikal/{critical.uuid}/").content.decode()


def test_a_post_is_found_by_words_and_marked_with_a_reason(
    critical: CriticalPost, citra: Account, client_of: ClientOf, today: date
) -> None:
    services.unmark(critical=critical, by=citra, today=today)
    browser = client_of(citra)
    assert (
        "Tidak ada formasi" in browser.get("/talenta/jabatan-kritikal/baru/?cari=tidak+ada").content.decode()
    )
    sent = {"post": str(critical.post.uuid), "reason": "Layanan berhenti bila kosong."}
    page = browser.post("/talenta/jabatan-kritikal/baru/", sent, follow=True).content.decode()
    assert "Layanan berhenti bila kosong." in page


def test_ani_is_told_of_her_plan_and_reads_what_is_done(
    critical: CriticalPost,
    crowd: list[EmployeeToday],
    ani: Account,
    citra: Account,
    dewi: Account,
    client_of: ClientOf,
) -> None:
    browser, person = client_of(citra), crowd[0]
    begun = f"/talenta/jabatan-kritikal/{critical.uuid}/rencana/{person.uuid}/"
    assert browser.post(begun, {"mentor": "Drs. Rahmat"}).status_code == 302
    assert browser.post(begun, {"mentor": "Lain"}).status_code == 409
    plan = DevelopmentPlan.objects.get()
    url = f"/talenta/rencana/{plan.uuid}/"
    assert browser.post(url, {"what": "PKN II", "gap": "training", "due_on": "2026-01-01"}).status_code == 409
    browser.post(url, {"what": "PKN II", "gap": "training", "due_on": "2027-06-30"})
    action = queries.actions_of(plan).get()
    browser.post(f"{url}langkah/{action.uuid}/", {"selesai": "1"})
    kept = ledger.entries_for(("people.employee", person.uuid)).filter(verb__startswith="talent.step_")
    about = {"plan": str(plan.uuid), "step": str(action.uuid)}
    assert {each.verb: each.facts for each in kept} == {
        "talent.step_added": about | {"due_on": "2027-06-30"},
        "talent.step_settled": about | {"is_done": True},
    }
    assert Message.objects.filter(to=ani, kind="talent.plan").exists()
    DevelopmentAction.objects.create(plan=plan, what="Magang", gap="", due_on=date(2026, 10, 1))
    assert "Magang" in browser.get("/talenta/terlambat/").content.decode()
    assert queries.steps_by(date(2026, 11, 2)) == (0, 1)
    assert "Langkah pengembangan terlambat" in browser.get("/").content.decode()
    own = client_of(ani)
    assert "selesai 2 November 2026" in own.get(url).content.decode()
    assert "Drs. Rahmat" in own.get("/talenta/saya/").content.decode()
    assert own.post(url, {"what": "x", "gap": "", "due_on": "2027-06-30"}).status_code == 403
    assert client_of(dewi).get(url).status_code == 404
    person.employee.account = citra
    person.employee.save()
    with pytest.raises(services.Refused):
        services.settle_action(action=action, person=person, is_done=False, by=citra, today=date(2026, 11, 2))
