"""Questions with several answers: columns of an export become one of 0 and 1 per answer.

An export holds a column per answer (`ticks`), all of them in one (`lists`), or both. Work is
done on what is different in the columns, not row by row. The rules are in docs/intake.md.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from cpsurvey.coded import Coded, smallest
from cpsurvey.design.options import Option
from cpsurvey.design.questionnaire import Questionnaire
from cpsurvey.errors import CpsurveyError
from cpsurvey.intake import lists, misfits, ticks
from cpsurvey.intake.export import Column
from cpsurvey.intake.several import Said, Several
from cpsurvey.intake.words import words
from cpsurvey.responses import SKIPPED, Rejected

Cell = tuple[float, int, str]
Cells = Mapping[str, Coded[str | None]]
"""Variable, or question of which one column holds all answers -> its cells."""


_REDCAP = re.compile(r"___|\(choice=")
"""Headings of a platform that writes 0 (Unchecked) for what nobody saw, too."""
T = TypeVar("T", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Chosen:
    """One question, read.

    Parameters
    ----------
    columns : mapping of str to Coded
        Variable -> 1 where the answer was chosen, else 0; NaN and why where there is none.
    rejected : list of Rejected
        Rows whose answers to the question were set aside, all of them together.
    misread : list of Misfit
        Columns most of whose cells are no answers of the question.
    """

    columns: Mapping[str, Coded[Cell]]
    rejected: list[Rejected]
    misread: list[misfits.Misfit]


@dataclass(frozen=True, slots=True)
class _Part:
    """What one shape of a question says: each row, by which column, and what was in it."""

    said: Coded[Said]
    column: Coded[str]
    cells: list[misfits.Misfit]


def asked(questionnaire: Questionnaire, matched: Mapping[str, Column]) -> dict[str, list[str]]:
    """Question with several answers -> names in `matched` that are its columns.

    Where each answer has a column, one of all together says nothing more and is left out:
    labels that are joined by blanks cannot be parted again.
    """
    found: dict[str, list[str]] = {}
    for question in questionnaire.questions:
        if question.type == "select_multiple":
            own = [n for n, t in questionnaire.ticks.items() if t.question is question]
            there = [name for name in own if name in matched]
            whole = all(name in there for name in questionnaire.variables_of(question.id))
            if question.id in matched and not whole:
                there.append(question.id)
            if there:
                found[question.id] = there
    return found


def read(
    several: Several,
    cells: Cells,
    matched: Mapping[str, Column],
    questionnaire: Questionnaire,
    where: str,
) -> Chosen:
    """One question, from its columns.

    Raises
    ------
    CpsurveyError
        CPS125 cells that can be read in two ways.
    UndecidedError
        Numbers may be codes or labels.
    """
    question = several.name
    own = {name: questionnaire.ticks[name].option for name in cells if name != question}
    parts: list[_Part] = []
    try:
        if own:
            parts.append(_ticked({name: cells[name] for name in own}, own, several, matched))
        if question in cells:
            parts.append(_listed(cells[question], several, matched))
    except lists.TwoReadingsError as error:
        raise _two_readings(question, [matched[n] for n in cells], error.codes, where) from None
    codes = frozenset(option.code for option in own.values())
    if len(parts) == 1:
        whole, column = parts[0].said, parts[0].column
    else:
        both = side_by_side([one.said for one in parts])
        whole = both.map(lambda row: _agreed(row[0], row[1], codes))
        column = parts[0].column
    return Chosen(
        {
            name: whole.map(_Cell(choice.option.code))
            for name, choice in questionnaire.choices.items()
            if choice.question.id == question
            and (question in cells or choice.option.code in codes)
        },
        [
            Rejected(row, column[row - 1], whole[row - 1][2])
            for row in whole.rows(lambda said: bool(said[2]))
        ],
        misfits.most([one for part in parts for one in part.cells], ()),
    )


@dataclass(frozen=True, slots=True)
class _Cell:
    """What one answer's variable is where this was said."""

    code: int

    def __call__(self, said: Said) -> Cell:
        chosen, reason, _ = said
        if chosen is None:
            return math.nan, reason, ""
        return float(self.code in chosen), 0, ""


def _agreed(ticked: Said, listed: Said, codes: frozenset[int]) -> Said:
    """What columns of single answers and one of all say together."""
    if listed[0] is None or ticked[2]:
        return listed if listed[2] and not ticked[2] else ticked
    if ticked[0] is None:
        return listed
    if listed[0] & codes != ticked[0]:
        return None, SKIPPED, "choices_contradict"
    return listed


def _ticked(
    cells: Cells, own: Mapping[str, Option], several: Several, matched: Mapping[str, Column]
) -> _Part:
    rows = side_by_side(list(cells.values()))
    names = list(own)
    unseen = all(_REDCAP.search(matched[name].heading) for name in names)
    table = ticks.read(rows.counts(), list(own.values()), several, unseen=unseen)
    return _Part(
        rows.map(table.said),
        rows.map(lambda row: names[table.strange(row)]),
        [
            _misfit(
                matched[name],
                several.name,
                name,
                {words(cell): n for cell, n in cells[name].counts().items() if cell},
                {
                    w
                    for (code, w), fit in table.verdicts.items()
                    if code == o.code and fit is None
                },
            )
            for name, o in own.items()
        ],
    )


def _listed(
    column: Coded[str | None], several: Several, matched: Mapping[str, Column]
) -> _Part:
    counts = column.counts()
    said = lists.read(counts, several)
    full: Counter[str] = Counter()
    for cell, count in counts.items():
        if cell and (said[cell][0] is not None or said[cell][2]):
            full[words(cell)] += count
    bad = {words(cell or "") for cell, one in said.items() if one[2]}
    return _Part(
        column.map(said.__getitem__),
        Coded.full(several.name, len(column)),
        [_misfit(matched[several.name], several.name, several.name, full, bad)],
    )


def _misfit(
    column: Column, question: str, name: str, full: Mapping[str, int], bad: set[str]
) -> misfits.Misfit:
    wrong = {word: count for word, count in full.items() if word in bad}
    good = sum(full.values()) - sum(wrong.values())
    return misfits.Misfit(column, question, name, Counter(full), wrong, good, 0)


def side_by_side(columns: Sequence[Coded[T]]) -> Coded[tuple[T, ...]]:
    """Rows of several columns as one column; what is different in it once."""
    place: NDArray[np.uint64] = np.zeros(len(columns[0]), dtype=np.uint64)
    kinds = 1
    for column in columns:
        if kinds * len(column.kinds) >= 1 << 62:
            place = np.unique(place, return_inverse=True)[1].astype(np.uint64)
            kinds = int(place.max(initial=0)) + 1
        kinds *= len(column.kinds)
        place = place * np.uint64(len(column.kinds)) + column.at.astype(np.uint64)
    _, first, at = np.unique(place, return_index=True, return_inverse=True)
    rows = [tuple(column[int(row)] for column in columns) for row in first]
    return Coded(rows, at.astype(smallest(len(rows))))


def _two_readings(
    question: str, columns: Sequence[Column], codes: Sequence[int], where: str
) -> CpsurveyError:
    """Refusal of cells that are one set of answers or another."""
    answers = ", ".join(map(str, codes))
    return CpsurveyError(
        "CPS125",
        f"cells of '{question}' can be read in two ways, by the answers with the codes "
        f"{answers}: {', '.join(map(misfits.name, columns[:4]))}",
        where=where,
        fix="export a column for each answer, with Y or 1 where it was chosen; or give the "
        "answers labels that do not hold one another, and codes other than 0, 1 and 2",
    )
