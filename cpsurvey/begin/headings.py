"""Columns that cannot be told apart by what they are called are told by their numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from cpsurvey.intake.export import Column, Export
from cpsurvey.intake.words import code, words


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
