"""What must be done before a draft leaves its stage, and what of it is done."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from bijak.policy.models import Draft, Passing
from bijak.policy.registries import Gate, gates


@dataclass(frozen=True)
class GateState:
    """A gate as it stands for a draft: passed by hand, open by itself, or with what stands in the way."""

    gate: Gate
    passing: Passing | None
    obstacles: tuple[str, ...]

    @property
    def is_open(self) -> bool:
        return not self.obstacles and (self.passing is not None or not self.gate.by_hand)

    @property
    def in_the_way(self) -> tuple[str, ...]:
        """Sentences: why the draft cannot leave by this gate."""
        if self.obstacles or self.is_open:
            return self.obstacles
        return (_("“%(gate)s” belum dilewati.") % {"gate": self.gate.label},)


def states(draft: Draft, stage: str, on: date) -> list[GateState]:
    """The gates out of a stage, in their order."""
    return states_of(draft, gates.leaving(stage), on)


def states_of(draft: Draft, wanted: Iterable[Gate], on: date) -> list[GateState]:
    passed = {
        passing.gate: passing
        for passing in Passing.objects.filter(draft=draft).select_related("passed_by").order_by("pk")
    }
    return [
        GateState(
            gate,
            passed.get(gate.code),
            tuple(gate.obstacles(draft, on)) if gate.obstacles and gate.code not in passed else (),
        )
        for gate in wanted
    ]


def obstacles(draft: Draft, on: date) -> list[str]:
    """Everything that keeps a draft from leaving the stage it is at."""
    return [sentence for state in states(draft, draft.stage, on) for sentence in state.in_the_way]
