"""Where the signing key is: in a file or a secret that the operator gives, never in the database."""

import os
from pathlib import Path

from bijak.ledger.note import BadKey, Signer


class NoSigningKey(RuntimeError):
    """The installation has no usable signing key."""


def signer() -> Signer:
    """The installation's key: ``settings.LEDGER_SIGNING_KEY`` is the key itself or the path of its file."""
    from django.conf import settings

    given = settings.LEDGER_SIGNING_KEY.strip()
    if not given:
        raise NoSigningKey(
            "BIJAK_SIGNING_KEY is empty. Make a key with 'bijak ledger new-key FILE' and name the file."
        )
    try:
        return Signer.parse(given if given.startswith("PRIVATE+KEY+") else Path(given).read_text().strip())
    except OSError as error:
        raise NoSigningKey(f"The signing key {given} cannot be read: {error.strerror}.") from error
    except BadKey as error:
        raise NoSigningKey(f"The signing key is unusable: {error}") from error


def write_new(path: Path, *, name: str) -> Signer:
    """Make a key and write it where only its owner can read it; never over a key that is there."""
    signer = Signer.generate(name)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(f"{signer}\n")
    return signer
