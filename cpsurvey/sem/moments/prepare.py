"""From columns of numbers to the samples of each group, every lost row counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cpsurvey.errors import CpsurveyError, did_you_mean
from cpsurvey.sem.language.partable import Partable
from cpsurvey.sem.moments import usable
from cpsurvey.sem.moments.sample import GroupSample, complete, full_information, ordinal
from cpsurvey.sem.moments.univariate import Told

Array = NDArray[np.float64]
MANY = 12
"""Most categories of an ordered variable."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of the data, by group.

    Parameters
    ----------
    labels : tuple of str
        Groups in order of appearance; empty without groups.
    dropped : mapping of str to int
        Reason -> rows left out.
    used : (n,) bool array
        Rows of the data that are fitted.
    of_row : (n,) int array
        Group of each row from 0; -1 where unknown.
    """

    labels: tuple[str, ...]
    used: NDArray[np.bool_]
    of_row: NDArray[np.intp]
    cluster: NDArray[np.intp] | None
    dropped: dict[str, int] = field(default_factory=dict)


def group_labels(group: Sequence[object] | None) -> tuple[str, ...]:
    """Groups in order of appearance; missing ones left out."""
    if group is None:
        return ()
    return tuple(dict.fromkeys(_text(one) for one in group if not _missing(one)))


def columns(data: Mapping[str, ArrayLike], names: Sequence[str]) -> Array:
    """Columns `names` as (n, p) numbers.

    Raises
    ------
    CpsurveyError
        CPS302 a name the data does not have, CPS305 a column that is not numeric.
    """
    found = []
    for name in names:
        if name not in data:
            unknown = next(part for part in (*name.split(":"), name) if part not in data)
            raise CpsurveyError(
                "CPS302",
                f"the model uses '{unknown}', which is neither a column nor a factor",
                fix=did_you_mean(unknown, list(data)),
            )
        try:
            found.append(usable.finite(name, np.asarray(data[name], dtype=float)))
        except (TypeError, ValueError):
            raise CpsurveyError(
                "CPS305",
                f"column '{name}' holds text, a model needs numbers",
                where=_first_text(data[name]),
                fix="code the answers as numbers, or take the variable out of the model",
            ) from None
    return np.column_stack(found)


def _first_text(column: ArrayLike) -> str:
    """Row of the first cell that is no number, and how many there are."""
    cells = np.asarray(column, dtype=object).tolist()
    rows = [row for row, cell in enumerate(cells, 1) if not _is_number(cell)]
    return f"row {rows[0]} of the data ({len(rows)} of {len(cells)} rows hold text)"


def _is_number(cell: object) -> bool:
    try:
        float(cell)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return cell is None
    return True


def select(
    table: Partable,
    matrix: Array,
    group: Sequence[object] | None,
    cluster: Sequence[object] | None,
) -> Rows:
    """Decide which rows are fitted; lavaan's rules for ``listwise`` and ``ml``."""
    n = len(matrix)
    used = np.ones(n, dtype=bool)
    dropped: dict[str, int] = {}

    def drop(out: Any, reason: str) -> None:
        lost = int((out & used).sum())
        if lost:
            dropped[reason] = lost
            used[out] = False

    labels = group_labels(group)
    of_row = np.zeros(n, dtype=np.intp)
    if group is not None:
        place = {label: i for i, label in enumerate(labels)}
        of_row = np.array(
            [-1 if _missing(g) else place[_text(g)] for g in group], dtype=np.intp
        )
        drop(of_row < 0, "missing_group")
    codes = None
    if cluster is not None:
        gone = np.array([_missing(c) for c in cluster], dtype=bool)
        drop(gone, "missing_cluster")
        names = np.array([_text(c) for c in cluster], dtype=str)
        codes = np.unique(names, return_inverse=True)[1].reshape(-1)
    if np.isfinite(matrix.sum()):  # nothing is missing: no need to look at every cell
        return Rows(labels, used, of_row, codes, dropped)
    blank = np.isnan(matrix)
    if table.settings.missing in ("fiml", "pairwise"):
        drop(blank.all(axis=1), "no_answer")
        fixed = [table.observed.index(name) for name in table.exogenous]
        if fixed:
            drop(blank[:, fixed].any(axis=1), "missing_covariate")
    else:
        drop(blank.any(axis=1), "missing_value")
    return Rows(labels, used, of_row, codes, dropped)


def samples(table: Partable, matrix: Array, rows: Rows) -> list[GroupSample]:
    """Moments or patterns of every group.

    Raises
    ------
    CpsurveyError
        CPS305 too few rows, a variable that does not vary, repeated variables.
    """
    found = []
    codes = rows.cluster
    if codes is not None:
        kept = np.full(len(codes), -1, dtype=np.intp)
        kept[rows.used] = np.unique(codes[rows.used], return_inverse=True)[1].reshape(-1)
        codes = kept
    for g in range(max(1, len(rows.labels))):
        mine = rows.used & (rows.of_row == g)
        data = matrix if mine.all() else matrix[mine]
        where = f"group '{rows.labels[g]}'" if rows.labels else None
        usable.answered(table, matrix[rows.of_row == g], where)
        usable.together(table, matrix[rows.of_row == g], where)
        usable.enough(table, data, where, int((rows.of_row == g).sum()))
        usable.varying(table, data, where)
        cluster = codes[mine] if codes is not None else None
        if table.settings.ordered:
            sample = _ordinal(table, data, cluster, where)
        else:
            make = full_information if table.settings.missing == "fiml" else complete
            sample = usable.made(make, table, data, cluster, where)
        usable.moments(table, sample, where)
        found.append(sample)
    factors = _inflations([sample.cluster for sample in found])
    return [_inflated(s, f) for s, f in zip(found, factors, strict=True)]


def _ordinal(
    table: Partable, data: Array, cluster: NDArray[np.intp] | None, where: str | None
) -> GroupSample:
    """Thresholds and correlations, given the covariates that are fixed."""
    fixed = which_fixed(table)
    usable.levels(table, data, where)
    usable.apart(table, data, fixed, where)
    try:
        return ordinal(data, which_ordered(table), fixed, cluster)
    except Told as told:
        raise usable.told(table, told.place, where) from None


def _inflations(clusters: Sequence[NDArray[np.intp] | None]) -> list[float]:
    """J / (J - 1) of each group, J the clusters of all groups it shares clusters with.

    Clusters nested in groups give each group its own: it then has the errors that it would
    have alone.
    """
    of = [set() if codes is None else set(codes.tolist()) for codes in clusters]
    together: list[set[int]] = []
    for codes in of:
        joined = set(codes)
        for other in [t for t in together if t & codes]:
            together.remove(other)
            joined |= other
        together.append(joined)
    counts = [max((len(t) for t in together if t & codes), default=1) for codes in of]
    return [J / (J - 1) if J > 1 else 1.0 for J in counts]


def _inflated(sample: GroupSample, factor: float) -> GroupSample:
    """With the clusters' factor, which ordered variables carry in their covariances."""
    found = sample.polychoric
    if found is not None and found.sums is not None:
        gamma = sample.n * factor * found.sums.T @ found.sums
        sample = replace(sample, polychoric=replace(found, gamma=gamma))
    return replace(sample, inflation=factor)


def several_clusters(rows: Rows) -> None:
    """Refuse clusters that are one: nothing between them could carry an error (CPS305)."""
    if rows.cluster is None:
        return
    of = [
        set(rows.cluster[rows.used & (rows.of_row == g)]) for g in range(len(rows.labels) or 1)
    ]
    for g, own in enumerate(of):
        if len(own) == 1 and not any(own & other for h, other in enumerate(of) if h != g):
            raise CpsurveyError(
                "CPS305",
                "everybody is in one cluster: errors robust to clusters need several",
                where=f"group '{rows.labels[g]}'" if rows.labels else None,
                fix="leave 'cluster' out" + (", or the group" if rows.labels else ""),
            )


def levels(
    data: Mapping[str, ArrayLike], names: Sequence[str], ordered: frozenset[str]
) -> dict[str, int]:
    """Categories of each ordered variable, over all rows.

    Raises
    ------
    CpsurveyError
        CPS302 an ordered variable the model does not use, CPS305 too many categories.
    """
    for name in sorted(ordered):
        if name not in names:
            raise CpsurveyError(
                "CPS302",
                f"'ordered' names '{name}', which the model does not use",
                fix=did_you_mean(name, names),
            )
    found = {}
    for name in names:
        if name in ordered:
            values = columns(data, [name])[:, 0]
            found[name] = len(np.unique(values[~np.isnan(values)]))
            if found[name] > MANY:
                raise CpsurveyError(
                    "CPS305",
                    f"'{name}' has {found[name]} categories",
                    fix=f"leave it out of 'ordered': a variable of more than {MANY} values is "
                    "treated as continuous",
                )
    return found


def which_fixed(table: Partable) -> NDArray[np.intp]:
    """Places of the covariates that are given."""
    return np.array([table.observed.index(name) for name in table.exogenous], dtype=np.intp)


def which_ordered(table: Partable) -> NDArray[np.bool_]:
    """Which observed variables are ordered."""
    return np.array([name in table.settings.ordered for name in table.observed], dtype=bool)


def _missing(value: object) -> bool:
    return value is None or value != value or value == ""


def _text(value: object) -> str:
    if isinstance(value, float | np.floating) and float(value).is_integer():
        return str(int(value))
    return str(value)
