"""The sankey of a post: where people came from, where they went, and where they went then. Lengths are SVG units."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from textwrap import wrap

from bijak.career.queries.paths import Flow, Paths

HEIGHT, BAR, GAP, LEAST = 440, 14, 26, 3
COLUMN, MARGIN, TOP = 250, 8, 24
LETTERS, LINES = 30, 2


@dataclass
class Node:
    """A post in a column; ``url`` leads to its own picture, "" where it has none."""

    key: str
    label: str
    people: int
    url: str
    colour: str
    x: int = 0
    y: float = 0.0
    height: float = 0.0
    drawn_in: float = 0.0
    drawn_out: float = 0.0

    @property
    def lines(self) -> list[tuple[float, str]]:
        """The label beside the bar, cut to what fits."""
        found = wrap(self.label, LETTERS)
        if len(found) > LINES:
            found = [*found[: LINES - 1], f"{found[LINES - 1]} …"]
        return [(round(self.y + 10 + 13 * place, 1), line) for place, line in enumerate(found)]

    @property
    def text_x(self) -> int:
        return self.x + BAR + 5


@dataclass(frozen=True)
class Ribbon:
    """People who went from one bar to another; ``path`` is its outline."""

    path: str
    title: str
    colour: str


@dataclass
class Picture:
    nodes: list[Node] = field(default_factory=list)
    ribbons: list[Ribbon] = field(default_factory=list)
    width: int = 0
    height: int = 0


def draw(paths: Paths, *, name: object, address: object, others: str, stay: str) -> Picture:
    """``name(stop)`` says what a stop is called, ``address(stop)`` where it leads."""

    def node(flow: Flow, colour: str) -> Node:
        if flow.stop is None:
            return Node("", others, flow.people, "", "secondary")
        return Node(flow.stop.key, name(flow.stop), flow.people, address(flow.stop), colour)  # type: ignore[operator]

    before = [node(flow, "teal") for flow in paths.before]
    centre = [Node(paths.stop.key, name(paths.stop), paths.people, "", "blue")]  # type: ignore[operator]
    onward = [node(flow, "green") for flow in paths.onward]
    if paths.stay is not None:
        onward.append(Node("=", stay, paths.stay, "", "secondary"))
    beyond: dict[str, Node] = {}
    for flows in paths.beyond.values():
        for flow in flows:
            made = node(flow, "orange")
            beyond.setdefault(
                made.key, Node(made.key, made.label, 0, made.url, made.colour)
            ).people += flow.people
    columns = [column for column in (before, centre, onward, list(beyond.values())) if column]
    picture = Picture(width=2 * MARGIN + COLUMN * len(columns))
    scale = _scale(columns)
    for place, column in enumerate(columns):
        _stack(column, MARGIN + COLUMN * place, scale)
        picture.nodes += column
    picture.height = round(max(node.y + max(node.height, GAP) for node in picture.nodes) + MARGIN)
    _join(picture, ((each, centre[0], each.people) for each in before), scale)
    _join(picture, ((centre[0], each, each.people) for each in onward), scale)
    by_key = {each.key: each for each in onward}
    _join(
        picture,
        (
            (by_key[key], beyond[flow.stop.key if flow.stop else ""], flow.people)
            for key, flows in paths.beyond.items()
            for flow in flows
        ),
        scale,
    )
    return picture


def _scale(columns: Sequence[Sequence[Node]]) -> float:
    """Units a person, so that the fullest column fits."""
    return min(
        (HEIGHT - GAP * len(column)) / max(sum(node.people for node in column), 1) for column in columns
    )


def _stack(column: Iterable[Node], x: int, scale: float) -> None:
    y = float(TOP)
    for node in column:
        node.x, node.y, node.height = x, round(y, 1), round(max(node.people * scale, LEAST), 1)
        y += max(node.height, GAP - 10) + 12


def _join(picture: Picture, pairs: Iterable[tuple[Node, Node, int]], scale: float) -> None:
    for source, target, people in pairs:
        thick = max(people * scale, 1)
        x0, x1 = source.x + BAR, target.x
        y0, y1 = source.y + source.drawn_out, target.y + target.drawn_in
        source.drawn_out += thick
        target.drawn_in += thick
        middle = (x0 + x1) / 2
        path = (
            f"M{x0} {y0:.1f}C{middle} {y0:.1f} {middle} {y1:.1f} {x1} {y1:.1f}V{y1 + thick:.1f}"
            f"C{middle} {y1 + thick:.1f} {middle} {y0 + thick:.1f} {x0} {y0 + thick:.1f}Z"
        )
        picture.ribbons.append(Ribbon(path, f"{source.label} → {target.label}: {people}", target.colour))
