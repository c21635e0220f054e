"""Blocks of a linear regression and its diagnostics."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import stats as distributions

from cpsurvey.analysis import terms as grammar
from cpsurvey.analysis.numbers import number
from cpsurvey.analysis.regression_data import Data
from cpsurvey.engines import ols as engine
from cpsurvey.kinds.regression.inference import tested

BINS = 10
"""Slices of the fitted values whose mean residuals are shown."""


def blocks(data: Data, errors: str) -> tuple[list[dict[str, Any]], engine.Ols]:
    """One row per block, and the fit of the last one."""
    rows: list[dict[str, Any]] = []
    before: engine.Ols | None = None
    fit: engine.Ols | None = None
    for step, block in enumerate(data.blocks):
        fit = engine.ols(data.y, data.x(step + 1), data.clusters)
        rows.append(
            {
                "block": step + 1,
                "added": [column.term for column in block],
                "terms": _terms(fit, data.columns(step + 1), data, errors),
                "n": len(data.y),
                "r2": fit.r2,
                "adj_r2": fit.adj_r2,
                **_change(fit, before, len(block)),
                **robust_change(fit, len(block), errors, data.count),
            }
        )
        before = fit
    assert fit is not None
    return rows, fit


def _terms(
    fit: engine.Ols, entered: Sequence[grammar.Column], data: Data, errors: str
) -> list[dict[str, Any]]:
    se, df = fit.se[errors], fit.df[errors]
    spread = [0.0, *(_spread(c, data.used) for c in entered)]
    beta = fit.b * np.array(spread) / data.y.std(ddof=1)
    made = []
    for i in range(len(fit.b)):
        found = tested(float(fit.b[i]), float(se[i]), float(df[i]))
        made.append(
            {
                "term": "intercept" if i == 0 else entered[i - 1].term,
                "b": found.pop("est"),
                **found,
                "beta": None if i == 0 else number(beta[i]),
                "vif": None if i == 0 else number(fit.vif[i - 1]),
                **every_error(fit, i),
            }
        )
    return made


def every_error(fit: Any, i: int) -> dict[str, float | None]:
    """Standard errors of coefficient `i` of every kind."""
    return {
        f"se_{kind}": number(fit.se[kind][i]) if kind in fit.se else None
        for kind in ("classical", "hc3", "cr1", "cr2")
    }


def _spread(column: grammar.Column, used: NDArray[np.bool_]) -> float:
    """Standard deviation; of a product, the product of its parts' deviations.

    A product is never standardised itself: its coefficient would no longer be the change
    of a slope (Aiken & West, 1991).
    """
    return float(np.prod([part.values[used].std(ddof=1) for part in column.parts]))


def _change(fit: engine.Ols, before: engine.Ols | None, added: int) -> dict[str, Any]:
    """Change of R2 with its classical F test, and f2 of the block (Cohen, 1988)."""
    r2_before = before.r2 if before else 0.0
    delta = fit.r2 - r2_before
    f = (delta / added) / ((1 - fit.r2) / fit.df_resid) if fit.r2 < 1 else np.inf
    return {
        "delta_r2": number(delta),
        "f2": number(delta / (1 - fit.r2)) if fit.r2 < 1 else None,
        "f_change": number(f),
        "df1": added,
        "df2": fit.df_resid,
        "p_change": number(distributions.f.sf(f, added, fit.df_resid)),
    }


def robust_change(fit: Any, added: int, errors: str, clusters: int | None) -> dict[str, Any]:
    """Joint test of the last `added` coefficients with the interpreted errors.

    Wald's F (chi-square by its df where the df are infinite), or HTZ under CR2. With as
    many coefficients as groups the covariance has no inverse: no test.
    """
    if errors in ("cr1", "cr2") and clusters is not None and added >= clusters:
        return {"wald_f": None, "wald_df2": None, "wald_p": None}
    place = np.arange(len(fit.b) - added, len(fit.b))
    if errors == "cr2":
        F, _, df2, p = fit.clustered.wald(fit.b, place)
    else:
        V = fit.vcov[errors][np.ix_(place, place)]
        F = float(fit.b[place] @ np.linalg.solve(V, fit.b[place])) / added
        df2 = float(fit.df[errors][0])
        p = float(distributions.f.sf(F, added, df2))
        if not np.isfinite(df2):
            p = float(distributions.chi2.sf(F * added, added))
    return {"wald_f": number(F), "wald_df2": number(df2), "wald_p": number(p)}


def diagnostics(fit: engine.Ols, data: Data, k: int) -> dict[str, Any]:
    """Tests and, for the picture, mean residuals by slices of at least `k` people."""
    found = engine.diagnostics(data.y, data.x())
    probabilities = (np.arange(1, 20)) / 20
    scaled = fit.residuals / fit.residuals.std(ddof=1)
    return {
        "bp": number(found.bp),
        "bp_df": found.bp_df,
        "bp_pvalue": number(found.bp_pvalue),
        "reset_f": number(found.reset_f),
        "reset_df1": found.reset_df1,
        "reset_df2": found.reset_df2,
        "reset_p": number(found.reset_p),
        "skew": number(found.skew),
        "kurtosis": number(found.kurtosis),
        "max_cook": number(found.cook.max()),
        "max_leverage": number(found.leverage.max()),
        "slices": [
            {
                "fitted": number(fit.fitted[rows].mean()),
                "residual": number(fit.residuals[rows].mean()),
                "se": number(fit.residuals[rows].std(ddof=1) / np.sqrt(len(rows)))
                if len(rows) > 1
                else None,
            }
            for rows in slices(fit.fitted, k)
        ],
        "quantiles": [
            [number(a), number(b)]
            for a, b in zip(
                distributions.norm.ppf(probabilities),
                np.quantile(scaled, probabilities),
                strict=True,
            )
        ],
    }


def slices(fitted: NDArray[np.float64], k: int) -> list[NDArray[np.int64]]:
    """Rows by fitted value, in slices of at least `k` people."""
    ordered = np.argsort(fitted, kind="stable")
    return list(np.array_split(ordered, max(1, min(BINS, len(fitted) // k))))
