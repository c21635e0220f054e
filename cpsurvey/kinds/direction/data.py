"""What is known of order and omitted causes; written by `run`, read by `show`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from cpsurvey import payload as u
from cpsurvey.parts import Estimator, Missing

Order = Literal["forward", "reversed"]
Favours = Literal["forward", "reversed", "neither"]
Reason = Literal[
    "equivalent", "close", "misfit", "unsound", "no_bic", "bic", "not_written", "no_number"
]
"""Why an order is favoured, or neither: `equivalent` models fit alike whatever the data."""
NoBound = Literal["incomplete", "unsound"]
"""Why no bound for an omitted cause: paths are left out, or the model is no solution."""


@u.frozen
class Fitted:
    """Fit of one order, covariates random and in every equation."""

    order: Order
    converged: bool
    admissible: bool
    fit: u.FitMeasures


@u.frozen
class Standard:
    """A standardised effect with its Monte Carlo interval."""

    est: u.Std
    se: u.Error
    mc: u.Limits


@u.frozen
class At:
    """What is left of an effect (standardised) at a correlation of residuals."""

    rho: u.Correlation
    est: u.Std
    ci: u.Limits


@u.frozen
class Through:
    """An indirect effect forward and reversed, and what an omitted cause does to it.

    `paths`: the variables of each way, source first. `rho`: correlation of the residuals of
    mediator and outcome at which nothing is left, `rho_ci` its limits, of which the one
    nearer zero is where the effect's interval reaches zero; None without a bound.
    """

    name: str
    source: str
    outcome: str
    paths: tuple[tuple[str, ...], ...]
    forward: Standard | None
    reversed: Standard | None
    rho: u.Correlation
    rho_ci: u.Limits
    curve: tuple[At, ...]

    @property
    def reach(self) -> float | None:
        """Correlation at which the interval reaches zero; zero where it holds it already."""
        if self.rho_ci is None:
            return None
        if not self.rho_ci.apart:
            return 0.0
        return min(self.rho_ci, key=abs)


@u.frozen
class Robust:
    """What an omitted cause of source and outcome must explain to leave nothing of a path.

    `partial_r2`: of the outcome by the source. `value`: share of what is left of both that
    it must explain (Cinelli & Hazlett, 2020); `reach`: until the interval holds zero.
    """

    source: str
    outcome: str
    part: Literal["total", "direct"]
    partial_r2: u.Share
    value: u.Share
    reach: u.Share


@u.frozen
class Direction(u.Payload):
    """Both orders and both bounds; `no_bound` where there is none."""

    model: str
    estimator: Estimator
    missing: Missing
    cluster: str | None
    covariates: tuple[str, ...]
    orders: tuple[Fitted, ...]
    delta_bic: u.Fit
    favours: Favours
    reason: Reason
    effects: tuple[Through, ...]
    no_bound: NoBound | None
    robust: tuple[Robust, ...]

    @property
    def subject(self) -> str:
        """The model."""
        return self.model

    def coined(self) -> Iterator[str]:
        """Its variables and effects."""
        for one in self.effects:
            yield one.name
            for path in one.paths:
                yield from path
