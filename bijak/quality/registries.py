"""What higher floors plug in: systems that speak of the same people."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Source:
    """Another system with records about the people here.

    ``wins``: the fields in which what it says is proposed as the truth, and why; ``loses``: those in which what stands
    here is. Of the others an officer is told to ask. What a source says nothing of is not compared with it.
    ``recorded_as``: the kind of import by which its file is taken into our records, where there is one.
    """

    code: str
    label: Any
    wins: Mapping[str, Any]
    loses: Mapping[str, Any]
    recorded_as: str = ""


class Sources:
    def __init__(self) -> None:
        self._sources: dict[str, Source] = {}

    def add(self, source: Source) -> None:
        if source.code in self._sources:
            raise LookupError(f"The source {source.code!r} is registered twice.")
        self._sources[source.code] = source

    def get(self, code: str) -> Source | None:
        """None for a source that this installation no longer has."""
        return self._sources.get(code)

    def of_kind(self, kind: str) -> Source | None:
        """The source whose files are recorded by a kind of import."""
        return next((source for source in self if kind and source.recorded_as == kind), None)

    def __iter__(self) -> Iterator[Source]:
        return iter(self._sources.values())


sources = Sources()
