"""Bijak: a personnel policy from evidence to revision, and the daily work under it."""

__version__ = "0.1.0"
