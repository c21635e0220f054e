"""The same chains within and between groups, by scores."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import combinations, pairwise

import numpy as np

from cpsurvey.analysis.context import Context
from cpsurvey.analysis.enough import DESCRIPTIVE
from cpsurvey.analysis.indirect import Chain, Contrast
from cpsurvey.sem.semfit import SemFit

Made = tuple[Callable[[], SemFit], Mapping[str, tuple[str, str, str]]]
"""A fit, and the names of both effects and their difference at each level."""


def two_levels(one: Contrast, group: str | None, context: Context) -> Made | None:
    """A model of two levels; None where a variable has no score or groups are few."""
    if group is None:
        return None
    codes = context.group(group)
    names = list(dict.fromkeys(n for p in (*one.first.paths, *one.second.paths) for n in p))
    values = context.scored.values
    few = len(np.unique(codes[codes >= 0])) < DESCRIPTIVE
    if few or any(name not in values or np.isnan(values[name]).all() for name in names):
        return None
    data = {name: values[name] for name in names}
    text = "\n".join([_level(1, one, "w"), _level(2, one, "b"), *_defined(one)])

    def fit() -> SemFit:
        return context.fits.fit(
            text, data, estimator="mlr", missing="listwise", cluster=context.clusters(group)
        )

    return fit, {
        "within": ("first_w", "second_w", "less_w"),
        "between": ("first_b", "second_b", "less_b"),
    }


def _edges(one: Contrast) -> list[tuple[str, str]]:
    """Every step of the chains, and what is left of the source."""
    chains = (one.first, one.second)
    steps = [edge for chain in chains for path in chain.paths for edge in pairwise(path)]
    direct = [(chain.source, chain.outcome) for chain in chains]
    return list(dict.fromkeys([*steps, *direct]))


def _label(edges: list[tuple[str, str]], edge: tuple[str, str], part: str) -> str:
    return f"{part}{edges.index(edge)}"


def _level(level: int, one: Contrast, part: str) -> str:
    edges = _edges(one)
    ends = (one.first.outcome, one.second.outcome)
    lines = [f"level: {level}"]
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


def _defined(one: Contrast) -> list[str]:
    edges = _edges(one)

    def sum_of(chain: Chain, part: str) -> str:
        products = (
            "*".join(_label(edges, edge, part) for edge in pairwise(path))
            for path in chain.paths
        )
        return " + ".join(products)

    lines = []
    for part in ("w", "b"):
        lines.append(f"first_{part} := {sum_of(one.first, part)}")
        lines.append(f"second_{part} := {sum_of(one.second, part)}")
        lines.append(f"less_{part} := first_{part} - second_{part}")
    return lines
