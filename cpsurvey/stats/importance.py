"""Importance and performance on one metric from 0 to 100.

Ringle and Sarstedt (2016, doi:10.1108/IMDS-10-2015-0449): scores are rescaled by the ends
their scale could reach, performance is their mean, importance the unstandardised total
effect on the target. In a path model in which every variable may act on all later ones, the
total effect of a variable is its slope when the target is regressed on it, on its
contemporaries and on all earlier variables: what lies between them is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cpsurvey.stats import pooling
from cpsurvey.stats.robust import cr2, sandwich
from cpsurvey.stats.tails import t_quantile

Array = NDArray[np.float64]
Codes = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Estimated:
    """A number with its error and the degrees of freedom of its t.

    `lost`: fraction of missing information; 0 where nothing was imputed.
    """

    est: float
    se: float
    df: float
    lost: float = 0.0

    def interval(self, level: float = 0.95) -> tuple[float, float]:
        """Interval by Student's t."""
        reach = t_quantile((1.0 + level) / 2.0, self.df) * self.se
        return self.est - reach, self.est + reach


def together(found: Sequence[Estimated]) -> Estimated:
    """The same number of completed data sets, by Rubin's rules."""
    one = pooling.single([e.est for e in found], [e.se for e in found], [e.df for e in found])
    return Estimated(one.est, one.se, one.df, one.lost)


def rescale(x: Array, low: float, high: float) -> Array:
    """0 at the lowest answer there could be, 100 at the highest."""
    return 100.0 * (x - low) / (high - low)


def average(x: Array, group: Codes | None = None) -> Estimated:
    """Mean of complete (n,) values; with groups, its CR2 error."""
    return slopes(x, np.ones((len(x), 1)), group)[0]


def total_effects(
    target: Array,
    stages: Sequence[Array],
    covariates: Array | None = None,
    group: Codes | None = None,
) -> list[list[Estimated]]:
    """Total effects on the target of every variable of every stage.

    Parameters
    ----------
    target : (n,) array
    stages : sequence of (n, p_s) arrays
        Earliest causes first; complete rows.
    covariates : (n, c) array, optional
        Held constant in every equation.
    group : (n,) int array, optional
        Groups of CR2 errors (Bell & McCaffrey, 2002); without, HC3.

    Raises
    ------
    ValueError
        A predictor repeats others.
    """
    n = len(target)
    first = [np.ones((n, 1)), *([] if covariates is None else [covariates])]
    found: list[list[Estimated]] = []
    for s, stage in enumerate(stages):
        X = np.column_stack([*first, *stages[: s + 1]])
        if np.linalg.matrix_rank(X) < X.shape[1]:
            raise ValueError("a predictor repeats others")
        found.append(slopes(target, X, group)[-stage.shape[1] :])
    return found


def slopes(y: Array, X: Array, group: Codes | None = None) -> list[Estimated]:
    """Least-squares coefficients of y (n,) on X (n, p), intercept among its columns."""
    n, p = X.shape
    bread = np.linalg.inv(X.T @ X)
    b = bread @ (X.T @ y)
    e = y - X @ b
    if group is None:
        se = np.sqrt(np.diag(sandwich(X, e, np.ones(n), None)))
        df = np.full(p, float(n - p))
    else:
        robust = cr2(X, e, group)
        se, df = robust.se, robust.df
    return [Estimated(float(b[k]), float(se[k]), float(df[k])) for k in range(p)]
