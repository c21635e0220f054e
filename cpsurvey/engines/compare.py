"""Group comparisons by pingouin and SciPy: complete arrays in, numbers out."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cpsurvey.engines.loading import loaded

Array = NDArray[np.float64]
UNUSED = {
    "pingouin.plotting": (),
    "pandas_flavor.xarray": (
        "register_xarray_dataarray_method",
        "register_xarray_dataset_method",
    ),
}
"""They load matplotlib, seaborn and xarray."""


@dataclass(frozen=True, slots=True)
class Test:
    """A test of equal means by Welch, and one of ranks beside it.

    Parameters
    ----------
    statistic, df1, df2, pvalue : float
        Welch's t (df1 is 1) of two groups, Welch's F of more.
    rank, rank_pvalue : float
        Mann-Whitney's U of the first group, or Kruskal-Wallis's H.
    superiority : float or None
        Two groups: chance that somebody of the first has the higher value, ties halved.
    """

    statistic: float
    df1: float
    df2: float
    pvalue: float
    rank: float
    rank_pvalue: float
    superiority: float | None


def compare(groups: list[Array]) -> Test:
    """Compare two groups or more; every group needs two values that differ."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return _two(*groups) if len(groups) == 2 else _several(groups)


def _two(a: Array, b: Array) -> Test:
    from scipy import stats

    t = _pingouin().ttest(a, b, correction=True)
    # pingouin.mwu holds every pair of a and b: gigabytes where groups are large
    u = stats.mannwhitneyu(a, b, alternative="two-sided", method="asymptotic")
    return Test(
        statistic=_cell(t, "T"),
        df1=1.0,
        df2=_cell(t, "dof"),
        pvalue=_cell(t, "p-val", "p_val"),
        rank=float(u.statistic),
        rank_pvalue=float(u.pvalue),
        superiority=float(u.statistic) / (len(a) * len(b)),
    )


def _several(groups: list[Array]) -> Test:
    import pandas as pd

    pingouin = _pingouin()
    data = pd.DataFrame(
        {
            "y": np.concatenate(groups),
            "g": np.repeat(np.arange(len(groups)), [len(g) for g in groups]),
        }
    )
    welch = pingouin.welch_anova(data, dv="y", between="g")
    ranks = pingouin.kruskal(data, dv="y", between="g")
    return Test(
        statistic=_cell(welch, "F"),
        df1=_cell(welch, "ddof1"),
        df2=_cell(welch, "ddof2"),
        pvalue=_cell(welch, "p-unc", "p_unc"),
        rank=_cell(ranks, "H"),
        rank_pvalue=_cell(ranks, "p-unc", "p_unc"),
        superiority=None,
    )


@cache
def _pingouin() -> Any:
    return loaded("pingouin", UNUSED)


def _cell(frame: Any, *names: str) -> float:
    """A number of a one-row answer; columns were renamed between versions."""
    name = next(name for name in names if name in frame.columns)
    return float(frame[name].iloc[0])
