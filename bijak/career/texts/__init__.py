"""Sentences about promotion, by code."""
