"""The marker in the place of involvement, and involvement within and between groups."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
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
from cpsurvey.stats.robust import Cr2, cr2

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Rows:
    """People with a group and every covariate, their covariates and groups.

    Parameters
    ----------
    used : (n,) bool array
    X : (used, p) array
        Columns of the covariates, those alone that vary.
    terms : tuple of str
        Variables the covariates are made of.
    member : (used,) int array
    """

    used: Flags
    X: Array
    terms: tuple[str, ...]
    member: NDArray[np.int64]


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
    above = {name: codes for name, codes in above.items() if codes.max(initial=-1) > 0}
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
    for codes in above.values():
        columns += [np.equal(codes[used], code) for code in np.unique(codes[used])[1:]]
    X = np.column_stack([np.empty((int(used.sum()), 0)), *columns])
    member = np.unique(group[used], return_inverse=True)[1]
    named = terms.variables(params.covariates) if varying else ()
    return Rows(used, X, (*named, *map(context.variable, above)), member)


@dataclass(frozen=True, slots=True)
class _Fit:
    """Coefficients of least squares, the intercept first, with errors by group."""

    b: Array
    errors: Cr2

    def of(self, weights: Mapping[int, float]) -> tuple[float | None, Tested]:
        """A combination of the coefficients, and its test."""
        row = np.zeros(len(self.b))
        row[list(weights)] = list(weights.values())
        est = float(row @ self.b)
        with np.errstate(invalid="ignore"):
            se = float(np.sqrt(row @ self.errors.vcov @ row))
        return number(est), tested(est, se, self.errors.df_of(row))


def _fitted(y: Array, X: Array, member: NDArray[np.int64]) -> _Fit | None:
    """Least squares; None where a predictor repeats others or too few are left."""
    D = np.column_stack([np.ones(len(y)), X])
    enough = len(y) > D.shape[1] and len(np.unique(member)) > 1 and np.ptp(y) > 0
    if not enough or np.linalg.matrix_rank(D) < D.shape[1]:
        return None
    b: Array = np.linalg.lstsq(D, y, rcond=None)[0].astype(float)
    return _Fit(b, cr2(D, y - D @ b, member))


def contextual(
    params: Options, context: Context, rows: Rows, outcomes: Sequence[str]
) -> Iterator[Contextual]:
    """Slope of every outcome between groups less that within them."""
    if params.involvement is None:
        return
    x = context.scored.values[params.involvement][rows.used]
    for outcome in outcomes:
        y = context.scored.values[outcome][rows.used]
        there = ~np.isnan(x) & ~np.isnan(y)
        _, member = np.unique(rows.member[there], return_inverse=True)
        mean = levels.parted(x[there], member)[1]
        found = _fitted(y[there], np.column_stack([x[there], mean, rows.X[there]]), member)
        if found is None:
            continue
        within, of_within = found.of({1: 1.0})
        more, of_more = found.of({2: 1.0})
        yield Contextual(
            outcome=outcome,
            predictor=params.involvement,
            n=int(there.sum()),
            within=within,
            within_ci=of_within["ci"],
            between=found.of({1: 1.0, 2: 1.0})[0],
            est=more,
            se=of_more["se"],
            df=of_more["df"],
            pvalue=of_more["pvalue"],
            ci=of_more["ci"],
        )


BOTH: Mapping[Predictor, Mapping[int, float]] = {
    "involvement_held": {1: 1.0},
    "marker_held": {2: 1.0},
    "more": {1: 1.0, 2: -1.0},
}


def beside(
    params: Options, context: Context, rows: Rows, marker: str | None
) -> Iterator[Slope]:
    """Standardised slopes on involvement, on the marker in its place, and on both."""
    if params.involvement is None or marker is None:
        return
    values = context.scored.values
    for outcome in context.available(params.explained or params.outcomes):
        names = (outcome, params.involvement, marker)
        columns = [values[name][rows.used] for name in names]
        there = complete_rows(columns)
        member, X = rows.member[there], rows.X[there]
        y, x, m = (_standard(column[there]) for column in columns)
        of_each: dict[Predictor, Array] = {"involvement": x, "marker": m}
        for predictor, column in of_each.items():
            alone = _fitted(y, np.column_stack([column, X]), member)
            yield from _slopes(outcome, alone, {predictor: {1: 1.0}}, len(y))
        yield from _slopes(
            outcome, _fitted(y, np.column_stack([x, m, X]), member), BOTH, len(y)
        )


def _standard(x: Array) -> Array:
    spread = float(x.std(ddof=1)) if len(x) > 1 else 0.0
    return np.asarray((x - x.mean()) / (spread or 1.0)) if len(x) else x


def _slopes(
    outcome: str,
    found: _Fit | None,
    wanted: Mapping[Predictor, Mapping[int, float]],
    n: int,
) -> Iterator[Slope]:
    if found is None:
        return
    for predictor, weights in wanted.items():
        std, test = found.of(weights)
        yield Slope(
            outcome=outcome,
            predictor=predictor,
            n=n,
            std=std,
            se=test["se"],
            df=test["df"],
            pvalue=test["pvalue"],
            ci=test["ci"],
        )
