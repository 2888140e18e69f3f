"""Writing the record. ``record`` costs its caller one insert; the sequencer makes the tree afterwards."""

import secrets
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import connection, transaction

from bijak.kernel.decisions import Reason
from bijak.ledger import keys, leaf, queries
from bijak.ledger.models import Checkpoint, Entry, Leaf, Node
from bijak.ledger.note import Signer, TreeHead
from bijak.ledger.registries import verbs

BATCH = 2_000
_SEQUENCER_LOCK = 0x6C656467  # "ledg"


@transaction.atomic(savepoint=False)
def record(
    verb: str,
    *,
    subject: queries.Subject,
    by: Any = None,
    because: Iterable[Reason | Mapping[str, Any]] = (),
    facts: Mapping[str, Any] | None = None,
) -> Entry:
    """Write down, in the caller's transaction, that something was done; raises ``UnknownVerb``.

    ``by`` is an account, or ``None`` for the system; ``because`` the reasons of a decision. A batch is one
    entry: its facts are counts and hashes, not rows. Facts name people by UUID only.
    """
    entry = _entry(verb, subject, by, because, facts)
    entry.save(force_insert=True)
    return entry


@transaction.atomic(savepoint=False)
def record_all(
    verb: str, *, subjects: Iterable[queries.Subject], by: Any = None, facts: Mapping[str, Any] | None = None
) -> None:
    """The same deed on many subjects, an entry for each, in one insert."""
    Entry.objects.bulk_create([_entry(verb, each, by, (), facts) for each in subjects], batch_size=BATCH)


def _entry(
    verb: str,
    subject: queries.Subject,
    by: Any,
    because: Iterable[Reason | Mapping[str, Any]],
    facts: Mapping[str, Any] | None,
) -> Entry:
    verbs.require(verb)
    kind, uuid = queries.identify(subject)
    return Entry(
        verb=verb,
        subject_kind=kind,
        subject_uuid=uuid,
        by_uuid=by.uuid if by else None,
        because=leaf.plain(reason.facts() if isinstance(reason, Reason) else reason for reason in because),
        facts=leaf.plain(facts or {}),
        salt=secrets.token_bytes(leaf.SALT_BYTES),
    )


def sequence(*, signer: Signer | None = None) -> int:
    """Give every committed entry its leaf and sign the new root; returns how many leaves were added.

    An entry is taken because it has no leaf, not because its number is next: one whose transaction commits
    late is found by the next run, after entries that were written later. One sequencer works at a time.
    """
    signer = signer or keys.signer()
    added = 0
    while batch := _sequence_batch(signer):
        added += batch
    return added


@transaction.atomic
def erase(*, subject: queries.Subject, reason: str, by: Any) -> int:
    """Forget what was recorded about a subject, salt and all, and record that; returns the number of entries.

    The leaves stay, and with them every root and proof: it remains certain that something was recorded there.
    """
    sequence()
    entries = list(queries.entries_for(subject).select_for_update())
    Entry.objects.filter(pk__in=[entry.pk for entry in entries]).delete()
    record(
        "ledger.erased",
        subject=subject,
        by=by,
        facts={"leaves": sorted(entry.leaf_id for entry in entries), "reason": reason},
    )
    return len(entries)


@transaction.atomic
def _sequence_batch(signer: Signer) -> int:
    _wait_for_turn()
    newest = queries.checkpoint()
    entries = list(Entry.objects.filter(leaf=None).order_by("pk").select_for_update()[:BATCH])
    is_signed_by_us = newest is None or newest.verifier == str(signer.verifier)
    if not entries and is_signed_by_us:
        return 0
    tree = queries.frontier(newest.size if newest else 0)
    leaves, nodes = [], []
    for entry in entries:
        commitment = leaf.commitment(bytes(entry.salt), entry.content)
        grown = Leaf(index=tree.size, version=leaf.VERSION, commitment=commitment)
        leaves.append(grown)
        nodes += [Node(level=level, index=index, hash=hash) for level, index, hash in tree.append(grown.hash)]
    Leaf.objects.bulk_create(leaves)
    Node.objects.bulk_create(nodes)
    _place(entries, leaves)
    Checkpoint.objects.create(
        size=tree.size,
        root=tree.root,
        note=signer.sign(str(TreeHead(signer.name, tree.size, tree.root))),
        verifier=str(signer.verifier),
    )
    return len(entries)


def _wait_for_turn() -> None:
    with connection.cursor() as cursor:
        cursor.callproc("pg_advisory_xact_lock", [_SEQUENCER_LOCK])


def _place(entries: list[Entry], leaves: list[Leaf]) -> None:
    """Tell the entries their leaves. As arrays: a CASE of two thousand branches costs more than all else."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE ledger_entry SET leaf_id = place.leaf"
            " FROM unnest(%s::bigint[], %s::bigint[]) AS place (entry, leaf) WHERE ledger_entry.id = place.entry",
            [[entry.pk for entry in entries], [leaf.index for leaf in leaves]],
        )
