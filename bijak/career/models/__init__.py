"""Who may be promoted when, and what an agency proposes, checks and sends."""
