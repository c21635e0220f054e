"""Coefficients of a fit with errors of every kind, and the joint test of the last ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypedDict

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis.inference import tested
from cpsurvey.analysis.numbers import number
from cpsurvey.analysis.pooledfit import PooledFit, Single, df_of_one
from cpsurvey.analysis.terms import Column
from cpsurvey.engines.glm import Glm
from cpsurvey.engines.ols import Ols
from cpsurvey.kinds.regression.data import Coefficient
from cpsurvey.parts import Errors
from cpsurvey.payload import Limits, limits
from cpsurvey.stats.pooling import d1
from cpsurvey.stats.tails import chi2_above, f_above

Ends = Iterable[float | None]
Fit = Single | PooledFit[Ols] | PooledFit[Glm]
LARGEST_RATIO = 700.0
"""Above it, a coefficient has no ratio: its exponential is beyond numbers."""


def coefficients(
    fit: Fit,
    entered: Sequence[Column],
    errors: Errors,
    beta: NDArray[np.float64] | None = None,
) -> tuple[Coefficient, ...]:
    """Every coefficient, the intercept first; ratios where there is no `beta`."""

    def one(i: int) -> Coefficient:
        b = float(fit.b[i])
        test = tested(b, float(fit.se[errors][i]), float(fit.df[errors][i]))
        ends = test["ci"] or (None, None)
        return Coefficient(
            term="intercept" if i == 0 else entered[i - 1].term,
            b=number(b),
            **test,
            beta=None if beta is None or i == 0 else number(beta[i]),
            ratio=_ratio(b) if beta is None else None,
            ratio_ci=limits(*map(_ratio, ends)) if beta is None else None,
            vif=None if i == 0 else number(fit.vif[i - 1]),
            se_classical=_error(fit, "classical", i),
            se_hc3=_error(fit, "hc3", i),
            se_cr1=_error(fit, "cr1", i),
            se_cr2=_error(fit, "cr2", i),
            beta_ci=None if beta is None or i == 0 else _scaled(float(beta[i]), b, ends),
            fmi=number(fit.lost[errors][i]) if isinstance(fit, PooledFit) else None,
        )

    return tuple(one(i) for i in range(len(fit.b)))


def _scaled(beta: float, b: float, ends: Ends) -> Limits:
    """Limits of `b` in standard deviations, which are taken as known."""
    lower, upper = ends
    if not b or lower is None or upper is None:
        return None
    return limits(*sorted(end * beta / b for end in (lower, upper)))


def _error(fit: Fit, kind: Errors, i: int) -> float | None:
    return number(fit.se[kind][i]) if kind in fit.se else None


def _ratio(value: float | None) -> float | None:
    return None if value is None or value > LARGEST_RATIO else float(np.exp(value))


def df_of(fit: Fit, combination: NDArray[np.float64], errors: Errors) -> float:
    """Degrees of freedom of a combination of coefficients."""
    if isinstance(fit, PooledFit):
        return fit.df_of(combination, errors)
    return df_of_one(fit, combination, errors)


class Wald(TypedDict):
    """Fields of a block."""

    wald_f: float | None
    wald_df2: float | None
    wald_p: float | None


def joint_test(fit: Fit, added: int, errors: Errors, clusters: int | None) -> Wald:
    """Joint test of the last `added` coefficients with the interpreted errors.

    Wald's F (chi-square by its df where the df are infinite), or HTZ under CR2; D1 over
    completed data sets. With as many coefficients as groups the covariance has no inverse:
    no test.
    """
    if errors in ("cr1", "cr2") and clusters is not None and added >= clusters:
        return Wald(wald_f=None, wald_df2=None, wald_p=None)
    place = np.arange(len(fit.b) - added, len(fit.b))
    if isinstance(fit, PooledFit):
        found = d1(fit.rules[errors], place, _complete(fit, place, errors))
        F, df2, p = found.f, found.df2, found.pvalue
    elif errors == "cr2" and fit.clustered is not None:
        F, _, df2, p = fit.clustered.wald(fit.b, place)
    else:
        V = fit.vcov[errors][np.ix_(place, place)]
        F = float(fit.b[place] @ np.linalg.solve(V, fit.b[place])) / added
        df2 = float(fit.df[errors][0])
        p = f_above(F, added, df2)
        if not np.isfinite(df2):
            p = chi2_above(F * added, added)
    return Wald(wald_f=number(F), wald_df2=number(df2), wald_p=number(p))


def _complete(
    fit: PooledFit[Ols] | PooledFit[Glm], place: NDArray[np.int64], errors: Errors
) -> float:
    """Denominator df of the joint test in one completed data set."""
    one = fit.fits[0]
    if errors == "cr2" and one.clustered is not None:
        return float(one.clustered.wald(one.b, place)[2])
    return float(one.df[errors][0])
