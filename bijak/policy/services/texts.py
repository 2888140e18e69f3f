"""Writing the regulation: take a text in, change one provision, add, move, remove, freeze.

Every change of structure numbers the text anew (UU 12/2011, Lampiran II); a provision keeps its UUID through all of it.
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from django.db import connection, transaction
from django.utils.translation import gettext as _

from bijak.accounts import access
from bijak.accounts.models import Account
from bijak.kernel.events import publish
from bijak.ledger import services as ledger
from bijak.legaltext import comparing, numbering, reader, tree
from bijak.legaltext.following import follow
from bijak.policy import queries
from bijak.policy.access import Permission
from bijak.policy.events import VersionFrozen
from bijak.policy.models import Passage, Provision, TermSetting, Version
from bijak.policy.services.refusals import NothingRecognised, Refused, TextChanged

LIMIT = 500_000
"""Characters of one text, some 200 pages: PP 11/2017 with its explanation has less."""

_LEVEL = {kind: level for level, kind in enumerate((*tree.HEADERS, *tree.CLAUSES), start=1)}


@dataclass(frozen=True)
class Received:
    """What became of a text: parts by kind, passages nobody understood (kept in place), provisions by fate."""

    counts: Mapping[str, int]
    unread: list[str]
    kept: int
    new: int
    gone: int
    unbound: list[str] = field(default_factory=list)

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
                "Teks ini %(length)s karakter; yang dapat dibaca sekaligus paling banyak %(limit)s. "
                "Tempelkan batang tubuhnya dahulu, lalu tambahkan lampirannya sebagai dokumen."
            )
            % {"length": f"{len(text):,}".replace(",", "."), "limit": f"{LIMIT:,}".replace(",", ".")}
        )
    version = locked_version(version=version, by=by, today=today)
    if keep:
        version = freeze_version(version=version, note=_("Sebelum teks baru"), by=by, today=today)
    document = reader.parse(text.replace("\0", ""))  # some PDF files have them, no table may
    paths = [path for top in document.root.children for path in top.paths()]
    if all(path[-1].kind in ("teks", "judul") for path in paths):
        raise NothingRecognised(
            _(
                "Tidak ada pasal atau bagian lain yang dikenali dalam teks ini. Periksa apakah judul seperti "
                "“BAB I” atau “Pasal 1” berdiri pada baris sendiri. Naskah yang lama tidak berubah."
            )
        )
    old = list(queries.passages(version))
    old_pieces = [
        comparing.Piece(each.provision_id, each.kind, each.label, each.heading, each.text) for each in old
    ]
    nodes = [path[-1] for path in paths]
    new_pieces = [
        comparing.Piece(index, node.kind, node.label, node.heading, node.text)
        for index, node in enumerate(nodes)
    ]
    matched = comparing.match(old_pieces, new_pieces)
    kept: dict[Hashable, Passage] = {each.provision_id: each for each in old}
    fresh = iter(
        Provision.objects.bulk_create(
            Provision(policy_id=version.draft.policy_id) for _node in range(len(nodes) - len(matched))
        )
    )
    made: list[Passage] = []
    for index, node in enumerate(nodes):
        before = kept[matched[index]] if index in matched else None
        is_same = before is not None and (before.heading, before.text) == (node.heading, node.text)
        edition = 1 if before is None else before.edition + (0 if is_same else 1)
        made.append(
            Passage(
                version=version,
                provision_id=before.provision_id if before else next(fresh).pk,
                position=index + 1,
                kind=node.kind,
                label=node.label,
                heading=node.heading,
                text=node.text,
                edition=edition,
            )
        )
    gone = {each.provision_id for each in old} - {each.provision_id for each in made}
    unbound = _let_go_of_terms(version, gone)
    Passage.objects.filter(version=version).delete()
    _plant(made, [path[-2] if len(path) > 1 else None for path in paths], nodes)
    received = Received(
        counts={kind: document.counts[kind] for kind in tree.KINDS if document.counts.get(kind)},
        unread=list(document.unread),
        kept=len(matched),
        new=len(made) - len(matched),
        gone=len(gone),
        unbound=unbound,
    )
    ledger.record(
        "policy.text_taken",
        subject=version,
        by=by,
        facts={"parts": len(made), "kept": received.kept, "new": received.new, "gone": received.gone},
    )
    return received


def _plant(made: list[Passage], parents: list[tree.Node | None], nodes: list[tree.Node]) -> None:
    """Write the passages level by level, so that each knows its parent's key: a handful of inserts in all."""
    passage_of = {id(node): passage for node, passage in zip(nodes, made, strict=True)}
    waiting = list(zip(made, parents, strict=True))
    while waiting:
        ready, later = [], []
        for passage, parent in waiting:
            above = passage_of[id(parent)] if parent is not None else None
            if above is None or above.pk:
                passage.parent = above
                ready.append(passage)
            else:
                later.append((passage, parent))
        Passage.objects.bulk_create(ready, batch_size=1000)
        waiting = later


# One provision ----------------------------------------------------------------------------------


@transaction.atomic
def edit_passage(
    *, passage: Passage, heading: str, text: str, edition: int, by: Account | None, today: date
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
    now.heading, now.text, now.edition = heading.strip(), text.strip(), edition + 1
    now.save(update_fields=["heading", "text", "edition"])
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
    outline.insert(added, after)
    outline.save(added)
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
    gone = outline.cut(passage)
    unbound = _let_go_of_terms(version, [each.provision_id for each in gone])
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


class _Outline:
    """The parts of a version in order, to be rearranged and numbered anew; references follow what they cite."""

    def __init__(self, version: Version) -> None:
        self.parts = list(queries.passages(version))
        self.before, self.nodes = queries.tree_of(self.parts)
        self.by_pk = {each.pk: each for each in self.parts}

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
    """Copy passages and terms: the same provisions, said again. One statement for the text, however long."""
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH copy AS MATERIALIZED ("
            " SELECT *, nextval(pg_get_serial_sequence('policy_passage', 'id')) AS new_id"
            " FROM policy_passage WHERE version_id = %s)"
            " INSERT INTO policy_passage"
            " (id, version_id, parent_id, provision_id, position, kind, label, heading, text, edition)"
            " SELECT copy.new_id, %s, above.new_id, copy.provision_id, copy.position, copy.kind, copy.label,"
            " copy.heading, copy.text, copy.edition"
            " FROM copy LEFT JOIN copy AS above ON above.id = copy.parent_id",
            [old.pk, new.pk],
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


def _let_go_of_terms(version: Version, provisions: Iterable[int]) -> list[str]:
    lost = TermSetting.objects.filter(version=version, provision_id__in=list(provisions))
    codes = sorted(set(lost.order_by().values_list("term", flat=True)))
    lost.delete()
    return [str(queries.bounds_of(code).label) for code in codes]
