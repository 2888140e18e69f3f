"""Pages about talent."""

from bijak.talent.views.mapping import (
    begin,
    cuts,
    discard,
    download,
    freeze,
    mapping,
    mappings,
    pool,
    progress,
    reckon,
    verify,
)
from bijak.talent.views.person import mine, person, placement, put_back
from bijak.talent.views.public import method
from bijak.talent.views.succession import (
    begin_plan,
    critical_post,
    critical_posts,
    late,
    mark,
    plan,
    settle,
    unmark,
)

__all__ = [
    "begin",
    "begin_plan",
    "critical_post",
    "critical_posts",
    "cuts",
    "discard",
    "download",
    "freeze",
    "late",
    "mapping",
    "mappings",
    "mark",
    "method",
    "mine",
    "person",
    "placement",
    "plan",
    "pool",
    "progress",
    "put_back",
    "reckon",
    "settle",
    "unmark",
    "verify",
]
