"""Array algebra in which a value can be unknown: the language in which rules are written.

A ``Column`` holds values, a ``Truth`` holds answers. Both may be one value or a column of millions; the same
line of a rule works on both, so there is no second, vectorised copy of the law to drift from the first.

Truth has three values, ordered missing < unknown < met. ``&`` is the smaller, ``|`` the larger, ``no`` the
mirror: Kleene's strong logic. A comparison with an unknown is unknown; it never passes for "no".
"""

import operator
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any, Self

import numpy as np
import numpy.typing as npt

MISSING, UNKNOWN, MET = 0, 1, 2
"""The levels of a Truth, as stored in its int8 array."""

NAMES = ("missing", "unknown", "met")

_FIRST_DAY, _LAST_DAY = (np.datetime64(day, "D") for day in (date.min, date.max))


class Undecided(Exception):
    """Somebody asked for yes or no where the answer is not known."""


class Truth:
    """Answers: met, missing or unknown; one of them or a column of them."""

    __slots__ = ("_gap", "levels")
    __array_ufunc__ = None
    __hash__ = None  # type: ignore[assignment]

    def __init__(self, levels: npt.ArrayLike, gap: "Callable[[], Column] | None" = None) -> None:
        self.levels: npt.NDArray[np.int8] = np.asarray(levels, dtype=np.int8)
        self._gap = gap

    @property
    def shortfall(self) -> "Column | None":
        """By how much a comparison failed (0 where it did not), or None where that has no meaning."""
        return self._gap() if self._gap else None

    @property
    def met(self) -> npt.NDArray[np.bool_]:
        return np.asarray(self.levels == MET)

    @property
    def missing(self) -> npt.NDArray[np.bool_]:
        return np.asarray(self.levels == MISSING)

    @property
    def unknown(self) -> npt.NDArray[np.bool_]:
        return np.asarray(self.levels == UNKNOWN)

    @property
    def is_column(self) -> bool:
        return self.levels.ndim > 0

    @property
    def name(self) -> str:
        """``met``, ``missing`` or ``unknown``, of one answer."""
        return NAMES[int(self.levels)]

    def item(self) -> bool | None:
        """The one answer as Python knows it, None when unknown."""
        return None if self.levels == UNKNOWN else bool(self.levels == MET)

    def __and__(self, other: object) -> "Truth":
        return Truth(np.minimum(self.levels, truth(other).levels))

    def __or__(self, other: object) -> "Truth":
        return Truth(np.maximum(self.levels, truth(other).levels))

    __rand__ = __and__
    __ror__ = __or__

    def __invert__(self) -> "Truth":
        return Truth(MET - self.levels)

    def __eq__(self, other: object) -> bool:
        raise TypeError("Compare no truths: write x or no(x).")

    def __getitem__(self, index: int) -> "Truth":
        return Truth(self.levels[index])

    def __len__(self) -> int:
        return len(self.levels)

    def __bool__(self) -> bool:
        if self.is_column:
            raise TypeError("A column of answers is not one answer: use & | no, not and, or, not.")
        if self.levels == UNKNOWN:
            raise Undecided("The answer is not known.")
        return bool(self.levels == MET)

    def __repr__(self) -> str:
        return f"Truth({self.name if not self.is_column else [NAMES[level] for level in self.levels]})"


class Column:
    """Numbers, days or words, each of which may be unknown; one value or a column of them."""

    __slots__ = ("unknown", "values")
    __array_ufunc__ = None
    __hash__ = None  # type: ignore[assignment]

    def __init__(self, values: npt.NDArray[Any], unknown: npt.NDArray[np.bool_] | None = None) -> None:
        self.values = values
        self.unknown = np.zeros(values.shape, dtype=np.bool_) if unknown is None else unknown

    @property
    def is_column(self) -> bool:
        return self.values.ndim > 0

    def item(self) -> Any:
        """The one value as Python knows it, None when unknown."""
        return None if self.unknown else self.values.item()

    def among(self, choices: Any) -> Truth:
        """Whether each value is one of the choices."""
        return _answer(np.isin(self.values, np.asarray(list(choices))), self.unknown)

    def __len__(self) -> int:
        return len(self.values)

    def __getitem__(self, index: int) -> Self:
        return type(self)(np.asarray(self.values[index]), np.asarray(self.unknown[index]))

    def __iter__(self) -> Iterator[Any]:
        return (self[index].item() for index in range(len(self)))

    def __ge__(self, other: object) -> Truth:
        return _compare(np.greater_equal, self, other, gap=lambda: column(other) - self)

    def __le__(self, other: object) -> Truth:
        return _compare(np.less_equal, self, other, gap=lambda: self - other)

    def __gt__(self, other: object) -> Truth:
        return _compare(np.greater, self, other)

    def __lt__(self, other: object) -> Truth:
        return _compare(np.less, self, other)

    def __eq__(self, other: object) -> Truth:  # type: ignore[override]
        return _compare(np.equal, self, other)

    def __ne__(self, other: object) -> Truth:  # type: ignore[override]
        return _compare(np.not_equal, self, other)

    def __add__(self, other: object) -> "Column":
        return _combine(operator.add, self, other)

    def __radd__(self, other: object) -> "Column":
        return _combine(operator.add, other, self)

    def __sub__(self, other: object) -> "Column":
        return _combine(operator.sub, self, other)

    def __rsub__(self, other: object) -> "Column":
        return _combine(operator.sub, other, self)

    def __mul__(self, other: object) -> "Column":
        return _combine(operator.mul, self, other)

    def __rmul__(self, other: object) -> "Column":
        return _combine(operator.mul, other, self)

    def __truediv__(self, other: object) -> "Column":
        return _combine(operator.truediv, self, other)

    def __rtruediv__(self, other: object) -> "Column":
        return _combine(operator.truediv, other, self)

    def __floordiv__(self, other: object) -> "Column":
        return _combine(operator.floordiv, self, other)

    def __mod__(self, other: object) -> "Column":
        return _combine(operator.mod, self, other)

    def __neg__(self) -> "Column":
        return Column(np.asarray(-self.values), self.unknown)

    def __and__(self, other: object) -> Truth:
        return truth(self) & other

    def __or__(self, other: object) -> Truth:
        return truth(self) | other

    __rand__ = __and__
    __ror__ = __or__

    def __invert__(self) -> Truth:
        return ~truth(self)

    def __bool__(self) -> bool:
        return bool(truth(self))

    def __repr__(self) -> str:
        return f"Column({list(self) if self.is_column else self.item()})"


def column(value: object) -> Column:
    """Anything a record may hold, as a Column: a number, word, day or None, or an array or list of them.

    None, NaN, NaT and days that no calendar has become unknown. A moment is refused: rules know days only.
    """
    if isinstance(value, Column):
        return value
    if isinstance(value, Truth):
        raise TypeError("An answer is not a value: combine it with & | no.")
    if isinstance(value, np.ma.MaskedArray):
        inner = column(np.ma.getdata(value))
        return Column(inner.values, inner.unknown | np.ma.getmaskarray(value))
    if isinstance(value, datetime) or (
        isinstance(value, (list, tuple)) and any(isinstance(x, datetime) for x in value)
    ):
        raise TypeError("Rules know days, not moments: pass a date.")
    array = value if isinstance(value, np.ndarray) else np.asarray(_as_numpy(value))
    if array.ndim > 1:
        raise TypeError("A column has one dimension.")
    if array.dtype.kind == "O":
        return _from_objects(array)
    if array.dtype.kind == "M":
        days = array.astype("datetime64[D]")
        return Column(
            days, np.asarray(~((days >= _FIRST_DAY) & (days <= _LAST_DAY)))
        )  # NaT lies within nothing
    if array.dtype.kind == "m":
        return Column(array.astype("timedelta64[D]").astype(np.int64), np.asarray(np.isnat(array)))
    if array.dtype.kind == "f":
        return Column(array, np.asarray(np.isnan(array)))
    return Column(array)


def truth(value: object) -> Truth:
    """An answer from a bool, a column of bools, or something wholly unknown."""
    if isinstance(value, Truth):
        return value
    held = column(value)
    if held.values.dtype.kind == "b":
        return _answer(held.values, held.unknown)
    if held.unknown.all():
        return Truth(np.full(held.values.shape, UNKNOWN))
    raise TypeError(f"{held!r} is neither true nor false: compare it with something.")


def field(value: object) -> Column | Truth:
    """What a record holds under a name: answers where the values are bools, a Column otherwise."""
    if isinstance(value, Truth):
        return value
    held = column(value)
    return truth(held) if held.values.dtype.kind == "b" else held


def no(value: object) -> Truth:
    """Not. (Python's own ``not`` cannot speak of columns, and ``~True`` is -2.)"""
    return ~truth(value)


def surely(value: object) -> Truth:
    """Met where it is known to be; what is not known counts as missing."""
    return Truth(np.where(truth(value).met, MET, MISSING))


def where(condition: object, if_met: object, if_missing: object) -> Column:
    """``if_met`` where the condition is met, ``if_missing`` where it is not; unknown stays unknown."""
    asked, yes, otherwise = truth(condition), column(if_met), column(if_missing)
    if yes.unknown.all():
        yes = Column(np.zeros(yes.values.shape, dtype=otherwise.values.dtype), yes.unknown)
    if otherwise.unknown.all():
        otherwise = Column(np.zeros(otherwise.values.shape, dtype=yes.values.dtype), otherwise.unknown)
    return Column(
        np.asarray(np.where(asked.met, yes.values, otherwise.values)),
        np.asarray(asked.unknown | np.where(asked.met, yes.unknown, otherwise.unknown)),
    )


def first_known(*columns: object) -> Column:
    """Of each the first value that is known; unknown where none is."""
    first, *others = map(column, columns)
    for other in others:
        first = where(~first.unknown, first, other)
    return first


def possible(value: object, least: float = 0, most: float = np.inf) -> Column:
    """The value where it lies within bounds that nature sets; unknown elsewhere: -3 days are a mistake, not a fact."""
    held = column(value)
    if held.unknown.all():
        return held
    return Column(
        held.values,
        np.asarray(
            held.unknown | ~((held.values >= least) & (held.values <= most) & np.isfinite(held.values))
        ),
    )


def at_most(value: object, most: object) -> Column:
    """The lesser of a value and a bound; unknown where either is."""
    return where(column(value) <= most, value, most)


def look_up(table: Any, keys: object) -> Column:
    """The table's value for each key; unknown where the key is, or is not in the table. Never a default."""
    wanted = column(keys)
    if not table or wanted.unknown.all():
        return Column(np.full(wanted.values.shape, np.nan), np.ones(wanted.values.shape, np.bool_))
    names = np.asarray(sorted(table))
    found = column([table[name] for name in names.tolist()])
    places = np.minimum(np.searchsorted(names, wanted.values), len(names) - 1)
    return Column(
        np.asarray(found.values[places]),
        np.asarray(wanted.unknown | (names[places] != wanted.values) | found.unknown[places]),
    )


def _as_numpy(value: object) -> Any:
    if isinstance(value, date):
        return np.datetime64(value, "D")
    if value is None:
        return np.nan
    if isinstance(value, (list, tuple)):
        array = np.empty(len(value), dtype=object)
        array[:] = value
        return array
    if isinstance(value, (str, bool, int, float, np.generic)):
        return value
    raise TypeError(f"A record cannot hold {type(value).__name__}.")


def _from_objects(array: npt.NDArray[np.object_]) -> Column:
    """Find the one kind of value among objects; None is unknown."""
    unknown = np.array([each is None for each in array.flat], dtype=np.bool_).reshape(array.shape)
    known = array[~unknown]
    if known.size == 0:
        return Column(np.full(array.shape, np.nan), np.ones(array.shape, dtype=np.bool_))
    kinds = {type(each) for each in known}
    if len(kinds) > 1 and not kinds <= {int, float}:
        raise TypeError(
            f"A column holds one kind of value, not {', '.join(sorted(kind.__name__ for kind in kinds))}."
        )
    is_days = issubclass(next(iter(kinds)), date)
    typed = known.astype("datetime64[D]") if is_days else np.asarray(known.tolist())
    values = np.zeros(array.shape, dtype=typed.dtype)
    values[~unknown] = typed
    inner = column(values)
    return Column(inner.values, inner.unknown | unknown)


def _answer(
    met: npt.ArrayLike, unknown: npt.NDArray[np.bool_], gap: Callable[[], Column] | None = None
) -> Truth:
    return Truth(np.where(unknown, np.int8(UNKNOWN), np.where(met, np.int8(MET), np.int8(MISSING))), gap)


def _compare(
    ufunc: Callable[[Any, Any], Any], left: Column, right: object, gap: Callable[[], Column] | None = None
) -> Truth:
    other = column(right)
    unknown = np.asarray(left.unknown | other.unknown)
    if unknown.all():
        return Truth(np.full(unknown.shape, UNKNOWN))
    met = ufunc(left.values, other.values)
    if gap is None or left.values.dtype.kind not in "iufM":
        return _answer(met, unknown)
    return _answer(met, unknown, lambda: _positive_part(gap()))


def _combine(apply: Callable[[Any, Any], Any], left: object, right: object) -> Column:
    a, b = column(left), column(right)
    unknown = np.asarray(a.unknown | b.unknown)
    if unknown.all():
        return Column(np.full(unknown.shape, np.nan), unknown)
    with np.errstate(divide="ignore", invalid="ignore"):
        result = column(np.asarray(apply(_beside(a, b), _beside(b, a))))
    if apply in (operator.truediv, operator.floordiv, operator.mod):
        unknown = unknown | np.asarray(b.values == 0)
    return Column(result.values, np.asarray(result.unknown | unknown))


def _beside(one: Column, other: Column) -> npt.NDArray[Any]:
    """A number next to a day counts days; part of a day is a day."""
    if one.values.dtype.kind not in "iuf" or other.values.dtype.kind != "M":
        return one.values
    return np.ceil(np.where(one.unknown, 0, one.values)).astype("timedelta64[D]")


def _positive_part(gap: Column) -> Column:
    return Column(np.asarray(np.maximum(gap.values, 0)), gap.unknown)
