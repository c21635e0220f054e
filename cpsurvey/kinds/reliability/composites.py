"""Reliability of composites: how much of them is one thing (hierarchical omega)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis.congeneric import Places, Resampling, delta, fitted, interval
from cpsurvey.analysis.context import Context
from cpsurvey.analysis.numbers import number
from cpsurvey.design import scales as design
from cpsurvey.kinds.reliability.data import Composite
from cpsurvey.results import Caveat, Scalar
from cpsurvey.sem.semfit import SemFit
from cpsurvey.stats.reliability import composite as share

Array = NDArray[np.float64]
Values = Callable[[Array], Array]
Named = list[list[str]]
"""Items of each scale by model name."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A composite's complete items and how they enter its score."""

    id: str
    blocks: Named
    items: Array
    weights: Array

    @property
    def names(self) -> list[str]:
        """Of all items."""
        return [name for block in self.blocks for name in block]


Found = tuple[Composite, list[Caveat]]


def measure(
    composite: design.Composite,
    scales: list[tuple[design.Scale, list[str]]],
    context: Context,
    resampling: Resampling,
) -> Found:
    """Omega of a composite of scales, and the part of it that is general."""
    said: dict[str, Scalar] = {"scale": composite.id}
    sizes = [len(names) for _, names in scales]
    matrix = context.scored.matrix([name for _, names in scales for name in names])
    rows = np.asarray(~np.isnan(matrix).any(axis=1))
    full = matrix[rows]
    row = Composite(
        composite=composite.id,
        of=tuple(scale.id for scale, _ in scales),
        k=sum(sizes),
        n=len(full),
        model="equal_loadings" if len(scales) == 2 else "second_order",
    )
    if min(sizes) < 2:
        return row, [Caveat("rel_single", "note", said)]
    if len(full) < 3 or not np.ptp(full, axis=0).all():
        return row, [Caveat("rel_composite_flat", "warning", {**said, "n": len(full)})]
    sheet = _sheet(composite, scales, full)
    plan = resampling.of(rows)
    row, caveats = second_order(row, sheet, plan)
    row, more = bifactor(row, sheet, plan)
    return row, [*caveats, *more]


def _sheet(
    composite: design.Composite, scales: list[tuple[design.Scale, list[str]]], full: Array
) -> Sheet:
    """Items weighted as scoring does: scores averaged, standardised first where asked."""
    weights, blocks, at = [], [], 0
    for scale, names in scales:
        one = 1.0 if scale.scoring.method == "sum" else 1.0 / len(names)
        if composite.standardise:
            total = one * full[:, at : at + len(names)].sum(axis=1)
            one /= float(total.std(ddof=1)) or 1.0
        weights += [one] * len(names)
        blocks.append([f"i{j}" for j in range(at, at + len(names))])
        at += len(names)
    return Sheet(composite.id, blocks, full, np.array(weights))


def second_order(row: Composite, sheet: Sheet, plan: Resampling) -> Found:
    """Two scales: correlated factors, second-order loadings equal; more: a second order."""
    said = {"scale": sheet.id}
    two = len(sheet.blocks) == 2
    syntax = _first_order(sheet.blocks)
    syntax += "" if two else "g =~ " + " + ".join(_factors(sheet.blocks))
    found = fitted(syntax, sheet.names, sheet.items, plan, std_lv=two)
    if found is None:
        return row, [Caveat("rel_no_second_order", "warning", said)]
    general, own = _equal(found) if two else _second(found, _factors(sheet.blocks))
    parts = _Hierarchy(found, sheet, general, own)
    caveats = []
    if not found.admissible:
        row = replace(row, inadmissible=("omega_total", "omega_higher"))
        caveats.append(Caveat("rel_heywood_second", "warning", said))
    if two and general(found.theta)[0, 0] <= 0:
        return row, [*caveats, Caveat("rel_no_general", "warning", said)]
    ends, drawn, notes = interval(found, parts.values, plan, sheet.id, parts.bad)
    total_ci, higher_ci = ends or (None, None)
    total, higher = parts.values(found.theta)
    observed = parts.shares(found.theta, np.cov(sheet.items.T, bias=True))
    row = replace(
        row,
        draws_failed=drawn.failed,
        draws_inadmissible=drawn.inadmissible,
        omega_total=number(total),
        omega_total_observed=number(observed[0]),
        omega_total_ci=total_ci,
        omega_higher=number(higher),
        omega_higher_observed=number(observed[1]),
        omega_higher_ci=higher_ci,
    )
    return row, [*caveats, *notes]


def _first_order(blocks: Named) -> str:
    return "".join(
        f"{factor} =~ {' + '.join(block)}\n"
        for factor, block in zip(_factors(blocks), blocks, strict=True)
    )


def _factors(blocks: Named) -> list[str]:
    return [f"f{s}" for s in range(len(blocks))]


class _Loadings:
    """Loadings and residual variances of first-order factors, at any parameters."""

    def __init__(self, found: SemFit, sheet: Sheet) -> None:
        factors = _factors(sheet.blocks)
        pairs = [(f, name) for f, b in zip(factors, sheet.blocks, strict=True) for name in b]
        self.weights = sheet.weights
        self.loadings = Places(found, [(f, "=~", name) for f, name in pairs])
        self.theta = Places(found, [(name, "~~", name) for name in sheet.names])
        self.column = np.repeat(np.arange(len(factors)), [len(b) for b in sheet.blocks])
        self.m = len(factors)

    def pattern(self, at: Array) -> Array:
        """(..., k, m) loadings."""
        values = self.loadings.of(at)
        full = np.zeros((*values.shape, self.m))
        full[..., np.arange(values.shape[-1]), self.column] = values
        return full

    def total(self, at: Array, common: Array) -> Array:
        """(..., k, k) covariances of the items: common ones and residual variances."""
        found = common.copy()
        k = np.arange(common.shape[-1])
        found[..., k, k] += self.theta.of(at)
        return found


class _Hierarchy(_Loadings):
    """First-order factors whose covariances are a general part and variances of their own.

    Parameters
    ----------
    general : callable
        Parameters in, (..., m, m) part that is one thing out.
    own : callable
        Parameters in, (..., m) variances out.
    """

    def __init__(self, found: SemFit, sheet: Sheet, general: Values, own: Values) -> None:
        super().__init__(found, sheet)
        self.general, self.own = general, own

    def common(self, at: Array) -> Array:
        """(..., m, m) covariances of the factors."""
        return self.general(at) + self.own(at)[..., None] * np.eye(self.m)

    def bad(self, at: Array) -> NDArray[np.bool_]:
        """Whether a variance is negative, or a correlation of two factors beyond one."""
        low = np.concatenate([self.theta.of(at), self.own(at)], axis=-1)
        return np.asarray((low < 0).any(axis=-1))

    def values(self, at: Array) -> Array:
        """Omega and hierarchical omega (..., 2), denominators implied by the model."""
        L = self.pattern(at)
        common = L @ self.common(at) @ np.swapaxes(L, -1, -2)
        return self.shares(at, self.total(at, common))

    def shares(self, at: Array, total: Array) -> Array:
        """The same over given covariances of the items."""
        L = self.pattern(at)
        parts = (self.common(at), self.general(at))
        return np.stack([share(L, part, total, self.weights) for part in parts], axis=-1)


def _equal(found: SemFit) -> tuple[Values, Values]:
    """Two factors whose standardised second-order loadings are equal: each sqrt(r)."""
    r = Places(found, [("f0", "~~", "f1")])
    return (
        lambda at: np.ones((2, 2)) * r.of(at)[..., None],
        lambda at: np.repeat(1.0 - r.of(at), 2, axis=-1),
    )


def _second(found: SemFit, factors: list[str]) -> tuple[Values, Values]:
    """A second-order factor over three or more."""
    loadings = Places(found, [("g", "=~", f) for f in factors])
    variance = Places(found, [("g", "~~", "g")])

    def general(at: Array) -> Array:
        b = loadings.of(at)
        return np.asarray(b[..., :, None] * b[..., None, :] * variance.of(at)[..., None])

    return general, Places(found, [(f, "~~", f) for f in factors]).of


def bifactor(row: Composite, sheet: Sheet, plan: Resampling) -> Found:
    """Hierarchical omega of a bifactor model; its interval by the delta method."""
    said = {"scale": sheet.id}
    if len(sheet.blocks) < 3 or min(len(block) for block in sheet.blocks) < 3:
        return replace(row, bifactor="not_identified"), []
    factors = _factors(sheet.blocks)
    syntax = _first_order(sheet.blocks) + f"g =~ {' + '.join(sheet.names)}\n"
    for at, factor in enumerate(factors):
        others = [f"0*{other}" for other in [*factors[at + 1 :], "g"]]
        syntax += f"{factor} ~~ {' + '.join(others)}\n"
    found = fitted(syntax, sheet.names, sheet.items, plan, std_lv=True, robust=True)
    if found is None or any(r.code == "not_identified" for r in found.remarks):
        return replace(row, bifactor="failed"), [Caveat("rel_no_bifactor", "warning", said)]
    own = _Bifactor(found, sheet)
    observed = own.shares(found.theta, np.cov(sheet.items.T, bias=True))
    row = replace(
        row,
        bifactor="estimated",
        omega_bifactor=number(own.values(found.theta)[0]),
        omega_bifactor_observed=number(observed[0]),
        omega_bifactor_ci=delta(found, own.values)[0] if plan.draws else None,
    )
    if found.admissible:
        return row, []
    row = replace(row, inadmissible=(*row.inadmissible, "omega_bifactor"))
    return row, [Caveat("rel_heywood_bifactor", "warning", said)]


class _Bifactor(_Loadings):
    """A general factor beside one of each scale, all uncorrelated."""

    def __init__(self, found: SemFit, sheet: Sheet) -> None:
        super().__init__(found, sheet)
        self.first = Places(found, [("g", "=~", name) for name in sheet.names])

    def values(self, at: Array) -> Array:
        """Hierarchical omega (..., 1), the denominator implied by the model."""
        L, g = self.pattern(at), self.first.of(at)
        common = L @ np.swapaxes(L, -1, -2) + g[..., :, None] * g[..., None, :]
        return self.shares(at, self.total(at, common))

    def shares(self, at: Array, total: Array) -> Array:
        """The same over given covariances of the items."""
        one = np.ones((1, 1))
        return share(self.first.of(at)[..., None], one, total, self.weights)[..., None]
