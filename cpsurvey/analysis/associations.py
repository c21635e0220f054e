"""Correlations among items as the study takes them: product-moment or polychoric."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis.base import Context
from cpsurvey.errors import CpsurveyError
from cpsurvey.results import Caveat, Sample
from cpsurvey.stats import dimensions as stats
from cpsurvey.stats import missing

Array = NDArray[np.float64]
Bools = NDArray[np.bool_]
Missing = Literal["available", "complete"]
TOGETHER = 5
"""Fewest respondents with both of two items."""
INVERTIBLE = 1e-10


@dataclass(frozen=True, slots=True)
class Associations:
    """Correlations among those items that can be correlated.

    Parameters
    ----------
    names : list of str
        Items kept.
    R : (p, p) array
        Positive definite where `definite`.
    columns : (n, p) array
        What parallel analysis permutes.
    n : int
        Respondents that tests count: all, or the harmonic mean over pairs of items.
    used : (respondents,) bool array
    how : dict
        ``matrix`` (``pearson``, ``polychoric``) and ``missing`` (``none``, ``em``,
        ``pairwise``, ``complete``), for the stored result.
    """

    names: list[str]
    R: Array
    columns: Array
    n: int
    used: Bools
    definite: bool
    how: dict[str, Any]
    caveats: tuple[Caveat, ...]

    def sample(self, context: Context) -> Sample:
        """Who was counted."""
        reason = "missing_value" if self.how["missing"] == "complete" else "no_item"
        return context.scored.sample(self.used, reason)


def associations(context: Context, names: list[str], treat: Missing) -> Associations:
    """Correlate items; those that cannot be are left out by name.

    With ``available`` every answer counts: product-moment correlations are normal maximum
    likelihood (EM), polychoric ones pairwise. With ``complete`` only respondents with
    every item do.

    Raises
    ------
    CpsurveyError
        CPS404 fewer than three respondents or two items; CPS405 nothing varies.
    """
    matrix = context.scored.matrix(names)
    holes = np.isnan(matrix)
    used = ~holes.any(axis=1) if treat == "complete" else ~holes.all(axis=1)
    items, names, caveats = _usable(matrix[used], names)
    complete = not np.isnan(items).any()
    if context.ordinal:
        R, more = _ordinal(items)
        how, definite = "none" if complete else "pairwise", not more
    else:
        R, keep, how, definite, more = _numbers(items, names)
        items, names = items[:, keep], [names[i] for i in keep]
    caveats += more
    if context.ordinal:
        caveats += _unused(context, items, names)
    scores = stats.normal_scores(items) if context.ordinal else stats.standard_scores(items)
    return Associations(
        names=names,
        R=R,
        columns=scores,
        n=_counted(items),
        used=np.asarray(used),
        definite=definite,
        how={
            "matrix": "polychoric" if context.ordinal else "pearson",
            "missing": "complete" if treat == "complete" and holes.any() else how,
        },
        caveats=tuple(caveats),
    )


def _usable(items: Array, names: list[str]) -> tuple[Array, list[str], list[Caveat]]:
    """Items that vary and meet all others in enough respondents."""
    if len(items) < 3:
        raise CpsurveyError(
            "CPS404",
            f"{len(items)} respondents have answers to these items",
            fix="correlations need three respondents at least",
        )
    caveats = []
    with np.errstate(invalid="ignore"):
        low = np.nanmin(np.where(np.isnan(items), np.inf, items), axis=0)
        high = np.nanmax(np.where(np.isnan(items), -np.inf, items), axis=0)
    flat = ~(high > low)
    if flat.any():
        said = ", ".join(n for n, f in zip(names, flat, strict=True) if f)
        if flat.all():
            raise CpsurveyError(
                "CPS405",
                "every answer to each of these items is the same",
                fix="nothing can be correlated; look at the distributions of the items",
            )
        caveats.append(Caveat("items_constant", "warning", {"variables": said}))
    keep = np.flatnonzero(~flat)
    apart = []
    while True:
        there = (~np.isnan(items[:, keep])).astype(float)
        lonely = (there.T @ there < min(TOGETHER, len(items))).sum(axis=0)
        if not lonely.any():
            break
        worst = int(np.argmax(lonely))
        apart.append(names[keep[worst]])
        keep = np.delete(keep, worst)
    if apart:
        caveats.append(Caveat("items_apart", "warning", {"variables": ", ".join(apart)}))
    if len(keep) < 2:
        raise CpsurveyError(
            "CPS404",
            "fewer than two items that vary have enough answers",
            fix="name more scales, or collect more answers",
        )
    return items[:, keep], [names[i] for i in keep], caveats


def _numbers(
    items: Array, names: list[str]
) -> tuple[Array, list[int], str, bool, list[Caveat]]:
    """Product-moment correlations, the items kept, how, whether invertible, what to know."""
    everything = list(range(len(names)))
    complete = not np.isnan(items).any()
    how = "none" if complete else "em"
    n, p = items.shape
    caveats: list[Caveat] = []
    rough = missing.pairwise(items)
    keep = everything
    if n > p:
        twins = stats.dependent(rough)
        if twins:
            said = ", ".join(names[i] for i in twins)
            caveats.append(Caveat("items_dependent", "warning", {"variables": said}))
            keep = [i for i in everything if i not in twins]
        try:
            found = missing.normal(items[:, keep])
            if found.converged:
                return found.R, keep, how, True, caveats
        except ValueError:
            pass
    else:
        caveats.append(Caveat("more_items_than_people", "warning", {"n": n, "items": p}))
    R = rough[np.ix_(keep, keep)]
    smoothed = stats.smooth(R) if np.linalg.eigvalsh(R)[0] < -INVERTIBLE else None
    if smoothed is not None:
        caveats.append(_smoothed(smoothed))
        R = smoothed.R
    return R, keep, "none" if complete else "pairwise", False, caveats


def _ordinal(items: Array) -> tuple[Array, list[Caveat]]:
    """Polychoric correlations, made positive definite where they are not."""
    from cpsurvey.sem.polychoric import pairwise

    R = pairwise(items)
    smoothed = stats.smooth(R)
    if smoothed is None:
        return R, []
    return smoothed.R, [_smoothed(smoothed)]


def _smoothed(found: stats.Smoothed) -> Caveat:
    values = {"lowest": found.lowest, "change": found.change}
    return Caveat("matrix_smoothed", "warning", values)


def _unused(context: Context, items: Array, names: list[str]) -> list[Caveat]:
    """Items with an answer nobody chose: it has no threshold."""
    found = []
    for name, column in zip(names, items.T, strict=True):
        options = context.questionnaire.options_of(name)
        if options and len(np.unique(column[~np.isnan(column)])) < len(options.codes):
            found.append(name)
    if not found:
        return []
    return [Caveat("categories_unused", "note", {"variables": ", ".join(found)})]


def _counted(items: Array) -> int:
    there = (~np.isnan(items)).astype(float)
    pairs = (there.T @ there)[np.tril_indices(items.shape[1], -1)]
    return int(len(pairs) / np.sum(1.0 / np.maximum(pairs, 1.0)) + 1e-9)
