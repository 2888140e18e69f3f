"""Pages about promotion and careers."""
