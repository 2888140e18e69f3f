class Refused(Exception):
    """A change that cannot be made; ``str()`` says why and what to do."""
