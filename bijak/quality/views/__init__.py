"""Pages about the quality of data."""

from bijak.quality.views.scores import scores
from bijak.quality.views.worklist import accept, claim, download, finding, reopen, rules, snooze, worklist

__all__ = ["accept", "claim", "download", "finding", "reopen", "rules", "scores", "snooze", "worklist"]
