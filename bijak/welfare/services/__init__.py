"""Changes: imports, runs, answers. Each module is one subject."""
