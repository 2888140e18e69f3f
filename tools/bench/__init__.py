"""Measurements: ``make bench`` or ``make bench PART=import``. They inform; no test depends on them."""
