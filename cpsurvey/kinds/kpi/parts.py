"""Total, direct and indirect effects on one indicator, and its negative control."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis.context import LEVEL
from cpsurvey.analysis.numbers import number
from cpsurvey.design.kpi import Type
from cpsurvey.kinds.kpi.data import Decomposition, Effect, Model, Negative, Part, Role
from cpsurvey.kinds.kpi.rates import FAMILY, Design
from cpsurvey.payload import limits
from cpsurvey.stats import decomposition as d
from cpsurvey.stats.natural import Kind

Array = NDArray[np.float64]
RELATIVE = ("count", "log")
"""Types whose effects are shares of change."""
LARGEST = 700.0
"""Logarithms above this have no number."""


@dataclass(frozen=True, slots=True)
class Agents:
    """One data set: `source` (n,) standardised, mediators, controls.

    `reliability` of mediators in standard deviations; those it does not hold have no error.
    """

    made: Design
    source: Array
    mediators: Mapping[str, Array]
    controls: Array
    reliability: Mapping[str, float]


def decomposed(kind: Type, sets: Sequence[Agents], seed: Sequence[int]) -> Decomposition | None:
    """Effects of the source, versions one by one and their difference.

    None where a model runs off.
    """
    rng = np.random.default_rng(seed)
    solved = []
    for one in sets:
        columns = list(one.mediators.values())
        n = len(one.source)
        found_in = d.decompose(
            _outcomes(kind, one.made),
            one.source,
            np.column_stack(columns) if columns else np.zeros((n, 0)),
            one.controls,
            one.made.group[one.made.rows(0)],
            rng,
            kinds=[_kind(values) for values in columns],
            error=np.array([1.0 - one.reliability.get(name, 1.0) for name in one.mediators])
            if one.reliability
            else None,
            draws=d.DRAWS // len(sets),
        )
        if found_in is None:
            return None
        solved.append(found_in)
    found = d.together(solved)
    made, mediators = sets[0].made, sets[0].mediators
    reliability = {
        name: float(np.mean([one.reliability[name] for one in sets]))
        for name in sets[0].reliability
        if all(name in one.reliability for one in sets)
    }
    effects: list[Effect] = []
    corrected: list[Effect] = []
    for version, pick in _versions(made, found):
        effects.append(_effect(kind, version, "total", pick("total"), pick("slope")))
        if mediators:
            beside = pick("slope_beside")
            effects.append(_effect(kind, version, "direct", pick("direct"), beside))
            effects.append(_effect(kind, version, "indirect", pick("indirect")))
            for j, name in enumerate(mediators):
                effects.append(_effect(kind, version, "through", pick(j), through=name))
            if found[0].direct_corrected:
                corrected.append(_effect(kind, version, "direct", pick("direct_corrected")))
                corrected.append(_effect(kind, version, "indirect", pick("indirect_corrected")))
    gap = max(abs(each.total.est - each.implied.est) for each in found)
    return Decomposition(
        agents=made.agents,
        draws=d.DRAWS // len(sets) * len(sets),
        gap=number(gap) if mediators else None,
        effects=tuple(effects),
        corrected=tuple(corrected),
        reliability={name: number(r) for name, r in reliability.items()},
    )


def as_modelled(found: Decomposition, model: Model, source: str, kind: Type) -> Decomposition:
    """The same, an effect that is a coefficient of the model with the test of this one.

    Draws of all parts together would give one quantity two intervals.
    """
    terms = {
        one.version: one
        for one in (*model.of(source), *model.differences)
        if one.term == source
    }

    def one(effect: Effect) -> Effect:
        term = terms.get(effect.version)
        if effect.role not in ("total", "direct") or term is None:
            return effect
        if kind == "linear" and _same(effect.est, term.b):
            return replace(effect, ci=term.ci, pvalue=term.pvalue)
        ratio, ends = term.ratio, term.ratio_ci
        if ratio is None or ends is None:
            return effect
        if kind in RELATIVE and _same(effect.est, ratio - 1.0):
            ci = limits(ends.lower - 1.0, ends.upper - 1.0)
            return replace(effect, ci=ci, pvalue=term.pvalue)
        if _same(effect.odds, ratio):
            return replace(effect, odds_ci=ends)
        return effect

    return replace(found, effects=tuple(map(one, found.effects)))


def _same(first: float | None, second: float | None) -> bool:
    if first is None or second is None:
        return False
    return math.isclose(first, second, rel_tol=1e-7)


def negative(kind: Type, sets: Sequence[Agents], seed: Sequence[int]) -> Negative | None:
    """Effects of the marker, the source here, beside the controls; None where it runs off."""
    rng = np.random.default_rng(seed)
    solved = []
    for one in sets:
        none, group = np.zeros((len(one.source), 0)), one.made.group[one.made.rows(0)]
        found_in = d.decompose(
            _outcomes(kind, one.made),
            one.source,
            none,
            one.controls,
            group,
            rng,
            draws=d.DRAWS // len(sets),
        )
        if found_in is None:
            return None
        solved.append(found_in)
    found, made = d.together(solved), sets[0].made
    return Negative(
        agents=made.agents,
        effects=tuple(
            _effect(kind, version, "marker", pick("total"), pick("slope"))
            for version, pick in _versions(made, found)
        ),
    )


def seeded(seed: int, indicator: str) -> tuple[int, int]:
    """Seed of an indicator's draws, whichever others are analysed."""
    return seed, crc32(indicator.encode())


def _outcomes(kind: Type, made: Design) -> list[d.Outcome]:
    family = FAMILY[kind]
    return [
        d.Outcome(
            made.y[made.rows(k)],
            family,
            None if family == "gaussian" else made.n[made.rows(k)],
        )
        for k in range(len(made.versions))
    ]


def _kind(values: Array) -> Kind:
    return "binomial" if set(np.unique(values)) == {0.0, 1.0} else "gaussian"


Pick = Callable[[str | int], d.Effect]


def _versions(made: Design, found: Sequence[d.Decomposed]) -> Iterator[tuple[Part, Pick]]:
    """Versions, then their difference, each with a way to its effects."""

    def of(one: d.Decomposed, name: str | int) -> d.Effect:
        effect: d.Effect = one.through[name] if isinstance(name, int) else getattr(one, name)
        return effect

    for k, version in enumerate(made.versions):
        yield version, lambda name, one=found[k]: of(one, name)  # type: ignore[misc]
    if len(found) == 2:
        yield "difference", lambda name: of(found[1], name) - of(found[0], name)


def _effect(
    kind: Type,
    version: Part,
    role: Role,
    effect: d.Effect,
    slope: d.Effect | None = None,
    through: str | None = None,
) -> Effect:
    """In units of the indicator; shares also with the odds ratio of the source."""
    times = slope if kind == "binomial" else None
    relative = kind in RELATIVE
    ends = effect.interval(LEVEL)
    return Effect(
        version=version,
        role=role,
        through=through,
        est=number(_change(effect.est) if relative else effect.est),
        ci=limits(*(map(_change, ends) if relative else ends)),
        pvalue=effect.pvalue,
        odds=number(1.0 + _change(times.est)) if times else None,
        odds_ci=limits(*(1.0 + _change(end) for end in times.interval(LEVEL)))
        if times
        else None,
    )


def _change(log: float) -> float:
    """Share by which a ratio with this logarithm exceeds one."""
    return float(np.expm1(min(log, LARGEST)))
