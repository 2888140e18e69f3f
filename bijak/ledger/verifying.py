"""Checking a ledger from its export alone: no database, no Django, only this package and ``cryptography``.

``python -m bijak.ledger.verifying FILE`` does what ``bijak ledger verify --export FILE`` does.

An export is UTF-8 text, one JSON object on each line and no byte without meaning: a head, then the leaves in
order, and after the last leaf of each checkpoint its signed note. Each leaf is checked against its entry, the
tree is built anew, and each checkpoint must name the root the tree has at that point; so every checkpoint is
consistent with those before it, and the signature on the last one vouches for all.
"""

import gettext
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bijak.ledger import leaf, merkle, note

FORMAT = "bijak-ledger"
HEAD = {"format", "keys", "size", "version"}
LEAF = {"commitment", "entry", "hash", "leaf", "salt", "version"}
CHECKPOINT = {"checkpoint"}

# The domain and folder of the application's own catalogue, without the application.
_ = gettext.translation("django", Path(__file__).parents[1] / "locale", fallback=True).gettext


class Tampered(Exception):
    """The record does not hold; ``str()`` says what is wrong, ``leaf`` where, if one leaf can be named."""

    def __init__(self, sentence: str, leaf: int | None = None) -> None:
        super().__init__(sentence)
        self.leaf = leaf


@dataclass(slots=True)
class Report:
    """What a sound ledger holds."""

    size: int
    root: bytes
    erased: int = 0
    checkpoints: int = 0
    signed_by: set[str] = field(default_factory=set)

    def __str__(self) -> str:
        """Say that all is well, and with which key to convince oneself that the signature is the agency's."""
        return _(
            "Buku besar utuh: %(size)d daun, %(erased)d di antaranya sudah dihapus isinya, %(checkpoints)d "
            "titik periksa, akar %(root)s."
        ) % {
            "size": self.size,
            "erased": self.erased,
            "checkpoints": self.checkpoints,
            "root": self.root.hex(),
        }

    def ask_about_keys(self) -> str:
        """What is left to the reader when no key was trusted beforehand."""
        return _(
            "Tanda tangan diperiksa dengan kunci di dalam ekspor sendiri. Cocokkan dengan kunci yang "
            "diumumkan instansi: %(keys)s"
        ) % {"keys": ", ".join(sorted(self.signed_by))}


def verify(
    lines: Iterable[bytes],
    *,
    trusted: Iterable[note.Verifier] = (),
    known: note.TreeHead | None = None,
) -> Report:
    """Check an export line by line in constant memory; returns a report or raises ``Tampered``.

    ``trusted`` are public keys learnt elsewhere: one of them must have signed the last checkpoint. Without
    them the keys of the export itself are used, which shows damage but not a wholesale forgery. ``known`` is
    a checkpoint kept from before, which must lie on the way.
    """
    numbered = iter(lines)
    head = _head(next(numbered, b""))
    verifiers = [_verifier(key) for key in head["keys"]]
    trusted = list(trusted)
    tree, report = merkle.Frontier(), Report(0, merkle.EMPTY_ROOT)
    last_note, last_size = "", 0
    for line in numbered:
        content = _read(line, tree.size)
        if content.keys() == CHECKPOINT:
            last_note, last_size = content["checkpoint"], tree.size
            _check_note(last_note, verifiers, tree, since=report.size)
            report.size, report.root = tree.size, tree.root
            report.checkpoints += 1
            report.signed_by = {str(v) for v in verifiers if _is_signed(last_note, [v])}
        else:
            report.erased += _check_leaf(content, tree.size)
            tree.append(bytes.fromhex(content["hash"]))
            if known and tree.size == known.size and tree.root != known.root:
                raise Tampered(
                    _(
                        "Riwayat ditulis ulang: akar setelah %(size)d daun berbeda dari titik periksa yang "
                        "Anda simpan."
                    )
                    % {"size": known.size}
                )
    if tree.size != last_size or tree.size != head["size"]:
        raise Tampered(
            _("Ekspor terpotong: berisi %(found)d daun, seharusnya %(size)d daun dan ditutup titik periksa.")
            % {"found": tree.size, "size": head["size"]}
        )
    if known and known.size > tree.size:
        raise Tampered(
            _("Buku besar memendek: %(found)d daun, padahal titik periksa yang Anda simpan memuat %(size)d.")
            % {"found": tree.size, "size": known.size}
        )
    if trusted and tree.size and not _is_signed(last_note, trusted):
        raise Tampered(_("Titik periksa terakhir tidak ditandatangani dengan kunci yang Anda percayai."))
    return report


def verify_growth(
    growth: str, *, known: note.TreeHead, trusted: Iterable[note.Verifier] = ()
) -> note.TreeHead:
    """The newer tree that a proof leads to from the checkpoint one has kept; raises ``Tampered`` if it does not.

    The proof is what C2SP `tlog-witness` sends: "old" and a size, the hashes of RFC 9162 §2.1.4, an empty line,
    and the newer signed note. It takes a few hundred bytes where an export takes the whole record.
    """
    asked, _blank, signed = growth.partition("\n\n")
    try:
        text = note.open_note(signed, list(trusted)) if trusted else signed.partition("\n\n")[0] + "\n"
        newer = note.TreeHead.parse(text)
        old, *lines = asked.split("\n")
        hashes = [note.from_base64(line) for line in lines]
    except note.BadNote as error:
        raise Tampered(str(error)) from error
    is_about_it = old == f"old {known.size}" and newer.origin == known.origin
    if not is_about_it or not merkle.is_consistent(known.size, newer.size, hashes, known.root, newer.root):
        raise Tampered(
            _("Bukti ini tidak menunjukkan bahwa catatan hanya bertambah sejak segel yang Anda simpan.")
        )
    return newer


def _head(line: bytes) -> dict[str, Any]:
    head = _read(line, None)
    if head.keys() != HEAD or head["format"] != FORMAT or head["version"] != 1:
        raise Tampered(_("Baris pertama bukan kepala ekspor buku besar Bijak versi 1."))
    return head


def _verifier(key: str) -> note.Verifier:
    try:
        return note.Verifier.parse(key)
    except note.BadKey as error:
        raise Tampered(_("Kunci publik di kepala ekspor rusak: %(key)s.") % {"key": key}) from error


def _read(line: bytes, index: int | None) -> dict[str, Any]:
    """A line as an object; a line that could be written in another way is not ours."""
    try:
        content = json.loads(line)
        if isinstance(content, dict) and leaf.canonical_json(content) + b"\n" == line:
            return content
    except (ValueError, RecursionError):
        pass
    if index is None:
        raise Tampered(_("Kepala ekspor tidak dapat dibaca."))
    raise Tampered(_("Baris daun %(leaf)d tidak dapat dibaca.") % {"leaf": index}, index)


def _check_leaf(line: dict[str, Any], index: int) -> bool:
    """Check one leaf against its entry; returns whether the entry was erased."""
    match line:
        case {
            "commitment": str(commitment),
            "entry": dict() | None as entry,
            "hash": str(hash),
            "leaf": int(number),
            "salt": str() | None as salt,
            "version": leaf.VERSION as version,
        } if line.keys() == LEAF and all(_is_hex(text) for text in (commitment, hash, salt or hash)):
            pass
        case _:
            raise Tampered(_("Baris daun %(leaf)d tidak berbentuk daun.") % {"leaf": index}, index)
    if number != index or isinstance(number, bool):
        raise Tampered(
            _("Daun %(leaf)d tidak ada: di tempatnya ada daun %(found)d.") % {"leaf": index, "found": number},
            index,
        )
    if (entry is None) != (salt is None):
        raise Tampered(_("Daun %(leaf)d hanya terhapus sebagian.") % {"leaf": index}, index)
    if entry is not None and leaf.commitment(bytes.fromhex(salt or ""), entry).hex() != commitment:
        raise Tampered(
            _("Isi daun %(leaf)d diubah: catatannya tidak cocok lagi dengan komitmennya.") % {"leaf": index},
            index,
        )
    if merkle.leaf_hash(leaf.leaf(version, bytes.fromhex(commitment))).hex() != hash:
        raise Tampered(
            _("Komitmen daun %(leaf)d diubah: tidak cocok lagi dengan sidiknya di pohon.") % {"leaf": index},
            index,
        )
    return entry is None


def _check_note(signed: Any, verifiers: list[note.Verifier], tree: merkle.Frontier, *, since: int) -> None:
    try:
        head = note.TreeHead.parse(note.open_note(signed, verifiers))
    except (note.BadNote, AttributeError) as error:
        raise Tampered(
            _("Titik periksa setelah daun %(leaf)d tidak bertanda tangan sah.") % {"leaf": tree.size - 1}
        ) from error
    if head.origin not in {verifier.name for verifier in verifiers}:
        raise Tampered(_("Titik periksa setelah daun %(leaf)d milik buku lain.") % {"leaf": tree.size - 1})
    if head.size != tree.size:
        raise Tampered(
            _(
                "Titik periksa untuk %(size)d daun berdiri setelah %(found)d daun: ada daun yang hilang atau "
                "ditambah."
            )
            % {"size": head.size, "found": tree.size}
        )
    if head.root != tree.root:
        is_one = tree.size - since == 1
        raise Tampered(
            _("Akar tidak cocok dengan titik periksa: salah satu daun %(first)d sampai %(last)d diganti.")
            % {"first": since, "last": tree.size - 1},
            since if is_one else None,
        )


def _is_signed(signed: str, verifiers: list[note.Verifier]) -> bool:
    try:
        note.open_note(signed, verifiers)
    except note.BadNote:
        return False
    return True


def _is_hex(text: str) -> bool:
    """Whether this is a SHA-256 hash or salt as we write it, in lower case."""
    return len(text) == 64 and all(letter in "0123456789abcdef" for letter in text)


def read_lines(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        yield from file


def main(arguments: list[str]) -> int:
    try:
        report = verify(read_lines(Path(arguments[0])))
        sys.stdout.write(f"{report}\n{report.ask_about_keys()}\n")
    except (Tampered, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
