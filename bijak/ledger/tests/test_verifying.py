"""An auditor checks an export on her own machine; whoever altered anything is found out."""

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from bijak.ledger import exporting, keys, leaf, merkle, queries, services
from bijak.ledger.commands import ledger
from bijak.ledger.models import Checkpoint, Entry, Leaf, Node
from bijak.ledger.note import Signer, TreeHead
from bijak.ledger.verifying import Tampered, verify

SUBJECT = ("people.employee", UUID("01900000-0000-7000-8000-000000000001"))
OTHER = ("people.employee", UUID("01900000-0000-7000-8000-000000000002"))
SIGNER = Signer("bijak.contoh.go.id", bytes(range(32)))


def sound_export(signer: Signer = SIGNER) -> list[bytes]:
    """Seven leaves, the third erased, checkpoints at 3, 4 and 7, made without a database."""
    tree, lines = merkle.Frontier(), list[dict[str, Any]]()
    for index in range(7):
        salt = bytes([index]) * 32
        entry = {"facts": {"number": index, "note": "Naik “III/d” – sah"}, "verb": "test.done"}
        commitment = leaf.commitment(salt, entry)
        hash = merkle.leaf_hash(leaf.leaf(1, commitment))
        tree.append(hash)
        is_erased = index == 2
        lines.append(
            {
                "commitment": commitment.hex(),
                "entry": None if is_erased else entry,
                "hash": hash.hex(),
                "leaf": index,
                "salt": None if is_erased else salt.hex(),
                "version": 1,
            }
        )
        if tree.size in (3, 4, 7):
            lines.append({"checkpoint": signer.sign(str(TreeHead(signer.name, tree.size, tree.root)))})
    head: dict[str, Any] = {"format": "bijak-ledger", "keys": [str(signer.verifier)], "size": 7, "version": 1}
    return [leaf.canonical_json(line) + b"\n" for line in [head, *lines]]


EXPORT = sound_export()


def leaf_of(line: bytes) -> int | None:
    return json.loads(line).get("leaf")


def rewritten(lines: list[bytes], index: int, **changes: object) -> list[bytes]:
    """The export with fields of one leaf's line replaced."""
    return [
        leaf.canonical_json({**json.loads(line), **changes}) + b"\n" if leaf_of(line) == index else line
        for line in lines
    ]


def test_a_sound_export_is_reported_whole() -> None:
    report = verify(EXPORT, trusted=[SIGNER.verifier])
    assert (report.size, report.erased, report.checkpoints) == (7, 1, 3)
    assert report.signed_by == {str(SIGNER.verifier)}
    assert str(report).startswith(
        "Buku besar utuh: 7 daun, 1 di antaranya sudah dihapus isinya, 3 titik periksa"
    )


@settings(max_examples=400, deadline=None)
@given(st.integers(0, sum(map(len, EXPORT)) - 1), st.integers(1, 255))
def test_no_byte_of_an_export_can_change_unnoticed(place: int, flip: int) -> None:
    """And where the byte belongs to a leaf, that leaf is named."""
    lines = list(EXPORT)
    number = 0
    while place >= len(lines[number]):
        place -= len(lines[number])
        number += 1
    line = lines[number]
    lines[number] = line[:place] + bytes([line[place] ^ flip]) + line[place + 1 :]
    with pytest.raises(Tampered) as found:
        verify(io.BytesIO(b"".join(lines)))
    if leaf_of(line) is not None:
        assert found.value.leaf == leaf_of(line)
        assert str(leaf_of(line)) in str(found.value)


@pytest.mark.parametrize("number", range(1, len(EXPORT)))
def test_no_line_can_be_taken_out_or_doubled(number: int) -> None:
    is_a_middle_checkpoint = leaf_of(EXPORT[number]) is None and number < len(EXPORT) - 1
    if not is_a_middle_checkpoint:
        with pytest.raises(Tampered):
            verify(EXPORT[:number] + EXPORT[number + 1 :])
    if leaf_of(EXPORT[number]) is not None:
        with pytest.raises(Tampered):
            verify(EXPORT[: number + 1] + EXPORT[number:])


def test_a_leaf_that_was_rewritten_with_a_matching_commitment_breaks_the_root() -> None:
    """Who may write to the database can recompute everything but the signature."""
    salt, entry = bytes(32), {"verb": "test.forged"}
    commitment = leaf.commitment(salt, entry)
    forged = rewritten(
        EXPORT,
        3,
        commitment=commitment.hex(),
        salt=salt.hex(),
        entry=entry,
        hash=merkle.leaf_hash(leaf.leaf(1, commitment)).hex(),
    )
    with pytest.raises(Tampered, match="salah satu daun 3 sampai 3 diganti") as found:
        verify(forged)
    assert found.value.leaf == 3


def test_two_leaves_that_changed_places_are_named() -> None:
    order = EXPORT[:7] + [EXPORT[8], EXPORT[7]] + EXPORT[9:]
    with pytest.raises(Tampered, match="Daun 4 tidak ada: di tempatnya ada daun 5"):
        verify(order)


def test_a_salt_erased_without_its_entry_is_named() -> None:
    with pytest.raises(Tampered, match="Daun 5 hanya terhapus sebagian"):
        verify(rewritten(EXPORT, 5, salt=None))


def test_a_forgery_signed_with_another_key_is_found_by_whoever_knows_the_true_key() -> None:
    forged = sound_export(Signer("bijak.contoh.go.id", bytes(32)))
    assert verify(forged).signed_by != {str(SIGNER.verifier)}
    with pytest.raises(Tampered, match="tidak ditandatangani dengan kunci yang Anda percayai"):
        verify(forged, trusted=[SIGNER.verifier])


def test_history_rewritten_since_a_kept_checkpoint_is_found() -> None:
    assert verify(EXPORT, known=TreeHead(SIGNER.name, 4, _root(4))).size == 7
    with pytest.raises(Tampered, match="Riwayat ditulis ulang"):
        verify(EXPORT, known=TreeHead(SIGNER.name, 4, bytes(32)))
    with pytest.raises(Tampered, match="Buku besar memendek: 7 daun"):
        verify(EXPORT, known=TreeHead(SIGNER.name, 9, bytes(32)))


def _root(size: int) -> bytes:
    lines = [json.loads(line) for line in EXPORT if leaf_of(line) is not None]
    return merkle.root(bytes.fromhex(line["hash"]) for line in lines[:size])


@pytest.mark.parametrize(
    "lines",
    [
        [],
        [b""],
        [b"PK\x03\x04"],
        [b"[]\n"],
        [b"[" * 100_000],
        [b'{"format":"bijak-ledger","keys":["x"],"size":0,"version":1}\n'],
        [b'{"format":"other","keys":[],"size":0,"version":1}\n'],
    ],
)
def test_what_is_no_export_is_called_so(lines: list[bytes]) -> None:
    with pytest.raises(Tampered):
        verify(lines)


def test_an_empty_ledger_is_sound() -> None:
    report = verify([b'{"format":"bijak-ledger","keys":[],"size":0,"version":1}\n'])
    assert report.root == merkle.EMPTY_ROOT


# With the database --------------------------------------------------------------------------------


@pytest.fixture
def _filled(db: None) -> None:
    for number in range(9):
        subject = OTHER if number % 4 == 3 else SUBJECT
        services.record("test.done", subject=subject, facts={"number": number, "note": "Sah – “ya”\u2028"})
        if number in (2, 3, 8):
            services.sequence()
    services.erase(subject=OTHER, reason="Permintaan", by=None)
    services.sequence()


@pytest.mark.usefixtures("_filled")
def test_the_database_exports_a_ledger_that_holds(signer: Signer) -> None:
    report = verify(exporting.lines(), trusted=[signer.verifier])
    assert (report.size, report.erased, report.checkpoints) == (10, 2, 4)
    assert report.root == queries.root()


@pytest.mark.usefixtures("_filled")
def test_an_administrator_who_rewrites_a_row_is_found_out_at_its_leaf() -> None:
    Entry.objects.filter(leaf_id=4).update(facts={"number": 400})
    with pytest.raises(Tampered, match="Isi daun 4 diubah"):
        verify(exporting.lines())


@pytest.mark.usefixtures("_filled")
def test_an_administrator_who_erases_silently_or_cuts_the_tail_is_found_out() -> None:
    Node.objects.filter(level=0, index=5).delete()
    with pytest.raises(Tampered) as found:
        verify(exporting.lines())
    assert found.value.leaf == 5
    Entry.objects.filter(leaf_id=9).delete()
    Leaf.objects.filter(index=9).delete()
    with pytest.raises(Tampered):
        verify(exporting.lines())


@pytest.mark.usefixtures("_filled")
def test_an_administrator_who_shortens_the_log_is_found_by_a_kept_checkpoint() -> None:
    kept = queries.checkpoint()
    assert kept
    Checkpoint.objects.filter(size__gt=4).delete()
    assert verify(exporting.lines()).size == 4
    with pytest.raises(Tampered, match="memendek"):
        verify(exporting.lines(), known=TreeHead("bijak.contoh.go.id", kept.size, bytes(kept.root)))


# On the command line ------------------------------------------------------------------------------


@pytest.mark.usefixtures("_filled")
def test_bijak_ledger_exports_and_verifies(tmp_path: Path, signer: Signer) -> None:
    file, note = tmp_path / "ledger.jsonl", tmp_path / "checkpoint.txt"
    run = CliRunner().invoke
    assert run(ledger, ["export", str(file)]).exit_code == 0
    note.write_text(str(queries.checkpoint()))
    done = run(
        ledger, ["verify", "--export", str(file), "--key", str(signer.verifier), "--checkpoint", str(note)]
    )
    assert (done.exit_code, "Buku besar utuh: 10 daun" in done.output) == (0, True)
    assert "Cocokkan dengan kunci" in run(ledger, ["verify", "--export", str(file)]).output
    assert run(ledger, ["verify"]).exit_code == 0
    file.write_bytes(file.read_bytes().replace(b'"number":5', b'"number":6'))
    found = run(ledger, ["verify", "--export", str(file)])
    assert (found.exit_code, "Isi daun 5 diubah" in found.output) == (1, True)


def test_an_export_is_verified_without_django_settings_or_database(tmp_path: Path) -> None:
    file = tmp_path / "ledger.jsonl"
    file.write_bytes(b"".join(EXPORT))
    check = (
        "import sys; from bijak.ledger.verifying import main; code = main(sys.argv[1:]);"
        "assert 'django' not in sys.modules; sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", check, file], env={}, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    file.write_bytes(b"".join(rewritten(EXPORT, 6, leaf=8)))
    done = subprocess.run(
        [sys.executable, "-c", check, file], env={}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "Daun 6 tidak ada" in done.stderr


def test_a_new_key_is_private_to_its_owner_and_never_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "key"
    run = CliRunner().invoke
    made = run(ledger, ["new-key", str(file), "--name", "bijak.mamuju.go.id"])
    assert made.exit_code == 0
    assert file.stat().st_mode & 0o777 == 0o600
    assert made.output.strip() == str(Signer.parse(file.read_text().strip()).verifier)
    again = run(ledger, ["new-key", str(file), "--name", "bijak.mamuju.go.id"])
    assert (again.exit_code, "never overwritten" in again.output) == (1, True)
    assert run(ledger, ["new-key", str(tmp_path / "other"), "--name", "Kota Mamuju"]).exit_code == 1


def test_the_installation_reads_its_key_from_a_file_or_a_secret(tmp_path: Path, settings: object) -> None:
    made = keys.write_new(tmp_path / "key", name="bijak.contoh.go.id")
    settings.LEDGER_SIGNING_KEY = str(tmp_path / "key")  # type: ignore[attr-defined]
    assert keys.signer() == made
    settings.LEDGER_SIGNING_KEY = str(made)  # type: ignore[attr-defined]
    assert keys.signer() == made
