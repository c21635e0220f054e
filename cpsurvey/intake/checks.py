"""Findings about a whole file, once its columns are converted."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from cpsurvey.design.questionnaire import Questionnaire
from cpsurvey.errors.finding import Finding
from cpsurvey.intake.converted import Converted
from cpsurvey.intake.export import Column, Export
from cpsurvey.intake.match import Matched
from cpsurvey.intake.misfits import PLATFORM_CODE
from cpsurvey.intake.missing import PROBABLE
from cpsurvey.intake.near import near_label
from cpsurvey.intake.numerals import whole
from cpsurvey.intake.options import is_number
from cpsurvey.intake.table import Table
from cpsurvey.intake.words import shown, words
from cpsurvey.responses import Rejected

_SHOWN = 5
_LONGEST = 7
_COMPARED = 100
_MISSPELT = ("unknown_label", "unknown_code")

_FIXES = {
    "unknown_tick": "write 1 or 0, or leave the cell empty; or declare what it says as an "
    "alias of the answer",
    "choices_contradict": "keep one of the two in the export",
    "unknown_label": "declare the label as an alias of its answer, or add it to "
    "'missing_strings' of the questionnaire if it means no answer",
    "ambiguous_label": "give the two answers different labels, or export codes",
    "number_and_label_differ": "the platform numbers the answers otherwise: export labels "
    "alone, or mend the codes of the option set",
    "unknown_code": "declare the code as an alias of its answer, or add it to "
    "'missing_strings' of the questionnaire if it means no answer",
    "code_out_of_range": "add the code to the option set, or mend the platform's recoding",
    "not_a_number": "write a number alone; add what means no answer to 'missing_strings' of "
    "the questionnaire",
    "not_whole": "mend the export, or make the question 'type: decimal'; where the sign parts "
    "thousands, say which sign is the decimal one with 'decimal:' in the source",
    "out_of_range": "mend the export, or the 'min' and 'max' of the question",
    "not_a_time": "the page counts as not timed there; check 'decimal:' of the source",
    "time_too_long": "the page counts as not timed there",
    "ragged_row": "put a text that holds the delimiter in quotes, or export again",
    "shifted_row": "put the text that holds the delimiter in quotes, or export again",
    "duplicate": "of each respondent the most complete, then the latest answer is kept",
    "preview": "the platform marks it as a preview, not an answer",
    "test": "the platform marks it as a test, not an answer",
    "spam": "the platform marks it as spam; change 'Status' in the export if it is none",
    "not_approved": "a reviewer has refused the submission; if it counts, approve it on the "
    "platform and export again",
    "deleted": "the platform marks it as deleted; if it counts, restore it there and export "
    "again",
    "summary_row": "nothing: it is no respondent",
    "note_row": "nothing: it is no respondent",
    "spreadsheet_date": "export again and do not save the file from a spreadsheet, or format "
    "the column as text before opening it there",
    "spreadsheet_error": "mend the formula in the spreadsheet, or export again",
    "partial": "the source says 'partial: drop'",
    "no_answer": "nothing, if these people saw no question; else see what is said of its cells",
}
_MESSAGES = {
    "unknown_tick": "a question with several answers has a cell that says neither yes nor no",
    "choices_contradict": "a question with several answers contradicts itself (one that counts "
    "as none beside others, or two columns that differ)",
    "unknown_label": "an answer is no label of the questionnaire in any language",
    "ambiguous_label": "an answer is the label of two answers",
    "number_and_label_differ": "the number of an answer and its label are of two answers",
    "unknown_code": "an answer is no code of its options",
    "code_out_of_range": "a code is outside its options",
    "probable_missing_code": "a number outside is probably a missing code",
    "not_a_number": "an answer is not a number",
    "not_a_time": "a time is no number of seconds",
    "time_too_long": "a time is longer than a day",
    "not_whole": "an answer is not a whole number",
    "out_of_range": "a number is outside its bounds",
    "ragged_row": "a row has another number of cells than the heading",
    "shifted_row": "the cells of a row have moved: a text holds the delimiter without quotes, "
    "and the row lacks a cell",
    "duplicate": "a respondent stands in the file more than once",
    "partial": "a row was never submitted",
    "not_approved": "a submission was refused by a reviewer",
    "deleted": "a row was deleted on the platform",
    "summary_row": "a row below the answers is a total or a mean",
    "note_row": "a row below the answers is a note",
    "spreadsheet_date": "an answer was made a date by a spreadsheet (2-4 becomes 02-Apr)",
    "spreadsheet_error": "a cell holds an error of a spreadsheet",
    "no_answer": "a row holds no answer to any item",
    "preview": "a row is a preview of the form",
    "test": "a row is a test of the form",
    "spam": "a row is marked as spam",
}


def advice(rule: str) -> str:
    """What to do about what broke a rule; empty where that depends on the questionnaire."""
    return _FIXES.get(rule, "")


def summarise(
    rejected: Sequence[Rejected],
    export: Export,
    matched: Matched,
    questionnaire: Questionnaire,
    where: str,
) -> list[Finding]:
    """One finding for each rule and column, with the first rows, their lines and codes."""
    groups: dict[tuple[str, str | None], list[int]] = {}
    for one in rejected:
        groups.setdefault((one.rule, one.column), []).append(one.row)
    said = {
        place: _codes(rows, matched.columns.get(place[1] or ""), export.table)
        for place, rows in groups.items()
    }
    probable = [code for (rule, _), codes in said.items() if rule == "probable_missing_code"
                for code in codes]  # fmt: skip
    found = []
    for (rule, column), rows in groups.items():
        place = f"column {column}, " if column else ""
        fix = _FIXES.get(rule, "")
        if rule == "probable_missing_code":
            fix = declare_missing(probable, questionnaire)
        codes = said[rule, column]
        if column and rule in _MISSPELT:
            fix = _near_labels(rows, column, matched, export.table, questionnaire) + fix
        listed = f" ({', '.join(codes[:_SHOWN])}{', ...' if len(codes) > _SHOWN else ''})"
        found.append(
            Finding(
                rule,
                "warning",
                f"{where}: {place}{export.table.places(rows)}",
                _MESSAGES.get(rule, rule) + (listed if codes else "") + " and was set aside",
                fix,
                count=len(rows),
            )
        )
    return found


def _near_labels(
    rows: Iterable[int],
    variable: str,
    matched: Matched,
    table: Table,
    questionnaire: Questionnaire,
) -> str:
    """Labels that cells are nearly, with the line that takes them; never another text.

    What differs from a label in marks and accents alone is shown as an alias; of what is spelt
    otherwise only the label is.
    """
    options = questionnaire.options_of(variable)
    column = matched.columns.get(variable)
    if options is None or column is None:
        return ""
    labels = {
        name: option.code
        for option in options.options
        for name in (*option.label.values(), *option.aliases)
    }
    cells = table.columns[column.index]
    aliases: dict[int, list[str]] = {}
    spelt: dict[str, int] = {}
    distinct = dict.fromkeys(cells[row - 1] or "" for row in rows)
    for cell in islice(distinct, _COMPARED):
        if found := near_label(cell, labels):
            label, same = found
            if same:
                aliases.setdefault(labels[label], []).append(cell.strip())
            else:
                spelt.setdefault(label, cells.rows(cell.__eq__)[0])
    by_code = {option.code: option for option in options.options}
    lines = [
        f"if it is the label of code {code}, give that answer in the questionnaire: aliases: "
        + json.dumps([*by_code[code].aliases, *names], ensure_ascii=False)
        for code, names in aliases.items()
    ]
    lines += [
        f"row {row} reads nearly like {shown(label)} (code {labels[label]}): mend it with "
        "--rejected and --fix, or make what it says an alias of that answer"
        for label, row in spelt.items()
    ]
    return "".join(f"{line}\n         " for line in lines[:_SHOWN]) + ("else " if lines else "")


def _codes(rows: Iterable[int], column: Column | None, table: Table) -> list[str]:
    """Short numbers and platform codes of some cells, each once; never a text."""
    if column is None:
        return []
    cells = dict.fromkeys(words(table.columns[column.index][row - 1] or "") for row in rows)
    return [
        cell.upper()
        for cell in cells
        if len(cell) <= _LONGEST and (is_number(cell) or PLATFORM_CODE.fullmatch(cell))
    ]


def declare_missing(codes: Iterable[str], questionnaire: Questionnaire) -> str:
    """Line of the questionnaire that makes missing codes of some numbers."""
    numbers = dict.fromkeys(int(n) for code in codes for n in whole(code) if n in PROBABLE)
    answers = {
        option.code
        for variable in (*questionnaire.items, *questionnaire.question_by_id)
        if (options := questionnaire.options_of(variable))
        for option in options.options
        if not option.missing
    }
    free = {n: "no_answer" for n in numbers if n not in answers}
    entries = {**free, **questionnaire.missing_codes}
    line = ", ".join(f"{code}: {reason}" for code, reason in entries.items())
    if not free:
        return "add the number to the option set, as an answer with 'missing: no_answer'"
    return f"if it means no answer, in the questionnaire: missing_codes: {{{line}}}"


def kept_codes(
    columns: Mapping[str, Converted], questionnaire: Questionnaire, where: str
) -> list[Finding]:
    """Numbers that were kept, stand far from all others and are often missing codes."""
    found = []
    for variable, column in columns.items():
        if column.way != "numbers":
            continue
        often = {value: n for (value, _, _), n in column.cells.counts().items()}
        values = sorted(value for value in often if not math.isnan(value))
        for at, rest in ((0, values[1:]), (-1, values[:-1])):
            if len(rest) < 2 or values[at] not in PROBABLE:
                continue
            if min(abs(values[at] - one) for one in rest) > rest[-1] - rest[0]:
                code = f"{values[at]:g}"
                found.append(
                    Finding(
                        "missing_code_kept",
                        "warning",
                        f"{where}: column {variable}",
                        f"{code} stands far from the other numbers and is often a missing "
                        "code; it was kept",
                        declare_missing([code], questionnaire)
                        + "; or give the question its 'min' and 'max'",
                        count=often[values[at]],
                    )
                )
    return found


def answer_ways(ways: Mapping[str, str]) -> tuple[str, ...]:
    """What the columns were taken to hold, as evidence."""
    counts = Counter(way for way in ways.values() if way in ("codes", "labels"))
    return tuple(f"{count} columns hold {way}" for way, count in sorted(counts.items()))
