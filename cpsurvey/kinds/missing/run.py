"""Missing answers: where, together with what, why, and whether at random."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis.context import Context
from cpsurvey.analysis.numbers import number, row
from cpsurvey.analysis.scales import chosen
from cpsurvey.design.scales import Scale
from cpsurvey.kinds.missing.data import (
    NOT_APPLICABLE,
    Band,
    By,
    Category,
    Compared,
    Groups,
    Item,
    Mcar,
    Missing,
    NotApplicable,
    Pattern,
    Quartiles,
    Rest,
)
from cpsurvey.kinds.missing.options import Options
from cpsurvey.responses import NOT_SHOWN
from cpsurvey.results import Caveat, Result
from cpsurvey.stats import dimensions, missing

Array = NDArray[np.float64]
Bools = NDArray[np.bool_]
BANDS = 40
"""Rows of the picture."""
OFTEN = 0.05
"""Share of a scale's answers that do not apply from which the chapter says so at its head."""
QUARTILES = (0.0, 0.25, 0.5, 0.75, 1.0)


def missing_answers(params: Options, context: Context) -> list[Result[Missing]]:
    """Describe what is missing among the items that were asked."""
    scales = chosen(params, context)
    names = [name for _, items in scales for name in items]
    data = context.scored.matrix(names)
    holes = np.isnan(data)
    reasons = {r: w for r, w in _reasons(context, names, holes).items() if w.any()}
    found = missing.patterns(data)
    shown = _shown(found, context.k, params.patterns)
    rest = [m for m in range(len(found.n)) if m not in shown]
    test, dropped, caveats = _mcar(data, names)
    void = tuple(_not_applicable(scales, reasons, params.by, context))
    if often := [one.scale for one in void if max(one.share or 0, *_known(one)) >= OFTEN]:
        caveats.append(Caveat("missing_by_work", "warning", {"variables": ", ".join(often)}))
    everybody = np.ones(context.scored.n, dtype=bool)
    payload = Missing(
        share=number(holes.mean()),
        complete=int((~holes.any(axis=1)).sum()),
        reasons=tuple(reasons),
        items=tuple(_items(scales, holes, reasons)),
        group=context.variable(params.group),
        groups=_groups(context, params.group, holes),
        by=_by(context, params.by, reasons, holes.shape[1]) if params.by else None,
        patterns=tuple(_patterns(names, found, shown)),
        pattern_count=len(found.n),
        pattern_rest=Rest(patterns=len(rest), n=int(found.n[rest].sum())),
        mcar=test,
        mcar_dropped=tuple(dropped),
        bands=tuple(_bands(holes, context.k)),
        not_applicable=void,
    )
    sample = context.scored.sample(everybody)
    return [Result("missing", context.id, sample, payload, caveats=tuple(caveats))]


def _items(
    scales: Sequence[tuple[Scale, Sequence[str]]], holes: Bools, reasons: Mapping[str, Bools]
) -> Iterator[Item]:
    named = [(scale.id, name) for scale, items in scales for name in items]
    for j, (scale, name) in enumerate(named):
        yield Item(
            item=name,
            scale=scale,
            n=int((~holes[:, j]).sum()),
            missing=int(holes[:, j].sum()),
            share=number(holes[:, j].mean()),
            reasons={reason: int(where[:, j].sum()) for reason, where in reasons.items()},
        )


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


def _by(context: Context, name: str, reasons: Mapping[str, Bools], items: int) -> By | None:
    """Shares of the answers missing for each reason, per category of a question."""
    if not context.group_names(name):
        return None
    found = context.side_by_side(name)
    rows = []
    for place, label in enumerate(found.names):
        who, n = found.member == place, int(found.sizes[place])
        shares = {r: number(where[who].sum() / (n * items)) for r, where in reasons.items()}
        rows.append(Category(category=label, n=n, shares=shares))
    return By(variable=context.variable(name), rows=tuple(rows), hidden=len(found.left_out))


def _not_applicable(
    scales: Sequence[tuple[Scale, Sequence[str]]],
    reasons: Mapping[str, Bools],
    by: str | None,
    context: Context,
) -> Iterator[NotApplicable]:
    """Scales with answers that do not apply, by category of the question `by`."""
    where = reasons.get(NOT_APPLICABLE)
    if where is None:
        return
    beside: dict[str, Bools] = {}
    if by and context.group_names(by):
        found = context.side_by_side(by)
        beside = {label: found.member == place for place, label in enumerate(found.names)}
    ends = np.cumsum([len(items) for _, items in scales])
    parts = np.split(where, ends[:-1], axis=1)
    rows = [
        NotApplicable(
            scale=scale.id,
            people=int(part.any(axis=1).sum()),
            share=number(part.mean()),
            shares={label: number(part[who].mean()) for label, who in beside.items()},
        )
        for (scale, _), part in zip(scales, parts, strict=True)
        if part.any()
    ]
    yield from sorted(rows, key=lambda one: -(one.share or 0))


def _known(one: NotApplicable) -> Iterator[float]:
    return (share for share in one.shares.values() if share is not None)


# ----------------------------------------------------------------------------- groups
FEW_FOR_QUARTILES = 5
"""Fewer groups would each be seen in the quartiles."""


def _groups(context: Context, name: str, holes: Bools) -> Groups:
    """How shares differ between groups; which group has which is told of none."""
    found = context.categories(name)
    large = np.flatnonzero(~found.hidden & (found.counts >= context.k))
    rows: list[Quartiles] = []
    if len(large) >= FEW_FOR_QUARTILES:
        mine = [holes[found.member == g] for g in large]
        rows = [
            _quartiles("share", [part.mean() for part in mine]),
            _quartiles("complete", [(~part.any(axis=1)).mean() for part in mine]),
        ]
    return Groups(count=len(found.labels), shown=len(large), rows=tuple(rows))


def _quartiles(what: Compared, values: Sequence[float]) -> Quartiles:
    lowest, quarter, median, three_quarters, highest = row(np.quantile(values, QUARTILES))
    return Quartiles(
        what=what,
        lowest=lowest,
        quarter=quarter,
        median=median,
        three_quarters=three_quarters,
        highest=highest,
    )


# --------------------------------------------------------------------------- patterns
def _shown(found: missing.Patterns, k: int, most: int) -> list[int]:
    """Most frequent patterns of k respondents and more; the others are only counted."""
    return [m for m in range(len(found.n)) if found.n[m] >= k][:most]


def _patterns(
    names: list[str], found: missing.Patterns, shown: Sequence[int]
) -> Iterator[Pattern]:
    for m in shown:
        yield Pattern(
            missing=tuple(names[j] for j in np.flatnonzero(found.missing[m])),
            n=int(found.n[m]),
            share=number(found.n[m] / found.n.sum()),
        )


def _bands(holes: Bools, k: int) -> Iterator[Band]:
    """Shares of missing answers in bands of respondents, those who miss most first.

    Within equally many holes, by the first one: who stopped early stands together. No band
    is smaller than k.
    """
    n = len(holes)
    count = holes.sum(axis=1)
    first = np.where(count > 0, holes.argmax(axis=1), holes.shape[1])
    order = np.lexsort((first, -count))
    for part in np.array_split(order, max(1, min(BANDS, n // k))):
        yield Band(n=len(part), shares=tuple(row(holes[part].mean(axis=0))))


# ------------------------------------------------------------------------------- mcar
def _mcar(data: Array, names: list[str]) -> tuple[Mcar | None, list[str], list[Caveat]]:
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
    test = Mcar(
        d2=number(found.d2),
        df=found.df,
        pvalue=number(found.pvalue),
        n=found.n,
        patterns=found.patterns,
        items=len(keep),
    )
    return test, dropped, caveats
