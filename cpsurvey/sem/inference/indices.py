"""Fit measures of a fitted model; the formulas themselves are in `measures`."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from cpsurvey.sem.inference import measures
from cpsurvey.sem.inference.asymptotic import Test
from cpsurvey.sem.inference.browne import residual_statistic
from cpsurvey.sem.inference.corrected import corrected
from cpsurvey.sem.inference.groups import group_fits
from cpsurvey.sem.objective.leastsquares import LeastSquares, goodness
from cpsurvey.sem.objective.likelihood import FullML
from cpsurvey.sem.objective.model import Model, statistics
from cpsurvey.sem.search.baseline import independence, independence_fitted

Array = NDArray[np.float64]


def of(
    model: Model,
    theta: Array,
    test: Test,
    baseline: Test,
    npar: int,
) -> measures.Measures:
    """All measures of an identified solution."""
    n, groups = model.counted, group_fits(model, theta)
    means = model.table.settings.meanstructure
    fixed = _corrected(model, theta, test, baseline)
    out: measures.Measures = {"npar": npar, "ntotal": model.n}
    out |= measures.compare(test, baseline, n, len(model.samples))
    out |= measures.absolute(test, npar, n)
    out["fmin"] = model.objective.value(theta) / 2.0
    out |= measures.residual_measures(groups, means)
    if isinstance(model.objective, LeastSquares):
        gfi = goodness(model.objective.groups, model.sizes, theta)
        out |= measures.adjusted_goodness(gfi, test.df, statistics(model))
    else:
        unrestricted = _unrestricted(model)
        logl = unrestricted - test.chisq / 2.0
        out |= measures.likelihood(logl, unrestricted, npar, model.n)
        out |= measures.goodness(groups, means, test.df, npar, model.exogenous)
    if model.table.settings.ordered:
        per_group = statistics(model) / len(model.samples)
        out["wrmr"] = math.sqrt(max(test.chisq, 0.0) / per_group)
        out["srmr"] = out["srmr_bentler_nomean"]
        out |= dict.fromkeys(("ecvi", "srmr_mplus", "srmr_mplus_nomean"))
        # weighted squares have no chi-square distribution; scaled ones do
        out |= dict.fromkeys(("pvalue", "baseline.pvalue"))
    if test.h0 is not None and test.scaling is not None:
        written = sum(row.free >= 0 for row in model.table.rows)
        out["scaling.factor.h0"] = test.h0 / written if written else None
        out["scaling.factor.h1"] = (test.h1 or 0.0) / (test.df + npar)
    if fixed is not None:
        mine, theirs = fixed
        out |= measures.corrected(mine, theirs, model.n, len(model.samples))
    out |= _goodness(model, theta, test, fixed[0] if fixed else None)
    return out


def _goodness(model: Model, theta: Array, test: Test, fixed: Test | None) -> measures.Measures:
    """GFI of the residual statistic; of the fitted one where answers miss or are ordered."""
    direct = model.missing == "fiml" or bool(model.table.settings.ordered)
    x = test.chisq
    if not direct:
        x = residual_statistic(model, theta, model.constraints, at_model=True)
    p, n = len(model.table.observed), model.counted
    out = measures.noncentral_goodness(x, test.df, n, p)
    if fixed is None and test.scaling is not None and not test.shift:
        fixed = Test(x, test.df, test.scaling)
    if fixed is not None and fixed.scaling is not None and fixed.scaling > measures.TINY:
        robust = measures.noncentral_goodness(fixed.chisq, test.df, model.n, p, c=fixed.scaling)
        del robust["gfi.ci.level"]
        out |= {f"{name}.robust": value for name, value in robust.items()}
    return out


def _corrected(
    model: Model, theta: Array, test: Test, baseline: Test
) -> tuple[Test, Test] | None:
    """Tests of model and baseline corrected for missing or ordered data, where they apply."""
    ordered = len(model.table.settings.ordered)
    all_ordered = ordered == len(model.table.observed) and test.scaling is not None
    if test.df <= 0 or not (model.missing == "fiml" or all_ordered):
        return None
    if any(np.linalg.eigvalsh(sample.cov)[0] <= 0 for sample in model.samples):
        return None  # a polychoric matrix without a likelihood
    robust = test.scaling is not None
    expected = model.table.settings.information == "expected"
    try:
        mine = corrected(model, theta, test.df, robust=robust, expected=expected)
        theirs = _of_baseline(model, baseline.df, robust=robust, expected=expected)
    except np.linalg.LinAlgError:
        return None
    return mine, theirs


def _of_baseline(model: Model, df: int, *, robust: bool, expected: bool) -> Test:
    """The baseline's corrected test, computed once for all models of one sample."""

    def compute() -> Test:
        base = independence(model)
        at, _ = independence_fitted(base)
        return corrected(base, at, df, robust=robust, expected=expected)

    found = model.samples[0].patterns
    if found is None or len(model.samples) > 1:
        return compute()
    key = ("baseline", model.table.exogenous, df, robust, expected)
    if key not in found.known:
        test = compute()
        found.known[key] = np.array([test.chisq, test.scaling or np.nan])
    chisq, scaling = found.known[key]
    return Test(float(chisq), df, None if np.isnan(scaling) else float(scaling))


def _unrestricted(model: Model) -> float:
    """Log-likelihood of the saturated model, given the fixed covariates."""
    total = 0.0
    x = model.exogenous
    two_pi = math.log(2.0 * math.pi)
    if isinstance(model.objective, FullML):
        seen = sum(
            float(s.patterns.n @ s.patterns.seen.sum(1)) for s in model.samples if s.patterns
        )
        total = -0.5 * (model.n * model.objective.base + seen * two_pi)
    for sample in model.samples:
        p = len(sample.mean)
        if not isinstance(model.objective, FullML):
            logdet = float(np.linalg.slogdet(sample.cov)[1])
            total -= 0.5 * sample.n * (p * two_pi + logdet + p)
        if len(x):
            logdet = float(np.linalg.slogdet(sample.cov[np.ix_(x, x)])[1])
            total += 0.5 * sample.n * (len(x) * two_pi + logdet + len(x))
    return total
