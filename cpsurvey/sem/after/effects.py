"""Direct, indirect and total effects of a model, read off its arrows; no ``:=`` is needed.

A direct effect is an arrow, a specific indirect effect the product along one way through
other variables, a total effect the sum over all ways: (I - A)^-1 - I. Where arrows run in a
circle there are infinitely many ways: only sums are told, and only where they settle
(Bollen, 1987, doi:10.2307/271028).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from cpsurvey.sem.after.bootstrap import Bootstrap
from cpsurvey.sem.after.standard import Metric, Part, binary
from cpsurvey.sem.after.uncertain import Uncertain
from cpsurvey.sem.inference.standardize import Standardized
from cpsurvey.sem.language.partable import Partable
from cpsurvey.sem.semfit import SemFit

Array = NDArray[np.float64]
Role = Literal["direct", "specific", "indirect", "total"]
Arrows = Mapping[str, tuple[str, ...]]
WAYS = 200
"""Most ways from one variable to another that are told one by one."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One effect: `through` names what a specific one passes, in order."""

    source: str
    outcome: str
    role: Role
    through: tuple[str, ...]
    group: int


@dataclass(frozen=True, slots=True)
class Effect:
    """An effect with its numbers, unstandardised and standardised.

    Parameters
    ----------
    binary : bool
        The source is a covariate of two values: of its standardised effects read `nox`,
        standard deviations of the outcome per unit.
    nox : Uncertain or None
        None where the source is no covariate, and `nox` would be `std_all`.
    """

    wanted: Wanted
    value: Uncertain
    std_lv: Uncertain
    std_all: Uncertain
    nox: Uncertain | None
    binary: bool


@dataclass(frozen=True, slots=True)
class Effects:
    """All effects of a model; `circular` and `unlisted` say what is not among them.

    Parameters
    ----------
    circular : bool
        Arrows run in a circle: no specific effects.
    unsettled : bool
        Effects that run in the circle grow without end: totals do not exist.
    unlisted : int
        Pairs of variables with more than `WAYS` ways, of which only the sum is told.
    """

    rows: tuple[Effect, ...]
    circular: bool
    unsettled: bool
    unlisted: int


def effects(fitted: SemFit, seed: int, drawn: Bootstrap | None = None) -> Effects:
    """Every effect among the variables of the regressions, with every kind of interval."""
    table = fitted.table
    found = [_of_group(table, g + 1) for g in range(table.settings.ngroups)]
    wanted = [one for rows, _, _ in found for one in rows]
    names = {name for one in wanted for name in (one.source, one.outcome)}
    part = Part(fitted.model, names)
    covariates = set(table.covariates)

    def numbers(metric: Metric | None) -> list[Uncertain]:
        def values(on: Standardized, theta: Any) -> Any:
            return _values(on, theta, wanted, metric)

        return part.intervals(fitted, values, seed, drawn)

    plain, lv, every, nox = (
        (numbers(m) for m in (None, "lv", "all", "nox")) if wanted else ([], [], [], [])
    )
    rows = [
        Effect(
            one,
            plain[i],
            lv[i],
            every[i],
            nox[i] if one.source in covariates else None,
            one.source in covariates and binary(fitted, one.source),
        )
        for i, one in enumerate(wanted)
    ]
    circular = any(c for _, c, _ in found)
    return Effects(
        tuple(rows), circular, circular and _unsettled(fitted), sum(u for *_, u in found)
    )


def _values(on: Standardized, theta: Any, wanted: list[Wanted], metric: Metric | None) -> Any:
    """Effects (..., k) at `theta`."""
    theta = np.asarray(theta)
    direct = [r.matrices(theta, S)[0] for r, S in zip(on.rams, on.fixed, strict=True)]
    total = [r.paths(A) for r, A in zip(on.rams, direct, strict=True)]
    spread = on.variances(theta)[0] if metric else []
    found = []
    for one in wanted:
        g, place = one.group - 1, on.rams[one.group - 1].place
        i, j = place[one.outcome], place[one.source]
        if one.role == "specific":
            value = _along(direct[g], [place[n] for n in (one.source, *one.through)], i)
        elif one.role == "direct":
            value = direct[g][..., i, j]
        else:
            less = direct[g][..., i, j] if one.role == "indirect" else 0.0
            value = total[g][..., i, j] - less
        if metric:
            value = value * on.deviation(one.source, spread[g], one.group, metric)
            value = value / on.deviation(one.outcome, spread[g], one.group, metric)
        found.append(value)
    return np.stack(found, axis=-1)


def _along(A: Any, places: list[int], end: int) -> Any:
    value = 1.0
    for tail, head in zip(places, [*places[1:], end], strict=True):
        value = value * A[..., head, tail]
    return value


# ------------------------------------------------------------------------- which there are
def _of_group(table: Partable, group: int) -> tuple[list[Wanted], bool, int]:
    """Effects of one group, whether arrows run in a circle, pairs of too many ways."""
    arrows = _arrows(table, group)
    order = list(arrows)
    circular = _circular(arrows)
    found: list[Wanted] = []
    unlisted = 0
    for source in order:
        reached = _reached(arrows, source)
        for outcome in order:
            if outcome == source or outcome not in reached:
                continue
            ways = [] if circular else _ways(arrows, source, outcome)
            if ways is None:
                unlisted += 1
            found += _pair(arrows, source, outcome, ways, group)
    return found, circular, unlisted


def _pair(
    arrows: Arrows, source: str, outcome: str, ways: list[tuple[str, ...]] | None, group: int
) -> Iterator[Wanted]:
    direct = outcome in arrows[source]
    if direct:
        yield Wanted(source, outcome, "direct", (), group)
    longer = None if ways is None else [way for way in ways if way]
    onward = any(outcome in _reached(arrows, middle) for middle in arrows[source])
    if not onward:
        return
    for way in longer or ():
        yield Wanted(source, outcome, "specific", way, group)
    if longer is None or len(longer) != 1:
        yield Wanted(source, outcome, "indirect", (), group)
    yield Wanted(source, outcome, "total", (), group)


def _arrows(table: Partable, group: int) -> dict[str, tuple[str, ...]]:
    """Heads of the arrows of every variable that regressions are about.

    Loadings count where what they measure is among these: its effects pass through them.
    """
    mine = [r for r in table.rows if r.group == group]
    pairs = [(r.rhs, r.lhs) for r in mine if r.op == "~"]
    loads = [(r.lhs, r.rhs) for r in mine if r.op == "=~"]
    names = {name for pair in pairs for name in pair}
    while more := [p for p in loads if p[1] in names and p not in pairs]:
        pairs += more
        names |= {name for pair in more for name in pair}
    there = [*table.observed, *table.latent]
    order = [r.rhs for r in mine if r.op == "~" and r.rhs in names]
    order = list(dict.fromkeys([*order, *(n for n in there if n in names)]))
    return {n: tuple(h for t, h in dict.fromkeys(pairs) if t == n) for n in order}


def _reached(arrows: Arrows, source: str) -> set[str]:
    found: set[str] = set()
    waiting = list(arrows[source])
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += arrows[name]
    return found


def _circular(arrows: Arrows) -> bool:
    return any(name in _reached(arrows, name) for name in arrows)


def _ways(arrows: Arrows, source: str, outcome: str) -> list[tuple[str, ...]] | None:
    """What each way passes through, shortest first; None where there are too many."""
    leads = {n for n in arrows if n == outcome or outcome in _reached(arrows, n)}
    found: list[tuple[str, ...]] = []
    waiting: list[tuple[str, ...]] = [(source,)]
    while waiting:
        way = waiting.pop(0)
        for head in arrows[way[-1]]:
            if head == outcome:
                found.append(way[1:])
            elif head in leads:
                waiting.append((*way, head))
        if len(found) > WAYS or len(waiting) > 50 * WAYS:
            return None
    return found


def _unsettled(fitted: SemFit) -> bool:
    """Whether powers of the arrows grow: their largest eigenvalue is 1 or more."""
    model = fitted.model
    for ram, sample in zip(model.rams, model.samples, strict=True):
        A = ram.matrices(fitted.theta, sample.moments(ram.means))[0]
        if np.abs(np.linalg.eigvals(A)).max() >= 1.0:
            return True
    return False
