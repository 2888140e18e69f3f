"""Why a change was not made. ``str()`` is a sentence for the person who asked."""

from collections.abc import Sequence

from bijak.letters import rules, texts


class Refused(Exception):
    """It cannot be done as asked; nothing was changed. ``field`` is where the page says it."""

    def __init__(self, sentence: str, *, field: str | None = None, edition: int | None = None) -> None:
        super().__init__(sentence)
        self.field = field
        self.edition = edition


class Unsound(Refused):
    """A template or a pattern in which something is wrong, with the place."""

    def __init__(self, findings: Sequence[rules.Finding], *, field: str) -> None:
        super().__init__(" ".join(texts.sentence(each) for each in findings), field=field)
