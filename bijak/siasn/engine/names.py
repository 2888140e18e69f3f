"""Names put together from parts, by culture of the region; religion follows the culture."""

from typing import Any

import numpy as np
import numpy.typing as npt

from bijak.siasn.engine import catalogue


def compose(
    shares: dict[str, float], is_woman: npt.NDArray[Any], rng: np.random.Generator
) -> tuple[npt.NDArray[Any], npt.NDArray[Any]]:
    """Names and SIASN agama ids."""
    people = len(is_woman)
    weights = np.array(list(shares.values()))
    culture = rng.choice(len(shares), people, p=weights / weights.sum())
    draws = rng.random((5, people))
    names = np.empty(people, object)
    religion = np.zeros(people, np.int64)
    for index, code in enumerate(shares):
        parts = catalogue.cultures()[code]
        ids = np.array([int(key) for key in parts["religion"]])
        edges = np.cumsum(list(parts["religion"].values()))
        of_culture = culture == index
        religion[of_culture] = ids[np.searchsorted(edges / edges[-1], draws[4, of_culture], side="right")]
        for sex, given, second in (("L", "male", "male_second"), ("P", "female", "female_second")):
            here = np.flatnonzero(of_culture & (is_woman == (sex == "P")))
            lists = {"first": parts[given], "second": parts.get(second), "family": parts.get("family")}
            chosen = [_choose(lists[part], draws[place, here]) for place, part in enumerate(parts["order"])]
            if "second" in parts["order"]:
                # One in four bears a third name, so that thousands of people are not all called alike.
                more = _choose(lists["second"], draws[3, here] * 4 % 1)
                chosen[1] = np.where(
                    (draws[3, here] < 0.25) & (more != chosen[1]), chosen[1] + " " + more, chosen[1]
                )
            name = chosen[0]
            for part in chosen[1:]:
                name = name + " " + part
            names[here] = name
    return names, religion


def _choose(parts: list[str] | None, draw: npt.NDArray[Any]) -> npt.NDArray[Any]:
    if not parts:
        raise ValueError("This culture has no list for a part that its order asks for.")
    return np.array(parts, object)[(draw * len(parts)).astype(np.int64)]
