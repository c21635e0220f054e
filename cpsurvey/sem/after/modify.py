"""What freeing a parameter, or an equality, would change: score tests.

Modification index of a fixed parameter e: N g_e^2 / (I_ee - I_ef I_ff^-1 I_fe), its
expected change g_e over the same denominator (Soerbom, 1989, doi:10.1007/BF02294623).
Releasing equalities: N times the score's quadratic form in the directions they open
(Bentler & Chou, 1992). They rank hypotheses; nothing is ever changed on their account.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations, permutations

import numpy as np
from numpy.typing import NDArray

from cpsurvey.inverses import pinv
from cpsurvey.sem.inference.measures import chisq_pvalue
from cpsurvey.sem.inference.standardize import Standardized
from cpsurvey.sem.language.partable import Partable, Row
from cpsurvey.sem.objective.constraints import null_space
from cpsurvey.sem.objective.likelihood import CompleteML
from cpsurvey.sem.objective.model import Model, assemble
from cpsurvey.sem.semfit import SemFit

Array = NDArray[np.float64]
_FREED = ("=~", "~", "~~", "~1")


@dataclass(frozen=True, slots=True)
class Index:
    """One fixed parameter: modification index, expected change, the same standardised."""

    lhs: str
    op: str
    rhs: str
    group: int
    mi: float
    epc: float
    sepc_lv: float
    sepc_all: float


@dataclass(frozen=True, slots=True)
class Release:
    """Score test of one equality: a parameter that shares the estimate of another."""

    name: str
    first: tuple[str, str, str, int]
    other: tuple[str, str, str, int]
    chisq: float
    df: int
    pvalue: float | None


def modification_indices(fitted: SemFit) -> list[Index]:
    """Loadings, covariances and regressions the model leaves out, and what it fixes."""
    model, table = fitted.model, fitted.table
    extra = _left_out(table)
    if not extra:
        return []
    q = table.nfree
    rows = tuple(replace(row, free=q + i, value=np.nan) for i, row in enumerate(extra))
    freed = {_key(row) for row in extra}
    kept = tuple(row for row in table.rows if _key(row) not in freed)
    wider = replace(
        table,
        rows=(*kept, *rows),
        names=(*table.names, *(f"+{i}" for i in range(len(extra)))),
    )
    again = assemble(wider, model.samples)
    theta = np.concatenate([fitted.theta, [row.value for row in extra]])
    gradient, use, own = _derivatives(again, theta, q)
    g = gradient[q:]
    K = null_space(model.constraints.jacobian(fitted.theta), q)
    inner = pinv(K.T @ use[:, :q] @ K, hermitian=True)
    cross = K.T @ use[:, q:]
    left = own[q:] - np.einsum("ij,ik,kj->j", cross, inner, cross)
    standard = Standardized(wider, again.rams, model.samples)
    total, residual = standard.variances(theta)
    found = []
    for row, score, rest in zip(rows, g, left, strict=True):
        if rest <= 1e-9 * abs(own[row.free]):
            continue  # freeing it would not identify anything new
        epc = float(score / rest)
        lv, all_ = (
            float(epc * standard.factor(row, total, residual, kind)) for kind in ("lv", "all")
        )
        found.append(
            Index(
                row.lhs,
                row.op,
                row.rhs,
                row.group,
                float(model.n * score**2 / rest),
                epc,
                lv,
                all_,
            )
        )
    return found


def _derivatives(model: Model, theta: Array, q: int) -> tuple[Array, Array, Array]:
    """Gradient, the first `q` rows of the information, and its diagonal.

    Expected: lavaan's choice for score tests, whatever the errors rest on.
    """
    if type(model.objective) is CompleteML:  # two levels have another information
        return model.objective.beside(theta, q)
    at = model.objective.curvature(theta)
    return at.gradient, at.expected[:q], np.diag(at.expected)


def _key(row: Row) -> tuple[str, ...]:
    ends = sorted((row.lhs, row.rhs)) if row.op == "~~" else (row.lhs, row.rhs)
    return (row.op, *ends, str(row.group))


def _left_out(table: Partable) -> list[Row]:
    """Parameters that are fixed at a number, which is zero where the model has no such row."""
    groups = range(1, table.settings.ngroups + 1)
    absent = [Row(*name, g, value=0.0) for g in groups for name in _absent(table)]
    every = {_key(row): row for row in (*absent, *table.rows)}
    return [row for row in every.values() if row.free == -1 and row.op in _FREED]


def _absent(table: Partable) -> Iterator[tuple[str, str, str]]:
    """Loadings, covariances and regressions that a model of these variables can have."""
    rows, latent = table.rows, set(table.latent)
    measured = {r.rhs for r in rows if r.op == "=~"}
    own = [name for name in table.observed if name not in {*table.exogenous, *table.covariates}]
    for factor in table.latent:
        yield from ((factor, "=~", name) for name in table.observed if name in measured)
    for names in (own, table.latent):
        yield from ((one, "~~", other) for one, other in combinations(names, 2))
    paths = dict.fromkeys(name for r in rows if r.op == "~" for name in (r.lhs, r.rhs))
    for lhs, rhs in permutations(paths, 2):
        loading = lhs in measured and rhs in latent
        if lhs not in table.covariates and not loading:
            yield lhs, "~", rhs


def releases(fitted: SemFit) -> tuple[list[Release], Release | None]:
    """Score tests of every equality of parameters, and of all together."""
    model, table = fitted.model, fitted.table
    rows: list[Row] = []
    names: list[str] = []
    first: dict[int, Row] = {}
    pairs: list[tuple[Row, Row]] = []
    theta: list[float] = []
    for row in table.rows:
        if row.free < 0:
            rows.append(row)
            continue
        mine = replace(row, free=len(names), label="")
        names.append(f"{row.name}.{row.group}")
        theta.append(float(fitted.theta[row.free]))
        rows.append(mine)
        if row.free in first:
            pairs.append((first[row.free], mine))
        else:
            first[row.free] = mine
    if not pairs:
        return [], None
    wider = replace(
        table, rows=tuple(rows), names=tuple(names), labels={}, defined=(), constraints=()
    )
    again = assemble(wider, model.samples)
    at = again.objective.curvature(np.array(theta))
    use = at.expected  # lavaan's choice for score tests, whatever the errors rest on
    R = np.zeros((len(pairs), len(names)))
    for k, (one, other) in enumerate(pairs):
        R[k, one.free], R[k, other.free] = 1.0, -1.0

    def statistic(kept: Array) -> float:
        K = null_space(kept, len(names))
        score = K.T @ at.gradient
        return model.n * float(score @ pinv(K.T @ use @ K, hermitian=True) @ score)

    found = []
    for k, (one, other) in enumerate(pairs):
        x = statistic(np.delete(R, k, axis=0))
        label = table.names[next(r.free for r in table.rows if _key(r) == _key(one))]
        found.append(Release(label, _place(one), _place(other), x, 1, chisq_pvalue(x, 1)))
    x = statistic(np.zeros((0, len(names))))
    nothing = ("", "", "", 0)
    total = Release("all", nothing, nothing, x, len(pairs), chisq_pvalue(x, len(pairs)))
    return found, total


def _place(row: Row) -> tuple[str, str, str, int]:
    return (row.lhs, row.op, row.rhs, row.group)
