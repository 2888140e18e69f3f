"""Why a change was not made. ``str()`` is a sentence for the person who asked."""

from collections.abc import Sequence
from typing import Any

from bijak.policy import queries
from bijak.policy.models import Activity, Passage, Policy


class Refused(Exception):
    """The change cannot be made as asked; nothing was changed."""


class Misfilled(Refused):
    """What stands in one ``field`` of what was sent cannot be taken."""

    def __init__(self, sentence: str, *, field: str) -> None:
        super().__init__(sentence)
        self.field = field


class Changed(Refused):
    """Somebody else saved first; ``theirs`` is how it reads now, ``edition`` the one to save over."""

    def __init__(self, sentence: str, theirs: Any) -> None:
        super().__init__(sentence)
        self.theirs = theirs
        self.edition: int = theirs.edition


class PolicyChanged(Changed):
    theirs: Policy


class TextChanged(Changed):
    theirs: Passage


class ActivityChanged(Changed):
    theirs: Activity


class StudyChanged(Changed):
    """What changed is a part of the study: a knot, a sheet, an option, a line, the study itself, a section."""


class StretchChanged(Refused):
    """Somebody changed a part of a stretch since it was read; ``theirs`` is it now, None where an end is gone."""

    def __init__(self, sentence: str, theirs: queries.Stretch | None) -> None:
        super().__init__(sentence)
        self.theirs = theirs


class NothingRecognised(Refused):
    """A text without a single part of a regulation."""


class OutOfBounds(Refused):
    """Higher law does not let regional policy set this term, or not to this value."""


class Contradicted(Refused):
    """A provision names another number than the one it is to set; ``found`` says which, and what to write."""

    def __init__(self, found: queries.Contradiction) -> None:
        super().__init__(found.sentence)
        self.found = found


class GateShut(Refused):
    """Something must be done first; ``obstacles`` says what, sentence by sentence."""

    def __init__(self, obstacles: Sequence[str]) -> None:
        super().__init__(" ".join(obstacles))
        self.obstacles = tuple(obstacles)
