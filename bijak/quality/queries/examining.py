"""All rules over everyone, or over some."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from bijak.kernel.records import Record
from bijak.kernel.terms import NotInForce
from bijak.organization import queries as organization
from bijak.people import queries as people
from bijak.people.queries.portraits import Portrait, retirements
from bijak.quality import rules
from bijak.quality.engine.numbers import read_niks, read_nips

type Facts = dict[str, npt.NDArray[Any]]

_STRANGE = frozenset("0123456789<>{}[]()|;:=#$%^&*_~\\/?!+@")
"""Signs that stand in no name; apostrophes, dashes, points, commas and quotation marks do."""


_FEW = 100
"""People of whom the units are asked by name."""


@dataclass(frozen=True, slots=True)
class Found:
    """Something wrong with somebody; ``unit`` is None where she has none."""

    rule: rules.Rule
    employee: int
    unit: int | None
    facts: dict[str, Any]
    fingerprint: str


@dataclass(frozen=True)
class Examined:
    """``employee`` and ``unit`` are columns of everyone who was looked at."""

    employee: npt.NDArray[np.int64]
    unit: npt.NDArray[np.int64]
    wrong: Mapping[str, npt.NDArray[np.intp]]
    facts: Facts

    def found(self) -> Iterator[Found]:
        """Everything that is wrong, rule by rule."""
        for code, places in self.wrong.items():
            rule = rules.RULES[code]
            shown = [self.facts[name][places].tolist() for name in rule.shows]
            hidden = [self.facts[name][places].tolist() for name in rule.hides]
            for place, employee in enumerate(self.employee[places].tolist()):
                told = {name: _plain(column[place]) for name, column in zip(rule.shows, shown, strict=True)}
                kept = [*told.values(), *(_plain(column[place]) for column in hidden)]
                mark = hashlib.md5(repr(kept).encode(), usedforsecurity=False).hexdigest()
                yield Found(rule, employee, int(self.unit[places[place]]) or None, told, mark)


def examine(on: date, *, among: Sequence[int] | None = None) -> Examined:
    """What each rule finds among those who are active today. A few queries, however many people."""
    facts = people.facts(among=among)
    return judge(facts | _of_units(facts, on) | {"retires_on": _retirements(facts, on)}, on=on)


def judge(facts: Facts, *, on: date) -> Examined:
    """What each rule finds in ``people.facts`` with what is known of their units and retirement."""
    facts = facts | _read(facts)
    record, in_force = _record(facts, on), rules.TERMS.on(on)
    wrong = {
        code: np.flatnonzero(rule.is_wrong(record, in_force).met)
        for code, rule in rules.RULES.items()
        if len(facts["employee"]) and rules.measures_in_force(rule, in_force)
    }
    return Examined(facts["employee"], facts["unit"], wrong, facts)


def _read(facts: Facts) -> Facts:
    """What the numbers, names and titles say."""
    nips, niks = read_nips(facts["nip"]), read_niks(facts["nik"])
    appointed = facts["appointed_on"].astype("datetime64[M]").astype(np.int64)
    month_born = facts["born_on"].astype("datetime64[M]")
    born = month_born.astype(np.int64)
    day = (facts["born_on"] - month_born.astype("datetime64[D]")).astype(np.int64) + 1
    posts = zip(
        *(facts[name].tolist() for name in ("position_kind", "echelon", "position_title")), strict=True
    )
    return {
        "nip_born_on": nips.born_on,
        "nip_sex": nips.sex,
        "nip_is_pppk": _masked(nips.is_pppk, ~nips.is_read),
        "nip_appointed": nips.appointed,
        "appointed": np.where(
            np.isnat(facts["appointed_on"]),
            -1,
            (appointed // 12 + 1970) * 100 + np.where(nips.is_pppk, 0, appointed % 12 + 1),
        ),
        "nik_is_read": niks.is_read,
        "nik_born": niks.born,
        "nik_sex": niks.sex,
        "born": day * 10_000 + (born % 12 + 1) * 100 + (born // 12 + 1970) % 100,
        "name_has_signs": np.array([not _STRANGE.isdisjoint(name) for name in facts["name"]], np.bool_),
        "post": np.array([rules.post_of(*post) for post in posts], "U16"),
    }


def _of_units(facts: Facts, on: date) -> Facts:
    """Whose unit is closed or was not there when she came, and who heads one beside somebody else."""
    is_closed, heads = _units()
    units = facts["unit"].tolist()
    existing = organization.unit_days(set(units) if len(units) < _FEW else None)
    held = people.counts(on, sorted(heads.keys() & set(units)))
    return {
        "unit_is_closed": np.array([is_closed.get(unit, False) for unit in units], np.bool_),
        "unit_existed": np.array(
            [
                None
                if unit not in existing or day is None
                else any(span.contains(day) for span in existing[unit])
                for unit, day in zip(units, facts["position_from"].tolist(), strict=True)
            ],
            object,
        ),
        "shares_headship": np.array(
            [
                heads.get(unit) == title.casefold() and held.get((unit, title), 0) > 1
                for unit, title in zip(units, facts["position_title"], strict=True)
            ],
            np.bool_,
        ),
    }


def _units() -> tuple[dict[int, bool], dict[int, str]]:
    """Which units are closed, and what the head of each is called."""
    is_closed, heads = {}, {}
    for key, is_active, title in organization.known_units().values_list("pk", "is_active", "head_title"):
        is_closed[key] = not is_active
        if title:
            heads[key] = title.casefold()
    return is_closed, heads


def _retirements(facts: Facts, on: date) -> npt.NDArray[np.datetime64]:
    columns = {name: facts[name] for name in Portrait.__dataclass_fields__ if name != "on"}
    try:
        return retirements(Portrait(on, **columns))
    except NotInForce:
        return np.full(len(facts["employee"]), np.datetime64("NaT", "D"))


def _record(facts: Facts, on: date) -> Record:
    """What the rules may know; an empty word or a number that could not be read is not known."""
    named = ("sex", "nip_sex", "nik_sex", "kind", "post")
    counted = ("nip_appointed", "appointed", "nik_born", "born")
    asked = (
        *(
            "nip_born_on",
            "born_on",
            "appointed_on",
            "kind_from",
            "rank_from",
            "position_from",
            "separated_on",
        ),
        *(
            "first_decree_on",
            "retires_on",
            "leave_from",
            "leave_until",
            "nip_is_pppk",
            "nik_is_read",
            "nik_is_shared",
            "nik_is_valid",
        ),
        *("name_has_signs", "unit_is_closed", "unit_existed", "shares_headship", "contract_ends_on"),
        *("ranks_without_decree", "positions_without_decree", "appointments_without_decree"),
    )
    levels = np.array([int(level) if level else 0 for level in facts["education"].tolist()], np.int64)
    return Record(
        {name: _known(facts[name]) for name in named}
        | {name: _masked(facts[name], facts[name] < 0) for name in counted}
        | {name: facts[name] for name in asked}
        | {
            "today": np.datetime64(on),
            "has_nik": facts["nik"] != "",
            "has_contract_end": ~np.isnat(facts["contract_ends_on"]),
            "has_kind": facts["kind"] != "",
            "has_rank": facts["rank_code"] != "",
            "has_position": facts["position_kind"] != "",
            "has_education": facts["education"] != "",
            "rank_sank": facts["rank_sank_to"] != "",
            "rank_order": _masked(facts["rank_order"], facts["rank_order"] == 0),
            "education_level": _masked(levels, levels == 0),
        }
    )


def _known(words: npt.NDArray[np.str_]) -> Any:
    return _masked(words, words == "")


def _masked(values: npt.NDArray[Any], unknown: npt.NDArray[np.bool_]) -> Any:
    return np.ma.masked_array(values, unknown)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
