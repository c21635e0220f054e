"""Items that groups answer otherwise at the same rest score: small groups, descriptive."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis.numbers import number
from cpsurvey.cutoffs import LARGE, MODERATE
from cpsurvey.kinds.invariance.data import Dif, Flag, Shift
from cpsurvey.stats.ordered import dif

Array = NDArray[np.float64]


def items(
    factors: Mapping[str, Sequence[str]],
    data: Mapping[str, Array],
    codes: NDArray[np.int64],
    groups: Sequence[str],
) -> Iterator[Dif]:
    """One line per item of scales with at least two items.

    The rest score is the mean of the scale's other items, of respondents who answered all.
    """
    for scale, names in factors.items():
        matrix = np.column_stack([data[name] for name in names])
        whole = ~np.isnan(matrix).any(axis=1)
        matrix, members = matrix[whole], codes[whole]
        for at, name in enumerate(names):
            line = Dif(scale=scale, item=name, n=len(matrix))
            yield _judged(line, matrix, at, members, groups)


def _judged(
    line: Dif, matrix: Array, at: int, members: NDArray[np.int64], groups: Sequence[str]
) -> Dif:
    """The line with what the regressions say, where they can be done."""
    there = set(members.tolist())
    if matrix.shape[1] < 2 or len(there) < len(groups) or np.ptp(matrix[:, at]) == 0:
        return line
    rest = np.delete(matrix, at, axis=1).mean(axis=1)
    found = dif(matrix[:, at], rest, members) if np.ptp(rest) > 0 else None
    if found is None:
        return line
    return replace(
        line,
        r2=number(found.r2),
        r2_uniform=number(found.r2_uniform),
        r2_full=number(found.r2_full),
        uniform=number(found.r2_uniform - found.r2),
        change=number(found.change),
        mcfadden=number(found.mcfadden),
        chisq=number(found.chisq),
        df=found.df,
        pvalue=number(found.pvalue),
        flag=_flag(found.change),
        b=tuple(
            Shift(group=group, b=number(b))
            for group, b in zip(groups[1:], found.b, strict=True)
        ),
    )


def _flag(change: float) -> Flag:
    return "large" if change >= LARGE else "moderate" if change >= MODERATE else "below"
