"""The product's own settings, with one page more: a view that only says hello, to measure beside."""

from bijak.config.settings import *  # noqa: F403

ROOT_URLCONF = "tools.bench.urls"
