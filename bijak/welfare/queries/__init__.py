"""Questions: who is due what, from which day, and why. Each module is one subject."""
