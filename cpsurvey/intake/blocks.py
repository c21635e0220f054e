"""Large delimited text, a block of rows at a time, through the parser of pandas.

The parser is asked only where it and the grammar find the same cells: quotes open after a
delimiter and close before one, and no row goes over several lines. Blocks where that is not so
are read by the grammar; a quote that stands anywhere else leaves it all that follows, because
where rows end is not known any more.
"""

from __future__ import annotations

import csv
import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from cpsurvey.coded import Coded, smallest
from cpsurvey.intake import limits
from cpsurvey.intake.grammar import records
from cpsurvey.intake.sheet import Making
from cpsurvey.intake.table import Cell

BLOCK = 16 << 20
"""Bytes; blocks of 4 MB were measured a fifth slower, larger ones no faster."""
_QUOTE, _LINE = ord('"'), ord("\n")
_EMPTY = b"\x1a\x1a"
"""Stands for a cell of empty quotes, which the parser does not tell from a bare one."""

_MARK = _EMPTY.decode()
Bytes = NDArray[np.uint8]


def whole_rows(chunks: Iterator[bytes], where: str, size: int = 0) -> Iterator[bytes]:
    """Blocks that end where a row ends, with one kind of line end.

    Raises
    ------
    CpsurveyError
        CPS119 a line without an end.
    """
    size = size or BLOCK
    parts: list[bytes] = []
    length = 0
    for chunk in _one_line_end(chunks):
        parts.append(chunk)
        length += len(chunk)
        if length < size:
            continue
        held = b"".join(parts)
        end = _last_row(held)
        if end:
            yield held[:end]
        elif length > limits.LONGEST_LINE:
            limits.too_large(
                f"a row has more than {limits.LONGEST_LINE >> 20} MB",
                where,
                "export again, one row per respondent; a quote that is never closed makes one "
                "row of all that follows",
            )
        parts = [held[end:]]
        length -= end
    if held := b"".join(parts):
        yield held


def _one_line_end(chunks: Iterator[bytes]) -> Iterator[bytes]:
    open_ = b""
    for chunk in chunks:
        text = open_ + chunk if open_ else chunk
        open_ = b""
        if b"\r" in text:
            open_ = b"\r" if text.endswith(b"\r") else b""
            text = text[: len(text) - len(open_)]
            text = text.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        yield text
    if open_:
        yield b"\n"


def _last_row(held: bytes) -> int:
    """Where the last row ends whose quotes are all closed; 0: none does."""
    end = held.rfind(b"\n") + 1
    if b'"' not in held or held.count(b'"', 0, end) % 2 == 0:
        return end
    text = np.frombuffer(held, dtype=np.uint8)
    quotes, ends = np.flatnonzero(text == _QUOTE), np.flatnonzero(text == _LINE)
    closed = ends[np.searchsorted(quotes, ends) % 2 == 0]
    return int(closed[-1]) + 1 if len(closed) else 0


def read(blocks: Iterator[bytes], making: Making, delimiter: str, first: int) -> None:
    """Read every block into the columns of a sheet.

    Parameters
    ----------
    first : int
        Number of the first line.

    Raises
    ------
    CpsurveyError
        CPS112 of the grammar, CPS119 too many columns or too long a cell.
    """
    line = first
    one = len(delimiter.encode()) == 1
    for block in blocks:
        text = np.frombuffer(block, dtype=np.uint8)
        plan = _level(text, block, ord(delimiter), making.width) if one else None
        if plan and _fast(plan, making, delimiter, line):
            line += len(plan.widths)
            continue
        plan = _plan(text, block, ord(delimiter)) if one else None
        if plan is None:
            rest = b"".join(chain([block], blocks))
            making.add(
                records(rest.decode("utf-8"), delimiter, making.where, line, making.width)
            )
            return
        if plan.over_lines:
            making.add(
                records(block.decode("utf-8"), delimiter, making.where, line, making.width)
            )
        elif not _fast(plan, making, delimiter, line):
            raise AssertionError("rows of a block were counted, and are of another length")
        line += int(np.count_nonzero(text == _LINE))


@dataclass(frozen=True, slots=True)
class _Plan:
    """A block of whole rows in which quotes stand where they may.

    Parameters
    ----------
    widths : (n,) int array
        Cells of each line; 0 where there is nothing at all.
    over_lines : bool
        Whether any row goes over several lines.
    """

    data: bytes
    widths: NDArray[np.int64]
    over_lines: bool = False
    quoted: bool = False


def _level(text: Bytes, block: bytes, delimiter: int, width: int | None) -> _Plan | None:
    """A block without quotes that has as many delimiters as if all rows were of one width.

    That they are is seen by the parser, which refuses a longer row unless its last cell is
    empty; where last cells are, it is looked at here.
    """
    if not width or width < 2 or b'"' in block or not block.endswith(b"\n"):
        return None
    rows = int(np.count_nonzero(text == _LINE))
    if int(np.count_nonzero(text == delimiter)) != rows * (width - 1):
        return None
    if bytes([delimiter, _LINE]) in block and not _each(text, delimiter, width):
        return None
    return _Plan(block, np.full(rows, width))


def _each(text: Bytes, delimiter: int, width: int) -> bool:
    """Whether each line has as many delimiters, where together they have as many."""
    ends = np.flatnonzero(text == _LINE)
    between = np.flatnonzero(text == delimiter).reshape(len(ends), width - 1)
    return bool((between[:, -1] < ends).all() and (between[1:, 0] > ends[:-1]).all())


def _plan(text: Bytes, block: bytes, delimiter: int) -> _Plan | None:
    """Where the cells of a block are; None where the grammar must say."""
    ends = np.flatnonzero(text == _LINE)
    if not block.endswith(b"\n"):
        ends = np.append(ends, len(text))
    between = np.flatnonzero(text == delimiter)
    quoted = b'"' in block
    if quoted:
        quotes = np.flatnonzero(text == _QUOTE)
        if b"\x1a" in block or not _well_placed(text, quotes, delimiter):
            return None
        inside = np.searchsorted(quotes, ends) % 2 == 1
        if inside.any():
            return _Plan(block, ends[:0], over_lines=True, quoted=True)
        between = between[np.searchsorted(quotes, between) % 2 == 0]
        block = _marked(text, quotes, delimiter)
    widths = np.diff(np.searchsorted(between, ends), prepend=0) + 1
    starts = np.concatenate([[0], ends[:-1] + 1])
    widths[starts == ends] = 0
    return _Plan(block, widths.astype(np.int64), quoted=quoted)


def _around(
    text: Bytes, quotes: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64], Bytes, Bytes]:
    """Where quotes open and close, and the signs before and after; lines end around a block."""
    padded = np.concatenate([[_LINE], text, [_LINE]]).astype(np.uint8)
    opening, closing = quotes[0::2], quotes[1::2]
    return opening, closing, padded[opening], padded[closing + 2]


def _signs(*signs: int) -> NDArray[np.bool_]:
    """Which of all bytes are one of these signs."""
    found = np.zeros(256, dtype=bool)
    found[list(signs)] = True
    return found


def _well_placed(text: Bytes, quotes: NDArray[np.int64], delimiter: int) -> bool:
    """Whether each quote opens a cell, closes one, or is one of two inside a cell."""
    if len(quotes) % 2:
        return False
    opening, closing, before, after = _around(text, quotes)
    border = _signs(delimiter, _LINE, _QUOTE)
    # of two quotes inside a cell the first closes and the second opens again
    if not (border[before].all() and border[after].all()):
        return False
    again = before == _QUOTE
    return bool((opening[again] - 1 == closing[np.flatnonzero(again) - 1]).all())


def _marked(text: Bytes, quotes: NDArray[np.int64], delimiter: int) -> bytes:
    """The block with every cell of empty quotes marked."""
    opening, closing, before, after = _around(text, quotes)
    border = _signs(delimiter, _LINE)
    empty = opening[(closing == opening + 1) & border[before] & border[after]]
    if not len(empty):
        return text.tobytes()
    marked = text.copy()
    marked[empty] = marked[empty + 1] = _EMPTY[0]
    return marked.tobytes()


def _fast(plan: _Plan, making: Making, delimiter: str, line: int) -> bool:
    """Cells of a block by the parser of pandas, as columns of what is different in them.

    False where a row is longer than the plan says; nothing was read then.
    """
    import pandas as pd

    lines = np.arange(line, line + len(plan.widths))
    width = int(plan.widths.max(initial=0))
    if not width:
        return True
    limits.columns(width, making.where, int(lines[plan.widths.argmax()]))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", pd.errors.ParserWarning)  # a longer first row
            frame = pd.read_csv(
                io.BytesIO(plan.data),
                sep=delimiter,
                header=None,
                names=range(width),
                index_col=False,
                dtype=object,
                keep_default_na=False,
                na_filter=False,
                quoting=csv.QUOTE_MINIMAL if plan.quoted else csv.QUOTE_NONE,
                skip_blank_lines=False,
                encoding="utf-8",
            )
    except (pd.errors.ParserError, pd.errors.ParserWarning):
        return False
    columns = []
    held = np.zeros(len(plan.widths), dtype=bool)
    for at in range(width):
        places, found = pd.factorize(frame[at].to_numpy())
        kinds: list[Cell] = [kind or None for kind in found.tolist()]
        if plan.quoted and _MARK in kinds:
            kinds[kinds.index(_MARK)] = ""
        columns.append(Coded(kinds, places.astype(smallest(len(kinds)))))
        blank = np.array([not kind or kind.isspace() for kind in kinds], dtype=bool)
        held |= ~blank[places]
    rows = np.flatnonzero(held)
    if len(rows):
        widths = plan.widths[rows]
        columns = columns[: widths.max()]  # a row that is left out makes none
        if len(rows) < len(held):
            columns = [column.take(rows) for column in columns]
        making.block(columns, lines[rows], widths)
    return True
