"""Linear regression by least squares: arrays in, arrays out, never a formula.

Nothing is loaded but NumPy: statsmodels brings pandas and all of `scipy.stats`, which take
longer than the regressions of a study. Tests hold the numbers against its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cpsurvey.inverses import pinv
from cpsurvey.stats.robust import Cr2, cr2, sandwich
from cpsurvey.stats.tails import chi2_above, f_above

Array = NDArray[np.float64]
NEGLIGIBLE = 1e-15
"""Share of the largest singular value below which one counts as zero."""


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
    design = _with_intercept(x)
    fit = _least_squares(y, design)
    n, size = design.shape
    left = n - size
    residual, equal = np.full(size, float(left)), np.ones(n)
    vcov = {
        "classical": fit.ssr / left * (fit.inverse @ fit.inverse.T),
        "hc3": sandwich(design, fit.residuals, equal, None),
    }
    df = {"classical": residual, "hc3": residual}
    clustered = None
    if clusters is not None and (count := len(np.unique(clusters))) > 1:
        clustered = cr2(design, fit.residuals, clusters)
        vcov |= {
            "cr1": sandwich(design, fit.residuals, equal, clusters),
            "cr2": clustered.vcov,
        }
        df |= {"cr1": np.full(size, float(count - 1)), "cr2": clustered.df}
    return Ols(
        b=fit.b,
        se={name: np.sqrt(np.diag(V)) for name, V in vcov.items()},
        df=df,
        vcov=vcov,
        vif=_inflation(x),
        r2=fit.r2,
        adj_r2=1 - (n - 1) / left * (1 - fit.r2),
        df_resid=left,
        ssr=fit.ssr,
        fitted=fit.fitted,
        residuals=fit.residuals,
        clustered=clustered,
    )


@dataclass(frozen=True, slots=True)
class _Fit:
    """Coefficients and residuals; `inverse` is the (p + 1, n) pseudoinverse of the design."""

    b: Array
    inverse: Array
    fitted: Array
    residuals: Array
    ssr: float
    r2: float


def _least_squares(y: Array, design: Array) -> _Fit:
    """`y` on columns of which one is constant."""
    inverse = pinv(design, NEGLIGIBLE)
    b = inverse @ y
    fitted = design @ b
    residuals, centred = y - fitted, y - y.mean()
    ssr = float(residuals @ residuals)
    return _Fit(b, inverse, fitted, residuals, ssr, 1 - ssr / float((centred**2).sum()))


def _inflation(x: Array) -> Array:
    """Variance inflation of every predictor: the diagonal of their inverse correlations."""
    scaled = (x - x.mean(axis=0)) / x.std(axis=0)
    try:
        found = np.diag(np.linalg.inv(scaled.T @ scaled / len(x)))
    except np.linalg.LinAlgError:
        found = np.full(x.shape[1], np.inf)
    # below one by more than rounding, it is of predictors that follow from one another
    return np.clip(np.where(found > 0.5, found, np.inf), 1.0, 1 / NEGLIGIBLE)


def diagnostics(y: Array, x: Array) -> Diagnostics:
    """Diagnostics of the regression of `y` (n,) on `x` (n, p) and an intercept."""
    design = _with_intercept(x)
    fit = _least_squares(y, design)
    n, size = design.shape
    leverage = (design * fit.inverse.T).sum(axis=1)
    with np.errstate(all="ignore"):
        alike = fit.residuals / np.sqrt(fit.ssr / (n - size)) / np.sqrt(1 - leverage)
        cook = alike**2 / size * (leverage / (1 - leverage))
    lm = n * _least_squares(fit.residuals**2, design).r2
    reset_f, df1, df2, reset_p = _reset(y, design, fit.fitted, fit.ssr)
    skew, kurtosis = _shape(fit.residuals)
    return Diagnostics(
        bp=lm,
        bp_df=x.shape[1],
        bp_pvalue=chi2_above(lm, x.shape[1]),
        reset_f=reset_f,
        reset_df1=df1,
        reset_df2=df2,
        reset_p=reset_p,
        skew=skew,
        kurtosis=kurtosis,
        cook=cook,
        leverage=leverage,
    )


def _shape(values: Array) -> tuple[float, float]:
    """Skewness and excess kurtosis, unbiased under normality (Joanes & Gill, 1998)."""
    n, apart = len(values), values - values.mean()
    squares = apart**2
    second, third, fourth = (float(m.mean()) for m in (squares, squares * apart, squares**2))
    if n < 4 or second <= (np.finfo(float).eps * values.mean()) ** 2:
        return float("nan"), float("nan")
    skew = np.sqrt(n * (n - 1)) / (n - 2) * third / second**1.5
    kurtosis = ((n**2 - 1) * fourth / second**2 - 3 * (n - 1) ** 2) / ((n - 2) * (n - 3))
    return float(skew), float(kurtosis)


def _reset(y: Array, design: Array, fitted: Array, ssr: float) -> tuple[float, int, int, float]:
    """F, its df and p; NaN where powers add no column of their own."""
    z = (fitted - fitted.mean()) / fitted.std()
    more = np.column_stack([design, z**2, z**3])
    df1, df2 = 2, len(y) - more.shape[1]
    if df2 < 1 or np.linalg.matrix_rank(more) < more.shape[1]:
        return float("nan"), df1, df2, float("nan")
    left = y - more @ np.linalg.lstsq(more, y, rcond=None)[0]
    F = (ssr - float(left @ left)) / df1 / (float(left @ left) / df2)
    return F, df1, df2, f_above(F, df1, df2)


def _with_intercept(x: Array) -> Array:
    return np.column_stack([np.ones(len(x)), x])
