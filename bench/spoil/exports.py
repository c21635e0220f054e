"""Exports as they come from hands, spreadsheets and broken copies."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bench import small
from bench.small import ID, ITEMS, LABELS, SECRET, Rows


@dataclass(frozen=True, slots=True)
class Spoilt:
    """One spoilt export.

    Parameters
    ----------
    rows : int or None
        Data rows a person would count in it, where that can be said.
    people : int or None
        Different people in it, where that can be said.
    same : bool
        It says what the good file says, only written otherwise.
    never : bool
        No way to read it is right: it must be refused.
    """

    content: bytes
    rows: int | None = None
    people: int | None = None
    same: bool = False
    never: bool = False


Way = Callable[[random.Random, Rows], Spoilt]
WAYS: dict[str, Way] = {}
WHO = ("token", "respondent_id", "agent")
NUMBERS = (*ITEMS, "tenure", "change", "n", "ok")
OF_ANSWERS = ("row_answered_again", "scale_changed")
"""Ways that need the items of the questionnaire."""
CELLS = """NaN inf -inf 1e999 1e5 -0 007 1,5 1.234.567,8 =1+1 @x NULL None true #REF! #N/A N/A
NA - -- ? A1 A9 -oth- 1,000 0x3 3;4 '3 3.0 3,0 3.5 1/2/2026 2026-13-45 1.189E+11 \u0663 \uff13
\u200b3 3\xa0 \u202e3 \U0001f600 {question_not_shown} -99 99 -2.5""".split()
CELLS += ["Other: x", "3 - Neither", "3 4", "\t", " ", "9" * 400]
HEADINGS = ['"', "", "\n", "=1+1", "id", "Status", "Finished", "Q", "x" * 5000]
HEADINGS += [
    "\u0432\u043e\u043f\u0440\u043e\u0441",
    "\u0633\u0624\u0627\u0644",
    "Name",
    "E-mail",
]


def way(function: Way) -> Way:
    """Add a way to spoil an export."""
    WAYS[function.__name__] = function
    return function


def flipped(rng: random.Random, content: bytes, most: int = 8) -> bytes:
    """A few bytes changed."""
    made = bytearray(content)
    for _ in range(rng.randint(1, most)):
        made[rng.randrange(len(made))] = rng.randrange(256)
    return bytes(made)


def inserted(rng: random.Random, content: bytes, what: bytes) -> bytes:
    """Something put in between."""
    at = rng.randrange(len(content) + 1)
    return content[:at] + what + content[at:]


def _written(rows: Rows, **how: Any) -> bytes:
    return small.text(rows, **how).encode("utf-8")


def _of(rows: Rows, content: bytes | None = None, *, same: bool = False) -> Spoilt:
    """A file that still holds these rows, each somebody."""
    people = len({row[_who(rows)] for row in rows[1:]})
    return Spoilt(_written(rows) if content is None else content, len(rows) - 1, people, same)


def _who(rows: Rows) -> int:
    return next(i for i, name in enumerate(rows[0]) if name in WHO)


def _copy(rows: Rows) -> Rows:
    return [list(row) for row in rows]


def _some(rng: random.Random, rows: Rows) -> list[str]:
    return rng.choice(rows[1:])


def _column(rows: Rows, at: int, how: Callable[[int], str]) -> Rows:
    """The rows with one column answered otherwise."""
    made = [[*row[:at], how(i), *row[at + 1 :]] for i, row in enumerate(rows)]
    return [rows[0], *made[1:]]


# --------------------------------------------------------------------------- bytes
@way
def byte_flips(rng, rows):
    return Spoilt(flipped(rng, _written(rows)))


@way
def bytes_inserted(rng, rows):
    return Spoilt(inserted(rng, _written(rows), rng.randbytes(rng.randint(1, 40))))


@way
def bytes_deleted(rng, rows):
    content = _written(rows)
    at = rng.randrange(len(content))
    return Spoilt(content[:at] + content[at + rng.randint(1, 60) :])


@way
def truncated(rng, rows):
    content = _written(rows)
    return Spoilt(content[: rng.randrange(len(content))])


@way
def random_bytes(rng, _rows):
    return Spoilt(rng.randbytes(rng.randint(0, 3000)))


@way
def nul_inserted(rng, rows):
    bom = b"\xef\xbb\xbf" if rng.random() < 0.5 else b""
    nul = b"\0" * rng.randint(1, 3)
    return Spoilt(bom + inserted(rng, _written(rows), nul), never=True)


@way
def quotes_inserted(rng, rows):
    content = _written(rows, quote=rng.random() < 0.3)
    for _ in range(rng.randint(1, 2)):
        content = inserted(rng, content, b'"')
    return Spoilt(content, len(rows) - 1)


@way
def quotes_at_cells(rng, rows):
    """Quotes at the start of cells, where CSV opens one."""
    made = _copy(rows)
    for _ in range(rng.randint(1, 2)):
        row = _some(rng, made)
        row[rng.randrange(len(row))] = "\x01"
    return Spoilt(_written(made).replace(b"\x01", b'"'), len(rows) - 1)


@way
def bom_somewhere(rng, rows):
    bom = rng.choice([b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\0\0"])
    content = _written(rows)
    return Spoilt(bom + content if rng.random() < 0.5 else inserted(rng, content, bom))


# ------------------------------------------------------ the same, written otherwise
@way
def bom_in_front(rng, rows):
    return _of(rows, b"\xef\xbb\xbf" * rng.choice([1, 1, 2]) + _written(rows), same=True)


@way
def encoding_changed(rng, rows):
    names = "utf-16 utf-16-le utf-16-be utf-32 cp1252 mac-roman cp037 utf-7".split()
    return _of(rows, small.text(rows).encode(rng.choice(names)), same=True)


@way
def delimiter_changed(rng, rows):
    return _of(rows, _written(rows, delimiter=rng.choice(";\t|^ :")), same=True)


@way
def newline_changed(rng, rows):
    return _of(rows, _written(rows, newline=rng.choice(["\r\n", "\r", "\n\n"])), same=True)


@way
def all_quoted(_rng, rows):
    return _of(rows, _written(rows, quote=True), same=True)


@way
def rows_shuffled(rng, rows):
    return _of([rows[0], *rng.sample(rows[1:], len(rows) - 1)], same=True)


@way
def columns_shuffled(rng, rows):
    order = rng.sample(range(len(rows[0])), len(rows[0]))
    return _of([[row[i] for i in order] for row in rows], same=True)


@way
def empty_column(_rng, rows):
    return _of([[*row, ""] for row in rows], same=True)


@way
def text_column(_rng, rows):
    made = [[f"{SECRET} {i}", *row] for i, row in enumerate(rows)]
    made[0][0] = "remarks"
    return _of(made, same=True)


@way
def blank_lines(rng, rows):
    lines = small.text(rows).splitlines(keepends=True)
    blank = ["\n", " \n", "," * (len(rows[0]) - 1) + "\n"]
    for _ in range(rng.randint(1, 3)):
        lines.insert(rng.randint(1, len(lines)), rng.choice(blank))
    return Spoilt("".join(lines).encode(), None, len(rows) - 1)


# ----------------------------------------------------------------- rows and columns
@way
def row_duplicated(rng, rows):
    made = list(rows)
    made.insert(rng.randrange(1, len(rows)), list(_some(rng, rows)))
    return _of(made)


@way
def row_answered_again(rng, rows):
    """The same person once more, with other answers."""
    again = list(_some(rng, rows))
    again[rows[0].index("h1")] = rng.choice(["1", "5", "Agree", ""])
    return _of([*rows, again])


@way
def rows_deleted(rng, rows):
    return _of([rows[0], *rng.sample(rows[1:], rng.randint(0, len(rows) - 2))])


@way
def row_of_another_length(rng, rows):
    made = _copy(rows)
    row = _some(rng, made)
    row[rng.randrange(len(row)) :] = ["x"] * rng.choice([0, 0, 20])
    return Spoilt(_written(made), len(rows) - 1 if row else None)


@way
def heading_duplicated(rng, rows):
    made = _copy(rows)
    one, other = rng.sample(range(len(rows[0])), 2)
    made[0][one] = made[0][other]
    return Spoilt(_written(made), len(rows) - 1)


@way
def heading_renamed(rng, rows):
    made = _copy(rows)
    at = rng.randrange(len(made[0]))
    name = made[0][at]
    near = [name.upper(), f" {name} ", f"{name[:-1]}[{name[-1]}]", name.replace("_", "")]
    made[0][at] = rng.choice([*near, f"{name}.1", f"{name}?", *HEADINGS])
    return Spoilt(_written(made), len(rows) - 1)


@way
def headings_lost(_rng, rows):
    return Spoilt(_written(rows[1:]))


@way
def headings_twice(_rng, rows):
    return Spoilt(_written([rows[0], *rows]), None, len(rows) - 1)


@way
def column_lost(rng, rows):
    at = rng.randrange(len(rows[0]))
    made = [row[:at] + row[at + 1 :] for row in rows]
    return Spoilt(_written(made), len(rows) - 1, len(rows) - 1)


# --------------------------------------------------------------------------- cells
@way
def hostile_cells(rng, rows):
    made = _copy(rows)
    answers = [i for i, name in enumerate(rows[0]) if name in NUMBERS]
    for _ in range(rng.randint(1, 10)):
        _some(rng, made)[rng.choice(answers)] = rng.choice(CELLS)
    return Spoilt(_written(made), len(rows) - 1, len(rows) - 1)


@way
def hostile_column(rng, rows):
    cell = rng.choice(CELLS)
    made = _column(rows, rng.randrange(len(rows[0])), lambda _: cell)
    return Spoilt(_written(made), len(rows) - 1)


@way
def scale_changed(rng, rows):
    """One item answered 1 to 10, 0 to 4, or in codes and labels."""
    answers = rng.choice([range(1, 11), range(5), [*LABELS, *range(1, 6)]])
    at = rows[0].index(rng.choice(ITEMS))
    made = _column(rows, at, lambda _: str(rng.choice(answers)))
    return Spoilt(_written(made), len(rows) - 1, len(rows) - 1)


@way
def ids_spoilt(rng, rows):
    """Blank, rounded by a spreadsheet, with lost zeros, or one for all."""
    forms = ["", "1.189E+11", "{}", "{:03d}", "{}.0", ID.format(1)]
    made = _column(rows, _who(rows), rng.choice(forms).format)
    return Spoilt(_written(made), len(rows) - 1)


@way
def long_cell(rng, rows):
    made = _copy(rows)
    row = rng.choice(made)
    much = rng.choice(["x", SECRET, "9", '"', "\n"]) * rng.choice([5000, 200_000])
    row[rng.randrange(len(row))] = much
    return Spoilt(_written(made), len(rows) - 1)
