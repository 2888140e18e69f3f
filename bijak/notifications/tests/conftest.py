"""Two kinds of messages of our own, beside those that other contexts register."""

import pytest

from bijak.notifications import registries


@pytest.fixture(autouse=True)
def kinds(monkeypatch: pytest.MonkeyPatch) -> registries.Kinds:
    kinds = registries.kinds
    monkeypatch.setattr(kinds, "_kinds", dict(kinds._kinds))
    kinds.register("test.finished", "Impor selesai")
    kinds.register("test.hint", "Petunjuk", channels=("app",))
    return kinds
