"""What a reader of a fitted model must be told, each with what to do about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from cpsurvey.sem.inference.asymptotic import Inference
from cpsurvey.sem.inference.reference import clusters as known_clusters
from cpsurvey.sem.inference.standardize import Standardized
from cpsurvey.sem.language.partable import Partable
from cpsurvey.sem.moments.sample import GroupSample
from cpsurvey.sem.objective import constraints
from cpsurvey.sem.objective.model import Model

Array = NDArray[np.float64]
FAR_FROM_ZERO = 5.0
"""Mean of a covariate, in standard deviations, from which thresholds are extrapolated."""
SAME = 0.99
"""Correlation of two ordered variables from which they are called nearly the same."""
FEW_OF_ORDERED = 30
"""The same for ordered variables: with 50, 6 of 100 are rejected (`bench/ordered.json`)."""
FEW_CLUSTERS = 100
"""Below, scaled tests reject too many true models (simulated: docs/engine.md)."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about a solution.

    Parameters
    ----------
    code : str
        Stable key; reports have a sentence per language for it.
    severity : str
        ``note``, ``warning`` or ``inadmissible``.
    """

    code: str
    severity: str
    message: str
    fix: str
    values: dict[str, str | int | float] = field(default_factory=dict)


def inspect(
    model: Model,
    theta: Array,
    standard: Standardized,
    *,
    converged: bool,
    inference: Inference | None,
    df: int,
    bound: Sequence[int],
    clusters: int | None = None,
) -> list[Remark]:
    """Everything that is wrong, or worth knowing, about a solution.

    Parameters
    ----------
    bound : sequence of int
        Inequalities that hold as equalities.
    clusters : int, optional
        Clusters the errors rest on, where the samples do not hold them.
    """
    table, samples = model.table, model.samples
    scaling = inference.test.scaling if inference else None
    return [
        *(() if converged else _stopped(table, theta)),
        *_solution(table, converged, inference, df, bounded=bool(bound)),
        *(_variances(model, theta, standard) if converged else ()),
        *(_bounds(table, bound, df) if converged else ()),
        *_unsettled(samples, df),
        *_robustness(table, scaling, clusters or known_clusters(samples), df),
        *_ordinal(table, samples),
    ]


def _ordinal(table: Partable, samples: Sequence[GroupSample]) -> Iterator[Remark]:
    """Sparse tables and correlation matrices that are none."""
    yield from _extrapolated(table, samples)
    for sample in samples:
        found = sample.polychoric
        if found is None:
            continue
        if found.empty:
            i, j = found.empty[0]
            first, second = table.observed[i], table.observed[j]
            yield Remark(
                "empty_cells",
                "note",
                f"{len(found.empty)} pairs of items have answers nobody combined "
                f"(first: {first} and {second})",
                "merge rare categories if the model behaves oddly",
                {"pairs": len(found.empty), "first": first, "second": second},
            )
        if np.linalg.eigvalsh(found.R)[0] < 1e-10:
            yield Remark(
                "polychoric_not_positive_definite",
                "warning",
                "the polychoric correlations do not form a positive definite matrix",
                "the sample is small for these categories: merge some, or leave 'ordered' "
                "out and use estimator mlr",
            )
        sd = np.sqrt(np.diag(found.R))
        off = np.abs(found.R / np.outer(sd, sd))
        for i, j in zip(*np.nonzero(np.triu(off > SAME, 1)), strict=True):
            first, second = table.observed[int(i)], table.observed[int(j)]
            yield Remark(
                "nearly_identical",
                "warning",
                f"{first} and {second} are nearly the same variable (their polychoric "
                f"correlation is {found.R[i, j] / (sd[i] * sd[j]):.3f})",
                "leave one of them out",
                {"first": first, "second": second, "r": float(found.R[i, j] / (sd[i] * sd[j]))},
            )


def _extrapolated(table: Partable, samples: Sequence[GroupSample]) -> Iterator[Remark]:
    """Covariates nobody has near zero, where thresholds stand."""
    found = samples[0].polychoric
    mean, sd = samples[0].mean, np.sqrt(np.diag(samples[0].cov))
    far = [j for j in found.fixed if abs(mean[j]) > FAR_FROM_ZERO * sd[j]] if found else []
    if far:
        names = ", ".join(table.observed[j] for j in far)
        yield Remark(
            "covariate_far_from_zero",
            "note",
            f"thresholds stand where covariates are 0, and nobody is near 0 in {names}",
            "subtract the mean before you read thresholds or factor scores, or hold "
            "thresholds equal across groups; loadings and paths else stay the same",
            {"variables": names},
        )


def _stopped(table: Partable, theta: Array) -> Iterator[Remark]:
    """That there is no minimum, and constraints where they are what is in the way."""
    fix = "check that every factor has its scale and three indicators; simplify the model"
    if unmet := constraints.unmet(table, theta):
        fix = (
            f"look at the constraints, of which not all could be met ({'; '.join(unmet)}): "
            "take out one of those that contradict each other, or what no variance can be"
        )
    yield Remark(
        "not_converged",
        "inadmissible",
        "the optimiser found no minimum: the numbers are not estimates",
        fix,
    )


def _solution(
    table: Partable, converged: bool, inference: Inference | None, df: int, *, bounded: bool
) -> Iterator[Remark]:
    if df < 0:
        yield Remark(
            "negative_df",
            "inadmissible",
            f"the model has more parameters than moments (df = {df})",
            "fix or equate parameters",
            {"df": df},
        )
    if inference is not None and not inference.identified:
        names = ", ".join(table.names[i] for i in inference.loose) or "some parameters"
        lost = len(inference.loose) or inference.bread.free - inference.bread.rank
        yield Remark(
            "not_identified",
            "inadmissible",
            f"the model is not identified: the data do not determine {names}; other values "
            "fit as well, so there are no errors, tests or fit measures",
            "give every factor a scale and three indicators, or two where it covaries with "
            "others; fix or equate parameters; drop mirrored paths",
            {"lost": lost, "parameters": names},
        )
    if df == 0 and converged and not bounded:
        yield Remark(
            "saturated",
            "note",
            "the model is saturated: it fits every sample, so its fit tests nothing",
            "read the estimates; leave fit measures out",
        )


def _variances(model: Model, theta: Array, standard: Standardized) -> Iterator[Remark]:
    """Negative variances, and covariance matrices that are none."""
    table = model.table
    spread = zip(model.rams, *standard.spread(theta), strict=True)
    for g, (ram, total, S) in enumerate(spread, 1):
        where = {"group": g} if len(model.rams) > 1 else {}
        observed = [n for n in table.observed if S[ram.place[n], ram.place[n]] < -1e-9]
        if observed:
            yield Remark(
                "heywood",
                "inadmissible",
                f"negative residual variance of {', '.join(observed)}",
                "the sample may be small or the model wrong: fix the variance at a small "
                "positive value only with a reason, or drop the item",
                {"variables": ", ".join(observed), **where},
            )
        else:
            yield from _impossible(table, S[: ram.p, : ram.p], where)
        latent = [n for n in table.latent if S[ram.place[n], ram.place[n]] < -1e-9]
        if latent:
            yield Remark(
                "negative_latent_variance",
                "inadmissible",
                f"negative variance of factor {', '.join(latent)}",
                "its indicators hardly share anything, or the factor repeats another",
                {"variables": ", ".join(latent), **where},
            )
        if not table.latent or latent:
            continue
        at = [ram.place[n] for n in table.latent]
        inner = total[np.ix_(at, at)]
        sd = np.sqrt(np.maximum(np.diag(inner), 1e-300))
        R = inner / np.outer(sd, sd)
        if np.linalg.eigvalsh(R)[0] < -1e-9:
            i, j = np.unravel_index(np.argmax(np.abs(R - np.eye(len(R)))), R.shape)
            first, second = table.latent[int(i)], table.latent[int(j)]
            yield Remark(
                "latent_not_positive_definite",
                "inadmissible",
                "the factors' covariance matrix is not positive definite "
                f"({first} and {second} correlate {R[i, j]:.2f})",
                "the data do not tell these factors apart: merge them or drop one",
                {"first": first, "second": second, "r": float(R[i, j]), **where},
            )


def _impossible(table: Partable, residual: Array, where: dict[str, int]) -> Iterator[Remark]:
    """Residual covariances that no residuals can have."""
    there = np.flatnonzero(np.diag(residual) > 1e-9)
    sd = np.sqrt(np.diag(residual)[there])
    R = residual[np.ix_(there, there)] / np.outer(sd, sd)
    if len(R) < 2 or np.linalg.eigvalsh(R)[0] >= -1e-9:
        return
    i, j = np.unravel_index(np.argmax(np.abs(R - np.eye(len(R)))), R.shape)
    first, second = (table.observed[there[int(k)]] for k in sorted((i, j)))
    yield Remark(
        "residuals_not_positive_definite",
        "inadmissible",
        "the residuals' covariance matrix is not positive definite "
        f"({first} and {second} correlate {R[i, j]:.2f})",
        "leave a residual covariance out, or let the items share a factor",
        {"first": first, "second": second, "r": float(R[i, j]), **where},
    )


def _bounds(table: Partable, bound: Sequence[int], df: int) -> Iterator[Remark]:
    if not bound:
        return
    texts = "; ".join(table.constraints[i].text for i in bound)
    yield Remark(
        "constraint_active",
        "note",
        f"these inequalities hold as equalities: {texts}",
        "their standard errors and the test take the boundary as given"
        if df > 0
        else "without them the model would fit every sample: chi-square is what they cost, "
        "and has no degrees of freedom to be judged by",
        {"constraints": texts},
    )


def _unsettled(samples: Sequence[GroupSample], df: int) -> Iterator[Remark]:
    """Moments that full information did not find: tests compare a model with them."""
    if df > 0 and not all(sample.settled for sample in samples):
        yield Remark(
            "saturated_not_settled",
            "warning",
            "the saturated model, with which chi-square and fit measures compare this one, "
            "did not come to an end: too few respondents answered the same variables together",
            "read the estimates, not the fit; leave out variables that few have answered",
        )


def _robustness(
    table: Partable, scaling: float | None, clusters: int | None, df: int
) -> Iterator[Remark]:
    if scaling is not None and scaling <= 0 and df > 0:
        yield Remark(
            "scaling_negative",
            "warning",
            "the scaling factor of the test is not positive: no scaled test",
            "the sample is small for a robust test; read the plain one with care",
        )
    if clusters is None:
        return
    if clusters < table.nfree:
        yield Remark(
            "fewer_clusters_than_parameters",
            "warning",
            f"{clusters} clusters for {table.nfree} parameters: robust errors of a few "
            "parameters at a time hold, a joint test of all does not",
            "read the scaled chi-square with care; a simpler model needs fewer clusters",
            {"clusters": clusters, "parameters": table.nfree},
        )
    few = FEW_OF_ORDERED if table.settings.ordered else FEW_CLUSTERS
    if clusters < few and scaling is not None and df > 0:
        yield Remark(
            "few_clusters_for_test",
            "warning",
            f"{clusters} clusters: the scaled test rejects too many true models (with 30 to 60 "
            "clusters about 9 to 13 in 100 where 5 are meant)",
            "read its p as smaller than it should be; judge the model by CFI, RMSEA and SRMR",
            {"clusters": clusters},
        )
