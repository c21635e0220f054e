"""Every coefficient of one scale in one sample, and which of them is interpreted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis.congeneric import OneFactor, Resampling, one_factor
from cpsurvey.analysis.context import LEVEL, Context
from cpsurvey.analysis.numbers import number
from cpsurvey.parts import Coefficients, Omega, Verdict
from cpsurvey.payload import Interval, limits
from cpsurvey.results import Caveat
from cpsurvey.stats.reliability import Between, alpha, between, lambda6, standardised_alpha

Array = NDArray[np.float64]
RESEARCH, PREFERRED, REDUNDANT = 0.70, 0.80, 0.95
"""Nunnally & Bernstein (1994); a higher value hints at items that repeat each other."""
ANSWERS = 10
"""Different answers up to which an item is taken as ordered categories."""
FEWEST = 3
FEWEST_CATEGORICAL = 50
"""Respondents below which categorical omega's interval covers less than nine times in ten."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is wanted of each scale.

    Parameters
    ----------
    ordinal : bool
        Categorical omega is the one interpreted.
    compare : bool
        Both omegas, so that they can be laid side by side.
    """

    resampling: Resampling
    ordinal: bool
    missing: str = "listwise"
    compare: bool = True


Found = tuple[Coefficients, list[Caveat]]


def measure(scale: str, names: list[str], items: Array, asked: Asked) -> Found:
    """Coefficients of (n, k) items with NaN where missing; all None where there are none."""
    rows = np.asarray(~np.isnan(items).any(axis=1))
    full = items[rows]
    none = Coefficients(n=len(full))
    if len(names) < 2:
        return none, [Caveat("one_item", "note", {"scale": scale})]
    if len(full) < FEWEST or not np.ptp(full, axis=0).any():
        return none, [Caveat("too_few_complete", "warning", {"scale": scale, "n": len(full)})]
    row, caveats = _closed(none, scale, names, full)
    if np.ptp(full, axis=0).all():
        plan = asked.resampling.of(rows)
        if asked.missing == "fiml" and not rows.all():
            some = np.asarray(~np.isnan(items).all(axis=1))
            factor = one_factor(
                scale, items[some], asked.resampling.of(some), missing=asked.missing
            )
        else:
            factor = one_factor(scale, full, plan)
        row = _factor(row, factor)
        caveats += factor.caveats
        if asked.ordinal or asked.compare:
            row, more = _ordered(row, scale, full, plan)
            caveats += more
    row = _interpreted(row, asked)
    if row.reliability is not None and row.reliability > REDUNDANT:
        caveats.append(Caveat("rel_redundant", "note", {"scale": scale}))
    return row, caveats


def _closed(row: Coefficients, scale: str, names: list[str], full: Array) -> Found:
    """Coefficients that need no model."""
    found, seen = alpha(full, LEVEL), between(full)
    lowest = number(seen.low)
    first, second = (names[i] for i in seen.pair)
    row = replace(
        row,
        alpha=number(found.alpha),
        alpha_ci=limits(found.lower, found.upper),
        inter_item_mean=number(seen.mean),
        inter_item_min=lowest,
        inter_item_max=number(seen.high),
        inter_item_covariance=number(seen.covariance),
        inter_item_pair=None if lowest is None else (first, second),
    )
    if not seen.flat:
        R = np.asarray(np.corrcoef(full.T))
        row = replace(
            row,
            alpha_std=number(standardised_alpha(R)),
            lambda6=number(lambda6(R)) if len(names) > 2 else None,
        )
    return row, list(_against(scale, names, found.alpha, seen))


def _against(scale: str, names: list[str], value: float, seen: Between) -> Iterator[Caveat]:
    """Items that do not vary, or go against the others."""
    for i in seen.flat:
        yield Caveat("rel_flat_item", "warning", {"scale": scale, "item": names[i]})
    if value < 0:
        yield Caveat("negative_alpha", "warning", {"scale": scale})
    if len(names) == 2 and seen.against:
        said = {"scale": scale, "variables": ", ".join(names)}
        yield Caveat("rel_two_against", "warning", said)
    elif seen.against:
        said = {"scale": scale, "item": names[seen.against[0]]}
        yield Caveat("rel_item_against", "warning", said)


def _factor(row: Coefficients, factor: OneFactor) -> Coefficients:
    row = replace(
        row,
        draws_failed=factor.drawn.failed,
        draws_inadmissible=factor.drawn.inadmissible,
    )
    if factor.coefficients is None:
        return row
    omega_ci, ave_ci, h_ci = factor.intervals or (None, None, None)
    return replace(
        row,
        omega_total=number(factor.coefficients.omega),
        omega_ci=omega_ci,
        omega_observed=None if factor.observed is None else number(factor.observed),
        omega_n=factor.n,
        ave=number(factor.coefficients.ave),
        ave_ci=ave_ci,
        h=number(factor.coefficients.h),
        h_ci=h_ci,
        inadmissible=() if factor.admissible else ("omega_total",),
    )


def _ordered(row: Coefficients, scale: str, full: Array, plan: Resampling) -> Found:
    """Categorical omega and ordinal alpha."""
    from cpsurvey.sem.after.reliability import categorical

    if full.shape[1] < 3:
        return row, []
    if max(len(np.unique(column)) for column in full.T) > ANSWERS:
        return row, [Caveat("rel_many_answers", "note", {"scale": scale, "most": ANSWERS})]
    cluster = None if plan.cluster is None else plan.cluster.astype(np.intp)
    try:
        found = categorical(full, cluster)
    except (np.linalg.LinAlgError, ValueError):
        return row, [Caveat("rel_no_categorical", "warning", {"scale": scale})]
    if not found.converged:
        return row, [Caveat("rel_no_categorical", "warning", {"scale": scale})]
    told = plan.draws and len(full) >= FEWEST_CATEGORICAL
    row = replace(
        row,
        omega_categorical=number(found.omega),
        omega_categorical_ci=limits(*found.interval()) if told else None,
        ordinal_alpha=number(found.alpha),
    )
    if not (found.definite and found.admissible):
        row = replace(row, inadmissible=(*row.inadmissible, "omega_categorical"))
    caveats = []
    if not found.definite:
        caveats.append(Caveat("rel_not_definite", "warning", {"scale": scale}))
    if not found.admissible:
        caveats.append(Caveat("rel_heywood_ordinal", "warning", {"scale": scale}))
    return row, caveats


def _interpreted(row: Coefficients, asked: Asked) -> Coefficients:
    """Choose the coefficient that is read: categorical omega, omega total, else alpha."""
    omegas: tuple[Omega, ...] = ("omega_categorical", "omega_total")
    for name in omegas if asked.ordinal else omegas[1:]:
        value, ends = row.omega(name)
        if value is not None:
            return replace(row, headline=name, reliability=value, reliability_ci=ends)
    return replace(row, headline="alpha", reliability=row.alpha, reliability_ci=row.alpha_ci)


def verdict(row: Coefficients, threshold: float) -> Verdict | None:
    """What the coefficient that is read says; nothing where its model is inadmissible."""
    if row.headline in row.inadmissible:
        return "inadmissible"
    if row.headline == "omega_categorical" and row.n < FEWEST_CATEGORICAL:
        return "cannot_be_judged"
    return judged(row.reliability_ci, threshold)


def judged(ends: Interval | None, threshold: float) -> Verdict | None:
    """Whether a whole interval lies on one side of a threshold."""
    if ends is None:
        return None
    if ends.lower >= threshold:
        return "meets"
    return "does_not_meet" if ends.upper < threshold else "cannot_be_judged"


def headline(context: Context, name: str) -> tuple[float | None, str | None]:
    """Reliability of a scale's score as the study takes it, and what it is."""
    scale = context.questionnaire.scale_by_id.get(name)
    items = context.available(item.id for item in scale.items) if scale else []
    if len(items) < 2:
        return None, None
    asked = Asked(Resampling(), context.ordinal, compare=False)
    return readable(measure(name, items, context.scored.matrix(items), asked)[0])


def readable(row: Coefficients) -> tuple[float | None, str | None]:
    """The coefficient that is read, and what it is; None where it may not be.

    It may not under an inadmissible model, and where alpha is negative: that says that items
    go against each other, not how reliable their sum is.
    """
    against = row.reliability is not None and row.reliability < 0
    return (
        (None, None)
        if against or row.headline in row.inadmissible
        else (row.reliability, row.headline)
    )
