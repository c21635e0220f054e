"""LimeSurvey's CSV and spreadsheets: one row of headings, in any style it writes.

Times stand last: ``interviewtime``, then each group's ``groupTime<number>`` (``Group time:
name``) followed by its questions' ``<code>Time`` (``Question time: code``), all in the order of
the form.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from cpsurvey.errors.finding import Finding
from cpsurvey.intake.export import Column, Evidence, Export, Reader, Timer, readers
from cpsurvey.intake.readers import _limesurvey as own
from cpsurvey.intake.readers._limesurvey import Heading
from cpsurvey.intake.sheet import Sheet
from cpsurvey.intake.table import Cell, Table
from cpsurvey.intake.words import words

_GROUP_TIME = re.compile(r"grouptime(\d+)$", re.I)
_QUESTION_TIME = re.compile(r"(.+)time$", re.I)
_TIME_TEXTS = re.compile(r"(?P<of>group|question) time\s?: *(?P<name>.+)$", re.I)
_ENOUGH_LEADS = 3
_MASKED = re.compile(r"'[=+@-].", re.S)
"""LimeSurvey puts a ``'`` before what a spreadsheet would take for a formula."""
ADVICE = (
    "the headings are LimeSurvey's own numbers: export again with 'Question code' as headings, "
    "or give the survey archive (.lsa), which holds the codes"
)


def recognise(sheet: Sheet) -> Evidence:
    """Look for LimeSurvey's own columns and for its codes with brackets."""
    header = sheet.header
    if len(own.codes_of_vv(sheet)) >= _ENOUGH_LEADS:
        return Evidence(0.0)
    found = own.headings(header)
    leads = own.leads(found)
    with_text = sum(1 for one in found if one.text)
    bracketed = sum(1 for one in found if one.code and one.sub)
    numbered = sum(1 for one in found if one.number)
    width = max(1, len(header))
    seen = []
    score = 0.0
    if len(leads) >= _ENOUGH_LEADS:
        score += 0.6 if own.OWN & leads.keys() or _by_code(header, leads) else 0.3
        seen.append("columns " + ", ".join(header[i] for i in sorted(leads.values())[:5]))
    if numbered > 1:
        score += 0.9
        seen.append(f"{numbered} of {width} headings are LimeSurvey's own numbers")
    elif with_text > width / 2:
        score += 0.6
        seen.append(f"{with_text} of {width} headings are 'code. text'")
    elif bracketed > width / 4:
        score += 0.3
        seen.append(f"{bracketed} of {width} headings are 'code[subquestion]'")
    return Evidence(min(score, 1.0), tuple(seen))


def _by_code(header: Sequence[str], leads: dict[str, int]) -> bool:
    """Whether its own columns are called by their codes, which nobody else writes so."""
    return {"submitdate", "datestamp", "ipaddr"} & {
        words(header[at]) for at in leads.values()
    } != set()


def read(sheet: Sheet, where: str) -> Export:
    """Name the columns of a LimeSurvey table."""
    table = _unmasked(sheet.table(where))
    found = [
        _worded(one, table.of(at).text) for at, one in enumerate(own.headings(sheet.header))
    ]
    return export(table, found, where)


def _worded(one: Heading, text: str) -> Heading:
    """A heading with the text that the file has beside it."""
    return replace(one, text=text) if text and one.code and not one.text else one


def export(table: Table, found: list[Heading], where: str) -> Export:
    """Columns of a table whose headings were taken apart."""
    leads = own.leads(found)
    taken = set(leads.values())
    questions = _questions(found)
    timers: list[Timer] = []
    for index, one in enumerate(found):
        if index in taken or not one.whole.strip():
            continue
        last = any(timer.of == "form" for timer in timers)  # only times follow the whole
        if timer := _timer(index, one, questions, last=last):
            timers.append(timer)
            taken.add(index)
    columns = own.columns(found, taken)
    styles = [found[column.index].style for column in columns]
    numbered = styles.count("SGQA")
    return Export(
        table,
        tuple(columns),
        max(styles, key=styles.count) if styles else "code",
        leads,
        tuple(timers),
        cut=own.CUT,
        advice=ADVICE if numbered else "",
        findings=(_numbers(numbered, where),) if numbered else (),
    )


def _numbers(many: int, where: str) -> Finding:
    return Finding(
        "platform_numbers",
        "warning",
        where,
        "headings are numbers of LimeSurvey (SGQA): only those that end in the code of a "
        "subquestion can be matched",
        ADVICE,
        count=many,
    )


def _unmasked(table: Table) -> Table:
    """Cells without the sign that keeps spreadsheets from computing them."""
    if not any(_is_masked(kind) for column in table.columns for kind in column.kinds):
        return table
    return replace(
        table,
        columns=[
            column.map(lambda cell: cell[1:] if cell and _is_masked(cell) else cell)
            for column in table.columns
        ],
    )


def _is_masked(cell: Cell) -> bool:
    return bool(cell and cell[0] == "'" and _MASKED.match(cell))


def _questions(found: Sequence[Heading]) -> frozenset[str]:
    """Codes of the questions that the headings name."""
    codes = [code for one in found for code in (one.code, one.code.split("_")[0])]
    return frozenset(one.casefold() for one in codes if one)


def _timer(index: int, one: Heading, questions: frozenset[str], *, last: bool) -> Timer | None:
    """A column of seconds, if the heading is one of LimeSurvey's own.

    A question's time is its code and ``Time``: a question called ``overtime`` is none
    unless there is one called ``over``, or it stands among the `last` columns.
    """
    heading = one.whole
    if one.code and one.sub is None:
        name = one.code
        if name.casefold() == "interviewtime":
            return Timer(Column(index, heading), "form")
        if found := _GROUP_TIME.match(name):
            text = _TIME_TEXTS.match(own.spaced(one.text or ""))
            names = (found[1], *([text["name"]] if text else []))
            return Timer(Column(index, heading, names), "page")
        found = _QUESTION_TIME.match(name)
        if found and (last or found[1].casefold() in questions):
            return Timer(Column(index, heading, (found[1],)), "question")
    if words(own.spaced(heading)) == "total time":
        return Timer(Column(index, heading), "form")
    if text := _TIME_TEXTS.match(own.spaced(heading)):
        of: Literal["page", "question"] = (
            "page" if text["of"].casefold() == "group" else "question"
        )
        return Timer(Column(index, heading, (text["name"],)), of)
    return None


readers("limesurvey")(Reader(recognise, read))
