"""Blocks of a regression over completed data sets: Rubin's rules, D1, pooled R2."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis.numbers import number
from cpsurvey.analysis.pooledfit import PooledFit
from cpsurvey.analysis.regression_data import Data
from cpsurvey.engines.glm import Glm
from cpsurvey.engines.ols import Ols
from cpsurvey.kinds.regression import generalised, linear
from cpsurvey.kinds.regression.coefficients import coefficients, joint_test
from cpsurvey.kinds.regression.data import Family, GeneralisedBlock, LinearBlock
from cpsurvey.parts import Errors
from cpsurvey.stats import pooling

Array = NDArray[np.float64]


def linear_blocks(
    data: Sequence[Data], errors: Errors
) -> tuple[tuple[LinearBlock, ...], PooledFit[Ols]]:
    """One row per block, and the pooled fit of the last one."""
    rows: list[LinearBlock] = []
    fit, before = None, 0.0
    for step in range(1, len(data[0].blocks) + 1):
        fit = PooledFit.of(linear.fitted(one, step) for one in data)
        fits = fit.fits
        r2 = pooling.r2(np.array([f.r2 for f in fits]))
        betas = [linear.betas(f.b, one, step) for f, one in zip(fits, data, strict=True)]
        entered, n, left = data[0].columns(step), len(data[0].y), fits[0].df_resid
        added = data[0].blocks[step - 1]
        change = joint_test(fit, len(added), "classical", None)
        rows.append(
            LinearBlock(
                block=step,
                added=tuple(column.term for column in added),
                terms=coefficients(fit, entered, errors, np.mean(betas, axis=0)),
                n=n,
                r2=number(r2),
                adj_r2=number(1 - (n - 1) / left * (1 - r2)),
                delta_r2=number(r2 - before),
                f2=number((r2 - before) / (1 - r2)) if r2 < 1 else None,
                f_change=change["wald_f"],
                df1=len(added),
                df2=change["wald_df2"],
                p_change=change["wald_p"],
                **joint_test(fit, len(added), errors, data[0].count),
            )
        )
        before = r2
    assert fit is not None  # there is a block
    return tuple(rows), fit


def generalised_blocks(
    data: Sequence[Data], family: Family, errors: Errors
) -> tuple[tuple[GeneralisedBlock, ...], PooledFit[Glm]]:
    """The same of the other families; the likelihoods of completed data are not pooled."""
    generalised.refuse_separated(data[0], family)
    rows: list[GeneralisedBlock] = []
    fit = None
    for step in range(1, len(data[0].blocks) + 1):
        fit = PooledFit.of(generalised.fitted(one, family, step) for one in data)
        fits = fit.fits
        added = data[0].blocks[step - 1]
        change = joint_test(fit, len(added), "classical", None)
        rows.append(
            GeneralisedBlock(
                block=step,
                added=tuple(column.term for column in added),
                terms=coefficients(fit, data[0].columns(step), errors),
                n=len(data[0].y),
                loglik=None,
                aic=None,
                mcfadden=None,
                nagelkerke=None,
                deviance=number(np.mean([f.deviance for f in fits])),
                df_resid=fits[0].df_resid,
                deviance_r2=number(np.mean([1 - f.deviance / f.null_deviance for f in fits])),
                dispersion=number(np.mean([f.pearson / f.df_resid for f in fits])),
                deviance_change=None,
                f_change=change["wald_f"],
                df1=len(added),
                df2=change["wald_df2"],
                p_change=change["wald_p"],
                **joint_test(fit, len(added), errors, data[0].count),
            )
        )
    assert fit is not None
    return tuple(rows), fit
