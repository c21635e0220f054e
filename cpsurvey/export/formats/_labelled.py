"""What files of SPSS and Stata have in common: labels, and a time that is left out."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from cpsurvey.export.column import Column, shortened

Written = Callable[[Path], None]


def bytes_of(write: Written) -> bytes:
    """What a library writes into a file, by way of a folder nobody else can read."""
    with tempfile.TemporaryDirectory(prefix="cpsurvey-") as folder:
        file = Path(folder) / "data"
        write(file)
        return file.read_bytes()


def frame(columns: Sequence[Column], cells: Callable[[Column], Any]) -> Any:
    """The columns as pandas hands them to the library."""
    import pandas as pd

    made = {one.name: pd.Series(cells(one)) for one in columns}
    return pd.DataFrame(made)


def labels(
    columns: Sequence[Column], longest: int, *, of_bytes: bool = False
) -> dict[str, str | None]:
    """Labels of variables, no longer than the format takes."""
    return {one.name: shortened(one.label, longest, of_bytes=of_bytes) for one in columns}


def value_labels(
    columns: Sequence[Column], codes: Mapping[str, Mapping[int, Any]], longest: int
) -> dict[str, dict[Any, str]]:
    """Labels of values and of reasons, by the `codes` that reasons have in the file."""
    found: dict[str, dict[Any, str]] = {}
    for one in columns:
        own = codes[one.name]
        why = {own[reason]: text for reason, text in one.why.items() if reason in own}
        if said := {**one.answers, **why}:
            found[one.name] = {
                code: shortened(text, longest, of_bytes=True) for code, text in said.items()
            }
    return found
