"""Columns that cannot be told apart by what they are called are told by their numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from cpsurvey.errors import CpsurveyError
from cpsurvey.intake.export import Column, Export
from cpsurvey.intake.personal import is_address
from cpsurvey.intake.words import code, words


def refuse_answers(export: Export, where: str) -> None:
    """Refuse a table whose first line is somebody's answers: no draft may hold them.

    Raises
    ------
    CpsurveyError
        CPS105.
    """
    if export.table.known:
        return
    reached = any(is_address(column.heading.strip()) for column in export.columns)
    if reached or sum(_given_again(export, one) for one in export.columns) > 1:
        raise CpsurveyError(
            "CPS105",
            "the first line holds answers, not headings",
            where=where,
            fix="put a line of headings above it, and begin again",
        )


def _given_again(export: Export, column: Column) -> bool:
    """Whether a heading is one of several answers of its column; a tick is the only one."""
    counts = export.table.columns[column.index][1:].counts()
    given = {cell for cell in counts if cell and cell.strip()}
    return column.heading in given and len(given) > 1


def by_number(export: Export, variables: Mapping[int, str]) -> dict[str, str]:
    """``columns:`` of the source for the headings that several columns go by."""
    often = Counter[str]()
    for column in export.columns:
        often.update(_names(column))
    return {
        f"#{column.index + 1}": variables.get(column.index, "")
        for column in export.columns
        if any(often[name] > 1 for name in _whole(column)) and not column.part
    }


def all_by_number(export: Export, variables: Mapping[int, str]) -> dict[str, str]:
    """The same for every column, where nothing less does."""
    return {
        f"#{column.index + 1}": variables.get(column.index, "") for column in export.columns
    }


def _names(column: Column) -> set[str]:
    """Everything a column may be found by, in both normal forms."""
    return {form(name) for name in (column.heading, *column.codes, *column.texts)
            for form in (words, code)}  # fmt: skip


def _whole(column: Column) -> set[str]:
    return {form(column.heading) for form in (words, code)}
