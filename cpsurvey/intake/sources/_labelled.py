"""Files of statistical programs: typed columns with labels and reasons for none."""

from __future__ import annotations

import codecs
import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from cpsurvey.binary import child
from cpsurvey.binary.bounds import Bounds
from cpsurvey.coded import Coded
from cpsurvey.errors import CpsurveyError
from cpsurvey.intake import limits
from cpsurvey.intake.encoding import no_encoding
from cpsurvey.intake.file import File
from cpsurvey.intake.sheet import Making, Sheet
from cpsurvey.intake.sources import Told
from cpsurvey.intake.sources._cells import number, single
from cpsurvey.intake.table import Cell, Column, Known

Moment = Callable[[float, str], str | None]
"""A number and the format of its variable -> the date or time it is; None: it is a number."""
USER_MISSING = "user_missing"
_PADDED = re.compile(r"(?:N|%0)(\d+)(?:\.0f?)?")
_NO_TEXT = ("encoding", "charset", "character set", "UnicodeDecodeError")
_PYTHON_ONLY = {"mac-roman": "macintosh"}


@dataclass(frozen=True, slots=True)
class _Variable:
    """One column as the file describes it."""

    name: str
    text: str
    format: str
    type: str
    labels: Mapping[Any, str]
    missing: Sequence[tuple[Any, Any]]

    @property
    def is_text(self) -> bool:
        """Its cells are texts."""
        return self.type.startswith("string")

    def cell(self, value: Any, moment: Moment) -> Cell:
        """Text of a cell; an empty text is nothing, a tag of Stata is ``.a``."""
        if value is None or value == "":
            return None
        if self.is_text:
            return str(value)
        if isinstance(value, str):
            return f".{value}"
        if (said := moment(value, self.format)) is not None:
            return said
        padded = _PADDED.fullmatch(self.format)
        return number(
            single(value) if self.type == "float" else value, int(padded[1]) if padded else 0
        )

    def why(self, value: Any) -> str | None:
        """Why a cell is no answer; None: the file does not say that it is none."""
        if isinstance(value, str) and not self.is_text:
            return self.labels.get(value) or f".{value}"
        for low, high in self.missing:
            if type(low) is type(value) and low <= value <= high:
                return self.labels.get(value) or USER_MISSING
        return None


def sheet(file: File, told: Told, format_: str, moment: Moment) -> Sheet:
    """Cells of a file as text, with what it says of its variables.

    Raises
    ------
    CpsurveyError
        CPS102 its texts are in another encoding, CPS104 damaged,
        CPS119 too large.
    """
    where, bounds = file.name, file.bounds
    encoding = _iconv(told.encoding, where)
    try:
        with child.trusted_no_further(where, bounds):
            job = {"format": format_, "encoding": encoding}
            said = child.lines(file.path or file.held, where, bounds, "statistical", **job)
            head: Any = next(said, None)
            limits.columns(len(head["names"]), where, 0)
            variables = _variables(head)
            cells = [column for column in said if isinstance(column, Coded)]
            described = zip(variables, cells, strict=True)
            known = {
                at: _known(variable, column, moment, head["sets"])
                for at, (variable, column) in enumerate(described)
            }
    except child.Failed as failed:
        raise _refused(failed.said, told, where, bounds) from None
    columns = [
        column.map(partial(variable.cell, moment=moment))
        for variable, column in zip(variables, cells, strict=True)
    ]
    return _made(variables, columns, known, head["encoding"] or format_, where)


def _variables(head: Mapping[str, Any]) -> list[_Variable]:
    parts = (head[part] for part in ("names", "texts", "formats", "types", "labels", "missing"))
    return [
        _Variable(name, text, shape, kind, dict(labels), [(low, high) for low, high in missing])
        for name, text, shape, kind, labels, missing in zip(*parts, strict=True)
    ]


def _known(
    variable: _Variable, column: Coded[Any], moment: Moment, sets: Mapping[str, Any]
) -> Known:
    """What the file says of a column, by the text of its cells."""
    missing = {}
    for value in dict.fromkeys((*column.kinds, *variable.labels)):
        cell, why = variable.cell(value, moment), variable.why(value)
        if cell is not None and why is not None:
            missing[cell] = why
    labels = {variable.cell(value, moment): label for value, label in variable.labels.items()}
    of = next(
        (
            (name, text)
            for name, (names, text, dichotomy) in sets.items()
            if dichotomy and variable.name in names
        ),
        (),
    )
    return Known(
        variable.text,
        {cell: label for cell, label in labels.items() if cell is not None and label.strip()},
        missing,
        tuple(filter(None, of)),
        tuple(filter(None, (variable.name, variable.text))) if of else (),
    )


def _made(
    variables: Sequence[_Variable],
    columns: Sequence[Column],
    known: Mapping[int, Known],
    encoding: str,
    where: str,
) -> Sheet:
    making = Making(where)
    names: list[Cell] = [variable.name for variable in variables]
    making.add([(0, names)])
    n = len(columns[0]) if columns else 0
    kept, lines = making.filled(columns, np.arange(1, n + 1))
    if len(lines):
        making.block(kept, lines, np.full(len(lines), len(columns), dtype=np.int64))
    labelled = sum(1 for one in known.values() if one.labels)
    missing = sum(1 for one in known.values() if one.missing)
    seen = [f"{len(variables)} variables, {labelled} with labels of their values"]
    if missing:
        seen.append(f"{missing} with values that the file declares missing")
    return making.sheet(encoding.casefold(), "", known, tuple(seen))


def _iconv(named: str | None, where: str) -> str | None:
    """Name of an encoding as the library knows it."""
    if named is None:
        return None
    try:
        name = codecs.lookup(named).name
    except LookupError:
        raise no_encoding(named, where) from None
    return _PYTHON_ONLY.get(name, name)


def _refused(said: str, told: Told, where: str, bounds: Bounds) -> CpsurveyError:
    """Refusal by what the library said."""
    if any(sign in said for sign in _NO_TEXT):
        other = "leave 'encoding' out, or name the right one"
        return CpsurveyError(
            "CPS102",
            f"its texts are not in {told.encoding or 'the encoding that the file names'}",
            where=where,
            fix=other
            if told.encoding
            else "name it in the source ('encoding: cp1252', "
            "'encoding: utf-8' or 'encoding: mac_roman')",
        )
    if "allocate memory" in said:
        return bounds.needs_too_much(where)
    return bounds.broken(where)


def since(start: dt.datetime, seconds: float, *, day: bool) -> str | None:
    """ISO moment, a day alone where the format shows no more; None: no calendar has it."""
    try:
        found = start + dt.timedelta(milliseconds=round(seconds * 1000))
    except (OverflowError, ValueError):
        return None
    midnight = day and found.time() == dt.time()
    return found.date().isoformat() if midnight else found.isoformat(" ")


def clock(seconds: float) -> str:
    """``09:03:11``, also of more than a day."""
    minutes, rest = divmod(round(abs(seconds)), 60)
    sign = "-" if seconds < 0 else ""
    return f"{sign}{minutes // 60:02}:{minutes % 60:02}:{rest:02}"
