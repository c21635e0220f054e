"""Data that cannot carry a model, each kind by the names of the variables at fault.

Every check raises CPS305; `where` is the group.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from cpsurvey.errors import CpsurveyError
from cpsurvey.sem.language.partable import Partable
from cpsurvey.sem.moments.cells import LIMIT
from cpsurvey.sem.moments.polychoric import Polychoric
from cpsurvey.sem.moments.sample import GroupSample

Array = NDArray[np.float64]
FAR = 10_000
SINGULAR = 1e-10
"""Eigenvalue of correlations that counts as zero."""
TAKES_PART = 1e-4
"""Weight in a combination of standardised variables that is not rounding."""
NEARLY = 1e-6
"""Eigenvalue that may be zero where answers are missing."""
MOST_NAMED = 12
Sampler = Callable[[Array, NDArray[np.intp] | None], GroupSample]


def levels(table: Partable, data: Array, where: str | None) -> None:
    """Refuse ordered variables that lack categories here, and halves that have no weight."""
    given = bool(table.exogenous)
    for j, name in enumerate(table.observed):
        if name not in table.settings.ordered:
            if not given:
                _halves(name, data[:, j], where)
            continue
        there = len(np.unique(data[~np.isnan(data[:, j]), j]))
        wanted = table.settings.nlevels.get(name, there)
        if there != wanted:
            raise CpsurveyError(
                "CPS305",
                f"'{name}' has {there} of its {wanted} categories here",
                where=where,
                fix="merge sparse categories in all groups, or leave the variable out",
            )


def _halves(name: str, x: Array, where: str | None) -> None:
    """Two values, half of each: the variance is the same in every sample, and has no weight."""
    values, counts = np.unique(x[~np.isnan(x)], return_counts=True)
    if len(values) == 2 and counts[0] == counts[1]:
        raise CpsurveyError(
            "CPS305",
            f"'{name}' has two values in equal numbers, which least squares cannot weigh",
            where=where,
            fix=f"name '{name}' among the ordered variables too",
        )


def answered(table: Partable, data: Array, where: str | None) -> None:
    """Refuse variables nobody answered, before they empty every complete row."""
    empty = [n for n, x in zip(table.observed, data.T, strict=True) if np.isnan(x).all()]
    if empty and len(data):
        raise CpsurveyError(
            "CPS305",
            f"there is no answer to {_named(empty)}",
            where=where,
            fix="take the variable out of the model"
            + (", or leave this group out of the data" if where else ""),
        )


def finite(name: str, x: Array) -> Array:
    """The column, unless it holds what is no number of any size."""
    far = np.flatnonzero(np.isinf(x))
    if len(far):
        raise CpsurveyError(
            "CPS305",
            f"column '{name}' holds an infinite value",
            where=f"row {far[0] + 1} of the answers",
            fix="leave the cell empty, or correct it",
        )
    return x


def together(table: Partable, data: Array, where: str | None) -> None:
    """Refuse two variables that nobody answered both of: nothing is known of both."""
    there = (~np.isnan(data)).astype(float)
    never = np.argwhere(np.triu(there.T @ there == 0))
    if len(never) and len(data):
        first, second = (table.observed[k] for k in never[0])
        raise CpsurveyError(
            "CPS305",
            f"nobody answered both {first} and {second}",
            where=where,
            fix="take one of the two out of the model",
        )


def enough(table: Partable, data: Array, where: str | None, before: int) -> None:
    """Refuse fewer rows than variables; there were more `before` blanks took some."""
    p = data.shape[1]
    if len(data) > p:
        return
    fix = "a model needs more rows than variables: fit a smaller one"
    if where:
        fix += ", or leave so small a group out of the data, or join it to another"
    if table.settings.missing == "listwise" and before > p:
        other = "pairwise" if table.settings.ordered else "fiml"
        fix += f", or use missing: {other}, which keeps those who left some answers out"
    raise CpsurveyError(
        "CPS305",
        f"{len(data)} {'row is' if len(data) == 1 else 'rows are'} left for a model of {p} "
        f"variable{'s' * (p != 1)}",
        where=where,
        fix=fix,
    )


def varying(table: Partable, data: Array, where: str | None) -> None:
    """Refuse variables all of whose answers are one."""
    flat = []
    for name, x in zip(table.observed, data.T, strict=True):
        x = x[~np.isnan(x)]
        middle = float(np.mean(x)) if len(x) else 0.0
        tiny = 1e-7 * max(abs(middle), 1e-7)
        if not (len(x) and float(np.sqrt(np.mean((x - middle) ** 2))) > tiny):
            flat.append(name)
    if flat:
        raise CpsurveyError(
            "CPS305",
            f"every answer to {_named(flat)} is the same",
            where=where,
            fix="take the variable out of the model",
        )


def made(
    make: Sampler,
    table: Partable,
    data: Array,
    cluster: NDArray[np.intp] | None,
    where: str | None,
) -> GroupSample:
    """The sample, or what keeps its saturated model from being estimated."""
    try:
        sample: GroupSample | None = make(data, cluster)
    except np.linalg.LinAlgError:
        sample = None
    if sample is not None and np.isfinite(sample.cov).all() and np.isfinite(sample.mean).all():
        return sample
    _seen_together(table.observed, data, np.arange(data.shape[1]), where)
    raise _not_estimated(data, where)


def _not_estimated(data: Array, where: str | None) -> CpsurveyError:
    fix = "take those with most missing answers out of the model"
    if (~np.isnan(data).any(axis=1)).sum() > data.shape[1]:
        fix += ", or use missing: listwise"
    return CpsurveyError(
        "CPS305",
        "means and covariances cannot be estimated from these answers: too few people "
        "answered some variables together",
        where=where,
        fix=fix,
    )


def moments(table: Partable, sample: GroupSample, where: str | None) -> None:
    """Refuse variables far from zero, and those that others add up to."""
    sd = np.sqrt(np.diag(sample.cov))
    far = np.abs(sample.mean) > FAR * sd
    if table.settings.meanstructure and far.any():
        names = _named([n for n, f in zip(table.observed, far, strict=True) if f])
        raise CpsurveyError(
            "CPS305",
            f"the mean of {names} is over {FAR:,} standard deviations from zero",
            where=where,
            fix="subtract a constant from the variable: digits would be lost",
        )
    if sample.polychoric is not None:
        _identical(table, sample.polychoric, where)
        return
    R = sample.cov / np.outer(sd, sd)
    if sample.patterns is None:
        _combinations(table.observed, R, where)
    else:
        _through_blanks(table, sample, R, where)


def _through_blanks(table: Partable, sample: GroupSample, R: Array, where: str | None) -> None:
    """The same of full information, which comes near what is exact and to what is not known.

    Its moments are singular also where too few answered the same variables: only rows that
    hold all of a combination tell one.
    """
    assert sample.data is not None
    values, vectors = np.linalg.eigh(R)
    if values[0] >= NEARLY:
        return
    part = np.sqrt((vectors[:, values < NEARLY] ** 2).sum(axis=1))
    for some in (np.arange(len(R)), np.flatnonzero(part > TAKES_PART)):
        _seen_together(table.observed, sample.data, some, where)
    if values[0] < SINGULAR:
        raise _not_estimated(sample.data, where)


def _seen_together(
    observed: Sequence[str], data: Array, some: NDArray[np.intp], where: str | None
) -> None:
    """Refuse combinations among variables, in rows that hold all of them."""
    whole = data[:, some]
    whole = whole[~np.isnan(whole).any(axis=1)]
    if len(whole) > len(some) > 1 and np.ptp(whole, axis=0).all():
        R = np.asarray(np.corrcoef(whole, rowvar=False))
        _combinations([observed[j] for j in some], R, where)


def _combinations(observed: Sequence[str], R: Array, where: str | None) -> None:
    """Refuse variables that others add up to, by the names of all that take part."""
    values, vectors = np.linalg.eigh(R)
    if values[0] >= SINGULAR:
        return
    part = np.sqrt((vectors[:, values < SINGULAR] ** 2).sum(axis=1))
    names = [n for n, x in zip(observed, part, strict=True) if x > TAKES_PART]
    raise CpsurveyError(
        "CPS305",
        f"some variables are combinations of others ({_named(names)})",
        where=where,
        fix="leave one of them out: a score and its items cannot stand in one model",
    )


def _identical(table: Partable, found: Polychoric, where: str | None) -> None:
    """Refuse ordered variables of which one tells the other."""
    off = np.triu(np.abs(found.R) > LIMIT - 1e-9, 1)
    off &= np.outer(found.ordered, found.ordered)
    if off.any():
        first, second = (table.observed[k] for k in np.argwhere(off)[0])
        raise CpsurveyError(
            "CPS305",
            f"{first} and {second} say the same: their polychoric correlation is 1",
            where=where,
            fix="leave one of them out",
        )


def apart(table: Partable, data: Array, fixed: NDArray[np.intp], where: str | None) -> None:
    """Refuse covariates that others of them add up to: no regression on them exists."""
    if len(fixed) > 1:
        R = np.corrcoef(data[:, fixed], rowvar=False)
        _combinations([table.observed[j] for j in fixed], np.asarray(R), where)


def told(table: Partable, place: int, where: str | None) -> CpsurveyError:
    """That the covariates tell answers to a variable for certain."""
    return CpsurveyError(
        "CPS305",
        f"the covariates ({_named(table.exogenous)}) tell some answers to "
        f"{table.observed[place]} for certain: no regression on them exists",
        where=where,
        fix="leave out the covariate that does, or merge sparse categories of the variable",
    )


def _named(names: Sequence[str]) -> str:
    shown = ", ".join(names[:MOST_NAMED])
    return shown + (f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else "")
