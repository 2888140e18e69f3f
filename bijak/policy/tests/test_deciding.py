"""From dialogue to decree: who may do what when, and what stands in the way."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from bijak.accounts.models import Account
from bijak.documents.models import Document
from bijak.kernel import events as kernel
from bijak.ledger import queries as ledger
from bijak.notifications.models import Message
from bijak.organization import queries as organization
from bijak.organization.models import Unit
from bijak.organization.testing import give_role, make_unit
from bijak.policy import events, queries, services
from bijak.policy.models import Draft, Kind, Stage
from bijak.policy.registries import threads
from bijak.policy.testing import deciding, enacted, in_dialogue, make_policy

pytestmark = pytest.mark.django_db


def harmonise(draft: Draft, by: Account, today: date) -> None:
    services.pass_gate(
        draft=draft, gate="harmonisation", letter_no="W.16-1", letter_on=today, by=by, today=today
    )


def harmonise_and_initial(draft: Draft, by: Account, today: date) -> None:
    """All that comes before the leader."""
    harmonise(draft, by, today)
    services.pass_gate(
        draft=draft, gate="facilitation", letter_no="188/7", letter_on=today, by=by, today=today
    )
    for approval in queries.approvals(draft):
        services.approve(approval=approval, by=by, today=today)


def sign(draft: Draft, today: date) -> None:
    services.record_ink(
        draft=draft, sheet="final", signer="Gita Maharani", signed_on=today, by=None, today=today
    )


def enact(draft: Draft, by: Account, today: date, **more: object) -> object:
    facts: dict[str, object] = {
        "number": 12, "year": 2026, "name": "Peraturan Wali Kota Contoh", "enacted_on": today,
        "in_force_from": date(2027, 1, 1), "signed_by": "Gita Maharani",
    }  # fmt: skip
    return services.enact(draft=draft, by=by, today=today, **(facts | more))  # type: ignore[arg-type]


def test_an_empty_text_is_not_opened_for_dialogue(eka: Account, today: date) -> None:
    draft = make_policy(by=eka, today=today, text="")
    with pytest.raises(services.Refused, match="masih kosong"):
        services.open_dialogue(draft=draft, until_on=today, by=eka, today=today)


def test_a_dialogue_cannot_end_before_it_begins(draft: Draft, eka: Account, today: date) -> None:
    with pytest.raises(services.Refused, match="sudah lewat"):
        services.open_dialogue(draft=draft, until_on=today - timedelta(days=1), by=eka, today=today)


def test_people_may_comment_within_the_days_of_the_dialogue(draft: Draft, eka: Account, today: date) -> None:
    draft = in_dialogue(draft, today, days=14)
    last = today + timedelta(days=14)
    assert [list(queries.open_drafts(day)) for day in (today, last, last + timedelta(days=1))] == [
        [draft], [draft], [],
    ]  # fmt: skip
    with pytest.raises(services.Refused, match="sudah pernah dibuka"):
        services.open_dialogue(draft=draft, until_on=today, by=eka, today=today)


def test_gita_approves_only_what_was_harmonised(
    draft: Draft, eka: Account, gita: Account, today: date
) -> None:
    draft = deciding(draft, today)
    with pytest.raises(services.GateShut, match="“Harmonisasi” harus selesai dahulu"):
        services.pass_gate(draft=draft, gate="leader_approval", by=gita, today=today)
    harmonise_and_initial(draft, eka, today)
    services.pass_gate(draft=draft, gate="leader_approval", by=gita, today=today)
    assert queries.obstacles(draft, today) == ["Naskah akhirnya belum ditandatangani."]
    sign(draft, today)
    assert queries.obstacles(draft, today) == []


def test_eka_cannot_approve_in_gitas_place(draft: Draft, eka: Account, today: date) -> None:
    draft = deciding(draft, today)
    harmonise_and_initial(draft, eka, today)
    with pytest.raises(PermissionDenied):
        services.pass_gate(draft=draft, gate="leader_approval", by=eka, today=today)


def test_gita_is_told_that_a_draft_waits_for_her(
    draft: Draft, eka: Account, gita: Account, today: date
) -> None:
    harmonise_and_initial(deciding(draft, today), eka, today)
    told = Message.objects.filter(kind="policy.gate_waits", body__endswith="Persetujuan pimpinan")
    assert list(told.values_list("to__name", flat=True)) == [gita.name]


def test_a_gate_is_passed_once(draft: Draft, eka: Account, today: date) -> None:
    draft = deciding(draft, today)
    harmonise(draft, eka, today)
    with pytest.raises(services.Refused, match="sudah dilewati pada 2 November 2026 oleh Eka Pratama"):
        harmonise(draft, eka, today)


@pytest.mark.parametrize(
    ("letter_no", "days", "sentence"),
    [("", 0, "nomor dan tanggal"), ("  ", 0, "nomor dan tanggal"), ("W-1", 1, "belum tiba")],
)
def test_a_letter_needs_number_and_date(
    letter_no: str, days: int, sentence: str, draft: Draft, eka: Account, today: date
) -> None:
    draft = deciding(draft, today)
    with pytest.raises(services.Refused, match=sentence):
        services.pass_gate(
            draft=draft,
            gate="harmonisation",
            letter_no=letter_no,
            letter_on=today + timedelta(days=days),
            by=eka,
            today=today,
        )


def test_a_gate_waits_for_its_stage(draft: Draft, eka: Account, today: date) -> None:
    with pytest.raises(services.Refused, match="tahap “Menunggu penetapan”"):
        harmonise(draft, eka, today)


def test_a_text_sent_back_passes_its_gates_anew(
    draft: Draft, eka: Account, gita: Account, today: date
) -> None:
    draft = deciding(draft, today)
    harmonise(draft, eka, today)
    before = queries.shown_version(draft)
    with pytest.raises(services.Refused, match="apa yang harus"):
        services.send_back(draft=draft, reason=" ", by=gita, today=today)
    version = services.send_back(draft=draft, reason="Pasal 3 belum jelas.", by=gita, today=today)
    draft = queries.get_draft(draft.uuid)
    assert (version.number, version.is_frozen) == (before.number + 1, False)
    assert queries.may_edit_text(draft)
    draft = services.close_dialogue(draft=draft, by=eka, today=today)
    assert len(queries.obstacles(draft, today)) == 5
    harmonise(draft, eka, today)


def test_nothing_is_enacted_past_a_shut_gate(draft: Draft, eka: Account, today: date) -> None:
    draft = deciding(draft, today)
    with pytest.raises(services.GateShut) as refusal:
        enact(draft, eka, today)
    assert refusal.value.obstacles == (
        "“Harmonisasi” belum dilewati.",
        *["“Harmonisasi” harus selesai dahulu."] * 4,
    )


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"enacted_on": date(2026, 11, 3)}, "belum tiba"),
        ({"in_force_from": date(2026, 11, 1)}, "sebelum ditetapkan"),
    ],
)
def test_impossible_days_are_refused(
    more: dict[str, object], sentence: str, draft: Draft, eka: Account, gita: Account, today: date
) -> None:
    draft = deciding(draft, today)
    harmonise_and_initial(draft, eka, today)
    services.pass_gate(draft=draft, gate="leader_approval", by=gita, today=today)
    sign(draft, today)
    with pytest.raises(services.Refused, match=sentence):
        enact(draft, eka, today, **more)


def test_a_number_is_given_once_a_year(draft: Draft, eka: Account, today: date) -> None:
    enacted(draft, today=today)
    other = make_policy(by=eka, today=today, title="Cuti")
    with pytest.raises(services.Refused, match="sudah dipakai"):
        enacted(other, today=today)


def test_a_draft_is_enacted_once(draft: Draft, eka: Account, today: date) -> None:
    enacted(draft, today=today)
    with pytest.raises(services.Refused, match="sudah ditetapkan"):
        enact(draft, eka, today)


def test_a_decree_comes_into_force_on_its_day_and_once(
    draft: Draft, today: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[object] = []
    monkeypatch.setattr("bijak.policy.services.deciding.publish", heard.append)
    monkeypatch.setattr("bijak.policy.services.holding.publish", heard.append)
    decree = enacted(draft, in_force_from=date(2027, 1, 1), today=today)
    for day in (date(2026, 12, 31), date(2027, 1, 1), date(2027, 1, 2)):
        services.come_into_force(today=day)
    assert [event for event in heard if isinstance(event, events.PolicyInForce)] == [
        events.PolicyInForce(draft.policy_id, draft.pk, decree.version_id, decree.pk, date(2027, 1, 1))
    ]
    assert [type(event) for event in heard[:3]] == [
        events.DialogueOpened, events.DialogueClosed, events.DraftEnacted,
    ]  # fmt: skip


def test_the_turn_of_the_day_brings_decrees_into_force(draft: Draft, today: date) -> None:
    from bijak.organization.events import DayTurned

    decree = enacted(draft, in_force_from=date(2027, 1, 1), today=today)
    kernel.publish(DayTurned(date(2027, 1, 1)))
    decree.refresh_from_db()
    assert decree.came_into_force_at is not None


def test_the_public_sees_what_holds_and_what_will(draft: Draft, today: date) -> None:
    decree = enacted(draft, in_force_from=date(2027, 1, 1), today=today)
    assert list(queries.public(today)) == [decree]
    assert list(queries.in_force(today)) == []
    assert queries.current_decree(draft.policy, date(2027, 1, 1)) == decree


def test_ani_sees_what_is_spoken_about_but_not_what_is_written(
    draft: Draft, eka: Account, ani: Account, today: date
) -> None:
    assert list(queries.visible_to(ani, today)) == []
    assert list(queries.visible_to(eka, today)) == [draft.policy]
    in_dialogue(draft, today)
    assert list(queries.visible_to(ani, today)) == [draft.policy]


def test_the_second_writer_of_the_description_is_told(draft: Draft, eka: Account, today: date) -> None:
    def describe(problem: str) -> None:
        services.describe(
            policy=draft.policy, edition=1, title="Judul", kind=Kind.CIRCULAR, problem=problem, aims="",
            options="", by=eka, today=today,
        )  # fmt: skip

    describe("Yang pertama.")
    with pytest.raises(services.PolicyChanged) as refusal:
        describe("Yang kedua.")
    assert refusal.value.theirs.problem == "Yang pertama."


def test_a_withdrawn_draft_says_why_and_makes_room_for_none(draft: Draft, eka: Account, today: date) -> None:
    with pytest.raises(services.Refused, match="mengapa"):
        services.withdraw(draft=draft, reason=" ", by=eka, today=today)
    withdrawn = services.withdraw(draft=draft, reason="Digabung dengan kebijakan lain.", by=eka, today=today)
    assert withdrawn.stage == Stage.WITHDRAWN
    assert queries.working_version(withdrawn) is None
    with pytest.raises(services.Refused, match="belum pernah ditetapkan"):
        services.revise(policy=draft.policy, reason="", by=eka, today=today)


def test_a_policy_has_one_open_draft(draft: Draft, eka: Account, today: date) -> None:
    enacted(draft, today=today)
    services.revise(policy=draft.policy, reason="Satu.", by=eka, today=today)
    with pytest.raises(services.Refused, match="sedang disusun"):
        services.revise(policy=draft.policy, reason="Dua.", by=eka, today=today)


def test_every_step_is_on_record(draft: Draft, eka: Account, today: date) -> None:
    enacted(draft, today=today)
    assert [entry.verb for entry in ledger.entries_for(draft)] == [
        "policy.promulgated", "policy.enacted", "policy.gate_passed", *["policy.approval_answered"] * 4,
        "policy.gate_passed", "policy.gate_passed", "policy.dialogue_closed", "policy.dialogue_opened",
    ]  # fmt: skip


def test_a_number_stays_taken_when_its_policy_is_called_another_kind(
    draft: Draft, eka: Account, today: date
) -> None:
    decree = enacted(draft, today=today)
    services.describe(
        policy=draft.policy, edition=draft.policy.edition, title="Judul", kind=Kind.CIRCULAR, problem="", aims="",
        options="", by=eka, today=today,
    )  # fmt: skip
    with pytest.raises(services.Refused, match="sudah dipakai"):
        enacted(make_policy(by=eka, today=today), today=today, number=decree.number)


def test_a_decree_replaced_before_its_first_day_is_never_said_to_hold(
    draft: Draft, eka: Account, today: date
) -> None:
    first = enacted(draft, in_force_from=date(2027, 6, 1), today=today)
    revision = services.revise(policy=draft.policy, reason="Lebih awal.", by=eka, today=today)
    second = enacted(revision, in_force_from=date(2027, 1, 1), today=today, number=13)
    assert list(queries.public(today)) == [second]
    assert services.come_into_force(today=date(2027, 7, 1)) == 1
    first.refresh_from_db()
    assert first.came_into_force_at is None


def test_ani_is_not_told_that_a_revision_is_being_written(
    draft: Draft, eka: Account, ani: Account, today: date
) -> None:
    enacted(draft, today=today)
    services.revise(policy=draft.policy, reason="Rahasia.", by=eka, today=today)

    def told(account: Account) -> str:
        steps = threads.of(draft.policy, account=account, today=today)
        return " ".join(str(step.detail) for step in steps)

    assert "Rancangan ke-2" in told(eka)
    assert "Rancangan ke-2" not in told(ani)


def test_the_same_evidence_is_attached_once(draft: Draft, eka: Account, today: date) -> None:
    minutes = ContentFile(b"Notulen rapat tim penyusun.", name="notulen.txt")
    first = services.attach_document(draft=draft, file=minutes, by=eka, today=today)
    again = {"kind": first.kind, "reference": first.reference}
    with pytest.raises(services.Refused, match="sudah terlampir"):
        services.attach_evidence(draft=draft, by=eka, today=today, **again)


def test_a_file_that_may_not_be_attached_is_not_kept(draft: Draft, eka: Account, today: date) -> None:
    enacted(draft, today=today)
    before = Document.objects.count()
    minutes = ContentFile(b"Notulen rapat tim penyusun.", name="notulen.txt")
    with pytest.raises(services.Refused, match="sudah selesai"):
        services.attach_document(draft=draft, file=minutes, by=eka, today=today)
    assert Document.objects.count() == before


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("PERATURAN WALI KOTA CONTOH\nNOMOR ... TAHUN ...\nTENTANG\nCUTI", "Peraturan Wali Kota Contoh"),
        ("PERATURAN GUBERNUR DAERAH\nKHUSUS JAKARTA\nTENTANG CUTI", "Peraturan Gubernur Daerah Khusus Jakarta"),
        ("SURAT EDARAN BUPATI MAMUJU\nNOMOR 4", "Surat Edaran Bupati Mamuju"),
        ("Keputusan Kepala Dinas Pasar dan Usaha tentang Cuti", "Keputusan Kepala Dinas Pasar dan Usaha"),
        ("CATATAN RAPAT", ""),
    ],
)  # fmt: skip
def test_the_title_of_the_text_names_the_regulation(title: str, name: str, draft: Draft) -> None:
    version = queries.working_version(draft)
    assert version is not None
    queries.passages(version).filter(kind="judul").update(heading="", text=title)
    assert queries.name_in_text(version) == name


def test_an_analyst_of_one_office_writes_no_policy_of_the_whole_agency(
    city: Unit, education: Unit, draft: Draft, budi: Account, today: date
) -> None:
    acts = {"policy.draft", "policy.enact", "consultation.answer", "outreach.manage"}
    give_role(account=budi, role="analyst", unit=education, since=today)
    held = organization.held(budi, today)
    assert "policy.view" in held
    assert not acts & held.keys()
    for act in acts:
        assert budi not in organization.holders_of(act, today=today)
    with pytest.raises(PermissionDenied):
        services.withdraw(draft=draft, reason="Tidak perlu.", by=budi, today=today)
    give_role(account=budi, role="analyst", unit=city, since=today)
    assert acts <= organization.held(budi, today).keys()
    # As soon as another tree stands beside it, the root of one is an office like others.
    make_unit(name="Instansi kedua", since=date(2000, 1, 1))
    assert not acts & organization.held(budi, today).keys()
    give_role(account=budi, role="analyst", since=today)
    assert acts <= organization.held(budi, today).keys()
    assert budi in organization.holders_of("policy.draft", today=today)


def test_who_grants_for_one_office_is_told_what_is_not_granted(
    education: Unit, administrator: Account, ani: Account, client_of: Callable[[Account], Client], today: date
) -> None:
    told = "peran ini tidak memuat hak atas urusan seluruh instansi: Menyusun kebijakan"
    typed = {"account": str(ani.uuid), "account_q": "Ani", "unit_q": "Pendidikan", "from_on": str(today)}
    for role, is_told in (("analyst", True), ("operator", False)):
        answer = client_of(administrator).post(
            reverse("organization:grant"), typed | {"role": role, "unit": str(education.uuid)}, follow=True
        )
        assert organization.grants_of(ani, today=today).filter(role=role).exists()
        assert (told in answer.content.decode()) == is_told
