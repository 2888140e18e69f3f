"""Packages that many of our modules name and few processes use."""

import sys
import threading
from importlib.util import find_spec, module_from_spec
from types import ModuleType
from typing import Any

_loading = threading.RLock()


def lazily(*names: str) -> None:
    """Let each package load when something of it is first touched; ``import`` alone costs nothing then.

    A web process that reads no file never holds the 40 MB of a data frame library. Modules that name such a package
    use it in functions only, and say ``from __future__ import annotations``. What is loaded already or not installed
    is left to the ordinary import. (importlib's own LazyLoader loads at the second ``import``.)
    """
    for name in names:
        spec = None if name in sys.modules else find_spec(name)
        if spec is not None and spec.loader is not None:
            module = module_from_spec(spec)
            module.__class__ = _Later
            sys.modules[name] = module


class _Later(ModuleType):
    """A package that has its name and place, and nothing in it yet."""

    def __getattr__(self, name: str) -> Any:
        # Whoever looks over all modules wants to know, not to load; who asks for the version is about to use it.
        if name.startswith("__") and name != "__version__":
            raise AttributeError(name)
        with _loading:
            if type(self) is _Later and "__loading__" not in self.__dict__:
                assert self.__spec__ is not None
                assert self.__spec__.loader is not None
                self.__dict__["__loading__"] = True
                try:
                    self.__spec__.loader.exec_module(self)
                    self.__class__ = ModuleType  # type: ignore[assignment] # no longer later
                finally:
                    del self.__dict__["__loading__"]
        try:
            return self.__dict__[name]
        except KeyError:
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}") from None
