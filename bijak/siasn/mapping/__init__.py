"""The names and codes of the national system, and ours: the only place that knows both."""
