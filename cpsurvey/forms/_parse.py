"""What runs in the child process: a library reads a file that may be hostile.

Started by path, with the standard library and that library alone. The file is standard input;
one value goes out as JSON.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any


def main() -> None:
    """Read what the first argument asks for; the others are bytes and seconds."""
    library, memory, seconds = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    out = os.fdopen(os.dup(1), "w", encoding="utf-8", errors="replace")
    os.dup2(2, 1)  # a library that prints must not be taken for an answer
    _limit(memory, seconds)
    json.dump(_PARSERS[library](sys.stdin.buffer.read()), out)
    out.flush()
    os._exit(0)  # what a library left behind is not tidied up


def _limit(memory: int, seconds: int) -> None:
    """Limits of this process, where the system has any."""
    try:
        import resource
    except ImportError:
        return
    for what, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, memory),
    ):
        with contextlib.suppress(OSError, ValueError):  # macOS has some that cannot be set
            resource.setrlimit(what, (most, most))


def _workbook(data: bytes) -> dict[str, list[list[str]]]:
    """Sheets as rows of texts; numbers without a needless ``.0``."""
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {
        name: [
            [_cell(value) for value in row]
            for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        ]
        for name in book.sheet_names
    }


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value).strip()


def _labels(kind: str) -> Callable[[bytes], dict[str, Any]]:
    """Variables of a statistical file with what it says of each."""

    def parse(data: bytes) -> dict[str, Any]:
        import pyreadstat

        with tempfile.TemporaryDirectory(prefix="cpsurvey-") as folder:
            file = Path(folder) / f"file.{kind}"
            file.write_bytes(data)
            read = pyreadstat.read_sav if kind == "sav" else pyreadstat.read_dta
            _, about = read(str(file), metadataonly=True, user_missing=True)
        return {
            "label": about.file_label or "",
            "variables": [_variable(about, name) for name in about.column_names if name],
            "sets": [
                [name, one.get("label") or "", one.get("variable_list") or []]
                for name, one in (getattr(about, "mr_sets", None) or {}).items()
            ],
        }

    return parse


def _variable(about: Any, name: str) -> dict[str, Any]:
    return {
        "name": name,
        "label": about.column_names_to_labels.get(name) or "",
        "kind": about.readstat_variable_types.get(name) or "",
        "shape": about.original_variable_types.get(name) or "",
        "measure": about.variable_measure.get(name) or "",
        "values": list((about.variable_value_labels.get(name) or {}).items()),
        "missing": [
            [gap["lo"], gap["hi"]] for gap in (about.missing_ranges or {}).get(name, ())
        ],
    }


_PARSERS: dict[str, Callable[[bytes], Any]] = {
    "workbook": _workbook,
    "sav": _labels("sav"),
    "dta": _labels("dta"),
}

if __name__ == "__main__":
    main()
