"""Sentences of welfare, a module a subject."""
