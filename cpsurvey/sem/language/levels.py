"""Models of two levels: one parameter table, and the table its likelihood is made of.

With cluster size s, sqrt(s) times a cluster's mean has covariance W + s B and the mean
sqrt(s) mu, and the deviations from it have covariance W, independently (McDonald &
Goldstein, 1989, doi:10.1111/j.2044-8317.1989.tb00911.x). So a two-level model is a model of
several groups that share their parameters: the pooled deviations, and the scaled means of
every cluster size. Each is a path diagram of its own, and the engine's derivatives hold.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations_with_replacement

from cpsurvey.sem.language.partable import Partable, Row, finish, rows_of, variables
from cpsurvey.sem.language.settings import Settings
from cpsurvey.sem.language.syntax import Syntax

WITHIN, BETWEEN = 1, 2
CONSTANT = "1\nw"
"""Vertex of the within part's constant in a cluster's mean: sqrt(s) instead of 1."""


@dataclass(frozen=True, slots=True)
class Split:
    """Observed variables by the levels that use them, in the table's order."""

    within: tuple[str, ...]
    between: tuple[str, ...]

    @property
    def both(self) -> tuple[str, ...]:
        """Variables with a part at each level."""
        return tuple(name for name in self.within if name in self.between)

    @property
    def only_between(self) -> tuple[str, ...]:
        """Variables of clusters."""
        return tuple(name for name in self.between if name not in self.within)

    @property
    def all(self) -> tuple[str, ...]:
        """Variables of persons, then those of clusters."""
        return (*self.within, *self.only_between)


def split(syntax: Syntax) -> Split:
    """Which level uses which observed variable."""
    return Split(*(tuple(variables(syntax.at_level(k))[0]) for k in (WITHIN, BETWEEN)))


def build(syntax: Syntax, settings: Settings) -> Partable:
    """Parameter table of a two-level model; ``group`` is the level.

    Covariates are random at both levels. A variable with a part at both has its mean
    between clusters; one of the within level alone keeps its mean there.
    """
    parts = split(syntax)
    shared = set(parts.both)
    single = Settings(
        estimator=settings.estimator,
        information="observed",
        meanstructure=True,
        std_lv=settings.std_lv,
        fixed_x=False,
        clustered=True,
    )
    rows: list[Row] = []
    latent: list[str] = []
    for level in (WITHIN, BETWEEN):
        mine = syntax.at_level(level)
        latent += [name for name in variables(mine)[1] if name not in latent]
        for row in rows_of(mine, single):
            automatic = row.op == "~1" and not row.user
            if automatic and level == WITHIN and row.lhs in shared:
                row = replace(row, value=0.0)
            rows.append(replace(row, group=level))
    whole = replace(single, ngroups=2, two_level=True)
    return finish(rows, parts.all, latent, (), syntax, whole)


def saturated(table: Partable, parts: Split) -> Partable:
    """Free covariances at both levels, free means."""
    pairs = [
        (level, one, other)
        for level, names in ((WITHIN, parts.within), (BETWEEN, parts.between))
        for one, other in combinations_with_replacement(names, 2)
    ]
    return _of_moments(table, parts, pairs)


def independence(table: Partable, parts: Split) -> Partable:
    """Free variances at both levels, free means; covariates of a level may covary."""
    pairs = []
    for level, names in ((WITHIN, parts.within), (BETWEEN, parts.between)):
        covariates = _covariates(table, level)
        pairs += [
            (level, one, other)
            for one, other in combinations_with_replacement(names, 2)
            if one == other or {one, other} <= covariates
        ]
    return _of_moments(table, parts, pairs)


def _covariates(table: Partable, level: int) -> set[str]:
    """Observed predictors of a level that nothing predicts or measures there."""
    rows = [row for row in table.rows if row.group == level]
    inner = {row.lhs for row in rows if row.op == "~"}
    inner |= {row.rhs for row in rows if row.op == "=~"}
    return {row.rhs for row in rows if row.op == "~"} - inner - set(table.latent)


def _of_moments(
    table: Partable, parts: Split, pairs: Sequence[tuple[int, str, str]]
) -> Partable:
    rows = [Row(one, "~~", other, level) for level, one, other in pairs]
    for name in parts.within:
        free = name not in parts.both
        rows.append(Row(name, "~1", "", WITHIN, value=math.nan if free else 0.0))
    rows += [Row(name, "~1", "", BETWEEN) for name in parts.between]
    return finish(rows, parts.all, (), (), Syntax(), table.settings)


def deviations(table: Partable, parts: Split) -> Partable:
    """What the deviations from the clusters' means follow: the within level, no means."""
    rows = [row for row in table.rows if row.group == WITHIN and row.op != "~1"]
    settings = replace(table.settings, ngroups=1, meanstructure=False, two_level=False)
    named = {name for row in rows for name in (row.lhs, row.rhs)}
    latent = tuple(name for name in table.latent if name in named)
    return replace(
        table, rows=tuple(rows), observed=parts.within, latent=latent, settings=settings
    )


def means(table: Partable, parts: Split, sizes: Sequence[int]) -> Partable:
    """What the clusters' means, times the root of their size, follow: one group a size."""
    rows: list[Row] = []
    for group, size in enumerate(sizes, 1):
        rows += _of_size(table, parts, group, math.sqrt(size))
    latent = [CONSTANT]
    for level, names in ((WITHIN, parts.within), (BETWEEN, parts.between)):
        latent += [_part(name, level) for name in (*names, *_factors(table, level))]
    settings = replace(table.settings, ngroups=len(sizes), two_level=False)
    return replace(
        table, rows=tuple(rows), observed=parts.all, latent=tuple(latent), settings=settings
    )


def _of_size(table: Partable, parts: Split, group: int, root: float) -> Iterator[Row]:
    for name in parts.within:
        yield Row(name, "~", _part(name, WITHIN), group, value=1.0)
    for name in parts.between:
        scale = root if name in parts.within else 1.0
        yield Row(name, "~", _part(name, BETWEEN), group, value=scale)
    yield Row(CONSTANT, "~1", "", group, value=root)
    for row in table.rows:
        lhs = _part(row.lhs, row.group)
        if row.op == "~1" and row.group == WITHIN:
            yield replace(row, lhs=lhs, op="~", rhs=CONSTANT, group=group)
        elif row.op == "~1":
            yield replace(row, lhs=lhs, group=group)
        else:
            yield replace(row, lhs=lhs, rhs=_part(row.rhs, row.group), group=group)


def _part(name: str, level: int) -> str:
    """Name of a variable's part at a level; no variable has a line break in its name."""
    return f"{name}\n{'w' if level == WITHIN else 'b'}"


def _factors(table: Partable, level: int) -> list[str]:
    named = {n for row in table.rows if row.group == level for n in (row.lhs, row.rhs)}
    return [name for name in table.latent if name in named]
