"""Shapes of what is typed about welfare, a module a subject."""
