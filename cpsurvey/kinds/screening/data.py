"""What screening leaves behind: counts, and the main model with more and fewer people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from cpsurvey import payload as u
from cpsurvey.design.study import Index
from cpsurvey.parts import Estimator, Missing, Unjudged

Stage = Literal["answered", "hard", "soft"]
"""Who is kept: with enough answers; without hard exclusions; without the careless too."""
RuleName = Index | Literal["too_fast"]
Shown = Literal[":=", "~", "=~"]
"""Defined effects, else paths, else standardised loadings."""


@u.frozen
class Rule:
    """A row of T3; `reason`: why nobody could be judged.

    Of fewer than k respondents nothing but their number is told: `excluded`, `overlap`
    (flagged by another rule too), `beyond` (by no sign of consistency within the person besides
    this one) and `decides` (careless, and not without this rule) are then None.
    """

    rule: RuleName
    hard: bool
    threshold: Mapping[str, u.Cutoff]
    judged: u.Count
    flagged: u.Count
    excluded: u.Count | None
    overlap: u.Count | None
    reason: Unjudged | None
    beyond: u.Count | None = None
    decides: u.Count | None = None


@u.frozen
class Flags:
    """Respondents who break so many soft rules; `hard`: of them, left out by a hard one."""

    flags: u.Count
    n: u.Count
    hard: u.Count


@u.frozen
class Effect:
    """A number of the main model; `lhs` and `rhs` are None where ``:=`` defines it."""

    name: str
    op: Shown
    lhs: str | None
    rhs: str | None
    est: u.Pure
    ci: u.Limits


@u.frozen
class Fitted:
    """The main model at one stage, `used` of `n` respondents.

    `reason` is empty, ``nobody``, ``not_converged``, ``inadmissible`` or the code of an error.
    """

    stage: Stage
    n: u.Count
    used: u.Count | None
    fit: u.FitMeasures | None
    effects: tuple[Effect, ...]
    reason: str


@u.frozen
class MainModel:
    """The study's main model at every stage."""

    model: str
    estimator: Estimator
    missing: Missing
    cluster: str | None
    stages: tuple[Fitted, ...]


@u.frozen
class Screening(u.Payload):
    """Respondents with enough answers, left by hard rules, and by soft ones too.

    `stage`: of whom all analyses are, `analysed` in number; `soft_limit`: soft rules that
    count as careless; `models` is None where the study has no model.
    """

    answered: u.Count
    hard: u.Count
    soft: u.Count
    analysed: u.Count
    stage: Stage
    soft_limit: u.Count
    rules: tuple[Rule, ...]
    flags: tuple[Flags, ...]
    models: MainModel | None
