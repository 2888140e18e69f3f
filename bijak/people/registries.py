"""What higher floors tell this one."""

from collections.abc import Callable


class Holders:
    """Who else holds records about employees. Asked before a new employee is taken back by the undo of an import."""

    def __init__(self) -> None:
        self._ask: list[Callable[[frozenset[int]], set[int]]] = []

    def add(self, ask: Callable[[frozenset[int]], set[int]]) -> None:
        """``ask`` gets employee keys and returns those that its context holds records about."""
        self._ask.append(ask)

    def hold(self, employees: frozenset[int]) -> set[int]:
        return set().union(*(ask(employees) for ask in self._ask)) if employees else set()


holders = Holders()
