"""What a fitted model holds: parameters by lavaan's names, measures, remarks."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cpsurvey.sem.inference import measures
from cpsurvey.sem.inference.asymptotic import Test
from cpsurvey.sem.inference.reference import NORMAL, Reference, reference
from cpsurvey.sem.inference.remarks import Remark
from cpsurvey.sem.inference.standardize import Standardized
from cpsurvey.sem.language.partable import Partable, Row
from cpsurvey.sem.language.settings import Settings
from cpsurvey.sem.language.syntax import Syntax
from cpsurvey.sem.objective.constraints import Functions
from cpsurvey.sem.objective.model import Model

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Parameter:
    """One line of the estimates; names follow lavaan's ``parameterEstimates``."""

    lhs: str
    op: str
    rhs: str
    group: int
    label: str
    est: float
    se: float | None
    z: float | None
    pvalue: float | None
    ci_lower: float | None
    ci_upper: float | None
    std_lv: float | None
    std_all: float | None
    free: int = -1


@dataclass(frozen=True, slots=True, repr=False)
class SemFit:
    """A fitted model.

    A model that is not identified has estimates, of which others fit as well, but neither
    errors nor measures.

    Parameters
    ----------
    theta : (q,) array
        Free parameters; ``table.names`` in order.
    vcov : (q, q) array
        Their variances.
    estimates : tuple of Parameter
        Rows of the table, then defined parameters.
    fit : mapping
        Measures by lavaan's names.
    r2 : tuple of (variable, group, share)
    nobs : tuple of int
        Rows per group, in order of appearance.
    dropped : mapping of str to int
        Reason -> rows left out.
    """

    syntax: Syntax
    theta: Array
    vcov: Array
    converged: bool
    admissible: bool
    iterations: int
    estimates: tuple[Parameter, ...]
    fit: measures.Measures
    r2: tuple[tuple[str, int, float], ...]
    nobs: tuple[int, ...]
    groups: tuple[str, ...]
    dropped: Mapping[str, int]
    remarks: tuple[Remark, ...]
    test: Test
    baseline: Test | None
    model: Model

    def __repr__(self) -> str:
        """One line; the arrays are there to be asked for."""
        rows, estimator = sum(self.nobs), self.settings.estimator.upper()
        sound = "converged" if self.converged else "did not converge"
        return f"<SemFit {estimator}, {sound}: {rows} rows, {self.npar} parameters>"

    @property
    def table(self) -> Partable:
        """All parameters, fixed ones too."""
        return self.model.table

    @property
    def settings(self) -> Settings:
        """How it was fitted."""
        return self.table.settings

    @property
    def npar(self) -> int:
        """Free parameters, less what ``==`` and equal labels take away."""
        return int(self.fit["npar"] or 0)

    @property
    def identified(self) -> bool:
        """Whether the data determine every parameter."""
        return not any(remark.code == "not_identified" for remark in self.remarks)

    @property
    def reference(self) -> Reference:
        """What estimates over their errors are compared with."""
        return reference(self.settings, self.model.samples)

    @property
    def two_level(self) -> bool:
        """Whether ``group`` of estimates and explained variances is a level."""
        return self.settings.two_level


def parameters(
    table: Partable,
    standard: Standardized,
    theta: Array,
    vcov: Array,
    against: Reference = NORMAL,
) -> list[Parameter]:
    """Rows of the table with their errors, then what ``:=`` defines."""
    values = standard.estimates(theta)
    with np.errstate(all="ignore"):
        lv, all_ = standard.solution(theta, "lv"), standard.solution(theta, "all")
    found = []
    for k, row in enumerate(table.rows):
        if row.op == "~*~" and row.free < 0:
            continue  # a scale that is fixed, or follows from the others
        variance = vcov[row.free, row.free] if row.free >= 0 else 0.0
        several = float(values[k]), variance, float(lv[k]), float(all_[k])
        found.append(_parameter(row, *several, against))
    if table.defined:
        functions = Functions(table, [d.node for d in table.defined])
        value, J = functions.value(theta), functions.jacobian(theta)
        variances = np.einsum("ij,jk,ik->i", J, vcov, J)
        with np.errstate(all="ignore"):
            lv_d, all_d = standard.defined(theta, "lv"), standard.defined(theta, "all")
        for k, defined in enumerate(table.defined):
            row = Row(defined.name, ":=", defined.text, 1, free=0, label=defined.name)
            several = float(value[k]), float(variances[k]), float(lv_d[k]), float(all_d[k])
            found.append(_parameter(row, *several, against))
    return found


def _parameter(
    row: Row, est: float, variance: float, lv: float, all_: float, against: Reference
) -> Parameter:
    free, known = row.free >= 0, math.isfinite(est)
    se: float | None = 0.0
    if free or not known:
        there = known and math.isfinite(variance) and variance >= 0
        se = math.sqrt(variance) if there else None
    z = est / se if se else None
    return Parameter(
        lhs=row.lhs,
        op=row.op,
        rhs=row.rhs,
        group=row.group,
        label="" if row.label.startswith(".") else row.label,
        est=est,
        se=se,
        z=z,
        pvalue=against.pvalue(z) if z is not None else None,
        ci_lower=est - against.reach * se if se is not None else None,
        ci_upper=est + against.reach * se if se is not None else None,
        std_lv=lv if math.isfinite(lv) else None,
        std_all=all_ if math.isfinite(all_) else None,
        free=row.free if row.op != ":=" else -1,
    )
