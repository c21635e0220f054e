"""From an assembled model to its estimates, errors, tests and remarks."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from cpsurvey.sem.inference import indices, measures
from cpsurvey.sem.inference.asymptotic import Inference, Test, infer, infer_least_squares
from cpsurvey.sem.inference.browne import residual_statistic
from cpsurvey.sem.inference.remarks import Remark, inspect
from cpsurvey.sem.inference.standardize import Standardized
from cpsurvey.sem.language.syntax import Syntax
from cpsurvey.sem.objective.constraints import Functions
from cpsurvey.sem.objective.leastsquares import LeastSquares
from cpsurvey.sem.objective.model import Model, degrees
from cpsurvey.sem.search.baseline import independence, independence_fitted
from cpsurvey.sem.search.optimise import optimise
from cpsurvey.sem.semfit import SemFit, parameters

Array = NDArray[np.float64]


def solve(
    model: Model,
    options: Mapping[str, object],
    syntax: Syntax,
    *,
    baseline: Test | None = None,
    written: tuple[Remark, ...] = (),
) -> SemFit:
    """Estimate an assembled model, then everything that follows from the estimates.

    Parameters
    ----------
    baseline : Test, optional
        The test of the baseline where it is known already.
    written : tuple of Remark
        What the text of the model itself gave cause to say.
    """
    solution, constraints, bound = optimise(model)
    theta, table = solution.theta, model.table
    df, npar = degrees(model, theta)
    robust = model.estimator in ("mlr", "mlm", "wlsmv") or bool(options["clustered"])
    inference: Inference | None = None
    fitted: measures.Measures = {"npar": npar, "df": df, "chisq": None}
    vcov, test = np.full((table.nfree, table.nfree), np.nan), Test(math.nan, df)
    if solution.converged:
        inference = _infer(model, theta, solution.value, constraints, df, options, robust)
        test = inference.test
        if inference.identified:
            vcov = inference.vcov
            baseline = baseline or _baseline(model, options, robust)
            fitted = indices.of(model, theta, test, baseline, npar, options, bool(bound))
    standard = Standardized(table, model.rams, model.samples)
    remarks = [
        *written,
        *inspect(
            model,
            theta,
            standard,
            converged=solution.converged,
            inference=inference,
            df=df,
            bound=bound,
        ),
    ]
    sound = inference is not None and inference.identified
    return SemFit(
        syntax=syntax,
        table=table,
        options=dict(options),
        theta=theta,
        vcov=vcov,
        converged=solution.converged,
        admissible=solution.converged
        and not any(remark.severity == "inadmissible" for remark in remarks),
        iterations=solution.iterations,
        estimates=tuple(parameters(table, standard, theta, vcov)),
        fit=fitted,
        r2=tuple(standard.r2(theta)) if sound else (),
        nobs=tuple(sample.n for sample in model.samples),
        groups=model.rows.labels if model.rows else (),
        dropped=model.rows.dropped if model.rows else {},
        remarks=tuple(remarks),
        test=test,
        baseline=baseline,
        model=model,
    )


def _infer(
    model: Model,
    theta: Array,
    value: float,
    constraints: Functions,
    df: int,
    options: Mapping[str, object],
    robust: bool,
) -> Inference:
    if isinstance(model.objective, LeastSquares):
        chisq = model.n * value
        if model.estimator == "uls":
            chisq = residual_statistic(model, theta, constraints, at_model=False)
        return infer_least_squares(
            model.objective, model.sizes, theta, chisq, constraints, df=df, robust=robust
        )
    return infer(
        model.objective,
        model.rams,
        model.samples,
        theta,
        model.n * value,
        constraints,
        df=df,
        estimator=str(options["estimator"]),
        information=str(options["information"]),
        robust=robust,
        exogenous=model.exogenous,
    )


def _baseline(model: Model, options: Mapping[str, object], robust: bool) -> Test:
    """Test of the model without covariances, fitted like any other."""
    base = independence(model)
    theta, converged = independence_fitted(base)
    value = base.objective.value(theta)
    df, _ = degrees(base, theta)
    plain = not robust and model.estimator != "uls"
    if not converged or df <= 0 or plain:
        return Test(model.n * value, max(df, 0))
    return _infer(base, theta, value, base.constraints, df, options, robust).test
