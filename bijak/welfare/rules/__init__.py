"""The law of welfare, one module a subject, over the terms of ``terms.toml``; worked examples lie in ``cases/``."""

from pathlib import Path

from bijak.kernel import terms

TERMS = terms.load(Path(__file__).parents[1] / "terms.toml")
