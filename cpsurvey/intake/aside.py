"""Cells and rows that were set aside, with the texts of the cells: for whoever has the file.

Nothing of this is stored or printed; it is written where a person asked for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cpsurvey.design.questionnaire import Questionnaire
from cpsurvey.design.study import SECONDS
from cpsurvey.intake.export import Column, Export
from cpsurvey.intake.match import Matched
from cpsurvey.responses import Rejected


@dataclass(frozen=True, slots=True, repr=False)
class Aside:
    """A cell, or a whole row, that did not fit.

    Parameters
    ----------
    row, line : int
        Below the headings, from 1, and in the file.
    column : int
        From 1; 0 for a whole row.
    cell : str
        Its text; empty for a whole row.
    """

    file: str
    sha256: str
    row: int
    line: int
    column: int
    heading: str
    variable: str
    rule: str
    cell: str


def listed(
    rejected: Sequence[Rejected],
    export: Export,
    matched: Matched,
    questionnaire: Questionnaire,
    where: str,
    sha256: str,
) -> Iterator[Aside]:
    """Everything that was set aside, in the order of the file."""
    table = export.table
    said: set[tuple[int, int]] = set()
    for one in rejected:
        line = int(table.lines[one.row - 1])
        if one.column is None:
            yield Aside(where, sha256, one.row, line, 0, "", "", one.rule, "")
            continue
        for column in _columns(one.column, matched, questionnaire):
            if (one.row, column.index) in said:
                continue
            said.add((one.row, column.index))
            cell = table.columns[column.index][one.row - 1] or ""
            yield Aside(
                where,
                sha256,
                one.row,
                line,
                column.index + 1,
                column.heading,
                one.column,
                one.rule,
                cell,
            )


def _columns(name: str, matched: Matched, questionnaire: Questionnaire) -> Sequence[Column]:
    """Columns in which what was set aside stands: all of a question with several answers."""
    if name.startswith(SECONDS):
        return matched.timed.columns[name.removeprefix(SECONDS)]
    tick = questionnaire.ticks.get(name)
    question = tick.question if tick else questionnaire.question_by_id.get(name)
    if question is None or question.type != "select_multiple":
        return [matched.columns[name]]
    own = [one for one, t in questionnaire.ticks.items() if t.question is question]
    return [matched.columns[one] for one in (question.id, *own) if one in matched.columns]
