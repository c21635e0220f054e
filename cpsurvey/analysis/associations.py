"""Correlations among items as the study takes them: product-moment or polychoric."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis.context import Context
from cpsurvey.errors import CpsurveyError
from cpsurvey.parts import Gaps, Matrix, Skipped
from cpsurvey.results import Caveat, Sample
from cpsurvey.stats import dimensions as stats
from cpsurvey.stats import missing

Array = NDArray[np.float64]
Bools = NDArray[np.bool_]
TOGETHER = 5
"""Fewest respondents with both of two items."""
INVERTIBLE = 1e-8


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
    matrix, missing : str
        What they are, and what became of missing answers.
    """

    names: list[str]
    R: Array
    columns: Array
    n: int
    used: Bools
    definite: bool
    matrix: Matrix
    missing: Gaps
    caveats: tuple[Caveat, ...]

    def sample(self, context: Context) -> Sample:
        """Who was counted."""
        reason = "missing_value" if self.missing == "complete" else "no_item"
        return context.scored.sample(self.used, reason)

    def parallel(self, context: Context, draws: int) -> stats.Parallel:
        """Parallel analysis, seeded by the study."""
        rng = np.random.default_rng(context.seed)
        axes = self.definite and len(self.columns) > len(self.names) + 1
        return stats.parallel(self.R, self.columns, rng, draws, axes=axes)


def matrix_of(context: Context) -> Matrix:
    """What correlations among items are in this study."""
    return "polychoric" if context.ordinal else "pearson"


def associations(context: Context, names: list[str], treat: Skipped) -> Associations:
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
    items, names, more = _apart(items, names)
    R, how, smoothed = _ordinal(items) if context.ordinal else _numbers(items)
    caveats += more
    if smoothed is not None:
        values = {"lowest": smoothed.lowest, "change": smoothed.change}
        caveats.append(Caveat("matrix_smoothed", "warning", values))
    if context.ordinal:
        caveats += _unused(context, items, names)
    scores = stats.normal_scores(items) if context.ordinal else stats.standard_scores(items)
    return Associations(
        names=names,
        R=R,
        columns=scores,
        n=_counted(items),
        used=np.asarray(used),
        definite=_definite(R, len(items)) and smoothed is None,
        matrix=matrix_of(context),
        missing="complete" if treat == "complete" and holes.any() else how,
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


def _apart(items: Array, names: list[str]) -> tuple[Array, list[str], list[Caveat]]:
    """Items that no others determine, where there are respondents enough to tell."""
    n, p = items.shape
    if n <= p:
        return items, names, [Caveat("more_items_than_people", "warning", {"n": n, "items": p})]
    twins = stats.dependent(missing.pairwise(items))
    if not twins or p - len(twins) < 2:
        return items, names, []
    said = ", ".join(names[i] for i in twins)
    keep = [i for i in range(p) if i not in twins]
    caveat = Caveat("items_dependent", "warning", {"variables": said})
    return items[:, keep], [names[i] for i in keep], [caveat]


Correlated = tuple[Array, Gaps, stats.Smoothed | None]
"""Correlations, what became of missing answers, how they were made positive definite."""


def _numbers(items: Array) -> Correlated:
    """Product-moment correlations: by EM, or pairwise where that has no end."""
    complete = not np.isnan(items).any()
    try:
        found = missing.normal(items)
        if found.converged:
            return found.R, "none" if complete else "em", None
    except ValueError:  # singular: what is told stands in the caveats
        pass
    R = missing.pairwise(items)
    smoothed = stats.smooth(R) if np.linalg.eigvalsh(R)[0] < -INVERTIBLE else None
    return R if smoothed is None else smoothed.R, "none" if complete else "pairwise", smoothed


def _ordinal(items: Array) -> Correlated:
    """Polychoric correlations."""
    from cpsurvey.sem.moments.polychoric import polychoric

    R = polychoric(items, gamma=False).R
    smoothed = stats.smooth(R)
    how: Gaps = "pairwise" if np.isnan(items).any() else "none"
    return R if smoothed is None else smoothed.R, how, smoothed


def _definite(R: Array, n: int) -> bool:
    return n > len(R) and bool(np.linalg.eigvalsh(R)[0] > INVERTIBLE)


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
