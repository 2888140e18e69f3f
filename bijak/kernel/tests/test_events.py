from dataclasses import dataclass

import pytest

from bijak.kernel import events
from bijak.kernel.events import NotAFact, publish, subscribe


@dataclass(frozen=True)
class SomethingHappened:
    what: str


@pytest.fixture(autouse=True)
def _forget(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "_subscriptions", {})


def test_floors_hear_from_the_ground_up_whatever_the_order_of_registration() -> None:
    heard: list[str] = []

    @subscribe(SomethingHappened, floor=9)
    def attic(event: SomethingHappened) -> None:
        heard.append(f"attic: {event.what}")

    @subscribe(SomethingHappened, floor=2)
    def cellar(event: SomethingHappened) -> None:
        heard.append(f"cellar: {event.what}")

    publish(SomethingHappened("rain"))
    assert heard == ["cellar: rain", "attic: rain"]


def test_a_subscriber_stands_on_the_floor_of_its_context() -> None:
    def hear(event: SomethingHappened) -> None: ...

    hear.__module__ = "bijak.people.subscribers"
    subscribe(SomethingHappened)(hear)
    hear.__module__ = "bijak.ledger.subscribers"
    subscribe(SomethingHappened)(hear)
    assert [each.name.split(".")[1] for each in events.subscriptions(SomethingHappened)] == [
        "ledger",
        "people",
    ]


def test_a_context_without_a_floor_may_not_listen() -> None:
    def hear(event: SomethingHappened) -> None: ...

    hear.__module__ = "bijak.nowhere.subscribers"
    with pytest.raises(KeyError):
        subscribe(SomethingHappened)(hear)


def test_one_who_refuses_stops_the_publisher() -> None:
    @subscribe(SomethingHappened, floor=1)
    def refuse(event: SomethingHappened) -> None:
        raise RuntimeError("no")

    with pytest.raises(RuntimeError):
        publish(SomethingHappened("rain"))


def test_a_module_imported_twice_hears_once() -> None:
    def hear(event: SomethingHappened) -> None: ...

    subscribe(SomethingHappened, floor=1)(hear)
    subscribe(SomethingHappened, floor=1)(hear)
    assert len(events.subscriptions(SomethingHappened)) == 1


def test_what_can_be_changed_afterwards_is_no_fact() -> None:
    @dataclass
    class Soft:
        what: str

    with pytest.raises(NotAFact):
        subscribe(Soft)
    with pytest.raises(NotAFact):
        publish(Soft("rain"))
