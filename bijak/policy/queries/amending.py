"""The instrument that makes the draft out of what holds: "Peraturan … tentang Perubahan atas Peraturan …"."""

import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from typing import cast
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from bijak.legaltext import amending, comparing, reader, tree, writing
from bijak.legaltext.amending import CannotAmend, Refusal, bodies
from bijak.policy.models import Decree, Draft, Instrument, Version
from bijak.policy.queries.decrees import amended_by, decree_of, name_in_text
from bijak.policy.queries.texts import Clause, clauses, passages, versions_of

BLANK = "..."
MOST = 0.5
"""Share of the pasal up to which a regulation is better amended than replaced (UU 12/2011, Lampiran II, on
amendments; unverified: the number of the paragraph)."""

_OPENING = ("menimbang", "mengingat", "memperhatikan")
"""What an amending regulation has of its own: the parts of the draft are its, and what holds keeps the old ones."""
_BEYOND = ("judul", "memutuskan", "penutup", "penjelasan", "lampiran")
"""What no instruction can change."""


@dataclass(slots=True)
class Part(tree.Node):
    """A part that knows which provision it is, through all that an amendment does to it."""

    provision: UUID | None = None


@dataclass(frozen=True)
class Share:
    """How many pasal an amendment would touch, of all that either text has."""

    touched: int
    of: int

    @property
    def percent(self) -> float:
        return 100 * self.touched / self.of if self.of else 0.0

    @property
    def is_more_than_half(self) -> bool:
        return bool(self.of) and self.touched / self.of > MOST


@dataclass(frozen=True)
class Amendment:
    """What a draft would change, as an instrument or with what stands in the way of writing one.

    ``old`` is the text it amends, ``base`` the regulation itself and ``earlier`` its amendments so far. ``text`` is the
    whole instrument, ``result`` what holds by it, ``changes`` the way from one to the other. ``notes``: what its writer
    should still see to.
    """

    base: Decree
    earlier: tuple[Decree, ...]
    old: Version
    new: Version
    changes: tuple[comparing.Change, ...]
    share: Share
    text: str = ""
    result: tree.Node | None = None
    obstacles: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    addresses: Mapping[UUID | None, str] = field(default_factory=dict)

    def name_of(self, change: comparing.Change) -> str:
        """How the part is cited that changed, by its new number where it has one."""
        piece = change.new or change.old
        return self.addresses.get(cast(UUID, piece.key), "") if piece else ""


def instrument_of(decree: Decree) -> str:
    """What an amending decree says, as it was set; empty for any other."""
    return Instrument.objects.filter(decree=decree).values_list("text", flat=True).first() or ""


def amendment_of(draft: Draft, version: Version | None = None) -> Amendment | None:
    """What a revision would change, by a version of it or its newest; none for a first draft."""
    before = decree_of(draft.revises) if draft.revises else None
    new = version or versions_of(draft).first()
    if before is None or new is None:
        return None
    base = before.amends or before
    earlier = tuple(amended_by(base).exclude(draft=draft))
    old_root, new_root = _tree(before.version), _tree(new)
    same = {part.provision: part for part in _parts(old_root)}
    obstacles = [_beyond(kind) for kind in _BEYOND if _differs(old_root, new_root, kind)]
    written = None
    if not obstacles:
        try:
            written = amending.write(
                bodies.document(old_root),
                bodies.document(new_root),
                same={id(part): same[part.provision] for part in _parts(new_root) if part.provision in same},
                title=f"{base.citation} tentang {about(base.version) or base.draft.policy.title}",
                earlier=[each.citation for each in earlier],
            )
        except CannotAmend as problem:
            obstacles.append(problem.refusal.say(_))
    result = written.result.root if written else new_root
    changes = comparing.compare(_pieces(old_root), _pieces(result))
    made = Amendment(
        base,
        earlier,
        before.version,
        new,
        tuple(changes),
        _share(old_root, result, changes),
        obstacles=tuple(obstacles),
        addresses=_addresses(old_root) | _addresses(result),
    )
    if written is None:
        return made
    whole = _whole(written.document.root, new_root, old_root, base, draft.reason)
    text = writing.plain(whole)
    if refused := _disproof(old_root, text, result):
        return replace(made, obstacles=(refused.say(_),))
    return replace(made, text=text, result=result, notes=tuple(_notes(old_root, new_root, whole)))


def as_numbered(version: Version) -> list[Clause]:
    """The parts of a version; where it is to amend another text, under the numbers that it will have there.

    While it is written its parts count on; once it amends, what stayed keeps its number, and what is new goes between.
    """
    parts, draft = clauses(version), version.draft
    decree = decree_of(draft) if draft.is_amending else None
    is_set = decree is not None and decree.version_id == version.pk
    amendment = amendment_of(draft, version) if draft.is_amending and not is_set else None
    if amendment is None or amendment.result is None:
        return parts
    body = {
        part.provision: part
        for top in bodies.body(amendment.result)
        for part in top.walk()
        if isinstance(part, Part)
    }
    return [
        replace(
            each,
            label=body[each.provision].label,
            text=body[each.provision].text,
            address=amendment.addresses[each.provision] if each.is_clause else "",
        )
        if each.provision in body
        else each
        for each in parts
    ]


def about(version: Version) -> str:
    """What the title of a text says it is about, as one writes it in a sentence; empty where it says nothing."""
    title = passages(version).filter(kind="judul").first()
    words = re.split(r"\bTENTANG\b", f"{title.heading}\n{title.text}", maxsplit=1)[1:] if title else []
    return sentence_case(words[0]) if words else ""


def sentence_case(about_it: str) -> str:
    """PERUBAHAN ATAS PERATURAN … as one writes it in a sentence: Perubahan atas Peraturan …"""
    title = tree.Node("judul", text=f"PERATURAN {about_it.strip()}")
    cited = amending.citation(bodies.document(tree.Node("dokumen", children=[title])))
    return re.sub(r"\APeraturan\s", "", cited, flags=re.IGNORECASE)


# Trees whose parts know who they are ----------------------------------------------------------------


def _tree(version: Version) -> tree.Node:
    """The text as a tree of ``Part``."""
    rows = list(passages(version))
    root = tree.Node("dokumen")
    made: dict[int, Part] = {}
    for row in rows:
        made[row.pk] = Part(row.kind, row.label, row.heading, row.text, provision=row.provision.uuid)
        (made[row.parent_id] if row.parent_id else root).children.append(made[row.pk])
    return root


def _parts(root: tree.Node) -> list[Part]:
    return [node for node in root.walk() if isinstance(node, Part)]


def _pieces(root: tree.Node) -> list[comparing.Piece]:
    return [
        comparing.Piece(part.provision, part.kind, part.label, part.heading, part.text)
        for part in _parts(root)
        if part.kind not in _OPENING and part.provision
    ]


def _addresses(root: tree.Node) -> dict[UUID | None, str]:
    return {
        path[-1].provision: tree.address(path) if path[-1].kind in tree.CLAUSES else tree.name(path[-1])
        for path in root.paths()
        if isinstance(path[-1], Part)
    }


def _of_kind(root: tree.Node, *kinds: str) -> list[tree.Node]:
    return [node for node in root.children if node.kind in kinds]


def _differs(old: tree.Node, new: tree.Node, kind: str) -> bool:
    return any(bodies.differing(_of_kind(old, kind), _of_kind(new, kind)))


def _beyond(kind: str) -> str:
    names = {
        "judul": _("Judul"),
        "memutuskan": _("Kalimat “Menetapkan”"),
        "penutup": _("Bagian penutup"),
        "penjelasan": _("Penjelasan"),
        "lampiran": _("Lampiran"),
    }
    return _(
        "%(part)s berubah, dan itu tidak dapat ditulis sebagai instruksi perubahan. Kembalikan bunyinya, atau pilih "
        "peraturan pengganti."
    ) % {"part": names[kind]}


# The instrument ---------------------------------------------------------------------------------------


def _whole(root: tree.Node, new: tree.Node, old: tree.Node, base: Decree, reason: str) -> tree.Node:
    """The instrument with the opening that the form asks for (UU 12/2011, Lampiran II).

    What the draft weighs and rests on is the amendment's. Where it still weighs what the amended text weighed, the
    reason stands there with which the revision was started.
    """
    title, *body = root.children
    issuer, _space, about_it = title.text.partition("\nTENTANG\n")
    kind = issuer.split("\n")[0]
    named = (name_in_text(base.version) or base.name).upper()
    weighed = _of_kind(new, "menimbang") if _differs(old, new, "menimbang") else []
    if weighed:
        weighed = _titled(weighed, about(base.version) or base.draft.policy.title, sentence_case(about_it))
    else:
        closing = (
            "bahwa berdasarkan pertimbangan sebagaimana dimaksud dalam huruf a, perlu menetapkan "
            f"{kind.title()} tentang {sentence_case(about_it)};"
        )
        points = [tree.Node("huruf", "a", text=_that(reason)), tree.Node("huruf", "b", text=closing)]
        weighed = [tree.Node("menimbang", heading="Menimbang", children=points)]
    heading = tree.Node("judul", text=f"{named}\nNOMOR … TAHUN …\nTENTANG\n{about_it}")
    return tree.Node(
        "dokumen", children=[heading, *weighed, *_of_kind(new, "mengingat", "memperhatikan"), *body]
    )


_TO_SET = re.compile(r"\bperlu menetapkan \S.{0,200}?\btentang (?P<about>.*)\Z", re.DOTALL)
"""The words in which the last consideration says which regulation it leads to."""


def _titled(weighed: list[tree.Node], base: str, amendment: str) -> list[tree.Node]:
    """Considerations that lead to the amendment, where the last of them still names what the ``base`` is about."""
    weighed = deepcopy(weighed)
    last, named = _leading_to(weighed)
    if last and named and _same_words(named, base):
        before, _named, after = last.text.rpartition(named)
        last.text = before + amendment + after
    return weighed


def _leading_to(weighed: Sequence[tree.Node]) -> tuple[tree.Node | None, str]:
    """The last consideration, and what the regulation is about that it leads to; empty where it does not say."""
    said = [part for top in weighed for part in top.walk() if part.text.strip()]
    found = _TO_SET.search(said[-1].text) if said else None
    return (said[-1], found["about"].rstrip(" \n;.")) if found else (None, "")


def _same_words(one: str, other: str) -> bool:
    return one.casefold().split() == other.casefold().split()


def _that(reason: str) -> str:
    """A reason as a point that is weighed: "Jamnya kurang." as "bahwa jamnya kurang;"."""
    said = " ".join(reason.split()).rstrip(" .;") or BLANK
    first = said.split(" ")[0]
    return f"bahwa {said if first.isupper() else said[:1].lower() + said[1:]};"


def _disproof(old: tree.Node, text: str, result: tree.Node) -> Refusal | None:
    """Why the whole instrument, read again and carried out, does not give the new text; none where it does."""
    applied = amending.apply(bodies.document(old), text)
    if applied.refused:
        return applied.refused[0]
    path = next(bodies.differing(applied.document.root.children, result.children), None)
    if path is None:
        return None
    reason = gettext_noop(
        "Bila diterapkan pada naskah lama, naskah perubahan memberi bunyi lain pada %(place)s."
    )
    return Refusal(reason, tree.address(path) or path[-1].kind)


def _notes(old: tree.Node, new: tree.Node, whole: tree.Node) -> list[str]:
    """What the writer should still see to in the ``whole`` instrument."""
    notes = []
    if not _differs(old, new, "menimbang"):
        notes.append(
            _(
                "Menimbang pada naskah masih berbunyi seperti peraturan yang diubah, jadi alasan perubahan dari awal "
                "rancangan ini yang dipakai. Tulis pertimbangan perubahannya pada naskah."
            )
        )
    about_it = sentence_case(whole.children[0].text.partition("\nTENTANG\n")[2])
    if not _same_words(_leading_to(_of_kind(whole, "menimbang"))[1], about_it):
        notes.append(
            _(
                "Pertimbangan terakhir pada Menimbang tidak menyebut peraturan perubahan ini. Tutup dengan “perlu "
                "menetapkan … tentang %(about)s;”."
            )
            % {"about": about_it}
        )
    if not _differs(old, new, "mengingat"):
        notes.append(
            _("Mengingat masih sama dengan peraturan yang diubah. Periksa apakah dasar hukumnya bertambah.")
        )
    return notes


# What is counted ----------------------------------------------------------------------------------------


def _share(old: tree.Node, new: tree.Node, changes: Sequence[comparing.Change]) -> Share:
    """Of all pasal of both texts, those that are changed, put in or taken out, themselves or in a part of them."""
    touched = {
        (change.new or change.old).key  # type: ignore[union-attr]
        for change in changes
        if change.kind in ("changed", "inserted", "deleted", "moved")
    }
    pasal: dict[UUID | None, bool] = {}
    for root in (old, new):
        for part in _parts(root):
            if part.kind == "pasal":
                hit = any(below.provision in touched for below in _parts(part))
                pasal[part.provision] = pasal.get(part.provision, False) or hit
    return Share(sum(pasal.values()), len(pasal))


def printable(text: str) -> tree.Node:
    """An instrument as the tree that is laid out on paper."""
    return reader.parse(text).root
