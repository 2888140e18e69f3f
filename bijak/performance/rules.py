"""The predicate that results and behaviour make (PermenPANRB 6/2022, the table of three by three)."""

PREDICATES = {
    ("above", "above"): "very_good",
    ("above", "as_expected"): "good",
    ("above", "below"): "poor",
    ("as_expected", "above"): "good",
    ("as_expected", "as_expected"): "good",
    ("as_expected", "below"): "poor",
    ("below", "above"): "needs_improvement",
    ("below", "as_expected"): "needs_improvement",
    ("below", "below"): "very_poor",
}
"""By results, then behaviour. The cells agree with the five predicates of the national system; the annex of the
regulation was not at hand."""
