"""Where the steps of a life stand in its picture: rows from left to right, like text."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from bijak.policy.queries import Knot

COLUMNS, WIDTH, HEIGHT = 6, 130, 112
LINE = 16  # characters of a label that fit beside each other


@dataclass(frozen=True)
class Node:
    number: int
    x: int
    y: int
    knot: Knot
    lines: tuple[str, ...]
    is_first: bool
    is_last: bool
    is_row_end: bool

    @property
    def state(self) -> str:
        return "late" if self.knot.is_overdue else self.knot.state


@dataclass(frozen=True)
class Picture:
    nodes: tuple[Node, ...]
    width: int
    height: int


def picture(knots: Sequence[Knot]) -> Picture:
    nodes = tuple(
        Node(
            number=place + 1,
            x=place % COLUMNS * WIDTH + WIDTH // 2,
            y=place // COLUMNS * HEIGHT + 20,
            knot=knot,
            lines=tuple(textwrap.wrap(knot.label, LINE)[:2]),
            is_first=place == 0,
            is_last=place == len(knots) - 1,
            is_row_end=place % COLUMNS == COLUMNS - 1,
        )
        for place, knot in enumerate(knots)
    )
    rows = -(-len(knots) // COLUMNS)
    return Picture(nodes, COLUMNS * WIDTH, rows * HEIGHT - 6)
