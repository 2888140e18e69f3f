"""Signed notes and checkpoints as the transparency community exchanges them (C2SP signed-note,
tlog-checkpoint).

A checkpoint is three lines of text (origin, number of leaves, root in base64), a blank line, and signatures.
Any verifier of that format, in any language, can read ours.
"""

import base64
import binascii
import re
import secrets
from dataclasses import dataclass
from hashlib import sha256
from typing import Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ED25519 = b"\x01"
_PRIVATE = "PRIVATE+KEY+"
_NAME = re.compile(r"[^\s+\x00-\x1f]+")
_KEY = re.compile(rf"({_NAME.pattern})\+([0-9a-f]{{8}})\+(\S+)")


class BadKey(ValueError):
    """A key that is not in the format of signed notes."""


class BadNote(ValueError):
    """A note that is malformed, or not signed by a key we know."""


@dataclass(frozen=True, slots=True)
class Verifier:
    """A public key: ``name+keyid+base64``, the form in which it is published."""

    name: str
    public: bytes

    @classmethod
    def parse(cls, text: str) -> Self:
        name, key_id, key = _parts(text)
        verifier = cls(name, key)
        if verifier.key_id.hex() != key_id:
            raise BadKey("The key id does not belong to this name and key.")
        return verifier

    @property
    def key_id(self) -> bytes:
        return sha256(self.name.encode() + b"\n" + ED25519 + self.public).digest()[:4]

    def accepts(self, text: str, signature: bytes) -> bool:
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, text.encode())
        except InvalidSignature:
            return False
        return True

    def __str__(self) -> str:
        return f"{self.name}+{self.key_id.hex()}+{_base64(ED25519 + self.public)}"


@dataclass(frozen=True, slots=True)
class Signer:
    """A private key: ``PRIVATE+KEY+name+keyid+base64``, for a file or a secret that no database holds."""

    name: str
    seed: bytes

    @classmethod
    def generate(cls, name: str) -> Self:
        if not _NAME.fullmatch(name):
            raise BadKey("A key's name has no blank and no plus sign, such as 'bijak.pontianak.go.id'.")
        return cls(name, secrets.token_bytes(32))

    @classmethod
    def parse(cls, text: str) -> Self:
        if not text.startswith(_PRIVATE):
            raise BadKey("A signing key begins with PRIVATE+KEY+.")
        name, key_id, key = _parts(text.removeprefix(_PRIVATE))
        signer = cls(name, key)
        if signer.verifier.key_id.hex() != key_id:
            raise BadKey("The key id does not belong to this name and key.")
        return signer

    @property
    def verifier(self) -> Verifier:
        return Verifier(self.name, self._key.public_key().public_bytes_raw())

    @property
    def _key(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seed)

    def sign(self, text: str) -> str:
        """The text with our signature below it; the text ends in a newline, which is signed too."""
        if not text.endswith("\n") or "\n\n" in text:
            raise BadNote("The text of a note ends in a newline and holds no blank line.")
        signature = self._key.sign(text.encode())
        return f"{text}\n— {self.name} {_base64(self.verifier.key_id + signature)}\n"

    def __str__(self) -> str:
        return f"{_PRIVATE}{self.name}+{self.verifier.key_id.hex()}+{_base64(ED25519 + self.seed)}"

    def __repr__(self) -> str:
        return f"Signer({self.name!r})"


def open_note(note: str, verifiers: list[Verifier]) -> str:
    """The text of a note that at least one known key signed; signatures of unknown keys are passed over."""
    text, blank, signatures = note.rpartition("\n\n")
    if not blank or not signatures.endswith("\n"):
        raise BadNote("The note has no signature.")
    text += "\n"
    is_signed = False
    for line in signatures.removesuffix("\n").split("\n"):
        found = re.fullmatch(r"— (\S+) (\S+)", line)
        if not found:
            raise BadNote("A signature line is malformed.")
        name, signature = found[1], from_base64(found[2])
        for verifier in verifiers:
            if verifier.name == name and verifier.key_id == signature[:4]:
                if not verifier.accepts(text, signature[4:]):
                    raise BadNote(f"The signature of {name} is wrong.")
                is_signed = True
    if not is_signed:
        raise BadNote("No known key has signed the note.")
    return text


@dataclass(frozen=True, slots=True)
class TreeHead:
    """What a checkpoint says: this log had so many leaves, and this was its root."""

    origin: str
    size: int
    root: bytes

    @classmethod
    def parse(cls, text: str) -> Self:
        lines = text.split("\n")
        if len(lines) < 4 or lines[-1] or not lines[0] or not re.fullmatch(r"0|[1-9][0-9]*", lines[1]):
            raise BadNote("The checkpoint is malformed.")
        root = from_base64(lines[2])
        if len(root) != 32:
            raise BadNote("The checkpoint's root is not a SHA-256 hash.")
        return cls(lines[0], int(lines[1]), root)

    def __str__(self) -> str:
        return f"{self.origin}\n{self.size}\n{_base64(self.root)}\n"


def _parts(text: str) -> tuple[str, str, bytes]:
    """Name, key id in hexadecimal, and Ed25519 key of ``name+keyid+base64``."""
    found = _KEY.fullmatch(text)
    if not found:
        raise BadKey("The key is malformed.")
    try:
        key = from_base64(found[3])
    except BadNote as error:
        raise BadKey("The key is malformed.") from error
    if key[:1] != ED25519 or len(key) != 33:
        raise BadKey("Only Ed25519 keys are known.")
    return found[1], found[2], key[1:]


def _base64(content: bytes) -> str:
    return base64.b64encode(content).decode()


def from_base64(text: str) -> bytes:
    """Strictly: one text for one content, so that no letter can be changed unnoticed (RFC 4648 §3.5)."""
    try:
        content = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadNote("A base64 text is malformed.") from error
    if _base64(content) != text:
        raise BadNote("A base64 text is malformed.")
    return content
