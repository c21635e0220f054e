"""Missing answers: where, together with what, why, and whether at random."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis.context import Context
from cpsurvey.analysis.numbers import number, row
from cpsurvey.analysis.scales import chosen
from cpsurvey.kinds.missing.options import Options
from cpsurvey.responses import NOT_SHOWN
from cpsurvey.results import Caveat, Result
from cpsurvey.stats import dimensions, missing

Array = NDArray[np.float64]
Bools = NDArray[np.bool_]
BANDS = 40
"""Rows of the picture."""
QUARTILES = (0.0, 0.25, 0.5, 0.75, 1.0)


def missing_answers(params: Options, context: Context) -> list[Result[Any]]:
    """Describe what is missing among the items that were asked."""
    scales = chosen(params, context)
    names = [name for _, items in scales for name in items]
    data = context.scored.matrix(names)
    holes = np.isnan(data)
    reasons = _reasons(context, names, holes)
    test, dropped, caveats = _mcar(data, names)
    found: dict[str, Any] = {
        "share": number(holes.mean()),
        "complete": int((~holes.any(axis=1)).sum()),
        "reasons": [r for r, where in reasons.items() if where.any()],
        "items": [
            {
                "item": name,
                "scale": scale.id,
                "n": int((~holes[:, j]).sum()),
                "missing": int(holes[:, j].sum()),
                "share": number(holes[:, j].mean()),
                "reasons": {r: int(w[:, j].sum()) for r, w in reasons.items() if w.any()},
            }
            for j, (scale, name) in enumerate(
                (scale, name) for scale, items in scales for name in items
            )
        ],
        "group": context.variable(params.group),
        "groups": _groups(context, params.group, holes),
        "by": _by(context, params.by, reasons, holes.shape[1]) if params.by else None,
        **_patterns(names, data, context.k, params.patterns),
        "mcar": test,
        "mcar_dropped": dropped,
        "bands": _bands(holes, context.k),
    }
    everybody = np.ones(context.scored.n, dtype=bool)
    return [
        Result(
            kind="missing",
            id=context.id,
            sample=context.scored.sample(everybody),
            data=found,
            caveats=tuple(caveats),
        )
    ]


# --------------------------------------------------------------------------- reasons
def _reasons(context: Context, names: list[str], holes: Bools) -> dict[str, Bools]:
    """(n, p) where an answer is missing, for each reason the questionnaire names."""
    found: dict[str, Bools] = {}
    rest = holes.copy()
    for j, name in enumerate(names):
        codes = context.scored.reasons.get(name)
        if codes is None:
            continue
        for code, reason in _told(context, name).items():
            where = holes[:, j] & (codes == code)
            found.setdefault(reason, np.zeros_like(holes))[:, j] |= where
            rest[:, j] &= ~where
    return {**found, "skipped": rest}


def _told(context: Context, name: str) -> dict[int, str]:
    """Stored negative code -> reason, for one item."""
    declared = {one.stored: one.name for one in context.questionnaire.reasons_of(name)}
    return {**declared, NOT_SHOWN: "not_shown"}


def _by(
    context: Context, name: str, reasons: dict[str, Bools], items: int
) -> dict[str, Any] | None:
    """Shares of the answers missing for each reason, per category of a question."""
    if not context.group_names(name):
        return None
    found = context.side_by_side(name)
    rows = []
    for place, label in enumerate(found.names):
        who, n = found.member == place, int(found.sizes[place])
        shares = {r: number(w[who].sum() / (n * items)) for r, w in reasons.items() if w.any()}
        rows.append({"category": label, "n": n, "shares": shares})
    variable = context.variable(name)
    return {"variable": variable, "rows": rows, "hidden": len(found.left_out)}


# ----------------------------------------------------------------------------- groups
FEW_FOR_QUARTILES = 5
"""Fewer groups would each be seen in the quartiles."""


def _groups(context: Context, name: str, holes: Bools) -> dict[str, Any]:
    """How shares differ between groups; which group has which is told of none."""
    found = context.categories(name)
    large = np.flatnonzero(~found.hidden & (found.counts >= context.k))
    rows = []
    if len(large) >= FEW_FOR_QUARTILES:
        mine = [holes[found.member == g] for g in large]
        for what, values in (
            ("share", [part.mean() for part in mine]),
            ("complete", [(~part.any(axis=1)).mean() for part in mine]),
        ):
            rows.append({"what": what, "quartiles": row(np.quantile(values, QUARTILES))})
    return {"count": len(found.labels), "shown": len(large), "rows": rows}


# --------------------------------------------------------------------------- patterns
def _patterns(names: list[str], data: Array, k: int, most: int) -> dict[str, Any]:
    """Most frequent patterns of k respondents and more; the others are only counted."""
    found = missing.patterns(data)
    total = len(data)
    shown = [m for m in range(len(found.n)) if found.n[m] >= k][:most]
    rest = [m for m in range(len(found.n)) if m not in shown]
    return {
        "patterns": [
            {
                "missing": [names[j] for j in np.flatnonzero(found.missing[m])],
                "n": int(found.n[m]),
                "share": number(found.n[m] / total),
            }
            for m in shown
        ],
        "pattern_count": len(found.n),
        "pattern_rest": {"patterns": len(rest), "n": int(found.n[rest].sum())},
    }


def _bands(holes: Bools, k: int) -> dict[str, Any]:
    """Shares of missing answers in bands of respondents, those who miss most first.

    Within equally many holes, by the first one: who stopped early stands together. No band
    is smaller than k.
    """
    n = len(holes)
    count = holes.sum(axis=1)
    first = np.where(count > 0, holes.argmax(axis=1), holes.shape[1])
    order = np.lexsort((first, -count))
    bands = max(1, min(BANDS, n // k))
    parts = np.array_split(order, bands)
    return {
        "sizes": [len(part) for part in parts],
        "shares": [row(holes[part].mean(axis=0)) for part in parts],
    }


# ------------------------------------------------------------------------------- mcar
def _mcar(
    data: Array, names: list[str]
) -> tuple[dict[str, Any] | None, list[str], list[Caveat]]:
    """Little's test, the items left out of it, and why it may be missing."""
    if not np.isnan(data).any():
        return None, [], [Caveat("nothing_missing", "note", {})]
    n, p = data.shape
    if n <= p:
        return None, [], [Caveat("mcar_too_few", "note", {"n": n, "items": p})]
    with np.errstate(invalid="ignore"):
        spread = np.nanmax(data, axis=0) - np.nanmin(data, axis=0)
    keep = np.flatnonzero(spread > 0)
    there = (~np.isnan(data[:, keep])).astype(float)
    together = there.T @ there
    keep = keep[(together >= 2).all(axis=1)]
    if len(keep) > 1:
        keep = np.delete(keep, dimensions.dependent(missing.pairwise(data[:, keep])))
    dropped = [name for j, name in enumerate(names) if j not in set(keep.tolist())]
    caveats = []
    if dropped:
        caveats.append(Caveat("mcar_left_out", "note", {"variables": ", ".join(dropped)}))
    try:
        found = missing.little(data[:, keep]) if len(keep) > 1 else None
    except ValueError:
        return None, dropped, [*caveats, Caveat("mcar_singular", "warning", {})]
    if found is None:
        return None, dropped, [*caveats, Caveat("mcar_one_pattern", "note", {})]
    if found.singles > found.patterns / 2:
        values = {"singles": found.singles, "patterns": found.patterns}
        caveats.append(Caveat("mcar_sparse", "note", values))
    return (
        {
            "d2": number(found.d2),
            "df": found.df,
            "pvalue": number(found.pvalue),
            "n": found.n,
            "patterns": found.patterns,
            "items": len(keep),
        },
        dropped,
        caveats,
    )
