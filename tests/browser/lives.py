"""Policies at each stage of life, with all that hangs on them; prints where each is, as JSON.

python -m tests.browser.lives    in the environment of the installation, which tells the demo's stories
"""

import json
import sys
from datetime import date, timedelta
from typing import TYPE_CHECKING

import django
from django.utils import timezone

from bijak.operations import installation

if TYPE_CHECKING:
    from bijak.accounts.models import Account
    from bijak.letters.models import OfficialLetter
    from bijak.people.models import EmployeeToday
    from bijak.policy.models import Decree, Draft


def main() -> None:
    installation.adopt_what_is_known()
    django.setup()
    from django.db import transaction

    with transaction.atomic():
        sys.stdout.write(json.dumps(_places()))


def _places() -> dict[str, str]:
    from bijak.accounts.models import Account
    from bijak.competency import services as competency
    from bijak.consultation import queries as dialogue
    from bijak.consultation.models import Comment, Stakeholder
    from bijak.monitoring.models import Evaluation, Indicator, MeritPoint
    from bijak.organization import queries as organization
    from bijak.outreach.models import Campaign
    from bijak.people import queries as people
    from bijak.policy import queries as policies
    from bijak.policy import testing as policy
    from bijak.policy.models import Draft
    from bijak.siasn.services import sending as siasn
    from bijak.simulation import services as simulation
    from bijak.survey import services as survey
    from bijak.survey.models import Survey

    today = organization.today(timezone.now())
    analyst = Account.objects.get(email="analis@contoh.go.id")
    officer = Account.objects.get(email="kepegawaian@contoh.go.id")
    written, talked, held = (
        Draft.objects.select_related("policy").filter(stage=stage).order_by("pk")[0]
        for stage in ("writing", "dialogue", "enacted")
    )
    deciding = policy.deciding(policy.make_policy(today=today, title="Jam kerja"), today=today)
    signable = policy.deciding(policy.make_policy(today=today, title="Cuti bersama"), today=today)
    policy.pass_gates(signable, today, until="signature")
    late, numbered = _late(today - timedelta(40)), _numbered(today)
    coming = policy.enacted(
        policy.make_policy(today=today, title="Hari kerja"),
        in_force_from=today + timedelta(40),
        today=today,
        number=90,
    )
    amending, amended = _amending(today)
    run = simulation.keep_run(
        draft=written, tried=24, cost_per_hour=150_000, cost_source="Standar harga", by=analyst, today=today
    )
    person = people.active().filter(kind="pns").select_related("unit").order_by("nip")[0]
    employee = people.row_of(Account.objects.get(email="pegawai@contoh.go.id"))
    assert employee is not None
    letter = _letter(person, officer, today)
    training = competency.record_training(
        person=person,
        facts={
            "name": "Lokakarya",
            "kind": "course",
            "form_code": "8",
            "hours": 8,
            "started_on": None,
            "ended_on": today,
            "organiser": "LAN",
            "certificate_no": "8/LAN/2026",
        },
        by=officer,
        today=today,
    )
    sending = siasn.prepare(row=person, kind="course", key=training.pk, by=officer, today=today)
    comment = Comment.objects.filter(draft=talked, confirmed_at__isnull=False, answer=None).order_by("pk")[0]
    campaign = Campaign.objects.get(decree__draft=held)
    activity = policies.activities_of(held.policy).filter(owner=officer, target__isnull=False)[0]
    new, opened = (
        survey.write_survey(
            facts={
                "title": title,
                "purpose": "Supaya kami tahu.",
                "opens_on": today,
                "closes_on": today + timedelta(14),
            },
            by=analyst,
            today=today,
        )
        for title in ("Survei yang disusun", "Survei yang dibuka")
    )
    for each in (new, opened):
        for kind, facts in {
            "scale": {"low_label": "tidak setuju", "high_label": "setuju"},
            "choice": {"options": ["Ya", "Tidak"]},
            "text": {},
        }.items():
            asked = {"kind": kind, "text": f"Pertanyaan {kind}?", "is_required": kind != "text"}
            survey.add_question(survey=each, facts={**asked, **facts}, by=analyst, today=today)
    survey.publish(survey=opened, by=analyst, today=today)
    return {
        **{f"{name}_policy": str(draft.policy.uuid) for name, draft in _named(written, talked, held)},
        **{name: str(draft.uuid) for name, draft in _named(written, talked, held)},
        "deciding": str(deciding.uuid),
        "amending": str(amending.uuid),
        "amended": str(amended.draft.uuid),
        "amended_policy": str(amended.draft.policy.uuid),
        "amended_decree": str(amended.uuid),
        "amended_clause": str(policy.clause(amended.draft, "Pasal 3").provision),
        "late": str(late.uuid),
        "numbered": str(numbered.uuid),
        "paper_approval": str(policies.approvals(_initialled(today))[0].uuid),
        "signable": str(signable.uuid),
        "paper": policies.papers_of(held)[0].code,
        "decree": str(policies.decree_of(held).uuid),
        "cause": str(policies.problem_tree(talked).causes[0].node.uuid),
        "behaviour": str(policies.behaviours(talked)[0].behaviour.uuid),
        "option": str(policies.options_of(talked)[0].uuid),
        "written_clause": str(_a_clause(written)),
        "change": str(_changed(written, analyst, today)),
        "talked_clause": str(_a_clause(talked)),
        "run": f"/simulasi/hasil/{run.uuid}/",
        "letter": f"/surat/{letter.uuid}/",
        "letter_code": letter.code,
        "letters": f"/surat/pegawai/{person.uuid}/",
        "findings": f"/mutu-data/pegawai/{person.uuid}/",
        "index": f"/profesionalitas/pegawai/{employee.uuid}/",
        **_allowances(employee.pk, today),
        "path": f"/karier/jalur/pegawai/{employee.uuid}/",
        "proposal": f"/data-saya/usulan/{_a_proposal(today)}/",
        **_service(),
        "training": f"/pelatihan/pegawai/{person.uuid}/",
        "siasn": f"/siasn/pegawai/{person.uuid}/",
        "periods": _rated(person),
        "sending": f"/siasn/kiriman/{sending.uuid}/",
        "record": f"/pelatihan/catatan/{training.uuid}/",
        "comment": f"/dialog/tanggapan/{comment.uuid}/",
        "followed": f"/dialog/ikuti/{dialogue.secret(comment.uuid, dialogue.FOLLOW)}/",
        "stakeholder": f"/dialog/pemangku/{Stakeholder.objects.order_by('pk')[0].uuid}/",
        "campaign": f"/sosialisasi/{campaign.uuid}/",
        "clarify": f"/sosialisasi/{campaign.uuid}/pertanyaan/{_a_question(campaign)}/penjelasan/",
        "coming_campaign": f"/sosialisasi/{Campaign.objects.get(decree=coming).uuid}/",
        "new_survey": f"/survei/{new.uuid}/",
        "open_survey": f"/survei/{opened.uuid}/",
        "closed_survey": f"/survei/{Survey.objects.filter(state='closed').order_by('pk')[0].uuid}/",
        "indicator": f"/pemantauan/indikator/{Indicator.objects.order_by('pk')[0].uuid}/",
        "activity": f"/kebijakan/kegiatan/{activity.uuid}/",
        "merit_point": f"/pemantauan/merit/butir/{MeritPoint.objects.get(code='planning.map').uuid}/",
        "evaluation": f"/pemantauan/evaluasi/{Evaluation.objects.get(decree__draft=held).uuid}/",
        **_found(person.pk, today),
        **_talent(officer, today),
        **_promotions(),
        **_an_objection(today),
    }


def _rated(person: "EmployeeToday") -> str:
    """A month and a quarter of somebody."""
    from bijak.performance.models import PeriodicRating

    for cycle in ("monthly", "quarterly"):
        PeriodicRating.objects.create(
            employee_id=person.pk,
            year=2026,
            cycle=cycle,
            number=2,
            predicate="good",
            reference=f"lives:{cycle}",
        )
    return f"/kinerja/periodik/{person.uuid}/"


def _promotions() -> dict[str, str]:
    """Promotions that the demo proposes: the employee's own, one that came back, and a batch that waits."""
    from bijak.career.models import PromotionProposal, ProposalBatch

    proposals = PromotionProposal.objects.order_by("pk")
    own = proposals.filter(employee__account__email="pegawai@contoh.go.id")[0]
    returned = proposals.filter(state="returned")[0]
    batch = ProposalBatch.objects.filter(sent_on=None).order_by("pk")[0]
    return {
        "own_promotion": f"/karier/usulan/{own.uuid}/",
        "returned_promotion": f"/karier/usulan/{returned.uuid}/",
        "waiting_batch": f"/karier/usul/{batch.uuid}/",
    }


def _allowances(employee: int, today: date) -> dict[str, str]:
    """The last month of the demo, and the employee's objection to a line of hers."""
    from bijak.welfare.queries import allowance as queries
    from bijak.welfare.queries import provisions
    from bijak.welfare.services import objections

    own = queries.of_person(employee)[0]
    asked = objections.object_to(
        allowance=own, line="late", text="Saya rapat di luar kantor.", by=own.employee.account, today=today
    )
    return {
        "provision": f"/kesejahteraan/tpp/ketentuan/{provisions.in_place()[0].uuid}/",
        "allowances": f"/kesejahteraan/tpp/bulan/{own.month:%Y-%m}/",
        "allowance_objection": f"/kesejahteraan/tpp/keberatan/{asked.uuid}/",
        "objecting": f"/kesejahteraan/tpp/saya/{own.uuid}/keberatan/",
    }


def _talent(officer: "Account", today: date) -> dict[str, str]:
    """The frozen mapping of the demo and one that is worked on, a place in it, a critical post and a plan."""
    from bijak.organization import queries as organization
    from bijak.talent import queries as talent
    from bijak.talent import services
    from bijak.talent.models import CriticalPost, DevelopmentPlan, Placement

    frozen = talent.mappings()[0]
    open_one = services.begin(
        name="Pemetaan percobaan",
        unit=organization.offices()[0],
        on=today,
        by=officer,
        today=today,
    )
    services.carry_out.call(open_one.pk)
    moving = services.begin(name="Pemetaan berjalan", unit=None, on=today, by=officer, today=today)
    moved = Placement.objects.filter(mapping=frozen, moved_to__isnull=False)[0]
    post, plan = CriticalPost.objects.all()[0], DevelopmentPlan.objects.order_by("pk")[0]
    candidate = talent.succession(post, officer, on=today).candidates[-1]
    return {
        "mapping": f"/talenta/pemetaan/{frozen.uuid}/",
        "open_mapping": f"/talenta/pemetaan/{open_one.uuid}/",
        "moving_mapping": f"/talenta/pemetaan/{moving.uuid}/",
        "placement": f"/talenta/penempatan/{moved.uuid}/",
        "open_placement": f"/talenta/penempatan/{Placement.objects.filter(mapping=open_one)[0].uuid}/",
        "critical_post": f"/talenta/jabatan-kritikal/{post.uuid}/",
        "new_plan": f"/talenta/jabatan-kritikal/{post.uuid}/rencana/{candidate.row.uuid}/",
        "plan": f"/talenta/rencana/{plan.uuid}/",
    }


def _found(employee: int, today: date) -> dict[str, str]:
    """What is wrong in somebody's records, and where a payroll says something else of her, or nothing."""
    from bijak.interchange.models import Batch
    from bijak.people import queries as people
    from bijak.quality import services as quality
    from bijak.quality.importing import PAYROLL
    from bijak.quality.models import Difference, Finding

    quality.ask_review()
    quality.review(on=today, at=timezone.now())
    said = {
        "source": PAYROLL,
        "batch_id": Batch.objects.order_by("pk")[0].pk,
        "stated_on": today,
        "today": today,
    }
    quality.compare(rows=[(employee, {"npwp": "01.234.567.8-901.000"})], **said)
    quality.report_absent(named=set(people.present()) - {employee}, **said)
    return {
        "finding": f"/mutu-data/temuan/{Finding.objects.order_by('-severity', 'pk')[0].uuid}/",
        "difference": f"/mutu-data/perbedaan/{Difference.objects.get(field='npwp').uuid}/",
        "absence": f"/mutu-data/perbedaan/{Difference.objects.get(field='presence').uuid}/",
    }


def _letter(person: object, officer: "Account", today: date) -> "OfficialLetter":
    """A letter about somebody, signed by a head of the agency."""
    from bijak.kernel.uuid7 import uuid7
    from bijak.letters import exporting
    from bijak.letters import queries as letters
    from bijak.letters import services as writing
    from bijak.people import queries as people

    facts = {
        "name": "Buku surat", "pattern": "{klasifikasi}/{urut:03}/BKPSDM/{tahun}", "office": "Badan Kepegawaian",
        "letterhead": "", "unit": None, "is_open": True,
    }  # fmt: skip
    book = writing.save_book(book=None, edition=1, facts=facts, last=0, by=officer, today=today)
    head = people.active().filter(position_kind="structural")[0]
    template, signed_by = letters.template("surat-keterangan-aktif"), letters.signer(head.nip, on=today)
    assert template
    assert signed_by
    answers = {"Keperluan surat": "pengajuan beasiswa"}
    order = writing.Order(
        token=uuid7(),
        edition=template.seen,
        template=template,
        book=book,
        on=today,
        as_of=today,
        signed_by=signed_by,
        answers=answers,
    )
    (letter,) = writing.issue(
        order=order, rows=[person], lay_out=exporting.letter_pdf, by=officer, today=today
    )
    return letter


def _an_objection(today: date) -> dict[str, str]:
    """The employee says that her line in the queue for promotion is wrong."""
    from bijak.accounts.models import Account
    from bijak.career import services
    from bijak.people import queries as people

    services.ask_run()
    services.run(today=today, at=timezone.now())
    employee = Account.objects.get(email="pegawai@contoh.go.id")
    row = people.row_of(employee)
    assert row is not None
    raised = services.object_to(
        row=row, text="Ijazah S-2 saya sudah dicantumkan.", file=None, by=employee, today=today
    )
    return {
        "objection": f"/karier/keberatan/{raised.uuid}/",
        "queued": f"/karier/pegawai/{row.uuid}/",
    }


def _service() -> dict[str, str]:
    """Somebody with a raise on record, one who retires soon, and the rounds of the demo: one decided, one open."""
    from bijak.welfare.models import AwardRound, RaiseGiven, Retirement

    raised = RaiseGiven.objects.order_by("pk").values_list("employee__uuid", flat=True)[0]
    retirement = Retirement.objects.order_by("retires_on", "pk")[0]
    decided, opened = (AwardRound.objects.filter(stage=stage)[0] for stage in ("decided", "open"))
    return {
        "raised": f"/kesejahteraan/pegawai/{raised}/",
        "retirement": f"/kesejahteraan/pensiun/{retirement.uuid}/",
        "honoured": f"/kesejahteraan/penghargaan/{decided.uuid}/",
        "nominating": f"/kesejahteraan/penghargaan/{opened.uuid}/",
    }


def _a_proposal(today: date) -> str:
    """What the employee wants to be added to her records, before an officer has looked at it."""
    from bijak.accounts.models import Account
    from bijak.people import queries as people
    from bijak.selfservice import services
    from bijak.selfservice.models import Act

    employee = Account.objects.get(email="pegawai@contoh.go.id")
    row = people.row_of(employee)
    assert row is not None
    made = services.propose(
        topic=people.Topic.AWARD,
        act=Act.ADD,
        typed={"award_code": "201", "year": str(today.year)},
        before={},
        seen=people.version(row.pk),
        reason="Piagam terlampir.",
        by=employee,
        today=today,
    )
    return str(made.uuid)


def _amending(today: date) -> tuple["Draft", "Decree"]:
    """A draft that would amend a regulation a second time, and the decree that did so first."""
    from bijak.policy import queries, services
    from bijak.policy import testing as policy

    start = today - timedelta(90)
    first = policy.make_policy(today=start, title="Kesempatan belajar")
    policy.enacted(first, in_force_from=start, today=start, number=91)
    drafts = []
    for number, (before, after) in enumerate(
        (("kesempatan", "peluang"), ("peluang", "kesempatan")), start=92
    ):
        day = today - timedelta(60 if number == 92 else 1)
        draft = services.revise(policy=first.policy, reason="Perlu.", by=None, today=day)
        services.choose_form(draft=draft, form="amending", by=None, today=day)
        version = queries.working_version(draft)
        assert version is not None
        passage = queries.passages(version).get(pk=policy.clause(draft, "Pasal 3").passage_id)
        services.edit_passage(
            passage=passage,
            heading="",
            text=passage.text.replace(before, after),
            edition=passage.edition,
            by=None,
            today=day,
        )
        if number == 92:
            decree = policy.enacted(draft, in_force_from=day, today=day, number=number)
        drafts.append(draft)
    return drafts[-1], decree


def _late(day: date) -> "Draft":
    """With another office since so long that it should have answered."""
    from bijak.policy import services
    from bijak.policy import testing as policy

    draft = policy.deciding(policy.make_policy(today=day, title="Kode etik"), today=day)
    policy.pass_gates(draft, day, until="facilitation")
    services.refer(draft=draft, gate="facilitation", letter_no="188/1", sent_on=day, by=None, today=day)
    return draft


def _initialled(today: date) -> "Draft":
    """Waiting for the first initials."""
    from bijak.policy import testing as policy

    draft = policy.deciding(policy.make_policy(today=today, title="Pola karier"), today=today)
    policy.pass_gates(draft, today, until="coordination")
    return draft


def _numbered(today: date) -> "Draft":
    """Set, and not promulgated yet."""
    from bijak.policy import queries, services
    from bijak.policy import testing as policy

    draft = policy.deciding(policy.make_policy(today=today, title="Manajemen talenta"), today=today)
    policy.pass_gates(draft, today)
    services.enact(
        draft=draft, number=81, year=today.year, name="Peraturan Wali Kota Contoh", enacted_on=today,
        signed_by="Gita Maharani", by=None, today=today,
    )  # fmt: skip
    return queries.get_draft(draft.uuid)


def _named(written: object, talked: object, held: object) -> list[tuple[str, object]]:
    return [("written", written), ("talked", talked), ("held", held)]


def _changed(draft: object, analyst: object, today: object) -> object:
    """A change that can be taken back, and words that somebody proposes for the same provision."""
    from bijak.policy import queries as policies
    from bijak.policy import services as policy

    version = policies.working_version(draft)
    clause = next(each for each in policies.clauses(version) if each.is_clause and each.text)
    passage = policies.passages(version).select_related("version__draft").get(pk=clause.passage_id)
    words = {"heading": clause.heading, "by": analyst, "today": today}
    policy.edit_passage(passage=passage, text=f"{clause.text} Demikian.", edition=clause.edition, **words)
    passage.refresh_from_db()
    policy.propose_words(passage=passage, text=clause.text, reason="Cukup begini.", **words)
    return policies.changes_of(version)[0].uuid


def _a_clause(draft: object) -> object:
    from bijak.policy import queries as policies

    version = policies.dialogue_version(draft) or policies.working_version(draft)
    return next(each.provision for each in policies.clauses(version) if "ayat" in each.address)


def _a_question(campaign: object) -> object:
    from bijak.outreach import queries

    return queries.questions(campaign)[0].uuid


if __name__ == "__main__":
    main()
