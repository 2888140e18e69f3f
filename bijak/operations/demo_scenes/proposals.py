"""Promotions of the demo, each at another step on its way to the decree, brought there by the services of the pages."""

from datetime import date, timedelta
from functools import cache
from io import BytesIO
from typing import Any

from django.core.files import File
from django.db import transaction
from django.utils import translation

from bijak.accounts.models import Account
from bijak.career import queries as queue
from bijak.career.queries import proposals as queries
from bijak.career.queries import proposals_checking as checking
from bijak.career.services import proposals as proposing
from bijak.career.services import proposals_batches as batches
from bijak.career.services import proposals_papers as papers
from bijak.career.services import proposals_reminders as reminders
from bijak.documents import printing
from bijak.operations.demo_scenes.cast import Cast
from bijak.organization import queries as organization
from bijak.people import queries as people

SENT = 8
"""So many go out together; the first of them come back, are approved, or are there as a decree."""
STILL_DRAFTED = 3


@transaction.atomic
def play(cast: Cast) -> None:
    """Propose the first of the queue, unless somebody has proposed anybody."""
    officer, today = cast.officer, cast.today
    if queries.of_others(officer, today=today).exists():
        return
    with translation.override("id"):
        _ask_employee(officer, cast.employee, today)
        lines = list(queries.proposable(officer, today=today)[: SENT + STILL_DRAFTED])
        lines = [each for each in lines if each.period == lines[0].period]
        if not lines:
            return
        begun = today - timedelta(80)
        made = proposing.draft_lines(lines=lines, by=officer, today=begun)
        for each in made[:SENT]:
            _hand_in(each, officer, begun)
            _make_ready(each, officer, begun + timedelta(6))
        first, last = made[: SENT - 2], made[SENT - 2 : SENT]
        if first:
            _send(first, "Tahap 1", "800.1.3.2/041/KEPEG/2026", officer, begun + timedelta(12))
            _answer(first, officer, begun + timedelta(30), today)
        if last:
            _batch(last, "Tahap 2", officer, today)


def _ask_employee(officer: Account, employee: Account, today: date) -> None:
    """She is proposed for outstanding work, asked for papers that only she has, and reminded of them by now."""
    own = people.row_of(employee)
    if own is None or own.kind != "pns":
        return
    row = people.rows_of_employees([own.pk])[own.pk]
    (proposal,) = proposing.draft(
        rows=[row],
        kind="outstanding",
        period=queue.period_after(today),
        by=officer,
        today=today - timedelta(7),
    )
    lacking = [each.uuid for each in queries.papers_of(proposal) if each.document_id is None]
    papers.ask(
        proposal=proposal,
        papers=lacking[:2],
        due_on=organization.add_working_days(today, 2),
        note="Pindai aslinya, hitam-putih, satu berkas PDF untuk setiap dokumen.",
        edition=proposal.edition,
        by=officer,
        today=today - timedelta(6),
    )
    reminders.remind(today=today)


def _hand_in(proposal: Any, officer: Account, on: date) -> None:
    for each in queries.papers_of(proposal):
        if each.document_id is None:
            file = File(BytesIO(_paper(queries.label_of(each))), name=f"{each.code}.pdf")
            papers.enclose(paper=each, file=file, by=officer, today=on)
        if checking.is_read(proposal.kind, each.code):
            papers.note_reading(paper=each, said=_said(proposal, each.code), by=officer, today=on)


def _said(proposal: Any, code: str) -> dict[str, Any]:
    """What an honest paper says: what is on record."""
    row = queries.row_of(proposal)
    facts = checking.facts_of(proposal, row, queries.papers_of(proposal), today=proposal.made_on)
    return {
        "says_position": (facts["old_position"] or "").title()
        if code == "rank_decree"
        else row.position_title,
        "says_level": facts["level"] or "",
        "says_year": facts["year"],
        "says_credit": facts["credit"],
    }


@cache
def _paper(label: str) -> bytes:
    """A page that says what it stands for."""
    blank = {"subtitles": [], "headers": [], "widths": [], "rows": [], "notes": [], "signing": [""] * 4}
    said = {"agency": "Contoh", "title": label, "small_print": "Dokumen contoh untuk demonstrasi."}
    labels = {"number_label": "No.", "page_label": "Halaman", "of_label": "dari", "nip_label": "NIP"}
    return printing.pdf("lists/list.typ", blank | said | labels)


def _make_ready(proposal: Any, officer: Account, on: date) -> None:
    proposal.refresh_from_db()
    proposing.declare_ready(
        proposal=proposal,
        despite="Yang belum terpenuhi sedang dilengkapi bersama pengelola data.",
        edition=proposal.edition,
        by=officer,
        today=on,
    )


def _batch(proposals: list[Any], name: str, officer: Account, on: date) -> Any:
    return batches.open_batch(
        period=proposals[0].period,
        name=name,
        proposals=[each.uuid for each in proposals],
        by=officer,
        today=on,
    )


def _send(proposals: list[Any], name: str, letter_no: str, officer: Account, on: date) -> None:
    batch = _batch(proposals, name, officer, on)
    batches.send(batch=batch, letter_no=letter_no, letter_on=on, by=officer, today=on)


def _answer(proposals: list[Any], officer: Account, on: date, today: date) -> None:
    """BKN answers: two come back for causes as they are reported, one is approved, one more has its decree."""
    for each in proposals:
        each.refresh_from_db()
    back = (
        ("degree", "Tahun lulus pada ijazah berbeda dengan SIASN."),
        ("position", "Jabatan lama tidak cocok."),
    )
    for each, (cause, reason) in zip(proposals, back, strict=False):
        proposing.take_back(
            proposal=each, cause=cause, reason=reason, on=on, edition=each.edition, by=officer, today=on
        )
    for number, each in enumerate(proposals[2:4], start=1):
        approved = proposing.approve(
            proposal=each, pertek_no=f"PG-{number:02}/KP/2026", pertek_on=on + timedelta(7),
            edition=each.edition, by=officer, today=on + timedelta(7),
        )  # fmt: skip
        if number == 1:
            proposing.issue(
                proposal=approved,
                decree_no="823/117/KEP/2026",
                decree_on=today - timedelta(9),
                service_years=None,
                service_months=None,
                paper=File(BytesIO(_paper("SK kenaikan pangkat")), name="SK_KP.pdf"),
                edition=approved.edition,
                seen=people.version(approved.employee_id),
                by=officer,
                today=today,
            )
