"""The same chains within and between groups, by scores."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import combinations, pairwise
from typing import Literal

import numpy as np

from cpsurvey.analysis.complete import complete_rows
from cpsurvey.analysis.context import Context
from cpsurvey.analysis.enough import DESCRIPTIVE
from cpsurvey.analysis.indirect import Chain, Contrast
from cpsurvey.analysis.levels import parted
from cpsurvey.sem.semfit import SemFit

Names = tuple[str, str, str]
"""Of both effects and of their difference."""
Fits = Mapping[Literal["within", "between"], tuple[Callable[[], SemFit], Names]]
IN_GROUPS: Names = ("first_w", "second_w", "less_w")
BETWEEN: Names = ("first_b", "second_b", "less_b")


def possible(one: Contrast, group: str | None, context: Context) -> bool:
    """Whether every variable has a score, and groups are not too few."""
    if group is None:
        return False
    codes = context.group(group)
    values = context.scored.values
    enough = len(np.unique(codes[codes >= 0])) >= DESCRIPTIVE
    return enough and all(n in values and not np.isnan(values[n]).all() for n in _names(one))


def latent(one: Contrast, group: str, context: Context) -> Fits:
    """A model of two levels, whose means of groups are latent."""
    data = {name: context.scored.values[name] for name in _names(one)}
    lines = ["level: 1", _paths(one, "w"), "level: 2", _paths(one, "b")]
    text = "\n".join([*lines, _defined(one, "w"), _defined(one, "b")])

    def fit() -> SemFit:
        return context.fits.fit(
            text, data, estimator="mlr", missing="listwise", cluster=context.clusters(group)
        )

    return {"within": (fit, IN_GROUPS), "between": (fit, BETWEEN)}


def observed(one: Contrast, group: str, context: Context) -> Fits:
    """Deviations from the means of groups, and these means, each in a model of one level."""
    names = _names(one)
    codes = context.group(group)
    columns = [context.scored.values[name] for name in names]
    there = complete_rows(columns) & (codes >= 0)
    member = np.unique(codes[there], return_inverse=True)[1]
    first = np.unique(member, return_index=True)[1]
    inside, means = {}, {}
    for name, column in zip(names, columns, strict=True):
        inside[name], mean = parted(column[there], member)
        means[name] = mean[first]

    def within() -> SemFit:
        text = f"{_paths(one, 'w')}\n{_defined(one, 'w')}"
        clusters = [int(code) for code in member]
        return context.fits.fit(text, inside, estimator="mlr", cluster=clusters)

    def between() -> SemFit:
        text = f"{_paths(one, 'b')}\n{_defined(one, 'b')}"
        return context.fits.fit(text, means, estimator="mlr")

    return {"within": (within, IN_GROUPS), "between": (between, BETWEEN)}


def _names(one: Contrast) -> list[str]:
    """Every variable of both chains."""
    return list(dict.fromkeys(n for p in (*one.first.paths, *one.second.paths) for n in p))


def _edges(one: Contrast) -> list[tuple[str, str]]:
    """Every step of the chains, and what is left of the source."""
    chains = (one.first, one.second)
    steps = [edge for chain in chains for path in chain.paths for edge in pairwise(path)]
    direct = [(chain.source, chain.outcome) for chain in chains]
    return list(dict.fromkeys([*steps, *direct]))


def _label(edges: list[tuple[str, str]], edge: tuple[str, str], part: str) -> str:
    return f"{part}{edges.index(edge)}"


def _paths(one: Contrast, part: str) -> str:
    """Equations and residual covariances of one level."""
    edges = _edges(one)
    ends = (one.first.outcome, one.second.outcome)
    lines = []
    for outcome in dict.fromkeys(b for _, b in edges):
        right = [f"{_label(edges, (a, b), part)}*{a}" for a, b in edges if b == outcome]
        lines.append(f"{outcome} ~ {' + '.join(right)}")
    inner = [b for b in dict.fromkeys(b for _, b in edges) if b not in ends]
    joined = {frozenset(edge) for edge in edges}
    lines.append(f"{ends[0]} ~~ {ends[1]}")
    for a, b in combinations(inner, 2):
        if frozenset((a, b)) not in joined:
            lines.append(f"{a} ~~ {b}")
    return "\n".join(lines)


def _defined(one: Contrast, part: str) -> str:
    edges = _edges(one)

    def sum_of(chain: Chain) -> str:
        products = (
            "*".join(_label(edges, edge, part) for edge in pairwise(path))
            for path in chain.paths
        )
        return " + ".join(products)

    return "\n".join(
        [
            f"first_{part} := {sum_of(one.first)}",
            f"second_{part} := {sum_of(one.second)}",
            f"less_{part} := first_{part} - second_{part}",
        ]
    )
