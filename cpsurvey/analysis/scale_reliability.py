"""Every coefficient of one scale in one sample, and which of them is interpreted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis.congeneric import Interval, OneFactor, Resampling, one_factor
from cpsurvey.analysis.context import LEVEL, Context
from cpsurvey.analysis.numbers import number
from cpsurvey.results import Caveat
from cpsurvey.stats.reliability import alpha, between, lambda6, standardised_alpha

Array = NDArray[np.float64]
RESEARCH, PREFERRED, REDUNDANT = 0.70, 0.80, 0.95
"""Nunnally & Bernstein (1994); a higher value hints at items that repeat each other."""
ANSWERS = 10
"""Different answers up to which an item is taken as ordered categories."""
FEWEST = 3
FEWEST_CATEGORICAL = 50
"""Respondents below which categorical omega's interval covers less than nine times in ten."""
COEFFICIENTS = (
    "alpha",
    "alpha_ci",
    "alpha_std",
    "lambda6",
    "omega_total",
    "omega_ci",
    "omega_observed",
    "omega_n",
    "omega_categorical",
    "omega_categorical_ci",
    "ordinal_alpha",
    "ave",
    "ave_ci",
    "h",
    "h_ci",
    "inter_item_mean",
    "inter_item_min",
    "inter_item_max",
    "inter_item_covariance",
    "inter_item_pair",
    "headline",
    "reliability",
    "reliability_ci",
    "inadmissible",
    "draws_failed",
    "draws_inadmissible",
)


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


def measure(
    scale: str, names: list[str], items: Array, asked: Asked
) -> tuple[dict[str, Any], list[Caveat]]:
    """Coefficients of (n, k) items with NaN where missing; all None where there are none."""
    row: dict[str, Any] = dict.fromkeys(COEFFICIENTS)
    rows = np.asarray(~np.isnan(items).any(axis=1))
    full = items[rows]
    row["n"] = len(full)
    if len(names) < 2:
        return row, [Caveat("one_item", "note", {"scale": scale})]
    if len(full) < FEWEST or not np.ptp(full, axis=0).any():
        return row, [Caveat("too_few_complete", "warning", {"scale": scale, "n": len(full)})]
    caveats = _closed(row, scale, names, full)
    if not np.ptp(full, axis=0).all():
        return _interpreted(row, scale, caveats, asked)
    plan = asked.resampling.of(rows)
    if asked.missing == "fiml" and not rows.all():
        some = np.asarray(~np.isnan(items).all(axis=1))
        factor = one_factor(
            scale, items[some], asked.resampling.of(some), missing=asked.missing
        )
    else:
        factor = one_factor(scale, full, plan)
    _factor(row, factor)
    caveats += factor.caveats
    if asked.ordinal or asked.compare:
        caveats += _ordered(row, scale, full, plan)
    return _interpreted(row, scale, caveats, asked)


def _closed(row: dict[str, Any], scale: str, names: list[str], full: Array) -> list[Caveat]:
    """Coefficients that need no model."""
    caveats: list[Caveat] = []
    found = alpha(full, LEVEL)
    row["alpha"] = number(found.alpha)
    row["alpha_ci"] = _pair((found.lower, found.upper))
    seen = between(full)
    row["inter_item_mean"] = number(seen.mean)
    row["inter_item_min"] = number(seen.low)
    row["inter_item_max"] = number(seen.high)
    row["inter_item_covariance"] = number(seen.covariance)
    row["inter_item_pair"] = [names[i] for i in seen.pair] if row["inter_item_min"] else None
    caveats += [
        Caveat("rel_flat_item", "warning", {"scale": scale, "item": names[i]})
        for i in seen.flat
    ]
    if not seen.flat:
        R = np.asarray(np.corrcoef(full.T))
        row["alpha_std"] = number(standardised_alpha(R))
        row["lambda6"] = number(lambda6(R)) if len(names) > 2 else None
    if found.alpha < 0:
        caveats.append(Caveat("negative_alpha", "warning", {"scale": scale}))
    if len(names) == 2 and seen.against:
        said = {"scale": scale, "variables": ", ".join(names)}
        caveats.append(Caveat("rel_two_against", "warning", said))
    elif seen.against:
        said = {"scale": scale, "item": names[seen.against[0]]}
        caveats.append(Caveat("rel_item_against", "warning", said))
    return caveats


def _factor(row: dict[str, Any], factor: OneFactor) -> None:
    row["draws_failed"] = factor.drawn.failed
    row["draws_inadmissible"] = factor.drawn.inadmissible
    if factor.coefficients is None:
        return
    row["omega_total"] = number(factor.coefficients.omega)
    row["omega_observed"] = None if factor.observed is None else number(factor.observed)
    row["omega_n"] = factor.n
    row["ave"] = number(factor.coefficients.ave)
    row["h"] = number(factor.coefficients.h)
    if not factor.admissible:
        row["inadmissible"] = ["omega_total"]
    for name, ends in zip(("omega_ci", "ave_ci", "h_ci"), factor.intervals, strict=False):
        row[name] = _pair(ends)


def _ordered(row: dict[str, Any], scale: str, full: Array, plan: Resampling) -> list[Caveat]:
    """Categorical omega and ordinal alpha."""
    from cpsurvey.sem.after.reliability import categorical

    if full.shape[1] < 3:
        return []
    if max(len(np.unique(column)) for column in full.T) > ANSWERS:
        return [Caveat("rel_many_answers", "note", {"scale": scale, "most": ANSWERS})]
    cluster = None if plan.cluster is None else plan.cluster.astype(np.intp)
    try:
        found = categorical(full, cluster)
    except (np.linalg.LinAlgError, ValueError):
        return [Caveat("rel_no_categorical", "warning", {"scale": scale})]
    if not found.converged:
        return [Caveat("rel_no_categorical", "warning", {"scale": scale})]
    row["omega_categorical"] = number(found.omega)
    if plan.draws and len(full) >= FEWEST_CATEGORICAL:
        row["omega_categorical_ci"] = _pair(found.interval())
    row["ordinal_alpha"] = number(found.alpha)
    if not (found.definite and found.admissible):
        row["inadmissible"] = [*(row["inadmissible"] or []), "omega_categorical"]
    caveats = []
    if not found.definite:
        caveats.append(Caveat("rel_not_definite", "warning", {"scale": scale}))
    if not found.admissible:
        caveats.append(Caveat("rel_heywood_ordinal", "warning", {"scale": scale}))
    return caveats


def _interpreted(
    row: dict[str, Any], scale: str, caveats: list[Caveat], asked: Asked
) -> tuple[dict[str, Any], list[Caveat]]:
    """Choose the coefficient that is read: categorical omega, omega total, else alpha."""
    wanted = "omega_categorical" if asked.ordinal else "omega_total"
    for name, ends in ((wanted, _ends(wanted)), ("omega_total", "omega_ci")):
        if row[name] is not None:
            row["headline"], row["reliability"], row["reliability_ci"] = (
                name,
                row[name],
                row[ends],
            )
            break
    else:
        row["headline"] = "alpha"
        row["reliability"], row["reliability_ci"] = row["alpha"], row["alpha_ci"]
    if row["reliability"] is not None and row["reliability"] > REDUNDANT:
        caveats.append(Caveat("rel_redundant", "note", {"scale": scale}))
    return row, caveats


def _ends(name: str) -> str:
    return "omega_ci" if name == "omega_total" else f"{name}_ci"


def _pair(ends: Interval) -> list[float | None] | None:
    found = [number(end) for end in ends]
    return None if None in found else found


def verdict(row: Mapping[str, Any], threshold: float) -> str | None:
    """What the coefficient that is read says; nothing where its model is inadmissible."""
    if row["headline"] in (row["inadmissible"] or []):
        return "inadmissible"
    if row["headline"] == "omega_categorical" and row["n"] < FEWEST_CATEGORICAL:
        return "cannot_be_judged"
    return judged(row["reliability_ci"], threshold)


def judged(ends: list[float] | None, threshold: float) -> str | None:
    """Whether a whole interval lies on one side of a threshold."""
    if ends is None:
        return None
    if ends[0] >= threshold:
        return "meets"
    return "does_not_meet" if ends[1] < threshold else "cannot_be_judged"


def headline(context: Context, name: str) -> tuple[float | None, str | None]:
    """Reliability of a scale's score as the study takes it, and what it is."""
    scale = context.questionnaire.scale_by_id.get(name)
    items = context.available(item.id for item in scale.items) if scale else []
    if len(items) < 2:
        return None, None
    asked = Asked(Resampling(), context.ordinal, compare=False)
    row, _ = measure(name, items, context.scored.matrix(items), asked)
    if row["headline"] in (row["inadmissible"] or []):
        return None, None
    return row["reliability"], row["headline"]
