"""Do finite estimates exist? Separation in models of choices and counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
TOLERANCE = 1e-7


@dataclass(frozen=True, slots=True)
class Separation:
    """Predictors that tell the outcome apart.

    Parameters
    ----------
    kind : str
        ``complete``: some combination tells every respondent's outcome; ``quasi``: of some
        respondents.
    columns : tuple of int
        Columns of the design without a finite estimate.
    """

    kind: Literal["complete", "quasi"]
    columns: tuple[int, ...]


def separation(X: Array, signs: NDArray[np.int64]) -> Separation | None:
    """Separation of the rows of `X`, or None where estimates are finite.

    Estimates are infinite along every direction that raises the likelihood for ever: one
    that moves no row against its outcome and some row towards it (Albert & Anderson, 1984,
    doi:10.1093/biomet/71.1.1; by linear programming, Konis, 2007).

    Parameters
    ----------
    X : (n, p) array
        Design with the intercept.
    signs : (n,) int array
        1 where the mean may grow without bound (all trials succeeded), -1 where it may fall
        (none did, or a count of zero), 0 where neither (a mixture, a positive count).
    """
    from scipy.optimize import linprog

    scale = np.abs(X).max(axis=0)
    scaled = X / np.where(scale > 0, scale, 1.0)
    towards = scaled[signs != 0] * signs[signs != 0, None]
    still = scaled[signs == 0]
    if not len(towards):
        return None
    limits = {
        "A_ub": -towards,
        "b_ub": np.zeros(len(towards)),
        "A_eq": still if len(still) else None,
        "b_eq": np.zeros(len(still)) if len(still) else None,
        "bounds": (-1, 1),
        "method": "highs",
    }
    best = linprog(-towards.sum(axis=0), **limits)
    if best.status != 0 or -(best.fun or 0.0) < TOLERANCE * len(towards):
        return None
    free = []
    for column in range(X.shape[1]):
        aim = np.zeros(X.shape[1])
        aim[column] = 1.0
        ends = [linprog(sign * aim, **limits) for sign in (1.0, -1.0)]
        if any(abs(end.fun or 0.0) > TOLERANCE for end in ends):
            free.append(column)
    return Separation("complete" if _complete(towards, still) else "quasi", tuple(free))


def _complete(towards: Array, still: Array) -> bool:
    """Whether one direction moves every row."""
    from scipy.optimize import linprog

    if len(still):
        return False
    p = towards.shape[1]
    found = linprog(
        np.r_[np.zeros(p), -1.0],
        A_ub=np.column_stack([-towards, np.ones(len(towards))]),
        b_ub=np.zeros(len(towards)),
        bounds=[(-1, 1)] * p + [(0, 1)],
        method="highs",
    )
    return bool(found.status == 0 and -(found.fun or 0.0) > TOLERANCE)
