"""Data as programmers hold them, made into the columns and moments the engine takes."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from cpsurvey.errors import CpsurveyError, did_you_mean

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import ArrayLike

    Columns = Mapping[str, ArrayLike]
    Source = Columns | pd.DataFrame | None
NOTHING = ("NAType", "NaTType")
"""Types of what pandas has for missing labels; they cannot be compared with anything."""


def source(data: Columns | pd.DataFrame | Path | str | None) -> tuple[Source, str]:
    """Data by the names of their columns, and where they came from, for messages.

    Raises
    ------
    CpsurveyError
        CPS1xx of reading a file; CPS106 two columns of one name.
    """
    if isinstance(data, str | Path):
        from cpsurvey.intake.plain import read_columns

        return read_columns(Path(data)), Path(data).name
    if data is None:
        return data, ""
    if not _is_frame(data):
        return {_name(key): column for key, column in data.items()}, ""
    frame = cast("pd.DataFrame", data).rename(columns=_name)
    twice = frame.columns[frame.columns.duplicated()]
    if len(twice):
        raise CpsurveyError(
            "CPS106",
            f"two columns are called '{twice[0]}'",
            where="the data frame",
            fix="give each column a name of its own",
        )
    return frame, "the data frame"


def _name(heading: object) -> str:
    """A heading as models are read: an accent is part of its letter."""
    return unicodedata.normalize("NFC", str(heading))


def columns(source: Source) -> Columns | None:
    """What a model is fitted to: numbers, NaN for what is missing."""
    if source is None or not _is_frame(source):
        return cast("Columns | None", source)
    return {str(name): _column(series) for name, series in cast("Any", source).items()}


def _is_frame(value: object) -> bool:
    return hasattr(value, "iloc") and hasattr(value, "columns")


def _column(series: pd.Series[Any]) -> ArrayLike:
    """Numbers with NaN for what is missing; anything else with None."""
    from pandas.api.types import is_bool_dtype, is_numeric_dtype

    if is_numeric_dtype(series) or is_bool_dtype(series):
        return series.to_numpy(dtype=float, na_value=float("nan"))
    return series.astype(object).where(series.notna(), None).to_numpy(dtype=object)


def per_row(
    role: str, given: str | Iterable[object] | None, source: Source, where: str
) -> list[object] | None:
    """The values of a column that is named, or those that are given, as they are.

    Raises
    ------
    CpsurveyError
        CPS302 there is no such column.
    """
    if given is None:
        return None
    if not isinstance(given, str):
        values = given
    elif source is not None and given in source:
        values = cast("Iterable[object]", source[given])
    else:
        raise CpsurveyError(
            "CPS302",
            f"there is no column '{given}' to tell the {role} of each row",
            where=where or None,
            fix=did_you_mean(given, () if source is None else map(str, source)),
        )
    return [None if type(one).__name__ in NOTHING else one for one in values]


def moments(
    cov: ArrayLike | pd.DataFrame | None,
    mean: ArrayLike | pd.Series[Any] | None,
    names: Sequence[str],
) -> tuple[ArrayLike | None, ArrayLike | None, list[str]]:
    """Covariances, means and names in one order, which labels decide where there are any."""
    order = list(names)
    if _is_frame(cov):
        frame = cast("pd.DataFrame", cov)
        order = order or [str(name) for name in frame.columns]
        cov = _labelled(frame.rename(index=str, columns=str), order)
    if hasattr(mean, "reindex") and order:
        series = cast("pd.Series[Any]", mean).rename(index=str)
        _known(order, list(series.index), "the means")
        mean = series.loc[order].to_numpy()
    return cast("ArrayLike | None", cov), cast("ArrayLike | None", mean), order


def _labelled(frame: pd.DataFrame, order: list[str]) -> ArrayLike:
    """Rows and columns in `order`; rows that only have numbers follow the columns."""
    if list(frame.index) == [str(at) for at in range(len(frame))]:
        frame = frame.set_axis(frame.columns, axis=0)
    for labels in (frame.columns, frame.index):
        _known(order, list(labels), "the covariance matrix")
    return frame.loc[order, order].to_numpy()


def _known(order: list[str], labels: list[str], what: str) -> None:
    for name in order:
        if labels.count(name) != 1:
            raise CpsurveyError(
                "CPS302",
                f"{what} must have '{name}' once, and has it {labels.count(name)} times",
                fix=did_you_mean(name, labels),
            )
