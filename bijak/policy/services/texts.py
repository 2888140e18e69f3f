"""Writing the regulation: take a text in, change one provision, add, move, remove, freeze.

Every change of structure numbers the text anew (UU 12/2011, Lampiran II); a provision keeps its UUID through all of it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, cast

from django.db import connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from bijak.accounts import access
from bijak.accounts.models import Account
from bijak.kernel.events import publish
from bijak.kernel.uuid7 import uuid7
from bijak.ledger import services as ledger
from bijak.legaltext import comparing, numbering, pages, reader, tree, writing
from bijak.legaltext.following import follow
from bijak.policy import queries
from bijak.policy.access import Permission
from bijak.policy.events import VersionFrozen
from bijak.policy.models import Act, Passage, Provision, TermSetting, Unsaved, Version
from bijak.policy.services.noting import note_words, noted
from bijak.policy.services.refusals import NothingRecognised, Refused, TextChanged

LIMIT = 3_000_000
"""Characters of one text, some 1,200 pages; the longest law of the Republic has a third of it. Reading it takes
seconds, within one request."""

_LEVEL = {kind: level for level, kind in enumerate((*tree.HEADERS, *tree.CLAUSES), start=1)}


@dataclass(frozen=True)
class Received:
    """What became of a text: parts by kind, passages nobody understood (kept in place), provisions by fate.

    ``invisible``: how many characters were left out that nobody sees, controls and turns of direction.
    """

    counts: Mapping[str, int]
    unread: list[str]
    kept: int
    new: int
    gone: int
    unbound: list[str] = field(default_factory=list)
    invisible: int = 0

    def __getattr__(self, kind: str) -> int:
        """``received.pasal``: how many of a kind."""
        if kind in tree.KINDS:
            return self.counts.get(kind, 0)
        raise AttributeError(kind)


# A whole text -----------------------------------------------------------------------------------


@transaction.atomic
def take_text(
    *, version: Version, text: str, keep: bool = False, by: Account | None, today: date
) -> Received:
    """Read a regulation into a version in place of what was there; with ``keep`` that is frozen first.

    What is recognisably the same provision keeps its UUID and its terms; terms of provisions that are gone are
    let go and named. Raises ``NothingRecognised`` for a text without parts.
    """
    if len(text) > LIMIT:
        raise Refused(
            _(
                "Teks ini %(length)s karakter, sedangkan yang dapat dimasukkan sekaligus paling banyak %(limit)s "
                "(sekitar 1.200 halaman). Masukkan batang tubuhnya dahulu, lalu simpan lampirannya sebagai dokumen. "
                "Isian Anda tetap ada, dan naskah yang lama tidak berubah."
            )
            % {"length": f"{len(text):,}".replace(",", "."), "limit": f"{LIMIT:,}".replace(",", ".")}
        )
    version = locked_version(version=version, by=by, today=today)
    if keep:
        version = freeze_version(version=version, note=gettext_noop("Sebelum teks baru"), by=by, today=today)
    document = reader.parse(text.replace("\0", ""))  # some PDF files have them, no table may
    paths = [path for top in document.root.children for path in writing.folded(top).paths()]
    if all(path[-1].kind in ("teks", "judul") for path in paths):
        raise NothingRecognised(
            _(
                "Tidak ada pasal atau bagian lain yang dikenali dalam teks ini. Periksa apakah judul seperti "
                "“BAB I” atau “Pasal 1” berdiri pada baris sendiri. Naskah yang lama tidak berubah."
            )
        )
    rows = list(
        queries.passages(version).values_list("provision", "kind", "label", "heading", "text", "edition")
    )
    old = {row[0]: row for row in rows}
    nodes = [path[-1] for path in paths]
    matched = cast(
        dict[int, int],
        comparing.match(
            [comparing.Piece(*row[:5]) for row in rows],
            [
                comparing.Piece(index, node.kind, node.label, node.heading, node.text)
                for index, node in enumerate(nodes)
            ],
        ),
    )
    fresh = iter(new_provisions(version.draft.policy_id, len(nodes) - len(matched)))
    provisions = [matched[index] if index in matched else next(fresh) for index in range(len(nodes))]
    editions = [
        1 if before is None else before[5] + (before[3:5] != (node.heading, node.text))
        for node, before in zip(nodes, map(old.get, provisions), strict=True)
    ]
    gone = old.keys() - set(provisions)
    with noted(version, Act.TAKEN, by=by):
        unbound = let_go_of_terms(version, gone) if gone else []
        plant(version, paths, provisions, editions)
    received = Received(
        counts={kind: document.counts[kind] for kind in tree.KINDS if document.counts.get(kind)},
        unread=list(document.unread),
        kept=len(matched),
        new=len(nodes) - len(matched),
        gone=len(gone),
        unbound=unbound,
        invisible=sum(map(len, pages.INVISIBLE.findall(text))),
    )
    ledger.record(
        "policy.text_taken",
        subject=version,
        by=by,
        facts={"parts": len(nodes), "kept": received.kept, "new": received.new, "gone": received.gone},
    )
    return received


def new_provisions(policy_id: int, count: int) -> list[int]:
    """The keys of so many new provisions; which is which does not matter yet."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO policy_provision (uuid, policy_id) SELECT unnest(%s::uuid[]), %s RETURNING id",
            [[uuid7() for _each in range(count)], policy_id],
        )
        return [key for (key,) in cursor.fetchall()]


def _new_keys(count: int) -> list[int]:
    """Keys for so many passages, so that each knows its parent's before any is written."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence('policy_passage', 'id')) FROM generate_series(1, %s)",
            [count],
        )
        return [key for (key,) in cursor.fetchall()]


def plant(
    version: Version, paths: list[tuple[tree.Node, ...]], provisions: list[int], editions: list[int]
) -> None:
    """Within a service that has asked for leave: write a whole text in place of what a version said.

    Three statements, however long it is.
    """
    nodes = [path[-1] for path in paths]
    with connection.cursor() as cursor:
        # By hand: the ORM would first read every passage, to see what hangs on it.
        cursor.execute("DELETE FROM policy_passage WHERE version_id = %s", [version.pk])
        keys = _new_keys(len(nodes))
        key_of = {id(node): key for node, key in zip(nodes, keys, strict=True)}
        cursor.execute(
            "INSERT INTO policy_passage"
            " (id, version_id, parent_id, provision_id, position, kind, label, heading, text, edition)"
            " SELECT id, %s, parent, provision, place, kind, label, heading, words, edition"
            " FROM unnest(%s::bigint[], %s::bigint[], %s::bigint[], %s::text[], %s::text[], %s::text[], %s::text[],"
            " %s::int[]) WITH ORDINALITY"
            " AS part (id, parent, provision, kind, label, heading, words, edition, place)",
            [
                version.pk,
                keys,
                [key_of[id(path[-2])] if len(path) > 1 else None for path in paths],
                provisions,
                [node.kind for node in nodes],
                [node.label for node in nodes],
                [node.heading for node in nodes],
                [node.text for node in nodes],
                editions,
            ],
        )


# One provision ----------------------------------------------------------------------------------


@transaction.atomic
def edit_passage(
    *,
    passage: Passage,
    heading: str,
    text: str,
    edition: int,
    by: Account | None,
    proposed_by: Account | None = None,
    today: date,
) -> Passage:
    """Let a provision read otherwise, or raise ``TextChanged`` when somebody changed it since ``edition``."""
    locked_version(version=passage.version, by=by, today=today)
    now = Passage.objects.select_related("provision", "version").filter(pk=passage.pk).first()
    if now is None:
        raise Refused(
            _(
                "Ketentuan ini sudah dihapus orang lain. Salin isian Anda, lalu tambahkan sebagai ketentuan baru."
            )
        )
    if now.edition != edition:
        raise TextChanged(
            _(
                "Orang lain baru saja mengubah ketentuan ini. Isian Anda tetap ada: bandingkan, lalu simpan lagi."
            ),
            now,
        )
    Unsaved.objects.filter(
        account=by, version=now.version_id, provision=now.provision_id, is_stretch=False
    ).delete()
    before = now.heading, now.text
    if before == (heading.strip(), text.strip()):
        return now
    now.heading, now.text, now.edition = heading.strip(), text.strip(), edition + 1
    now.save(update_fields=["heading", "text", "edition"])
    note_words(now, heading=before[0], text=before[1], edition=edition, by=by, proposed_by=proposed_by)
    ledger.record(
        "policy.provision_edited",
        subject=now.provision,
        by=by,
        facts={"version": str(now.version.uuid), "edition": now.edition},
    )
    return now


@transaction.atomic
def add_passage(
    *,
    version: Version,
    after: Passage | None,
    kind: str,
    heading: str = "",
    text: str = "",
    by: Account | None,
    today: date,
) -> Passage:
    """Add a part behind another: inside it where its kind is a lower one, else behind all that belongs to it."""
    version = locked_version(version=version, by=by, today=today)
    outline = _Outline(version)
    provision = Provision.objects.create(policy_id=version.draft.policy_id)
    added = Passage(
        version=version,
        provision=provision,
        position=0,
        kind=kind,
        heading=heading.strip(),
        text=text.strip(),
    )
    with noted(version, Act.ADDED, by=by) as note:
        outline.insert(added, after)
        outline.save(added)
        note.provision, note.name = provision, queries.address(version, provision) or tree.name(added)
    ledger.record(
        "policy.provision_added", subject=provision, by=by, facts={"version": str(version.uuid), "kind": kind}
    )
    return added


@transaction.atomic
def remove_passage(*, passage: Passage, by: Account | None, today: date) -> list[str]:
    """Take a part and all that belongs to it out of the version; the terms it set are let go and named."""
    version = locked_version(version=passage.version, by=by, today=today)
    outline = _Outline(version)
    if passage.pk not in outline.by_pk:
        raise Refused(_("Ketentuan ini sudah dihapus orang lain."))
    with noted(version, Act.REMOVED, by=by) as note:
        note.provision, note.name = passage.provision, outline.address(passage)
        gone = outline.cut(passage)
        unbound = let_go_of_terms(version, [each.provision_id for each in gone])
        Passage.objects.filter(pk__in=[each.pk for each in gone]).delete()
        outline.save()
    ledger.record(
        "policy.provision_removed",
        subject=passage.provision,
        by=by,
        facts={"version": str(version.uuid), "parts": len(gone)},
    )
    return unbound


@transaction.atomic
def move_passage(
    *, passage: Passage, direction: Literal["up", "down"], by: Account | None, today: date
) -> Passage:
    """Let a part change places with its neighbour, with all that belongs to it."""
    version = locked_version(version=passage.version, by=by, today=today)
    outline = _Outline(version)
    moved = outline.by_pk.get(passage.pk)
    if moved is None:
        raise Refused(_("Ketentuan ini sudah dihapus orang lain."))
    with noted(version, Act.MOVED, by=by) as note:
        note.provision, note.name = moved.provision, outline.address(moved)
        if not outline.swap(moved, 1 if direction == "down" else -1):
            raise Refused(
                _("Ketentuan ini sudah yang terakhir di tempatnya.")
                if direction == "down"
                else _("Ketentuan ini sudah yang pertama di tempatnya.")
            )
        outline.save()
    ledger.record(
        "policy.provision_moved",
        subject=moved.provision,
        by=by,
        facts={"version": str(version.uuid), "direction": direction},
    )
    return moved


@transaction.atomic
def shift_passage(
    *, passage: Passage, direction: Literal["in", "out"], by: Account | None, today: date
) -> Passage:
    """Let a clause become an item of the one before it, or stand beside the one it was an item of."""
    version = locked_version(version=passage.version, by=by, today=today)
    outline = _Outline(version)
    shifted = outline.by_pk.get(passage.pk)
    if shifted is None:
        raise Refused(_("Ketentuan ini sudah dihapus orang lain."))
    if len(outline.below(shifted)) > 1:
        raise Refused(_("Ketentuan ini mempunyai rincian. Ubah tingkat rinciannya dahulu."))
    with noted(version, Act.MOVED, by=by) as note:
        note.provision, note.name = shifted.provision, outline.address(shifted)
        if not (outline.indent(shifted) if direction == "in" else outline.outdent(shifted)):
            raise Refused(
                _("Tidak ada ketentuan sebelumnya yang dapat memuatnya sebagai rincian.")
                if direction == "in"
                else _("Ketentuan ini sudah pada tingkat terluar.")
            )
        shifted.edition += 1
        shifted.save(update_fields=["parent", "kind", "edition"])
        outline.save()
    ledger.record(
        "policy.provision_moved",
        subject=shifted.provision,
        by=by,
        facts={"version": str(version.uuid), "direction": direction},
    )
    return shifted


class _Outline:
    """The parts of a version in order, to be rearranged and numbered anew; references follow what they cite."""

    def __init__(self, version: Version) -> None:
        self.parts = list(queries.passages(version))
        self.before, self.nodes = queries.tree_of(self.parts)
        self.by_pk = {each.pk: each for each in self.parts}

    def address(self, part: Passage) -> str:
        """How a part is cited before anything is changed."""
        here = self.nodes[part.pk]
        path = next(path for path in self.before.paths() if path[-1] is here)
        return tree.address(path) or tree.name(here)

    def below(self, part: Passage) -> list[Passage]:
        """The part and all that belongs to it."""
        inside, found = {part.pk}, []
        for each in self.parts:
            if each.pk == part.pk or each.parent_id in inside:
                inside.add(each.pk)
                found.append(each)
        return found

    def insert(self, added: Passage, after: Passage | None) -> None:
        here = self.by_pk.get(after.pk) if after is not None else None
        if here is None:
            self.parts.append(added)
            return
        level = _LEVEL.get(added.kind, 0)
        above: Passage | None = here
        behind = self.parts.index(here)
        while above is not None and _LEVEL.get(above.kind, 0) >= level:
            behind = self.parts.index(self.below(above)[-1])
            above = self.by_pk.get(above.parent_id or 0)
        added.parent = above
        self.parts.insert(behind + 1, added)

    def cut(self, part: Passage) -> list[Passage]:
        gone = self.below(part)
        keys = {each.pk for each in gone}
        self.parts = [each for each in self.parts if each.pk not in keys]
        return gone

    def swap(self, part: Passage, step: int) -> bool:
        siblings = [each for each in self.parts if each.parent_id == part.parent_id]
        place = siblings.index(part) + step
        if not 0 <= place < len(siblings):
            return False
        first, second = sorted((part, siblings[place]), key=self.parts.index)
        front, back = self.below(first), self.below(second)
        start = self.parts.index(first)
        self.parts[start : start + len(front) + len(back)] = [*back, *front]
        return True

    def indent(self, part: Passage) -> bool:
        """Hang a clause under the one before it, as what that one's items are, or would be."""
        siblings = [each for each in self.parts if each.parent_id == part.parent_id]
        place = siblings.index(part)
        holder = siblings[place - 1] if place else None
        if holder is None or part.kind not in tree.CLAUSES or holder.kind not in tree.CLAUSES[:-1]:
            return False
        items = [
            each.kind for each in self.parts if each.parent_id == holder.pk and each.kind in tree.CLAUSES
        ]
        above = self.by_pk.get(holder.parent_id or 0)
        is_definition = holder.kind == "angka" and above is not None and above.kind in ("pasal", "ayat")
        following = "huruf" if is_definition else tree.CLAUSES[tree.CLAUSES.index(holder.kind) + 1]
        part.parent, part.kind = holder, items[-1] if items else following
        return True

    def outdent(self, part: Passage) -> bool:
        """Stand a clause behind the one it is an item of, as another such one."""
        holder = self.by_pk.get(part.parent_id or 0)
        if holder is None or part.kind not in tree.CLAUSES or holder.kind not in tree.CLAUSES:
            return False
        self.parts.remove(part)
        behind = self.parts.index(self.below(holder)[-1]) + 1
        part.parent, part.kind = self.by_pk.get(holder.parent_id or 0), holder.kind
        self.parts.insert(behind, part)
        return True

    def save(self, added: Passage | None = None) -> None:
        """Write what differs: positions, labels, words that cite; ``added`` first, so that it has a key."""
        if added is not None:
            added.position = self.parts.index(added) + 1
            added.save(force_insert=True)
        root, nodes = queries.tree_of(self.parts)
        numbering.renumber(root.children)
        texts = follow(
            self.before, root, {id(node): nodes[key] for key, node in self.nodes.items() if key in nodes}
        ).texts
        moved = []
        for position, part in enumerate(self.parts, start=1):
            label = nodes[part.pk].label
            text = texts.get(id(nodes[part.pk]), part.text)
            if (part.position, part.label, part.text) != (position, label, text):
                part.edition += part.text != text
                part.position, part.label, part.text = position, label, text
                moved.append(part)
        _place(moved)


def _place(parts: list[Passage]) -> None:
    """Write where parts stand and what they say. As arrays: a CASE of a thousand branches costs more than all else."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE policy_passage SET position = place.position, label = place.label, text = place.words,"
            " edition = place.edition"
            " FROM unnest(%s::bigint[], %s::int[], %s::text[], %s::text[], %s::int[])"
            " AS place (id, position, label, words, edition)"
            " WHERE policy_passage.id = place.id",
            [
                [each.pk for each in parts],
                [each.position for each in parts],
                [each.label for each in parts],
                [each.text for each in parts],
                [each.edition for each in parts],
            ],
        )


# Versions ---------------------------------------------------------------------------------------


@transaction.atomic
def freeze_version(*, version: Version, note: str, by: Account | None, today: date) -> Version:
    """Let a version change no more; the new one continues from it and is returned."""
    version = locked_version(version=version, by=by, today=today)
    freeze(version=version, note=note, by=by, today=today)
    return continue_from(version=version, by=by)


def continue_from(*, version: Version, by: Account | None) -> Version:
    """Within a service that has asked for leave: the next version, saying the same."""
    following = Version.objects.create(draft=version.draft, number=version.number + 1, made_by=by)
    copy_text(old=version, new=following)
    Unsaved.objects.filter(version=version).update(version=following)
    return following


def freeze(*, version: Version, note: str, by: Account | None, today: date) -> None:
    """Within a service that has asked for leave: the version stands, nothing continues from it yet."""
    version.frozen_on, version.note = today, note[:300]
    version.save(update_fields=["frozen_on", "note"])
    ledger.record(
        "policy.version_frozen", subject=version, by=by, facts={"number": version.number, "note": note}
    )
    publish(VersionFrozen(version.draft_id, version.pk))


def copy_text(*, old: Version, new: Version) -> None:
    """Copy passages and terms: the same provisions, said again. Two statements for the text, however long."""
    parents = dict(queries.passages(old).values_list("pk", "parent"))
    key_of = dict(zip(parents, _new_keys(len(parents)), strict=True))
    with connection.cursor() as cursor:
        # The keys of parents are found here: joined with itself, a text that the planner thinks short takes minutes.
        cursor.execute(
            "INSERT INTO policy_passage"
            " (id, version_id, parent_id, provision_id, position, kind, label, heading, text, edition)"
            " SELECT copy.id, %s, copy.parent, said.provision_id, said.position, said.kind, said.label,"
            " said.heading, said.text, said.edition"
            " FROM unnest(%s::bigint[], %s::bigint[], %s::bigint[]) AS copy (of, id, parent)"
            " JOIN policy_passage AS said ON said.id = copy.of",
            [
                new.pk,
                list(key_of),
                list(key_of.values()),
                [key_of[parent] if parent else None for parent in parents.values()],
            ],
        )
    TermSetting.objects.bulk_create(
        TermSetting(
            version=new,
            provision_id=each.provision_id,
            term=each.term,
            value=each.value,
            from_on=each.from_on,
        )
        for each in queries.settings_of(old)
    )


def locked_version(*, version: Version, by: Account | None, today: date) -> Version:
    """The version, held until the end of the transaction, if its words may still change."""
    if by is not None:
        access.must(by, Permission.DRAFT, today=today)
    locked = (
        Version.objects.select_for_update(of=("self",)).select_related("draft__policy").get(pk=version.pk)
    )
    if not queries.may_edit_text(locked.draft):
        raise Refused(
            _("Naskah ini tidak dapat diubah lagi karena rancangannya sudah %(stage)s.")
            % {"stage": locked.draft.get_stage_display().lower()}
        )
    if locked.is_frozen:
        raise Refused(
            _("Versi ini sudah dibekukan. Lanjutkan pada versi yang terbaru; isian Anda tetap ada.")
        )
    return locked


def let_go_of_terms(version: Version, provisions: Iterable[int]) -> list[str]:
    lost = TermSetting.objects.filter(version=version, provision_id__in=list(provisions))
    codes = sorted(set(lost.order_by().values_list("term", flat=True)))
    lost.delete()
    return [queries.label_of(queries.bounds_of(code)) for code in codes]
