"""Which groups may be shown without telling about a person in a group that may not."""

from collections.abc import Collection, Mapping, Set
from itertools import chain, combinations

K = 10
"""So many people stand behind every number that is shown."""


def shown(counts: Mapping[str, int], k: int = K) -> frozenset[str]:
    """The groups that may be shown beside the total of all.

    A group needs ``k`` people. And since the total is known, whatever is left out can be worked out together:
    the rest must be nobody, or ``k`` again. Where it is fewer, the smallest groups join it until it is enough.
    """
    kept = sorted(
        (code for code, count in counts.items() if count >= k), key=lambda code: (counts[code], code)
    )
    rest = sum(counts.values()) - sum(counts[code] for code in kept)
    while kept and 0 < rest < k:
        rest += counts[kept.pop(0)]
    return frozenset(kept)


type Group = tuple[str, str]  # breakdown, code


def shown_together(
    breakdowns: Mapping[str, Mapping[str, int]], meets: Mapping[Group, Set[Group]], k: int = K
) -> dict[str, frozenset[str]]:
    """The groups that may be shown beside the total and beside the groups of the other breakdowns.

    One breakdown can give another away: where all of an office are PPPK and eleven in all are, the one who works
    elsewhere is what remains. ``meets`` says which groups of other breakdowns a group shares people with. The
    breakdown that comes later in the order shows nothing then.
    """
    found: dict[str, frozenset[str]] = {}
    blocks: dict[str, list[tuple[frozenset[Group], int]]] = {}
    for name, counts in breakdowns.items():
        kept = shown(counts, k)
        mine = _blocks(name, counts, kept)
        is_safe = all(_is_safe(mine, others, meets, k) for others in blocks.values())
        found[name] = kept if is_safe else frozenset()
        if is_safe:
            blocks[name] = mine
    return found


def _blocks(
    name: str, counts: Mapping[str, int], kept: Collection[str]
) -> list[tuple[frozenset[Group], int]]:
    """What is known of a breakdown: each group shown, and those that are not as one."""
    rest = [code for code in counts if code not in kept]
    parts = [*([code] for code in kept), rest] if rest else [[code] for code in kept]
    return [(frozenset((name, code) for code in part), sum(counts[code] for code in part)) for part in parts]


def _is_safe(
    some: list[tuple[frozenset[Group], int]],
    others: list[tuple[frozenset[Group], int]],
    meets: Mapping[Group, Set[Group]],
    k: int,
) -> bool:
    """Whether no union of blocks of one breakdown, less the blocks of the other within it, leaves a few.

    It is enough to try the unions of the breakdown with fewer blocks: for the unions of the other the same
    differences come out, from the complement.
    """
    fewer, more = sorted((some, others), key=len)
    within = {
        place: frozenset().union(*(meets.get(group, frozenset()) for group in groups))
        for place, (groups, _count) in enumerate(more)
    }
    names = {name for groups, _count in fewer for name, _code in groups}
    for union in chain.from_iterable(combinations(fewer, size) for size in range(1, len(fewer))):
        inside = frozenset().union(*(groups for groups, _count in union))
        rest = sum(count for _groups, count in union) - sum(
            count
            for place, (_groups, count) in enumerate(more)
            if {group for group in within[place] if group[0] in names} <= inside
        )
        if 0 < rest < k:
            return False
    return True
