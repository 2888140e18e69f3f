"""Words everyone shares. Pure Python and NumPy; knows no Django, no database, no clock but UUIDv7's."""
