"""Taking a whole text into a version; what is recognisably the same provision keeps its UUID."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import cast

from django.db import connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from bijak.accounts.models import Account
from bijak.kernel.uuid7 import uuid7
from bijak.ledger import services as ledger
from bijak.legaltext import comparing, pages, reader, tree, writing
from bijak.policy import queries
from bijak.policy.models import Act, Version
from bijak.policy.services.noting import noted
from bijak.policy.services.refusals import NothingRecognised, Refused
from bijak.policy.services.versions import freeze_version, let_go_of_terms, locked_version, new_keys

LIMIT = 3_000_000
"""Characters of one text, some 1,200 pages; the longest law of the Republic has a third of it. Reading it takes
seconds, within one request."""


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
        keys = new_keys(len(nodes))
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
