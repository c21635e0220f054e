"""Linear regression by statsmodels: arrays in, arrays out, never a formula."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Ols:
    """One fitted linear regression; the intercept comes first.

    Parameters
    ----------
    b : (p + 1,) array
        Coefficients.
    se : mapping of str to (p + 1,) array
        ``classical``; ``hc3`` (MacKinnon & White, 1985); ``cluster``, the CR1
        sandwich with G/(G-1) * (n-1)/(n-p-1), when clusters were given.
    df : mapping of str to float
        Degrees of freedom of the t tests: n - p - 1, and G - 1 for ``cluster``.
    vif : (p,) array
        Variance inflation factors, intercept left out.
    r2, adj_r2 : float
        Share of variance, and the same adjusted for p.
    df_resid : int
        n - p - 1.
    """

    b: Array
    se: Mapping[str, Array]
    df: Mapping[str, float]
    vif: Array
    r2: float
    adj_r2: float
    df_resid: int
    ssr: float


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
    import statsmodels.api as sm
    from statsmodels.stats.outliers_influence import variance_inflation_factor

    design = _with_intercept(x)
    model = sm.OLS(y, design)
    fit = model.fit()
    se = {"classical": fit.bse, "hc3": fit.get_robustcov_results("HC3").bse}
    df = {"classical": float(fit.df_resid), "hc3": float(fit.df_resid)}
    if clusters is not None:
        robust = fit.get_robustcov_results("cluster", groups=clusters, use_correction=True)
        se["cluster"] = robust.bse
        df["cluster"] = float(len(np.unique(clusters)) - 1)
    p = x.shape[1]
    vif = [1.0] if p == 1 else [variance_inflation_factor(design, i + 1) for i in range(p)]
    return Ols(
        b=np.asarray(fit.params),
        se={name: np.asarray(value) for name, value in se.items()},
        df=df,
        vif=np.asarray(vif),
        r2=float(fit.rsquared),
        adj_r2=float(fit.rsquared_adj),
        df_resid=int(fit.df_resid),
        ssr=float(fit.ssr),
    )


def _with_intercept(x: Array) -> Array:
    return np.column_stack([np.ones(len(x)), x])
