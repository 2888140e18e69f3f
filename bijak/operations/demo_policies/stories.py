"""Carry the demo's policies through their lives, each to another stage, by the services that the pages call.

A story is one transaction, and the ledger says that it was told: what a first start did not finish the next one
does, and what somebody changed since is left alone. Chance is seeded: every demo is the same.
"""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from itertools import chain, cycle
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone

from bijak.accounts import services as accounting
from bijak.accounts.models import Account
from bijak.consultation import services as consultation
from bijak.kernel.days import add_months
from bijak.ledger import queries as ledger_queries
from bijak.ledger import services as ledger
from bijak.monitoring import queries as watching
from bijak.monitoring import services as monitoring
from bijak.operations.demo_policies import story_of, text_of
from bijak.organization import queries as organization
from bijak.outreach import queries as campaigns
from bijak.outreach import services as outreach
from bijak.people import queries as people
from bijak.policy import queries as policies
from bijak.policy import services as policy
from bijak.survey import services as survey

_NAMESPACE = UUID("0195d1a0-0000-7000-8000-000000000001")
_OWNERS = {
    "analyst": "analis@contoh.go.id",
    "officer": "kepegawaian@contoh.go.id",
    "superior": "atasan@contoh.go.id",
}
SHARE_UNDER = "competency.share_under_hours"
SECRETARY = "Sekretaris Daerah"
APPROVERS = ("Kepala BKPSDM", "Kepala Bagian Hukum", "Asisten Administrasi Umum", SECRETARY)
"""Whose initials a text is given; the secretary has an account."""
STAFF = 120
"""So many made-up employees the stories choose from when somebody needs an account; enough for numbers by unit."""
ANSWERING = 48
"""How many of them answered the survey that is closed; a third as many answered the one that is open."""
REACHED = (0.92, 0.64, 0.21, 0.78, 0.47, 0.88, 0.33, 0.56)
"""What share of an office has read the regulation that is in force: one after the other, again and again."""


@dataclass
class Cast:
    """Who acts in the stories. ``staff`` are employees with an account, for the demo alone."""

    analyst: Account
    leader: Account
    today: date

    def ago(self, days: int) -> date:
        return self.today - timedelta(days=days)

    def owner(self, persona: str) -> tuple[Account, Any]:
        """Who answers for an activity, and the office of her role; without one, where personnel is looked after."""
        # A small town may have no such persona.
        account = Account.objects.filter(email=_OWNERS[persona]).order_by("pk").first() or self.analyst
        offices = organization.offices()
        own = [grant.unit.path for grant in organization.grants_of(account, today=self.today) if grant.unit]
        near = (office for office in offices if any(path.startswith(office.path) for path in own))
        personnel = (office for office in offices if "Kepegawaian" in office.name)
        return account, next(chain(near, personnel), offices[0])

    @property
    def a_year_ago(self) -> date:
        """When problems were seen: the figures of then are of another full year than those of today."""
        return add_months(self.today, -12)

    def staff(self, count: int) -> list[Account]:
        """So many made-up employees, the same ones every time, each with an account."""
        chosen = self._chosen[:count]
        known = Account.objects.in_bulk([nip for nip, _name in chosen], field_name="nip")
        return [
            known.get(nip) or accounting.create_account(name=name, nip=nip, by=None) for nip, name in chosen
        ]

    @cached_property
    def _chosen(self) -> list[tuple[str, str]]:
        """NIP and name of employees: half from three large units, for numbers by unit, half from all others."""
        # The personas have an address, and read for themselves.
        others = people.active().exclude(nip="").exclude(employee__account__email__isnull=False)
        rows: list[tuple[str, str, int | None]] = list(
            others.order_by("nip").values_list("nip", "name", "unit")
        )
        draw = random.Random(1)  # noqa: S311  a made-up town
        by_unit: dict[int | None, list[tuple[str, str]]] = {}
        for nip, name, unit in rows:
            by_unit.setdefault(unit, []).append((nip, name))
        largest = sorted(by_unit.values(), key=len, reverse=True)[:3]
        near = {row for rows in largest for row in draw.sample(rows, min(len(rows), STAFF // 6))}
        far = [row for rows in by_unit.values() for row in rows if row not in near]
        chosen = sorted(near | set(draw.sample(far, min(len(far), STAFF - len(near)))))
        draw.shuffle(chosen)
        return chosen


def tell(agency: str, *, analyst: Account, leader: Account, today: date) -> None:
    """Make the policies of an agency, each once and whole."""
    cast = Cast(analyst, leader, today)
    for name, story in _STORIES.items():
        told = ("operations.demo_story", uuid5(_NAMESPACE, name))
        if not name.startswith(agency) or ledger_queries.entries_for(told).exists():
            continue
        with transaction.atomic():
            story(cast, name)
            ledger.record("operations.demo_told", subject=told, facts={"name": name})


# The stories ------------------------------------------------------------------------------------


def _competency(cast: Cast, name: str) -> None:
    """In dialogue: comments on clauses, some answered."""
    draft = _open(cast, name, cast.a_year_ago)
    _attach(
        cast, draft, f"{SHARE_UNDER}:unit", "Kekurangan terbesar ada pada unit yang jauh dari pusat kota."
    )
    _study(cast, draft, name, cast.ago(90))
    _write(cast, draft, name, cast.ago(60))
    policy.open_dialogue(
        draft=draft, until_on=cast.today + timedelta(days=12), by=cast.analyst, today=cast.ago(9)
    )
    draft = policies.get_draft(draft.uuid)
    invited = [
        consultation.register_stakeholder(
            kind=body["kind"],
            name=body["name"],
            email=body["email"],
            by=cast.analyst,
            today=cast.ago(9),
        )
        for body in story_of(name)["stakeholders"]
    ]
    consultation.invite(draft=draft, stakeholders=invited, by=cast.analyst, today=cast.ago(9))
    _discuss(cast, draft, name, cast.ago(6))
    _amend(cast, draft, name, cast.ago(3))


def _openness(cast: Cast, name: str) -> None:
    """A problem with evidence, a survey among it, and a first text that is being written."""
    draft = _open(cast, name, cast.a_year_ago)
    _attach(cast, draft, SHARE_UNDER, "Kesempatan belajar belum terbuka bagi semua.")
    asked = _ask_staff(
        cast, draft.policy, name, moment="before", opened=16, last_on=cast.ago(7), answering=ANSWERING
    )
    survey.close(survey=asked, by=cast.analyst, today=cast.ago(6))
    policy.attach_evidence(
        draft=draft,
        kind="survey",
        reference=str(asked.uuid),
        note="Pegawai jarang mengetahui alasan keputusan promosi.",
        by=cast.analyst,
        today=cast.ago(5),
    )
    _write(cast, draft, name, cast.ago(3))


def _performance(cast: Cast, name: str) -> None:
    """In force; its outreach is under way, and a survey asks how it goes."""
    draft = _open(cast, name, cast.a_year_ago)
    _attach(
        cast, draft, "competency.share_without_training", "Laporan elektronik menuntut pelatihan bagi semua."
    )
    _write(cast, draft, name, cast.ago(210))
    decree = _decide(
        cast,
        draft,
        name,
        from_on=cast.ago(120),
        number=12,
        enacted_on=cast.ago(24),
        in_force_from=cast.ago(14),
    )
    _watch(cast, decree, name)
    _carry_out(cast, decree, name)
    _socialise(cast, decree, name)
    _ask_staff(
        cast,
        draft.policy,
        name,
        moment="after",
        opened=4,
        last_on=cast.today + timedelta(days=10),
        answering=ANSWERING // 3,
    )


def _merit(cast: Cast, name: str) -> None:
    """Waiting for its gates: harmonised, with the governor for facilitation, not yet approved."""
    draft = _open(cast, name, cast.a_year_ago)
    _attach(cast, draft, f"{SHARE_UNDER}:unit", "Anggaran pelatihan belum menjangkau semua unit.")
    _write(cast, draft, name, cast.ago(120))
    _close(cast, draft, name, opened_on=cast.ago(60), closed_on=cast.ago(30))
    policy.pass_gate(
        draft=draft,
        gate="harmonisation",
        letter_no="W.33-PP.04.02-118",
        letter_on=cast.ago(8),
        by=cast.analyst,
        today=cast.ago(6),
    )
    policy.refer(
        draft=draft,
        gate="facilitation",
        letter_no="188.3/204/Huk",
        sent_on=cast.ago(5),
        by=cast.analyst,
        today=cast.ago(5),
    )


def _readiness(cast: Cast, name: str) -> None:
    """In force for years and evaluated; its revision is being written."""
    draft = _open(cast, name, date(2023, 11, 20))
    _write(cast, draft, name, date(2023, 12, 11))
    decree = _decide(
        cast,
        draft,
        name,
        from_on=date(2024, 1, 8),
        number=31,
        enacted_on=date(2024, 5, 6),
        in_force_from=date(2024, 7, 1),
    )
    _watch(cast, decree, name)
    _carry_out(cast, decree, name)
    evaluation = watching.evaluations_of(decree.draft.policy_id).get()
    evaluation = monitoring.run_evaluation(evaluation=evaluation, by=cast.analyst, today=cast.today)
    evaluation = monitoring.conclude(
        evaluation=evaluation,
        edition=evaluation.edition,
        by=cast.analyst,
        today=cast.today,
        **story_of(name)["evaluation"],
    )
    monitoring.start_revision(evaluation=evaluation, by=cast.analyst, today=cast.today)


_STORIES: Mapping[str, Callable[[Cast, str], None]] = {
    "pontianak_kinerja": _performance,
    "pontianak_kompetensi": _competency,
    "pontianak_kepegawaian": _openness,
    "mamuju_kepegawaian": _merit,
    "jakarta_kesiapsiagaan": _readiness,
}


# Their steps ------------------------------------------------------------------------------------


def _open(cast: Cast, name: str, on: date) -> Any:
    told = story_of(name)
    opened = policy.open_policy(
        title=told["title"],
        kind=told["kind"],
        problem=told["problem"],
        aims=told["aims"],
        options=told["options"],
        by=cast.analyst,
        today=on,
    )
    return policies.newest_draft(opened)


def _attach(cast: Cast, draft: Any, figure: str, note: str) -> None:
    """With what the figure says of that day, worked out from the histories that the workforce brought with it."""
    policy.attach_evidence(
        draft=draft, kind="figure", reference=figure, note=note, by=cast.analyst, today=cast.a_year_ago
    )


def _study(cast: Cast, draft: Any, name: str, on: date) -> None:
    """What was thought before the text: tree, behaviours, options and the choice."""
    told = story_of(name)["study"]
    acting: dict[str, Any] = {"by": cast.analyst, "today": on}
    core = policy.add_node(draft=draft, kind="core", text=told["core"], **acting)
    causes = {
        node.text: node for branch in told["causes"] for node in _grow(draft, "cause", core, branch, acting)
    }
    for branch in told["effects"]:
        _grow(draft, "effect", core, branch, acting)
    for sheet in told["behaviours"]:
        answers = {
            factor: (said[0], causes[said[1]]) for factor, said in sheet.items() if isinstance(said, list)
        }
        policy.keep_behaviour(
            draft=draft,
            role=sheet["role"],
            actor=sheet["actor"],
            words=sheet["behaviour"],
            answers=answers,
            **acting,
        )
    options = [_weigh_up(draft, each, told["years"], acting) for each in told["options"]]
    policy.set_span(
        draft=draft,
        edition=policies.study_of(draft).edition,
        first_year=told["first_year"],
        years=told["years"],
        discount_rate=Decimal(told["rate"]),
        rate_source=told["rate_source"],
        **acting,
    )
    criteria = [
        policy.add_criterion(draft=draft, higher_is_better=True, **each, **acting)
        for each in told["criteria"]
    ]
    policy.weigh(
        draft=draft,
        edition=policies.study_of(draft).edition,
        weights={each.pk: each.weight for each in criteria},
        scores={
            (option.pk, criterion.pk): score
            for option, each in zip(options, told["options"], strict=True)
            for criterion, score in zip(criteria, each["scores"], strict=True)
        },
        **acting,
    )
    policy.choose(
        draft=draft,
        option=next(each for each in options if each.title == told["chosen"]),
        edition=policies.study_of(draft).edition,
        reason=told["reason"],
        **acting,
    )


def _grow(
    draft: Any, kind: str, parent: Any, branch: Mapping[str, Any], acting: Mapping[str, Any]
) -> list[Any]:
    """A branch of the problem tree with what hangs on it; where the story says so, on the figure attached first."""
    node = policy.add_node(draft=draft, kind=kind, text=branch["text"], parent=parent, **acting)
    evidence = policies.evidence_of(draft)[:1] if branch.get("figure") else []
    node = policy.change_node(
        node=node,
        edition=node.edition,
        text=node.text,
        aim=branch.get("aim", ""),
        evidence=list(evidence),
        **acting,
    )
    inner = (_grow(draft, kind, node, each, acting) for each in branch.get("children", ()))
    return [node, *(each for grown in inner for each in grown)]


def _weigh_up(draft: Any, told: Mapping[str, Any], years: int, acting: Mapping[str, Any]) -> Any:
    """An option with its money, the same every year; all of it assumed, and marked so."""
    option = policy.keep_option(draft=draft, title=told["title"], description=told["description"], **acting)
    for kind, label, bearer, amount in told["lines"]:
        policy.keep_line(
            option=option,
            is_benefit=kind == "benefit",
            label=label,
            bearer=bearer,
            amounts=[amount] * years,
            source="angka contoh",
            is_assumption=True,
            **acting,
        )
    return option


def _write(cast: Cast, draft: Any, name: str, on: date) -> None:
    """Take the text in and bind its clauses to their terms."""
    version = policies.working_version(draft)
    assert version is not None
    policy.take_text(version=version, text=text_of(name), by=cast.analyst, today=on)
    parts = {part.pk: part for part in policies.passages(version)}
    cited = {clause.address: parts[clause.passage_id].provision for clause in policies.clauses(version)}
    for term in story_of(name).get("terms", ()):
        policy.set_term(
            version=version,
            provision=cited[term["clause"]],
            term=term["term"],
            value=term["value"],
            by=cast.analyst,
            today=on,
        )


def _discuss(cast: Cast, draft: Any, name: str, on: date) -> None:
    """Comments by employees and by people without an account; those with a disposition are answered."""
    version = policies.dialogue_version(draft)
    assert version is not None
    cited = {clause.address: clause.provision_id for clause in policies.clauses(version)}
    told = story_of(name).get("comments", ())
    staff = iter(cast.staff(len(told)))
    for said in told:
        where: dict[str, Any] = {
            "draft": draft,
            "version": version.uuid,
            "provision_id": cited[said["clause"]],
            "text": said["text"],
            "today": on,
        }
        if "email" in said:
            comment = consultation.submit(
                **where, name=said["name"], email=said["email"], kind=said["kind"], may_be_named=True
            )
            comment = consultation.confirm(comment=comment, now=timezone.now())
        else:
            comment = consultation.comment(**where, by=next(staff))
        if "disposition" in said:
            consultation.answer(
                comments=[comment],
                disposition=said["disposition"],
                reason=said["reason"],
                by=cast.analyst,
                today=on + timedelta(days=2),
            )


def _amend(cast: Cast, draft: Any, name: str, on: date) -> None:
    """Write what was accepted into the next version."""
    version = policies.working_version(draft)
    assert version is not None
    cited = {clause.address: clause.passage_id for clause in policies.clauses(version)}
    for edit in story_of(name)["edits"]:
        passage = policies.passages(version).get(pk=cited[edit["clause"]])
        policy.edit_passage(
            passage=passage,
            heading=passage.heading,
            text=edit["text"],
            edition=passage.edition,
            by=cast.analyst,
            today=on,
        )


def _close(cast: Cast, draft: Any, name: str, *, opened_on: date, closed_on: date) -> Any:
    """Through the dialogue; every comment has its answer before it ends."""
    policy.open_dialogue(draft=draft, until_on=closed_on, by=cast.analyst, today=opened_on)
    draft = policies.get_draft(draft.uuid)
    _discuss(cast, draft, name, opened_on + timedelta(days=5))
    draft = policy.close_dialogue(draft=draft, by=cast.analyst, today=closed_on)
    policy.list_approvers(
        draft=draft,
        listed=[policy.Listed(title, cast.leader if title == SECRETARY else None) for title in APPROVERS],
        by=cast.analyst,
        today=closed_on,
    )
    return draft


def _decide(
    cast: Cast, draft: Any, name: str, *, from_on: date, number: int, enacted_on: date, in_force_from: date
) -> Any:
    """From the dialogue to the decree."""
    draft = _close(cast, draft, name, opened_on=from_on, closed_on=from_on + timedelta(days=21))
    letter_on = enacted_on - timedelta(days=14)
    for gate in policies.leaving(draft, "deciding"):
        if gate.code == policies.COORDINATION:
            _initial(cast, draft, letter_on + timedelta(days=2))
        elif gate.code == policies.SIGNATURE:
            policy.record_ink(
                draft=draft,
                sheet="final",
                signer=cast.leader.name,
                signed_on=enacted_on,
                by=cast.analyst,
                today=enacted_on,
            )
        elif gate.by_hand:
            policy.pass_gate(
                draft=draft,
                gate=gate.code,
                letter_no=f"W.16-PP.04.02-{number}" if gate.has_letter else "",
                letter_on=letter_on if gate.has_letter else None,
                by=cast.leader if gate.code == "leader_approval" else cast.analyst,
                today=letter_on + timedelta(days=2),
            )
    heading, _number, _about = text_of(name).split("\n", 2)
    decree = policy.enact(
        draft=policies.get_draft(draft.uuid),
        number=number,
        year=enacted_on.year,
        name=heading.title().replace(" Dki ", " DKI "),
        enacted_on=enacted_on,
        signed_by=cast.leader.name,
        by=cast.analyst,
        today=enacted_on,
    )
    return policy.promulgate(
        decree=decree,
        promulgated_on=enacted_on,
        gazette_number=number,
        gazette_year=enacted_on.year,
        promulgated_by=cast.leader.name,
        in_force_from=in_force_from,
        why_another_day="Perangkat daerah diberi waktu menyiapkan pelaksanaannya.",
        by=cast.analyst,
        today=enacted_on,
    )


def _initial(cast: Cast, draft: Any, on: date) -> None:
    """Everybody of the list puts initials under the text, on paper or here."""
    for approval in policies.approvals(draft):
        policy.approve(approval=approval, by=cast.leader if approval.account_id else cast.analyst, today=on)


def _carry_out(cast: Cast, decree: Any, name: str) -> None:
    """Plan how it is carried out: some of it done, some late, some moved, one thing given up."""
    cited = {clause.address: clause.provision_id for clause in policies.clauses(decree.version)}
    made: dict[str, Any] = {}
    for told in story_of(name)["activities"]:
        made[told["title"]] = _plan_one(cast, decree, told, made, cited)


def _plan_one(
    cast: Cast, decree: Any, told: Mapping[str, Any], made: Mapping[str, Any], cited: Mapping[str, int]
) -> Any:
    """One activity as it was planned before the first day, and what became of it since."""
    begin: date = decree.in_force_from
    owner, unit = cast.owner(told["owner"])
    known = {each.provision_id: each.provision for each in policies.passages(decree.version)}
    work = policy.Work(
        title=told["title"],
        output=told["output"],
        target=told.get("target"),
        measure=told.get("measure", ""),
        unit=unit,
        owner=owner,
        starts_on=begin + timedelta(days=told["starts"]),
        due_on=begin + timedelta(days=told["due"]),
        budget=told.get("budget", 0),
        budget_code=told.get("code", ""),
        budget_source=told.get("source", "none"),
        provision=known[cited[told["clause"]]] if "clause" in told else None,
        needs=[made[title] for title in told.get("after", ())],
    )
    planned_on = min(decree.enacted_on, work.starts_on - timedelta(days=1))
    activity = policy.add_activity(policy=decree.draft.policy, work=work, by=cast.analyst, today=planned_on)
    for report in told.get("reports", ()):
        on = begin + timedelta(days=report["after"]) if "after" in report else cast.ago(report["behind"])
        policy.report_progress(
            activity=activity,
            as_of=on,
            percent=report.get("percent"),
            outputs=report.get("outputs"),
            spent=report.get("spent", 0),
            note=report.get("note", ""),
            by=owner,
            today=on,
        )
    if moved := told.get("moved"):
        activity = policy.change_activity(
            activity=activity,
            edition=activity.edition,
            work=replace(work, due_on=begin + timedelta(days=moved["due"])),
            reason=moved["reason"],
            by=cast.analyst,
            today=min(work.due_on, cast.ago(1)),
        )
    if reason := told.get("cancelled"):
        activity = policy.cancel_activity(
            activity=activity, edition=activity.edition, reason=reason, by=cast.analyst, today=cast.ago(5)
        )
    return activity


def _socialise(cast: Cast, decree: Any, name: str) -> None:
    """Ask about clauses, and let offices read, say so and answer, one more than the other; some clauses are hard."""
    told = story_of(name)
    campaign = campaigns.of_policy(decree.draft.policy_id).get(decree=decree)
    cited = {clause.address: clause.provision_id for clause in policies.clauses(decree.version)}
    campaign = outreach.change_campaign(
        campaign=campaign,
        edition=campaign.edition,
        facts=told["outreach"],
        by=cast.analyst,
        today=cast.ago(13),
    )
    understood: dict[int, tuple[int, int, float]] = {}
    for asked in told["questions"]:
        facts = {key: asked[key] for key in ("text", "options", "right", "explanation")}
        question = outreach.add_question(
            campaign=campaign,
            facts={"provision_id": cited[asked["clause"]], **facts},
            by=cast.analyst,
            today=cast.ago(13),
        )
        understood[question.pk] = (asked["right"], len(asked["options"]), asked["understood"])
    outreach.open_campaign(campaign=campaign, by=cast.analyst, today=cast.ago(10))
    outreach.take_in_readings(
        campaign=campaign, readings=_readings(cast, understood), by=cast.analyst, today=cast.today
    )


def _readings(cast: Cast, understood: Mapping[int, tuple[int, int, float]]) -> Iterator[outreach.Reading]:
    """Who read at meetings of her office. ``understood``: right option, options, share of right answers by question."""
    reached = {f"/{office.pk}/": share for office, share in zip(organization.offices(), cycle(REACHED))}
    # The personas have an address, and read for themselves.
    others = people.active().exclude(employee__account__email__isnull=False).order_by("nip", "pk")
    draw = random.Random(7)  # noqa: S311  a made-up town
    for employee, path in others.values_list("pk", "unit__path"):
        share = next((each for office, each in reached.items() if office in (path or "")), REACHED[-1])
        if draw.random() > share:
            continue
        has_acknowledged = draw.random() < 0.93
        answers = {
            key: right if draw.random() < rate else 1 + right % options
            for key, (right, options, rate) in understood.items()
        }
        yield outreach.Reading(
            employee=employee,
            on=cast.ago(draw.randint(1, 10)),
            has_acknowledged=has_acknowledged,
            answers=answers if has_acknowledged and draw.random() < 0.9 else {},
        )


def _ask_staff(
    cast: Cast, about: Any, name: str, *, moment: str, opened: int, last_on: date, answering: int
) -> Any:
    """A short survey, ``opened`` so many days ago; who answers what is drawn from the shares in the story."""
    told = story_of(name)
    asked = survey.write_survey(
        facts={
            **told["survey"],
            "policy": about,
            "moment": moment,
            "opens_on": cast.ago(opened),
            "closes_on": last_on,
        },
        by=cast.analyst,
        today=cast.ago(opened + 1),
    )
    shares: dict[int, Sequence[int]] = {}
    for question in told["survey_questions"]:
        facts = {key: value for key, value in question.items() if key != "answers"}
        added = survey.add_question(survey=asked, facts=facts, by=cast.analyst, today=cast.ago(opened + 1))
        shares[added.pk] = question["answers"]
    survey.publish(survey=asked, by=cast.analyst, today=cast.ago(opened))
    latest = max((cast.today - last_on).days, 0)
    draw = random.Random(3)  # noqa: S311  a made-up town
    for account in cast.staff(answering):
        answers: dict[int, int | str] = {
            key: draw.choices(range(1, len(weights) + 1), weights)[0] for key, weights in shares.items()
        }
        survey.answer(survey=asked, answers=answers, by=account, today=cast.ago(draw.randint(latest, opened)))
    return asked


def _watch(cast: Cast, decree: Any, name: str) -> None:
    """An indicator with its target, read today for the first time."""
    told = story_of(name)["indicator"]
    monitoring.add_indicator(
        policy=decree.draft.policy,
        figure=told["figure"],
        target=Decimal(told["target"]),
        warn_at=Decimal(told["warn_at"]),
        owner=cast.analyst,
        by=cast.analyst,
        today=cast.today,
    )
