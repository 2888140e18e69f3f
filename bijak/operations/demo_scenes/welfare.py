"""Made-up raises, leave and awards: most have their last raise on record, some have not, and one round is decided."""

import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from django.utils import timezone

from bijak.accounts.models import Account
from bijak.kernel.days import add_months
from bijak.operations.demo_scenes.cast import Cast
from bijak.people import queries as people
from bijak.welfare.queries import raises, recognition, retirement
from bijak.welfare.services import outlooks
from bijak.welfare.services import recognition as awards
from bijak.welfare.services import retirement as retiring

RECORDED = 0.85
"""The share whose last raise the office has on record."""
WITH_LEAVE = 1500
"""So many have their leave of three years on record."""
CRITERIA = (("Dampak bagi warga", 50), ("Gagasan baru", 30), ("Kerja sama", 20))
REASON = "Memangkas antrean layanan di unitnya, dan mengajari rekan-rekannya."


def play(cast: Cast) -> None:
    """Nothing where somebody looked ahead before."""
    officer, today = cast.officer, cast.today
    if recognition.rounds().exists():
        return
    outlooks.ask()
    outlooks.look_through(on=today, at=timezone.now())
    chance = np.random.default_rng(2)
    with tempfile.TemporaryDirectory(prefix="bijak-demo-") as folder:
        path = Path(folder) / "daftar.csv"
        for kind, frame in (
            ("raises_given", _raises(officer, today, chance)),
            ("leave_taken", _leave(today, chance)),
        ):
            if len(frame):
                frame.write_csv(path)
                cast.take(kind, path)
    _keep_files(officer, today)
    _honour(officer, cast.oversight, cast.employee, today)


def _raises(officer: Account, today: date, chance: np.random.Generator) -> pl.DataFrame:
    """The raise before the step that is expected next."""
    looked = raises.visible_to(officer, today=today).exclude(due_on=None)
    expected: dict[int, date] = {each.employee_id: each.due_on for each in looked if each.due_on}
    nips = dict(people.active().filter(pk__in=expected).values_list("pk", "nip"))
    rows = [(nips[key], add_months(due, -24)) for key, due in sorted(expected.items()) if key in nips]
    known = chance.random(len(rows)) < RECORDED
    return pl.DataFrame(
        [(nip, day.isoformat()) for (nip, day), is_known in zip(rows, known, strict=True) if is_known],
        schema=["NIP", "TMT KGB"],
        orient="row",
    )


def _leave(today: date, chance: np.random.Generator) -> pl.DataFrame:
    nips = list(people.active().filter(kind="pns").values_list("nip", flat=True)[:WITH_LEAVE])
    rows = [
        (nip, "Cuti tahunan", str(year), str(days))
        for nip in nips
        for year, days in zip(
            range(today.year - 2, today.year + 1), chance.integers(0, (13, 13, 9)).tolist(), strict=True
        )
    ]
    return pl.DataFrame(rows, schema=["NIP", "Jenis cuti", "Tahun", "Lamanya (hari)"], orient="row")


def _keep_files(officer: Account, today: date) -> None:
    """The nearest have most of their papers together."""
    near = retirement.narrowed(retirement.visible_to(officer, today=today))
    papers: Sequence[str] = ("cpns", "rank", "family", "photo", "form")
    for place, each in enumerate(near[:5]):
        retiring.keep_file(
            retirement=each, papers=papers[place:], preparation_from=None, note="", edition=each.edition, by=officer,
            today=today,
        )  # fmt: skip


def _honour(officer: Account, judge: Account, winner: Account, today: date) -> None:
    """Last year's award is decided, its winner agreed to be named; this year's is open."""
    row = people.row_of(winner)
    if row is None:
        return
    decided, opened = (_opened(officer, judge, year, today) for year in (today.year - 1, today.year))
    colleagues = people.active().select_related("employee__account", "unit").exclude(pk=row.pk)
    among: list[Any] = [row, *colleagues.filter(unit=row.unit_id).order_by("name", "pk")[:2]]
    for each in among:
        awards.nominate(round=decided, row=each, reason=REASON, by=officer, today=today)
    awards.nominate(round=opened, row=among[-1], reason=REASON, by=officer, today=today)
    awards.close_nominations(round=decided, by=officer, today=today)
    criteria = recognition.criteria_of(decided)
    nominations = list(recognition.nominations_of(decided))
    for at, nomination in enumerate(nominations):
        points = {each.pk: 90 - 7 * at - each.position for each in criteria}
        awards.score(nomination=nomination, points=points, by=judge, today=today)
    best = {nominations[0].pk: "Nilai tertinggi dari panitia."}
    awards.choose(round=decided, chosen=best, by=officer, today=today)
    awards.decide(
        round=decided, otherwise="Nilainya di bawah penerima.", decree_no=f"800/{today.year - 1}/TELADAN",
        decree_on=date(today.year - 1, 12, 1), by=officer, today=today,
    )  # fmt: skip
    for nomination in recognition.own(winner):
        awards.consent(nomination=nomination, agrees=True, at=timezone.now(), by=winner)


def _opened(officer: Account, judge: Account, year: int, today: date) -> Any:
    made = awards.start_round(
        name="Pegawai Teladan", award_code="306", year=year, by=officer, today=today,
        about="Bagi pegawai yang pekerjaannya terasa oleh warga.",
    )  # fmt: skip
    awards.set_criteria(
        round=made, criteria=CRITERIA, judges=[judge], edition=made.edition, by=officer, today=today
    )
    return awards.open_round(round=made, by=officer, today=today)
