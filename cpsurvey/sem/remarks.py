"""What a reader of a fitted model must be told, each with what to do about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from cpsurvey.sem.inference import Bread
from cpsurvey.sem.partable import Partable
from cpsurvey.sem.ram import Ram
from cpsurvey.sem.sample import GroupSample

Array = NDArray[np.float64]


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
    table: Partable,
    rams: Sequence[Ram],
    samples: Sequence[GroupSample],
    theta: Array,
    *,
    converged: bool,
    bread: Bread | None,
    df: int,
    bound: Sequence[int],
    scaling: float | None,
    clusters: int | None,
) -> list[Remark]:
    """Everything that is wrong, or worth knowing, about a solution."""
    return [
        *_solution(converged, bread, df),
        *(_variances(table, rams, samples, theta) if converged else ()),
        *_robustness(table, bound, scaling, clusters, df),
        *_ordinal(table, samples),
    ]


def _ordinal(table: Partable, samples: Sequence[GroupSample]) -> Iterator[Remark]:
    """Sparse tables and correlation matrices that are none."""
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
                "the sample is small for these categories: merge some, or use estimator mlr",
            )


def _solution(converged: bool, bread: Bread | None, df: int) -> Iterator[Remark]:
    if not converged:
        yield Remark(
            "not_converged",
            "inadmissible",
            "the optimiser found no minimum: the numbers are not estimates",
            "check that every factor has its scale and three indicators; simplify the model",
        )
    if df < 0:
        yield Remark(
            "negative_df",
            "inadmissible",
            f"the model has more parameters than moments (df = {df})",
            "fix or equate parameters",
            {"df": df},
        )
    if bread is not None and bread.rank < bread.free:
        lost = bread.free - bread.rank
        yield Remark(
            "not_identified",
            "inadmissible",
            f"the model is not identified: {lost} parameter(s) can be anything",
            "give every factor a scale; fix or equate parameters; drop mirrored paths",
            {"lost": lost},
        )
    if df == 0 and converged:
        yield Remark(
            "saturated",
            "note",
            "the model is saturated: it fits every sample, so its fit tests nothing",
            "read the estimates; leave fit measures out",
        )


def _variances(
    table: Partable, rams: Sequence[Ram], samples: Sequence[GroupSample], theta: Array
) -> Iterator[Remark]:
    """Negative variances, and latent covariance matrices that are none."""
    for g, (ram, sample) in enumerate(zip(rams, samples, strict=True), 1):
        where = {"group": g} if len(rams) > 1 else {}
        moments = sample.moments(ram.means)
        S = ram.matrices(theta, moments)[1]
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
        total = ram.all_moments(theta, moments)[0]
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


def _robustness(
    table: Partable,
    bound: Sequence[int],
    scaling: float | None,
    clusters: int | None,
    df: int,
) -> Iterator[Remark]:
    if bound:
        texts = "; ".join(table.constraints[i].text for i in bound)
        yield Remark(
            "constraint_active",
            "note",
            f"these inequalities hold as equalities: {texts}",
            "their standard errors and the test take the boundary as given",
            {"constraints": texts},
        )
    if scaling is not None and scaling <= 0 and df > 0:
        yield Remark(
            "scaling_negative",
            "warning",
            "the scaling factor of the test is not positive: no scaled test",
            "the sample is small for a robust test; read the plain one with care",
        )
    if clusters is not None and clusters < table.nfree:
        yield Remark(
            "fewer_clusters_than_parameters",
            "warning",
            f"{clusters} clusters for {table.nfree} parameters: robust errors of a few "
            "parameters at a time hold, a joint test of all does not",
            "read the scaled chi-square with care; a simpler model needs fewer clusters",
            {"clusters": clusters, "parameters": table.nfree},
        )
