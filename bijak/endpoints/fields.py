"""The values of requests and answers."""

from typing import Any

from pydantic import Field


def field(meaning: Any, default: Any = ..., **limits: Any) -> Any:
    """A value and what it means: a sentence that the description tells in the language of whoever asks."""
    return Field(default, description=meaning, **limits)
