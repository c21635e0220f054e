"""The codebook of an exported file: what each column is, and what its values mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cpsurvey.export.column import Column
from cpsurvey.export.formats.csv import lines
from cpsurvey.export.missing import codes

HEADINGS = (
    "name",
    "variable",
    "role",
    "label",
    "scale",
    "reversed",
    "value",
    "meaning",
    "missing",
)


def written(columns: Sequence[Column]) -> bytes:
    """CSV with a byte-order mark, as spreadsheets expect: a row per variable and value."""
    return lines([HEADINGS, *_rows(columns)]).encode("utf-8-sig")


def _rows(columns: Sequence[Column]) -> Iterator[Sequence[object]]:
    for one in columns:
        about = (one.name, one.variable, one.role, one.label, one.scale, int(one.reversed))
        yield (*about, "", "", "")
        for value, meaning in one.answers.items():
            yield (*about, value, meaning, 0)
        for reason, value in codes(one).items():
            yield (*about, value, one.why[reason], 1)
