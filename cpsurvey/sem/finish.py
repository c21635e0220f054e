"""From a model to a fitted one: the same steps for models of one level and of two."""

from __future__ import annotations

import math
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from cpsurvey.sem.inference.asymptotic import Inference, Test
from cpsurvey.sem.inference.measures import OF_DF, Measures
from cpsurvey.sem.inference.reference import reference
from cpsurvey.sem.inference.remarks import Remark, inspect
from cpsurvey.sem.inference.standardize import Standardized
from cpsurvey.sem.language.syntax import Syntax
from cpsurvey.sem.objective.constraints import Functions
from cpsurvey.sem.objective.model import Model
from cpsurvey.sem.search.newton import Solution
from cpsurvey.sem.search.optimise import optimise
from cpsurvey.sem.semfit import SemFit, parameters

Array = NDArray[np.float64]


class Levels(Protocol):
    """What models of one level and of two do each in their own way."""

    @property
    def model(self) -> Model:
        """The model, set up on its data."""

    @property
    def nobs(self) -> tuple[int, ...]:
        """Rows per group, in order of appearance."""

    @property
    def groups(self) -> tuple[str, ...]:
        """Names of the groups, or of the levels."""

    @property
    def clusters(self) -> int | None:
        """Clusters the errors rest on, where the samples do not hold them."""

    def degrees(self, theta: Array, constraints: Functions, /) -> tuple[int, int]:
        """Degrees of freedom, and free parameters net of constraints."""

    def infer(self, at: Solution, constraints: Functions, df: int) -> Inference:
        """Errors and test at a solution."""

    def baseline(self) -> Test:
        """Test of the model without covariances."""

    def measures(self, theta: Array, test: Test, baseline: Test, npar: int) -> Measures:
        """Fit measures of an identified solution."""


def finish(
    levels: Levels,
    syntax: Syntax,
    *,
    baseline: Test | None = None,
    written: tuple[Remark, ...] = (),
    indices: bool = True,
) -> SemFit:
    """Estimate a model, then everything that follows from the estimates.

    Parameters
    ----------
    baseline : Test, optional
        The test of the baseline where it is known already.
    written : tuple of Remark
        What the text of the model itself gave cause to say.
    indices : bool
        Whether fit measures are asked for: they need the baseline's test.
    """
    model = levels.model
    table, rows = model.table, model.rows
    solution, constraints, bound = optimise(model)
    theta = solution.theta
    df, npar = levels.degrees(theta, constraints)
    inference = levels.infer(solution, constraints, df) if solution.converged else None
    test = inference.test if inference else Test(math.nan, df)
    fitted: Measures = {"npar": npar, "df": df, "chisq": None}
    vcov, sound = np.full((table.nfree, table.nfree), np.nan), False
    if inference and inference.identified:
        vcov, sound = inference.vcov, True
        fitted["chisq"] = test.chisq
    if sound and indices:
        baseline = baseline or levels.baseline()
        fitted = levels.measures(theta, test, baseline, npar)
        if df == 0 and bound:
            fitted |= dict.fromkeys(set(fitted) & set(OF_DF))
    standard = Standardized(table, model.rams, model.samples)
    against = reference(table.settings, model.samples)
    remarks = (
        *written,
        *inspect(
            model,
            theta,
            standard,
            converged=solution.converged,
            inference=inference,
            df=df,
            bound=bound,
            clusters=levels.clusters,
        ),
    )
    return SemFit(
        syntax=syntax,
        theta=theta,
        vcov=vcov,
        converged=solution.converged,
        admissible=solution.converged and all(r.severity != "inadmissible" for r in remarks),
        iterations=solution.iterations,
        estimates=tuple(parameters(table, standard, theta, vcov, against)),
        fit={name: _finite(value) for name, value in fitted.items()},
        r2=tuple(standard.r2(theta)) if sound else (),
        nobs=levels.nobs,
        groups=levels.groups,
        dropped=rows.dropped if rows else {},
        remarks=remarks,
        test=test,
        baseline=baseline,
        model=model,
    )


def _finite(value: float | int | None) -> float | int | None:
    return value if value is None or math.isfinite(value) else None
