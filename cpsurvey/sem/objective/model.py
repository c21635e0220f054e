"""A model set up on data: what fitting, bootstrapping and testing share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cpsurvey.sem.language.partable import Partable
from cpsurvey.sem.moments.prepare import Rows
from cpsurvey.sem.moments.sample import GroupSample
from cpsurvey.sem.objective.constraints import Functions, equalities, null_space
from cpsurvey.sem.objective.leastsquares import LeastSquares, Moments, Statistics
from cpsurvey.sem.objective.likelihood import CompleteML, FullML, Objective
from cpsurvey.sem.objective.ordinal import OrdinalMoments
from cpsurvey.sem.objective.ram import Ram

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Model:
    """A parameter table compiled on samples, with what is minimised."""

    table: Partable
    rams: tuple[Ram, ...]
    samples: tuple[GroupSample, ...]
    objective: Objective
    constraints: Functions
    rows: Rows | None = None

    @property
    def estimator(self) -> str:
        """What is minimised, and how errors are had."""
        return self.table.settings.estimator

    @property
    def missing(self) -> str:
        """What is done about missing answers."""
        return self.table.settings.missing

    @property
    def n(self) -> int:
        """Rows over all groups."""
        return sum(sample.n for sample in self.samples)

    @property
    def sizes(self) -> list[int]:
        """Rows per group."""
        return [sample.n for sample in self.samples]

    @property
    def counted(self) -> int:
        """N as chi-square counts it: one less per group under least squares."""
        return self.n - (len(self.samples) if self.least_squares else 0)

    @property
    def least_squares(self) -> bool:
        """Whether a quadratic form is minimised and not a likelihood."""
        return isinstance(self.objective, LeastSquares)

    @property
    def exogenous(self) -> NDArray[np.intp]:
        """Places of the covariates whose moments are fixed."""
        names = self.table.exogenous
        return np.array([self.table.observed.index(n) for n in names], dtype=np.intp)


def assemble(
    table: Partable, samples: Sequence[GroupSample], rows: Rows | None = None
) -> Model:
    """Compile a table on samples."""
    rams = tuple(Ram(table, g + 1) for g in range(table.settings.ngroups))
    return Model(
        table,
        rams,
        tuple(samples),
        _objective(table, rams, samples),
        equalities(table),
        rows,
    )


def _objective(
    table: Partable, rams: Sequence[Ram], samples: Sequence[GroupSample]
) -> Objective:
    settings = table.settings
    if settings.missing == "fiml":
        return FullML(rams, samples)
    if not settings.least_squares:
        return CompleteML(rams, samples)
    groups: list[Statistics] = []
    for g, (ram, sample) in enumerate(zip(rams, samples, strict=True), 1):
        if sample.polychoric is not None:
            groups.append(OrdinalMoments(table, ram, g, sample.polychoric))
        else:
            groups.append(Moments(ram, sample, settings.estimator, np.zeros(0, dtype=np.intp)))
    return LeastSquares(groups, [sample.n for sample in samples], _shared(samples))


def _shared(samples: Sequence[GroupSample]) -> list[Array]:
    """What every cluster adds to each group's statistics; nothing if none spans groups."""
    known = [s.cluster for s in samples if s.cluster is not None]
    own = [np.unique(codes) for codes in known]
    every = np.unique(np.concatenate(own)) if own else np.zeros(0)
    if len(every) == sum(len(one) for one in own):
        return []
    found = []
    for sample, codes in zip(samples, own, strict=True):
        assert sample.polychoric is not None
        assert sample.polychoric.sums is not None
        sums = np.sqrt(sample.inflation) * sample.polychoric.sums
        whole = np.zeros((len(every), sums.shape[1]))
        whole[np.searchsorted(every, codes)] = sums
        found.append(whole)
    return found


def degrees(model: Model, theta: Array) -> tuple[int, int]:
    """Degrees of freedom, and free parameters net of equality constraints."""
    table = model.table
    K = null_space(model.constraints.jacobian(theta), table.nfree)
    npar = K.shape[1]
    return statistics(model) - npar, npar


def statistics(model: Model) -> int:
    """Sample statistics the model is fitted to, over all groups."""
    if isinstance(model.objective, LeastSquares):
        return sum(int((~g.exogenous).sum()) for g in model.objective.groups)
    table = model.table
    p, k = len(table.observed), len(table.exogenous)
    means = table.settings.meanstructure
    moments = p * (p + 1) // 2 - k * (k + 1) // 2 + (p - k if means else 0)
    return moments * table.settings.ngroups
