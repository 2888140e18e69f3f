"""Which groups may be shown without telling about a person in a group that may not."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
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


type Crossing = Sequence[Sequence[int]]
"""How many people a group of one breakdown (the outer) shares with each group of another."""


def shown_beside(counts: Mapping[str, int], crossings: Iterable[Crossing], k: int = K) -> frozenset[str]:
    """The groups that may be shown beside the total, and beside what may be shown of each of some other breakdowns.

    ``crossings``: one for each other breakdown, our groups in their order outside. As fine as ``shown_together`` is
    coarse: of ours as few are left out as will do, of many groups in no time; each breakdown is asked by itself.
    """
    codes = list(counts)
    told = {place for place, code in enumerate(codes) if code in shown(counts, k)}
    for crossing in crossings:
        theirs = _merged(crossing, k)
        while told and (giving := _giving_away(theirs, told, k)):
            told.remove(min(giving, key=lambda place: (counts[codes[place]], place)))
    return frozenset(codes[place] for place in told)


def _merged(crossing: Crossing, k: int) -> list[dict[int, int]]:
    """What may be known of the other breakdown: its groups with their people by ours, those not shown as one."""
    kept = shown({str(place): sum(column) for place, column in enumerate(zip(*crossing, strict=True))}, k)
    found: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for ours, row in enumerate(crossing):
        for place, people in enumerate(row):
            if people:
                found[str(place) if str(place) in kept else ""][ours] += people
    return list(found.values())


_UNTOLD = -1


def _giving_away(theirs: Sequence[Mapping[int, int]], told: Set[int], k: int) -> list[int]:
    """Groups of ours of which one must not be told: with groups of theirs they tell of a few. None where nothing does.

    What some of theirs have beyond those of ours that lie wholly in them is the flow from them to the others, when of
    each group of ours as much may come in as theirs brings and any part may go out: the least such rest that is not
    nothing parts two of theirs that meet in a group of ours.
    """
    cells: list[dict[int, int]] = []
    for their in theirs:
        row: dict[int, int] = defaultdict(int)
        for ours, people in their.items():
            row[ours if ours in told else _UNTOLD] += people
        cells.append(row)
    for one, row in enumerate(cells):
        for other, beside in enumerate(cells):
            shared = sum(people for ours, people in row.items() if ours in beside)
            if one == other or not 0 < shared < k:
                continue
            within = _parted(cells, one, other, k)
            if within is not None:
                outside = {ours for place, each in enumerate(cells) if place not in within for ours in each}
                # Where only what is not told lies within, any that joins it makes the rest larger.
                return sorted(told - outside) or sorted(told)
    return []


def _parted(cells: Sequence[Mapping[int, int]], source: int, sink: int, k: int) -> set[int] | None:
    """The rows around one, without another, that have fewer than ``k`` beyond whole columns; None where none has."""
    room = [dict(row) for row in cells]
    flow = 0
    while flow < k:
        by_row: dict[int, int] = {}
        by_column: dict[int, int] = {}
        waiting = [source]
        while waiting and sink not in by_row:
            row = waiting.pop()
            for column, free in room[row].items():
                if free > 0 and column not in by_column:
                    by_column[column] = row
                    for place, each in enumerate(cells):
                        if column in each and place != source and place not in by_row:
                            by_row[place] = column
                            waiting.append(place)
        if sink not in by_row:
            return {source, *by_row}
        path: list[tuple[int, int, int]] = []
        row = sink
        while row != source:
            column = by_row[row]
            path.append((row, column, by_column[column]))
            row = by_column[column]
        more = min(room[before][column] for _after, column, before in path)
        for after, column, before in path:
            room[before][column] -= more
            room[after][column] += more
        flow += more
    return None
