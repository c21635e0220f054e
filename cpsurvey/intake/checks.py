"""Findings about a whole file, once its columns are converted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from cpsurvey.errors.finding import Finding
from cpsurvey.intake.export import Column, Export
from cpsurvey.intake.words import words
from cpsurvey.responses import Rejected

_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[a-z]{2,}$", re.I)
_PHONE = re.compile(r"\+?[\d\s().-]{9,}$")
_PERSONAL = re.compile(
    r"\b(e-?mail|courriel|adresse de messagerie|phone|telephone|téléphone|first ?name|"
    r"last ?name|surname|prénom|nom de famille|ip ?addr(ess)?|adresse ip|birth|naissance)\b"
    r"|^(noms?|names?|full ?names?|noms? et prénoms?)$"
)
_LOOKED_AT = 50

_FIXES = {
    "unknown_label": "declare the label as an alias of its option, or mend the export",
    "unknown_code": "declare the code as an alias of its option, or mend the export",
    "code_out_of_range": "the code is not in the option set; check the platform's recoding",
    "not_a_number": "check 'decimal:' of the source",
    "not_a_time": "the page counts as not timed; check 'decimal:' of the source",
    "time_too_long": "the page counts as not timed",
    "ragged_row": "the row has more or fewer cells than the heading; export again",
    "duplicate": "the last complete answer of each respondent is kept",
    "partial": "the source says 'partial: drop'",
    "no_answer": "the row holds no answer to any item",
}
_MESSAGES = {
    "unknown_label": "an answer is no label of the questionnaire in any language",
    "unknown_code": "an answer is no code of its options",
    "code_out_of_range": "a code is outside its options",
    "not_a_number": "an answer is not a number",
    "not_a_time": "a time is no number of seconds",
    "time_too_long": "a time is longer than a day",
    "not_whole": "an answer is not a whole number",
    "out_of_range": "a number is outside its bounds",
    "ragged_row": "a row has another number of cells than the heading",
    "duplicate": "a respondent stands in the file more than once",
    "partial": "a row was never submitted",
    "no_answer": "a row holds no answer",
}


def summarise(rejected: Sequence[Rejected], where: str) -> list[Finding]:
    """One finding for each rule and column, with the first row."""
    counts = Counter((r.rule, r.column) for r in rejected)
    first = {(r.rule, r.column): r.row for r in reversed(rejected)}
    return [
        Finding(
            rule,
            "warning",
            f"{where}: {f'column {column}, ' if column else ''}row {first[rule, column]}",
            _MESSAGES.get(rule, rule) + " and was set aside",
            _FIXES.get(rule, ""),
            count=count,
        )
        for (rule, column), count in counts.items()
    ]


def personal_data(export: Export, unknown: Sequence[Column], where: str) -> list[Finding]:
    """Columns that look like names, addresses or telephone numbers; they are not stored."""
    suspect = [column for column in unknown if looks_personal(export, column)]
    if not suspect:
        return []
    return [
        Finding(
            "personal_data",
            "warning",
            f"{where}: column {column.index + 1}",
            f"'{column.heading[:40]}' looks like personal data; it is not stored",
            "leave it out of the export",
        )
        for column in suspect
    ]


def looks_personal(export: Export, column: Column) -> bool:
    """Whether a column holds addresses or telephone numbers, or its heading says so."""
    if _PERSONAL.search(words(column.heading)):
        return True
    cells = [row[column.index] for row in export.table.rows[:_LOOKED_AT]]
    filled = [cell.strip() for cell in cells if cell and cell.strip()]
    if not filled:
        return False
    mails = sum(1 for cell in filled if _MAIL.match(cell))
    phones = sum(1 for cell in filled if _PHONE.match(cell) and sum(map(str.isdigit, cell)) > 8)
    return max(mails, phones) > len(filled) / 2


def answer_ways(ways: Mapping[str, str]) -> tuple[str, ...]:
    """What the columns were taken to hold, as evidence."""
    counts = Counter(way for way in ways.values() if way in ("codes", "labels"))
    return tuple(f"{count} columns hold {way}" for way, count in sorted(counts.items()))
