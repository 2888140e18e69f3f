"""Made-up assessments, one mapping of talent that was frozen, and two critical posts with those who may follow."""

import tempfile
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from bijak.accounts.models import Account
from bijak.kernel.days import add_months
from bijak.operations.demo_scenes.cast import Cast
from bijak.organization import queries as organization
from bijak.organization import services as organizing
from bijak.organization.rules import PostFace, title_key
from bijak.people import queries as people
from bijak.talent import queries, services

LEADERS = ("21", "22", "31", "32", "41", "42")
HEADS = ("21", "22")
OTHERS = 200
"""So many who lead nobody yet were assessed too."""
ASKED: dict[str, Any] = {"rank_lowest": "41", "education_level": "40"}
REASON = "Memimpin penanganan darurat banjir selama enam bulan; hasilnya belum tercermin dalam predikat."


def play(cast: Cast) -> None:
    """What the personnel office and the committee would have done by now; nothing where a mapping stands already."""
    officer, today = cast.officer, cast.today
    if queries.mappings().exists():
        return
    assessed = _assessed()
    if not assessed:
        return
    with tempfile.TemporaryDirectory(prefix="bijak-demo-") as folder:
        path = Path(folder) / "asesmen.csv"
        _assessments(assessed, today).write_csv(path)
        cast.take("assessment", path)
    _map(officer, cast.leader, today)
    _follow(officer, today)


def _assessed() -> list[str]:
    """The NIPs of those who lead, and of some who may one day; whoever has an account among them."""
    active = people.active().filter(kind="pns").order_by("-rank_order", "nip")
    known = active.filter(employee__account__isnull=False).values_list("nip", flat=True)
    leaders = active.filter(echelon_code__in=LEADERS).values_list("nip", flat=True)
    others = active.exclude(echelon_code__in=LEADERS).values_list("nip", flat=True)[:OTHERS]
    return list(dict.fromkeys([*known, *leaders, *others]))


def _assessments(nips: list[str], today: date) -> pl.DataFrame:
    """One in twelve was assessed more than three years ago, which is too long."""
    chance, size = np.random.default_rng(7), len(nips)
    ages = np.where(
        chance.random(size) < 1 / 12, chance.integers(1100, 1500, size), chance.integers(30, 900, size)
    )
    days = [today - timedelta(days=int(age)) for age in ages]
    return pl.DataFrame(
        {
            "NIP": nips,
            "Tanggal asesmen": [day.isoformat() for day in days],
            "Nilai potensi": np.clip(chance.normal(74, 11, size), 30, 100).round(1),
            "JPM": np.clip(chance.normal(84, 12, size), 40, 120).round(1),
            "Metode": chance.choice(["Assessment center", "Penilaian cepat"], size),
            "Penyelenggara asesmen": ["UPT Penilaian Kompetensi"] * size,
            "Nomor laporan": [f"ASN/{day.year}/{place:04d}" for place, day in enumerate(days, start=1)],
        }
    )


def _map(officer: Account, leader: Account, today: date) -> None:
    on = add_months(today, -1)
    mapping = services.begin(name=f"Pemetaan talenta {on.year}", unit=None, on=on, by=officer, today=today)
    services.carry_out.call(mapping.pk)
    rows = queries.visible_to(officer, today=today).filter(mapping=mapping, is_eligible=True, box=5)
    rows = rows.exclude(employee__account=leader)
    if (chosen := rows.order_by("-value", "pk").first()) is not None:
        services.move(placement=chosen, to=8, reason=REASON, by=leader, today=today)
    services.freeze(
        mapping=mapping, minutes_no=f"800/27/TMT/{on.year}", disclosure="scores", by=leader, today=today
    )
    services.carry_out.call(mapping.pk)


def _follow(officer: Account, today: date) -> None:
    """The oldest head of an office and another, marked critical; the best candidate of the first is prepared."""
    heads = people.active().filter(echelon_code__in=HEADS, unit__isnull=False).select_related("unit")
    oldest = list(heads.order_by("born_on", "pk")[:6])
    for head in oldest[:1] + oldest[5:]:
        post = _post(head, officer, today)
        services.mark_critical(
            post=post,
            reason="Layanan kepada warga berhenti bila jabatan ini lama kosong.",
            by=officer,
            today=today,
        )
    for critical in queries.critical_posts(officer, today=today)[:1]:
        others = [
            each
            for each in queries.succession(critical, officer, on=today).candidates
            if not people.is_own(officer, each.row)
        ]
        for each in others[:1]:
            plan = services.begin_plan(
                critical=critical,
                person=each.row,
                mentor="Dr. Hj. Sri Wahyuni, M.Si.",
                by=officer,
                today=today,
            )
            for what, months in (
                ("Magang di bawah pejabat sekarang", 3),
                ("Pelatihan Kepemimpinan Nasional II", 9),
            ):
                services.add_action(
                    plan=plan,
                    person=each.row,
                    what=what,
                    gap="",
                    due_on=add_months(today, months),
                    by=officer,
                    today=today,
                )


def _post(head: Any, officer: Account, today: date) -> Any:
    """The post that somebody holds, with what it asks of whoever takes it."""
    found = organization.known_posts().filter(unit=head.unit, key=title_key(head.position_title)).first()
    if found is None:
        face = replace(PostFace(needed=1, kind="structural", job_class=14), **ASKED)
        return organizing.create_post(
            unit=head.unit, title=head.position_title, face=face, from_on=today, today=today, by=officer
        )
    return organizing.change_post(post=found, from_on=today, changes=ASKED, today=today, by=officer)
