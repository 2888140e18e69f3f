"""The storeys of the house, ground floor first.

``pyproject.toml`` enforces them (import-linter); this table lets running code ask who stands above whom, for
the order in which events are delivered. A test keeps the two equal.
"""

FLOORS: tuple[frozenset[str], ...] = tuple(
    frozenset(names.split())
    for names in (
        "kernel legaltext",
        "ledger",
        "shell",
        "accounts",
        "documents notifications endpoints",
        "interchange",
        "organization",
        "policy",
        "people",
        "letters lists quality selfservice",
        "survey",
        "consultation outreach complaints",
        "competency performance",
        "career mentoring professionalism talent welfare",
        "recruitment",
        "simulation",
        "monitoring",
        "desk siasn portal",
        "operations",
        "config",
    )
)

_FLOOR_OF = {context: floor for floor, contexts in enumerate(FLOORS) for context in contexts}


def context_of(module: str) -> str:
    """``bijak.people.models`` belongs to ``people``."""
    return module.removeprefix("bijak.").partition(".")[0]


def floor_of(module: str) -> int:
    """The floor a module stands on, or KeyError: a context without a floor may not take part."""
    return _FLOOR_OF[context_of(module)]
