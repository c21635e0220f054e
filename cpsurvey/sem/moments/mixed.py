"""Ordered and continuous variables together, given covariates or without any.

Two-step maximum likelihood: each variable's regression on the covariates first, then each
pair's correlation of what is left; covariances of all of them as for polychoric correlations
(Muthen, 1984, doi:10.1007/BF02294210).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from cpsurvey.sem.moments import rectangles
from cpsurvey.sem.moments.covariates import Covariates, covariates
from cpsurvey.sem.moments.polychoric import Codes, Polychoric, pairs, polychoric
from cpsurvey.sem.moments.polyserial import pair
from cpsurvey.sem.moments.spread import together
from cpsurvey.sem.moments.strata import Strata
from cpsurvey.sem.moments.univariate import Variable, variable

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]
ROWS = 10_000
"""Rows that are worked on at once."""
MANY = 100
"""Cases per combination of covariates from which tables are counted."""
MOST = 50_000_000
"""Numbers the series of all variables may take; each pair integrates anew beyond."""


def mixed(
    data: Array, ordered: Mask, fixed: Codes | None = None, cluster: Codes | None = None
) -> Polychoric:
    """Statistics of (n, p) data, NaN where missing.

    Parameters
    ----------
    ordered : (p,) bool array
        Which variables are ordered.
    fixed : int array, optional
        Places of covariates, on which the others are regressed; nobody lacks them.
    cluster : (n,) int array, optional
        Cluster of each row.

    Raises
    ------
    Told
        The covariates tell the answers to a variable.
    """
    n, p = data.shape
    fixed = np.zeros(0, dtype=np.intp) if fixed is None else fixed
    given = covariates(data[:, fixed])
    inner = np.setdiff1d(np.arange(p), fixed)
    found = [variable(data[:, j], given, ordered=bool(ordered[j]), place=int(j)) for j in inner]
    ii, jj = pairs(len(inner))
    known = np.full((len(inner), len(inner)), np.nan)
    empty: tuple[tuple[int, int], ...] = ()
    if not given.q and ordered.any():  # tables tell all there is
        plain = polychoric(data[:, ordered], gamma=False)
        known[np.ix_(ordered, ordered)] = plain.R
        empty = plain.empty
    rho, influence = _statistics(found, given, ii, jj, known[ii, jj])
    gamma, alone, sums = together(influence, n, cluster)
    slopes = np.zeros((p, given.q))
    mean, R = np.zeros(p), np.eye(p)
    thresholds = [np.zeros(0)] * p
    sds = np.array([v.sd for v in found])
    for j, v in zip(inner, found, strict=True):
        slopes[j] = given.turn @ v.slopes
        shift = float(slopes[j] @ given.mean)
        if v.ordered:
            thresholds[j] = v.first + shift
        else:
            mean[j] = v.first[0] - shift
    R[inner, inner] = sds**2
    R[inner[ii], inner[jj]] = R[inner[jj], inner[ii]] = rho * sds[ii] * sds[jj]
    levels = [0] * p
    for j, v in zip(inner, found, strict=True):
        levels[j] = v.k + 1 if v.ordered else 0
    return Polychoric(
        n,
        tuple(levels),
        tuple(thresholds),
        R,
        gamma,
        empty,
        mean,
        fixed,
        slopes,
        alone,
        sums,
    )


def _statistics(
    found: Sequence[Variable], given: Covariates, ii: Codes, jj: Codes, known: Array
) -> tuple[Array, Array]:
    """Correlations, and every case's influence on all statistics in their order."""
    n = len(given.z)
    starts = np.concatenate([[0], np.cumsum([v.influence.shape[1] for v in found])])
    own = np.concatenate([v.influence for v in found], axis=1)
    parts = _parts(found, given)
    rho = known.copy()
    ahead = sum(v.k for v in found) + sum(not v.ordered for v in found)
    # the one large array: what stands in it is worked out in its place
    influence = np.zeros((n, ahead + len(ii) + given.q * len(found)))
    scores = influence[:, ahead : ahead + len(ii)]
    falls = np.zeros((len(ii), own.shape[1]))
    squares = np.empty(len(ii))
    done = _by_tables(found, given, ii, jj, rho, scores, squares, falls, starts)
    for at, (i, j) in enumerate(zip(ii, jj, strict=True)):
        if done[at]:
            continue
        two = pair(found[i], found[j], given, parts[i], parts[j])
        if np.isnan(rho[at]):
            rho[at] = two.correlation()
        s, by_i, by_j = two.scores(float(rho[at]))
        for place, edges in ((i, by_i), (j, by_j)):
            part = slice(starts[place], starts[place + 1])
            falls[at, part] = two.crossed(found[place], edges, s)
        squares[at] = float(two.weights @ (s * s))
        scores[two.cases, at] = s[two.of_case]
    for low in range(0, n, ROWS):
        scores[low : low + ROWS] -= own[low : low + ROWS] @ falls.T
    with np.errstate(divide="ignore", invalid="ignore"):  # a pair that tells nothing
        scores /= squares
    _in_order(influence, found, given, starts, own, scores, rho, ii, jj)
    return rho, influence


def _few(given: Covariates) -> bool:
    """Whether many cases share the same covariates."""
    return given.patterns * MANY <= len(given.z)


def _by_tables(
    found: Sequence[Variable],
    given: Covariates,
    ii: Codes,
    jj: Codes,
    rho: Array,
    scores: Array,
    squares: Array,
    falls: Array,
    starts: Array,
) -> Mask:
    """Pairs of ordered variables that tables tell all of, written where they stand."""
    cut = [j for j, v in enumerate(found) if v.ordered]
    done = np.isin(ii, cut) & np.isin(jj, cut) & _few(given)
    at = np.flatnonzero(done)
    if not len(at):
        return done
    place = np.searchsorted(cut, np.stack([ii[at], jj[at]]))
    strata = Strata([found[j] for j in cut], given, *place)
    rho[at], squares[at], of_cells, both = strata.found(rho[at])
    for part, some in strata.of_cases(of_cells):
        scores[part, at] = some
    for variables, sums in zip((ii[at], jj[at]), both, strict=True):
        for line, j, mine in zip(at, variables, sums, strict=True):
            k, begin = found[j].k, starts[j]
            falls[line, begin : begin + k] = mine[:k]
            falls[line, begin + k : begin + k + given.q] = mine[strata.top - 1 :]
    return done


def _parts(found: Sequence[Variable], given: Covariates) -> list[Array | None]:
    """What the series of correlations needs of every ordered variable."""
    size = len(given.z) * len(found) * (1 + rectangles.TERMS)
    return [
        rectangles.parts(v.lower, v.upper)
        if v.ordered and given.q and size <= MOST and not _few(given)
        else None
        for v in found
    ]


def _in_order(
    influence: Array,
    found: Sequence[Variable],
    given: Covariates,
    starts: Array,
    own: Array,
    scores: Array,
    rho: Array,
    ii: Codes,
    jj: Codes,
) -> None:
    """Write thresholds and means, variances, covariances, then slopes covariate by covariate.

    Covariates get back their scale: a slope is divided by the standard deviation, and a
    threshold stands where they are zero.
    """
    first, variances, slopes = [], {}, []
    for place, (begin, v) in enumerate(zip(starts, found, strict=False)):
        sloped = own[:, begin + v.k : begin + v.k + given.q] @ given.turn.T
        shift = (sloped @ given.mean)[:, None] if given.q else 0.0
        here = own[:, begin : begin + v.k]
        first.append(here + shift if v.ordered else here - shift)
        slopes.append(sloped)
        if not v.ordered:
            variances[place] = own[:, begin + v.k + given.q]
    sds = np.array([v.sd for v in found])
    scores *= sds[ii] * sds[jj]
    for k, (i, j) in enumerate(zip(ii, jj, strict=True)):
        for mine, other in ((i, j), (j, i)):
            if mine in variances:
                scores[:, k] += rho[k] * sds[other] / (2.0 * sds[mine]) * variances[mine]
    by_covariate = [one[:, x] for x in range(given.q) for one in slopes]
    ahead = np.column_stack([*first, *variances.values()])
    influence[:, : ahead.shape[1]] = ahead
    for place, column in enumerate(by_covariate, ahead.shape[1] + len(ii)):
        influence[:, place] = column
