"""Shapes of what is typed about promotion."""
