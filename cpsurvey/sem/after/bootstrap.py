"""Bootstrap of a fitted model: cases, clusters, or samples in which the model holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special

from cpsurvey.sem.language.rule import Rule, refuse
from cpsurvey.sem.moments.prepare import which_fixed, which_ordered
from cpsurvey.sem.moments.sample import (
    GroupSample,
    augmented,
    complete,
    full_information,
    ordinal,
)
from cpsurvey.sem.objective.constraints import Functions
from cpsurvey.sem.objective.likelihood import CompleteML, FullML
from cpsurvey.sem.objective.model import Model, assemble
from cpsurvey.sem.search.newton import minimise
from cpsurvey.sem.search.refit import refit
from cpsurvey.sem.search.walk import walk
from cpsurvey.sem.search.workers import cores, in_order
from cpsurvey.sem.semfit import SemFit

Array = NDArray[np.float64]
ELEMENTS = 4_000_000
"""Numbers of a batch's largest array; bounds memory."""
WORTH = 200_000
"""Draws times parameters from which more processes are worth their start."""
ALONE = 100
"""How many times longer a refit takes that is not done in a batch."""
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Bootstrap:
    """Draws of a bootstrap; those that failed are counted, never hidden.

    Parameters
    ----------
    theta : (B, q) array
        Estimates of the draws that converged.
    defined : (B, d) array
        Defined parameters of the same draws.
    draws, failed, inadmissible : int
        Draws asked for; not converged (left out); with a negative variance (kept, as
        lavaan keeps them).
    covariates : sequence of (B, k, k) arrays
        Per group, the moments of the fixed covariates (and the constant) of the same draws,
        on which standardised values rest; empty without such covariates.
    """

    theta: Array
    defined: Array
    draws: int
    failed: int
    inadmissible: int
    kind: str
    covariates: Sequence[Array] = ()

    def interval(self, values: Array, level: float = 0.95) -> tuple[Array, Array]:
        """Percentile interval (d,), (d,) of columns of draws."""
        tail = 50.0 * (1.0 - level)
        lower, upper = np.percentile(values, [tail, 100.0 - tail], axis=0)
        return np.asarray(lower), np.asarray(upper)


def bias_corrected(values: Array, estimate: Array, level: float = 0.95) -> tuple[Array, Array]:
    """Bias-corrected percentile interval of draws (B, d) (Efron, 1987; no acceleration)."""
    B = len(values)
    below = (np.sum(values < estimate, axis=0) + 0.5 * np.sum(values == estimate, axis=0)) / B
    z0 = special.ndtri(np.clip(below, 1.0 / (2 * B), 1.0 - 1.0 / (2 * B)))
    tail = (1.0 - level) / 2.0
    ends = [special.ndtr(2.0 * z0 + special.ndtri(t)) for t in (tail, 1.0 - tail)]
    found = [
        np.array([np.percentile(values[:, j], 100.0 * q) for j, q in enumerate(end)])
        for end in ends
    ]
    return found[0], found[1]


@np.errstate(all="ignore")  # draws that fail are counted
def bootstrap(
    fitted: SemFit,
    draws: int,
    *,
    seed: int,
    kind: str | None = None,
    rescue: bool = True,
    workers: int | None = None,
    progress: Progress | None = None,
) -> Bootstrap:
    """Refit the model to resampled data.

    Draws are made in batches, each from a seed of its own: they do not depend on who makes
    them.

    Parameters
    ----------
    kind : str, optional
        ``cases``, ``clusters`` (whole clusters; the default when the fit has them) or
        ``bollen-stine`` (Bollen & Stine, 1992: data in which the model holds).
    rescue : bool
        Whether refits that do not settle together are done again one by one.
    workers : int, optional
        Processes; by default the cores there are, where the work is worth it.

    Raises
    ------
    CpsurveyError
        CPS303 moments alone cannot be resampled, or the kind does not fit the model.
    """
    model = fitted.model
    clustered = model.samples[0].cluster is not None
    kind = kind or ("clusters" if clustered else "cases")
    refuse(RULES, _Asked(kind, fitted))
    samples = _bollen_stine(fitted) if kind == "bollen-stine" else list(model.samples)
    metric = np.zeros((0, 0))
    if isinstance(model.objective, FullML):
        metric = model.objective.curvature(fitted.theta).observed
    task = _Task(model, fitted.theta, metric, samples, kind == "clusters", rescue)
    sizes = task.sizes(draws)
    seeds = np.random.SeedSequence(seed).spawn(len(sizes))
    if workers is None:
        alone = 1 if task.batched else ALONE
        workers = cores() if draws * len(fitted.theta) * alone >= WORTH else 1
    parts = []
    done = 0
    for part in in_order(task, list(zip(sizes, seeds, strict=True)), workers):
        parts.append(part)
        done += len(part[0])
        if progress:
            progress(done, draws)
    theta = np.concatenate([t for t, _, _ in parts])
    converged = np.concatenate([c for _, c, _ in parts])
    theta = theta[converged]
    of_groups = zip(*(x for *_, x in parts), strict=True)
    covariates = [np.concatenate(one)[converged] for one in of_groups]
    functions = Functions(model.table, [d.node for d in model.table.defined])
    with np.errstate(all="ignore"):
        defined = functions.value(theta)
    return Bootstrap(
        theta,
        np.asarray(defined),
        draws,
        int((~converged).sum()),
        int(_inadmissible(model, theta).sum()),
        kind,
        covariates,
    )


Draws = tuple[Array, NDArray[np.bool_], list[Array]]
"""Estimates, whether each draw converged, moments of the fixed covariates per group."""


@dataclass(frozen=True, slots=True)
class _Task:
    """A batch of refits to weighted cases."""

    model: Model
    theta: Array
    metric: Array
    samples: list[GroupSample]
    by_cluster: bool
    rescue: bool

    @property
    def batched(self) -> bool:
        return isinstance(self.model.objective, CompleteML)

    def sizes(self, draws: int) -> list[int]:
        """Draws of each batch: as many as fit into memory; few where each takes long."""
        most = 25
        if self.batched:
            widest = max(max(ram.length, 2 * ram.m) for ram in self.model.rams)
            cases = max(sample.n for sample in self.samples)
            most = int(np.clip(ELEMENTS // max(widest**2, cases), 32, 1024))
        full, rest = divmod(draws, most)
        return [most] * full + [rest] * (rest > 0)

    def __call__(self, job: tuple[int, np.random.SeedSequence]) -> Draws:
        size, seed = job
        rng = np.random.default_rng(seed)
        weights = list(_weights(self.samples, size, rng, by_cluster=self.by_cluster))
        x = _covariates(self.model, self.samples, weights)
        if self.batched:
            found = _batch(self.model, self.theta, self.samples, weights, rescue=self.rescue)
        else:
            found = _one_by_one(self.model, self.theta, self.metric, self.samples, weights)
        return (*found, x)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A bootstrap that was asked for."""

    kind: str
    fitted: SemFit

    @property
    def sample(self) -> GroupSample:
        return self.fitted.model.samples[0]


KINDS = ("cases", "clusters", "bollen-stine")
RULES: tuple[Rule[_Asked], ...] = (
    Rule(
        lambda c: not c.fitted.identified,
        "a model that is not identified has no errors, drawn ones neither",
        "fix or equate the parameters its remark names",
    ),
    Rule(
        lambda c: c.kind not in KINDS,
        "no bootstrap is called '{c.kind}'",
        f"known: {', '.join(KINDS)}",
    ),
    Rule(
        lambda c: c.fitted.two_level,
        "a model of two levels is not bootstrapped",
        "read the intervals of its errors, or leave the bootstrap out",
    ),
    Rule(
        lambda c: c.sample.data is None,
        "moments alone cannot be resampled",
        "give the data itself",
    ),
    Rule(
        lambda c: c.kind == "clusters" and c.sample.cluster is None,
        "the model was fitted without clusters, so none can be drawn",
        "name them with 'cluster', or draw cases",
    ),
    Rule(
        lambda c: (
            c.kind == "bollen-stine" and not isinstance(c.fitted.model.objective, CompleteML)
        ),
        "the Bollen-Stine bootstrap needs complete data and ML, MLR or MLM",
        "draw cases, or use estimator ml with missing listwise",
    ),
)


def _bollen_stine(fitted: SemFit) -> list[GroupSample]:
    """Data turned so that its moments are those the model implies."""
    found = []
    for ram, sample in zip(fitted.model.rams, fitted.model.samples, strict=True):
        assert sample.data is not None
        sigma = ram.implied(fitted.theta, sample.moments(ram.means))
        mean = sample.mean
        if ram.means:
            mean = sigma[: ram.p, ram.p]
            sigma = sigma[: ram.p, : ram.p] - mean[:, None] * mean
        inverse_root = np.linalg.inv(np.linalg.cholesky(sample.cov)).T
        turned = (sample.data - sample.mean) @ inverse_root @ np.linalg.cholesky(sigma).T
        found.append(complete(turned + mean, sample.cluster))
    return found


def _weights(
    samples: list[GroupSample], size: int, rng: np.random.Generator, *, by_cluster: bool
) -> Iterator[Array]:
    """How often each case is drawn: (size, n) per group."""
    for sample in samples:
        if by_cluster:
            assert sample.cluster is not None
            codes, of_case = np.unique(sample.cluster, return_inverse=True)
            yield _counts(len(codes), size, rng)[:, of_case.reshape(-1)]
        else:
            yield _counts(sample.n, size, rng)


def _counts(n: int, size: int, rng: np.random.Generator) -> Array:
    drawn = rng.integers(0, n, (size, n))
    drawn += np.arange(size)[:, None] * n
    return np.bincount(drawn.ravel(), minlength=size * n).reshape(size, n).astype(float)


def _batch(
    model: Model,
    theta: Array,
    samples: list[GroupSample],
    weights: list[Array],
    *,
    rescue: bool,
) -> tuple[Array, NDArray[np.bool_]]:
    moments = []
    sizes = np.array([w.sum(axis=1).mean() for w in weights])
    for ram, sample, w in zip(model.rams, samples, weights, strict=True):
        moments.append(_moments(sample, w, means=ram.means))
    shares = list(sizes / sizes.sum())
    found = refit(model, theta, moments, shares, rescue=rescue)
    return found.theta, found.converged


def _covariates(model: Model, samples: list[GroupSample], weights: list[Array]) -> list[Array]:
    """Moments of the fixed covariates, which nobody lacks, in every draw; per group."""
    at = model.exogenous
    means = model.table.settings.meanstructure
    found = []
    for sample, w in zip(samples, weights, strict=True):
        if len(at):
            assert sample.data is not None
            cov = sample.cov[np.ix_(at, at)]
            own = GroupSample(sample.n, sample.mean[at], cov, sample.data[:, at])
            found.append(_moments(own, w, means=means))
    return found


def _moments(sample: GroupSample, weights: Array, *, means: bool) -> Array:
    """Moment matrices (B, p', p') of weighted cases, by one matrix product."""
    assert sample.data is not None
    centred = sample.data - sample.mean
    p = centred.shape[1]
    rows, columns = np.tril_indices(p)
    total = weights.sum(axis=1)
    cross = weights @ (centred[:, rows] * centred[:, columns]) / total[:, None]
    shift = weights @ centred / total[:, None]
    cov = np.empty((len(weights), p, p))
    cov[:, rows, columns] = cov[:, columns, rows] = cross
    cov -= shift[:, :, None] * shift[:, None, :]
    return augmented(cov, sample.mean + shift) if means else cov


def _one_by_one(
    model: Model,
    theta: Array,
    metric: Array,
    samples: list[GroupSample],
    weights: list[Array],
) -> tuple[Array, NDArray[np.bool_]]:
    """Refits of models without moments to batch: missing or ordered data.

    `metric` is the full sample's information, near enough to that of each draw.
    """
    found, converged = [], []
    ordered, fixed = which_ordered(model.table), which_fixed(model.table)

    full = isinstance(model.objective, FullML)

    def make(data: Array) -> GroupSample:
        if ordered.any():
            return ordinal(data, ordered, fixed)
        # one step of EM has the moments of complete covariates; no others are needed here
        return full_information(data, max_iter=1) if full else complete(data)

    for b in range(len(weights[0])):
        drawn = []
        for sample, w in zip(samples, weights, strict=True):
            assert sample.data is not None
            rows = np.repeat(np.arange(sample.n), w[b].astype(int))
            drawn.append(sample.data[rows])
        try:
            again = assemble(model.table, [make(data) for data in drawn])
            solution = None
            if isinstance(again.objective, FullML) and not model.constraints.nodes:
                solution = walk(again.objective, theta, metric)
            if solution is None:
                solution = minimise(again.objective, theta, model.constraints)
            found.append(solution.theta)
            converged.append(solution.converged)
        except (np.linalg.LinAlgError, ValueError, IndexError):
            found.append(theta)
            converged.append(False)
    return np.array(found), np.array(converged, dtype=bool)


def _inadmissible(model: Model, theta: Array) -> NDArray[np.bool_]:
    """Draws with a negative variance."""
    bad = np.zeros(len(theta), dtype=bool)
    for row in model.table.rows:
        if row.op == "~~" and row.lhs == row.rhs and row.free >= 0:
            bad |= theta[:, row.free] < 0
    return bad
