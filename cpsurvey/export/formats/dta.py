"""Stata 14 and later: labels, and reasons for no answer as its missing values .a to .z."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from string import ascii_lowercase
from typing import Any

import numpy as np

from cpsurvey.export.column import Column
from cpsurvey.export.formats import writers
from cpsurvey.export.formats._labelled import bytes_of, frame, labels, value_labels

LABEL, VALUE_LABEL, VERSION = 80, 32_000, 14
_TIME = re.compile(rb"<timestamp>\x11.{17}</timestamp>", re.DOTALL)
_NO_TIME = b"<timestamp>\x1101 Jan 2000 00:00</timestamp>"
"""The same data give the same bytes."""


def write(columns: Sequence[Column]) -> bytes:
    """A file of Stata, without the time of its making."""
    import pyreadstat

    letters = {one.name: user_missing(one) for one in columns}
    data = bytes_of(
        lambda file: pyreadstat.write_dta(
            frame(columns, lambda one: _cells(one, letters[one.name])),
            file,
            version=VERSION,
            column_labels=labels(columns, LABEL),
            variable_value_labels=value_labels(columns, letters, VALUE_LABEL),
            missing_user_values={
                name: list(found.values()) for name, found in letters.items() if found
            },
        )
    )
    return _TIME.sub(_NO_TIME, data, count=1)


def user_missing(column: Column) -> dict[int, str]:
    """Reason -> letter; the last of more than 26 have none and are plainly missing."""
    if column.text or column.reasons is None:
        return {}
    return dict(zip(sorted(column.why, reverse=True), ascii_lowercase, strict=False))


def _cells(column: Column, letters: Mapping[int, str]) -> Any:
    if column.text:
        return ["" if one is None else one for one in column.values]
    if column.reasons is None or not letters:
        return column.values
    found = column.values.astype(object)
    for reason, letter in letters.items():
        found[np.isnan(column.values) & (column.reasons == reason)] = letter
    return found


writers("dta")(write)
