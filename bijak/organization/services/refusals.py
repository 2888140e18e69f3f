"""Why a change was not made. ``str()`` is a sentence for the person who asked."""


class Refused(ValueError):
    """The change cannot be made as asked; nothing was changed."""


class Stale(Refused):
    """Someone else changed the same thing since it was read; nothing was changed."""
