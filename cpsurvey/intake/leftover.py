"""What is said of columns that became no variable, and of variables without a column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from operator import eq

from cpsurvey.design.questionnaire import Questionnaire
from cpsurvey.errors.finding import Finding
from cpsurvey.intake.export import Column, Export
from cpsurvey.intake.near import near_texts
from cpsurvey.intake.options import is_number
from cpsurvey.intake.words import shown, words

_LISTED = 12
_MOST_ANSWERS = 60
_COMPARED = 4000
"""Columns that are compared with the questionnaire's texts."""
_LONGEST_HEADING = 1000


def of_variables(
    columns: Mapping[str, Column],
    unknown: list[Column],
    questionnaire: Questionnaire,
    export: Export,
    where: str,
) -> list[Finding]:
    """Name columns that are no variable, those answered like items first, and items without."""
    findings = []
    if unknown:
        worded = _words_of_items(questionnaire)
        first = sorted(unknown, key=lambda one: not _answered_like_items(one, export, worded))
        listed = ", ".join(shown(column.heading, 24) for column in first[:5])
        findings.append(
            Finding(
                "unknown_column",
                "note",
                where,
                f"columns that are no variable are left out: {listed}"
                + (", ..." if len(unknown) > 5 else ""),
                count=len(unknown),
            )
        )
    absent = [
        item.id
        for scale in questionnaire.scales
        if not scale.optional
        for item in scale.items
        if item.id not in columns and not item.optional
    ]
    if absent:
        findings.append(
            Finding(
                "item_absent",
                "warning",
                where,
                f"items without a column: {', '.join(absent[:12])}"
                + (", ..." if len(absent) > 12 else ""),
                "map their headings with 'columns:' in the source, if the file has them",
                count=len(absent),
            )
        )
    return [*findings, *_choices(columns, questionnaire, where)]


def _words_of_items(questionnaire: Questionnaire) -> list[set[str]]:
    """Labels and aliases of each list of answers that items have."""
    named = dict.fromkeys(scale.options for scale in questionnaire.scales)
    listed = [
        questionnaire.option_sets[one] for one in named if one in questionnaire.option_sets
    ]
    return [
        {words(each) for one in options.options for each in (*one.label.values(), *one.aliases)}
        for options in listed
    ]


def _answered_like_items(column: Column, export: Export, worded: list[set[str]]) -> bool:
    """Whether all its cells are answers of one list, in words: perhaps an item that is new."""
    kinds = export.table.columns[column.index].kinds
    if len(kinds) > _MOST_ANSWERS:
        return False
    said = {words(cell) for cell in kinds if cell and cell.strip()}
    some = len(said) > 1 and not any(map(is_number, said))
    return some and any(said <= one for one in worded)


def _choices(
    columns: Mapping[str, Column], questionnaire: Questionnaire, where: str
) -> list[Finding]:
    """Name answers without a column, of questions where others have one."""
    absent: list[str] = []
    for question in questionnaire.questions:
        if question.type == "select_multiple" and question.id not in columns:
            names = questionnaire.variables_of(question.id)
            without = [name for name in names if name not in columns]
            absent += without if len(without) < len(names) else []
    if not absent:
        return []
    return [
        Finding(
            "choice_absent",
            "warning",
            where,
            f"answers without a column, where others to their question have one: "
            f"{', '.join(absent[:_LISTED])}{', ...' if len(absent) > _LISTED else ''}",
            "map their headings with 'columns:' in the source, if the file has them",
            count=len(absent),
        )
    ]


def without_heading(export: Export, chosen: Mapping[int, str], where: str) -> list[Finding]:
    """Columns with cells and no heading: answers may be in them, and nothing says whose.

    Numbers of the rows, which statistical programs write first, are none.
    """
    table = export.table
    filled = []
    for at, heading in enumerate(table.header):
        if heading.strip() or at in chosen:
            continue
        cells = table.columns[at].map(lambda cell: (cell or "").strip())
        counted = any(
            all(map(eq, cells, map(str, range(first, first + table.n)))) for first in (0, 1)
        )
        if any(cells.kinds) and not counted:
            filled.append(at)
    if not filled:
        return []
    return [
        Finding(
            "column_without_heading",
            "warning",
            f"{where}: {'column' if len(filled) == 1 else 'columns'} "
            + ", ".join(str(at + 1) for at in filled[:_LISTED])
            + (", ..." if len(filled) > _LISTED else ""),
            "cells stand below no heading and are left out",
            "give the column a heading in the export, or name it by its number in the source: "
            f"columns: {{'#{filled[0] + 1}': VARIABLE}}",
            count=len(filled),
        )
    ]


def near(
    unknown: Sequence[Column], known: Mapping[str, Collection[str]], taken: Collection[str]
) -> dict[Column, str]:
    """Columns whose heading reads nearly like one variable that has none.

    Parameters
    ----------
    known : mapping of str to collection of str
        Variable -> what it is called, also of those that have a column.
    """
    called = {
        column: list(dict.fromkeys((column.heading, *column.texts)))
        for column in unknown[:_COMPARED]
        if len(column.heading) <= _LONGEST_HEADING
    }
    texts = dict.fromkeys(text for names in called.values() for text in names)
    found = near_texts(texts, known) if texts else {}
    asked = {
        column: {found[text] for text in names if text in found}
        for column, names in called.items()
    }
    wanted = Counter(name for names in asked.values() for name in names)
    return {
        column: next(iter(names))
        for column, names in asked.items()
        if len(names) == 1 and names.isdisjoint(taken) and all(wanted[n] == 1 for n in names)
    }


def near_headings(found: Mapping[Column, str], line: str, where: str) -> list[Finding]:
    """Name what is near, with the line that takes it.

    Parameters
    ----------
    line : str
        ``columns:`` of the source with these columns.
    """
    if not found:
        return []
    listed = "; ".join(
        f"column {column.index + 1} {shown(column.heading)} reads nearly like '{name}'"
        for column, name in list(found.items())[:_LISTED]
    )
    return [
        Finding(
            "near_heading",
            "warning",
            where,
            f"{listed}{'; ...' if len(found) > _LISTED else ''}: left out, because nobody said "
            "that it is the same question",
            f"if it is, in the source: {line}\n"
            "         or add the heading to the 'aliases' of the item in the questionnaire",
            count=len(found),
        )
    ]


def orders(export: Export, where: str) -> list[Finding]:
    """Say that columns of the order in which items were shown are left out."""
    if not export.orders:
        return []
    return [
        Finding(
            "presented_order",
            "note",
            where,
            "columns that tell in which order items were shown are left out: answers are "
            "taken in the order of the questionnaire",
            count=len(export.orders),
        )
    ]
