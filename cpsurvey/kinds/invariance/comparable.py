"""Groups and items that can be compared, and a word on each that cannot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis.complete import complete_rows
from cpsurvey.analysis.context import Context
from cpsurvey.analysis.ladder import Measured
from cpsurvey.kinds.invariance.data import LeftOut, Merged, SetAside
from cpsurvey.results import Caveat, Scalar

Array = NDArray[np.float64]
ALONE = 3
"""Items a factor needs to be tested by itself."""
FEWEST_CATEGORIES = 3
"""Two categories leave thresholds, scales and intercepts untold apart."""


@dataclass(frozen=True, slots=True)
class Groups:
    """Who is compared.

    Parameters
    ----------
    sizes : mapping of str to int
        Groups, the reference first.
    codes : (n,) int array
        Place in `sizes`; -1 elsewhere.
    dropped : mapping of str to int
        Reason -> respondents.
    """

    sizes: Mapping[str, int]
    codes: NDArray[np.int64]
    left_out: tuple[LeftOut, ...]
    dropped: dict[str, int]

    @property
    def used(self) -> NDArray[np.bool_]:
        """Rows of groups that are compared."""
        return self.codes >= 0


def groups(by: str, context: Context, smallest: int) -> Groups:
    """Groups that the run shows, of at least `smallest` respondents, in order.

    The questionnaire's default language is the reference when languages are compared, else
    the largest group; others follow by name.
    """
    found = context.side_by_side(by)
    counts, names = found.sizes.tolist(), found.names
    kept = [i for i, n in enumerate(counts) if n >= smallest]
    left_out = (
        *(
            LeftOut(group=names[i], n=n, reason="few")
            for i, n in enumerate(counts)
            if i not in kept
        ),
        *(LeftOut(group=name, n=None, reason="privacy") for name in found.left_out),
    )
    kept.sort(key=lambda i: (-counts[i], names[i]))
    first = context.questionnaire.default_language
    if context.variable(by) == context.study.groups.get("language") and first in names:
        kept.sort(key=lambda i: names[i] != first)
    kept = kept[:1] + sorted(kept[1:], key=lambda i: names[i])
    place = np.full(len(names) + 1, -1)
    place[kept] = range(len(kept))
    codes = place[found.member]
    unknown = int((context.group(by) < 0).sum())
    dropped = {
        "missing_group": unknown,
        "small_group": int((codes < 0).sum()) - unknown,
    }
    return Groups(
        {names[i]: counts[i] for i in kept},
        codes,
        left_out,
        {reason: n for reason, n in dropped.items() if n},
    )


def caveats(found: Groups, context: Context) -> list[Caveat]:
    """Groups left out, and whether any two are left."""
    said = []
    for reason in ("privacy", "few"):
        names = [g.group for g in found.left_out if g.reason == reason]
        if names:
            values: dict[str, Scalar] = {"groups": ", ".join(names), "k": context.k}
            said.append(Caveat(f"invariance_{reason}", "warning", values))
    if len(found.sizes) < 2:
        only = next(iter(found.sizes), None)
        code = "invariance_one_group" if only else "invariance_no_group"
        said.append(Caveat(code, "warning", {"group": only or ""}))
    return said


# ------------------------------------------------------------------------------ items
@dataclass(frozen=True, slots=True)
class Ready:
    """Scales to be modelled together; `measured` is None where they cannot be."""

    name: str
    scales: Sequence[str]
    measured: Measured | None = None
    set_aside: list[SetAside] = field(default_factory=list)
    merged: list[Merged] = field(default_factory=list)
    caveats: list[Caveat] = field(default_factory=list)


def measured(
    name: str, factors: Mapping[str, Sequence[str]], found: Groups, context: Context
) -> Ready:
    """Items that vary in every group, answers sorted by group."""
    order = np.argsort(found.codes, kind="stable")
    order = order[found.codes[order] >= 0]
    codes = found.codes[order]
    data = {i: context.scored.values[i][order] for items in factors.values() for i in items}
    ready = Ready(name, list(factors))
    categories: dict[str, int] = {}
    _vary(data, codes, list(found.sizes), ready)
    if context.ordinal and data:
        categories = _categories(data, codes, len(found.sizes), ready)
    left = {f: [i for i in items if i in data] for f, items in factors.items()}
    few = [f for f, items in left.items() if len(items) < (ALONE if len(left) == 1 else 2)]
    for scale in few:
        values: dict[str, Scalar] = {"scale": scale, "items": len(left[scale])}
        ready.caveats.append(Caveat("invariance_few_items", "warning", values))
        del left[scale]
    if not left:
        return ready
    labels = list(found.sizes)
    used = [i for items in left.values() for i in items]
    whole = Measured(
        name,
        left,
        {i: data[i] for i in used},
        [labels[c] for c in codes],
        labels,
        {i: categories[i] for i in used} if context.ordinal else {},
    )
    return replace(ready, measured=whole)


def _vary(
    data: dict[str, Array], codes: NDArray[np.int64], labels: list[str], ready: Ready
) -> None:
    """Set aside items that everybody of a group answered alike, or nobody answered."""
    for item in list(data):
        for g, label in enumerate(labels):
            there = data[item][codes == g]
            there = there[~np.isnan(there)]
            if there.size and np.ptp(there) > 0:
                continue
            _aside(item, label, "constant" if there.size else "not_asked", ready)
            del data[item]
            break


def _aside(
    item: str, group: str, reason: Literal["constant", "not_asked"], ready: Ready
) -> None:
    ready.set_aside.append(SetAside(item=item, group=group, reason=reason))
    values = {"item": item, "group": group}
    ready.caveats.append(Caveat(f"invariance_{reason}", "warning", values))


def _categories(
    data: dict[str, Array], codes: NDArray[np.int64], ngroups: int, ready: Ready
) -> dict[str, int]:
    """Merge categories that a group did not use into the next one towards the middle.

    Counts are those of respondents who answered every item, as the model will see them.
    """
    whole = complete_rows(data.values())
    if not whole.any():
        return dict.fromkeys(data, 0)
    found = {}
    for item in list(data):
        values = np.unique(data[item][whole])
        table = np.array(
            [
                [((data[item] == v) & whole & (codes == g)).sum() for v in values]
                for g in range(ngroups)
            ]
        )
        target = _merge(table)
        left = len(set(target.tolist()))
        if left < FEWEST_CATEGORIES:
            ready.set_aside.append(SetAside(item=item, group=None, reason="two_categories"))
            ready.caveats.append(Caveat("invariance_two_categories", "warning", {"item": item}))
            del data[item]
            continue
        if left < len(values):
            ready.merged.append(Merged(item=item, before=len(values), after=left))
            told: dict[str, Scalar] = {"item": item, "before": len(values), "after": left}
            ready.caveats.append(Caveat("invariance_merged", "note", told))
        known = ~np.isnan(data[item])
        column = np.full(len(known), np.nan)
        place = np.clip(np.searchsorted(values, data[item][known]), 0, len(values) - 1)
        column[known] = target[place]
        data[item] = column
        found[item] = left
    return found


def _merge(table: NDArray[np.int64]) -> NDArray[np.int64]:
    """New category (from 0) of each column, so that every group uses each of them."""
    blocks = [[j] for j in range(table.shape[1])]
    middle = (table.shape[1] - 1) / 2
    while len(blocks) > 1:
        counts = [table[:, block].sum(axis=1).min() for block in blocks]
        if min(counts) > 0:
            break
        empty = [i for i, count in enumerate(counts) if count == 0]
        at = max(empty, key=lambda i: abs(np.mean(blocks[i]) - middle))
        low = np.mean(blocks[at]) < middle
        other = at + 1 if (low and at + 1 < len(blocks)) or at == 0 else at - 1
        first, second = sorted((at, other))
        blocks[first : second + 1] = [blocks[first] + blocks[second]]
    target = np.zeros(table.shape[1], dtype=np.int64)
    for i, block in enumerate(blocks):
        target[block] = i
    return target
