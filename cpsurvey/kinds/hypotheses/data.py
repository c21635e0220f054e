"""What tests of hypotheses leave behind; written by `run`, read by `show`."""

from __future__ import annotations

from typing import Literal

from cpsurvey import payload as u
from cpsurvey.results import Caveat

Verdict = Literal[
    "supported",
    "as_expected",
    "opposite",
    "not_supported",
    "not_robust",
    "cannot_be_judged",
    "not_asked",
    "not_tested",
]
"""`supported`: by a plan that was frozen before the data and kept; else `as_expected`."""
Judged = Literal[
    "supported", "as_expected", "opposite", "not_supported", "not_robust", "cannot_be_judged"
]
"""Verdicts on what was looked at."""
NotFound = Literal[
    "not_asked",
    "no_analysis",
    "not_done",
    "unsound",
    "too_few",
    "not_found",
    "low_df",
    "no_p",
    "no_interval",
]
"""Why a number cannot be judged."""
Exploratory = Literal["no_plan", "edited", "late", "changed"]
"""Why a hypothesis was not declared: there is no plan, it was edited, it came after the data,
or the study departed from it in what the hypothesis rests on."""
Side = Literal["expected", "opposite", "open"]
"""Where a 95% interval lies: beyond zero where it was expected, or on the other side; or it
includes zero."""
Why = Literal["directions", "adjusted", "too_wide"]
"""What a verdict without a finding comes from: tests go different ways; the interval alone
leaves out zero, and p after Holm's adjustment does not; effects that matter lie in the interval
on both sides of zero."""


@u.frozen
class Evidence:
    """The number of an analysis that a hypothesis rests on; None where it cannot be judged.

    `named` says how it is called (``term``, ``path``, ``effect``, ``scale``), `caveats` are
    those of the analysis. `ci_holm` is at the level that Holm's adjustment leaves: it leaves
    out zero where p (Holm) is below alpha. `seen` is the effect found with power .80,
    `smaller` whether the effect is surely smaller than the smallest of interest (two
    one-sided tests), `points` the same effect in the units of its scales where `est` is
    standardised.
    """

    analysis: str
    kind: str | None
    named: str
    name: str
    est: u.Score
    ci: u.Limits
    pvalue: u.Probability
    n: u.Count | None
    reason: NotFound | None
    caveats: tuple[Caveat, ...]
    df: u.Df = None
    standardised: bool = False
    ci_holm: u.Limits = None
    seen: u.Score = None
    smaller: bool | None = None
    points: u.Score = None


@u.frozen
class Specification:
    """Another declared way to say a hypothesis, or a rival; `place` is that in its list.

    `agrees`: it lies where the primary specification does, None where one of the two cannot
    be judged.
    """

    place: u.Count
    tests: tuple[Evidence, ...]
    side: Side | None
    agrees: bool | None


@u.frozen
class Hypothesis:
    """One hypothesis, its tests (the primary specification), what stands beside, its verdict.

    `exploratory` is None where the plan holds; `side` is that of all tests together.
    """

    id: str
    direction: Literal["positive", "negative", "any"]
    smallest: u.Score
    exploratory: Exploratory | None
    tests: tuple[Evidence, ...]
    specifications: tuple[Specification, ...]
    rivals: tuple[Specification, ...]
    reason: NotFound | Literal["declared", "no_ties"] | None
    side: Side | None
    pvalue: u.Probability
    pvalue_holm: u.Probability
    verdict: Verdict
    why: Why | None

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Every number it names."""
        more = (*self.specifications, *self.rivals)
        return (*self.tests, *(test for one in more for test in one.tests))


@u.frozen
class Hypotheses(u.Payload):
    """All hypotheses.

    `family` counts those whose p Holm's adjustment runs over, `withdrawn` of them those that
    the plan declared and the study no longer does.
    """

    alpha: u.Pure
    family: u.Count
    withdrawn: u.Count
    hypotheses: tuple[Hypothesis, ...]
