"""People (or things) as columns beside each other, and some of them cut out."""

from dataclasses import fields
from typing import Any, ClassVar, Self

import numpy.typing as npt


class Rows:
    """A frozen dataclass of columns of one length: ``rows[chosen]`` keeps some. What is no column, a day say, stays."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    def __len__(self) -> int:
        return next(len(value) for value in self._values() if hasattr(value, "__len__"))

    def __getitem__(self, chosen: npt.NDArray[Any]) -> Self:
        return type(self)(
            *(value[chosen] if hasattr(value, "__getitem__") else value for value in self._values())
        )

    def _values(self) -> list[Any]:
        return [getattr(self, each.name) for each in fields(self)]
