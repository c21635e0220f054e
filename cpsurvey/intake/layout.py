"""Where a table stands on a spreadsheet that people made: titles above it, totals below.

A row is taken for headings instead of the first only where the rows below show that it is one:
none of its cells is a number or stands below again, and the columns it names hold numbers, or
answers that come back. Answers are never taken for titles; where nothing shows it, the first
row is the headings.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from cpsurvey.coded import Coded
from cpsurvey.intake.export import Export
from cpsurvey.intake.numerals import readings
from cpsurvey.intake.sheet import Sheet
from cpsurvey.intake.table import Cell, Table
from cpsurvey.intake.words import no_headings, words

_DEEPEST = 12
"""Rows above the headings that are looked at."""
_LOWEST = 8
"""Rows at the bottom that are looked at."""
_FEW = 2
"""Columns of a table too narrow to tell a title from its headings."""
_WIDE = 0.6
"""Share of the columns that headings fill."""
_SOME, _MOST = 0.25, 0.5
"""Share of the columns that must show it: below titles, and where the first row is in doubt."""
_ENOUGH_ROWS = 5
_MANY_ROWS = 20
"""Rows from which on an answer of the first respondent alone is rare in every column."""
_DIFFERENT = 0.8
"""Share of different texts in a row of them."""
_NUMBERED = re.compile(r"(?P<stem>[a-z]+_?)(?P<number>\d{1,3})")
_ANSWER_CODES = ("a", "ao", "al")


@dataclass(frozen=True, slots=True)
class Headings:
    """What the columns are called.

    Parameters
    ----------
    rows : int
        Rows of headings, 1 or 2.
    texts : tuple of str
        What each column asks, in the row below its name; () where no row says it.
    names : tuple of str
        What each column is called.
    groups : tuple of str
        Heading above that of each column; empty where there is none.
    seen : tuple of str
        What was found, in words for the user.
    """

    rows: int
    names: tuple[str, ...]
    groups: tuple[str, ...]
    seen: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()


def untitled(sheet: Sheet) -> Sheet:
    """The sheet from its headings on; rows of titles above them are left out, and said."""
    top = sheet.top(_DEEPEST + 2)
    at = _below_titles(top)
    if _named_below(sheet, top, at):
        titles = at
    elif at and _is_heading(sheet, top, at, _SOME):
        titles = at - _groups(top[at - 1], top[at])
    else:
        return sheet
    if not titles:
        return sheet
    rows = "1 row" if titles == 1 else f"{titles} rows"
    seen = (*sheet.seen, f"{rows} of titles above the headings left out")
    return replace(
        sheet,
        columns=[column[titles:].pruned() for column in sheet.columns],
        lines=sheet.lines[titles:],
        widths=sheet.widths[titles:],
        seen=seen,
    )


def headings(sheet: Sheet) -> Headings:
    """Names of the columns of a sheet without titles, in one row or two."""
    top = sheet.top(_DEEPEST + 2)
    if texts := _texts_below(sheet, top):
        said = "row 2 holds the texts of the columns, no answers"
        return Headings(2, sheet.header, tuple("" for _ in sheet.header), (said,), texts)
    wide = _below_titles(top) == 1 and _is_heading(sheet, top, 1, _SOME)
    if not _named_below(sheet, top, 0) and not (wide and _groups(top[0], top[1])):
        return Headings(1, sheet.header, tuple("" for _ in sheet.header))
    names, groups = _joined(top[0], top[1])
    said = "the headings have two rows: groups of columns stand above their names"
    return Headings(2, names, groups, (said,))


def _filled(row: Sequence[str]) -> list[int]:
    return [at for at, cell in enumerate(row) if cell.strip()]


def _below_titles(top: Sequence[Sequence[str]]) -> int:
    """The first row nearly as wide as the widest, where those above are narrow; or 0."""
    many = [len(_filled(row)) for row in top]
    widest = max(many, default=0)
    wide = max(_WIDE * widest, _FEW + 1)
    at = next((at for at, one in enumerate(many) if one >= wide), 0)
    return at if all(one <= widest / 2 for one in many[:at]) else 0


def _groups(above: Sequence[str], heads: Sequence[str]) -> bool:
    """Whether the row above headings names groups of them: it is not a title at the left."""
    places = _filled(above)
    first = _filled(heads)[0]
    return places[-1] > first and not no_headings(above[at] for at in places)


def _named_below(sheet: Sheet, top: Sequence[Sequence[str]], at: int) -> bool:
    """Whether the next row names the columns that a row leaves without a heading."""
    if at + 1 >= len(top):
        return False
    named, below = set(_filled(top[at])), set(_filled(top[at + 1]))
    width = max(max(_filled(row), default=-1) for row in top) + 1
    gaps = set(range(width)) - named
    if not named or not gaps or not gaps <= below:
        return False
    return _is_heading(sheet, top, at + 1, _MOST)


def _is_heading(sheet: Sheet, top: Sequence[Sequence[str]], at: int, share: float) -> bool:
    """Whether the rows below show that a row is headings."""
    places = _filled(top[at])
    names = [words(top[at][place]) for place in places]
    if not names or no_headings(top[at][place] for place in places) or sheet.n <= at + 1:
        return False
    columns = [sheet.columns[place][at + 1 :].pruned() for place in places]
    below = [column for column in columns if any(column.kinds)]
    called = set(names)
    said = any(words(kind) in called for column in below for kind in column.kinds if kind)
    if said or len(called) < len(names) / 2:
        return False
    if _numbered(names):
        return True
    other = sum(1 for column in below if _of_numbers(column))
    again = sum(1 for column in below if _comes_back(column))
    enough = share * max(len(below), 1)
    return other >= enough or (sheet.n - at - 1 >= _ENOUGH_ROWS and again >= enough)


def _texts_below(sheet: Sheet, top: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Texts of the row below the names, where nobody can have answered so.

    In columns of numbers it holds words, all of them different, and in no column a cell that
    stands below again. A first respondent without answers repeats a word for that, and has a
    number somewhere.
    """
    if len(top) <= _ENOUGH_ROWS + 1:
        return ()
    cells = [cell.strip() for cell in top[1]]
    places = _filled(top[1])
    if len(places) < _FEW + 2 or no_headings(cells[at] for at in places):
        return ()
    said = [words(cells[at]) for at in places]
    if len(set(said)) < _DIFFERENT * len(said):
        return ()
    shown = others = 0
    for at, word in zip(places, said, strict=True):
        below = sheet.columns[at][2:].pruned()
        filled = [kind for kind in below.kinds if kind and kind.strip()]
        if not filled:
            continue
        if any(words(kind) == word for kind in filled) or not any(map(str.isalpha, word)):
            return ()
        numbers = readings(word) == (None, None) and _of_numbers(below)
        shown += numbers or (_comes_back(below) and sheet.n >= _MANY_ROWS)
        others += 1
    if shown <= _FEW or shown < _MOST * others:
        return ()
    return tuple(cells[at] if at < len(cells) else "" for at in range(len(sheet.header)))


def _numbered(names: Sequence[str]) -> bool:
    """Whether names are one stem with different numbers, as no answers in a row are."""
    found = [one for name in names if (one := _NUMBERED.fullmatch(name))]
    stems = {one["stem"]: set[str]() for one in found if one["stem"] not in _ANSWER_CODES}
    for one in found:
        if one["stem"] in stems:
            stems[one["stem"]].add(one["number"])
    return any(len(numbers) > 2 for numbers in stems.values())


def _of_numbers(column: Coded[Cell]) -> bool:
    """Whether a column holds numbers, dates or addresses alone, as no heading is one."""
    filled = (kind for kind in column.kinds if kind and kind.strip())
    first = next(filled, None)
    return first is not None and all(
        no_headings([kind]) or "@" in kind or readings(words(kind)) != (None, None)
        for kind in chain([first], filled)
    )


def _comes_back(column: Coded[Cell]) -> bool:
    counts = column.counts()
    there = sum(count for kind, count in counts.items() if kind)
    return 0 < len(counts) < there


def _joined(
    above: Sequence[str], heads: Sequence[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Name of each column and of its group, which stands above the first of them."""
    header: list[str] = []
    groups: list[str] = []
    group = ""
    for at in range(max(len(above), len(heads))):
        over = above[at] if at < len(above) else ""
        name = heads[at] if at < len(heads) else ""
        group = over.strip() or group
        header.append(name if name.strip() else over)
        groups.append(group if name.strip() else "")
        if not name.strip():
            group = ""
    return tuple(header), tuple(groups)


# ------------------------------------------------------------------- below the answers
_STATS: Mapping[str, Callable[[list[float]], float]] = {
    "sum": sum,
    "count": len,
    "mean": statistics.fmean,
    "median": statistics.median,
    "min": min,
    "max": max,
    "sd": lambda values: statistics.stdev(values) if len(values) > 1 else 0.0,
    "psd": statistics.pstdev,
}
_CALLED = {
    **dict.fromkeys(("total", "totaux", "total général", "grand total"), ("sum", "count")),
    **dict.fromkeys(("somme", "sum"), ("sum",)),
    **dict.fromkeys(("moyenne", "moyennes", "moy.", "moy", "mean", "average"), ("mean",)),
    **dict.fromkeys(("médiane", "median"), ("median",)),
    **dict.fromkeys(("écart-type", "écart type", "ecart-type", "sd", "std"), ("sd", "psd")),
    **dict.fromkeys(("minimum", "min"), ("min",)),
    **dict.fromkeys(("maximum", "max"), ("max",)),
    **dict.fromkeys(("n", "effectif", "nombre", "count"), ("count", "sum")),
}
_NOTE = re.compile(
    r"(\*|\(|notes?\b|source|nb\b|n\.b\.|remarque|légende).*|(\S+\s+){2,}\S+.*", re.I
)


def trimmed(export: Export) -> Export:
    """The export with totals and notes below its answers set aside."""
    found = below(export.table)
    if not found:
        return export
    ragged = tuple(sorted({*export.table.ragged, *found}))
    table = replace(export.table, ragged=ragged)  # their cells are not looked at
    return replace(export, table=table, aside={**found, **export.aside})


def below(table: Table) -> dict[int, str]:
    """Rows, from 1, at the bottom that are no respondents: notes, and totals that are right.

    A total counts as one where it is called so and its numbers are those of the rows above, or
    where it is not called anything and several of its numbers are the means of the columns.
    """
    found: dict[int, str] = {}
    first = next((at for at, name in enumerate(table.header) if name.strip()), 0)
    candidates: list[int] = []
    for row in range(table.n, max(table.n - _LOWEST, 1), -1):
        cells = [cell or "" for cell in table.row(row)]
        if _is_note(cells, first, len(table.header)):
            found[row] = "note_row"
        elif _may_be_total(cells):
            candidates.append(row)
        else:
            break
    if candidates:
        until = min([*candidates, *found]) - 1
        found |= {r: "summary_row" for r in candidates if _is_total(table, r, until)}
    return found if len(found) < table.n else {}


def _is_note(cells: Sequence[str], first: int, width: int) -> bool:
    places = _filled(cells)
    return width > _FEW and places == [first] and bool(_NOTE.fullmatch(cells[first].strip()))


def _called(cells: Sequence[str]) -> tuple[str, ...]:
    texts = [words(cells[at]) for at in _filled(cells) if not _values(cells[at])]
    name = texts[0].rstrip(" :=") if texts else ""
    return _CALLED.get(name) or _CALLED.get(name.split(" ")[0], ())


def _may_be_total(cells: Sequence[str]) -> bool:
    numbers = [cell for cell in cells if cell.strip() and _values(cell)]
    return bool(numbers) and (bool(_called(cells)) or not cells[0].strip())


def _values(cell: str) -> tuple[float, ...]:
    return tuple(value for value in readings(words(cell)) if value is not None)


def _is_total(table: Table, row: int, until: int) -> bool:
    """Whether the numbers of a row are what they are called of the rows above."""
    cells = [cell or "" for cell in table.row(row)]
    called = _called(cells)
    right = wrong = uneven = 0
    for at, cell in enumerate(cells):
        if not (values := _values(cell)):
            continue
        above = [one for one in table.columns[at][:until].tolist() if one and one.strip()]
        if _fits(values, cell, above, called or ("mean",)):
            right += 1
            uneven += not values[0].is_integer()
        else:
            wrong += 1
    return right > wrong if called else right > 1 and bool(uneven) and not wrong


def _fits(
    values: Sequence[float], cell: str, above: Sequence[str], stats: Sequence[str]
) -> bool:
    numbers = [found[-1] for one in above if (found := _values(one))]
    decimals = (
        len(re.split(r"[.,]", cell.strip().rstrip("% "))[-1]) if re.search("[.,]", cell) else 0
    )
    near = 0.5001 * 10**-decimals
    expected = [float(_STATS[one](numbers)) for one in stats if numbers]
    if "count" in stats:
        expected.append(float(len(above)))
    return any(abs(value - one) <= near for value in values for one in expected)
