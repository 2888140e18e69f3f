"""Files about welfare: row to service call."""
