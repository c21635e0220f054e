"""One factor behind a scale, with intervals; several kinds need it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis.context import LEVEL
from cpsurvey.analysis.enough import DESCRIPTIVE
from cpsurvey.errors import CpsurveyError
from cpsurvey.payload import Interval, limits
from cpsurvey.results import Caveat, Scalar
from cpsurvey.sem.semfit import SemFit
from cpsurvey.stats.reliability import Congeneric, coefficients, congeneric, observed_omega

Array = NDArray[np.float64]
Codes = NDArray[np.int64]
USABLE = 0.5
"""Share of the draws that must converge before percentiles are shown."""
STEP = 1e-5
FEWEST_CLUSTERS = DESCRIPTIVE


@dataclass(frozen=True, slots=True)
class Resampling:
    """How intervals of model-based coefficients are found.

    Parameters
    ----------
    draws : int
        0: none.
    cluster : (n,) int array or None
        Whole clusters are drawn.
    """

    draws: int = 0
    seed: int = 1
    cluster: Codes | None = None

    def of(self, rows: NDArray[np.bool_]) -> Resampling:
        """The same for some of the rows; too few clusters are none."""
        if self.cluster is None:
            return self
        kept = self.cluster[rows]
        enough = len(np.unique(kept)) >= FEWEST_CLUSTERS
        return Resampling(self.draws, self.seed, kept if enough else None)


@dataclass(frozen=True, slots=True)
class Drawn:
    """What became of bootstrap draws."""

    draws: int = 0
    failed: int = 0
    inadmissible: int = 0


@dataclass(frozen=True, slots=True)
class OneFactor:
    """Coefficients of a scale's factor, or why there are none.

    Parameters
    ----------
    observed : float or None
        Omega over the observed variance of the sum.
    intervals : tuple of Interval or None
        Of omega, AVE and H; empty without.
    """

    coefficients: Congeneric | None
    n: int
    caveats: tuple[Caveat, ...] = ()
    observed: float | None = None
    intervals: tuple[Interval | None, ...] = ()
    drawn: Drawn = Drawn()
    admissible: bool = True


class Places:
    """Where some parameters of a fit are: free ones in theta, others fixed."""

    def __init__(self, found: SemFit, cells: list[tuple[str, str, str]]) -> None:
        rows = {(row.lhs, row.op, row.rhs): row for row in found.table.rows}
        chosen = [rows[cell] for cell in cells]
        self.free = np.array([row.free for row in chosen])
        self.value = np.array([row.value for row in chosen], dtype=float)

    def of(self, theta: Array) -> Array:
        """Their values (..., cells) at (..., q) parameters."""
        return np.where(self.free >= 0, theta[..., self.free], self.value)


def one_factor(
    scale: str,
    items: Array,
    resampling: Resampling | None = None,
    *,
    missing: str = "listwise",
) -> OneFactor:
    """Fit a single factor to (n, k) items by maximum likelihood.

    Complete items get percentile intervals; with missing answers and ``fiml`` the delta
    method gives them, as refits casewise would take minutes.
    """
    n, k = items.shape
    if k < 3:
        return OneFactor(None, n, (Caveat("two_items", "note", {"scale": scale}),))
    names = [f"i{j}" for j in range(k)]
    syntax = f"f =~ {' + '.join(names)}"
    plan = resampling or Resampling()
    found = fitted(
        syntax, names, items, plan, std_lv=True, missing=missing, robust=missing == "fiml"
    )
    if found is None:
        return OneFactor(None, n, (Caveat("no_factor", "warning", {"scale": scale}),))
    loadings = Places(found, [("f", "=~", name) for name in names])
    theta = Places(found, [(name, "~~", name) for name in names])

    def values(at: Array) -> Array:
        return coefficients(loadings.of(at), theta.of(at))

    lam, residual = loadings.of(found.theta), theta.of(found.theta)
    caveats: list[Caveat] = []
    if not found.admissible:
        caveats.append(Caveat("heywood_scale", "warning", {"scale": scale}))
    observed = None
    if missing == "listwise":
        observed = observed_omega(lam, np.cov(items.T, bias=True))
    intervals, drawn, notes = interval(found, values, plan, scale)
    return OneFactor(
        congeneric(lam, residual),
        n,
        (*caveats, *notes),
        observed,
        intervals,
        drawn,
        found.admissible,
    )


def fitted(
    syntax: str,
    names: list[str],
    items: Array,
    plan: Resampling,
    *,
    std_lv: bool,
    missing: str = "listwise",
    robust: bool = False,
) -> SemFit | None:
    """Fit by maximum likelihood; None where nothing can be fitted or nothing converges.

    Errors are `robust` to other than normal answers where an interval rests on them.
    """
    from cpsurvey.sem.fit import fit

    data = {name: items[:, j] for j, name in enumerate(names)}
    clustered = plan.cluster is not None and missing == "listwise"
    try:
        found = fit(
            syntax,
            data,
            kind="cfa",
            std_lv=std_lv,
            missing=missing,
            estimator="mlr" if robust else "ml",
            cluster=plan.cluster.tolist() if clustered and plan.cluster is not None else None,
            indices=False,
        )
    except CpsurveyError:
        return None
    return found if found.converged else None


def interval(
    found: SemFit,
    values: Callable[[Array], Array],
    plan: Resampling,
    scale: str,
    bad: Callable[[Array], NDArray[np.bool_]] | None = None,
) -> tuple[tuple[Interval | None, ...], Drawn, list[Caveat]]:
    """Percentile intervals of functions of the parameters; delta where rows have holes.

    `bad` tells which draws are inadmissible where negative variances do not tell all.
    """
    if not plan.draws:
        return (), Drawn(), []
    if found.settings.missing == "fiml":
        return delta(found, values), Drawn(), []
    from cpsurvey.sem.after.bootstrap import bootstrap

    boot = bootstrap(found, plan.draws, seed=plan.seed, rescue=False)
    inadmissible = boot.inadmissible if bad is None else int(bad(boot.theta).sum())
    drawn = Drawn(boot.draws, boot.failed, inadmissible)
    if boot.failed > (1.0 - USABLE) * boot.draws:
        said: dict[str, Scalar] = {"scale": scale, "failed": boot.failed, "draws": boot.draws}
        return (), drawn, [Caveat("rel_draws_failed", "warning", said)]
    tail = 50.0 * (1.0 - LEVEL)
    with np.errstate(all="ignore"):
        drawn_values = values(boot.theta)
    ends = []
    for column in drawn_values.T:
        usable = column[np.isfinite(column)]
        ends.append(
            limits(*np.percentile(usable, [tail, 100.0 - tail])) if len(usable) else None
        )
    return tuple(ends), drawn, []


def delta(found: SemFit, values: Callable[[Array], Array]) -> tuple[Interval | None, ...]:
    """Intervals symmetric in log(1 - value), from the estimates' covariances."""
    theta = found.theta
    step = STEP * np.maximum(1.0, np.abs(theta))
    moves = np.diag(step)
    with np.errstate(all="ignore"):
        at = values(theta)
        slope = (values(theta + moves) - values(theta - moves)) / (2.0 * step[:, None])
        se = np.sqrt(np.einsum("qd,qr,rd->d", slope, found.vcov, slope))
        spread = np.exp(found.reference.reach * se / (1.0 - at))
        lower, upper = 1.0 - (1.0 - at) * spread, 1.0 - (1.0 - at) / spread
    return tuple(limits(low, high) for low, high in zip(lower, upper, strict=True))
