"""A ledger with a key of its own, and verbs to write with."""

import pytest
from pytest_django.fixtures import Settings

from bijak.ledger import registries
from bijak.ledger.note import Signer


@pytest.fixture(autouse=True)
def signer(settings: Settings) -> Signer:
    signer = Signer.generate("bijak.contoh.go.id")
    settings.LEDGER_SIGNING_KEY = str(signer)
    return signer


@pytest.fixture(autouse=True)
def _verbs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registries.verbs, "_labels", {**registries.verbs.all(), "test.done": "Dikerjakan"})
