"""Blocks of a generalised linear model and its diagnostics."""

from __future__ import annotations

from typing import TypedDict

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis.numbers import number
from cpsurvey.analysis.regression_data import Data
from cpsurvey.engines import glm as engine
from cpsurvey.errors import CpsurveyError
from cpsurvey.kinds.regression.coefficients import coefficients, joint_test
from cpsurvey.kinds.regression.data import Calibration, Family, GeneralisedBlock
from cpsurvey.kinds.regression.slices import slices
from cpsurvey.parts import Errors
from cpsurvey.stats.separation import separation
from cpsurvey.stats.tails import chi2_above, f_above

Array = NDArray[np.float64]


def blocks(
    data: Data, family: Family, errors: Errors
) -> tuple[tuple[GeneralisedBlock, ...], engine.Glm]:
    """One row per block, and the fit of the last one.

    Raises
    ------
    CpsurveyError
        CPS441 the predictors separate the outcome, CPS407 no convergence.
    """
    refuse_separated(data, family)
    steps = range(1, len(data.blocks) + 1)
    fits = [fitted(data, family, step) for step in steps]
    before = [fits[0].null_deviance, *(fit.deviance for fit in fits)]
    rows = tuple(
        _block(data, step, fit, deviance, errors)
        for step, fit, deviance in zip(steps, fits, before, strict=False)
    )
    return rows, fits[-1]


def fitted(data: Data, family: Family, step: int) -> engine.Glm:
    """The regression on the first `step` blocks."""
    return engine.glm(
        data.y,
        data.x(step),
        family,
        trials=data.trials,
        offset=data.offset,
        clusters=data.clusters,
    )


def refuse_separated(data: Data, family: Family) -> None:
    """Refuse predictors that tell the outcome for sure."""
    if family not in ("binomial", "poisson"):
        return
    most = np.ones(len(data.y)) if data.trials is None else data.trials
    signs = np.where(data.y == 0, -1, 0)
    if family == "binomial":
        signs = np.where(data.y == most, 1, signs)
    found = separation(np.column_stack([np.ones(len(data.y)), data.x()]), signs)
    if found is None:
        return
    names = [column.term for column in data.columns()]
    guilty = [names[i - 1] for i in found.columns if i > 0] or ["intercept"]
    how = "of every respondent" if found.kind == "complete" else "of some respondents for sure"
    raise CpsurveyError(
        "CPS441",
        f"{found.kind}{'-complete' if found.kind == 'quasi' else ''} separation: "
        f"{', '.join(guilty)} tell the outcome {how}, so their coefficients are infinite",
        fix="merge rare categories, leave out a predictor, or take fewer products",
    )


def _block(
    data: Data, step: int, fit: engine.Glm, before: float, errors: Errors
) -> GeneralisedBlock:
    """Likelihood-ratio test of the block; F where the dispersion is estimated."""
    added = data.blocks[step - 1]
    drop, q = before - fit.deviance, len(added)
    F = drop / q / fit.dispersion if fit.loglik is None else None
    p = chi2_above(drop, q) if F is None else f_above(F, q, fit.df_resid)
    return GeneralisedBlock(
        block=step,
        added=tuple(column.term for column in added),
        terms=coefficients(fit, data.columns(step), errors),
        n=len(data.y),
        **_likelihood(fit, len(data.y)),
        deviance=number(fit.deviance),
        df_resid=fit.df_resid,
        deviance_r2=number(1 - fit.deviance / fit.null_deviance),
        dispersion=number(fit.pearson / fit.df_resid),
        deviance_change=number(drop),
        f_change=None if F is None else number(F),
        df1=q,
        df2=None if F is None else fit.df_resid,
        p_change=number(p),
        **joint_test(fit, q, errors, data.count),
    )


class _Likelihood(TypedDict):
    loglik: float | None
    aic: float | None
    mcfadden: float | None
    nagelkerke: float | None


def _likelihood(fit: engine.Glm, n: int) -> _Likelihood:
    """Log likelihood and what stands for R2: McFadden (1974), Nagelkerke (1991)."""
    if fit.loglik is None or fit.loglik_null is None:
        return _Likelihood(loglik=None, aic=None, mcfadden=None, nagelkerke=None)
    gain = fit.loglik - fit.loglik_null
    return _Likelihood(
        loglik=number(fit.loglik),
        aic=number(2 * len(fit.b) - 2 * fit.loglik),
        mcfadden=number(1 - fit.loglik / fit.loglik_null),
        nagelkerke=number(np.expm1(-2 * gain / n) / np.expm1(2 * fit.loglik_null / n)),
    )


def diagnostics(fit: engine.Glm, data: Data, family: Family, k: int) -> Calibration:
    """Calibration by slices of at least `k` people, influence, overdispersion."""
    each = data.trials is None
    rates = data.y if data.trials is None else data.y / data.trials
    telling = family == "poisson" or not each
    return Calibration(
        auc=number(_auc(fit.fitted, data.y)) if family == "binomial" and each else None,
        pearson=number(fit.pearson),
        pearson_df=fit.df_resid,
        pearson_p=number(chi2_above(fit.pearson, fit.df_resid)) if telling else None,
        max_cook=number(fit.cook.max()),
        max_leverage=number(fit.leverage.max()),
        slices=slices(fit.fitted, rates, k),
    )


def _auc(fitted: Array, y: Array) -> float:
    from scipy.stats import rankdata

    ranks = rankdata(fitted)
    ones = float(y.sum())
    return float((ranks[y == 1].sum() - ones * (ones + 1) / 2) / (ones * (len(y) - ones)))
