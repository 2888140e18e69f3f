"""The peta jabatan: units and their posts as boxes and lines, laid out on the server. Lengths are SVG user units."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from textwrap import wrap

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from bijak.accounts.access import requires
from bijak.organization import queries
from bijak.organization.access import Permission
from bijak.organization.registries import Holder, PostKey
from bijak.organization.views.posts import asked_part, holders_of
from bijak.shell.htmx import render_page
from bijak.shell.templatetags.formats import angka

UNITS_SHOWN = 48
POSTS_SHOWN = 8
NAMES_SHOWN = 2

WIDTH = 270
INDENT = 16
GAP = 16
PAD = 10
LINE = 16
NAME, TITLE, PLAIN = 28, 31, 35  # letters that fit into a line: bold ones take more room
COLUMNS = 6


@dataclass(frozen=True, slots=True)
class Text:
    y: int
    words: str
    style: str


@dataclass(slots=True)
class Box:
    """A unit with its posts. ``x`` and ``y`` are its upper left corner."""

    url: str
    title: str
    texts: list[Text]
    height: int
    x: int = 0
    y: int = 0
    below: "list[Box]" = field(default_factory=list)

    def place(self, x: int, y: int) -> int:
        """Put the box and, hanging under it, all that lies below; returns where that ends."""
        self.x, self.y = x, y
        end = y + self.height
        for box in self.below:
            end = box.place(x + INDENT, end + GAP)
        return end

    @property
    def depth(self) -> int:
        return 1 + max((box.depth for box in self.below), default=0)

    def __iter__(self) -> "Iterator[Box]":
        yield self
        for box in self.below:
            yield from box


@dataclass(frozen=True, slots=True)
class Picture:
    boxes: list[Box]
    lines: list[str]
    width: int
    height: int


@requires(Permission.VIEW)
def chart(request: HttpRequest) -> HttpResponse:
    """As many levels under a unit, or under the agency, as fit on a sheet; each box leads to its own picture."""
    form, _chosen, day, roots, top = asked_part(request)
    if top is None and len(roots) == 1:
        [top] = roots
    branches = queries.outline([top] if top else roots, limit=UNITS_SHOWN)
    shown = {branch.spell.unit_id for branch in _walk(branches)}
    nodes = [node for root in ([top] if top else roots) for node in root if node.spell.unit_id in shown]
    lines = queries.establishment(nodes, day)
    picture = draw(branches, queries.by_unit(lines), holders_of(request, shown, day), day)
    context = {
        "form": form,
        "day": day,
        "top": top,
        "picture": picture,
        "box_width": WIDTH,
        "lines": lines,
        "total": queries.total(lines),
        "ancestors": queries.ancestors(top.unit) if top else [],
    }
    return render_page(request, "organization/chart.html", context)


def _walk(branches: Iterable[queries.Branch]) -> Iterator[queries.Branch]:
    for branch in branches:
        yield branch
        yield from _walk(branch.children)


def draw(
    branches: Sequence[queries.Branch],
    lines: Mapping[int, Sequence[queries.Line]],
    holders: Mapping[PostKey, Sequence[Holder]],
    day: date,
) -> Picture:
    """The units as columns under the one that leads them, each with what lies below hanging under it."""
    if len(branches) == 1:
        head = _box(branches[0], lines, holders, day)
        columns, head.below = head.below, []
    else:
        head, columns = None, [_box(each, lines, holders, day) for each in branches]
    column = max((WIDTH + INDENT * (box.depth - 1) for box in columns), default=WIDTH) + GAP
    width = max(min(len(columns), COLUMNS), 1) * column + GAP + PAD
    paths: list[str] = []
    floor, boxes = PAD, []
    if head is not None:
        floor = head.place((width - WIDTH) // 2, PAD)
        boxes.append(head)
    trunk = PAD // 2
    for start in range(0, len(columns), COLUMNS):
        bar, row = floor + GAP, columns[start : start + COLUMNS]
        for place, box in enumerate(row):
            floor = max(floor, box.place(GAP + place * column, bar + GAP))
            if head is not None:
                paths.append(f"M{box.x + WIDTH // 2} {bar}V{box.y}")
            paths += _hooks(box)
            boxes += box
        if head is not None:
            paths.append(f"M{trunk} {bar}H{row[-1].x + WIDTH // 2}")
            if start == 0:
                paths.append(f"M{width // 2} {head.y + head.height}V{bar}H{trunk}")
            else:
                paths.append(f"M{trunk} {head.y + head.height + GAP}V{bar}")
    return Picture(boxes, paths, width, floor + PAD)


def _hooks(box: Box) -> Iterator[str]:
    for below in box.below:
        yield f"M{box.x + INDENT // 2} {box.y + box.height}V{below.y + LINE}H{below.x}"
        yield from _hooks(below)


def _box(
    branch: queries.Branch,
    lines: Mapping[int, Sequence[queries.Line]],
    holders: Mapping[PostKey, Sequence[Holder]],
    day: date,
) -> Box:
    unit, posts = branch.spell, lines.get(branch.spell.unit_id, ())
    words = [(line, "chart-unit") for line in wrap(unit.name, NAME)]
    for post in posts[:POSTS_SHOWN]:
        words += _post_words(post, holders.get(post.key, ()))
    if len(posts) > POSTS_SHOWN:
        words.append((_("dan %(n)s jabatan lain") % {"n": angka(len(posts) - POSTS_SHOWN)}, "chart-more"))
    if branch.hidden:
        words.append((_("%(n)s unit di bawahnya") % {"n": angka(branch.hidden)}, "chart-more"))
    texts = [Text(PAD + LINE * (place + 1) - 4, line, style) for place, (line, style) in enumerate(words)]
    url = f"{reverse('organization:chart')}?unit={unit.unit.uuid}&pada={day}"
    below = [_box(child, lines, holders, day) for child in branch.children]
    return Box(url, unit.name, texts, 2 * PAD + LINE * len(texts), below=below)


def _post_words(line: queries.Line, holders: Sequence[Holder]) -> Iterator[tuple[str, str]]:
    for part in wrap(line.title, TITLE):
        yield part, "chart-title"
    balance = line.balance
    numbers = {
        "class": (line.spell and line.spell.job_class) or "–",
        "needed": angka(balance.needed),
        "filled": angka(balance.filled),
        "difference": angka(balance.difference),
    }
    style = "chart-vacant" if balance.vacant else "chart-surplus" if balance.surplus else "chart-numbers"
    yield _("Kelas %(class)s · butuh %(needed)s · isi %(filled)s · selisih %(difference)s") % numbers, style
    for holder in holders[:NAMES_SHOWN]:
        name = f"{holder.name} ({holder.note})" if holder.note else holder.name
        yield from ((part, "chart-name") for part in wrap(name, PLAIN))
    if len(holders) > NAMES_SHOWN:
        yield _("dan %(n)s orang lain") % {"n": angka(len(holders) - NAMES_SHOWN)}, "chart-name"
