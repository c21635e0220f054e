"""SPSS: labels of variables and values, and reasons for no answer as user-missing values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from cpsurvey.export.column import Column
from cpsurvey.export.formats import writers
from cpsurvey.export.formats._labelled import bytes_of, frame, labels, value_labels

LABEL, VALUE_LABEL, SINGLE = 255, 120, 3
"""Bytes of a label of a variable and of a value; user-missing values named one by one."""
_TIME = slice(92, 109)
"""Place of day and time of writing in the file: the same data give the same bytes."""
_NO_TIME = b"01 Jan 0000:00:00"


def write(columns: Sequence[Column]) -> bytes:
    """A file of SPSS, without the time of its making."""
    import pyreadstat

    codes = {one.name: user_missing(one) for one in columns}
    data = bytes_of(
        lambda file: pyreadstat.write_sav(
            frame(columns, lambda one: _cells(one, codes[one.name])),
            file,
            column_labels=labels(columns, LABEL, of_bytes=True),
            variable_value_labels=value_labels(columns, codes, VALUE_LABEL),
            missing_ranges={name: _ranges(found) for name, found in codes.items() if found},
            variable_measure={one.name: one.measure for one in columns},
            variable_format={one.name: _format(one) for one in columns if not one.text},
        )
    )
    return data[: _TIME.start] + _NO_TIME + data[_TIME.stop :]


def user_missing(column: Column) -> dict[int, int]:
    """Reason -> number it has in the file: its own, unless that is, or lies among, answers."""
    reasons = sorted(column.why)
    if not reasons or column.text:
        return {}
    there = column.values[~np.isnan(column.values)]
    answers = [*column.answers, *there.tolist()]
    if not any(reasons[0] <= code <= reasons[-1] for code in answers):
        return {reason: reason for reason in reasons}
    start = int(min(answers)) - 1000 - len(reasons)
    return {reason: start + at for at, reason in enumerate(reasons)}


def _ranges(codes: Mapping[int, int]) -> list[Any]:
    """SPSS takes three values, or a range."""
    numbers = sorted(codes.values())
    few = len(numbers) <= SINGLE
    return numbers if few else [{"lo": numbers[0], "hi": numbers[-1]}]


def _cells(column: Column, codes: Mapping[int, int]) -> Any:
    if column.text:
        return ["" if one is None else one for one in column.values]
    if column.reasons is None or not codes:
        return column.values
    found = column.values.copy()
    for reason, code in codes.items():
        found[np.isnan(column.values) & (column.reasons == reason)] = code
    return found


def _format(column: Column) -> str:
    return "F8.0" if column.whole else "F12.6"


writers("sav")(write)
