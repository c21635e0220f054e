"""What is said of columns that became no variable, and of variables without a column."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence

from cpsurvey.design.questionnaire import Questionnaire
from cpsurvey.errors.finding import Finding
from cpsurvey.intake.export import Column, Export
from cpsurvey.intake.words import shown, words

_LISTED = 12


def of_variables(
    columns: Mapping[str, Column],
    unknown: list[Column],
    questionnaire: Questionnaire,
    where: str,
) -> list[Finding]:
    """Name columns that are no variable, and items without a column."""
    findings = []
    if unknown:
        listed = ", ".join(shown(column.heading, 24) for column in unknown[:5])
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
                + (", ..." if len(absent) > 12 else "")
                + _candidates(absent, unknown, questionnaire),
                "map their headings with 'columns:' in the source, if the file has them",
                count=len(absent),
            )
        )
    return [*findings, *_choices(columns, questionnaire, where)]


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
        cells = [(cell or "").strip() for cell in table.columns[at]]
        counted = any(cells == list(map(str, range(a, a + table.n))) for a in (0, 1))
        if any(cells) and not counted:
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


def _candidates(
    absent: Sequence[str], unknown: Sequence[Column], questionnaire: Questionnaire
) -> str:
    """Headings that are left over and read like an absent item."""
    left = {words(column.heading): column for column in unknown[:60]}
    near = []
    for name in absent[:12]:
        item = questionnaire.items[name]
        for text in (*item.text.values(), *item.aliases, name):
            if found := difflib.get_close_matches(words(text), left, 1, 0.8):
                near.append(f"{name} may be {shown(left[found[0]].heading)}")
                break
    return f" ({'; '.join(near[:4])})" if near else ""


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
