"""Pages about talent."""

from bijak.talent.views.mapping import begin, cuts, discard, download, freeze, mapping, mappings, pool, reckon
from bijak.talent.views.person import mine, placement, put_back

__all__ = [
    "begin",
    "cuts",
    "discard",
    "download",
    "freeze",
    "mapping",
    "mappings",
    "mine",
    "placement",
    "pool",
    "put_back",
    "reckon",
]
