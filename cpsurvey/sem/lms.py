"""Latent moderated structural equations: an interaction of factors by maximum likelihood.

Klein and Moosbrugger (2000, doi:10.1007/BF02296338). Given the moderator's value all other
variables are normal and linear, so the likelihood is an integral over one standard normal
factor: a weighted sum over equidistant nodes. (The trapezoidal rule errs by exp(-2 pi^2 s^2 /
h^2) where s is the posterior deviation of the moderator and h the step; Gauss-Hermite nodes,
which spread out, miss it when indicators are good.) Each node is a group of the same path
diagram in which the moderator is a constant; the groups share every parameter.
Fisher's identity makes the gradient that of the groups, weighted by the posterior chance of
each node; errors come from the observed information, differences of that gradient.

Complete, continuous indicators, normal factors. The moderator's variance is fixed at one.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import scipy
from numpy.typing import ArrayLike, NDArray
from scipy import special

from cpsurvey.errors import CpsurveyError
from cpsurvey.inverses import pinv
from cpsurvey.sem.language.partable import Partable, build
from cpsurvey.sem.language.settings import Settings
from cpsurvey.sem.language.syntax import parse
from cpsurvey.sem.moments import prepare
from cpsurvey.sem.moments.sample import complete
from cpsurvey.sem.objective.ram import Geometry, Ram
from cpsurvey.sem.search.start import starts

Array = NDArray[np.float64]
STEP, REACH = 0.3, 5.1
"""Distance of the nodes, and how many deviations out they go."""
ROWS = 2048
"""Cases worked on at a time."""
SHARED = (
    "loadings",
    "intercepts",
    "means",
    "regressions",
    "residuals",
    "residual.covariances",
    "lv.variances",
    "lv.covariances",
)
PRODUCT = "lms_product"
"""Phantom factor: the predictor times the moderator's value at a node."""


@dataclass(frozen=True, slots=True)
class Lms:
    """A fitted interaction.

    Parameters
    ----------
    names : tuple of str
        Free parameters: a label, or lavaan's lhs-op-rhs.
    est, se : (q,) arrays
    vcov : (q, q) array
    loglik : float
    """

    names: tuple[str, ...]
    est: Array
    se: Array
    vcov: Array
    loglik: float
    n: int
    nodes: int
    converged: bool
    iterations: int

    def __getitem__(self, name: str) -> tuple[float, float]:
        """Estimate and error of a parameter."""
        at = self.names.index(name)
        return float(self.est[at]), float(self.se[at])


@dataclass(frozen=True, slots=True)
class Interaction:
    """Who acts on whom.

    Parameters
    ----------
    predictor, moderator, outcome : str
        Factors of `measurement`; the outcome may also be a column.
    measurement : mapping of str to sequence of str
        Factor -> its indicators.
    covariates : sequence of str
        Columns that also act on the outcome; they may go with both factors.
    """

    predictor: str
    moderator: str
    outcome: str
    measurement: Mapping[str, Sequence[str]]
    covariates: Sequence[str] = ()


def text(model: Interaction, nodes: Sequence[float], *, product: bool = True) -> str:
    """The path diagram of all nodes, in lavaan's syntax with one group a node."""
    x, w, y = model.predictor, model.moderator, model.outcome
    values = "c(" + ", ".join(repr(float(v)) for v in nodes) + ")"
    lines = []
    for factor, indicators in model.measurement.items():
        free = "NA*" if factor == w else ""
        lines.append(f"{factor} =~ {free}{' + '.join(indicators)}")
    lines += [f"{w} ~ {values}*1", f"{w} ~~ 0*{w}", f"{x} ~ cov*{w}"]
    terms = [f"b1*{x}", f"b2*{w}", *(f"g{i}*{c}" for i, c in enumerate(model.covariates, 1))]
    if product:
        # two loadings of zero make a factor; one would fix that indicator's residual
        first, second, *_ = model.measurement[x]
        lines += [f"{PRODUCT} =~ 0*{first} + 0*{second}", f"{PRODUCT} ~ {values}*{x}"]
        lines.append(f"{PRODUCT} ~~ 0*{PRODUCT}")
        terms.append(f"b3*{PRODUCT}")
    for i, one in enumerate(model.covariates):
        lines += [f"{one} ~ {w}", f"{one} ~~ {x}"]
        lines += [f"{one} ~~ {other}" for other in model.covariates[i + 1 :]]
    lines.append(f"{y} ~ {' + '.join(terms)}")
    return "\n".join(lines)


def fit_lms(
    model: Interaction,
    data: Mapping[str, ArrayLike],
    *,
    step: float = STEP,
    product: bool = True,
    errors: bool = True,
) -> Lms:
    """Maximise the likelihood; `product` false leaves the interaction out (b3 = 0).

    Errors cost two passes per parameter; without them they are not a number.

    Raises
    ------
    CpsurveyError
        CPS303 the model's parts do not fit, CPS305 unusable data.
    """
    if model.moderator not in model.measurement or model.predictor not in model.measurement:
        raise CpsurveyError(
            "CPS303",
            "predictor and moderator need indicators",
            fix="give each two indicators and more",
        )
    z = np.arange(-REACH, REACH + step / 2.0, step)
    log_weights = math.log(step) - 0.5 * (z**2 + math.log(2.0 * math.pi))
    nodes = len(z)
    table = build(
        parse(text(model, z.tolist(), product=product)),
        Settings(ngroups=nodes, meanstructure=True, fixed_x=False, group_equal=SHARED),
    )
    matrix = prepare.columns(data, table.observed)
    matrix = matrix[~np.isnan(matrix).any(axis=1)]
    _usable(table, matrix)
    integral = _Integral(table, matrix, log_weights)
    theta, converged, iterations = _maximise(integral, _start(table, matrix, nodes))
    q = len(theta)
    vcov = _variances(integral, theta) if errors else np.full((q, q), np.nan)
    with np.errstate(invalid="ignore"):
        se = np.sqrt(np.diag(vcov))
    return Lms(
        table.names,
        theta,
        se,
        vcov,
        integral.loglik(theta),
        len(matrix),
        nodes,
        converged and bool(not errors or np.isfinite(se).all()),
        iterations,
    )


def difference(free: Lms, restricted: Lms) -> tuple[float, int, float]:
    """Likelihood-ratio test of the interaction: chi-square, df, p."""
    chisq = max(2.0 * (free.loglik - restricted.loglik), 0.0)
    df = len(free.est) - len(restricted.est)
    return chisq, df, float(special.chdtrc(df, chisq))


def _usable(table: Partable, matrix: Array) -> None:
    p = len(table.observed)
    if len(matrix) <= 2 * p:
        raise CpsurveyError(
            "CPS305",
            f"{len(matrix)} complete rows are too few for an interaction of factors",
            fix="use the observed product",
        )
    spread = np.ptp(matrix, axis=0)
    if (spread == 0).any():
        flat = ", ".join(n for n, s in zip(table.observed, spread, strict=True) if s == 0)
        raise CpsurveyError(
            "CPS305", f"every answer to {flat} is the same", fix="take it out of the model"
        )


def _start(table: Partable, matrix: Array, nodes: int) -> Array:
    sample = complete(matrix)
    theta = next(iter(starts(table, [sample] * nodes)))
    sd = {
        name: math.sqrt(v) for name, v in zip(table.observed, np.diag(sample.cov), strict=True)
    }
    for row in table.rows:  # the moderator has variance one
        if row.op == "=~" and row.free >= 0 and row.group == 1 and row.rhs in sd:
            marked = any(
                r.op == "=~" and r.lhs == row.lhs and r.free < 0 and r.value == 1.0
                for r in table.rows
            )
            if not marked:
                theta[row.free] = 0.7 * sd[row.rhs]
    return theta


class _Integral:
    """Log-likelihood and its gradient at any theta; all nodes at once."""

    def __init__(self, table: Partable, data: Array, log_weights: Array) -> None:
        self.ram = _of_nodes(table)
        self.log_weights = log_weights
        self.centre = data.mean(axis=0)  # from which squares do not cancel
        self.data = np.column_stack([data - self.centre, np.ones(len(data))])
        self.back = np.eye(self.data.shape[1])
        self.back[:-1, -1] = self.centre
        self.triangle = np.tril_indices(self.data.shape[1])
        few = len(data) <= ROWS
        self.products = self._products(slice(None)) if few else None

    def _at(self, theta: Array) -> tuple[Geometry, Array, Array] | None:
        """Geometry of the nodes, and the log of weight times density of each.

        That is a constant (nodes,) and coefficients (cells, nodes) of `_products`. None where
        there is no density.
        """
        p = self.ram.p
        at = self.ram.geometry(np.tile(theta, (len(self.log_weights), 1)))
        mean = at.sigma[:, p, :p]
        try:
            root = np.linalg.cholesky(at.sigma[:, :p, :p] - mean[:, :, None] * mean[:, None])
        except np.linalg.LinAlgError:
            return None
        away = np.concatenate(
            [np.eye(p) + np.zeros_like(root), -(mean - self.centre)[..., None]], 2
        )
        half = np.linalg.inv(root) @ away
        rows, columns = self.triangle
        squares = (np.swapaxes(half, 1, 2) @ half)[:, rows, columns]
        constant = self.log_weights - 0.5 * p * math.log(2.0 * math.pi)
        constant = constant - np.log(np.diagonal(root, axis1=1, axis2=2)).sum(axis=1)
        return at, np.where(rows == columns, -0.5, -1.0)[:, None] * squares.T, constant

    def _products(self, part: slice) -> Array:
        """Products of every two columns, one of them constant, of some cases."""
        rows, columns = self.triangle
        x = self.data[part]
        return np.asarray(x[:, rows] * x[:, columns])

    def _joint(self, coefficients: Array, constant: Array) -> Iterator[tuple[Array, Array]]:
        """By chunks of cases: products, and log of weight times density (rows, nodes)."""
        for begin in range(0, len(self.data), ROWS):
            products = self.products
            if products is None:
                products = self._products(slice(begin, begin + ROWS))
            yield products, products @ coefficients + constant

    def loglik(self, theta: Array) -> float:
        """Minus infinity where the moments are none."""
        found = self._at(theta)
        if found is None:
            return -np.inf
        return float(sum(_shares(joint)[0].sum() for _, joint in self._joint(*found[1:])))

    def slope(self, theta: Array, *, information: bool = False) -> Slope | None:
        """Log-likelihood and its derivatives; None where a covariance is none."""
        found = self._at(theta)
        if found is None:
            return None
        at, n, total = found[0], len(self.data), 0.0
        rows, columns = self.triangle
        weighed = np.zeros((len(self.log_weights), len(rows)))
        for products, joint in self._joint(*found[1:]):
            each, shares = _shares(joint)
            total += float(each.sum())
            weighed += shares.T @ products
        weighed /= n
        moments = np.empty_like(at.sigma)  # times the nodes' shares, the constant's own
        moments[:, rows, columns] = moments[:, columns, rows] = weighed
        moments = self.back @ moments @ self.back.T
        Y = np.linalg.solve(at.sigma, at.Z)
        turned = np.swapaxes(Y, 1, 2)
        M, share = np.swapaxes(at.Z, 1, 2) @ Y, moments[:, -1, -1]
        gradient = self.ram.gradient((turned @ (moments @ Y) - share[:, None, None] * M).sum(0))
        if not information:
            return Slope(total, gradient, None)
        return Slope(total, gradient, np.tensordot(share, self.ram.information(M), 1))


@dataclass(frozen=True, slots=True)
class Slope:
    """Log-likelihood; gradient and complete-data information per case."""

    loglik: float
    gradient: Array
    expected: Array | None


def _of_nodes(table: Partable) -> Ram:
    """The path diagram with a first axis of nodes, which differ in fixed arrows alone."""
    ram = Ram(table, 1)  # the first node is not at zero: its arrows are all there
    ram.fixed_a = np.stack([ram.fixed(table, g + 1)[0] for g in range(table.settings.ngroups)])
    return ram


def _shares(joint: Array) -> tuple[Array, Array]:
    """Logarithm of each row's sum of exponentials, and their shares of it."""
    most = joint.max(axis=1, keepdims=True)
    each = np.exp(joint - most)
    total = each.sum(axis=1, keepdims=True)
    return (most + np.log(total))[:, 0], each / total


def _maximise(integral: _Integral, start: Array) -> tuple[Array, bool, int]:
    """Scoring steps on the complete-data information, then BFGS from there."""
    theta, n = start, len(integral.data)
    found = integral.slope(theta, information=True)
    if found is None:
        return theta, False, 0
    metric: Array = np.eye(len(theta))
    for _ in range(15):
        assert found.expected is not None
        metric = pinv(found.expected, hermitian=True)
        step, size = metric @ found.gradient, 1.0
        while size > 1e-4:
            there = integral.slope(theta + size * step, information=True)
            if there is not None and there.loglik > found.loglik:
                theta, found = theta + size * step, there
                break
            size /= 2.0
        else:
            break

    def minus(at: Array) -> tuple[float, Array]:
        here = integral.slope(at)
        if here is None:
            return 1e10, np.zeros_like(at)
        return -here.loglik / n, -here.gradient

    root = np.linalg.cholesky(metric + 1e-12 * np.eye(len(theta)))

    def scaled(at: Array) -> tuple[float, Array]:
        value, gradient = minus(theta + root @ at)
        return value, root.T @ gradient

    done = scipy.optimize.minimize(
        scaled, np.zeros_like(theta), jac=True, method="BFGS", options={"gtol": 1e-9}
    )
    theta = theta + root @ done.x
    steepest = float(np.abs(done.jac).max())
    return theta, steepest < 1e-6, int(done.nit)


def _variances(integral: _Integral, theta: Array) -> Array:
    """Inverse of the observed information, by central differences of the exact gradient."""
    q, n = len(theta), len(integral.data)
    H = np.empty((q, q))
    for k in range(q):
        step = np.zeros(q)
        step[k] = 1e-4 * max(1.0, abs(theta[k]))
        ahead, behind = integral.slope(theta + step), integral.slope(theta - step)
        if ahead is None or behind is None:
            return np.full((q, q), np.nan)
        H[k] = -(ahead.gradient - behind.gradient) / (2.0 * step[k])
    H = (H + H.T) / 2.0
    try:
        np.linalg.cholesky(H)
    except np.linalg.LinAlgError:
        return np.full((q, q), np.nan)
    return np.asarray(np.linalg.inv(H) / n)
