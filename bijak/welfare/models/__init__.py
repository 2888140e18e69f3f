"""Tables of welfare: what was imported about presence, what an allowance was reckoned from, raises, leave, awards."""
