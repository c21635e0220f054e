"""Which column of seconds is which page of the form, and what the page took."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from cpsurvey.design.form import Page
from cpsurvey.design.questionnaire import Questionnaire
from cpsurvey.design.study import SECONDS, SourceSpec
from cpsurvey.errors import did_you_mean
from cpsurvey.errors.finding import Finding
from cpsurvey.intake import amounts, numerals
from cpsurvey.intake.converted import Converted
from cpsurvey.intake.export import Column, Export, Timer
from cpsurvey.intake.headings import columns_line
from cpsurvey.intake.missing import Missing
from cpsurvey.intake.words import code, shown
from cpsurvey.responses import Rejected

Pages = dict[str, list[Column]]


@dataclass(frozen=True, slots=True)
class Timed:
    """Columns that make up each page's time, and how they were found."""

    columns: Mapping[str, tuple[Column, ...]] = field(default_factory=dict)
    seen: str = ""


def assign(
    export: Export, questionnaire: Questionnaire, chosen: Mapping[int, str], where: str
) -> tuple[Timed, list[Finding]]:
    """Give every page the columns that timed it.

    The source's own map goes first, then the names of the pages, then their order, if as
    many groups of questions were timed as the form has pages. Where pages were not timed
    but their questions were, these are added up.

    Parameters
    ----------
    chosen : mapping of int to str
        Place of a column -> variable, ``seconds.<page>`` or ``""``, as the source says.
    """
    pages = questionnaire.pages
    timers = [timer for timer in export.timers if timer.column.index not in chosen]
    groups = [timer for timer in timers if timer.of == "page"]
    filled = [timer for timer in timers if _holds(timer.column, export)]
    found = _by_map(export, chosen)
    if not filled and not found:
        return Timed(), []
    if not pages:
        return Timed(), [_no_pages(filled, where)]
    used = [timer for timer in groups if timer in filled]
    findings: list[Finding] = []
    if found or any(_named(timer, pages) for timer in used):
        way = "as the source says" if found else "by name"
        findings = _by_name(used, pages, found, export, where)
    elif used and len(groups) == len(pages):
        way = "in the order of the form"
        found = {page.id: [t.column] for page, t in zip(pages, groups, strict=True)}
    elif asked := _by_question(filled, questionnaire):
        way, found = "by their questions", asked
    elif len(pages) == 1 and not used:
        way = "as a whole"
        found = {pages[0].id: [timer.column for timer in filled if timer.of == "form"]}
    else:
        return Timed(), [_another_form(groups, pages, export, where)] if used else []
    kept = {page.id: _those(found.get(page.id, []), export) for page in pages}
    kept = {page: columns for page, columns in kept.items() if columns}
    if not kept:
        return Timed(), findings
    return Timed(kept, f"page times are taken {way}"), findings


def _holds(column: Column, export: Export) -> bool:
    """Whether any cell of a column is filled."""
    return any(cell and cell.strip() for cell in export.table.columns[column.index].kinds)


def _those(columns: Sequence[Column], export: Export) -> tuple[Column, ...]:
    return tuple(column for column in columns if _holds(column, export))


def _by_map(export: Export, chosen: Mapping[int, str]) -> Pages:
    found: Pages = {}
    for column in (*export.columns, *(timer.column for timer in export.timers)):
        name = chosen.get(column.index, "")
        if name.startswith(SECONDS):
            found.setdefault(name.removeprefix(SECONDS), []).append(column)
    return found


def _named(timer: Timer, pages: Sequence[Page]) -> str | None:
    ids = {code(page.id): page.id for page in pages}
    return next((ids[code(name)] for name in timer.column.codes if code(name) in ids), None)


def _by_name(
    timers: Sequence[Timer], pages: Sequence[Page], found: Pages, export: Export, where: str
) -> list[Finding]:
    """Add what is called like a page to `found`; the rest is told."""
    findings = []
    for timer in timers:
        page = _named(timer, pages)
        if page:
            found.setdefault(page, []).append(timer.column)
        else:
            ids = [one.id for one in pages]
            line = columns_line({}, {timer.column: f"{SECONDS}{ids[0]}"}, export)
            findings.append(
                Finding(
                    "timer_unknown",
                    "note",
                    f"{where}: column {timer.column.index + 1}",
                    f"{shown(timer.column.heading)} times no page of the questionnaire; it is "
                    "left out",
                    f"if it does, in the source: {line}; "
                    + did_you_mean(timer.column.codes[-1], ids),
                )
            )
    return findings


def _by_question(timers: Sequence[Timer], questionnaire: Questionnaire) -> Pages:
    """Columns of the questions of each page; a question may be a whole scale."""
    asked = {
        code(name): page.id
        for page in questionnaire.pages
        for name in (*questionnaire.on_page(page), *page.contains)
    }
    found: Pages = {}
    for timer in timers:
        if timer.of == "question" and (page := asked.get(code(timer.column.codes[0]))):
            found.setdefault(page, []).append(timer.column)
    return found


def _no_pages(timers: Sequence[Timer], where: str) -> Finding:
    return Finding(
        "no_pages",
        "note",
        where,
        "the file holds times, but the questionnaire says nothing of its pages; they are "
        "left out",
        "describe the form under 'pages' in the questionnaire",
        count=max(1, len(timers)),
    )


def _another_form(
    groups: Sequence[Timer], pages: Sequence[Page], export: Export, where: str
) -> Finding:
    first = ", ".join(shown(timer.column.heading, 24) for timer in groups[:3])
    line = columns_line({}, {groups[0].column: f"{SECONDS}{pages[0].id}"}, export)
    return Finding(
        "pages_differ",
        "warning",
        where,
        f"the file times {len(groups)} groups of questions ({first}, ...), and the "
        f"questionnaire has {len(pages)} pages: which is which is unknown, no time is kept",
        f"map them in the source: {line} and so on; '' for groups that are no page",
    )


def seconds(
    export: Export,
    timed: Timed,
    questionnaire: Questionnaire,
    answers: Mapping[str, Converted],
    spec: SourceSpec,
    where: str,
) -> tuple[dict[str, NDArray[np.float64]], list[Rejected]]:
    """Whole seconds on each page by ``seconds.<page>``, NaN where they are not known.

    The columns of a page are added up. Zero seconds on a page without an answer mean that
    it was never submitted. `answers` holds what was converted.
    """
    missing = Missing.declared_in(questionnaire)
    cells = {
        column.index: export.table.columns[column.index]
        for columns in timed.columns.values()
        for column in columns
    }
    signs = numerals.decide(
        {
            f"column {at + 1} {shown(export.table.header[at])}": c.counts()
            for at, c in cells.items()
        },
        spec.decimal,
        delimiter=export.table.delimiter,
        where=where,
    )
    sign = dict(zip(cells, signs.values(), strict=True))
    found: dict[str, NDArray[np.float64]] = {}
    rejected: list[Rejected] = []
    for page in questionnaire.pages:
        if page.id not in timed.columns:
            continue
        parts = [
            amounts.by_seconds(cells[column.index], missing, sign[column.index])
            for column in timed.columns[page.id]
        ]
        name = f"{SECONDS}{page.id}"
        rejected += [Rejected(row, name, rule) for one in parts for row, rule in one.rejected]
        answered = np.zeros(export.table.n, dtype=bool)
        for asked in questionnaire.on_page(page):
            for one in questionnaire.variables_of(asked):
                if one in answers:
                    answered |= answers[one].there
        found[name] = _total(parts, answered)
    return found, rejected


def _total(parts: Sequence[Converted], answered: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Whole seconds of what was timed, NaN when nothing was, or a part is no time."""
    seconds = np.array([one.values for one in parts])
    total = np.nansum(seconds, axis=0)
    unknown = np.isnan(seconds).all(axis=0) | ((total == 0) & ~answered)
    for one in parts:
        unknown[[row - 1 for row, _ in one.rejected]] = True
    return np.where(unknown, math.nan, np.floor(total + 0.5))
