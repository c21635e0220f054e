"""Where the optimiser begins: simple ratios of sample moments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from cpsurvey.sem.language.partable import Partable, Row
from cpsurvey.sem.moments.sample import GroupSample

Array = NDArray[np.float64]


def starts(table: Partable, samples: Sequence[GroupSample]) -> Iterator[Array]:
    """Starting values, best guess first; the others are for models it fails on."""
    yield _guess(table, samples, plain=False)
    yield _guess(table, samples, plain=True)


def _guess(table: Partable, samples: Sequence[GroupSample], *, plain: bool) -> Array:
    theta = np.zeros(table.nfree)
    done = np.zeros(table.nfree, dtype=bool)
    place = {name: i for i, name in enumerate(table.observed)}
    for row in table.rows:
        if row.free < 0 or done[row.free]:
            continue
        done[row.free] = True
        if not np.isnan(row.start):
            theta[row.free] = row.start
            continue
        sample = samples[row.group - 1]
        theta[row.free] = _one(row, table, place, sample, plain)
    return theta


def _one(
    row: Row, table: Partable, place: dict[str, int], sample: GroupSample, plain: bool
) -> float:
    S = sample.cov
    if row.op == "|":
        assert sample.polychoric is not None
        return float(sample.polychoric.thresholds[place[row.lhs]][int(row.rhs[1:]) - 1])
    if row.op == "~*~":
        return 1.0
    if row.op == "=~":
        if row.rhs not in place:
            return 1.0
        if plain or table.settings.std_lv:
            return _plain_loading(row, table, place, S)
        return _loading(row, table, place, S)
    if row.op == "~~" and row.lhs == row.rhs:
        if row.lhs in place:
            exogenous = row.lhs not in {
                r.lhs if r.op == "~" else r.rhs for r in table.rows if r.op in ("~", "=~")
            }
            return float(S[place[row.lhs], place[row.lhs]]) * (1.0 if exogenous else 0.5)
        return _latent_variance(row, table, place, S)
    if row.op == "~~" and row.lhs in place and row.rhs in place:
        free_pair = {row.lhs, row.rhs}
        inner = {r.lhs if r.op == "~" else r.rhs for r in table.rows if r.op in ("~", "=~")}
        return 0.0 if free_pair & inner else float(S[place[row.lhs], place[row.rhs]])
    if row.op == "~1" and row.lhs in place:
        return float(sample.mean[place[row.lhs]])
    return 0.0


def _indicators(row: Row, table: Partable, place: dict[str, int]) -> list[str]:
    return [
        r.rhs
        for r in table.rows
        if r.op == "=~" and r.lhs == row.lhs and r.group == row.group and r.rhs in place
    ]


def _loading(row: Row, table: Partable, place: dict[str, int], S: Array) -> float:
    """Ratio of covariances with the other indicators (Haegglund, 1982)."""
    names = _indicators(row, table, place)
    others = [place[n] for n in names[1:] if n != row.rhs]
    if names[0] == row.rhs or not others:
        return 1.0
    first, mine = S[place[names[0]], others], S[place[row.rhs], others]
    size = float(first @ first)
    return float(np.clip(mine @ first / size, -3.0, 3.0)) if size > 1e-8 else 1.0


def _plain_loading(row: Row, table: Partable, place: dict[str, int], S: Array) -> float:
    """Seven tenths of a standard deviation, with the sign of the covariances."""
    names = _indicators(row, table, place)
    mine = place[row.rhs]
    total = sum(S[mine, place[n]] for n in names if n != row.rhs)
    sd = np.sqrt(S[mine, mine])
    first = np.sqrt(S[place[names[0]], place[names[0]]])
    size = 0.7 * sd if table.settings.std_lv else sd / first
    return float(np.copysign(size, total if total else 1.0))


def _latent_variance(row: Row, table: Partable, place: dict[str, int], S: Array) -> float:
    names = _indicators(row, table, place)
    if names:
        i = place[names[0]]
        return max(0.05, 0.5 * float(S[i, i]))
    below = [
        r for r in table.rows if r.op == "=~" and r.lhs == row.lhs and r.group == row.group
    ]
    if not below:
        return 0.05
    return 0.5 * _latent_variance(replace(below[0], lhs=below[0].rhs), table, place, S)
