"""How strong an omitted cause must be, from the estimates of a model and their spread."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis.indirect import Chain, Structure
from cpsurvey.analysis.numbers import number
from cpsurvey.kinds.direction.data import At, Robust
from cpsurvey.payload import Limits, limits
from cpsurvey.sem.after import uncertain
from cpsurvey.sem.after.standard import upstream
from cpsurvey.sem.semfit import SemFit
from cpsurvey.stats import omitted

Array = NDArray[np.float64]
GRID = tuple(round(-0.9 + 0.1 * at, 1) for at in range(19))
"""Correlations of the picture."""


@dataclass(frozen=True, slots=True)
class Bound:
    """Where an indirect effect is zero, and what is left of it elsewhere."""

    rho: float | None
    ci: Limits
    curve: tuple[At, ...]


class Bounds:
    """Paths and residual covariances of a model: as estimated, then as drawn."""

    def __init__(self, found: SemFit, where: Structure, seed: int) -> None:
        self.where = where
        table = found.table
        self.names = sorted(upstream(table, where.nodes))
        place = {name: at for at, name in enumerate(self.names)}
        rows = [r for r in table.rows if r.lhs in place and r.rhs in place]
        places = np.array(sorted({r.free for r in rows if r.free >= 0}), dtype=np.intp)
        drawn = uncertain.drawn(
            np.array, found.theta, found.vcov, places, seed, against=found.reference
        )
        theta = np.concatenate([found.theta[None], drawn])
        k = len(self.names)
        self.B, self.psi = np.zeros((len(theta), k, k)), np.zeros((len(theta), k, k))
        for r in rows:
            value = theta[:, r.free] if r.free >= 0 else r.value
            one, other = place[r.lhs], place[r.rhs]
            if r.op == "~":
                self.B[:, one, other] = value
            elif r.op == "=~":
                self.B[:, other, one] = value
            elif r.op == "~~":
                self.psi[:, one, other] = self.psi[:, other, one] = value
        self.place = place
        inner = np.linalg.inv(np.eye(k) - self.B)
        self.cov = inner @ self.psi @ np.swapaxes(inner, 1, 2)

    def of(self, chain: Chain, standardised: float | None) -> Bound:
        """Omitted causes of the outcome and of every mediator that acts on it.

        The correlation is the same with each of them, where the effect has several ways.
        """
        mediators = [n for n in self.where.parents(chain.outcome) if self.where.parents(n)]
        at = np.array([self.place[name] for name in mediators], dtype=np.intp)
        last = {path[-2] for path in chain.paths}
        confounded = np.array([name in last for name in mediators])
        end = self.place[chain.outcome]
        with np.errstate(all="ignore"):
            lost, q = omitted.slopes(
                self.B[:, at[:, None], at],
                self.psi[:, at[:, None], at],
                self.psi[:, end, end],
                confounded,
            )
        effect, taken = np.zeros(len(q)), np.zeros(len(q))
        for path in chain.paths:
            before = self._product(path[:-1])
            effect += before * self.B[:, end, self.place[path[-2]]]
            taken += before * lost[:, mediators.index(path[-2])]
        rho = omitted.vanishing(effect, taken, q)
        known = rho[1:][np.isfinite(rho[1:])]
        ends = np.quantile(known, (0.025, 0.975)) if len(known) > 0 else (np.nan, np.nan)
        scale = standardised / effect[0] if standardised is not None and effect[0] else None
        curve = _curve(effect, taken, q, scale) if scale is not None else ()
        return Bound(number(rho[0]), limits(*ends), tuple(curve))

    def _product(self, path: Sequence[str]) -> Array:
        """Slopes along a way, multiplied."""
        found = np.ones(len(self.B))
        for one, other in pairwise(path):
            found = found * self.B[:, self.place[other], self.place[one]]
        return found

    def robust(self, found: Sequence[Chain]) -> Iterator[Robust]:
        """Total and direct effects of every source on every outcome."""
        order = self.where.nodes
        for source, outcome in dict.fromkeys((c.source, c.outcome) for c in found):
            earlier = list(order[: order.index(source)])
            parents = self.where.parents(outcome)
            held = [*self.where.covariates, *earlier]
            yield self._robust(source, outcome, held, "total")
            if source in parents:
                beside = [name for name in parents if name != source]
                held = [*self.where.covariates, *beside]
                yield self._robust(source, outcome, held, "direct")

    def _robust(self, source: str, outcome: str, held: Sequence[str], part: str) -> Robust:
        at = np.array([self.place[n] for n in (source, outcome, *held)], dtype=np.intp)
        inverse = np.linalg.inv(self.cov[:, at[:, None], at])
        r = -inverse[:, 0, 1] / np.sqrt(inverse[:, 0, 0] * inverse[:, 1, 1])
        f = r / np.sqrt(1.0 - r * r)
        lower, upper = np.quantile(f[1:], (0.025, 0.975))
        nearer = max(lower, -upper, 0.0)
        return Robust(
            source=source,
            outcome=outcome,
            part="direct" if part == "direct" else "total",
            partial_r2=number(r[0] ** 2),
            value=number(omitted.robustness(abs(f[0]))),
            reach=number(omitted.robustness(nearer)),
        )


def _curve(effect: Array, taken: Array, q: Array, scale: float) -> Iterator[At]:
    for rho in GRID:
        found = scale * omitted.left(effect, taken, q, rho)
        drawn = found[1:][np.isfinite(found[1:])]
        if not np.isfinite(found[0]) or len(drawn) < len(found) / 2:
            continue
        ends = np.quantile(drawn, (0.025, 0.975))
        yield At(rho=rho, est=number(found[0]), ci=limits(*ends))
