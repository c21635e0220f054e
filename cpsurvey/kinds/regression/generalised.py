"""Blocks of a generalised linear model and its diagnostics."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from scipy import stats as distributions

from cpsurvey.analysis import terms as grammar
from cpsurvey.analysis.numbers import number
from cpsurvey.analysis.regression_data import Data
from cpsurvey.engines import glm as engine
from cpsurvey.errors import CpsurveyError
from cpsurvey.kinds.regression.inference import tested
from cpsurvey.kinds.regression.linear import every_error, robust_change, slices
from cpsurvey.stats.separation import separation

LARGEST_RATIO = 700.0
"""Above it, a coefficient has no ratio: its exponential is beyond numbers."""


def blocks(data: Data, family: str, errors: str) -> tuple[list[dict[str, Any]], engine.Glm]:
    """One row per block, and the fit of the last one.

    Raises
    ------
    CpsurveyError
        CPS441 the predictors separate the outcome, CPS407 no convergence.
    """
    _refuse_separated(data, family)
    rows: list[dict[str, Any]] = []
    before: engine.Glm | None = None
    fit: engine.Glm | None = None
    for step, block in enumerate(data.blocks):
        fit = engine.glm(
            data.y,
            data.x(step + 1),
            family,
            trials=data.trials,
            offset=data.offset,
            clusters=data.clusters,
        )
        rows.append(
            {
                "block": step + 1,
                "added": [column.term for column in block],
                "terms": _terms(fit, data.columns(step + 1), errors),
                "n": len(data.y),
                **_measures(fit, len(data.y)),
                **_change(fit, before, len(block)),
                **robust_change(fit, len(block), errors, data.count),
            }
        )
        before = fit
    assert fit is not None
    return rows, fit


def _refuse_separated(data: Data, family: str) -> None:
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


def _terms(
    fit: engine.Glm, entered: Sequence[grammar.Column], errors: str
) -> list[dict[str, Any]]:
    se, df = fit.se[errors], fit.df[errors]
    made = []
    for i in range(len(fit.b)):
        found = tested(float(fit.b[i]), float(se[i]), float(df[i]))
        made.append(
            {
                "term": "intercept" if i == 0 else entered[i - 1].term,
                "b": found.pop("est"),
                **found,
                "ratio": _ratio(float(fit.b[i])),
                "ratio_lower": _ratio(found["ci_lower"]),
                "ratio_upper": _ratio(found["ci_upper"]),
                "beta": None,
                "vif": None if i == 0 else number(fit.vif[i - 1]),
                **every_error(fit, i),
            }
        )
    return made


def _ratio(value: float | None) -> float | None:
    return None if value is None or value > LARGEST_RATIO else float(np.exp(value))


def _measures(fit: engine.Glm, n: int) -> dict[str, Any]:
    """Log likelihood and what stands for R2: McFadden (1974), Nagelkerke (1991)."""
    p = len(fit.b)
    likelihood: dict[str, float | None] = dict.fromkeys(
        ("loglik", "aic", "mcfadden", "nagelkerke")
    )
    if fit.loglik is not None and fit.loglik_null is not None:
        gain = fit.loglik - fit.loglik_null
        likelihood = {
            "loglik": number(fit.loglik),
            "aic": number(2 * p - 2 * fit.loglik),
            "mcfadden": number(1 - fit.loglik / fit.loglik_null),
            "nagelkerke": number(np.expm1(-2 * gain / n) / np.expm1(2 * fit.loglik_null / n)),
        }
    return {
        **likelihood,
        "deviance": number(fit.deviance),
        "df_resid": fit.df_resid,
        "deviance_r2": number(1 - fit.deviance / fit.null_deviance),
        "dispersion": number(fit.pearson / fit.df_resid),
    }


def _change(fit: engine.Glm, before: engine.Glm | None, added: int) -> dict[str, Any]:
    """Likelihood-ratio test of the block; F where the dispersion is estimated."""
    drop = (before.deviance if before else fit.null_deviance) - fit.deviance
    if fit.loglik is None:
        F = drop / added / fit.dispersion
        return {
            "deviance_change": number(drop),
            "f_change": number(F),
            "df1": added,
            "df2": fit.df_resid,
            "p_change": number(distributions.f.sf(F, added, fit.df_resid)),
        }
    return {
        "deviance_change": number(drop),
        "f_change": None,
        "df1": added,
        "df2": None,
        "p_change": number(distributions.chi2.sf(drop, added)),
    }


def diagnostics(fit: engine.Glm, data: Data, family: str, k: int) -> dict[str, Any]:
    """Calibration by slices of at least `k` people, influence, overdispersion.

    ``auc`` is the chance that somebody with the outcome is given a higher probability than
    somebody without (0.5: no better than a coin).
    """
    rates = data.y if data.trials is None else data.y / data.trials
    return {
        "auc": number(_auc(fit.fitted, data.y))
        if family == "binomial" and data.trials is None
        else None,
        "pearson": number(fit.pearson),
        "pearson_df": fit.df_resid,
        "pearson_p": number(distributions.chi2.sf(fit.pearson, fit.df_resid))
        if family == "poisson" or data.trials is not None
        else None,
        "max_cook": number(fit.cook.max()),
        "max_leverage": number(fit.leverage.max()),
        "slices": [
            {
                "fitted": number(fit.fitted[rows].mean()),
                "observed": number(rates[rows].mean()),
                "se": number(rates[rows].std(ddof=1) / np.sqrt(len(rows)))
                if len(rows) > 1
                else None,
            }
            for rows in slices(fit.fitted, k)
        ],
    }


def _auc(fitted: Any, y: Any) -> float:
    ranks = distributions.rankdata(fitted)
    ones = float(y.sum())
    return float((ranks[y == 1].sum() - ones * (ones + 1) / 2) / (ones * (len(y) - ones)))
