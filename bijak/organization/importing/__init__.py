"""What files bring into the organisation."""

from bijak.organization.importing.posts import POSTS
from bijak.organization.importing.units import UNITS

__all__ = ["POSTS", "UNITS"]
