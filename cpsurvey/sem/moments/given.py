"""What a model is fitted to, as it is handed over: columns, or moments of one group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from cpsurvey.errors import CpsurveyError, did_you_mean
from cpsurvey.sem.language.partable import Partable
from cpsurvey.sem.moments import prepare
from cpsurvey.sem.moments.sample import GroupSample


@dataclass(frozen=True, slots=True)
class Given:
    """Data, or moments.

    Parameters
    ----------
    data : mapping of str to (n,) array
        Columns; NaN is missing.
    group, cluster : sequence, optional
        Group and cluster of each row.
    cov, mean : (p, p) and (p,) arrays
        Moments of `names` over `n` rows, where there are no columns.
    """

    data: Mapping[str, ArrayLike] | None = None
    group: Sequence[object] | None = None
    cluster: Sequence[object] | None = None
    cov: ArrayLike | None = None
    mean: ArrayLike | None = None
    names: Sequence[str] = ()
    n: int | None = None

    @property
    def columns(self) -> list[str]:
        """Names a model may use."""
        return list(self.names if self.data is None else self.data)

    @property
    def ngroups(self) -> int:
        """Groups there are; one without any."""
        return max(1, len(prepare.group_labels(self.group)))


def samples(given: Given, table: Partable) -> tuple[prepare.Rows | None, list[GroupSample]]:
    """Samples of each group, and the rows they hold; moments know no rows.

    Raises
    ------
    CpsurveyError
        CPS302 unknown variable, CPS303 neither data nor moments, CPS305 unusable data.
    """
    if given.data is None:
        return None, [_from_moments(given, table)]
    matrix = prepare.columns(given.data, table.observed)
    rows = prepare.select(table, matrix, given.group, given.cluster)
    if not table.settings.two_level:
        prepare.several_clusters(rows)
    return rows, prepare.samples(table, matrix, rows)


def _from_moments(given: Given, table: Partable) -> GroupSample:
    if given.cov is None or given.n is None or not given.names:
        raise CpsurveyError(
            "CPS303",
            "neither data nor a covariance matrix with names and nobs was given",
            fix="give data, or sample_cov, sample_names and nobs",
        )
    names = list(given.names)
    for name in table.observed:
        if name not in names:
            raise CpsurveyError(
                "CPS302",
                f"the covariance matrix has no '{name}'",
                fix=did_you_mean(name, names),
            )
    at = [names.index(name) for name in table.observed]
    S = np.asarray(given.cov, dtype=float)[np.ix_(at, at)] * (given.n - 1) / given.n
    m = np.zeros(len(at)) if given.mean is None else np.asarray(given.mean, dtype=float)[at]
    return GroupSample(given.n, m, S)
