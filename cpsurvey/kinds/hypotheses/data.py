"""What tests of hypotheses leave behind; written by `run`, read by `show`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cpsurvey import payload as u
from cpsurvey.results import Caveat

Verdict = Literal[
    "supported",
    "supported_interval",
    "not_supported",
    "not_supported_interval",
    "opposite",
    "opposite_interval",
    "mixed",
    "not_asked",
    "not_tested",
]
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The number of an analysis that a hypothesis rests on; None where it cannot be judged.

    `named` says how it is called (``term``, ``path``, ``effect``, ``scale``), `caveats` are
    those of the analysis.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Hypothesis:
    """One hypothesis, its tests and its verdict."""

    id: str
    direction: Literal["positive", "negative", "any"]
    judged: Literal["p", "interval"]
    tests: tuple[Evidence, ...]
    reason: NotFound | Literal["declared"] | None
    pvalue: u.Probability
    pvalue_holm: u.Probability
    verdict: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Hypotheses(u.Payload):
    """All hypotheses; `family` counts those whose p Holm's adjustment runs over."""

    alpha: u.Pure
    family: u.Count
    hypotheses: tuple[Hypothesis, ...]
