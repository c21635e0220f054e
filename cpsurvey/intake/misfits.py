"""Columns whose answers do not fit their options: the file is refused, not half used.

Cells that happen to fit are no answers when the column was asked on another scale. One is when
more than half of its answered cells do not fit, and at least two; when more than a fifth are
numbers outside the options, of two kinds or more, and at least five; and all columns of an
option set are when more than half of its cells do not fit, or its numbers run one below the
lowest code and never reach the highest (0 to 4 for 1 to 5), or the reverse. Probable missing
codes (-99, 999) do not count.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from cpsurvey.design.questionnaire import Questionnaire
from cpsurvey.design.study import SourceSpec
from cpsurvey.errors import CpsurveyError
from cpsurvey.intake.export import Column, Export
from cpsurvey.intake.headings import columns_line
from cpsurvey.intake.numerals import whole
from cpsurvey.intake.options import leading_number
from cpsurvey.intake.spreadsheet import looks_dated
from cpsurvey.intake.words import shown

MOST, FEWEST = 0.5, 2
NUMBERS, FEWEST_NUMBERS = 0.2, 5
_LISTED = 12
PLATFORM_CODE = re.compile(r"a[ol]?\d{1,3}")
"""LimeSurvey's own answer codes; they say nothing about the order of the answers."""


class Read(Protocol):
    """What is asked of a converted column."""

    @property
    def good(self) -> int:
        """Cells that are an answer."""

    @property
    def bad(self) -> int:
        """Cells that did not fit."""


@dataclass(frozen=True, slots=True)
class Misfit:
    """A column with how often each word stands in it.

    Parameters
    ----------
    bad : mapping of str to int
        Words that are no answer, with their counts.
    good : int
        Cells that are one.
    shared : int
        Cells that are the label of two answers.
    """

    column: Column
    options: str
    variable: str
    words: Counter[str]
    bad: Mapping[str, int]
    good: int
    shared: int

    @property
    def wrong(self) -> int:
        """Cells that do not fit."""
        return sum(self.bad.values())


def name(column: Column) -> str:
    """What a message calls a column."""
    return f"column {column.index + 1} {shown(column.heading)}"


def most(columns: Sequence[Misfit], codes: Sequence[int]) -> list[Misfit]:
    """Columns of one option set, with these codes, whose answers are of another scale."""
    wrong = sum(one.wrong for one in columns)
    good = sum(one.good for one in columns)
    if _too_many(wrong, good) or _shifted(columns, codes):
        return [one for one in columns if one.bad]
    return [
        one
        for one in columns
        if _too_many(one.wrong, one.good) or _other_numbers(one, one.wrong + one.good)
    ]


def _too_many(wrong: int, good: int) -> bool:
    return wrong >= FEWEST and wrong > MOST * (wrong + good)


def _outside(one: Misfit) -> Counter[int]:
    """Whole numbers that are no code, with their counts."""
    found = Counter[int]()
    for word, count in one.bad.items():
        if len(numbers := whole(word)) == 1:
            found[next(iter(numbers))] += count
    return found


def _other_numbers(one: Misfit, answered: int) -> bool:
    outside = _outside(one)
    count = outside.total()
    return len(outside) > 1 and count >= FEWEST_NUMBERS and count > NUMBERS * answered


def _shifted(columns: Sequence[Misfit], codes: Sequence[int]) -> bool:
    """Whether the numbers of the file are the codes moved by one, as 0 to 4 is to 1 to 5."""
    outside = sum((_outside(one) for one in columns), Counter[int]())
    there = {number for one in columns for word in one.words for number in whole(word)}
    moved = {min(codes) - 1: max(codes), max(codes) + 1: min(codes)} if codes else {}
    return any(
        outside == {beyond: count} and count >= FEWEST and missed not in there
        for beyond, missed in moved.items()
        if (count := outside[beyond])
    )


def refuse(
    columns: Sequence[Misfit],
    items: Iterable[Read],
    questionnaire: Questionnaire,
    spec: SourceSpec,
    export: Export,
    where: str,
) -> None:
    """Refuse a file with such columns, or one none of whose item answers is understood."""
    read = list(items)
    good = sum(one.good for one in read)
    bad = sum(one.bad for one in read)
    if not columns and not (bad and not good):
        return
    lines = [f"  {_line(one, questionnaire)}" for one in columns[:_LISTED]]
    if len(columns) > _LISTED:
        lines.append(f"  ... and {len(columns) - _LISTED} more columns")
    listed = "".join(f"\n{line}" for line in lines)
    if bad and not good:
        languages = " or ".join(questionnaire.languages)
        raise CpsurveyError(
            "CPS107",
            f"none of {bad} answers is a code, or a label in {languages}{listed}",
            where=where,
            fix=_aliases(columns, questionnaire)
            or "export answer codes, or declare the labels as aliases of the options"
            + _different(columns),
        )
    count = "1 column was" if len(columns) == 1 else f"{len(columns)} columns were"
    leave_out = columns_line(spec.columns, {one.column: "" for one in columns}, export)
    declare = _aliases(columns, questionnaire)
    raise CpsurveyError(
        "CPS114",
        f"{count} answered on another scale than the questionnaire says{listed}",
        where=where,
        fix=f"{declare}; or leave out with, in the source: {leave_out}"
        if declare
        else f"leave out with, in the source: {leave_out}\n"
        f"       or declare the options that were asked ('options:' of the item)"
        f"{_different(columns)}",
    )


def _line(one: Misfit, questionnaire: Questionnaire) -> str:
    return (
        f"{name(one.column)}: {one.wrong} of {one.wrong + one.good} answered cells are not in "
        f"'{one.options}'; {_scale(one, questionnaire)}"
    )


def _scale(one: Misfit, questionnaire: Questionnaire) -> str:
    """On which scale a column seems to be answered; numbers and codes only."""
    if 2 * one.shared >= one.wrong:
        return f"it holds words that are the label of two answers of '{one.options}'"
    if codes := _platform_codes(one.bad):
        return f"it holds LimeSurvey's own answer codes ({', '.join(codes[:6])})"
    if 2 * sum(1 for word in one.bad if looks_dated(word)) >= len(one.bad):
        return "a spreadsheet has made dates of its answers (2-4 became 02-Apr): export again"
    numbers = {word: leading_number(word) for word in one.words}
    known = [number for number in numbers.values() if number is not None]
    without = sum(count for word, count in one.bad.items() if numbers[word] is None)
    if known and without <= one.wrong / 2:
        return f"it holds numbers {min(known):g} to {max(known):g}"
    if any(numbers[word] is not None for word in one.bad):
        return "it holds numbers and words that are neither codes nor labels"
    return f"it holds words that are no label in {' or '.join(questionnaire.languages)}"


def _different(columns: Sequence[Misfit]) -> str:
    """What else to do where two answers have one label."""
    if not any(one.shared for one in columns):
        return ""
    return "; where two answers have one label, give them different ones, or export codes"


def _platform_codes(words: Iterable[str]) -> list[str]:
    """``A1``, ``A2``, ... when most of the words are such codes."""
    every = list(words)
    codes = [word.upper() for word in every if PLATFORM_CODE.fullmatch(word)]
    return sorted(codes, key=_order) if 2 * len(codes) >= len(every) and codes else []


def _order(code: str) -> tuple[int, str]:
    return int(code.lstrip("AOL") or 0), code


def _aliases(columns: Sequence[Misfit], questionnaire: Questionnaire) -> str:
    """Lines to add to the questionnaire for LimeSurvey's own codes, where that is clear."""
    parts = []
    for options in dict.fromkeys(one.options for one in columns):
        mine = [one for one in columns if one.options == options]
        bad = {word for one in mine for word in one.bad}
        codes = _platform_codes(bad)
        if not codes:
            return ""
        only = len(codes) == len(bad)
        parts.append(_alias_lines(mine[0], codes, questionnaire, only=only))
    return "\n".join(parts)


def _alias_lines(
    one: Misfit, codes: Sequence[str], questionnaire: Questionnaire, *, only: bool
) -> str:
    found = questionnaire.options_of(one.variable)
    assert found is not None
    options = one.options
    answers = [option for option in found.options if not option.missing]
    by_number = {_order(code)[0]: code for code in codes}
    in_order = [option.code for option in answers] == list(range(1, len(answers) + 1))
    if not only or not in_order or max(by_number) > len(answers) or 0 in by_number:
        return (
            f"say which answer of '{options}' each code is, with 'aliases: [A1]' and so on at "
            "the answer in the questionnaire"
        )
    first = next(iter(by_number.values()))
    prefix, width = first.rstrip("0123456789"), len(first.lstrip("AOL"))
    lines = [
        f"         code {option.code}:  aliases: "
        + _listed([*option.aliases, f"{prefix}{number:0{width}d}"])
        for number, option in enumerate(answers, 1)
    ]
    return (
        f"if {prefix}{1:0{width}d} is the first answer of '{options}', and so on, add to its "
        "options in the questionnaire\n" + "\n".join(lines)
    )


def _listed(aliases: Sequence[str]) -> str:
    """Aliases as YAML writes them, in quotes where need be."""
    plain = re.compile(r"(?!(?:null|true|false)$)[A-Za-z]\w*")
    texts = [a if plain.fullmatch(a) else json.dumps(a, ensure_ascii=False) for a in aliases]
    return f"[{', '.join(texts)}]"


def codes_or_labels(options: str, columns: Sequence[Column], where: str) -> CpsurveyError:
    """Refusal of numbers that are the code of one answer and the label of another."""
    shown_columns = ", ".join(name(column) for column in columns[:6])
    more = ", ..." if len(columns) > 6 else ""
    return CpsurveyError(
        "CPS115",
        f"numbers in the answers of '{options}' are codes of some answers and labels of "
        f"others, and the file does not say which are meant: {shown_columns}{more}",
        where=where,
        fix="add 'answers: codes' or 'answers: labels' to the source",
    )
