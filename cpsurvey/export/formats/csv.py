"""CSV: numbers in full, empty where missing; the codebook beside says what they mean."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable, Sequence
from typing import Any

from cpsurvey.export.column import Column
from cpsurvey.export.formats import writers
from cpsurvey.report.render.csv import guarded


def write(columns: Sequence[Column]) -> bytes:
    """UTF-8 without a byte-order mark, which R would take for a part of the first name."""
    table = zip(*(_cells(one) for one in columns), strict=True)
    return lines([[one.name for one in columns], *table]).encode()


def _cells(column: Column) -> list[Any]:
    if column.whole:
        return [None if math.isnan(value) else int(value) for value in column.values]
    return list(column.values.tolist())


def lines(rows: Iterable[Sequence[object]]) -> str:
    """Rows as CSV: what is missing is empty, and no text runs as a formula."""
    stream = io.StringIO()
    out = csv.writer(stream, lineterminator="\n")
    for row in rows:
        out.writerow([_cell(value) for value in row])
    return stream.getvalue()


def _cell(value: object) -> object:
    if isinstance(value, str):
        return guarded(value)
    return "" if value is None or value != value else value


writers("csv")(write)
