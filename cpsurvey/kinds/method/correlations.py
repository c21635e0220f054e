"""What correlations of items and of scores say without a model (part of T14)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis.context import Context
from cpsurvey.analysis.numbers import number
from cpsurvey.design.scales import Scale
from cpsurvey.kinds.method.data import Crossed, Harman, Pair, Partial
from cpsurvey.payload import limits
from cpsurvey.results import Caveat
from cpsurvey.sem.inference.reference import Z975
from cpsurvey.sem.semfit import SemFit
from cpsurvey.stats.association import p_values
from cpsurvey.stats.method import adjusted, first_axis, first_component
from cpsurvey.stats.method import crossed as mean_crossed

Array = NDArray[np.float64]
Marker = tuple[Scale, list[str]]
"""A scale with those of its items that vary."""
Chosen = list[Marker]


def harman(context: Context, items: Sequence[str], found: SemFit | None) -> Harman:
    """Shares of the first unrotated component and axis of the items' correlations.

    With missing answers those of the saturated model.
    """
    if found is not None:
        cov = found.model.samples[0].cov
    else:
        full = _complete(context, items, 3)
        if full is None:
            return Harman(component=None, axis=None)
        cov = np.cov(full.T)
    sd = np.sqrt(np.diag(cov))
    R = cov / np.outer(sd, sd)
    axis = first_axis(R)
    return Harman(
        component=number(first_component(R)),
        axis=None if axis is None else number(axis),
    )


def crossed(context: Context, scales: Chosen, marker: Marker | None) -> Iterator[Crossed]:
    """Mean correlation of the marker's items with the others, by answer format."""
    if marker is None:
        return
    formats: dict[str, list[str]] = {}
    for scale, items in scales:
        for item in items:
            options = context.questionnaire.items[item].options or scale.options
            formats.setdefault(options, []).append(item)
    for options, items in formats.items():
        full = _complete(context, [*marker[1], *items], 3)
        if full is None:
            continue
        k = len(marker[1])
        found = mean_crossed(full[:, :k], full[:, k:])
        spread = Z975 * found.se
        yield Crossed(
            options=options,
            same=options == marker[0].options,
            items=len(items),
            n=len(full),
            mean=number(found.mean),
            se=number(found.se),
            ci=limits(found.mean - spread, found.mean + spread),
        )


def partial(
    context: Context, scales: Chosen, marker: Marker | None, caveats: list[Caveat]
) -> Partial | None:
    """Lindell and Whitney: the smallest positive correlation with the marker, taken out.

    Without a marker, the smallest positive correlation of two scales stands in for it. The
    largest correlation with the marker says how much the choice matters.
    """
    names = [scale.id for scale, _ in scales]
    if marker and np.isnan(context.scored.values[marker[0].id]).all():
        marker = None  # too few of its items were answered for a score
    both = [*names, *([marker[0].id] if marker else [])]
    full = _complete(context, both, 4)
    if full is None:
        n = int((~np.isnan(context.scored.matrix(both))).all(axis=1).sum())
        caveats.append(Caveat("method_no_partial", "warning", {"n": n}))
        return None
    R = np.asarray(np.corrcoef(full.T))
    p = len(names)
    among = [(float(R[i, j]), names[i], names[j]) for i, j in combinations(range(p), 2)]
    candidates = (
        [(float(R[i, p]), names[i], marker[0].id) for i in range(p)] if marker else among
    )
    positive = sorted(c for c in candidates if c[0] > 0)
    taken = positive[0] if positive else (0.0, None, None)
    largest = positive[-1][0] if positive and marker else None
    return Partial(
        basis="marker" if marker else "smallest",
        r=taken[0],
        first=taken[1],
        second=taken[2],
        largest=largest,
        n=len(full),
        pairs=tuple(_pair(r, a, b, taken[0], largest, len(full)) for r, a, b in among),
    )


def _pair(
    r: float, first: str, second: str, taken: float, largest: float | None, n: int
) -> Pair:
    less = adjusted(r, taken, n)
    return Pair(
        first=first,
        second=second,
        r=number(r),
        pvalue=number(p_values(np.array(r), np.array(n))),
        adjusted=number(less.r),
        t=number(less.t),
        df=less.df,
        adjusted_p=number(less.pvalue),
        conservative=None if largest is None else number(adjusted(r, largest, n).r),
    )


def _complete(context: Context, names: Sequence[str], least: int) -> Array | None:
    """Complete answers to `names`; None where they are few or one does not vary."""
    matrix = context.scored.matrix(list(names))
    full = matrix[~np.isnan(matrix).any(axis=1)]
    if len(full) < least or (np.ptp(full, axis=0) == 0).any():
        return None
    return full
