"""A factor of the second order within the whole model: one thing with several sides.

Over three factors alone it always fits; among other factors it says that all three go with
these through it alone, which can be wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cpsurvey.analysis.context import Context
from cpsurvey.analysis.measurement import Measured, fitted
from cpsurvey.analysis.numbers import number
from cpsurvey.errors import CpsurveyError
from cpsurvey.kinds.rivals.data import Difference, Embedded, OneOf, Restricted, Side
from cpsurvey.payload import limits
from cpsurvey.sem.after.compare import difference
from cpsurvey.sem.inference.reference import Reference
from cpsurvey.sem.inference.standardize import Standardized
from cpsurvey.sem.semfit import SemFit
from cpsurvey.stats.nested import rmsea_d

WORST = 0.08
"""RMSEA of a difference from which restrictions are said to cost fit (as of a model: Browne &
Cudeck, 1993)."""
WEAKEST = 0.50
"""Standardised loading from which a side is a side of the whole."""


def embedded(
    names: Sequence[str], found: Measured, context: Context, base: SemFit
) -> Iterator[Embedded]:
    """Each of the composites as second order and as one factor, the others as they are."""
    for composite in context.questionnaire.composites:
        parts = [part for part in composite.of if part in found.scales]
        if composite.id not in names or len(parts) < 3 or not base.converged:
            continue
        second = _fitted(found, context, _second_order(composite.id, parts, found))
        one = _fitted(found, context, _one(composite.id, parts, found))
        n = sum(base.nobs)
        yield Embedded(
            composite=composite.id,
            of=tuple(parts),
            others=len(found.scales) - len(parts),
            rivals=(
                _restricted("second_order", second, base, n),
                _restricted("one_factor", one, base, n),
            ),
            sides=tuple(_sides(second, composite.id)) if second else (),
            omega_h=_omega(second, composite.id, parts) if second else None,
        )


def _lines(found: Measured, but: Sequence[str] = ()) -> list[str]:
    return [f"{s} =~ {' + '.join(items)}" for s, items in found.scales.items() if s not in but]


def _second_order(composite: str, parts: Sequence[str], found: Measured) -> str:
    return "\n".join([*_lines(found), f"{composite} =~ {' + '.join(parts)}"])


def _one(composite: str, parts: Sequence[str], found: Measured) -> str:
    items = [item for part in parts for item in found.scales[part]]
    return "\n".join([*_lines(found, parts), f"{composite} =~ {' + '.join(items)}"])


def _fitted(found: Measured, context: Context, syntax: str) -> SemFit | None:
    """The model; None where it has no admissible solution."""
    try:
        model = fitted(found, context, syntax)
    except CpsurveyError:
        return None
    return model if model.converged and model.admissible else None


def _restricted(model: OneOf, restricted: SemFit | None, base: SemFit, n: int) -> Restricted:
    tested = None
    if restricted is not None and restricted.test.df > base.test.df:
        try:
            tested = difference(restricted, base)
        except CpsurveyError:
            tested = difference(restricted, base, "satorra.2000")
    if tested is None:
        return Restricted(model=model, difference=None, rmsea=None, rmsea_ci=None, below=None)
    worse = rmsea_d(tested.chisq, tested.df, n, WORST)
    return Restricted(
        model=model,
        difference=Difference(
            chisq=number(tested.chisq),
            df=tested.df,
            pvalue=tested.pvalue,
            method=tested.method,
            scaling=tested.scaling,
        ),
        rmsea=number(worse.rmsea),
        rmsea_ci=limits(worse.lower, worse.upper),
        below=number(worse.below),
    )


def _sides(model: SemFit, composite: str) -> Iterator[Side]:
    """Standardised loadings of the second order with delta errors."""
    rows = [k for k, p in enumerate(model.table.rows) if p.op == "=~" and p.lhs == composite]
    standard = Standardized(model.table, model.model.rams, model.model.samples)
    std = standard.solution(model.theta, "all")[rows]
    errors = standard.errors(model.theta, model.vcov, "all")[0][rows]
    against = model.reference
    for row, value, error in zip(rows, std, errors, strict=True):
        est, se = float(value), float(error)
        yield Side(
            scale=model.table.rows[row].rhs,
            std=number(est),
            se=number(se),
            ci=limits(est - against.reach * se, est + against.reach * se),
            pvalue=_p(est, se, against),
            above=_p(est - WEAKEST, se, against),
        )


def _p(est: float, se: float, against: Reference) -> float | None:
    return number(against.pvalue(est / se)) if se > 0 else None


def _omega(model: SemFit, composite: str, parts: Sequence[str]) -> float | None:
    """Share of the variance of the sum of all items that the one factor has."""
    rows = [p for p in model.estimates if p.op == "=~"]
    upper = {p.rhs: p.est for p in rows if p.lhs == composite}
    lower = {part: sum(p.est for p in rows if p.lhs == part) for part in parts}
    items = {p.rhs for p in rows if p.lhs in parts}
    own = {p.lhs: p.est for p in model.estimates if p.op == "~~" and p.lhs == p.rhs}
    common = own[composite] * sum(lower[part] * upper[part] for part in parts) ** 2
    rest = sum(lower[part] ** 2 * own[part] for part in parts)
    rest += sum(own.get(item, 0.0) for item in items)
    return number(common / (common + rest))
