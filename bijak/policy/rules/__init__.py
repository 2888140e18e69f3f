"""The law about making policy: pure data and functions."""
