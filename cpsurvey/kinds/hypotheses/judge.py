"""From numbers to a verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from cpsurvey.kinds.hypotheses.data import Evidence, Hypothesis, Side, Verdict, Why

Direction = Literal["positive", "negative", "any"]
UNTESTED = ("declared", "no_analysis", "not_found")
"""Reasons for which there is no number at all."""


def direction(declared: Direction, tests: Sequence[Evidence]) -> Direction:
    """Where specifications should lie: without a declared direction, where the test does."""
    if declared != "any" or not tests or tests[0].est is None:
        return declared
    return "positive" if tests[0].est > 0 else "negative"


def side(tests: Sequence[Evidence], expected: Direction) -> Side:
    """Where the whole intervals of all tests lie; open where one includes zero."""
    every = {_side(test, expected) for test in tests}
    return every.pop() if len(every) == 1 else "open"


def _side(test: Evidence, expected: Direction) -> Side:
    if test.ci is None or not test.ci.apart:
        return "open"
    above = test.ci.lower > 0
    return "expected" if expected == "any" or above == (expected == "positive") else "opposite"


def judged(row: Hypothesis, alpha: float) -> Hypothesis:
    """A hypothesis with its verdict, and why, where nothing was found.

    Found: the 95% intervals of all tests leave out zero on one side, and p (Holm) is below
    alpha. A declared specification that lies elsewhere makes it not robust, whether or not
    the primary one found something.
    """
    if row.reason:
        if row.reason in ("not_asked", "no_ties"):
            return replace(row, verdict="not_asked")
        gone = row.reason in UNTESTED
        return replace(row, verdict="not_tested" if gone else "cannot_be_judged")
    beyond = found(row, alpha)
    if any(other.agrees is False for other in row.specifications):
        return replace(row, verdict="not_robust")
    if not beyond:
        why = _why(row)
        wide = why == "too_wide"
        return replace(row, verdict="cannot_be_judged" if wide else "not_supported", why=why)
    expected: Verdict = "as_expected" if row.exploratory else "supported"
    return replace(row, verdict="opposite" if row.side == "opposite" else expected)


def found(row: Hypothesis, alpha: float | None) -> bool:
    """Whether its tests leave no room for chance, whatever specifications say."""
    if row.pvalue_holm is None or alpha is None:
        return False
    return row.side != "open" and row.pvalue_holm < alpha


def _why(row: Hypothesis) -> Why | None:
    if row.side != "open":
        return "adjusted"
    every = [_side(test, row.direction) for test in row.tests]
    if "open" not in every:
        return "directions"
    unsure = [test for test, one in zip(row.tests, every, strict=True) if one == "open"]
    return "too_wide" if all(_wide(test, row.smallest) for test in unsure) else None


def _wide(test: Evidence, smallest: float | None) -> bool:
    """Whether effects that matter lie in the interval on both sides of zero."""
    if smallest is None or test.ci is None:
        return False
    return test.ci.lower < -smallest and test.ci.upper > smallest
