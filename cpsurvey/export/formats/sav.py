"""SPSS: labels of variables and values, and reasons for no answer as user-missing values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from cpsurvey.export.column import Column
from cpsurvey.export.formats import writers
from cpsurvey.export.formats._labelled import bytes_of, frame, labels, value_labels
from cpsurvey.export.missing import codes, filled

LABEL, VALUE_LABEL, SINGLE = 255, 120, 3
"""Bytes of a label of a variable and of a value; user-missing values named one by one."""
_TIME = slice(92, 109)
"""Place of day and time of writing in the file: the same data give the same bytes."""
_NO_TIME = b"01 Jan 0000:00:00"


def write(columns: Sequence[Column]) -> bytes:
    """A file of SPSS, without the time of its making."""
    import pyreadstat

    numbers = {one.name: codes(one) for one in columns}
    data = bytes_of(
        lambda file: pyreadstat.write_sav(
            frame(columns, lambda one: _cells(one, numbers[one.name])),
            file,
            column_labels=labels(columns, LABEL, of_bytes=True),
            variable_value_labels=value_labels(columns, numbers, VALUE_LABEL),
            missing_ranges={name: _ranges(found) for name, found in numbers.items() if found},
            variable_measure={one.name: one.measure for one in columns},
            variable_format={one.name: _format(one) for one in columns if not one.text},
        )
    )
    return data[: _TIME.start] + _NO_TIME + data[_TIME.stop :]


def _ranges(numbers: Mapping[int, int]) -> list[Any]:
    """SPSS takes three values, or a range."""
    found = sorted(numbers.values())
    few = len(found) <= SINGLE
    return found if few else [{"lo": found[0], "hi": found[-1]}]


def _cells(column: Column, numbers: Mapping[int, int]) -> Any:
    if column.text:
        return ["" if one is None else one for one in column.values]
    return filled(column, numbers)


def _format(column: Column) -> str:
    return "F8.0" if column.whole else "F12.6"


writers("sav")(write)
