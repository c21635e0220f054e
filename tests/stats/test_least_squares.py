"""Least squares and tails of our own beside those of statsmodels and SciPy."""

from __future__ import annotations

import math
import subprocess
import sys
from typing import Any

import numpy as np
import pytest
from scipy import stats
from statsmodels.regression.linear_model import OLS
from statsmodels.stats.diagnostic import het_breuschpagan
from statsmodels.stats.outliers_influence import variance_inflation_factor

from cpsurvey.engines.ols import diagnostics, ols
from cpsurvey.stats.tails import chi2_above, f_above, t_above, t_quantile

LIMITS = (-1.0, 0.0, 1e-300, 1e-9, 0.4, 3.0, 250.0, math.inf, math.nan)
DEGREES = (-1.0, 0.0, 0.5, 1.0, 7.3, 400.0, math.inf, math.nan)


def _sample(seed: int, p: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    draw = np.random.default_rng(seed)
    x = draw.normal(size=(90, p)) * draw.uniform(0.1, 30, p) + 5 * draw.normal(size=p)
    y = x @ draw.normal(size=p) + draw.standard_t(5, 90) * (1 + abs(x[:, 0]))
    return y, x, draw.integers(0, 9, 90)


@pytest.mark.parametrize("p", [1, 2, 6])
def test_a_regression_is_that_of_statsmodels(p: int) -> None:
    y, x, teams = _sample(p, p)
    found, design = ols(y, x, teams), np.column_stack([np.ones(90), x])
    held = OLS(y, design).fit()
    robust = held.get_robustcov_results("cluster", groups=teams, use_correction=True)
    vif = [variance_inflation_factor(design, i) for i in range(1, p + 1)] if p > 1 else [1.0]
    pairs: list[tuple[Any, Any]] = [
        (found.b, held.params),
        (found.se["classical"], held.bse),
        (found.se["cr1"], robust.bse),
        (found.vif, vif),
        ([found.r2, found.adj_r2], [held.rsquared, held.rsquared_adj]),
        ([found.ssr, found.df_resid], [held.ssr, held.df_resid]),
        (found.fitted, held.fittedvalues),
        (found.residuals, held.resid),
    ]
    for ours, theirs in pairs:
        np.testing.assert_allclose(ours, theirs, rtol=1e-10)


@pytest.mark.parametrize("p", [1, 4])
def test_diagnostics_are_those_of_statsmodels(p: int) -> None:
    y, x, _ = _sample(10 + p, p)
    found, design = diagnostics(y, x), np.column_stack([np.ones(90), x])
    held = OLS(y, design).fit()
    influence = held.get_influence()
    lm, chance, _, _ = het_breuschpagan(held.resid, design)
    np.testing.assert_allclose([found.bp, found.bp_pvalue], [lm, chance], rtol=1e-10)
    np.testing.assert_allclose(found.cook, influence.cooks_distance[0], rtol=1e-10)
    np.testing.assert_allclose(found.leverage, influence.hat_matrix_diag, rtol=1e-10)
    shape = [stats.skew(held.resid, bias=False), stats.kurtosis(held.resid, bias=False)]
    np.testing.assert_allclose([found.skew, found.kurtosis], shape, rtol=1e-10)


@pytest.mark.parametrize("df", DEGREES)
def test_tails_are_those_of_scipy_at_their_limits_too(df: float) -> None:
    for x in LIMITS:
        np.testing.assert_equal(t_above(x, df), float(stats.t.sf(x, df)))
        np.testing.assert_equal(chi2_above(x, df), float(stats.chi2.sf(x, df)))
        for other in DEGREES:
            np.testing.assert_equal(f_above(x, df, other), float(stats.f.sf(x, df, other)))
    np.testing.assert_equal(t_quantile(0.975, df), float(stats.t.ppf(0.975, df)))


def test_a_regression_loads_neither_statsmodels_nor_pandas() -> None:
    said = (
        "import sys; import cpsurvey.kinds.regression.run; import numpy as np;"
        "from cpsurvey.engines.ols import ols, diagnostics;"
        "x = np.arange(20.0)[:, None]; y = np.sin(x[:, 0]);"
        "ols(y, x, np.arange(20) % 4); diagnostics(y, x);"
        "print([m for m in ('pandas', 'statsmodels', 'scipy.stats') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True)
    assert done.stdout.strip() == "[]", done.stderr
