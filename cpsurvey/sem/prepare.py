"""From columns of numbers to the samples of each group, every lost row counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cpsurvey.errors import CpsurveyError, did_you_mean
from cpsurvey.sem.partable import Partable
from cpsurvey.sem.sample import GroupSample, complete, full_information, ordinal

Array = NDArray[np.float64]
FAR = 10_000
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
            raise CpsurveyError(
                "CPS302",
                f"the model uses '{name}', which is neither a column nor a factor",
                fix=did_you_mean(name, list(data)),
            )
        try:
            found.append(np.asarray(data[name], dtype=float))
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
    *,
    missing: str,
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
    if missing in ("fiml", "pairwise"):
        drop(blank.all(axis=1), "no_answer")
        fixed = [table.observed.index(name) for name in table.exogenous]
        if fixed:
            drop(blank[:, fixed].any(axis=1), "missing_covariate")
    else:
        drop(blank.any(axis=1), "missing_value")
    return Rows(labels, used, of_row, codes, dropped)


def samples(table: Partable, matrix: Array, rows: Rows, *, missing: str) -> list[GroupSample]:
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
        _check(data, where)
        cluster = codes[mine] if codes is not None else None
        if table.options.ordered:
            _check_levels(table, data, where)
            sample = ordinal(data, which_ordered(table))
        else:
            make = full_information if missing == "fiml" else complete
            sample = make(data, cluster)
        _check_moments(table, sample, where)
        found.append(sample)
    return found


def several_clusters(rows: Rows) -> None:
    """Refuse clusters that are one: nothing between them could carry an error (CPS305)."""
    if rows.cluster is not None and len(np.unique(rows.cluster[rows.used])) == 1:
        raise CpsurveyError(
            "CPS305",
            "everybody is in one cluster: errors robust to clusters need several",
            fix="leave 'cluster' out",
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
    for name in ordered:
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
                    fix=f"a variable of more than {MANY} values is treated as continuous",
                )
    return found


def which_ordered(table: Partable) -> NDArray[np.bool_]:
    """Which observed variables are ordered."""
    return np.array([name in table.options.ordered for name in table.observed], dtype=bool)


def _check_levels(table: Partable, data: Array, where: str | None) -> None:
    _check_varies([n for n in table.observed if table.options.nlevels.get(n) == 1], where)
    for j, name in enumerate(table.observed):
        if name not in table.options.ordered:
            _check_halves(name, data[:, j], where)
            continue
        there = len(np.unique(data[~np.isnan(data[:, j]), j]))
        wanted = table.options.nlevels.get(name, there)
        if there != wanted:
            raise CpsurveyError(
                "CPS305",
                f"'{name}' has {there} of its {wanted} categories here",
                where=where,
                fix="merge sparse categories in all groups, or leave the variable out",
            )


def _check_halves(name: str, x: Array, where: str | None) -> None:
    """Two values, half of each: the variance is the same in every sample, and has no weight."""
    values, counts = np.unique(x[~np.isnan(x)], return_counts=True)
    if len(values) == 2 and counts[0] == counts[1]:
        raise CpsurveyError(
            "CPS305",
            f"'{name}' has two values in equal numbers, which least squares cannot weigh",
            where=where,
            fix=f"name '{name}' among the ordered variables too",
        )


def _check(data: Array, where: str | None) -> None:
    p = data.shape[1]
    if len(data) <= p:
        raise CpsurveyError(
            "CPS305",
            f"{len(data)} rows are left for a model of {p} variables",
            where=where,
            fix="a model needs more rows than variables: fit a smaller one, or use "
            "missing: fiml when answers are missing",
        )


def _check_varies(flat: Sequence[str], where: str | None) -> None:
    if flat:
        raise CpsurveyError(
            "CPS305",
            f"every answer to {', '.join(flat)} is the same, or missing",
            where=where,
            fix="take the variable out of the model",
        )


def _check_moments(table: Partable, sample: GroupSample, where: str | None) -> None:
    sd = np.sqrt(np.maximum(np.diag(sample.cov), 0.0))
    tiny = 1e-7 * np.maximum(np.abs(sample.mean), 1e-7)
    flat = [name for name, s, t in zip(table.observed, sd, tiny, strict=True) if not s > t]
    _check_varies(flat, where)
    far = np.abs(sample.mean) > FAR * sd
    if table.options.meanstructure and far.any():
        names = ", ".join(n for n, f in zip(table.observed, far, strict=True) if f)
        raise CpsurveyError(
            "CPS305",
            f"the mean of {names} is over {FAR:,} standard deviations from zero",
            where=where,
            fix="subtract a constant from the variable: digits would be lost",
        )
    R = sample.cov / np.outer(sd, sd)
    values, vectors = np.linalg.eigh(R)
    if values[0] < 1e-10 and sample.polychoric is None:
        worst = np.argsort(-np.abs(vectors[:, 0]))[:3]
        names = ", ".join(table.observed[i] for i in sorted(worst))
        raise CpsurveyError(
            "CPS305",
            f"some variables are combinations of others ({names})",
            where=where,
            fix="leave one of them out: a score and its items cannot stand in one model",
        )


def _missing(value: object) -> bool:
    return value is None or value != value or value == ""


def _text(value: object) -> str:
    if isinstance(value, float | np.floating) and float(value).is_integer():
        return str(int(value))
    return str(value)
