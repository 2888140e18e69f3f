"""The establishment: which posts each unit has on a day, and how many of them are filled."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date

from django.db.models import Exists, Max, OuterRef, QuerySet

from bijak.kernel.days import Period
from bijak.organization.models import PositionKind, Post, PostSpell, Unit, UnitSpell
from bijak.organization.queries.units import Node, known_on, valid_on
from bijak.organization.registries import PostKey, occupancy
from bijak.organization.rules import Balance, PostFace, Span, title_key

POST_FACE = tuple(each.name for each in fields(PostFace))
NOBODY = ("", 0)
_KINDS = {kind: place for place, kind in enumerate(PositionKind.values)}


@dataclass(frozen=True, slots=True)
class Line:
    """A title in a unit on a day. Without a ``spell`` nobody established it, yet somebody holds it."""

    unit: UnitSpell
    title: str
    spell: PostSpell | None
    balance: Balance
    leaving: int = 0

    @property
    def key(self) -> PostKey:
        return self.unit.unit_id, title_key(self.title)


def posts_on(day: date, *, known: date | None = None) -> QuerySet[PostSpell]:
    """Every post established on a day, as it was then; none of a unit that did not exist."""
    there = UnitSpell.objects.filter(valid_on(day), known_on(known), unit=OuterRef("post__unit"))
    return (
        PostSpell.objects.filter(valid_on(day), known_on(known), Exists(there))
        .select_related("post")
        .order_by("post__unit", "post__key", "pk")
    )


def establishment(nodes: Iterable[Node], day: date) -> list[Line]:
    """The posts of some units on a day against those who hold them, in the order of the units.

    Within a unit those that lead come first, then by class. Two queries, however many units.
    """
    units = [node.spell for node in nodes]
    keys = [unit.unit_id for unit in units]
    spells: dict[int, dict[str, PostSpell]] = {}
    for spell in posts_on(day).filter(post__unit__in=keys):
        spells.setdefault(spell.post.unit_id, {})[spell.post.key] = spell
    filled: dict[int, dict[str, tuple[str, int]]] = {}
    for (key, title), count in occupancy.counts(day, keys).items():
        ours = filled.setdefault(key, {})
        ours[title_key(title)] = (title, ours.get(title_key(title), NOBODY)[1] + count)
    lines: list[Line] = []
    for unit in units:
        there, held = spells.get(unit.unit_id, {}), filled.get(unit.unit_id, {})
        own = [
            Line(unit, spell.post.title, spell, Balance.of(spell.needed, held.get(name, NOBODY)[1]))
            for name, spell in there.items()
        ]
        own += [
            Line(unit, title, None, Balance.of(0, count))
            for name, (title, count) in held.items()
            if name not in there
        ]
        lines += sorted(own, key=_rank)
    return lines


def with_leavers(lines: Sequence[Line], day: date, until: date) -> list[Line]:
    """The lines with how many of their holders retire after a day, by another: the vacancies to come."""
    leaving: Counter[PostKey] = Counter()
    units = sorted({line.unit.unit_id for line in lines})
    for (unit, title), count in occupancy.leaving(day, until, units).items():
        leaving[unit, title_key(title)] += count
    return [replace(line, leaving=leaving[line.key]) for line in lines]


def _rank(line: Line) -> tuple[int, int, str]:
    if line.spell is None:
        return len(_KINDS), 0, line.title
    return _KINDS[line.spell.kind], -(line.spell.job_class or 0), line.title


def narrowed_lines(lines: Iterable[Line], *, state: str = "", text: str = "") -> list[Line]:
    """Lines with places ``kosong``, with too many people (``lebih``) or outside the establishment (``luar``)."""
    states: dict[str, Callable[[Line], bool]] = {
        "kosong": lambda line: line.balance.vacant > 0,
        "lebih": lambda line: line.spell is not None and line.balance.surplus > 0,
        "luar": lambda line: line.spell is None,
        "pensiun": lambda line: line.leaving > 0,
    }
    fits = states.get(state, bool)
    wanted = title_key(text)
    return [line for line in lines if fits(line) and wanted in title_key(line.title)]


def people_in(unit: Unit, day: date) -> int:
    """How many hold a position in a unit itself on a day, by right."""
    return sum(occupancy.counts(day, [unit.pk]).values())


def total(lines: Iterable[Line]) -> Balance:
    return sum((line.balance for line in lines), Balance())


def known_posts() -> QuerySet[Post]:
    """Posts that are believed to exist or to have existed; not those of an import that was taken back."""
    believed = PostSpell.objects.filter(post=OuterRef("pk"), believed_until=None)
    return Post.objects.filter(Exists(believed)).select_related("unit").order_by("pk")


def post_history(post: Post, *, known: date | None = None) -> QuerySet[PostSpell]:
    """What is believed about a post, in order of days."""
    found = PostSpell.objects.filter(known_on(known), post=post).select_related("recorded_by")
    return found.order_by("from_on", "pk")


def post_superseded(post: Post) -> QuerySet[PostSpell]:
    """What was believed of a post once and is no more, the latest first."""
    found = PostSpell.objects.filter(post=post, believed_until__isnull=False).select_related("recorded_by")
    return found.order_by("-believed_until", "-pk")


def post_version(post: Post) -> int:
    """A number that grows with every change of what is believed about a post."""
    newest = PostSpell.objects.filter(post=post, believed_until=None).aggregate(newest=Max("pk"))["newest"]
    return newest or 0


def post_spans(posts: Iterable[int]) -> dict[int, list[Span[PostFace]]]:
    """The histories of posts as believed now, by key."""
    found: dict[int, list[Span[PostFace]]] = {}
    spells = PostSpell.objects.filter(post__in=list(posts), believed_until=None)
    for spell in spells.order_by("post_id", "from_on"):
        found.setdefault(spell.post_id, []).append(
            Span(Period(spell.from_on, spell.until_on), post_face(spell), spell.pk)
        )
    return found


def post_face(spell: PostSpell) -> PostFace:
    return PostFace(**{name: getattr(spell, name) for name in POST_FACE})


def exists_on(unit: Unit, day: date) -> bool:
    """Whether a unit is believed to exist on a day."""
    return UnitSpell.objects.filter(valid_on(day), believed_until=None, unit=unit).exists()


def by_unit(lines: Iterable[Line]) -> Mapping[int, list[Line]]:
    found: dict[int, list[Line]] = {}
    for line in lines:
        found.setdefault(line.unit.unit_id, []).append(line)
    return found
