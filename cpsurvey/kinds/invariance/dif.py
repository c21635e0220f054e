"""Items that groups answer otherwise at the same rest score: small groups, descriptive."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis.numbers import number
from cpsurvey.stats.ordered import dif

Array = NDArray[np.float64]
MODERATE, LARGE = 0.035, 0.070
"""R2 changes of Jodoin and Gierl (2001)."""


def items(
    factors: Mapping[str, Sequence[str]],
    data: Mapping[str, Array],
    codes: NDArray[np.int64],
    groups: Sequence[str],
) -> list[dict[str, Any]]:
    """One line per item of scales with at least two items.

    The rest score is the mean of the scale's other items, of respondents who answered all.
    """
    lines = []
    for scale, names in factors.items():
        matrix = np.column_stack([data[name] for name in names])
        whole = ~np.isnan(matrix).any(axis=1)
        matrix, members = matrix[whole], codes[whole]
        for at, name in enumerate(names):
            line: dict[str, Any] = {"scale": scale, "item": name, "n": len(matrix)}
            lines.append(line | _one(matrix, at, members, groups))
    return lines


EMPTY = (
    ("r2", "r2_uniform", "r2_full", "change", "uniform", "mcfadden"),
    ("chisq", "df", "pvalue", "flag"),
)


def _one(
    matrix: Array, at: int, members: NDArray[np.int64], groups: Sequence[str]
) -> dict[str, Any]:
    nothing: dict[str, Any] = {**dict.fromkeys([*EMPTY[0], *EMPTY[1]]), "b": []}
    there = set(members.tolist())
    if matrix.shape[1] < 2 or len(there) < len(groups) or np.ptp(matrix[:, at]) == 0:
        return nothing
    rest = np.delete(matrix, at, axis=1).mean(axis=1)
    if np.ptp(rest) == 0:
        return nothing
    found = dif(matrix[:, at], rest, members)
    if found is None:
        return nothing
    return {
        "r2": number(found.r2),
        "r2_uniform": number(found.r2_uniform),
        "r2_full": number(found.r2_full),
        "change": number(found.change),
        "uniform": number(found.r2_uniform - found.r2),
        "mcfadden": number(found.mcfadden),
        "chisq": number(found.chisq),
        "df": found.df,
        "pvalue": number(found.pvalue),
        "flag": _flag(found.change),
        "b": [
            {"group": group, "b": number(b)}
            for group, b in zip(groups[1:], found.b, strict=True)
        ],
    }


def _flag(change: float) -> str:
    return "large" if change >= LARGE else "moderate" if change >= MODERATE else "below"
