"""Writing the record, making the tree, forgetting."""

import threading
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

import numpy as np
import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from bijak.kernel.columns import column
from bijak.kernel.decisions import Reason, weigh
from bijak.kernel.terms import Basis
from bijak.ledger import keys, leaf, merkle, queries, services
from bijak.ledger.models import Checkpoint, Entry, Leaf, Node
from bijak.ledger.note import Signer, TreeHead, open_note
from bijak.ledger.registries import UnknownVerb, verbs

ANI = ("people.employee", UUID("01900000-0000-7000-8000-000000000001"))
BUDI = ("people.employee", UUID("01900000-0000-7000-8000-000000000002"))


def record(number: int, subject: tuple[str, UUID] = ANI) -> Entry:
    return services.record("test.done", subject=subject, facts={"number": number})


@pytest.mark.django_db
def test_recording_costs_one_insert(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with transaction.atomic(), django_assert_num_queries(1):
        record(1)


@pytest.mark.django_db
def test_a_verb_that_nobody_registered_is_refused() -> None:
    with pytest.raises(UnknownVerb, match=r"test\.undone"):
        services.record("test.undone", subject=ANI)


def test_a_verb_is_registered_once() -> None:
    with pytest.raises(LookupError, match="twice"):
        verbs.register("test.done", "Lagi")
    assert verbs.label("test.done") == "Dikerjakan"
    assert verbs.label("test.from_a_removed_context") == "test.from_a_removed_context"


@pytest.mark.django_db
def test_what_happened_to_ani_is_found_newest_first() -> None:
    record(1)
    record(2, BUDI)
    record(3)
    assert [entry.facts["number"] for entry in queries.entries_for(ANI)] == [3, 1]


@pytest.mark.django_db
def test_the_tree_of_the_database_is_the_tree_of_the_leaves(signer: Signer) -> None:
    for size in range(1, 20):
        record(size)
        assert services.sequence() == 1
        leaves = [leaf.hash for leaf in Leaf.objects.order_by("index")]
        assert queries.root() == merkle.root(leaves)
        newest = queries.checkpoint()
        assert newest
        head = TreeHead.parse(open_note(newest.note, [signer.verifier]))
        assert head == TreeHead("bijak.contoh.go.id", size, queries.root())
    assert Node.objects.count() == 19 + 9 + 4 + 2 + 1


@pytest.mark.django_db
def test_every_entry_has_a_proof_in_every_later_checkpoint() -> None:
    entries = []
    for size in (1, 3, 4, 9):
        entries += [record(number) for number in range(size)]
        services.sequence()
    checkpoints = list(Checkpoint.objects.order_by("size"))
    for entry in entries:
        entry.refresh_from_db()
        for checkpoint in checkpoints:
            if entry.leaf_id is not None and entry.leaf_id < checkpoint.size:
                assert queries.proof(entry, at=checkpoint).holds


@pytest.mark.django_db
def test_a_proof_reads_the_leaf_and_its_nodes_and_nothing_else(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    entries = [record(number) for number in range(100)]
    services.sequence()
    entries[41].refresh_from_db()
    with django_assert_num_queries(3):  # checkpoint, leaf, nodes
        assert queries.proof(entries[41]).holds


@pytest.mark.django_db
def test_an_entry_that_waits_has_no_proof_yet() -> None:
    entry = record(1)
    with pytest.raises(queries.NotYetSequenced):
        queries.proof(entry)


@pytest.mark.django_db
def test_growing_reads_the_edge_of_the_tree_and_not_the_tree() -> None:
    def cost_of_one_more() -> tuple[int, int]:
        record(0)
        with CaptureQueriesContext(connection) as queries_made:
            services.sequence()
        edge = [query["sql"] for query in queries_made if 'FROM "ledger_node"' in query["sql"]]
        return len(queries_made), len(edge)

    record(0)
    services.sequence()
    small = cost_of_one_more()
    for number in range(300):
        record(number)
    services.sequence()
    assert cost_of_one_more() == small
    assert small[1] == 1


@pytest.mark.django_db
def test_nothing_new_makes_no_new_checkpoint() -> None:
    record(1)
    services.sequence()
    assert services.sequence() == 0
    assert Checkpoint.objects.count() == 1


@pytest.mark.django_db
def test_a_new_signing_key_signs_the_tree_at_once() -> None:
    record(1)
    services.sequence()
    successor = Signer.generate("bijak.contoh.go.id")
    assert services.sequence(signer=successor) == 0
    newest = queries.checkpoint()
    assert newest
    assert newest.verifier == str(successor.verifier)
    assert Checkpoint.objects.count() == 2


@pytest.mark.django_db
def test_batches_follow_one_another_until_none_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "BATCH", 4)
    for number in range(10):
        record(number)
    assert services.sequence() == 10
    assert list(Checkpoint.objects.order_by("size").values_list("size", flat=True)) == [4, 8, 10]


@pytest.mark.django_db(transaction=True)
def test_an_entry_whose_transaction_commits_late_is_not_lost() -> None:
    """It has a lower number than one already sequenced; it gets the next leaf all the same."""
    is_written, may_commit = threading.Event(), threading.Event()

    def slow_transaction() -> None:
        with transaction.atomic():
            record(1)
            is_written.set()
            may_commit.wait(60)
        connection.close()

    slow = threading.Thread(target=slow_transaction)
    slow.start()
    assert is_written.wait(60)
    record(2, BUDI)
    assert services.sequence() == 1
    may_commit.set()
    slow.join()
    assert services.sequence() == 1
    numbers = Entry.objects.order_by("leaf_id").values_list("facts__number", flat=True)
    assert list(numbers) == [2, 1]


@pytest.mark.django_db(transaction=True)
def test_two_sequencers_at_once_give_each_entry_one_leaf() -> None:
    for number in range(40):
        record(number)

    def work() -> None:
        services.sequence()
        connection.close()

    workers = [threading.Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(Entry.objects.values_list("leaf_id", flat=True)) == list(range(40))


@pytest.mark.django_db
def test_what_is_erased_is_gone_and_every_proof_stands() -> None:
    entries = [record(1), record(2, BUDI), record(3)]
    services.sequence()
    before, root = queries.checkpoint(), queries.root()
    assert before
    assert services.erase(subject=ANI, reason="UU 27/2022 pasal 8", by=None) == 2
    services.sequence()
    assert list(Entry.objects.filter(verb="test.done").values_list("facts__number", flat=True)) == [2]
    assert Leaf.objects.count() == 4
    assert merkle.root([leaf.hash for leaf in Leaf.objects.order_by("index")][:3]) == root
    erasure = queries.entries_for(ANI).get()
    assert erasure.facts == {"leaves": [0, 2], "reason": "UU 27/2022 pasal 8"}
    entries[1].refresh_from_db()
    assert queries.proof(entries[1]).holds


@pytest.mark.django_db
def test_an_entry_is_erased_even_before_it_was_sequenced() -> None:
    record(1)
    assert services.erase(subject=ANI, reason="Permintaan", by=None) == 1
    assert Leaf.objects.count() == 1


@pytest.mark.django_db
def test_without_a_key_nothing_is_sequenced_and_the_sentence_says_what_to_do(settings: object) -> None:
    settings.LEDGER_SIGNING_KEY = ""  # type: ignore[attr-defined]
    record(1)
    with pytest.raises(keys.NoSigningKey, match="bijak ledger new-key"):
        services.sequence()
    settings.LEDGER_SIGNING_KEY = "/nowhere/key"  # type: ignore[attr-defined]
    with pytest.raises(keys.NoSigningKey, match="/nowhere/key"):
        services.sequence()


class Colour(StrEnum):
    RED = "red"


def test_facts_become_what_json_keeps_unchanged() -> None:
    facts = {
        "day": date(2026, 11, 2),
        "moment": datetime(2026, 11, 2, 1, 2, 3, tzinfo=UTC),
        "uuid": ANI[1],
        "money": Decimal("12.50"),
        "whole": 3.0,
        "count": np.int64(7),
        "truth": np.bool_(True),
        "colour": Colour.RED,
        "none": None,
        "list": (1, "dua"),
    }
    assert leaf.plain(facts) == {
        "day": "2026-11-02",
        "moment": "2026-11-02T01:02:03.000000Z",
        "uuid": "01900000-0000-7000-8000-000000000001",
        "money": "12.50",
        "whole": 3,
        "count": 7,
        "truth": True,
        "colour": "red",
        "none": None,
        "list": [1, "dua"],
    }


@pytest.mark.parametrize("fact", [2**53, b"bytes", "nol\x00", np.zeros(3), object(), float("nan")])
def test_facts_that_json_would_change_are_refused(fact: object) -> None:
    with pytest.raises((TypeError, ValueError)):
        leaf.plain({"fact": fact})


def test_a_commitment_depends_on_the_salt_and_on_every_letter() -> None:
    salt, content = bytes(32), {"b": "ö", "a": [1, None]}
    assert leaf.canonical_json(content) == '{"a":[1,null],"b":"ö"}'.encode()
    made = leaf.commitment(salt, content)
    assert made != leaf.commitment(bytes([1]) + bytes(31), content)
    assert made != leaf.commitment(salt, {"b": "o", "a": [1, None]})
    assert leaf.leaf(1, made) == b"\x01" + made


@pytest.mark.django_db
def test_the_reasons_of_a_decision_are_kept_with_their_clauses() -> None:
    basis = Basis(law="Undang-Undang Contoh", article="pasal 1")
    decision = weigh(Reason("years_in_rank", column(3) >= 4, basis), Reason("no_sanction", True))
    entry = services.record("test.done", subject=ANI, because=decision.reasons)
    entry.refresh_from_db()
    assert entry.because[0]["code"] == "years_in_rank"
    assert (entry.because[0]["truth"], entry.because[0]["law"]) == ("missing", "Undang-Undang Contoh")
    assert entry.because[1]["truth"] == "met"
