"""The law of promotion; its numbers are in ``terms.toml``."""
