"""Diplomas, positions and ranks by name."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from bijak.kernel import ranks as ladder
from bijak.siasn.engine import catalogue
from bijak.siasn.engine.columns import blank, pick, reference_id
from bijak.siasn.engine.moments import Ints, years_of
from bijak.siasn.engine.persons import Bools, Persons
from bijak.siasn.engine.posts import BEFORE_EXPERT, EXECUTOR, POST
from bijak.siasn.engine.workforce import Workforce

STRUCTURAL, FUNCTIONAL, EXECUTING = "1", "2", "4"
"""SIASN jenisJabatan."""


@dataclass(frozen=True)
class Diplomas:
    """Programmes of study as flat lists; ``first`` and ``count`` say where those of a family and level stand."""

    names: list[str]
    titles: list[str]
    fronts: list[str]
    ids: list[str]
    first: Ints
    count: Ints

    def choose(self, family: Ints, level: Ints, chance: Ints) -> Ints:
        return self.first[family, level] + chance % self.count[family, level]


def diplomas() -> Diplomas:
    groups, families = catalogue.programmes(), catalogue.families()
    rows: list[list[str]] = []
    first = np.zeros((len(families), len(catalogue.LEVELS)), np.int64)
    count = np.ones_like(first)
    for f, family in enumerate(families):
        for place, level in enumerate(catalogue.LEVELS):
            options = groups[family.programme].get(level) or groups["umum"].get(level) or []
            options = options or [[f"Pendidikan tingkat {level}", "", ""]]
            first[f, place], count[f, place] = len(rows), len(options)
            rows += options
    names, titles, fronts = (list(column) for column in zip(*rows, strict=True))
    return Diplomas(names, titles, fronts, [reference_id("pendidikan", name) for name in names], first, count)


def diploma_of(known: Diplomas, workforce: Workforce, person: Ints, level: Ints) -> Ints:
    """The programme a person finished at a level: the same in the workforce file and in the history."""
    everyone, own = workforce.persons, workforce.chance[person]
    is_highest = level == everyone.education[person]
    return known.choose(everyone.family[person], level, np.where(is_highest, own // 7, own // 11))


def back_titles(known: Diplomas, highest: Ints, earlier: Ints, both: Bools) -> pl.Series:
    """Titles after the name; the later follows the earlier academic one where ``both``: "S.E., M.M."."""
    frame = pl.DataFrame(
        {"last": pick(known.titles, highest), "before": pick(known.titles, earlier), "both": both}
    )
    has_both = pl.col("both") & (pl.col("before") != "") & (pl.col("last") != "")
    title = pl.when(has_both).then(pl.format("{}, {}", "before", "last")).otherwise("last")
    return blank(frame.select(title).to_series())


def graduation(everyone: Persons, person: Ints, chance: Ints) -> Ints:
    """Year of the highest diploma."""
    upgraded = everyone.upgraded[person]
    return np.where(upgraded >= 0, 1970 + upgraded // 12, first_graduation(everyone, person, chance))


def first_graduation(everyone: Persons, person: Ints, chance: Ints) -> Ints:
    """Year of the diploma at appointment: never after the appointment."""
    age = np.array(catalogue.FINISHED_AT)[everyone.first_education[person]] + chance % 2
    usual: Ints = years_of(everyone.born[person]) + age
    last_possible: Ints = 1970 + (everyone.appointed[person] - 1) // 12
    return np.minimum(usual, last_possible)


def schools(agency: dict[str, Any], level: Ints, chance: Ints) -> pl.Series:
    """Diplomas below a bachelor's come from anywhere, the higher ones from universities alone (they stand first)."""
    higher = sorted(agency["universities"], key=lambda name: name.startswith("Pol"))
    universities = sum(not name.startswith("Pol") for name in higher)
    secondary = [agency["secondary"].format(n=number) for number in range(1, 13)]
    kind = [level < catalogue.LEVELS.index("20"), level < catalogue.LEVELS.index("40")]
    place = np.select(
        kind, [len(higher) + chance // 5 % 12, chance // 5 % len(higher)], chance // 5 % universities
    )
    return pick([*higher, *secondary], place)


@dataclass(frozen=True)
class Titles:
    """Positions in words: title, SIASN jenisJabatan, reference id."""

    title: pl.Series
    kind: pl.Series
    id: pl.Series


def titles(workforce: Workforce, row: Ints) -> Titles:
    """The positions at rows of ``workforce.positions``."""
    held, units = workforce.positions, workforce.persons.units
    table: list[tuple[str, str]] = []
    place = np.zeros((len(catalogue.families()), 8), np.int64)
    for f, family in enumerate(catalogue.families()):
        names = catalogue.LADDERS.get(family.track, ())
        steps = {step: (f"{family.title} {name}", FUNCTIONAL) for step, name in enumerate(names)}
        steps[EXECUTOR] = (family.title, EXECUTING)
        is_teacher = family.code == "guru"
        steps[BEFORE_EXPERT] = (
            (catalogue.TEACHER_BEFORE_EXPERT, FUNCTIONAL)
            if is_teacher
            else ("Pengadministrasi Perkantoran", EXECUTING)
        )
        for step, entry in steps.items():
            place[f, step] = len(table)
            table.append(entry)
    posts = len(table)
    for head, name, echelon in zip(units.heads, units.names, units.echelons, strict=True):
        table.append((head or f"Kepala {name}", STRUCTURAL if echelon else FUNCTIONAL))
    level = held.level[row]
    which = np.where(level == POST, posts + held.unit[row], place[held.family[row], level])
    ids = [reference_id("jabatan", title) for title, _kind in table]
    return Titles(
        pick([t for t, _kind in table], which), pick([kind for _t, kind in table], which), pick(ids, which)
    )


def rank_ids(is_pns: Bools, rank: Ints, education: Ints) -> pl.Series:
    """The national code of a rank; of a PPPK the number of the grade."""
    grades = [str(ladder.by_pppk_grade(grade).number) for grade in catalogue.PPPK_GRADES]
    return _ranks([*catalogue.RANK_CODES, *grades], is_pns, rank, education)


def rank_names(is_pns: Bools, rank: Ints, education: Ints) -> pl.Series:
    """The grade in letters: III/c; of a PPPK the Roman number."""
    names = [ladder.by_code(code).grade for code in catalogue.RANK_CODES]
    return _ranks([*names, *catalogue.PPPK_GRADES], is_pns, rank, education)


def _ranks(names: list[str], is_pns: Bools, rank: Ints, education: Ints) -> pl.Series:
    return pick(names, np.where(is_pns, rank, len(catalogue.RANK_CODES) + education))
