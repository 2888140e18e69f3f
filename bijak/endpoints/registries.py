"""What higher contexts open to programs."""

from collections.abc import Iterator

from bijak.accounts.access import Permission


class Scopes:
    """The permissions that a token may carry: those that some address of the API asks about."""

    def __init__(self) -> None:
        self._open: dict[str, Permission] = {}

    def add(self, *permissions: Permission) -> None:
        self._open |= {permission.value: permission for permission in permissions}

    def __iter__(self) -> Iterator[Permission]:
        return (self._open[code] for code in sorted(self._open))

    def named(self, code: str) -> Permission | None:
        return self._open.get(code)


scopes = Scopes()
