"""Total, direct and indirect effects on one indicator, and its negative control."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
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


def decomposed(
    kind: Type,
    made: Design,
    source: Array,
    mediators: Mapping[str, Array],
    controls: Array,
    seed: Sequence[int],
    reliability: Mapping[str, float],
) -> Decomposition | None:
    """Effects of `source` (n,) standardised, versions one by one and their difference.

    `reliability` of mediators in standard deviations; those it does not hold have no error.

    None where a model runs off.
    """
    found = d.decompose(
        _outcomes(kind, made),
        source,
        np.column_stack(list(mediators.values())) if mediators else np.zeros((len(source), 0)),
        controls,
        made.group[made.rows(0)],
        np.random.default_rng(seed),
        kinds=[_kind(values) for values in mediators.values()],
        error=np.array([1.0 - reliability.get(name, 1.0) for name in mediators])
        if reliability
        else None,
    )
    if found is None:
        return None
    effects: list[Effect] = []
    corrected: list[Effect] = []
    for version, pick in _versions(made, found):
        effects.append(_effect(kind, version, "total", pick("total"), pick("slope")))
        if mediators:
            beside = pick("slope_beside")
            effects.append(_effect(kind, version, "direct", pick("direct"), beside))
            effects.append(_effect(kind, version, "indirect", pick("indirect")))
            for j, name in enumerate(mediators):
                one = _effect(kind, version, "through", pick(j), through=name)
                effects.append(one)
            if found[0].direct_corrected:
                corrected.append(_effect(kind, version, "direct", pick("direct_corrected")))
                corrected.append(_effect(kind, version, "indirect", pick("indirect_corrected")))
    gap = max(abs(one.total.est - one.implied.est) for one in found)
    return Decomposition(
        agents=made.agents,
        draws=d.DRAWS,
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


def negative(
    kind: Type, made: Design, marker: Array, beside: Array, seed: Sequence[int]
) -> Negative | None:
    """Effects of the marker beside the columns `beside`; None where the model runs off."""
    none = np.zeros((len(marker), 0))
    rng = np.random.default_rng(seed)
    group = made.group[made.rows(0)]
    found = d.decompose(_outcomes(kind, made), marker, none, beside, group, rng)
    if found is None:
        return None
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
