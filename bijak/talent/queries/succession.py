"""Critical posts as pages show them: the holder, how many may follow, and the best of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from bijak.accounts.models import Account
from bijak.organization import queries as organization
from bijak.talent import models, rules
from bijak.talent.access import Permission
from bijak.talent.models import CriticalPost
from bijak.talent.queries.bench import Bench, Candidate
from bijak.talent.queries.holders import Holder, holders
from bijak.talent.queries.plans import plans_of
from bijak.talent.queries.posts import Wanted, wanted

SHOWN = 10
"""So many candidates stand on the page of a post."""


@dataclass(frozen=True)
class Overview:
    """A critical post in the list: who holds it, and how many stand ready."""

    critical: CriticalPost
    holder: Holder
    now: int
    soon: int
    later: int
    is_short: bool

    @property
    def candidates(self) -> int:
        return self.now + self.soon + self.later


def overview(criticals: Sequence[CriticalPost], account: Account, *, on: date) -> list[Overview]:
    """Critical posts with their holders and how many may follow."""
    bench = Bench(on=on)
    posts = [each.post for each in criticals]
    asked = wanted(posts, on=on)
    held = holders(posts, asked, bench.terms, account, on=on)
    found = []
    for each in criticals:
        holder = held[each.post_id]
        ranked = bench.rank(asked[each.post_id], without=holder.row.pk if holder.row else None)
        now, soon, later = (ranked.count(readiness) for readiness in rules.GROWING)
        short = now + soon + later < bench.terms.fewest_candidates
        found.append(Overview(each, holder, now, soon, later, short))
    return found


@dataclass(frozen=True)
class Succession:
    """A critical post with its holder and its candidates, as far as somebody may see them."""

    critical: CriticalPost
    wanted: Wanted
    holder: Holder
    mapping: models.Mapping | None
    candidates: list[Candidate]
    total: int
    fewest: int
    weights: dict[str, float]

    @property
    def is_short(self) -> bool:
        return self.total < self.fewest

    @property
    def ladder(self) -> list[tuple[str, list[Candidate]]]:
        """Candidates by readiness, the readiest first; "" those of whom it cannot be told."""
        steps = [
            (step, [each for each in self.candidates if each.readiness == step])
            for step in (*rules.GROWING, "")
        ]
        return [(step, who) for step, who in steps if step or who]


def succession(critical: CriticalPost, account: Account, *, on: date) -> Succession:
    """The best candidates for a post; those of units that the account does not look after are only counted."""
    bench = Bench(on=on)
    posts = [critical.post]
    asked = wanted(posts, on=on)[critical.post_id]
    holder = holders(posts, {critical.post_id: asked}, bench.terms, account, on=on)[critical.post_id]
    ranked = bench.rank(asked, without=holder.row.pk if holder.row else None)
    scope, keys = organization.scope(account, Permission.VIEW, today=on), bench.keys
    within = bench.within(scope)
    seen = [place for place in ranked.order if keys[place] in within]
    plans = {each.employee_id: each for each in plans_of(critical)}
    found = [
        replace(each, plan=plans.get(each.placement.employee_id))
        for each in bench.candidates(asked, seen[:SHOWN])
    ]
    fewest = int(bench.terms.fewest_candidates)
    weights = {
        part: getattr(bench.terms, f"match_{part}") for part in ("competence", "qualification", "integrity")
    }
    return Succession(critical, asked, holder, bench.mapping, found, len(ranked.order), fewest, weights)
