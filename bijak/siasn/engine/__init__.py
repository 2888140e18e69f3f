"""A made-up workforce in the shape of a real one: no database, no clock; the same seed, the same files.

Nobody in it exists. The README of this context says which published figures it follows, and what is assumed.
"""
