"""Arithmetic and drawing without a database: money over years, criteria, trees, plans, duties."""
