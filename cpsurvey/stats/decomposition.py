"""What a source does to outcomes: in total, directly, and through mediators.

The total comes from a model without the mediators, the parts from models with them; all are
fitted to the same rows, and one set of draws of all their coefficients gives every interval
(quasi-Bayesian, as in Imai, Keele & Tingley, 2010; covariance: `leaveout`). A bootstrap of
teams would refit all models a thousand times for intervals of the same width.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cpsurvey.stats import leaveout, natural, rates

Array = NDArray[np.float64]
DRAWS = 5_000
FEWER_NODES = 5
"""Of the quadrature in each draw."""
LEAST = 0.05
"""Share of a mediator's residual variance that must not be error."""
GROUPS = 64
"""Rows of controls that draws are averaged over at most: neighbours are taken together."""
STEP = (-0.5, 0.5)
"""The source, in standard deviations from its mean: one apart."""
LINK: dict[rates.Family, natural.Link] = {
    "binomial": "logit",
    "poisson": "log",
    "gaussian": "identity",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """One outcome (n,): successes of `size`, events within `size`, or values."""

    y: Array
    family: rates.Family
    size: Array | None = None


@dataclass(frozen=True, slots=True)
class Effect:
    """An effect and its draws, (count,), from a t with `df` degrees of freedom."""

    est: float
    drawn: Array
    df: float

    def __sub__(self, other: Effect) -> Effect:
        """How much larger it is than another of the same draws."""
        return Effect(self.est - other.est, self.drawn - other.drawn, self.df)

    def interval(self, level: float) -> tuple[float, float]:
        """Percentiles of the draws."""
        low, high = np.quantile(self.drawn, [(1 - level) / 2, (1 + level) / 2])
        return float(low), float(high)

    @property
    def pvalue(self) -> float:
        """Two-sided, by the draws."""
        return leaveout.tail(self.drawn, self.est, self.df)


@dataclass(frozen=True, slots=True)
class Decomposed:
    """What one standard deviation of the source does to one outcome.

    Differences of shares (binomial), of logarithms of rates (poisson) or of values.

    Parameters
    ----------
    total : Effect
        Of the model without mediators.
    direct, indirect, through : Effect
        Of the model with them; `implied` is their sum.
    slope, slope_beside : Effect
        Coefficient of the source in both models (log odds, log rates, values).
    direct_corrected, indirect_corrected : Effect or None
        As if the mediators were measured without error.
    """

    total: Effect
    direct: Effect
    indirect: Effect
    through: tuple[Effect, ...]
    implied: Effect
    slope: Effect
    slope_beside: Effect
    direct_corrected: Effect | None = None
    indirect_corrected: Effect | None = None


@dataclass(frozen=True, slots=True)
class _Model:
    """A fitted equation, its columns, and where its coefficients stand among all."""

    fit: rates.Glm
    X: Array
    at: slice


def decompose(
    outcomes: Sequence[Outcome],
    source: Array,
    mediators: Array,
    controls: Array,
    group: NDArray[np.int64],
    rng: np.random.Generator,
    *,
    kinds: Sequence[natural.Kind] = (),
    error: Array | None = None,
    draws: int = DRAWS,
) -> tuple[Decomposed, ...] | None:
    """Decompose the effect of `source` on each outcome; None where a model runs off.

    Parameters
    ----------
    source : (n,) array
        Standardised.
    mediators : (n, k) array
        None, one or several; `kinds` says what they are, numbers where it is left out.
    controls : (n, c) array
        Without the constant; they stand in every equation.
    group : (n,) int array
        Clusters.
    error : (k,) array, optional
        Error variance of each mediator; with it there are corrected parts, too.
    """
    k = mediators.shape[1]
    what = tuple(kinds) or ("gaussian",) * k
    one = np.ones(len(source))
    alone = np.column_stack([one, source, controls])
    beside = np.column_stack([one, source, mediators, controls])
    models = [
        *(_Equation(m, kind, None, alone) for m, kind in zip(mediators.T, what, strict=True)),
        *(
            _Equation(out.y, out.family, out.size, X)
            for out in outcomes
            for X in ((alone, beside) if k else (alone,))
        ),
    ]
    fitted = _fitted(models)
    if fitted is None:
        return None
    b = np.concatenate([model.fit.b for model in fitted])
    changed = [leaveout.changes(model.fit, model.X, group) for model in fitted]
    drawn = leaveout.draws(b, changed, draws, rng)
    df = len(np.unique(group)) - 1.0
    return tuple(_each(outcomes, fitted, what, np.vstack([b, drawn]), controls, df, error))


def together(sets: Sequence[Sequence[Decomposed]]) -> tuple[Decomposed, ...]:
    """The same outcomes over completed data sets, draws put together.

    Estimates are averaged. The draws of each set are moved away from the average until they
    spread between sets as Rubin (1987) has it, 1 + 1/m times the variance of the estimates.
    """
    first = sets[0]
    if len(sets) == 1:
        return tuple(first)
    more = ((len(sets) + 1) / (len(sets) - 1)) ** 0.5

    def pooled(same: Sequence[Effect]) -> Effect:
        est = float(np.mean([one.est for one in same]))
        drawn = [one.drawn + (more - 1.0) * (one.est - est) for one in same]
        return Effect(est, np.concatenate(drawn), same[0].df)

    def whole(same: Sequence[Decomposed]) -> Decomposed:
        found: dict[str, Any] = {}
        for field in fields(Decomposed):
            values = [getattr(one, field.name) for one in same]
            if field.name == "through":
                found[field.name] = tuple(map(pooled, zip(*values, strict=True)))
            else:
                found[field.name] = None if None in values else pooled(values)
        return Decomposed(**found)

    return tuple(whole(same) for same in zip(*sets, strict=True))


@dataclass(frozen=True, slots=True)
class _Equation:
    y: Array
    family: rates.Family
    size: Array | None
    X: Array


def _fitted(equations: Sequence[_Equation]) -> list[_Model] | None:
    models, start = [], 0
    for one in equations:
        fit = rates.glm(one.y, one.X, one.family, one.size)
        if fit.separated or not fit.converged:
            return None
        models.append(_Model(fit, one.X, slice(start, start + one.X.shape[1])))
        start += one.X.shape[1]
    return models


def _each(
    outcomes: Sequence[Outcome],
    models: Sequence[_Model],
    kinds: Sequence[natural.Kind],
    values: Array,
    controls: Array,
    df: float,
    error: Array | None,
) -> list[Decomposed]:
    """The first row of `values` holds the estimates, the others are draws."""
    k = len(kinds)
    equations, rest = models[:k], models[k:]
    numbers = [
        m.fit.working for m, kind in zip(equations, kinds, strict=True) if kind == "gaussian"
    ]
    residual = np.atleast_2d(np.cov(numbers)) if numbers else np.zeros((0, 0))

    def effect(column: Array) -> Effect:
        return Effect(float(column[0]), column[1:], df)

    through = [
        natural.Mediator(kind, values[:, one.at])
        for one, kind in zip(equations, kinds, strict=True)
    ]
    found = []
    for i, out in enumerate(outcomes):
        alone, *beside = rest[i * (1 + bool(k)) : (i + 1) * (1 + bool(k))]
        total = _parts(out, values[:, alone.at], (), residual[:0, :0], controls)
        slope = effect(values[:, alone.at.start + 1])
        if not beside:
            nothing = effect(np.zeros(len(values)))
            whole = effect(total.total)
            found.append(Decomposed(whole, whole, nothing, (), whole, slope, slope))
            continue
        b = values[:, beside[0].at]
        own = _parts(out, b, through, residual, controls)
        freed = None
        if error is not None and len(numbers) == k:
            freed = corrected(b, [one.b for one in through], residual, error)
        clean = _parts(out, freed[0], through, freed[1], controls) if freed else None
        found.append(
            Decomposed(
                total=effect(total.total),
                direct=effect(own.direct),
                indirect=effect(own.indirect),
                through=tuple(effect(one) for one in own.through),
                implied=effect(own.total),
                slope=slope,
                slope_beside=effect(b[:, 1]),
                direct_corrected=effect(clean.direct) if clean else None,
                indirect_corrected=effect(clean.indirect) if clean else None,
            )
        )
    return found


def corrected(
    b: Array, equations: Sequence[Array], residual: Array, error: Array
) -> tuple[Array, Array] | None:
    """Coefficients of an outcome, and residual covariance, of mediators without error.

    Regression calibration (Carroll, Ruppert, Stefanski & Crainiceanu, 2006, chapter 4): what
    is expected of the true mediators, given the scores and all else, takes their place.
    Exact where the outcome is linear or a log, nearly so for a logit. None where errors leave
    nothing of a mediator.

    Parameters
    ----------
    b : (d, 2 + k + c) array
    equations : sequence of (d, 2 + c) arrays
        Of each mediator.
    error : (k,) array
        Error variances, taken as known.
    """
    k = len(equations)
    true = residual - np.diag(error)
    if np.linalg.eigvalsh(true).min() < LEAST * np.diag(residual).min():
        return None
    scores = b[:, 2 : 2 + k]
    mediators = scores @ residual @ np.linalg.inv(true)
    shift = np.einsum("dk,kdp->dp", mediators - scores, np.array(equations))
    return np.hstack([b[:, :2] - shift[:, :2], mediators, b[:, 2 + k :] - shift[:, 2:]]), true


def _parts(
    out: Outcome,
    b: Array,
    mediators: Sequence[natural.Mediator],
    residual: Array,
    controls: Array,
) -> natural.Parts:
    """Parts by the estimates over every row, then by the draws over few groups of rows."""

    def system(rows: slice, over: Array, weights: Array) -> natural.System:
        return natural.System(
            link=LINK[out.family],
            b=b[rows],
            mediators=[natural.Mediator(one.kind, one.b[rows]) for one in mediators],
            residual=residual,
            controls=over,
            weights=weights,
        )

    n = len(controls)
    relative = out.family == "poisson"
    if out.family != "binomial" and all(one.kind == "gaussian" for one in mediators):
        controls, n = controls.mean(axis=0, keepdims=True), 1  # they fall out of the effects
    exact = natural.parts(
        system(slice(0, 1), controls, np.full(n, 1.0 / n)), *STEP, relative=relative
    )
    index = controls @ b[0, b.shape[1] - controls.shape[1] :]
    drawn = natural.parts(
        system(slice(1, None), *_together(controls, index)),
        *STEP,
        relative=relative,
        nodes=FEWER_NODES,
    )
    return natural.Parts(
        np.concatenate([exact.total, drawn.total]),
        np.concatenate([exact.direct, drawn.direct]),
        tuple(map(np.concatenate, zip(exact.through, drawn.through, strict=True))),
    )


def _together(controls: Array, index: Array) -> tuple[Array, Array]:
    """Different rows of controls and their shares; many become the means of neighbours."""
    rows, counts = np.unique(controls, axis=0, return_counts=True)
    if len(rows) <= GROUPS:
        return rows, counts / counts.sum()
    order = np.array_split(np.argsort(index, kind="stable"), GROUPS)
    means = np.array([controls[part].mean(axis=0) for part in order])
    return means, np.array([len(part) for part in order]) / len(index)
