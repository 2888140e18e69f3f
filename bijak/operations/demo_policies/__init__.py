"""The demo's policies: the texts of five regulations, and how far each has come. ``stories`` makes them happen.

Their Mengingat cites what a source at hand says. Where none does, a law stands without its number in the State
Gazette, and the one that formed the region with an open number and a remark: nothing is filled in from memory.
"""

import tomllib
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


def text_of(name: str) -> str:
    return (FOLDER / f"{name}.txt").read_text(encoding="utf-8")


def story_of(name: str) -> dict[str, Any]:
    """Title, kind, problem, aims, options; terms to bind; comments and questions."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
