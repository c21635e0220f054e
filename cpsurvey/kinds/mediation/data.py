"""What a mediation leaves behind; written by `run`, read by `show`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from cpsurvey import payload as u
from cpsurvey.parts import Bootstrap, Effect, Imputation, Role

Missing = Literal["listwise", "fiml"]
Measured = Literal["scores", "items"]


@u.frozen
class Path:
    """A row of T17: one predictor of one equation."""

    outcome: str
    predictor: str
    est: u.Slope
    se: u.Error
    z: u.Ratio
    pvalue: u.Probability
    ci: u.Limits
    std_all: u.Std
    std_ci: u.Limits = None


@u.frozen
class Through(Effect):
    """A row of T18; `other` is the outcome that a difference is less than."""

    role: Role
    outcome: str
    path: tuple[str, ...]
    other: str | None
    bc: u.Limits


@u.frozen
class Explained:
    """Variance that an equation explains."""

    variable: str
    r2: u.Share


Taken = Literal["number", "yes_no", "count"]
"""What a variable is taken as."""


@u.frozen
class Natural:
    """That effects are natural ones, by equations of each variable's own family.

    `per_unit`: they are of one of two values of the source against the other, else of one
    standard deviation more. Effects on yes/no are differences of probability, on counts
    logarithms of ratios of means.
    """

    kinds: Mapping[str, Taken]
    per_unit: bool
    imputation: Imputation | None


@u.frozen
class Mediation(u.Payload):
    """Paths and effects; both empty where the model did not converge.

    Where they are `natural` there is no one model: neither syntax, nor paths, nor fit.
    """

    source: str
    mediators: tuple[str, ...]
    outcomes: tuple[str, ...]
    serial: bool
    measured: Measured
    syntax: str
    estimator: Literal["ml", "mlr"]
    missing: Missing
    cluster: str | None
    clusters: u.Count | None
    converged: bool
    admissible: bool
    npar: u.Count
    paths: tuple[Path, ...]
    r2: tuple[Explained, ...]
    draws: u.Count
    effects: tuple[Through, ...]
    bootstrap: Bootstrap | None
    natural: Natural | None = None

    @property
    def solved(self) -> bool:
        """Whether the model converged."""
        return self.converged

    def coined(self) -> Iterator[str]:
        """Names of the effects."""
        return (effect.name for effect in self.effects)
