"""The baseline model: variances, means and thresholds only, and where it is fitted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations_with_replacement

import numpy as np
from numpy.typing import NDArray

from cpsurvey.sem.language.partable import Partable, Row
from cpsurvey.sem.moments.polychoric import Polychoric
from cpsurvey.sem.moments.sample import GroupSample
from cpsurvey.sem.objective.model import Model, assemble
from cpsurvey.sem.search.newton import minimise

Array = NDArray[np.float64]


def independence(model: Model) -> Model:
    """The baseline: variances, means and thresholds only; covariates keep covariances.

    Ordered variables given covariates keep their slopes, as in lavaan.
    """
    table = independence_table(model.table)
    return assemble(table, model.samples)


def independence_table(table: Partable) -> Partable:
    """Its parameters; not equal for models whose baselines differ."""
    return _ordinal_independence(table) if table.settings.ordered else _independence(table)


def independence_start(base: Model) -> Array:
    """Sample moments and thresholds: where the baseline is already fitted.

    With missing answers these are the moments of each variable's own answers.
    """
    table = base.table
    theta = np.zeros(table.nfree)
    own = [_own_moments(sample) for sample in base.samples]
    for row in table.rows:
        if row.free < 0:
            continue
        sample = base.samples[row.group - 1]
        i = table.observed.index(row.lhs)
        found = sample.polychoric
        if found is not None:
            theta[row.free] = _statistic(found, table, row)
        elif row.op == "~1":
            theta[row.free] = own[row.group - 1][0][i]
        elif row.lhs == row.rhs:
            theta[row.free] = own[row.group - 1][1][i]
        else:
            theta[row.free] = sample.cov[i, table.observed.index(row.rhs)]
    return theta


def independence_fitted(base: Model) -> tuple[Array, bool]:
    """Where the baseline is fitted, and whether it converged.

    Only covariances of covariates that are estimated from missing answers need a search.
    """
    theta = independence_start(base)
    covariances = any(
        row.free >= 0 and row.op == "~~" and row.lhs != row.rhs for row in base.table.rows
    )
    if base.missing == "fiml":
        searched = covariances
    else:
        searched = base.least_squares and not base.table.settings.ordered
    if not searched:
        return theta, True
    found = minimise(base.objective, theta, base.constraints)
    return found.theta, found.converged


def _statistic(found: Polychoric, table: Partable, row: Row) -> float:
    """What a row of the baseline of ordered variables stands for, as it was observed."""
    i = table.observed.index(row.lhs)
    if row.op == "|":
        return float(found.thresholds[i][int(row.rhs[1:]) - 1])
    if row.op == "~":
        at = list(found.fixed).index(table.observed.index(row.rhs))
        return float(found.slopes[i, at])
    return float(found.mean[i] if row.op == "~1" else found.R[i, i])


def _own_moments(sample: GroupSample) -> tuple[Array, Array]:
    """Mean and variance (p,) of each variable's answers."""
    found = sample.patterns
    if found is None:
        return sample.mean, np.diag(sample.cov)
    per = found.n @ found.seen
    mean = found.n @ found.mean / per
    spread = np.einsum("rii->ri", found.cov) + (found.mean - mean) ** 2 * found.seen
    return mean, found.n @ spread / per


def _ordinal_independence(table: Partable) -> Partable:
    rows: list[Row] = []
    names: list[str] = []

    def free(lhs: str, op: str, rhs: str, group: int) -> None:
        rows.append(Row(lhs, op, rhs, group, free=len(names)))
        names.append(f"{lhs}{op}{rhs}.g{group}")

    for g in range(1, table.settings.ngroups + 1):
        for name in table.observed:
            if name in table.exogenous:
                continue
            for other in table.exogenous:
                free(name, "~", other, g)
            if name not in table.settings.ordered:
                free(name, "~~", name, g)
                free(name, "~1", "", g)
                continue
            for level in range(1, table.settings.nlevels[name]):
                free(name, "|", f"t{level}", g)
            rows.append(Row(name, "~~", name, g, free=-3))
            rows.append(Row(name, "~*~", name, g, value=1.0))
            rows.append(Row(name, "~1", "", g, value=0.0))
        rows += _given(table.exogenous, g)
    return replace(
        table,
        rows=tuple(rows),
        latent=(),
        names=tuple(names),
        labels={},
        defined=(),
        constraints=(),
        settings=replace(table.settings, parameterization="delta"),
    )


def _given(names: Sequence[str], group: int) -> list[Row]:
    """Moments of the covariates, which are the sample's."""
    pairs = combinations_with_replacement(names, 2)
    return [
        *(Row(one, "~~", other, group, free=-2, sample=True) for one, other in pairs),
        *(Row(name, "~1", "", group, free=-2, sample=True) for name in names),
    ]


def _independence(table: Partable) -> Partable:
    """Variances and means only; covariates keep their covariances."""
    rows: list[Row] = []
    names: list[str] = []

    def free(row: Row) -> None:
        rows.append(replace(row, free=len(names)))
        names.append(f"{row.name}.g{row.group}")

    predictors = {r.rhs for r in table.rows if r.op == "~"}
    inner = {r.lhs for r in table.rows if r.op == "~"} | {
        r.rhs for r in table.rows if r.op == "=~"
    }
    covariates = [v for v in table.observed if v in predictors - inner]
    for g in range(1, table.settings.ngroups + 1):
        for name in table.observed:
            if name not in table.exogenous:
                free(Row(name, "~~", name, g))
        for i, one in enumerate(covariates):
            for other in covariates[i:]:
                if one in table.exogenous and other in table.exogenous:
                    rows.append(Row(one, "~~", other, g, free=-2, sample=True))
                elif one != other and not table.settings.fixed_x:
                    free(Row(one, "~~", other, g))
        if table.settings.meanstructure:
            for name in table.observed:
                if name in table.exogenous:
                    rows.append(Row(name, "~1", "", g, free=-2, sample=True))
                else:
                    free(Row(name, "~1", "", g))
    return replace(
        table,
        rows=tuple(rows),
        latent=(),
        names=tuple(names),
        labels={},
        defined=(),
        constraints=(),
    )
