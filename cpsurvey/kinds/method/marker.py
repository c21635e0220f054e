"""CFA marker technique and unmeasured method factor, as series of models.

Williams, Hartman & Cavazotte (2010, doi:10.1177/1094428110366036). Every factor has variance
one; the marker's loadings and errors are those of the first model, so that the factor means
the same in all that follow.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np

from cpsurvey.analysis.numbers import number
from cpsurvey.kinds.method.series import Series, values
from cpsurvey.sem.semfit import SemFit
from cpsurvey.stats.method import parts

CFA, BASELINE, METHOD_C, METHOD_U, METHOD_R = (
    "cfa",
    "baseline",
    "method_c",
    "method_u",
    "method_r",
)
SENSITIVITY = {"method_s05": 1.959963984540054, "method_s01": 2.5758293035489004}
"""Models with the method loadings at the far limit of their 95 % and 99 % intervals."""
ALPHA = 0.05
POWER = 1.959963984540054 + 0.8416212335729143
"""Standard errors an effect must have to be found four times in five."""


@dataclass(frozen=True, slots=True)
class Block:
    """A factor and its items."""

    factor: str
    items: tuple[str, ...]

    @property
    def line(self) -> str:
        """Its line in a model."""
        return f"{self.factor} =~ {' + '.join(self.items)}"


@dataclass(frozen=True, slots=True)
class Design:
    """What the models are written from: factors, and the marker."""

    blocks: tuple[Block, ...]
    marker: Block

    @property
    def items(self) -> tuple[str, ...]:
        """Items of the substantive factors."""
        return tuple(item for block in self.blocks for item in block.items)

    @property
    def factors(self) -> tuple[str, ...]:
        """Substantive factors."""
        return tuple(block.factor for block in self.blocks)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Every two of them."""
        return list(combinations(self.factors, 2))


def written(blocks: Sequence[Block]) -> str:
    """Model of correlated factors."""
    return "\n".join(block.line for block in blocks)


def with_method(
    blocks: Sequence[Block], factor: str, loadings: Sequence[str], more: Sequence[str] = ()
) -> str:
    """The same with a factor of `loadings`, uncorrelated with the others."""
    apart = [f"{factor} ~~ 0*{block.factor}" for block in blocks]
    return "\n".join([written(blocks), f"{factor} =~ {' + '.join(loadings)}", *apart, *more])


def sequence(design: Design, series: Series, label: str) -> str | None:
    """Fit CFA, Baseline, Method-C, -U and -R; name of the method model that is retained.

    Parameters
    ----------
    label : str
        Name of the equal loadings that is no variable.
    """
    both = [*design.items, *design.marker.items]
    first = series.add(CFA, written([*design.blocks, design.marker]), both)
    if first is None or not first.converged:
        return None
    fixed, errors = _fixed(design.marker, first, ordered=bool(series.ordered))

    def model(loadings: Sequence[str], more: Sequence[str] = ()) -> str:
        said = [*fixed, *loadings]
        return with_method(design.blocks, design.marker.factor, said, [*errors, *more])

    base = series.add(BASELINE, model([]), both)
    equal = [f"{label}*{item}" for item in design.items]
    series.add(METHOD_C, model(equal), both)
    series.add(METHOD_U, model(design.items), both)
    unequal = series.test(METHOD_C, METHOD_U)
    retained = METHOD_C
    if not series.sound(METHOD_C) or (unequal and _below(unequal["pvalue"])):
        retained = METHOD_U
    if not series.sound(BASELINE, retained) or base is None:
        return None
    correlations = values(base, "~~")
    held = [f"{a} ~~ {_of(correlations, a, b)!r}*{b}" for a, b in design.pairs]
    loadings = equal if retained == METHOD_C else design.items
    if held:
        series.add(METHOD_R, model(loadings, held), both)
    for name, z in SENSITIVITY.items():
        series.add(name, model(_pushed(design, series.fits[retained], z)), both)
    return retained


def _below(pvalue: float | None) -> bool:
    return pvalue is not None and pvalue < ALPHA


def _of(found: Mapping[tuple[str, str], float], a: str, b: str) -> float:
    return found[(a, b)] if (a, b) in found else found[(b, a)]


def _fixed(marker: Block, found: SemFit, *, ordered: bool) -> tuple[list[str], list[str]]:
    """The marker's loadings and errors as the first model has them.

    The errors of ordered items follow from their loadings.
    """
    loadings, errors = values(found, "=~"), values(found, "~~")
    fixed = [f"{loadings[marker.factor, item]!r}*{item}" for item in marker.items]
    said = [f"{item} ~~ {errors[item, item]!r}*{item}" for item in marker.items]
    return fixed, [] if ordered else said


def _pushed(design: Design, found: SemFit, z: float) -> list[str]:
    """Method loadings at the end of their interval that is farther from zero."""
    mine = {p.rhs: p for p in found.estimates if p.op == "=~" and p.lhs == design.marker.factor}
    pushed = []
    for item in design.items:
        est, se = float(mine[item].est), mine[item].se or 0.0
        pushed.append(f"{est + math.copysign(z * se, est)!r}*{item}")
    return pushed


# ------------------------------------------------------------------ what is read from them
def variance(design: Design, found: SemFit) -> dict[str, Any]:
    """How much of the items' variance the method factor explains."""
    factor = design.marker.factor
    standard = values(found, "=~", standard=True)
    loads = np.array([standard[factor, item] for item in design.items])
    mine = [p for p in found.estimates if p.op == "=~" and p.lhs == factor]
    one = next(p for p in mine if p.rhs == design.items[0])
    equal = len({p.free for p in mine if p.rhs in design.items}) == 1
    return {
        "average": number(np.mean(loads**2)),
        "largest": number(np.max(np.abs(loads))),
        "equal": equal,
        "loading": number(one.est) if equal else None,
        "se": one.se if equal else None,
        "pvalue": one.pvalue if equal else None,
        "significant": sum(
            1
            for p in mine
            if p.rhs in design.items and p.pvalue is not None and p.pvalue < ALPHA
        ),
    }


def detectable(design: Design, found: SemFit) -> float | None:
    """Mean share an equal loading would explain that a test at 5 % finds four times in five."""
    factor = design.marker.factor
    mine = [p for p in found.estimates if p.op == "=~" and p.lhs == factor and p.free >= 0]
    if not mine or not mine[0].se:
        return None
    with np.errstate(divide="ignore", invalid="ignore"):
        return number(np.nanmean([(POWER * mine[0].se / _sd(p)) ** 2 for p in mine]))


def _sd(p: Any) -> float:
    """Implied standard deviation of the item behind a loading on a factor of variance one."""
    return float(p.est / p.std_all) if p.std_all else float("nan")


def reliability(design: Design, base: SemFit, found: SemFit) -> list[dict[str, Any]]:
    """Phase II: the reliability of each scale in the Baseline, and its parts with method."""
    factor = design.marker.factor
    before, after = values(base, "=~", standard=True), values(found, "=~", standard=True)
    rows = []
    for block in design.blocks:
        own = [after[block.factor, item] for item in block.items]
        method = [after[factor, item] for item in block.items]
        left = [1.0 - s * s - m * m for s, m in zip(own, method, strict=True)]
        plain = [before[block.factor, item] for item in block.items]
        whole = parts(plain, [0.0] * len(plain), [1.0 - s * s for s in plain])
        split = parts(own, method, left)
        rows.append(
            {
                "scale": block.factor,
                "baseline": number(whole.substantive),
                "substantive": number(split.substantive),
                "method": number(split.method),
                "share": None if split.share is None else number(split.share),
            }
        )
    return rows


def correlations(design: Design, series: Series, retained: str) -> list[dict[str, Any]]:
    """Phase III: every factor correlation without method, with it, and with more of it."""
    names = (BASELINE, retained, *SENSITIVITY)
    found = {n: values(series.fits[n], "~~") if series.sound(n) else None for n in names}
    columns = dict(zip(("baseline", "retained", "s05", "s01"), names, strict=True))
    return [
        {
            "first": a,
            "second": b,
            **{
                key: number(_of(mine, a, b)) if (mine := found[name]) else None
                for key, name in columns.items()
            },
        }
        for a, b in design.pairs
    ]


def nearest(design: Design, found: SemFit) -> tuple[str, float]:
    """Substantive factor the marker correlates with most, and how much."""
    mine = values(found, "~~")
    sizes = {f: _of(mine, f, design.marker.factor) for f in design.factors}
    name = max(sizes, key=lambda f: abs(sizes[f]))
    return name, sizes[name]


# ------------------------------------------------------------- unmeasured method factor
def unmeasured(
    blocks: Sequence[Block], series: Series, factor: str, label: str
) -> list[dict[str, Any]]:
    """A common factor without a marker, equal and free loadings."""
    items = [item for block in blocks for item in block.items]
    versions = {"ulmc_equal": [f"{label}*{item}" for item in items], "ulmc_free": items}
    rows: list[dict[str, Any]] = []
    for name, loadings in versions.items():
        found = series.add(name, with_method(blocks, factor, loadings), items)
        row: dict[str, Any] = {"model": name, "method": None, "substantive": None}
        if found is not None and found.admissible:
            standard = values(found, "=~", standard=True)
            method = [standard[factor, item] for item in items]
            own = [standard[block.factor, item] for block in blocks for item in block.items]
            row["method"] = number(np.mean(np.square(method)))
            row["substantive"] = number(np.mean(np.square(own)))
        rows.append(row | {"test": series.test("measurement", name)})
    return rows
