"""Means, covariances and correlations of exported variables, with how many they rest on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from cpsurvey.errors import CpsurveyError
from cpsurvey.export.column import Column, numbers
from cpsurvey.export.formats.csv import lines

Array = NDArray[np.float64]
Missing = Literal["listwise", "pairwise"]


@dataclass(frozen=True, slots=True)
class Moments:
    """What a covariance structure model can be fitted to.

    Parameters
    ----------
    n : (p, p) int array
        People behind each covariance; on the diagonal, behind mean and standard deviation.
    mean, sd : (p,) arrays
    cov, cor : (p, p) arrays
        With n - 1; NaN where fewer than two people have both.
    """

    names: tuple[str, ...]
    missing: Missing
    n: NDArray[np.int64]
    mean: Array
    sd: Array
    cov: Array
    cor: Array


def moments(columns: Sequence[Column], missing: Missing) -> Moments:
    """Moments of all scores and items that vary.

    Raises
    ------
    CpsurveyError
        CPS615 fewer than two people have all of them, or nothing varies.
    """
    import pandas as pd

    chosen = numbers(columns)
    frame = pd.DataFrame({one.name: one.values for one in chosen}, dtype=float)
    if missing == "listwise":
        frame = frame.dropna()
    if not chosen or len(frame) < 2:
        raise CpsurveyError(
            "CPS615",
            f"{len(frame)} people have a value of each of the {len(chosen)} variables: no "
            "covariances",
            where=f"--moments {missing}",
            fix="write '--moments pairwise'" if missing == "listwise" else "leave it out",
        )
    there = frame.notna().to_numpy().astype(np.int64)
    return Moments(
        tuple(frame.columns),
        missing,
        there.T @ there,
        frame.mean().to_numpy(),
        frame.std().to_numpy(),
        frame.cov().to_numpy(),
        frame.corr().to_numpy(),
    )


def written(found: Moments) -> bytes:
    """The moments as CSV: one row per moment and variable."""
    rows: list[Sequence[object]] = [("moment", "missing", "variable", *found.names)]
    rows.append(("mean", found.missing, "", *found.mean.tolist()))
    rows.append(("sd", found.missing, "", *found.sd.tolist()))
    for moment in ("n", "cov", "cor"):
        table = getattr(found, moment).tolist()
        rows += [
            (moment, found.missing, name, *line)
            for name, line in zip(found.names, table, strict=True)
        ]
    return lines(rows).encode()
