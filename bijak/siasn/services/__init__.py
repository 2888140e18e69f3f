"""What the border does. Making up a workforce loads no Django, so the rest is imported by its module."""

from bijak.siasn.services.workforce import write_workforce

__all__ = ["write_workforce"]
