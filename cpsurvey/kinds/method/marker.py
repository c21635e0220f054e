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

import numpy as np

from cpsurvey.analysis.numbers import number
from cpsurvey.kinds.method.data import (
    Changed,
    Model,
    Reliability,
    Retained,
    Unmarked,
    Unmeasured,
    Variance,
)
from cpsurvey.kinds.method.series import Series, values
from cpsurvey.sem.inference.reference import Z975
from cpsurvey.sem.semfit import Parameter, SemFit
from cpsurvey.stats.method import parts

SENSITIVITY: dict[Model, float] = {"method_s05": Z975, "method_s01": 2.5758293035489004}
"""Models with the method loadings at the far limit of their 95 % and 99 % intervals."""
ALPHA = 0.05
POWER = Z975 + 0.8416212335729143
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


def sequence(design: Design, series: Series, label: str) -> Retained | None:
    """Fit CFA, Baseline, Method-C, -U and -R; name of the method model that is retained.

    Parameters
    ----------
    label : str
        Name of the equal loadings that is no variable.
    """
    both = [*design.items, *design.marker.items]
    first = series.add("cfa", written([*design.blocks, design.marker]), both)
    if first is None or not first.converged:
        return None
    fixed, errors = _fixed(design.marker, first, ordered=bool(series.ordered))

    def model(loadings: Sequence[str], more: Sequence[str] = ()) -> str:
        said = [*fixed, *loadings]
        return with_method(design.blocks, design.marker.factor, said, [*errors, *more])

    base = series.add("baseline", model([]), both)
    equal = [f"{label}*{item}" for item in design.items]
    series.add("method_c", model(equal), both)
    series.add("method_u", model(design.items), both)
    unequal = series.test("method_c", "method_u")
    retained: Retained = "method_c"
    if not series.sound("method_c") or (unequal and _below(unequal.pvalue)):
        retained = "method_u"
    if not series.sound("baseline", retained) or base is None:
        return None
    correlations = values(base, "~~")
    held = [f"{a} ~~ {_of(correlations, a, b)!r}*{b}" for a, b in design.pairs]
    loadings = equal if retained == "method_c" else design.items
    if held:
        series.add("method_r", model(loadings, held), both)
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
def variance(design: Design, found: SemFit) -> Variance:
    """How much of the items' variance the method factor explains."""
    factor = design.marker.factor
    standard = values(found, "=~", standard=True)
    loads = np.array([standard[factor, item] for item in design.items])
    mine = [
        p for p in found.estimates if p.op == "=~" and p.lhs == factor and p.rhs in design.items
    ]
    one = next(p for p in mine if p.rhs == design.items[0])
    equal = len({p.free for p in mine}) == 1
    return Variance(
        average=number(np.mean(loads**2)),
        largest=number(np.max(np.abs(loads))),
        equal=equal,
        loading=number(one.est) if equal else None,
        se=one.se if equal else None,
        pvalue=one.pvalue if equal else None,
        significant=sum(_below(p.pvalue) for p in mine),
    )


def detectable(design: Design, found: SemFit) -> float | None:
    """Mean share an equal loading would explain that a test at 5 % finds four times in five."""
    factor = design.marker.factor
    mine = [p for p in found.estimates if p.op == "=~" and p.lhs == factor and p.free >= 0]
    if not mine or not mine[0].se:
        return None
    with np.errstate(divide="ignore", invalid="ignore"):
        return number(np.nanmean([(POWER * mine[0].se / _sd(p)) ** 2 for p in mine]))


def _sd(p: Parameter) -> float:
    """Implied standard deviation of the item behind a loading on a factor of variance one."""
    return float(p.est / p.std_all) if p.std_all else float("nan")


def reliability(design: Design, base: SemFit, found: SemFit) -> tuple[Reliability, ...]:
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
            Reliability(
                scale=block.factor,
                baseline=number(whole.substantive),
                substantive=number(split.substantive),
                method=number(split.method),
                share=None if split.share is None else number(split.share),
            )
        )
    return tuple(rows)


def correlations(design: Design, series: Series, retained: Model) -> tuple[Changed, ...]:
    """Phase III: every factor correlation without method, with it, and with more of it."""

    def found(name: Model) -> list[float | None]:
        if not series.sound(name):
            return [None] * len(design.pairs)
        mine = values(series.fits[name], "~~")
        return [number(_of(mine, a, b)) for a, b in design.pairs]

    rows = zip(
        design.pairs,
        *(found(name) for name in ("baseline", retained, *SENSITIVITY)),
        strict=True,
    )
    return tuple(
        Changed(first=a, second=b, baseline=plain, retained=kept, s05=s05, s01=s01)
        for (a, b), plain, kept, s05, s01 in rows
    )


def nearest(design: Design, found: SemFit) -> tuple[str, float]:
    """Substantive factor the marker correlates with most, and how much."""
    mine = values(found, "~~")
    sizes = {f: _of(mine, f, design.marker.factor) for f in design.factors}
    name = max(sizes, key=lambda f: abs(sizes[f]))
    return name, sizes[name]


# ------------------------------------------------------------- unmeasured method factor
def unmeasured(
    blocks: Sequence[Block], series: Series, factor: str, label: str
) -> tuple[Unmeasured, ...]:
    """A common factor without a marker, equal and free loadings."""
    items = [item for block in blocks for item in block.items]
    versions: dict[Unmarked, list[str]] = {
        "ulmc_equal": [f"{label}*{item}" for item in items],
        "ulmc_free": items,
    }
    rows = []
    for name, loadings in versions.items():
        found = series.add(name, with_method(blocks, factor, loadings), items)
        method = substantive = None
        if found is not None and found.admissible:
            standard = values(found, "=~", standard=True)
            theirs = [standard[factor, item] for item in items]
            own = [standard[block.factor, item] for block in blocks for item in block.items]
            method = number(np.mean(np.square(theirs)))
            substantive = number(np.mean(np.square(own)))
        test = series.test("measurement", name)
        rows.append(Unmeasured(model=name, method=method, substantive=substantive, test=test))
    return tuple(rows)
