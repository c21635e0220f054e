"""Standardised solutions with errors and intervals.

What is standardised rests on the variances of a few variables and of what acts on them, so
it is computed in the part of the model that holds these: thousands of draws cost little.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from cpsurvey.sem.after import uncertain
from cpsurvey.sem.after.bootstrap import Bootstrap
from cpsurvey.sem.after.uncertain import Uncertain, Values
from cpsurvey.sem.inference.standardize import Standardized
from cpsurvey.sem.language.partable import Partable
from cpsurvey.sem.language.table import Row
from cpsurvey.sem.moments.sample import GroupSample
from cpsurvey.sem.objective.constraints import Functions
from cpsurvey.sem.objective.model import Model
from cpsurvey.sem.objective.ram import Ram
from cpsurvey.sem.semfit import Parameter, SemFit

Array = NDArray[np.float64]
Metric = Literal["lv", "all", "nox"]
METRICS: tuple[Metric, ...] = ("lv", "all", "nox")


@dataclass(frozen=True, slots=True)
class Standard:
    """One row of the standardised solution, as lavaan's ``standardizedSolution``."""

    lhs: str
    op: str
    rhs: str
    group: int
    label: str
    value: Uncertain


def solution(
    fitted: SemFit, metric: Metric, seed: int = 1, drawn: Bootstrap | None = None
) -> list[Standard]:
    """Every parameter, then what is defined, with delta-method errors.

    The moments of fixed covariates are taken as known, as lavaan takes them; the draws of a
    bootstrap have their own. Monte Carlo intervals are those of what is defined.
    """
    table = fitted.table
    part = Part(fitted.model, (*table.observed, *table.latent))
    shown = [k for k, r in enumerate(table.rows) if r.op != "~*~" or r.free >= 0]

    def values(on: Standardized, theta: Any) -> Any:
        rows = on.solution(theta, metric)[..., shown]
        if not table.defined:
            return rows
        return np.concatenate([rows, on.defined(theta, metric)], axis=-1)

    found = part.intervals(fitted, values, None, drawn)
    if table.defined:
        own = defined(fitted, metric, seed)
        found = [*found[: len(shown)], *map(_with_mc, found[len(shown) :], own)]
    rows = [table.rows[k] for k in shown]
    rows += [Row(d.name, ":=", d.text, 1, label=d.name) for d in table.defined]
    return [
        Standard(r.lhs, r.op, r.rhs, r.group, "" if r.label[:1] == "." else r.label, value)
        for r, value in zip(rows, found, strict=True)
    ]


def defined(
    fitted: SemFit, metric: Metric, seed: int, drawn: Bootstrap | None = None
) -> list[Uncertain]:
    """What ``:=`` defines, of the standardised solution, with every kind of interval."""
    functions = Functions(fitted.table, [d.node for d in fitted.table.defined])
    places = set(functions.places().tolist())
    labels = {name for d in fitted.table.defined for name in d.node.names()}
    used = [r for r in fitted.table.rows if r.free in places or (r.label and r.label in labels)]
    part = Part(fitted.model, (n for r in used for n in (r.lhs, r.rhs)))
    found = part.intervals(fitted, lambda on, theta: on.defined(theta, metric), seed, drawn)
    return [
        uncertain.as_path(one) if alone else one
        for one, alone in zip(found, single(fitted.table), strict=True)
    ]


def single(table: Partable) -> list[bool]:
    """Whether each of what is defined is one parameter, and nothing computed of several."""
    labels = {row.label for row in table.rows if row.label}
    return [d.node.op == "name" and d.node.name in labels for d in table.defined]


def some(fitted: SemFit, metric: Metric, op: Literal["~", "=~"]) -> list[Uncertain]:
    """Every path or loading in its order, standardised, with its delta-method interval."""
    return _some(fitted, metric, lambda row: row.op == op)


def drawn(fitted: SemFit, metric: Metric) -> list[Uncertain]:
    """The same of all that path diagrams show (`is_drawn`)."""
    return _some(fitted, metric, is_drawn)


def is_drawn(row: Row | Parameter) -> bool:
    """Whether it is a regression, a loading or the covariance of two variables."""
    return row.op in ("~", "=~") or (row.op == "~~" and row.lhs != row.rhs)


def _some(fitted: SemFit, metric: Metric, chosen: Callable[[Row], bool]) -> list[Uncertain]:
    rows = [r for r in fitted.table.rows if chosen(r)]
    if not rows:
        return []
    part = Part(fitted.model, (n for r in rows for n in (r.lhs, r.rhs)))
    shown = [k for k, r in enumerate(part.table.rows) if chosen(r)]
    return part.intervals(fitted, lambda on, at: on.solution(at, metric)[..., shown], None)


def _with_mc(one: Uncertain, other: Uncertain) -> Uncertain:
    return replace(one, mc=other.mc, mc_p=other.mc_p)


class Part:
    """The part of a model that decides the variances of some of its variables."""

    def __init__(self, model: Model, names: Iterable[str]) -> None:
        self.model = model
        kept = upstream(model.table, names)
        table = model.table
        observed = tuple(name for name in table.observed if name in kept)
        self.at = np.array([table.observed.index(name) for name in observed], dtype=np.intp)
        self.table = replace(
            table,
            rows=tuple(r for r in table.rows if r.lhs in kept and _inside(r, kept)),
            observed=observed,
            latent=tuple(name for name in table.latent if name in kept),
            exogenous=tuple(name for name in table.exogenous if name in kept),
        )
        rams = [Ram(self.table, g + 1) for g in range(table.settings.ngroups)]
        samples = [
            GroupSample(s.n, s.mean[self.at], s.cov[np.ix_(self.at, self.at)])
            for s in model.samples
        ]
        self.standard = Standardized(self.table, rams, samples)

    @property
    def places(self) -> NDArray[np.intp]:
        """The free parameters that enter."""
        return np.array(sorted({r.free for r in self.table.rows if r.free >= 0}), dtype=np.intp)

    def intervals(
        self,
        fitted: SemFit,
        quantities: Any,
        seed: int | None,
        drawn: Bootstrap | None = None,
    ) -> list[Uncertain]:
        """Quantities, functions of a standardiser and of theta, with their intervals.

        Without a `seed` there are no Monte Carlo intervals.
        """
        values: Values = partial(quantities, self.standard)
        with np.errstate(all="ignore"):
            found = uncertain.delta(values, fitted.theta, fitted.vcov, fitted.reference)
            if seed is not None:
                taken = uncertain.drawn(
                    values,
                    fitted.theta,
                    fitted.vcov,
                    self.places,
                    seed,
                    against=fitted.reference,
                )
                ends = uncertain.ends(*uncertain.percentiles(taken))
                found = [
                    replace(f, mc=e, mc_p=p)
                    for f, e, p in zip(found, ends, uncertain.beyond(taken), strict=True)
                ]
            if drawn is None:
                return found
            boot = self._resampled(quantities, drawn)
        return [replace(f, boot=e) for f, e in zip(found, uncertain.ends(*boot), strict=True)]

    def _resampled(self, quantities: Any, drawn: Bootstrap) -> tuple[Array, Array]:
        """Percentiles over the bootstrap's draws, each with its own covariates."""
        parts = []
        for begin in range(0, len(drawn.theta), uncertain.ROWS):
            at = slice(begin, begin + uncertain.ROWS)
            on = self.standard
            if self.table.exogenous:
                on = on.on(self._moments([one[at] for one in drawn.covariates]))
            parts.append(quantities(on, drawn.theta[at]))
        return uncertain.percentiles(np.concatenate(parts))

    def _moments(self, covariates: Sequence[Array]) -> list[Array]:
        """Moments of every draw: those of its fixed covariates, the others unused."""
        every, mine = self.model.table.exogenous, self.table
        means = mine.settings.meanstructure
        source = [every.index(name) for name in mine.exogenous]
        target = [mine.observed.index(name) for name in mine.exogenous]
        if means:
            source, target = [*source, len(every)], [*target, len(mine.observed)]
        found = []
        for base, of_draws in zip(self.standard.fixed, covariates, strict=True):
            moments = np.tile(base, (len(of_draws), 1, 1))
            moments[:, np.array(target)[:, None], target] = of_draws[
                :, np.array(source)[:, None], source
            ]
            found.append(moments)
        return found


def upstream(table: Partable, names: Iterable[str]) -> set[str]:
    """Variables of a model among `names`, and all that acts on them."""
    heads: dict[str, list[str]] = {}
    for r in table.rows:
        if r.op in ("=~", "~"):
            head, tail = (r.rhs, r.lhs) if r.op == "=~" else (r.lhs, r.rhs)
            heads.setdefault(head, []).append(tail)
    known = {*table.observed, *table.latent}
    kept: set[str] = set()
    waiting = [name for name in names if name in known]
    while waiting:
        name = waiting.pop()
        if name not in kept:
            kept.add(name)
            waiting += heads.get(name, [])
    return kept


def _inside(row: Row, kept: set[str]) -> bool:
    return row.op in ("~1", "|", "~*~") or row.rhs in kept


def binary(fitted: SemFit, name: str) -> bool:
    """Whether an observed variable has two values in the rows that were fitted."""
    if name not in fitted.table.observed:
        return False
    column = fitted.table.observed.index(name)
    values: set[float] = set()
    for sample in fitted.model.samples:
        if sample.data is None:
            return False
        found = sample.data[:, column]
        values |= set(np.unique(found[~np.isnan(found)])[:3].tolist())
    return len(values) == 2


def metric_of(fitted: SemFit, source: str) -> Literal["all", "nox"]:
    """``nox`` for a covariate of two values: per unit, as nobody moves by one SD of it."""
    unit = source in fitted.table.covariates and binary(fitted, source)
    return "nox" if unit else "all"
