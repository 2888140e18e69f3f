"""A made-up workforce in the shape of a real one: NumPy and Polars, no database, no clock; the same seed, the same files.

Nobody in it exists. The README of this context says which published figures the shapes follow and which are assumptions.
"""
