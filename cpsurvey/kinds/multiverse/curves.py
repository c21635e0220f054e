"""From estimates to curves: sorted, counted, and which choice moves them most."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cpsurvey.kinds.multiverse import data as d
from cpsurvey.kinds.multiverse.orders import earlier
from cpsurvey.kinds.multiverse.question import Question
from cpsurvey.kinds.multiverse.space import Cell
from cpsurvey.stats.multiverse.effects import Found, Key
from cpsurvey.stats.multiverse.joint import Joint
from cpsurvey.stats.multiverse.spread import shares

EFFECTS: tuple[d.EffectName, ...] = ("total", "direct", "indirect", "through", "moderation")


@dataclass(frozen=True, slots=True)
class Row:
    """Effects of one specification of one outcome."""

    cell: Cell
    n: int
    found: Mapping[Key, Found]


@dataclass(frozen=True, slots=True)
class Space:
    """A question, and the sets of its choices.

    Parameters
    ----------
    facets : tuple of str or None
        For each facet the variable in whose place it stands.
    places : mapping of Cell to int
        Place of each set of choices, from 1.
    """

    question: Question
    choices: tuple[d.Choice, ...]
    facets: tuple[str | None, ...]
    places: Mapping[Cell, int]

    def concerns(self, cell: Cell, effect: d.EffectName, outcome: str) -> bool:
        """Whether a set of choices is one of an effect's own, no repetition of another.

        A mediator's facet changes nothing of a total effect.
        """
        at = next(i for i, c in enumerate(self.choices) if c.dimension == "facet")
        whole = self.facets[cell[at]]
        if whole is None or effect == "moderation":
            return True
        own = {self.question.source, outcome}
        if effect != "total":
            own |= {*self.question.mediators}
        return whole in own


def curves(
    space: Space,
    rows: Mapping[str, Sequence[Row]],
    joints: Mapping[tuple[str, d.EffectName], Joint],
) -> tuple[d.Curve, ...]:
    """Every effect on every outcome."""
    return tuple(
        curve
        for outcome in space.question.outcomes
        for effect in EFFECTS
        for curve in _of_effect(space, effect, outcome, rows[outcome], joints)
    )


Point = tuple[Row, Found, int]
"""A specification, its effect, and the place of its order of mediators."""


def _of_effect(
    space: Space,
    effect: d.EffectName,
    outcome: str,
    rows: Sequence[Row],
    joints: Mapping[tuple[str, d.EffectName], Joint],
) -> Iterator[d.Curve]:
    own = [row for row in rows if space.concerns(row.cell, effect, outcome)]
    mediators = space.question.mediators
    parts: list[tuple[str | None, list[Point]]]
    if effect != "through":
        key = (effect, 0, 0)
        parts = [(None, [(row, row.found[key], 0) for row in own if key in row.found])]
    else:
        parts = [
            (name, list(_through(space.question, j, own)))
            for j, name in enumerate(mediators if len(mediators) > 1 else ())
        ]
    for name, points in parts:
        if points:
            yield _curve(space, effect, name, outcome, points, joints.get((outcome, effect)))


def _through(question: Question, j: int, rows: Sequence[Row]) -> Iterator[Point]:
    """What passes through one mediator alone, in every order that changes it."""
    places = list(earlier(question, j).values())
    for row in rows:
        for at, place in enumerate(places):
            if found := row.found.get(("through", j, at)):
                yield row, found, place


def _curve(
    space: Space,
    effect: d.EffectName,
    through: str | None,
    outcome: str,
    points: Sequence[Point],
    held: Joint | None,
) -> d.Curve:
    points = sorted(points, key=lambda p: (p[1].est, p[0].cell, p[2]))
    est = np.array([found.est for _, found, _ in points])
    levels = np.array([(*row.cell, order) for row, _, order in points])
    side = np.array([(f.lower > 0) * 1 - (f.upper < 0) * 1 for _, f, _ in points])
    first = next(iter(np.flatnonzero(~levels.any(axis=1))), None)
    median = float(np.median(est))
    low, high = np.quantile(est, (0.1, 0.9))
    sign = np.sign(median)
    return d.Curve(
        effect=effect,
        through=through,
        outcome=outcome,
        specification=tuple(space.places[row.cell] for row, _, _ in points),
        order=tuple(order + 1 for *_, order in points),
        n=tuple(row.n for row, _, _ in points),
        est=tuple(found.est for _, found, _ in points),
        se=tuple(found.se for _, found, _ in points),
        lower=tuple(found.lower for _, found, _ in points),
        upper=tuple(found.upper for _, found, _ in points),
        primary=None if first is None else int(first) + 1,
        median=median,
        low=float(low),
        high=float(high),
        same_sign=float(np.mean(np.sign(est) == sign)),
        apart=float(np.mean(side == sign)) if sign else 0.0,
        agree=None if first is None else float(np.mean(side == side[first])),
        moved=tuple(_moved(space.choices, levels, est, side)),
        joint=_joint(held) if held else None,
    )


def _moved(
    choices: Sequence[d.Choice],
    levels: NDArray[np.int64],
    est: NDArray[np.float64],
    side: NDArray[np.int64],
) -> Iterator[d.Moved]:
    """Choices that have several levels on a curve, the strongest first."""
    found = shares(est, levels)
    for at in np.argsort(-found, kind="stable"):
        choice, column = choices[at], levels[:, at]
        met = np.unique(column)
        if len(met) > 1:
            yield d.Moved(
                dimension=choice.dimension,
                share=float(found[at]),
                levels=tuple(
                    _at_level(choice.levels[level], est[column == level], side[column == level])
                    for level in met
                ),
            )


def _at_level(name: str, est: NDArray[np.float64], side: NDArray[np.int64]) -> d.AtLevel:
    return d.AtLevel(
        level=name,
        count=len(est),
        median=float(np.median(est)),
        apart=float(np.mean(side != 0)),
    )


def _joint(held: Joint) -> d.Joint:
    return d.Joint(
        count=held.count,
        draws=held.draws,
        median=d.Held(value=held.median.value, pvalue=held.median.pvalue),
        significant=d.Held(value=held.significant.value, pvalue=held.significant.pvalue),
        stouffer=d.Held(value=held.stouffer.value, pvalue=held.stouffer.pvalue),
    )
