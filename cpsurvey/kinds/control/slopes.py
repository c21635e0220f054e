"""The marker in the place of involvement, and involvement within and between groups."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis import levels, predictors, terms
from cpsurvey.analysis.complete import complete_rows
from cpsurvey.analysis.context import Context
from cpsurvey.analysis.inference import Tested, tested
from cpsurvey.analysis.numbers import number
from cpsurvey.errors import CpsurveyError
from cpsurvey.kinds.control.data import Contextual, Predictor, Slope
from cpsurvey.kinds.control.options import Options
from cpsurvey.stats import pooling
from cpsurvey.stats.robust import Cr2, cr2

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]
Lost = dict[str, float]
"""Outcome -> largest fraction of missing information, filled on the way."""


MOST_LARGER = 100
"""Larger groups that can be taken out: every group is left out once, each time with the square
of their number in memory and its cube in work. With 417, 22 GB and hours."""


@dataclass(frozen=True, slots=True)
class Rows:
    """People with a group and every covariate, their covariates and groups.

    Parameters
    ----------
    values : mapping of str to (n,) array
        Of all respondents.
    used : (n,) bool array
    covariates : (used, p) array
        Their columns, those alone that vary.
    terms : tuple of str
        Variables the covariates are made of.
    member : (used,) int array
    above : tuple of (used,) int arrays
        Larger groups that everything is net of.
    """

    values: Mapping[str, Array]
    used: Flags
    covariates: Array
    terms: tuple[str, ...]
    member: NDArray[np.int64]
    above: tuple[NDArray[np.int64], ...] = ()

    @property
    def design(self) -> Array:
        """(used, columns) covariates and indicators of larger groups but the first of each.

        Made when asked for: of many people and groups it is large, and there are many sets.
        """
        made = [np.equal(codes[:, None], np.unique(codes)[1:]) for codes in self.above]
        return np.column_stack([self.covariates, *made])

    def of(self, name: str) -> Array:
        """(used,) values of a variable."""
        return self.values[name][self.used]


def rows_of(params: Options, context: Context) -> Rows:
    """Who can be analysed at all.

    Raises
    ------
    CpsurveyError
        CPS410 no groups of two and more.
    """
    group = context.group(params.group)
    used = group >= 0
    above = {name: context.group(name) for name in params.net_of}
    above = {
        name: codes for name, codes in above.items() if 0 < codes.max(initial=-1) < MOST_LARGER
    }
    for codes in above.values():
        used = used & (codes >= 0)
    found = predictors.columns(params.covariates, context) if params.covariates else []
    if found:
        used = used & complete_rows([column.values for column in found])
        predictors.check(found, used, context)
    counts = np.bincount(group[used], minlength=1)
    if (counts > 0).sum() < 2 or counts.max() < 2:
        raise CpsurveyError(
            "CPS410",
            f"'{params.group}' does not split the respondents into groups of two and more",
            fix="name another group, or leave this analysis out",
        )
    varying = [c for c in found if np.ptp(c.values[used]) > 0]
    columns = [c.values[used] for c in varying]
    covariates = np.column_stack([np.empty((int(used.sum()), 0)), *columns])
    member = np.unique(group[used], return_inverse=True)[1]
    named = terms.variables(params.covariates) if varying else ()
    found_terms = (*named, *map(context.variable, above))
    larger = tuple(codes[used] for codes in above.values())
    return Rows(context.scored.values, used, covariates, found_terms, member, larger)


Line = tuple[Array, Array, NDArray[np.int64]]
"""What is explained (n,), predictors (n, p), and groups (n,)."""


@dataclass(frozen=True, slots=True)
class _Fit:
    """Least squares of every completed data set, the intercept first, errors by group."""

    sets: tuple[tuple[Array, Cr2], ...]
    n: int

    def of(self, weights: Mapping[int, float]) -> tuple[float | None, Tested, float]:
        """A combination of the coefficients, its test, and how much of it is missing."""
        row = np.zeros(len(self.sets[0][0]))
        row[list(weights)] = list(weights.values())
        with np.errstate(invalid="ignore"):
            se = [float(np.sqrt(row @ errors.vcov @ row)) for _, errors in self.sets]
        est = [float(row @ b) for b, _ in self.sets]
        found = pooling.single(est, se, [errors.df_of(row) for _, errors in self.sets])
        return number(found.est), tested(found.est, found.se, found.df), found.lost


def _fitted(lines: Iterable[Line]) -> _Fit | None:
    """Least squares; None where a predictor repeats others or too few are left."""
    sets, n = [], 0
    for y, X, member in lines:
        D, n = np.column_stack([np.ones(len(y)), X]), len(y)
        if n <= D.shape[1] or len(np.unique(member)) < 2 or not np.ptp(y) > 0:
            return None
        Q, R = np.linalg.qr(D)
        if np.linalg.matrix_rank(R) < D.shape[1]:
            return None
        b = np.asarray(np.linalg.solve(R, Q.T @ y), dtype=float)
        sets.append((b, cr2(D, y - D @ b, member)))
    return _Fit(tuple(sets), n)


def contextual(
    params: Options, sets: Sequence[Rows], outcomes: Sequence[str], lost: Lost
) -> Iterator[Contextual]:
    """Slope of every outcome between groups less that within them."""
    if params.involvement is None:
        return
    for outcome in outcomes:
        found = _fitted(_parted(rows, params.involvement, outcome) for rows in sets)
        if found is None:
            continue
        within, of_within, gone = found.of({1: 1.0})
        more, of_more, also = found.of({2: 1.0})
        lost[outcome] = max(lost.get(outcome, 0.0), gone, also)
        yield Contextual(
            outcome=outcome,
            predictor=params.involvement,
            n=found.n,
            within=within,
            within_ci=of_within["ci"],
            between=found.of({1: 1.0, 2: 1.0})[0],
            est=more,
            se=of_more["se"],
            df=of_more["df"],
            pvalue=of_more["pvalue"],
            ci=of_more["ci"],
        )


def _parted(rows: Rows, involvement: str, outcome: str) -> Line:
    """An outcome on involvement and its group means."""
    x, y = rows.of(involvement), rows.of(outcome)
    there = ~np.isnan(x) & ~np.isnan(y)
    _, member = np.unique(rows.member[there], return_inverse=True)
    mean = levels.parted(x[there], member)[1]
    return y[there], np.column_stack([x[there], mean, rows.design[there]]), member


BOTH: Mapping[Predictor, Mapping[int, float]] = {
    "involvement_held": {1: 1.0},
    "marker_held": {2: 1.0},
    "more": {1: 1.0, 2: -1.0},
}


ALONE: Mapping[Predictor, int] = {"involvement": 0, "marker": 1}
"""Columns of `_standing`."""


def beside(
    params: Options,
    outcomes: Sequence[str],
    sets: Sequence[Rows],
    marker: str | None,
    lost: Lost,
) -> Iterator[Slope]:
    """Standardised slopes on involvement, on the marker in its place, and on both."""
    if params.involvement is None or marker is None:
        return
    for outcome in outcomes:
        lines = [_standing(rows, outcome, params.involvement, marker) for rows in sets]
        for predictor, at in ALONE.items():
            alone = _fitted((y, np.delete(X, 1 - at, axis=1), member) for y, X, member in lines)
            yield from _slopes(outcome, alone, {predictor: {1: 1.0}}, lost)
        yield from _slopes(outcome, _fitted(lines), BOTH, lost)


def _standing(rows: Rows, outcome: str, involvement: str, marker: str) -> Line:
    """Standardised outcome, involvement and marker, of the same people; then covariates."""
    columns = [rows.of(name) for name in (outcome, involvement, marker)]
    there = complete_rows(columns)
    y, x, m = (_standard(column[there]) for column in columns)
    return y, np.column_stack([x, m, rows.design[there]]), rows.member[there]


def _standard(x: Array) -> Array:
    spread = float(x.std(ddof=1)) if len(x) > 1 else 0.0
    return np.asarray((x - x.mean()) / (spread or 1.0)) if len(x) else x


def _slopes(
    outcome: str,
    found: _Fit | None,
    wanted: Mapping[Predictor, Mapping[int, float]],
    lost: Lost,
) -> Iterator[Slope]:
    if found is None:
        return
    for predictor, weights in wanted.items():
        std, test, gone = found.of(weights)
        lost[outcome] = max(lost.get(outcome, 0.0), gone)
        yield Slope(
            outcome=outcome,
            predictor=predictor,
            n=found.n,
            std=std,
            se=test["se"],
            df=test["df"],
            pvalue=test["pvalue"],
            ci=test["ci"],
        )
