"""The life of a draft: its way by kind, initials in order, other offices' clocks, the gazette, the end."""

import inspect
from collections.abc import Callable
from contextlib import nullcontext
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bijak.accounts.models import Account
from bijak.kernel.events import publish
from bijak.ledger import queries as ledger
from bijak.notifications.models import Message
from bijak.organization import services as organizing
from bijak.organization.events import DayTurned
from bijak.organization.models import Agency, Grant
from bijak.policy import queries, services
from bijak.policy.exporting import printing
from bijak.policy.models import Decree, Draft, Kind, Policy, Referral, Stage
from bijak.policy.registries import gates
from bijak.policy.rules import life
from bijak.policy.testing import SHORT_TEXT, deciding, enacted, in_dialogue, make_policy, pass_gates

pytestmark = pytest.mark.django_db

Browser = Callable[[Account], Client]


def of_kind(kind: str, eka: Account, today: date) -> Draft:
    draft = make_policy(by=eka, today=today)
    Policy.objects.filter(pk=draft.policy_id).update(kind=kind)
    return queries.get_draft(draft.uuid)


def harmonise(draft: Draft, today: date) -> None:
    services.pass_gate(
        draft=draft, gate="harmonisation", letter_no="W-1", letter_on=today, by=None, today=today
    )


def facilitated(draft: Draft, today: date) -> Draft:
    """Waiting for the first initials."""
    draft = deciding(draft, today)
    pass_gates(draft, today, until="coordination")
    return draft


def set_down(draft: Draft, today: date) -> Decree:
    """With its number, not promulgated."""
    draft = deciding(draft, today)
    pass_gates(draft, today)
    return services.enact(
        draft=draft, number=12, year=2026, name="Peraturan Wali Kota Contoh", enacted_on=today,
        signed_by="Gita Maharani", by=None, today=today,
    )  # fmt: skip


def promulgate(decree: Decree, today: date, **more: object) -> Decree:
    facts: dict[str, object] = {
        "promulgated_on": today, "gazette_number": 12, "gazette_year": 2026, "promulgated_by": "Sulastri",
        "in_force_from": today, "by": None, "today": today,
    }  # fmt: skip
    return services.promulgate(decree=decree, **(facts | more))  # type: ignore[arg-type]


def page(draft: Draft, browser: Client) -> str:
    return browser.get(reverse("policy:decide", args=[draft.uuid])).content.decode()


# The data ---------------------------------------------------------------------------------------


def test_every_stage_is_a_state_and_every_act_a_service() -> None:
    assert set(Stage.values) <= {state.value for state in life.State}
    for each in life.TRANSITIONS:
        assert callable(getattr(services, each.act)), each.act


def test_every_state_can_be_reached_and_only_ends_are_ends() -> None:
    reached = {each.target for each in life.TRANSITIONS}
    left = {each.source for each in life.TRANSITIONS}
    assert reached == set(life.State)
    assert set(life.State) - left == {life.State.REPLACED, life.State.REVOKED, life.State.WITHDRAWN}


def test_every_step_before_the_decree_is_a_gate_of_the_same_code() -> None:
    before = {step.code for step in life.STEPS.values() if step.is_gate}
    known = gates.leaving("deciding")
    assert before <= {gate.code for gate in known}
    assert not any(gate.by_hand for gate in known if gate.code not in before)


@pytest.mark.parametrize(
    ("kind", "agency", "codes"),
    [
        (life.PERKADA, "city", "harmonisation facilitation coordination leader_approval signature"),
        (life.PERKADA, "central", "harmonisation coordination leader_approval signature"),
        (
            life.PERDA,
            "province",
            "harmonisation coordination leader_approval dprd_consent facilitation register_number signature",
        ),
        (life.KEPUTUSAN, "city", "coordination leader_approval signature"),
        (life.EDARAN, "regency", "coordination leader_approval signature"),
    ],
)
def test_each_product_has_its_own_gates_in_order(
    kind: str, agency: str, codes: str, eka: Account, today: date
) -> None:
    Agency.objects.update_or_create(pk=1, defaults={"kind": agency})
    draft = of_kind(kind, eka, today)
    assert [gate.code for gate in queries.leaving(draft, "deciding")] == codes.split()


def test_what_no_law_was_read_for_is_not_called_verified() -> None:
    assert {code for code, step in life.STEPS.items() if step.verified} == {"consultation", "harmonisation"}
    assert not any(step.deadline.verified for step in life.STEPS.values() if step.deadline)


def test_a_circular_is_not_harmonised(eka: Account, today: date) -> None:
    draft = deciding(of_kind(Kind.CIRCULAR, eka, today), today)
    with pytest.raises(services.Refused, match="tidak diperlukan bagi Surat edaran"):
        harmonise(draft, today)


# Initials in order --------------------------------------------------------------------------------


def test_the_first_list_is_the_customary_one_and_the_next_the_one_used_last(
    draft: Draft, eka: Account, gita: Account, today: date
) -> None:
    draft = deciding(draft, today)
    assert [each.title for each in queries.approvals(draft)] == list(life.APPROVERS)
    listed = [services.Listed("Sekretaris Daerah", gita)]
    services.list_approvers(draft=draft, listed=listed, by=eka, today=today)
    other = deciding(make_policy(by=eka, today=today, title="Cuti"), today)
    assert [(each.title, each.account) for each in queries.approvals(other)] == [("Sekretaris Daerah", gita)]


def test_nobody_puts_initials_out_of_turn(draft: Draft, eka: Account, gita: Account, today: date) -> None:
    draft = facilitated(draft, today)
    services.list_approvers(
        draft=draft,
        listed=[services.Listed("Kepala Bagian Hukum", None), services.Listed("Sekretaris Daerah", gita)],
        by=eka,
        today=today,
    )
    first, second = queries.approvals(draft)
    with pytest.raises(services.Refused, match="Belum gilirannya: “Kepala Bagian Hukum”"):
        services.approve(approval=second, by=gita, today=today)
    with pytest.raises(services.Refused, match="hanya dapat diberikan oleh pejabatnya"):
        services.approve(approval=first, by=gita, today=today)
    with pytest.raises(services.Refused, match="belum ada pada tanggal itu"):
        services.approve(approval=first, decided_on=today - timedelta(days=1), by=eka, today=today)
    services.approve(approval=first, decided_on=today, by=eka, today=today)
    assert Message.objects.filter(to=gita, body__endswith="Paraf: Sekretaris Daerah").count() == 1
    with pytest.raises(services.Refused, match="hanya dapat diberikan"):
        services.approve(approval=second, by=eka, today=today)
    services.approve(approval=second, by=gita, today=today)
    with pytest.raises(services.Refused, match="sudah menjawab"):
        services.approve(approval=second, by=gita, today=today)
    assert [entry.verb for entry in ledger.entries_for(draft)][:2] == ["policy.approval_answered"] * 2


def test_initials_wait_for_what_comes_before(draft: Draft, eka: Account, today: date) -> None:
    draft = deciding(draft, today)
    with pytest.raises(services.Refused, match="“Harmonisasi” harus selesai dahulu"):
        services.approve(approval=queries.approvals(draft)[0], by=eka, today=today)


def test_a_deputy_puts_initials_for_whom_she_stands_in(
    draft: Draft, eka: Account, gita: Account, dewi: Account, today: date
) -> None:
    draft = facilitated(draft, today)
    listed = [services.Listed("Sekretaris Daerah", gita)]
    services.list_approvers(draft=draft, listed=listed, by=eka, today=today)
    (approval,) = queries.approvals(draft)
    assert not queries.may_answer(approval, dewi, today)
    principal = Grant.objects.get(account=gita)
    organizing.name_deputy(
        grant=principal, account=dewi, from_on=today, until_on=today + timedelta(days=5),
        by=gita, today=today,
    )  # fmt: skip
    assert queries.may_answer(approval, dewi, today)
    services.approve(approval=approval, by=dewi, today=today)
    assert not queries.may_answer(approval, dewi, today + timedelta(days=6))


def test_an_official_returns_the_text_and_the_next_round_begins_anew(
    draft: Draft, eka: Account, gita: Account, today: date
) -> None:
    draft = facilitated(draft, today)
    listed = [services.Listed("Kepala BKPSDM", None), services.Listed("Sekretaris Daerah", gita)]
    services.list_approvers(draft=draft, listed=listed, by=eka, today=today)
    first, second = queries.approvals(draft)
    services.approve(approval=first, by=eka, today=today)
    with pytest.raises(services.Refused, match="apa yang harus"):
        services.return_draft(approval=second, reason=" ", by=gita, today=today)
    version = services.return_draft(approval=second, reason="Pasal 3 belum jelas.", by=gita, today=today)
    assert not version.is_frozen
    draft = services.close_dialogue(draft=queries.get_draft(draft.uuid), by=eka, today=today)
    assert [(each.title, each.answer) for each in queries.approvals(draft)] == [
        ("Kepala BKPSDM", "waiting"),
        ("Sekretaris Daerah", "waiting"),
    ]
    with pytest.raises(services.Refused, match="naskah yang lama"):
        services.approve(approval=second, by=gita, today=today)


def test_the_list_is_fixed_once_the_first_has_answered(draft: Draft, eka: Account, today: date) -> None:
    draft = facilitated(draft, today)
    services.approve(approval=queries.approvals(draft)[0], by=eka, today=today)
    with pytest.raises(services.Refused, match="tidak dapat diubah lagi"):
        services.list_approvers(draft=draft, listed=[], by=eka, today=today)


def test_only_who_can_read_drafts_is_listed(draft: Draft, eka: Account, ani: Account, today: date) -> None:
    draft = deciding(draft, today)
    with pytest.raises(services.Refused, match="tidak dapat membaca"):
        services.list_approvers(draft=draft, listed=[services.Listed("Asisten", ani)], by=eka, today=today)


def test_eka_composes_the_list_and_each_puts_initials_on_the_page(
    draft: Draft, eka: Account, gita: Account, client_of: Browser, today: date
) -> None:
    draft = facilitated(draft, today)
    analyst, leader = client_of(eka), client_of(gita)
    address = reverse("policy:approvers", args=[draft.uuid])
    assert "Kepala Bagian Hukum" in analyst.get(address).content.decode()
    rows = [("2", "Sekretaris Daerah", str(gita.uuid)), ("1", "Kepala BKPSDM", ""), ("3", "", "")]
    typed = {"paraf-TOTAL_FORMS": "3", "paraf-INITIAL_FORMS": "3"}
    for place, row in enumerate(rows):
        typed |= {
            f"paraf-{place}-{name}": value
            for name, value in zip(("position", "title", "account"), row, strict=True)
        }
    assert analyst.post(address, typed).status_code == 302
    first, second = queries.approvals(draft)
    assert (first.title, second.account) == ("Kepala BKPSDM", gita)
    assert leader.post(reverse("policy:approve", args=[first.uuid])).status_code == 404
    day = {f"{first.uuid}-decided_on": today.isoformat(), f"{first.uuid}-note": "H. Salim"}
    analyst.post(reverse("policy:approve", args=[first.uuid]), day)
    assert f"Paraf: Sekretaris Daerah: {draft.policy.title}" in leader.get("/").content.decode()
    assert "gilirannya" in page(draft, leader)
    leader.post(reverse("policy:approve", args=[second.uuid]), {f"{second.uuid}-note": ""})
    assert queries.approvals_missing(draft, today) == []
    assert "H. Salim" in page(draft, leader)


# Other offices ------------------------------------------------------------------------------------


def sent(draft: Draft, today: date) -> Draft:
    """Facilitation was asked for on that day, a Monday."""
    draft = deciding(draft, today)
    harmonise(draft, today)
    services.refer(draft=draft, gate="facilitation", letter_no="188/1", sent_on=today, by=None, today=today)
    return draft


def test_the_clock_of_another_office_counts_working_days(draft: Draft, today: date) -> None:
    draft = sent(draft, today)  # Monday 2 November 2026; no holiday until the 23rd
    last = date(2026, 11, 23)
    assert queries.due_on(today, life.Deadline(days=15, law="")) == last
    for day, left in ((today, 15), (date(2026, 11, 7), 11), (last, 0), (date(2026, 11, 25), -2)):
        (now, *_later) = queries.missing(draft, day)
        assert now.clock is not None
        assert (now.clock.until, now.clock.left) == (last, left), day


def test_what_is_late_is_told_once_and_shown_in_words(
    draft: Draft, eka: Account, client_of: Browser, today: date
) -> None:
    draft = sent(draft, today)
    late = Message.objects.filter(to=eka, title__contains="lewat tenggat")
    publish(DayTurned(date(2026, 11, 23)))
    assert not late.exists()
    for day in (24, 25, 26):
        publish(DayTurned(date(2026, 11, day)))
    assert late.count() == 1
    organizing.pretend_day(day=date(2026, 11, 25), now=timezone.now(), by=None)
    shown = page(draft, client_of(eka))
    assert "lewat 2 hari kerja" in shown
    assert "life-late" in shown


def test_silence_beyond_the_deadline_lets_facilitation_pass_with_a_note(draft: Draft, today: date) -> None:
    draft = sent(draft, today)
    with pytest.raises(services.Refused, match="nomor dan tanggal"):
        services.pass_gate(draft=draft, gate="facilitation", by=None, today=date(2026, 11, 23))
    passing = services.pass_gate(
        draft=draft, gate="facilitation", note="Tanpa jawaban.", by=None, today=date(2026, 11, 24)
    )
    assert passing.letter_no == ""


def test_a_text_is_sent_out_once_and_in_its_turn(draft: Draft, eka: Account, today: date) -> None:
    draft = deciding(draft, today)
    send = {"draft": draft, "letter_no": "1", "sent_on": today, "by": eka, "today": today}
    with pytest.raises(services.Refused, match="“Harmonisasi” harus selesai dahulu"):
        services.refer(gate="facilitation", **send)
    with pytest.raises(services.Refused, match="tidak ada yang diajukan"):
        services.refer(gate="leader_approval", **send)
    services.refer(gate="harmonisation", **send)
    with pytest.raises(services.Refused, match="sudah diajukan"):
        services.refer(gate="harmonisation", **send)
    assert Referral.objects.count() == 1


# The picture and the list ---------------------------------------------------------------------------


def test_the_picture_says_what_is_done_now_and_next(draft: Draft, today: date) -> None:
    def states() -> str:
        return "".join(knot.state[0:2] for knot in queries.life_of(queries.get_draft(draft.uuid), today))

    assert states() == "dono" + "ne" * 9  # the proposal is there; the text is being written
    in_dialogue(draft, today)
    assert states() == "dodono" + "ne" * 8
    enacted(queries.get_draft(draft.uuid), in_force_from=today, today=today)
    assert states() == "do" * 11
    assert queries.missing(queries.get_draft(draft.uuid), today) == []


def test_a_withdrawn_draft_has_no_step_to_do(draft: Draft, eka: Account, today: date) -> None:
    services.withdraw(draft=draft, reason="Digabung.", by=eka, today=today)
    draft = queries.get_draft(draft.uuid)
    assert {knot.state for knot in queries.life_of(draft, today)} == {"done", "next"}
    assert queries.missing(draft, today) == []


def test_the_page_lists_what_is_missing_by_whom(
    draft: Draft, eka: Account, client_of: Browser, today: date
) -> None:
    shown = page(deciding(draft, today), client_of(eka))
    for words in ("Yang kurang sekarang", "Harmonisasi – ajukan", "Paraf: Kepala BKPSDM", "Sebagai tabel"):
        assert words in shown


# The gazette --------------------------------------------------------------------------------------


def test_a_regulation_holds_from_its_promulgation_not_from_its_number(
    draft: Draft, eka: Account, client_of: Browser, today: date
) -> None:
    decree = set_down(draft, today)
    assert not queries.in_force(today).exists()
    assert not queries.public(today).exists()
    assert services.come_into_force(today=today + timedelta(days=30)) == 0
    assert f"Pengundangan: {draft.policy.title}" in client_of(eka).get("/").content.decode()
    with pytest.raises(services.Refused, match="belum diundangkan"):
        services.revise(policy=draft.policy, reason="", by=eka, today=today)
    decree = promulgate(decree, today)
    assert list(queries.in_force(today)) == [decree]
    assert decree.gazette == "Berita Daerah Tahun 2026 Nomor 12"
    with pytest.raises(services.Refused, match="sudah diundangkan"):
        promulgate(decree, today)


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"promulgated_on": date(2026, 11, 3)}, "belum tiba"),
        ({"promulgated_on": date(2026, 11, 1)}, "sebelum ditetapkan"),
        ({"in_force_from": date(2026, 11, 1)}, "paling cepat pada tanggal diundangkan"),
    ],
)
def test_no_regulation_holds_backwards(
    more: dict[str, object], sentence: str, draft: Draft, today: date
) -> None:
    with pytest.raises(services.Refused, match=sentence):
        promulgate(set_down(draft, today), today, **more)


@pytest.mark.parametrize(
    ("words", "first_day", "accepted"),
    [
        ("diundangkan", date(2026, 11, 2), True),
        ("diundangkan", date(2027, 1, 1), False),
        ("1 Januari 2027", date(2027, 1, 1), True),
        ("1 Januari 2027", date(2026, 11, 2), False),
    ],
)
def test_the_first_day_is_the_one_that_the_text_names(
    words: str, first_day: date, accepted: bool, city: object, today: date
) -> None:
    text = SHORT_TEXT.replace("tanggal diundangkan", f"tanggal {words}")
    decree = set_down(make_policy(today=today, text=text), today)
    with nullcontext() if accepted else pytest.raises(services.Misfilled, match=words):
        promulgate(decree, today, in_force_from=first_day)


def test_a_decree_of_the_head_is_law_by_its_number(eka: Account, today: date) -> None:
    decree = set_down_otherwise(of_kind(Kind.HEAD_DECREE, eka, today), today)
    assert list(queries.in_force(today)) == [decree]
    with pytest.raises(services.Refused, match="tidak diundangkan"):
        promulgate(decree, today)


def set_down_otherwise(draft: Draft, today: date) -> Decree:
    draft = deciding(draft, today)
    pass_gates(draft, today)
    facts = {"number": 7, "year": 2026, "name": "Keputusan Wali Kota Contoh", "enacted_on": today}
    with pytest.raises(services.Refused, match="Isi tanggal mulai berlakunya"):
        services.enact(draft=draft, signed_by="Gita", by=None, today=today, **facts)  # type: ignore[arg-type]
    return services.enact(  # type: ignore[arg-type]
        draft=draft, in_force_from=today, signed_by="Gita", by=None, today=today, **facts
    )


def test_eka_records_the_gazette_and_the_paper_prints_it(
    draft: Draft, eka: Account, gita: Account, client_of: Browser, today: date
) -> None:
    decree = set_down(draft, today)
    address = reverse("policy:promulgate", args=[draft.uuid])
    assert client_of(gita).get(address).status_code == 403
    typed = {
        "gazette_number": "41", "gazette_year": "2026", "promulgated_by": "Sulastri",
        "promulgated_on": "2026-11-02", "in_force_from": "2027-01-01",
    }  # fmt: skip
    refused = client_of(eka).post(address, typed)
    assert refused.status_code == 409
    assert "mulai berlaku pada tanggal diundangkan" in refused.content.decode()
    typed["why_another_day"] = "Menunggu anggaran."
    response = client_of(eka).post(address, typed, follow=True)
    assert "Berita Daerah Tahun 2026 Nomor 41" in response.content.decode()
    decree.refresh_from_db()
    words = [line.text for line in printing.laid_out(decree.version)]
    assert (
        words[-4:]
        == [
            "pada tanggal 2 November 2026",
            "SEKRETARIS DAERAH KOTA CONTOH,",
            "SULASTRI",
            "BERITA DAERAH KOTA CONTOH TAHUN 2026 NOMOR 41",
        ]
        or "BERITA DAERAH KOTA CONTOH TAHUN 2026 NOMOR 41" in words
    )
    shown = client_of(eka).get(reverse("portal:decree", args=[decree.uuid])).content.decode()
    assert "Berita Daerah Tahun 2026 Nomor 41" in shown


# The end --------------------------------------------------------------------------------------------


def test_a_revoked_decree_ends_on_its_day_and_says_why(
    draft: Draft, eka: Account, client_of: Browser, today: date
) -> None:
    organizing.pretend_day(day=today, now=timezone.now(), by=None)
    decree = enacted(draft, in_force_from=today, today=today)
    other = enacted(make_policy(title="Cuti", today=today), today=today, number=13, in_force_from=today)
    ends_on = today + timedelta(days=10)
    response = client_of(eka).post(
        reverse("policy:revoke", args=[draft.uuid]),
        {
            "ends_on": ends_on.isoformat(),
            "because": "Pasal 40 peraturan tentang cuti.",
            "revoked_by": str(other.uuid),
        },
        follow=True,
    )
    assert "Pasal 40 peraturan tentang cuti." in response.content.decode()
    decree.refresh_from_db()
    assert decree.standing(today) == life.State.IN_FORCE
    assert decree.standing(ends_on) == life.State.REVOKED
    assert list(queries.in_force(ends_on)) == [other]
    with pytest.raises(services.Refused, match="sudah ditentukan akhirnya"):
        services.revoke(decree=decree, ends_on=ends_on, because="Lagi.", by=eka, today=today)


@pytest.mark.parametrize(
    ("days", "because", "sentence"),
    [
        (-1, "Ada.", "sebelum mulai berlaku"),
        (1, "Ada.", "tidak berlaku surut"),
        (10, " ", "dasar pencabutan"),
    ],
)
def test_a_revocation_needs_a_day_to_come_and_a_basis(
    days: int, because: str, sentence: str, draft: Draft, eka: Account, today: date
) -> None:
    decree = enacted(draft, in_force_from=today, today=today)
    day = today + timedelta(days=days)
    with pytest.raises(services.Refused, match=sentence):
        services.revoke(decree=decree, ends_on=day, because=because, by=eka, today=today + timedelta(days=5))


# What is given up -----------------------------------------------------------------------------------


def test_nothing_is_offered_for_what_was_given_up(
    draft: Draft, eka: Account, client_of: Browser, today: date
) -> None:
    services.withdraw(draft=draft, reason="Digabung.", by=eka, today=today)
    browser = client_of(eka)
    shown = browser.get(reverse("policy:policy", args=[draft.policy.uuid])).content.decode()
    for offer in (
        "Susun survei",
        "Tambah indikator",
        "Lampirkan bukti",
        reverse("policy:describe", args=[draft.policy.uuid]),
    ):
        assert offer not in shown, offer
    changed = browser.get(reverse("policy:describe", args=[draft.policy.uuid]), follow=True)
    assert "tidak berubah lagi" in changed.content.decode()
    with pytest.raises(services.Refused, match="tidak berubah lagi"):
        services.describe(
            policy=draft.policy, edition=1, title="X", kind=Kind.CIRCULAR, problem="", aims="", options="",
            by=eka, today=today,
        )  # fmt: skip


def test_a_dialogue_closed_early_is_closed_knowingly(
    draft: Draft, eka: Account, client_of: Browser, today: date
) -> None:
    organizing.pretend_day(day=today, now=timezone.now(), by=None)
    in_dialogue(draft, today, days=14)
    browser, address = client_of(eka), reverse("policy:close_dialogue", args=[draft.uuid])
    assert "masih 15 hari" in browser.get(address).content.decode()
    assert browser.post(address).status_code == 422
    assert queries.get_draft(draft.uuid).stage == Stage.DIALOGUE
    assert browser.post(address, {"is_sure": "on"}).status_code == 302
    assert queries.get_draft(draft.uuid).stage == Stage.DECIDING


def test_the_rules_know_no_django() -> None:
    assert "django" not in inspect.getsource(life)
