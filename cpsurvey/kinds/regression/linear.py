"""Blocks of a linear regression and its diagnostics."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from cpsurvey.analysis import terms as grammar
from cpsurvey.analysis.numbers import number
from cpsurvey.analysis.regression_data import Data
from cpsurvey.engines import ols as engine
from cpsurvey.kinds.regression.coefficients import coefficients, joint_test
from cpsurvey.kinds.regression.data import LinearBlock, Quantile, Residuals
from cpsurvey.kinds.regression.slices import slices
from cpsurvey.parts import Errors
from cpsurvey.stats.tails import f_above

Array = NDArray[np.float64]


def blocks(data: Data, errors: Errors) -> tuple[tuple[LinearBlock, ...], engine.Ols]:
    """One row per block, and the fit of the last one."""
    steps = range(1, len(data.blocks) + 1)
    fits = [fitted(data, step) for step in steps]
    before = [0.0, *(fit.r2 for fit in fits)]
    rows = tuple(
        _block(data, step, fit, r2, errors)
        for step, fit, r2 in zip(steps, fits, before, strict=False)
    )
    return rows, fits[-1]


def fitted(data: Data, step: int) -> engine.Ols:
    """The regression on the first `step` blocks."""
    return engine.ols(data.y, data.x(step), data.clusters)


def betas(b: Array, data: Data, step: int) -> Array:
    """Standardised coefficients; what stands for the intercept is zero."""
    spread = [0.0, *(grammar.deviation(c, data.used) for c in data.columns(step))]
    return np.asarray(b * np.array(spread) / data.y.std(ddof=1))


def _block(
    data: Data, step: int, fit: engine.Ols, before: float, errors: Errors
) -> LinearBlock:
    """Change of R2 with its classical F test, and f2 of the block (Cohen, 1988)."""
    added, entered = data.blocks[step - 1], data.columns(step)
    delta, q = fit.r2 - before, len(added)
    f = (delta / q) / ((1 - fit.r2) / fit.df_resid) if fit.r2 < 1 else np.inf
    return LinearBlock(
        block=step,
        added=tuple(column.term for column in added),
        terms=coefficients(fit, entered, errors, betas(fit.b, data, step)),
        n=len(data.y),
        r2=number(fit.r2),
        adj_r2=number(fit.adj_r2),
        delta_r2=number(delta),
        f2=number(delta / (1 - fit.r2)) if fit.r2 < 1 else None,
        f_change=number(f),
        df1=q,
        df2=fit.df_resid,
        p_change=number(f_above(f, q, fit.df_resid)),
        **joint_test(fit, q, errors, data.count),
    )


def diagnostics(fit: engine.Ols, data: Data, k: int) -> Residuals:
    """Tests and, for the picture, mean residuals by slices of at least `k` people."""
    found = engine.diagnostics(data.y, data.x())
    probabilities = (np.arange(1, 20)) / 20
    scaled = np.quantile(fit.residuals / fit.residuals.std(ddof=1), probabilities)
    normal = ndtri(probabilities)
    return Residuals(
        bp=number(found.bp),
        bp_df=found.bp_df,
        bp_pvalue=number(found.bp_pvalue),
        reset_f=number(found.reset_f),
        reset_df1=found.reset_df1,
        reset_df2=found.reset_df2,
        reset_p=number(found.reset_p),
        skew=number(found.skew),
        kurtosis=number(found.kurtosis),
        max_cook=number(found.cook.max()),
        max_leverage=number(found.leverage.max()),
        slices=slices(fit.fitted, fit.residuals, k),
        quantiles=tuple(
            Quantile(normal=number(a), residual=number(b))
            for a, b in zip(normal, scaled, strict=True)
        ),
    )
