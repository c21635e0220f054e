"""One factor behind a scale, fitted on complete answers; several kinds need it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cpsurvey.errors import CpsurveyError
from cpsurvey.results import Caveat
from cpsurvey.stats.reliability import Congeneric, congeneric

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class OneFactor:
    """Coefficients of a scale's factor, or why there are none."""

    coefficients: Congeneric | None
    n: int
    caveats: tuple[Caveat, ...] = ()


def one_factor(scale: str, items: Array) -> OneFactor:
    """Fit a single factor to complete (n, k) items by maximum likelihood."""
    from cpsurvey.sem import fit

    n, k = items.shape
    if k < 3:
        return OneFactor(None, n, (Caveat("two_items", "note", {"scale": scale}),))
    names = [f"i{j}" for j in range(k)]
    data = {name: items[:, j] for j, name in enumerate(names)}
    try:
        found = fit(f"f =~ {' + '.join(names)}", data, kind="cfa", std_lv=True)
    except CpsurveyError:
        return OneFactor(None, n, (Caveat("no_factor", "warning", {"scale": scale}),))
    if not found.converged:
        return OneFactor(None, n, (Caveat("no_factor", "warning", {"scale": scale}),))
    loadings = np.array([p.est for p in found.estimates if p.op == "=~"])
    residual = {p.lhs: p.est for p in found.estimates if p.op == "~~" and p.lhs == p.rhs}
    theta = np.array([residual[name] for name in names])
    caveats: tuple[Caveat, ...] = ()
    if not found.admissible:
        caveats = (Caveat("heywood_scale", "warning", {"scale": scale}),)
    return OneFactor(congeneric(loadings, theta), n, caveats)
