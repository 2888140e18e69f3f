"""Why a change was not made. ``str()`` is a sentence for the person who asked."""

from collections.abc import Sequence

from bijak.policy.models import Passage, Policy


class Refused(Exception):
    """The change cannot be made as asked; nothing was changed."""


class Changed(Refused):
    """Somebody else changed the policy since it was read; ``theirs`` is how it reads now."""

    def __init__(self, sentence: str, theirs: Policy) -> None:
        super().__init__(sentence)
        self.theirs = theirs


class TextChanged(Refused):
    """Somebody else changed the provision since it was read; ``theirs`` is how it reads now."""

    def __init__(self, sentence: str, theirs: Passage) -> None:
        super().__init__(sentence)
        self.theirs = theirs


class NothingRecognised(Refused):
    """A text without a single part of a regulation."""


class OutOfBounds(Refused):
    """Higher law does not let regional policy set this term, or not to this value."""


class GateShut(Refused):
    """Something must be done first; ``obstacles`` says what, sentence by sentence."""

    def __init__(self, obstacles: Sequence[str]) -> None:
        super().__init__(" ".join(obstacles))
        self.obstacles = tuple(obstacles)
