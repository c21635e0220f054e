"""What runs in the child process: a library reads a file that may be hostile.

Started by path, with the standard library and that library alone. The file is standard input;
lines of JSON go out, and after the line of a column the places of its rows as bare bytes.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import sys
from array import array
from collections.abc import Callable, Iterable, Iterator
from typing import Any, BinaryIO

Say = Callable[[dict[str, Any]], None]
_CELLS_AT_ONCE = 8_000_000
"""Cells of a statistical file held as Python numbers; the file is read once for so many."""


def main() -> None:
    """Read what the first argument asks for."""
    job = json.loads(sys.argv[1])
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # a library that prints must not be taken for an answer

    def say(line: dict[str, Any], tail: bytes = b"") -> None:
        out.write(json.dumps(line).encode() + b"\n" + tail)

    try:
        _limit(job["memory"], job["seconds"])
        for line, tail in _PARSERS[job["library"]](job, sys.stdin.buffer):
            say(line, tail)
        say({"end": True})
    except MemoryError:
        say({"refused": "memory"})
    except Exception as error:  # noqa: BLE001  these libraries raise anything at all
        say({"refused": type(error).__name__, "said": str(error)[:300]})
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
        (resource.RLIMIT_FSIZE, 1 << 20),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, memory),
    ):
        with contextlib.suppress(OSError, ValueError):  # macOS has some that cannot be set
            resource.setrlimit(what, (most, most))


# ------------------------------------------------------------------ statistical programs
Lines = Iterator[tuple[dict[str, Any], bytes]]


def _statistical(job: dict[str, Any], stream: BinaryIO) -> Lines:
    import pyreadstat

    read = getattr(pyreadstat, f"read_{job['format']}")
    options = {"output_format": "dict", "disable_datetime_conversion": True}
    if job["format"] != "por":
        options |= {"user_missing": True, "encoding": job["encoding"]}
    _, meta = read(stream, metadataonly=True, **options)
    names = list(meta.column_names)
    yield _described(names, meta), b""
    if not job.get("answers", True):
        return
    width = max(1, _CELLS_AT_ONCE // max(1, meta.number_rows or 1))
    for start in range(0, len(names), width):
        group = names[start : start + width]
        stream.seek(0)
        some = {"usecols": group} if len(group) < len(names) else {}
        columns, _ = read(stream, **some, **options)
        for name in group:
            yield _column(columns.pop(name))


def _described(names: list[str], meta: Any) -> dict[str, Any]:
    """Everything the file says of its variables."""
    labels = meta.variable_value_labels
    return {
        "label": meta.file_label or "",
        "names": names,
        "texts": [meta.column_names_to_labels.get(name) or "" for name in names],
        "formats": [meta.original_variable_types.get(name) or "" for name in names],
        "types": [meta.readstat_variable_types.get(name) or "" for name in names],
        "measures": [meta.variable_measure.get(name) or "" for name in names],
        "labels": [list(labels.get(name, {}).items()) for name in names],
        "missing": [
            [[one["lo"], one["hi"]] for one in meta.missing_ranges.get(name, ())]
            for name in names
        ],
        "sets": {
            name: [one["variable_list"], one["label"] or "", bool(one["is_dichotomy"])]
            for name, one in (getattr(meta, "mr_sets", None) or {}).items()
        },
        "encoding": meta.file_encoding or "",
    }


# --------------------------------------------------------------------------- workbooks
def _workbook(job: dict[str, Any], stream: BinaryIO) -> Lines:
    """All sheets that hold something where none is named, else the one that is."""
    import io

    import python_calamine as calamine

    with calamine.CalamineWorkbook.from_filelike(io.BytesIO(stream.read())) as book:
        sheets = [
            one for one in book.sheets_metadata
            if one.typ == calamine.SheetTypeEnum.WorkSheet
        ]  # fmt: skip
        shown = calamine.SheetVisibleEnum.Visible
        yield {"sheets": [[one.name, one.visible == shown] for one in sheets]}, b""
        for one in sheets:
            if job["sheet"] in (None, one.name):
                yield from _sheet(book.get_sheet_by_name(one.name), job["columns"])


def _sheet(sheet: Any, most: int) -> Lines:
    right = sheet.start[1] if sheet.start else 0
    if right + sheet.width > most:
        yield {"sheet": sheet.name, "wide": right + sheet.width}, b""
        return
    known: list[dict[Any, int]] = [{None: 0} for _ in range(sheet.width)]
    places = [array("I") for _ in known]
    for row in sheet.iter_rows():  # from the first of the sheet on, empty ones too
        for kinds, at, cell in zip(known, places, row, strict=True):
            value = cell if type(cell) in (str, float) else _plain(cell)
            at.append(kinds.setdefault(value if value != "" else None, len(kinds)))
    merged = [list(map(list, one)) for one in sheet.merged_cell_ranges or ()]
    yield {"sheet": sheet.name, "left": right, "merged": merged}, b""
    for kinds, at in zip(known, places, strict=True):
        yield _coded(list(kinds), at)


def _plain(cell: Any) -> Any:
    """A cell as JSON has it."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat() if cell.time() == dt.time() else cell.isoformat(" ")
    if isinstance(cell, dt.timedelta):
        minutes, seconds = divmod(round(cell.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    return cell if cell is None or isinstance(cell, int | float | str) else str(cell)


# ----------------------------------------------------------------------------- columns
def _column(cells: Iterable[Any]) -> tuple[dict[str, Any], bytes]:
    known: dict[Any, int] = {}
    places = [known.setdefault(cell, len(known)) for cell in cells]
    return _coded(list(known), places)


def _coded(kinds: list[Any], places: Iterable[int]) -> tuple[dict[str, Any], bytes]:
    size = 1 if len(kinds) <= 1 << 8 else 2 if len(kinds) <= 1 << 16 else 4
    at = array({1: "B", 2: "H", 4: "I"}[size], places)
    return {"kinds": kinds, "rows": len(at), "size": size}, at.tobytes()


_PARSERS = {"statistical": _statistical, "workbook": _workbook}

if __name__ == "__main__":
    main()
