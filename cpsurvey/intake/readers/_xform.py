"""What KoboToolbox and ODK share: headings are paths of groups, edits keep the first number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Set

from cpsurvey.coded import Coded
from cpsurvey.errors import CpsurveyError
from cpsurvey.intake.export import Column
from cpsurvey.intake.table import Cell, Table
from cpsurvey.intake.words import shown, words

_TRUTHS = frozenset(("0", "1", "0.0", "1.0", "true", "false", ""))
_ISO = re.compile(r"\d{4}-\d\d-\d\dT?.*")
_REPEAT = ("parent_key", "_parent_index", "_submission__uuid", "_submission__id")
"""Headings that only a sheet of repetitions has."""


def columns(table: Table, own: Iterable[int], groups: str) -> tuple[Column, ...]:
    """Every column but the platform's own, with the names it goes by.

    Parameters
    ----------
    groups : str
        Signs that stand between a group and a question; ``/`` always stands between a
        question with several answers and one of them.
    """
    left_out = frozenset(own)
    parents = {words(heading) for heading in table.header if heading.strip()}
    return tuple(
        _column(at, heading, table.columns[at], parents, groups)
        for at, heading in enumerate(table.header)
        if heading.strip() and at not in left_out
    )


def _column(
    at: int, heading: str, cells: Coded[Cell], parents: Set[str], groups: str
) -> Column:
    question, choice = _parted(heading.strip(), parents)
    if not question or not choice or not _ticked(cells):
        names = tails(heading, groups)
        return Column(at, heading, names, names)
    of = tails(question, groups)
    whole = tuple(f"{one}/{choice}" for one in of)
    # where the question has no column of its own, it may be a group and the choice a question
    alone = () if words(question) in parents else (choice,)
    names = (*whole, *alone)
    texts = (*names, *(f"{one} [{choice}]" for one in of))
    return Column(at, heading, names, texts, of=of, part=(choice,))


def _parted(heading: str, parents: Set[str]) -> tuple[str, str]:
    """Question and choice: at the slash before which the question's own column is called so."""
    places = [at for at, sign in enumerate(heading) if sign == "/"]
    own = [at for at in places if words(heading[:at]) in parents]
    at = (own or places or [0])[-1]
    return heading[:at].strip(), heading[at + 1 :].strip()


def tails(heading: str, groups: str) -> tuple[str, ...]:
    """A heading, then without its first group, its first two ..."""
    text = heading.strip()
    places = [at + 1 for at, sign in enumerate(text) if sign in groups]
    rests = (text[at:].strip() for at in places)
    return (heading, *(rest for rest in rests if rest))


def _ticked(cells: Coded[Cell]) -> bool:
    return all(words(cell or "") in _TRUTHS for cell in cells.kinds)


def one_of_edits(
    own: Coded[Cell], earlier: Coded[Cell] | None, root: Coded[Cell] | None
) -> Coded[Cell]:
    """What a submission was first numbered: an edit has a new number and names the old one."""
    empty: Coded[Cell] = Coded.full(None, len(own))
    bare = [(one or empty).map(_bare).tolist() for one in (own, earlier, root)]
    before = {number: old for number, old, _ in zip(*bare, strict=True) if number and old}
    return Coded.of(
        first or _oldest(number, before) for number, _, first in zip(*bare, strict=True)
    )


def _bare(cell: Cell) -> Cell:
    return cell.strip().removeprefix("uuid:") if cell else None


def _oldest(number: Cell, before: Mapping[str, str]) -> Cell:
    seen = set[str]()
    while number and number in before and number not in seen:
        seen.add(number)
        number = before[number]
    return number


def superseded(
    table: Table, numbers: Coded[Cell], times: int | None, counts: int | None = None
) -> dict[int, str]:
    """Rows that stand again below or were sent again later under the same number.

    Times of other shapes than ISO decide nothing.

    Parameters
    ----------
    times, counts : int or None
        Places of the time of submission, and of a column that numbers the rows.
    """
    often = numbers.counts()
    twice = numbers.rows(lambda one: bool(one) and often[one] > 1)
    cells = table.columns[times] if times is not None else None
    if cells is None or not all(_ISO.fullmatch(time) for time in cells.counts() if time):
        return {}
    found: dict[int, str] = {}
    last: dict[Cell, int] = {}
    for row in twice:
        before = last.get(numbers[row - 1])
        if before is None or (cells[row - 1] or "") > (cells[before - 1] or ""):
            later, earlier = row, before
        elif cells[row - 1] == cells[before - 1]:
            same = _without(table.row(row), counts) == _without(table.row(before), counts)
            later, earlier = row, before if same else None
        else:
            later, earlier = before, row
        last[numbers[row - 1]] = later
        if earlier is not None:
            found[earlier] = "duplicate"
    return found


def _without(cells: list[Cell], place: int | None) -> list[Cell]:
    return [cell for at, cell in enumerate(cells) if at != place]


def refuse_repeats(header: Sequence[str], where: str) -> None:
    """Refuse a table of repetitions: it has several rows for one submission.

    Raises
    ------
    CpsurveyError
        CPS142.
    """
    found = [heading for heading in header if words(heading) in _REPEAT]
    if not found:
        return
    raise CpsurveyError(
        "CPS142",
        f"this is the table of a repeated group, with several rows for one submission "
        f"(column {shown(found[0])})",
        where=where,
        fix="give the form's main table, or name its sheet with 'sheet:' in the source; "
        "'format: csv' takes every repetition for a respondent",
    )
