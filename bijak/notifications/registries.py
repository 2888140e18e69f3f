"""What there is to be told about: every floor registers its kinds of messages in ``ready()``."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise

from bijak.notifications.channels import Channel


class UnknownKind(LookupError):
    """A kind of message that no context has registered."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of message and the channels it takes as long as a person chooses no others."""

    code: str
    label: str | Promise
    channels: tuple[Channel, ...]


class Kinds:
    def __init__(self) -> None:
        self._kinds: dict[str, Kind] = {}

    def register(
        self, code: str, label: str | Promise, *, channels: Iterable[str] = (Channel.APP, Channel.EMAIL)
    ) -> Kind:
        if code in self._kinds:
            raise LookupError(f"The kind '{code}' is registered twice.")
        self._kinds[code] = Kind(code, label, tuple(Channel(channel) for channel in channels))
        return self._kinds[code]

    def get(self, code: str) -> Kind:
        try:
            return self._kinds[code]
        except KeyError:
            raise UnknownKind(
                f"The kind '{code}' is not registered; call kinds.register in ready()."
            ) from None

    def all(self) -> list[Kind]:
        """In the order of their codes, which begin with the context."""
        return [self._kinds[code] for code in sorted(self._kinds)]


kinds = Kinds()
