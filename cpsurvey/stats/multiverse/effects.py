"""Total, direct, indirect and moderated effects of one specification, with intervals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy import special

from cpsurvey.stats.multiverse.sums import Columns, Equation, Sums, alone, clustered, shared
from cpsurvey.stats.tails import t_quantile

Array = NDArray[np.float64]
Estimator = Literal["ols", "within", "random", "rank"]
TAIL = 0.975
Asked = tuple[int, tuple[int, ...]]
"""A regression: its outcome, and predictors beside controls and constant."""


@dataclass(frozen=True, slots=True)
class Places:
    """Which column is what; the constant is the last one.

    Parameters
    ----------
    product : int or None
        Of what is moderated and its moderator.
    """

    source: int
    mediators: tuple[int, ...]
    outcome: int
    moderator: int | None
    product: int | None
    controls: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """An effect."""

    est: float
    se: float
    lower: float
    upper: float


@dataclass(frozen=True)
class Specification:
    """Columns of the rows analysed, and how coefficients are estimated.

    Parameters
    ----------
    earlier : sequence of sequence of frozenset of int
        For each mediator the sets of other mediators (their places among the mediators) that
        may come before it.
    """

    sums: Sums
    places: Places
    estimator: Estimator
    earlier: Sequence[Sequence[frozenset[int]]] = ()

    @cached_property
    def base(self) -> Columns:
        """What every equation holds beside its predictors."""
        constant = [] if self.estimator == "within" else [self.sums.z.shape[1] - 1]
        return [*self.places.controls, *constant]

    def crossed(self, y: int, X: Columns) -> Array:
        """Cross-products as the estimator wants them for an equation."""
        if self.estimator == "within":
            return self._within
        if self.estimator == "random":
            return self.sums.less(shared(self.sums, y, X))
        return self.sums.crossed

    @cached_property
    def _within(self) -> Array:
        return self.sums.less(1.0)

    def equations(self, asked: Sequence[Asked]) -> dict[Asked, Equation]:
        """Regressions on predictors, controls and constant, in this order."""
        every = {one: [*one[1], *self.base] for one in dict.fromkeys(asked)}
        if self.sums.begins is None:
            return {one: alone(self.sums.z, one[0], X) for one, X in every.items()}
        found: dict[Asked, Equation] = {}
        for size in sorted({len(X) for X in every.values()}):
            alike = [(one, X) for one, X in every.items() if len(X) == size]
            made = clustered([(self.crossed(one[0], X), one[0], X) for one, X in alike])
            found |= {one: e for (one, _), e in zip(alike, made, strict=True)}
        return found

    # ------------------------------------------------------ outcome and its predictors
    @property
    def total(self) -> Asked:
        """The outcome by the source."""
        return self.places.outcome, (self.places.source,)

    @property
    def direct(self) -> Asked:
        """The outcome by the source beside its mediators."""
        return self.places.outcome, (self.places.source, *self.places.mediators)

    @property
    def moderated(self) -> Asked | None:
        """The outcome by the product beside all it is made of."""
        at = self.places
        if at.product is None or at.moderator is None:
            return None
        return at.outcome, (at.product, at.source, *at.mediators, at.moderator)

    def step(self, j: int, earlier: frozenset[int] = frozenset()) -> Asked:
        """A mediator by the source beside the mediators before it."""
        at = self.places
        return at.mediators[j], (at.source, *(at.mediators[i] for i in sorted(earlier)))


Key = tuple[str, int, int]
"""Effect, and of what passes through one mediator which one, and in which order."""


def effects(one: Specification, normal: Array) -> dict[Key, Found]:
    """Every effect of a specification.

    Parameters
    ----------
    normal : (draws, 2 k) array
        Standard normal deviates behind the intervals of indirect effects (k mediators).

    Raises
    ------
    LinAlgError
        The columns do not determine an effect.
    """
    count = len(one.places.mediators)
    asked = [one.total]
    if count:
        asked.append(one.direct)
        asked += [one.step(j) for j in range(count)]
        asked += [one.step(j, before) for j in range(count) for before in one.earlier[j]]
    if one.moderated:
        asked.append(one.moderated)
    solved = one.equations(asked)
    found = {("total", 0, 0): _first(solved[one.total])}
    if count:
        found["direct", 0, 0] = _first(solved[one.direct])
        found |= dict(_indirect(one, solved, normal))
    if one.moderated:
        found["moderation", 0, 0] = _first(solved[one.moderated])
    return found


def _first(equation: Equation) -> Found:
    """The first coefficient with its t interval."""
    est = float(equation.b[0])
    se = float(np.sqrt(equation.moved[:, 0] @ equation.moved[:, 0]))
    reach = t_quantile(TAIL, float(equation.df[0])) * se
    return Found(est, se, est - reach, est + reach)


def _indirect(
    one: Specification, solved: Mapping[Asked, Equation], normal: Array
) -> Iterator[tuple[Key, Found]]:
    """All that passes through mediators, then what passes through each alone."""
    places, last = range(len(one.places.mediators)), solved[one.direct]
    steps = [solved[one.step(j)] for j in places]
    yield ("indirect", 0, 0), _products(steps, last, places, normal)
    for j in places:
        for order, earlier in enumerate(one.earlier[j]):
            step = solved[one.step(j, earlier)]
            yield ("through", j, order), _products([step], last, [j], normal)


def _products(
    steps: Sequence[Equation], outcome: Equation, through: Sequence[int], normal: Array
) -> Found:
    """Sum of products of paths: error by delta, interval from draws of the paths."""
    places = [j + 1 for j in through]
    a, b = np.array([step.b[0] for step in steps]), outcome.b[places]
    moved = np.column_stack([*(step.moved[:, 0] for step in steps), outcome.moved[:, places]])
    covariance = moved.T @ moved
    slope = np.concatenate((b, a))
    m = len(a)
    drawn = np.concatenate((a, b)) + normal[:, : 2 * m] @ np.linalg.cholesky(covariance).T
    lower, upper = percentiles(np.einsum("dm,dm->d", drawn[:, :m], drawn[:, m:]))
    return Found(float(a @ b), float(np.sqrt(slope @ covariance @ slope)), lower, upper)


def stratified(rng: np.random.Generator, draws: int, columns: int) -> Array:
    """Standard normal deviates, one from each of as many equally likely parts in each column.

    Latin hypercube sampling (McKay, Beckman & Conover, 1979): limits by so many are steadier
    than by as many independent draws.
    """
    found = np.empty((draws, columns))
    for j in range(columns):
        found[:, j] = special.ndtri((rng.permutation(draws) + 0.5) / draws)
    return found


def percentiles(drawn: Array) -> tuple[float, float]:
    """The middle 95 % of draws, between neighbours in proportion (type 7)."""
    last = len(drawn) - 1
    places = np.array([(1.0 - TAIL) * last, TAIL * last])
    below = np.floor(places).astype(int)
    above = np.minimum(below + 1, last)
    sorted_ = np.partition(drawn, np.unique([*below, *above]))
    ends = sorted_[below] + (places - below) * (sorted_[above] - sorted_[below])
    return float(ends[0]), float(ends[1])
