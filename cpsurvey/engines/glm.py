"""Generalised linear models by statsmodels: arrays in, arrays out, never a formula."""

from __future__ import annotations

import gc
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cpsurvey.engines.loading import loaded
from cpsurvey.errors import CpsurveyError
from cpsurvey.stats.links import mean, variance
from cpsurvey.stats.robust import Cr2, cr2, sandwich

Array = NDArray[np.float64]
ESTIMATED = ("gamma",)
"""Families whose dispersion is estimated; the others' is one."""
UNUSED: dict[str, tuple[str, ...]] = {"formulaic": ()}
"""A reader of formulas, which takes longer to load than all the rest; patsy is there, too."""
LARGE = 10_000
"""Rows from which on earlier fits are freed first: statsmodels' results hold themselves, and
one of 50,000 rows 50 MB."""


@dataclass(frozen=True, slots=True)
class Glm:
    """One fitted model; the intercept comes first.

    Parameters
    ----------
    b : (p + 1,) array
        Coefficients on the scale of the link.
    se, df, vcov : mappings
        By kind of error, as in `ols.Ols`; df is infinite where the test is a z test.
    vif : (p,) array
        From the correlations of the coefficients (Fox & Monette, 1992).
    deviance, null_deviance, pearson : float
        -2 log likelihood against a perfect fit, of the model and of the intercept (with the
        offset); Pearson's chi-square.
    dispersion : float
        Pearson's chi-square by its df where it is estimated, else 1.
    loglik, loglik_null : float or None
        None where the likelihood needs a dispersion (gamma).
    fitted : (n,) array
        Means; probabilities when binomial.
    leverage, cook : (n,) arrays
    """

    b: Array
    se: Mapping[str, Array]
    df: Mapping[str, Array]
    vcov: Mapping[str, Array]
    vif: Array
    deviance: float
    null_deviance: float
    pearson: float
    dispersion: float
    df_resid: int
    loglik: float | None
    loglik_null: float | None
    fitted: Array
    residuals: Array
    leverage: Array
    cook: Array
    clustered: Cr2 | None


def glm(
    y: Array,
    x: Array,
    family: str,
    *,
    trials: Array | None = None,
    offset: Array | None = None,
    clusters: NDArray[np.int64] | None = None,
) -> Glm:
    """Fit `y` (n,) on `x` (n, p) and an intercept, complete data only.

    Parameters
    ----------
    family : str
        ``binomial`` (logit), ``poisson`` or ``gamma`` (log).
    trials : (n,) array, optional
        Of which `y` succeeded; 1 when absent.
    offset : (n,) array, optional
        Added to the linear predictor: the log of the exposure.

    Raises
    ------
    CpsurveyError
        CPS407 no convergence.
    """
    design = np.column_stack([np.ones(len(x)), x])
    fit = _fit(y, design, family, trials, offset)
    null = _fit(y, design[:, :1], family, trials, offset)
    b, eta = np.asarray(fit.params), np.asarray(fit.predict(which="linear"))
    found = mean(family, eta)
    prior = np.ones(len(y)) if trials is None else trials
    e = y / prior - found.value
    theta = variance(family, found.value) / prior
    U = design * found.slope[:, None]
    residual_df = int(fit.df_resid)
    pearson = float(np.sum(e**2 / theta))
    dispersion = pearson / residual_df if family in ESTIMATED else 1.0
    bread: Array = np.asarray(np.linalg.inv(U.T @ (U / theta[:, None])), dtype=float)
    vcov = {"classical": dispersion * bread, "hc3": sandwich(U, e, 1 / theta, None)}
    by_family = float(residual_df) if family in ESTIMATED else np.inf
    df = {name: np.full(len(b), by_family) for name in vcov}
    clustered = None
    if clusters is not None and len(np.unique(clusters)) > 1:
        clustered = cr2(U, e, clusters, 1 / theta)
        vcov |= {"cr1": sandwich(U, e, 1 / theta, clusters), "cr2": clustered.vcov}
        df |= {"cr1": np.full(len(b), len(np.unique(clusters)) - 1.0), "cr2": clustered.df}
    leverage = np.einsum("ij,jk,ik->i", U, bread, U / theta[:, None])
    with np.errstate(all="ignore"):
        squared = e**2 / theta / (1 - leverage) ** 2
    known = family not in ESTIMATED
    return Glm(
        b=b,
        se={name: np.sqrt(np.diag(V)) for name, V in vcov.items()},
        df=df,
        vcov=vcov,
        vif=_vif(vcov["classical"]),
        deviance=float(fit.deviance),
        null_deviance=float(null.deviance),
        pearson=pearson,
        dispersion=dispersion,
        df_resid=residual_df,
        loglik=float(fit.llf) if known else None,
        loglik_null=float(null.llf) if known else None,
        fitted=found.value,
        residuals=e / np.sqrt(theta * dispersion),
        leverage=leverage,
        cook=squared * leverage / (dispersion * len(b)),
        clustered=clustered,
    )


def _fit(
    y: Array,
    design: Array,
    family: str,
    trials: Array | None,
    offset: Array | None,
) -> Any:
    GLM = loaded("statsmodels.genmod.generalized_linear_model", UNUSED).GLM
    from statsmodels.genmod.families import Binomial, Gamma, Poisson, links

    families = {
        "binomial": Binomial,
        "poisson": Poisson,
        "gamma": lambda: Gamma(link=links.Log()),
    }
    outcome = y if trials is None else np.column_stack([y, trials - y])
    if len(y) > LARGE:
        gc.collect()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what they say is looked for, and said, elsewhere
        try:
            fit = GLM(outcome, design, family=families[family](), offset=offset).fit(
                tol=1e-12, tol_criterion="params", maxiter=100
            )
        except (ValueError, np.linalg.LinAlgError):
            raise _no_fit() from None
    if not fit.converged or not np.isfinite(fit.params).all():
        raise _no_fit()
    return fit


def _no_fit() -> CpsurveyError:
    return CpsurveyError(
        "CPS407",
        "the estimates do not settle",
        fix="leave out predictors that hardly vary, or that few respondents have",
    )


def _vif(vcov: Array) -> Array:
    V = vcov[1:, 1:]
    spread = np.sqrt(np.diag(V))
    return np.asarray(np.diag(np.linalg.inv(V / np.outer(spread, spread))))
