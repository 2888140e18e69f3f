"""Working days: the national calendar, corrected by the agency's own word."""
