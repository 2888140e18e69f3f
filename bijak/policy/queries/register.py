"""The register of everything that became law here: what each is about, rests on, changes and was changed by."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet

from bijak.legaltext import tree
from bijak.policy.models import Decree, Instrument, Passage
from bijak.policy.queries.amending import printable, sentence_case
from bijak.policy.queries.decrees import all_law

_OPENING = ("menimbang", "mengingat")


@dataclass(frozen=True)
class Entry:
    """A decree with what a register says of it. ``chapters`` are the headings of its bab."""

    decree: Decree
    about: str
    weighed: tuple[str, ...]
    rests_on: tuple[str, ...]
    chapters: tuple[str, ...]
    amended_by: tuple[Decree, ...]
    ended_by: Decree | None
    ends: Decree | None

    def status(self, day: date) -> str:
        """``coming``, ``in_force``, ``amended`` or ``ended``, as of a day."""
        until = self.decree.in_force_until
        if until is not None and until <= max(day, self.decree.in_force_from):
            return "ended"
        if self.decree.in_force_from > day:
            return "coming"
        return "amended" if any(each.is_in_force(day) for each in self.amended_by) else "in_force"


def register() -> QuerySet[Decree]:
    """Everything that holds, will hold or has ended, the newest first; not what was replaced before it held.

    What was revoked on its first day is told: it had been announced as law.
    """
    return (
        all_law()
        .select_related("revoked_by")
        .exclude(in_force_until__lte=F("in_force_from"), revoked_because="")
        .order_by("-year", "-number", "-pk")
    )


def register_state() -> str:
    """Another word as soon as the register says anything else. No text is read: those of decrees never change."""
    rows = register().values_list(
        "pk", "promulgated_on", "gazette_number", "gazette_year", "in_force_from", "in_force_until", "revoked_by",
        "draft__policy__title",
    )  # fmt: skip
    state = hashlib.sha256()
    for row in rows.iterator():
        state.update(repr(row).encode())
    return state.hexdigest()


def entries(decrees: Iterable[Decree]) -> list[Entry]:
    """What the register says of each: three queries, however many they are."""
    rows = list(decrees)
    near: defaultdict[int, list[Decree]] = defaultdict(list)
    held = register().exclude(in_force_until__lte=F("in_force_from"))
    for each in held.filter(draft__policy__in={row.draft.policy_id for row in rows}):
        near[each.draft.policy_id].append(each)
    instruments = dict(
        Instrument.objects.filter(decree__in=rows).order_by("pk").values_list("decree", "text")
    )
    openings = _openings([row.version_id for row in rows if row.pk not in instruments])
    found = []
    for row in rows:
        opening = _read(instruments[row.pk]) if row.pk in instruments else openings[row.version_id]
        kin = near[row.draft.policy_id]
        replaced = [each for each in kin if each.amends_id is None and _replacing(each, kin) == row]
        found.append(
            Entry(
                decree=row,
                about=_about(opening["judul"]) or row.draft.policy.title,
                weighed=tuple(opening["menimbang"]),
                rests_on=tuple(opening["mengingat"]),
                chapters=tuple(opening["bab"]),
                amended_by=tuple(
                    sorted(
                        (each for each in kin if each.amends_id == row.pk),
                        key=lambda each: (each.in_force_from, each.pk),
                    )
                ),
                ended_by=row.revoked_by or _replacing(row, kin),
                ends=replaced[0] if replaced else None,
            )
        )
    return found


def _replacing(decree: Decree, kin: Sequence[Decree]) -> Decree | None:
    """What stands in place of a decree that ended: the first regulation of its policy from that day on."""
    if decree.in_force_until is None:
        return None
    after = [
        each
        for each in kin
        if each.amends_id is None and each.pk != decree.pk and each.in_force_from >= decree.in_force_until
    ]
    return min(after, key=lambda each: (each.in_force_from, each.pk), default=None)


type Opening = defaultdict[str, list[str]]


def _openings(versions: Sequence[int]) -> defaultdict[int, Opening]:
    """Of each version its title, what it weighs and rests on, and the headings of its bab."""
    found: defaultdict[int, Opening] = defaultdict(lambda: defaultdict(list))
    rows = (
        Passage.objects.filter(version__in=versions)
        .filter(Q(kind__in=("judul", "bab", *_OPENING)) | Q(parent__kind__in=_OPENING))
        .order_by("version", "position", "pk")
        .values_list("version", "kind", "parent__kind", "heading", "text")
    )
    for version, kind, above, heading, text in rows:
        key = above if above in _OPENING else kind
        said = heading if kind == "bab" else f"{heading}\n{text}" if kind == "judul" else text
        if said.strip():
            found[version][key].append(said.strip())
    return found


def _read(instrument: str) -> Opening:
    """The same of an instrument."""
    found: Opening = defaultdict(list)
    for node in printable(instrument).children:
        if node.kind == "judul":
            found["judul"].append(f"{node.heading}\n{node.text}")
        elif node.kind in _OPENING:
            found[node.kind] += [text for text in (node.text, *_texts(node.children)) if text]
    return found


def _texts(nodes: Sequence[tree.Node]) -> list[str]:
    return [node.text for node in nodes]


def _about(titles: Sequence[str]) -> str:
    words = re.split(r"\bTENTANG\b", titles[0], maxsplit=1)[1:] if titles else []
    return sentence_case(words[0]) if words else ""
