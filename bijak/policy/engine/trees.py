"""Where the boxes and lines of a problem tree stand: effects above the core, causes below it. Units are pixels."""

import textwrap
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field

BOX, GAP, ROW, LINE, PAD, CHARACTER = 176, 16, 40, 17, 10, 7.2
"""Width of a box, space beside it and below its row, height of a line, padding, width of a letter at 13 px."""
WIDEST = 1150
"""A broader tree would shrink below what can be read: it is drawn as an indented list instead."""
NARROW, STEP = 340, 18
"""What fits a phone, and how far each level hangs in."""


@dataclass(frozen=True)
class Branch:
    """A node with what hangs on it, further from the core at each step."""

    key: Hashable
    kind: str
    text: str
    children: tuple["Branch", ...] = ()


@dataclass(frozen=True)
class Box:
    key: Hashable
    kind: str
    x: float
    y: float
    width: float
    height: float
    lines: tuple[tuple[float, str], ...]
    """Where the foot of each line of words stands, and the words."""

    @property
    def text_x(self) -> float:
        return self.x + PAD


@dataclass
class Drawing:
    width: float = 0
    height: float = 0
    boxes: list[Box] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)


def wide(core: Branch, causes: tuple[Branch, ...], effects: tuple[Branch, ...]) -> Drawing:
    """In rows, for a desk and for paper; indented where the rows grow too long."""
    broadest = max(_breadth(causes), _breadth(effects), BOX)
    if broadest > WIDEST:
        return indented(core, causes, effects, width=WIDEST)
    drawing = Drawing(width=broadest)
    above, below = list(_rows(effects)), list(_rows(causes))
    tops: dict[Hashable, float] = {}
    y = 0.0
    for row in [*reversed(above), [core], *below]:
        tops |= {branch.key: y for branch in row}
        y += max(_height(branch.text, BOX) for branch in row) + ROW
    drawing.height = y - ROW
    _spread(drawing, core, effects, tops, broadest, is_above=True)
    _spread(drawing, core, causes, tops, broadest, is_above=False)
    return drawing


def indented(
    core: Branch, causes: tuple[Branch, ...], effects: tuple[Branch, ...], *, width: float = NARROW
) -> Drawing:
    """One box under the other, for a phone: effects, the core, causes."""
    drawing = Drawing(width=width)
    y = 0.0

    def put(branch: Branch, depth: int) -> Box:
        nonlocal y
        x = depth * STEP
        box = _box(branch, x, y, width - x)
        drawing.boxes.append(box)
        y += box.height + GAP / 2
        return box

    def hang(branches: tuple[Branch, ...], depth: int) -> Iterator[Box]:
        for branch in branches:
            box = put(branch, depth)
            yield box
            inner = list(hang(branch.children, depth + 1))
            drawing.paths.extend(_elbow(box, each) for each in inner)

    upper = list(hang(effects, 1))
    middle = put(core, 0)
    drawing.paths.extend(_elbow(middle, each) for each in upper)
    drawing.paths.extend([_elbow(middle, each) for each in hang(causes, 1)])
    drawing.height = y - GAP / 2
    return drawing


def _spread(
    drawing: Drawing,
    core: Branch,
    branches: tuple[Branch, ...],
    tops: dict[Hashable, float],
    broadest: float,
    *,
    is_above: bool,
) -> None:
    """Boxes of one side, each above or below the middle of what hangs on it."""

    def place(branch: Branch, left: float, room: float) -> Box:
        box = _box(branch, left + (room - BOX) / 2, tops[branch.key], BOX)
        drawing.boxes.append(box)
        _children(box, branch.children, left, room)
        return box

    def _children(box: Box, inner: tuple[Branch, ...], left: float, room: float) -> None:
        left += (room - _breadth(inner)) / 2
        for child in inner:
            width = max(BOX, _breadth(child.children))
            drawn = place(child, left, width)
            drawing.paths.append(_line(drawn, box) if is_above else _line(box, drawn))
            left += width + GAP

    middle = _box(core, (broadest - BOX) / 2, tops[core.key], BOX)
    if is_above:
        drawing.boxes.append(middle)
    _children(middle, branches, 0, broadest)


def _line(upper: Box, lower: Box) -> str:
    """From the foot of one box to the head of another, by way of the middle between their rows."""
    turn = lower.y - ROW / 2
    x, y = upper.x + upper.width / 2, upper.y + upper.height
    return f"M{x:g} {y:g}V{turn:g}H{lower.x + lower.width / 2:g}V{lower.y:g}"


def _elbow(outer: Box, inner: Box) -> str:
    """From the left edge of one box to the side of one that hangs further in."""
    x = outer.x + STEP / 2
    y = outer.y + outer.height if inner.y > outer.y else outer.y
    return f"M{x:g} {y:g}V{inner.y + inner.height / 2:g}H{inner.x:g}"


def _rows(branches: tuple[Branch, ...]) -> Iterator[list[Branch]]:
    row = list(branches)
    while row:
        yield row
        row = [child for branch in row for child in branch.children]


def _breadth(branches: tuple[Branch, ...]) -> float:
    if not branches:
        return 0
    return sum(max(BOX, _breadth(branch.children)) for branch in branches) + GAP * (len(branches) - 1)


def _words(text: str, width: float) -> list[str]:
    return textwrap.wrap(text, max(8, int((width - 2 * PAD) / CHARACTER))) or [""]


def _height(text: str, width: float) -> float:
    return len(_words(text, width)) * LINE + 2 * PAD


def _box(branch: Branch, x: float, y: float, width: float) -> Box:
    words = _words(branch.text, width)
    lines = tuple((y + PAD + LINE * (place + 0.75), line) for place, line in enumerate(words))
    return Box(branch.key, branch.kind, x, y, width, _height(branch.text, width), lines)
