"""Means that any sample has exactly: they are no part of what has to be searched for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from cpsurvey.sem.language.partable import Partable
from cpsurvey.sem.objective.model import Model, assemble

Array = NDArray[np.float64]
Index = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Apart:
    """A model of covariances alone, and the intercepts that belong to it.

    Parameters
    ----------
    kept : (q',) int array
        Its free parameters among all.
    intercepts : sequence of {place of a variable: free parameter}
        Of every group.
    """

    model: Model
    kept: Index
    intercepts: Sequence[dict[int, int]]

    def covariances(self, moments: Sequence[Array]) -> list[Array]:
        """Covariances (B, p, p) of moments with the constant, per group."""
        found = []
        for S in moments:
            mean = S[:, :-1, -1]
            found.append(S[:, :-1, :-1] - mean[:, :, None] * mean[:, None, :])
        return found

    def whole(self, theta: Array, moments: Sequence[Array], q: int) -> Array:
        """All parameters (B, q): with them every mean is the sample's."""
        found = np.empty((len(theta), q))
        found[:, self.kept] = theta
        covariances = self.covariances(moments)
        groups = zip(self.model.rams, moments, covariances, self.intercepts, strict=True)
        for ram, S, cov, places in groups:
            A, _ = ram.matrices(theta, cov)
            p, mean = ram.p, S[:, :-1, -1, None]
            inner = np.linalg.solve(np.eye(ram.m - p) - A[:, p:, p:], A[:, p:, :p] @ mean)
            rest = (mean - A[:, :p, :p] @ mean - A[:, :p, p:] @ inner)[..., 0]
            found[:, list(places.values())] = rest[:, list(places)]
        return found


def apart(model: Model) -> Apart | None:
    """The model without its means, where an intercept of its own fits every one of them."""
    table = model.table
    if not table.settings.meanstructure or model.constraints.nodes:
        return None
    uses = Counter(row.free for row in table.rows)
    places: list[dict[int, int]] = [{} for _ in model.rams]
    for row in table.rows:
        if row.op != "~1" or row.sample:
            continue
        if row.lhs in table.latent:
            if row.free >= 0 or row.value != 0.0:
                return None
        elif row.free < 0 or uses[row.free] > 1:
            return None
        else:
            places[row.group - 1][table.observed.index(row.lhs)] = row.free
    free = len(table.observed) - len(table.exogenous)
    if any(len(own) != free for own in places):
        return None
    gone = {free for own in places for free in own.values()}
    kept = [k for k in range(table.nfree) if k not in gone]
    return Apart(assemble(_of_covariances(table, kept), model.samples), np.array(kept), places)


def _of_covariances(table: Partable, kept: Sequence[int]) -> Partable:
    to = {old: new for new, old in enumerate(kept)}
    return replace(
        table,
        rows=tuple(replace(r, free=to.get(r.free, r.free)) for r in table.rows if r.op != "~1"),
        names=tuple(table.names[k] for k in kept),
        labels={},
        defined=(),
        constraints=(),
        settings=replace(table.settings, meanstructure=False),
    )
