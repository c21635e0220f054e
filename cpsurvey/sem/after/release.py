"""What would change if groups no longer shared, or fixed, some parameters of a fitted model.

Score tests of releasing several parameters at once: with s the score, I the expected
information per case, and e the released parameters of all groups but the first, given the
free ones f, N s_e' (I_ee - I_ef I_ff^-1 I_fe)^-1 s_e (Bentler & Chou, 1992,
doi:10.1177/0049124192021002005). The expected change is by how much a group would then
differ from where it is held. They rank hypotheses.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from cpsurvey.inverses import pinv
from cpsurvey.sem.inference.measures import chisq_pvalue
from cpsurvey.sem.inference.standardize import Standardized
from cpsurvey.sem.language.partable import Partable
from cpsurvey.sem.objective.model import Model, assemble
from cpsurvey.sem.search.newton import minimise
from cpsurvey.sem.semfit import SemFit

Array = NDArray[np.float64]
Place = tuple[str, str, str]
"""lhs, op, rhs."""
NEAR_ENOUGH = 1e-10
"""Decrement per case: at 1,000 cases refits are within 3e-4 standard errors."""
FLAT = 1e-9
"""Share of the information below which a direction would not be identified."""


@dataclass(frozen=True, slots=True)
class Score:
    """Score test of one release.

    Parameters
    ----------
    df : int
        Directions it opens; 0 where nothing new would be identified.
    change : mapping of (lhs, op, rhs, group) to float
        Expected change against what the group is held at.
    """

    chisq: float
    df: int
    pvalue: float | None
    change: Mapping[tuple[str, str, str, int], float]


@dataclass(frozen=True, slots=True)
class _Wider:
    """A model with parameters of their own for the released rows, at the same estimates."""

    model: Model
    theta: Array
    span: Array
    places: tuple[tuple[str, str, str, int], ...]


def score_tests(fitted: SemFit, releases: Mapping[str, Sequence[Place]]) -> dict[str, Score]:
    """Test each release alone.

    Releases name parameters held in all groups but the first; of a model of one group, those
    that are held to others by a label.
    """
    asked = {place for places in releases.values() for place in places}
    wide = _widen(fitted, asked)
    q = fitted.table.nfree
    at = wide.model.objective.curvature(wide.theta)
    info, s, T = at.expected, at.gradient, wide.span
    inner = pinv(T.T @ info @ T, hermitian=True)
    cross = T.T @ info[:, q:]
    left = info[q:, q:] - cross.T @ inner @ cross
    s = s[q:] - cross.T @ (inner @ (T.T @ s))
    size = np.maximum(np.diag(info)[q:], 1e-300)
    found = {}
    for name, places in releases.items():
        own = [i for i, place in enumerate(wide.places) if place[:3] in places]
        found[name] = _score(left, s, size, own, wide, fitted.model.n)
    return found


def _score(left: Array, s: Array, size: Array, own: list[int], wide: _Wider, n: int) -> Score:
    scale = 1.0 / np.sqrt(size[own])
    values, vectors = np.linalg.eigh(left[np.ix_(own, own)] * np.outer(scale, scale))
    kept = values > FLAT
    df = int(kept.sum())
    if not df:
        return Score(0.0, 0, None, {})
    along = vectors[:, kept].T @ (scale * s[own])
    change = scale * (vectors[:, kept] @ (along / values[kept]))
    chisq = n * float(along @ (along / values[kept]))
    told = {wide.places[i]: float(c) for i, c in zip(own, change, strict=True)}
    return Score(chisq, df, chisq_pvalue(chisq, df), told)


def _widen(fitted: SemFit, asked: set[Place]) -> _Wider:
    table, model = fitted.table, fitted.model
    q = table.nfree
    rows, names, start, shared, places = [], list(table.names), [], [], []
    for row in table.rows:
        apart = row.group > 1 or table.settings.ngroups == 1
        held = apart and (row.lhs, row.op, row.rhs) in asked and row.free >= -1
        if not held:
            rows.append(row)
            continue
        value = row.value if row.free < 0 else float(fitted.theta[row.free])
        rows.append(replace(row, free=len(names), value=np.nan, label=""))
        names.append(f"{row.name}.g{row.group}+")
        start.append(value)
        shared.append(row.free)
        places.append((row.lhs, row.op, row.rhs, row.group))
    span = np.zeros((len(names), q))
    span[:q] = np.eye(q)
    for i, free in enumerate(shared):
        if free >= 0:
            span[q + i, free] = 1.0
    wider = replace(table, rows=tuple(rows), names=tuple(names))
    again = assemble(wider, model.samples)
    theta = np.concatenate([fitted.theta, np.array(start)])
    return _Wider(again, theta, span, tuple(places))


def stepped(
    fitted: SemFit, releases: Mapping[str, Sequence[Place]]
) -> dict[str, Mapping[tuple[str, str, str, int], float]]:
    """Every parameter's value one Newton step after each release alone.

    One evaluation serves all releases; `released` goes to the end of one.
    """
    wide = _widen(fitted, {place for places in releases.values() for place in places})
    q = fitted.table.nfree
    at = wide.model.objective.curvature(wide.theta)
    rams, samples = wide.model.rams, wide.model.samples
    standard = Standardized(wide.model.table, rams, samples)
    found = {}
    for name, places in releases.items():
        own = [q + i for i, place in enumerate(wide.places) if place[:3] in places]
        T = np.column_stack([wide.span, np.eye(len(wide.theta))[:, own]])
        step = pinv(T.T @ at.expected @ T, hermitian=True) @ (T.T @ at.gradient)
        found[name] = _values(wide.model.table, standard, wide.theta + T @ step)
    return found


def _values(
    table: Partable, standard: Standardized, theta: Array
) -> Mapping[tuple[str, str, str, int], float]:
    return {
        (row.lhs, row.op, row.rhs, row.group): float(value)
        for row, value in zip(table.rows, standard.estimates(theta), strict=True)
    }


def released(
    fitted: SemFit, places: Sequence[Place]
) -> Mapping[tuple[str, str, str, int], float] | None:
    """Every parameter's value, once all groups have `places` to themselves; None if lost.

    Parameters that no row uses any more (a group's own copy of a free one) stay put.
    """
    wide = _widen(fitted, set(places))
    used = sorted({row.free for row in wide.model.table.rows if row.free >= 0})
    at = {old: new for new, old in enumerate(used)}
    rows = tuple(
        replace(row, free=at[row.free]) if row.free >= 0 else row
        for row in wide.model.table.rows
    )
    table = replace(
        wide.model.table,
        rows=rows,
        names=tuple(wide.model.table.names[i] for i in used),
        labels={},
    )
    model = fitted.model
    again = assemble(table, model.samples)
    solution = minimise(
        again.objective, wide.theta[used], again.constraints, tolerance=NEAR_ENOUGH
    )
    if not solution.converged:
        return None
    standard = Standardized(table, again.rams, again.samples)
    return _values(table, standard, solution.theta)
