"""Linear regression by statsmodels: arrays in, arrays out, never a formula."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cpsurvey.stats.robust import Cr2, cr2, sandwich

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Ols:
    """One fitted linear regression; the intercept comes first.

    Parameters
    ----------
    b : (p + 1,) array
        Coefficients.
    se : mapping of str to (p + 1,) array
        ``classical``; ``hc3`` (MacKinnon & White, 1985); with clusters ``cr1``, the
        sandwich with G/(G-1) * (n-1)/(n-p-1), and ``cr2`` (Bell & McCaffrey, 2002).
    df : mapping of str to (p + 1,) array
        Degrees of freedom of the t tests: n - p - 1, G - 1 for ``cr1``, Satterthwaite's
        for ``cr2``.
    vcov : mapping of str to (p + 1, p + 1) array
        Covariance of the coefficients by kind of error.
    vif : (p,) array
        Variance inflation factors, intercept left out.
    r2, adj_r2 : float
        Share of variance, and the same adjusted for p.
    df_resid : int
        n - p - 1.
    """

    b: Array
    se: Mapping[str, Array]
    df: Mapping[str, Array]
    vcov: Mapping[str, Array]
    vif: Array
    r2: float
    adj_r2: float
    df_resid: int
    ssr: float
    fitted: Array
    residuals: Array
    clustered: Cr2 | None


@dataclass(frozen=True, slots=True)
class Diagnostics:
    """What people look at before they believe a regression.

    Parameters
    ----------
    bp, bp_df, bp_pvalue : float
        Breusch-Pagan test of unequal variance, Koenker's studentised form.
    reset_f, reset_df1, reset_df2, reset_p : float
        Ramsey's (1969) test that squares and cubes of the fitted values add nothing.
    skew, kurtosis : float
        Of the residuals (kurtosis in excess).
    cook : (n,) array
        Cook's distances.
    leverage : (n,) array
    """

    bp: float
    bp_df: int
    bp_pvalue: float
    reset_f: float
    reset_df1: int
    reset_df2: int
    reset_p: float
    skew: float
    kurtosis: float
    cook: Array
    leverage: Array


def rank(x: Array) -> int:
    """Rank of the predictors with an intercept; p + 1 when nothing repeats."""
    return int(np.linalg.matrix_rank(_with_intercept(x)))


def ols(y: Array, x: Array, clusters: NDArray[np.int64] | None = None) -> Ols:
    """Regress `y` (n,) on `x` (n, p) and an intercept, complete data only.

    Parameters
    ----------
    clusters : (n,) int array, optional
        Group of each row, for cluster-robust errors.
    """
    from statsmodels.regression.linear_model import OLS
    from statsmodels.stats.outliers_influence import variance_inflation_factor

    design = _with_intercept(x)
    fit = OLS(y, design).fit()
    residual = np.full(design.shape[1], float(fit.df_resid))
    equal = np.ones(len(y))
    vcov = {
        "classical": fit.cov_params(),
        "hc3": sandwich(design, np.asarray(fit.resid), equal, None),
    }
    df = {"classical": residual, "hc3": residual}
    clustered = None
    if clusters is not None and len(np.unique(clusters)) > 1:
        robust = fit.get_robustcov_results("cluster", groups=clusters, use_correction=True)
        clustered = cr2(design, np.asarray(fit.resid), clusters)
        vcov |= {"cr1": robust.cov_params(), "cr2": clustered.vcov}
        df["cr1"] = np.full(design.shape[1], float(len(np.unique(clusters)) - 1))
        df["cr2"] = clustered.df
    p = x.shape[1]
    vif = [1.0] if p == 1 else [variance_inflation_factor(design, i + 1) for i in range(p)]
    return Ols(
        b=np.asarray(fit.params),
        se={name: np.sqrt(np.diag(V)) for name, V in vcov.items()},
        df=df,
        vcov={name: np.asarray(V) for name, V in vcov.items()},
        vif=np.asarray(vif),
        r2=float(fit.rsquared),
        adj_r2=float(fit.rsquared_adj),
        df_resid=int(fit.df_resid),
        ssr=float(fit.ssr),
        fitted=np.asarray(fit.fittedvalues),
        residuals=np.asarray(fit.resid),
        clustered=clustered,
    )


def diagnostics(y: Array, x: Array) -> Diagnostics:
    """Diagnostics of the regression of `y` (n,) on `x` (n, p) and an intercept."""
    from scipy import stats
    from statsmodels.regression.linear_model import OLS
    from statsmodels.stats.diagnostic import het_breuschpagan

    design = _with_intercept(x)
    fit = OLS(y, design).fit()
    influence = fit.get_influence()
    with np.errstate(all="ignore"):
        cook = np.asarray(influence.cooks_distance[0])
    lm, p, _, _ = het_breuschpagan(fit.resid, design)
    reset_f, df1, df2, reset_p = _reset(y, design, np.asarray(fit.fittedvalues), float(fit.ssr))
    return Diagnostics(
        bp=float(lm),
        bp_df=x.shape[1],
        bp_pvalue=float(p),
        reset_f=reset_f,
        reset_df1=df1,
        reset_df2=df2,
        reset_p=reset_p,
        skew=float(stats.skew(fit.resid, bias=False)),
        kurtosis=float(stats.kurtosis(fit.resid, bias=False)),
        cook=cook,
        leverage=np.asarray(influence.hat_matrix_diag),
    )


def _reset(y: Array, design: Array, fitted: Array, ssr: float) -> tuple[float, int, int, float]:
    """F, its df and p; NaN where powers add no column of their own."""
    from scipy import stats

    z = (fitted - fitted.mean()) / fitted.std()
    more = np.column_stack([design, z**2, z**3])
    df1, df2 = 2, len(y) - more.shape[1]
    if df2 < 1 or np.linalg.matrix_rank(more) < more.shape[1]:
        return float("nan"), df1, df2, float("nan")
    left = y - more @ np.linalg.lstsq(more, y, rcond=None)[0]
    F = (ssr - float(left @ left)) / df1 / (float(left @ left) / df2)
    return F, df1, df2, float(stats.f.sf(F, df1, df2))


def _with_intercept(x: Array) -> Array:
    return np.column_stack([np.ones(len(x)), x])
