"""What tests of ties share."""

PEOPLE = ("A1", "B2", "C3", "D4")


def rules(outcome):
    """Rule -> count of everything that was said."""
    return {one.rule: one.count for one in outcome.findings}
