"""Whether an allowance treats alike who are alike: medians by group, counted when the month is reckoned.

Two numbers for each group. The median says what its people get; ``alike`` is the median of what each gets divided by
the median of her class, so that a group is not judged by the classes its people happen to hold.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from bijak.kernel.hiding import K, shown_together
from bijak.kernel.reckonings import Reckoning
from bijak.welfare.queries.allowance_facts import Gathered

BREAKDOWNS = ("kind", "place", "sex", "class")
REMOTE, CENTRAL = "remote", "central"


def measure(gathered: Gathered, found: Reckoning) -> dict[str, Any]:
    """The groups of a month with their counts and medians, small ones too: what is shown is settled by ``report``."""
    is_known = np.broadcast_to(~found.total.unknown, len(gathered.who))
    net = np.broadcast_to(found.total.values, len(gathered.who))[is_known].astype(np.float64)
    if not len(net):
        return {}
    job_class = gathered.facts["job_class"][is_known].astype(np.int64)
    groups = {
        "kind": gathered.who.kind[is_known],
        # Whom the region pays for where she works, works far away.
        "place": np.where(gathered.facts["place"][is_known] > 0, REMOTE, CENTRAL),
        "sex": gathered.who.sex[is_known],
        "class": job_class.astype("U4"),
    }
    of_class = {each: float(np.median(net[job_class == each])) for each in np.unique(job_class).tolist()}
    usual = np.array([of_class[each] for each in job_class.tolist()])
    alike = np.divide(net, usual, out=np.full(len(net), np.nan), where=usual > 0)
    return {
        "people": len(net),
        "median": float(np.median(net)),
        "groups": {
            name: {
                str(code): {
                    "people": int((codes == code).sum()),
                    "median": float(np.median(net[codes == code])),
                    "alike": _median(alike[codes == code]),
                }
                for code in np.unique(codes)
            }
            for name, codes in groups.items()
        },
        "meets": _meets(groups),
    }


def _median(values: npt.NDArray[np.float64]) -> float | None:
    known = values[~np.isnan(values)]
    return float(np.median(known)) if len(known) else None


def _meets(groups: Mapping[str, npt.NDArray[np.str_]]) -> list[list[list[str]]]:
    """Which groups of two breakdowns share people."""
    pairs: set[tuple[tuple[str, str], tuple[str, str]]] = set()
    for one, ones in groups.items():
        for other, others in groups.items():
            if one != other:
                both = set(zip(ones.tolist(), others.tolist(), strict=True))
                pairs |= {((one, a), (other, b)) for a, b in both}
    return [[list(a), list(b)] for a, b in sorted(pairs)]


@dataclass(frozen=True)
class Group:
    """One group of a breakdown; without numbers where so few are in it that they would tell of one."""

    code: str
    people: int
    median: float | None
    alike: float | None
    width: float

    @property
    def is_hidden(self) -> bool:
        return self.median is None


def report(measured: Mapping[str, Any]) -> dict[str, list[Group]]:
    """The groups fit to be shown to anyone."""
    if not measured or measured["people"] < K:
        return {}
    groups = measured["groups"]
    meets: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for one, other in measured["meets"]:
        meets.setdefault(tuple(one), set()).add(tuple(other))
    counts = {name: {code: told["people"] for code, told in groups[name].items()} for name in BREAKDOWNS}
    kept = shown_together(counts, meets)
    # Of those that are shown: a bar beside a hidden one would tell of that.
    shown = [groups[name][code]["median"] for name in BREAKDOWNS for code in kept[name]]
    most = max(shown, default=0.0) or 1.0
    return {
        name: [
            Group(code, told["people"], told["median"], told["alike"], told["median"] / most * 100)
            if code in kept[name]
            else Group(code, 0, None, None, 0.0)
            for code, told in sorted(groups[name].items(), key=lambda each: (len(each[0]), each[0]))
        ]
        for name in BREAKDOWNS
    }
