"""Which warning about her retirement somebody has come to. The day itself is people's (``people.rules.retires_on``)."""

import numpy as np

from bijak.kernel.columns import Column
from bijak.kernel.days import add_months
from bijak.kernel.terms import Terms


def stages(terms: Terms) -> tuple[int, ...]:
    """Months before retirement at which somebody is warned, the earliest first."""
    return tuple(sorted((int(each) for each in terms.retirement_warnings.split()), reverse=True))


def stage(retires_on: Column, terms: Terms, *, on: object) -> Column:
    """The last warning that was reached on a day, in months; 0 before the first and unknown where the day is."""
    reached = np.zeros(retires_on.values.shape, np.int64)
    for months in stages(terms):
        reached = np.where((add_months(retires_on, -months) <= on).met, months, reached)
    return Column(reached, retires_on.unknown)
