"""Whether one model is a special case of another, and the tests between nested models.

A model is nested in another when the other can reproduce what it implies exactly, whatever
the data are (Bentler & Satorra, 2010, doi:10.1037/a0019625). Degrees of freedom and a better
fit alone do not say so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from cpsurvey.errors import CpsurveyError
from cpsurvey.sem.after.compare import Difference, difference
from cpsurvey.sem.language.expression import Node
from cpsurvey.sem.objective.constraints import Functions
from cpsurvey.sem.objective.leastsquares import LeastSquares
from cpsurvey.sem.objective.model import Model
from cpsurvey.sem.objective.ordinal import OrdinalMoments
from cpsurvey.sem.semfit import SemFit

Array = NDArray[np.float64]
SAME = 1e-6
"""Largest difference of moments, in standard deviations, that is one of arithmetic."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A model against the next more general one; places are those they were given in."""

    restricted: int
    general: int
    test: Difference


def compare(models: Sequence[SemFit], method: str = "default") -> list[Compared]:
    """Difference tests of nested models, each against the next more general one.

    Raises
    ------
    CpsurveyError
        CPS303 with the reason for which they cannot be compared; of more than two, which.
    """
    order = sorted(range(len(models)), key=lambda i: models[i].test.df)
    found = []
    for more, some in pairwise(order):
        try:
            found.append(Compared(some, more, _test(models[some], models[more], method)))
        except CpsurveyError as error:
            if len(models) > 2:
                first, second = sorted((more + 1, some + 1))
                error.where = f"models {first} and {second}, in the order given"
            raise
    return found


def _test(restricted: SemFit, general: SemFit, method: str) -> Difference:
    refuse_unlike(restricted, general)
    if not nested(restricted, general):
        raise CpsurveyError(
            "CPS303",
            "neither model is a special case of the other: the difference of their "
            "chi-squares tests nothing",
            fix="compare AIC or BIC, which both models have, or restrict one model by the "
            "other's paths",
        )
    return difference(restricted, general, method)


def refuse_unlike(one: SemFit, other: SemFit) -> None:
    """Refuse models whose chi-squares are not of one kind, or not of one sample (CPS303)."""
    for found in (one, other):
        if not (found.converged and found.identified):
            what = "did not converge" if not found.converged else "is not identified"
            raise CpsurveyError(
                "CPS303",
                f"one of the models {what}, so that it cannot be compared",
                fix="fit it alone, and read what its remarks advise",
            )
    first, second = one.table, other.table
    apart = sorted(set(first.observed) ^ set(second.observed))
    if apart:
        raise CpsurveyError(
            "CPS303",
            f"the models are about different variables: {', '.join(apart)} in one alone",
            fix="keep every variable in both, and fix at 0 the paths that one leaves out: "
            "y ~ 0*x",
        )
    fixed = sorted(set(first.exogenous) ^ set(second.exogenous))
    if fixed:
        raise CpsurveyError(
            "CPS303",
            f"one model takes the moments of {', '.join(fixed)} as given and the other "
            "explains them",
            fix="let covariates be random in both (--free-x)",
        )
    if one.nobs != other.nobs or one.groups != other.groups:
        raise CpsurveyError(
            "CPS303",
            "the models rest on different rows",
            fix="fit both to the same data",
        )
    if one.settings.two_level != other.settings.two_level:
        raise CpsurveyError(
            "CPS303",
            "one model has two levels and the other one",
            fix="write both with levels, or both without",
        )
    if one.test.df == other.test.df:
        raise CpsurveyError(
            "CPS303",
            f"both models have {one.test.df:g} degrees of freedom: there is no difference to "
            "test",
            fix="compare AIC or BIC; or free or fix a path in one of them",
        )


def nested(restricted: SemFit, general: SemFit) -> bool:
    """Whether `general` can imply the very moments that `restricted` implies."""
    from scipy.optimize import least_squares

    aim = moments(restricted.model, restricted.theta)
    scale = _scale(restricted)
    model = general.model
    ruled = Functions(model.table, _equal(general))

    def gaps(theta: Array) -> Array:
        with np.errstate(all="ignore"):
            found = (moments(model, theta) - aim) / scale
            found = np.concatenate([found, ruled.value(theta), _violated(model, theta)])
        return np.where(np.isfinite(found), found, 1e6)

    for start in (_carried(restricted, general), general.theta):
        found = least_squares(gaps, start, xtol=1e-15, ftol=1e-15, gtol=1e-15, max_nfev=200)
        if np.abs(found.fun).max() < SAME:
            return True
    return False


def moments(model: Model, theta: Array) -> Array:
    """Everything a model implies, stacked over its groups or its levels."""
    if isinstance(model.objective, LeastSquares):
        return np.concatenate([group.implied(theta) for group in model.objective.groups])
    found = []
    for ram, sample in zip(model.rams, model.samples, strict=True):
        sigma = ram.implied(theta, sample.moments(ram.means))
        p = ram.p
        rows, columns = np.tril_indices(p)
        if ram.means:
            mean = sigma[:p, p]
            found.append(mean)
            sigma = sigma[:p, :p] - mean[:, None] * mean
        found.append(sigma[rows, columns])
    return np.concatenate(found)


def _scale(fitted: SemFit) -> Array:
    """What makes a moment one in standard deviations."""
    model, found = fitted.model, []
    for g, (ram, sample) in enumerate(zip(model.rams, model.samples, strict=True)):
        p = ram.p
        variances = np.diag(sample.cov)
        sd = np.sqrt(np.where(variances > 0, variances, 1.0))
        if isinstance(model.objective, LeastSquares):
            group = model.objective.groups[g]
            if isinstance(group, OrdinalMoments):
                found.append(np.ones(len(group.observed)))
                continue
        rows, columns = np.tril_indices(p)
        if ram.means:
            found.append(sd)
        found.append(sd[rows] * sd[columns])
    return np.concatenate(found)


def _equal(fitted: SemFit) -> list[Node]:
    return [
        Node("-", parts=(c.left, c.right)) for c in fitted.table.constraints if c.op == "=="
    ]


def _violated(model: Model, theta: Array) -> Array:
    """By how much inequalities are broken."""
    nodes = [
        Node("-", parts=(c.left, c.right) if c.op == "<" else (c.right, c.left))
        for c in model.table.constraints
        if c.op != "=="
    ]
    return np.asarray(np.maximum(Functions(model.table, nodes).value(theta), 0.0))


def _carried(restricted: SemFit, general: SemFit) -> Array:
    """The restricted model's estimates in the places of the general one."""
    values = {(p.lhs, p.op, p.rhs, p.group): p.est for p in restricted.estimates}
    values |= {
        (p.rhs, p.op, p.lhs, p.group): p.est for p in restricted.estimates if p.op == "~~"
    }
    zero = {"=~", "~", "~~"}
    start = general.theta.copy()
    for row in general.table.rows:
        if row.free >= 0:
            there = values.get((row.lhs, row.op, row.rhs, row.group))
            if there is not None and np.isfinite(there):
                start[row.free] = there
            elif row.op in zero and row.lhs != row.rhs:
                start[row.free] = 0.0
    return start
