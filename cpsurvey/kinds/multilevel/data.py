"""What a mediation within and between groups leaves behind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from cpsurvey import payload as u
from cpsurvey.parts import Imputation, Role

Level = Literal["within", "between"]
Part = Literal["within", "between", "contextual"]
"""`contextual`: between minus within."""
Means = Literal["latent", "observed"]
"""How the means of groups were taken."""
Reason = Literal["not_fitted", "few", "not_converged", "inadmissible", "alike"]
"""Why latent means are not read."""


@u.frozen
class Path:
    """One predictor of one equation, at one level; `df` with errors of small samples (CR2).

    `beta` is in standard deviations of its own level: with latent means by the delta method,
    with observed ones taken as known.
    """

    outcome: str
    predictor: str
    part: Level
    b: u.Slope
    se: u.Error
    df: u.Df
    pvalue: u.Probability
    ci: u.Limits
    beta: u.Std = None
    beta_ci: u.Limits = None


@u.frozen
class Effect:
    """A row of T18; `other`: the outcome that a difference is less than; p is of the draws.

    `std_all` is in standard deviations of the effect's own level, `std_ci` its Monte Carlo
    interval; an effect between minus one within has neither.
    """

    name: str
    role: Role
    outcome: str
    path: tuple[str, ...]
    other: str | None
    expression: str
    part: Part
    est: u.Slope
    se: u.Error
    pvalue: u.Probability
    mc: u.Limits
    std_all: u.Std
    std_ci: u.Limits = None


@u.frozen
class Way:
    """Paths and effects, with means of groups taken one way; `remarks` of the engine."""

    admissible: bool
    remarks: tuple[str, ...]
    paths: tuple[Path, ...]
    effects: tuple[Effect, ...]


@u.frozen
class Variable:
    """How much of a variable lies between groups, and how sure its group means are."""

    variable: str
    icc1: u.Pure
    icc2: u.Pure


@u.frozen
class Multilevel(u.Payload):
    """Both ways, and the one to read: `reason` says why it is not the latent one.

    With an `imputation` numbers are pooled over completed data sets.
    `latent` is None where the model of two levels found no solution; `covariates`: their
    column in `syntax` -> their term.
    """

    source: str
    mediators: tuple[str, ...]
    outcomes: tuple[str, ...]
    serial: bool
    group: str
    groups: u.Count
    n: u.Count
    covariates: Mapping[str, str]
    syntax: str
    interpreted: Means
    reason: Reason | None
    level: u.Share
    draws: u.Count
    variables: tuple[Variable, ...]
    observed: Way
    latent: Way | None
    imputation: Imputation | None = None

    @property
    def read(self) -> Way:
        """The way to read."""
        return self.latent if self.interpreted == "latent" and self.latent else self.observed

    @property
    def beside(self) -> tuple[Means, Way] | None:
        """The other way, where there is one."""
        if self.interpreted == "latent":
            return "observed", self.observed
        return ("latent", self.latent) if self.latent else None
