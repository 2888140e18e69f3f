"""Which groups may be shown without telling about a person in a group that may not."""

from collections.abc import Mapping

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
