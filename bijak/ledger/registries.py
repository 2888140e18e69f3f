"""The verbs of the record: every floor says in ``ready()`` what it may write down."""

from django.utils.functional import Promise


class UnknownVerb(LookupError):
    """A verb that no context has registered."""


class Verbs:
    """Codes such as ``people.batch_accepted`` with the label that people read."""

    def __init__(self) -> None:
        self._labels: dict[str, str | Promise] = {}

    def register(self, code: str, label: str | Promise) -> None:
        if code in self._labels:
            raise LookupError(f"The verb '{code}' is registered twice.")
        self._labels[code] = label

    def require(self, code: str) -> None:
        if code not in self._labels:
            raise UnknownVerb(f"The verb '{code}' is not registered; call verbs.register in ready().")

    def label(self, code: str) -> str:
        """What people read; an old code that no context knows any more is shown as it is."""
        return str(self._labels.get(code, code))

    def all(self) -> dict[str, str | Promise]:
        return dict(sorted(self._labels.items()))


verbs = Verbs()
