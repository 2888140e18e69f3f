"""Who holds a critical post, who stands in, and how soon it falls empty."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from bijak.accounts.access import permission_named
from bijak.accounts.models import Account
from bijak.kernel.records import Record
from bijak.kernel.terms import Terms
from bijak.organization import queries as organization
from bijak.organization.rules import title_key
from bijak.people import queries as people
from bijak.people.queries.careers import Careers, acting, careers
from bijak.people.queries.ending import ending
from bijak.talent import rules
from bijak.talent.queries.posts import Wanted
from bijak.talent.queries.telling import Condition, conditions

READ_SANCTIONS = permission_named("people.view_sensitive")


@dataclass(frozen=True)
class Holder:
    """Who holds a post by right (``row``, None if nobody), who stands in, how soon the post stands empty, and why."""

    row: Any
    retires_on: date | None
    acting: Any
    risk: str
    reasons: list[Condition]

    @property
    def against(self) -> list[Condition]:
        """What speaks for its standing empty, or is not known."""
        return [each for each in self.reasons if each.state != "met"]


def holders(
    posts: Sequence[Any], asked: Mapping[int, Wanted], terms: Terms, account: Account, *, on: date
) -> dict[int, Holder]:
    """By the key of the post. A handful of queries, however many posts.

    That a sanction runs is told to those who may read it; for others it is as if there were none.
    """
    everyone, units = careers(on, reach=organization.EVERYTHING), [post.unit_id for post in posts]
    here = everyone[np.isin(everyone.unit, units)]
    standing = acting(everyone, units=units)
    held, acted = _places(here.unit, here.position_title), _places(standing.unit, standing.title)
    own = [(post.unit_id, post.key) for post in posts]
    known = here[np.array([held[key] for key in own if key in held], np.int64)]
    stand_ins = {key: int(standing.who.employee[place]) for key, place in acted.items() if key in set(own)}
    rows = people.rows_of_employees({*known.employee.tolist(), *stand_ins.values()})
    reading = organization.scope(account, READ_SANCTIONS, today=on)
    facts = dict(zip(known.employee.tolist(), _facts(known), strict=True))
    found = {}
    for post, key in zip(posts, own, strict=True):
        row = rows.get(int(here.employee[held[key]])) if key in held else None
        told = dict(facts[row.pk]) if row is not None else dict.fromkeys(FACTS)
        told |= {"is_held": row is not None, "is_acted": key in stand_ins}
        told["post_echelon"] = asked[post.pk].echelon or told["post_echelon"] or ""
        is_read = row is not None and reading.covers(row)
        hidden = set() if is_read else {"sanction"} if row is not None else {*rules.OF_HOLDER}
        decision = rules.vacancy(Record(told if is_read else told | {"sanction_level": 0}), terms, on=on)
        found[post.pk] = Holder(
            row,
            told["retires_on"],
            rows.get(stand_ins[key]) if key in stand_ins else None,
            rules.risk(decision).item() or "unknown",
            [each for each in conditions(decision) if each.code not in hidden],
        )
    return found


FACTS = (
    "retires_on", "is_contract", "contract_until", "is_leaving", "sanction_level", "position_from", "post_echelon",
)  # fmt: skip


def _facts(known: Careers) -> Iterator[dict[str, Any]]:
    """What the rule of vacancy asks of each; None is not known."""
    ends = ending(known.employee.tolist(), on=known.on)
    columns = zip(
        known.retires.tolist(), known.kind.tolist(), known.kind_until.tolist(), known.position_from.tolist(),
        known.echelon.tolist(), ends.is_leaving.tolist(), ends.is_undated.tolist(), ends.sanction_level.tolist(),
        strict=True,
    )  # fmt: skip
    for retires, kind, until, since, echelon, is_leaving, is_undated, level in columns:
        is_contract = kind.startswith("pppk")
        goes = is_leaving or (until is not None and not is_contract)
        yield dict(
            zip(FACTS, (retires, is_contract, until, True if goes else None if is_undated else False,
                        level, since, echelon), strict=True)
        )  # fmt: skip


def _places(units: Any, titles: Any) -> dict[tuple[int, str], int]:
    """Where each post is found first."""
    keys = [(unit, title_key(title)) for unit, title in zip(units.tolist(), titles.tolist(), strict=True)]
    return {key: place for place, key in reversed(list(enumerate(keys)))}
