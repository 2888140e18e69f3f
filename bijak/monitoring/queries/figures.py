"""Live figures that speak for points of the merit system and that no context below tells itself."""

from datetime import date

import numpy as np
import numpy.typing as npt

from bijak.competency import queries as competency
from bijak.organization import queries as organization
from bijak.organization.queries.scopes import EVERYTHING
from bijak.people import queries as people
from bijak.performance import queries as performance
from bijak.policy.registries import Reading
from bijak.quality import queries as quality
from bijak.talent import queries as talent

KINDS = ("cpns", "pns", "pppk", "pppk_part_time")


def posts_with_need(on: date, _breakdown: str = "") -> Reading:
    """Per cent of the established posts that say how many people they need."""
    posts = organization.posts_on(on)
    return _share(on, posts.filter(needed__gt=0).count(), posts.count())


def posts_with_class(on: date, _breakdown: str = "") -> Reading:
    """Per cent of the established posts that have a class (kelas jabatan)."""
    posts = organization.posts_on(on)
    return _share(on, posts.exclude(job_class=None).count(), posts.count())


def share_rated(on: date, _breakdown: str = "") -> Reading:
    """Per cent of those active who have a rating of SKP for the last full year."""
    keys = _active(on)
    year = on.year - 1
    rated = performance.everyone.ratings(keys, years=1, on=on).in_year(year)
    return _share(on, sum(predicate is not None for predicate in rated), len(keys))


def share_assessed(on: date, _breakdown: str = "") -> Reading:
    """Per cent of those active who have an assessment of potential and competence that still holds."""
    keys = _active(on)
    found = competency.assessed(keys, on=on)
    holds = ~np.isnan(found.potential) & ~(found.valid_until <= np.datetime64(on))
    return _share(on, int(holds.sum()), len(keys))


def share_placed(on: date, _breakdown: str = "") -> Reading:
    """Per cent of the agency's frozen talent mapping who have a box: the others lack a rating or an assessment."""
    return _share(on, *talent.placed_on(on))


def share_developed(on: date, _breakdown: str = "") -> Reading:
    """Per cent of the steps of development plans that were due and are done."""
    return _share(on, *talent.steps_by(on))


def share_flawless(on: date, _breakdown: str = "") -> Reading:
    """Per cent of people without an open error or warning in their records, as the last review of quality counted."""
    offices = quality.scores("", reach=EVERYTHING, on=on)
    return _share(on, sum(each.flawless for each in offices), sum(each.people for each in offices))


def _active(on: date) -> npt.NDArray[np.int64]:
    """Everyone who works here, contracts too."""
    return people.workforce(on, kinds=KINDS).employee


def _share(on: date, count: int, of: int) -> Reading:
    return Reading(on, 100 * count / of if of else None, count, of, is_recorded=bool(count) or not of)
