"""Whoever kept a seal finds out, from a few hashes, whether the record has only grown since."""

from pathlib import Path
from uuid import UUID

import pytest
from click.testing import CliRunner

from bijak.ledger import keys, queries, services
from bijak.ledger.commands import ledger
from bijak.ledger.models import Checkpoint
from bijak.ledger.note import TreeHead
from bijak.ledger.verifying import Tampered, verify_growth

pytestmark = pytest.mark.django_db

SUBJECT = ("people.employee", UUID("01900000-0000-7000-8000-000000000001"))


@pytest.fixture
def seals() -> list[Checkpoint]:
    """Kept at 1, 4, 8 and 17 leaves: the newest last."""
    for size in (1, 3, 4, 9):
        for number in range(size):
            services.record("documents.kept", subject=SUBJECT, facts={"number": number})
        services.sequence()
    return list(Checkpoint.objects.order_by("size"))


def head(seal: Checkpoint) -> TreeHead:
    return TreeHead.parse(seal.note.partition("\n\n")[0] + "\n")


def test_every_seal_kept_leads_to_the_newest(seals: list[Checkpoint]) -> None:
    for seal in seals:
        newer = verify_growth(queries.growth(seal.size), known=head(seal), trusted=[keys.signer().verifier])
        assert newer == head(seals[-1])


def test_a_record_that_was_rewritten_has_no_proof(seals: list[Checkpoint]) -> None:
    kept = head(seals[1])
    other = TreeHead(kept.origin, kept.size, bytes(32))
    with pytest.raises(Tampered, match="tidak menunjukkan"):
        verify_growth(queries.growth(kept.size), known=other)


@pytest.mark.parametrize("place", range(0, 60, 7))
def test_no_altered_proof_holds(seals: list[Checkpoint], place: int) -> None:
    proof = queries.growth(seals[1].size)
    altered = proof[:place] + ("A" if proof[place] != "A" else "B") + proof[place + 1 :]
    with pytest.raises(Tampered):
        verify_growth(altered, known=head(seals[1]), trusted=[keys.signer().verifier])


def test_where_there_was_no_seal_there_is_no_proof(seals: list[Checkpoint]) -> None:
    for size in (0, 2, 99):
        with pytest.raises(Checkpoint.DoesNotExist):
            queries.growth(size)


def test_the_command_says_so_in_a_line(seals: list[Checkpoint], tmp_path: Path) -> None:
    kept, proof = tmp_path / "segel.txt", tmp_path / "bukti.txt"
    kept.write_text(seals[1].note)
    proof.write_text(queries.growth(4))
    run = CliRunner().invoke(ledger, ["verify", "--checkpoint", str(kept), "--growth", str(proof)])
    assert run.exit_code == 0, run.output
    assert "only grown, from 4 to 17 leaves" in run.output
    proof.write_text(queries.growth(8))
    run = CliRunner().invoke(ledger, ["verify", "--checkpoint", str(kept), "--growth", str(proof)])
    assert run.exit_code == 1
    assert CliRunner().invoke(ledger, ["verify", "--growth", str(proof)]).exit_code == 2
