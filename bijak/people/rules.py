"""When somebody retires."""

from pathlib import Path

import numpy as np

from bijak.kernel import terms
from bijak.kernel.columns import Column, column, where
from bijak.kernel.days import add_months
from bijak.kernel.records import Record
from bijak.kernel.terms import Terms

TERMS = terms.load(Path(__file__).parent / "terms.toml")

HIGH_LEADERS = ("10", "11", "12", "21", "22")
"""Echelons I and II: pimpinan tinggi utama, madya and pratama."""

LOWERING = ("8", "14")
"""Sanctions of PP 53/2010 that lower a rank; PP 94/2021 has none that does."""


def retirement_age(record: Record, terms: Terms) -> Column:
    """Until what age (BUP, years) somebody works in the position she holds. UU 20/2023 Pasal 55.

    ``record`` has ``position_kind``, ``echelon`` and ``functional_age``: the age that the national reference gives the
    functional position itself, which its level does not tell. Unknown where what decides is unknown.
    """
    leading = where(
        record.echelon.among(HIGH_LEADERS),
        terms.retirement_age_high_leader,
        terms.retirement_age_administrator,
    )
    appointed = where(record.position_kind == "structural", leading, terms.retirement_age_executor)
    return where(record.position_kind == "functional", record.functional_age, appointed)


def retires_on(born_on: object, age: object) -> Column:
    """The first day of the month after the birthday on which the age (years) is reached.

    The day is standing practice [unverified]; Pasal 55 gives the age alone.
    """
    reached = add_months(column(born_on), column(age) * 12)
    first = reached.values.astype("datetime64[M]") + np.timedelta64(1, "M")
    return Column(np.asarray(first.astype("datetime64[D]")), reached.unknown)
