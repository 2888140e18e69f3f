"""Why something about welfare cannot be done."""


class Refused(Exception):
    """``str()`` says why, and what to do instead."""
