"""Who acts next on a proposal, and as what: its route is a tuple of roles, each at most once."""

from collections.abc import Collection, Sequence


def acting_as(route: Sequence[str], waits_for: str, held: Collection[str]) -> str | None:
    """The role in which somebody with the roles ``held`` decides a proposal that waits for ``waits_for``.

    It is the furthest on the way: whoever decides later may decide now, so that nothing waits for an empty chair.
    """
    ahead = route[route.index(waits_for) :] if waits_for in route else ()
    return next((role for role in reversed(ahead) if role in held), None)


def next_role(route: Sequence[str], after: str | None, staffed: Collection[str]) -> str | None:
    """Whose turn is next: the first role behind ``after`` (None: from the start) that somebody holds.

    The last role is never passed over, even if nobody holds it today. None when ``after`` was the last.
    """
    ahead = route[route.index(after) + 1 :] if after is not None else route
    return next((role for role in ahead if role in staffed), ahead[-1] if ahead else None)
