"""Reasons for a missing answer in files that have no missing values of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal

import numpy as np

from cpsurvey.export.column import Column

Missing = Literal["blank", "codes", "columns"]


def told(columns: Sequence[Column], missing: Missing) -> list[Column]:
    """The columns as a file of plain cells has them: a reason as a number, or beside.

    What a row has no reason for stays empty.
    """
    if missing == "codes":
        return [_coded(one) for one in columns]
    if missing == "columns":
        return [*columns, *(_beside(one) for one in columns if _reasons(one))]
    return list(columns)


def codes(column: Column) -> dict[int, int]:
    """Reason -> number it has in a file: its own, unless that is, or lies among, answers."""
    reasons = sorted(column.why)
    if not reasons or column.text:
        return {}
    answered = ~np.isnan(column.values)
    if column.reasons is not None:
        answered &= column.reasons == 0
    there = column.values[answered]
    answers = [*column.answers, *there.tolist()]
    if not any(reasons[0] <= code <= reasons[-1] for code in answers):
        return {reason: reason for reason in reasons}
    start = int(min(answers)) - 1000 - len(reasons)
    return {reason: start + at for at, reason in enumerate(reasons)}


def filled(column: Column, numbers: Mapping[int, int]) -> np.ndarray:
    """Values with the number of the reason where a value is missing."""
    found = column.values.copy()
    if column.reasons is not None:
        for reason, code in numbers.items():
            found[np.isnan(column.values) & (column.reasons == reason)] = code
    return found


def _coded(column: Column) -> Column:
    numbers = codes(column)
    return replace(column, values=filled(column, numbers)) if numbers else column


def _reasons(column: Column) -> bool:
    return bool(column.why) and column.reasons is not None and not column.text


def _beside(column: Column) -> Column:
    """Column of texts: why an answer is missing."""
    assert column.reasons is not None
    gap = np.isnan(column.values)
    said = [
        column.why.get(int(reason)) if missing else None
        for reason, missing in zip(column.reasons, gap, strict=True)
    ]
    return Column(
        f"{column.name}_na",
        column.variable,
        "reason",
        column.label,
        np.array(said, dtype=object),
        "nominal",
        scale=column.scale,
    )
