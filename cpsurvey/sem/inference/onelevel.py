"""Errors, test and measures of a model of one level."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cpsurvey.sem.inference import indices, measures
from cpsurvey.sem.inference.asymptotic import Inference, Test, infer
from cpsurvey.sem.inference.browne import residual_statistic
from cpsurvey.sem.objective.constraints import Functions
from cpsurvey.sem.objective.model import Model, degrees
from cpsurvey.sem.search.baseline import independence, independence_fitted
from cpsurvey.sem.search.newton import Solution

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class OneLevel:
    """A model whose groups, if any, are groups of people."""

    model: Model
    clusters: None = None  # the samples hold them

    @property
    def nobs(self) -> tuple[int, ...]:
        """Rows per group, in order of appearance."""
        return tuple(self.model.sizes)

    @property
    def groups(self) -> tuple[str, ...]:
        """Names of the groups."""
        return self.model.rows.labels if self.model.rows else ()

    def degrees(self, theta: Array, _constraints: Functions, /) -> tuple[int, int]:
        """Degrees of freedom; an inequality that binds takes no parameter away."""
        return degrees(self.model, theta)

    def infer(self, at: Solution, constraints: Functions, df: int) -> Inference:
        """Errors and test at a solution."""
        return _infer(self.model, at.theta, at.value, constraints, df)

    def baseline(self) -> Test:
        """Test of the model without covariances, fitted like any other."""
        base = independence(self.model)
        theta, converged = independence_fitted(base)
        value = base.objective.value(theta)
        df, _ = degrees(base, theta)
        plain = not base.table.settings.robust and base.estimator != "uls"
        if not converged or df <= 0 or plain:
            return Test(self.model.n * value, max(df, 0))
        return _infer(base, theta, value, base.constraints, df).test

    def measures(
        self, theta: Array, test: Test, baseline: Test, npar: int
    ) -> measures.Measures:
        """Fit measures of an identified solution."""
        return indices.of(self.model, theta, test, baseline, npar)


def _infer(
    model: Model, theta: Array, value: float, constraints: Functions, df: int
) -> Inference:
    chisq = model.n * value
    if model.estimator == "uls":
        chisq = residual_statistic(model, theta, constraints, at_model=False)
    return infer(model, theta, chisq, constraints, df)
