"""Rows below the headings that are headings again: no people, and never counted as such.

Exports have them (codes below texts, numbers of questions, ImportIds), and so have files made
of several. A first respondent must not be lost: a row is taken for headings only where it
names its own columns, holds nothing that could be an answer (types and units of the columns,
too), or where its identifier is the name of one (``id``) above numbers that run.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from cpsurvey.coded import Coded
from cpsurvey.design.questionnaire import Questionnaire
from cpsurvey.design.study import SourceSpec
from cpsurvey.errors import CpsurveyError
from cpsurvey.errors.finding import Finding
from cpsurvey.intake import fitting
from cpsurvey.intake.export import Column, Export
from cpsurvey.intake.fitting import Fitting
from cpsurvey.intake.match import Matched, match
from cpsurvey.intake.numerals import whole
from cpsurvey.intake.table import Cell
from cpsurvey.intake.words import code, words

Mask = NDArray[np.bool_]
_DEEPEST = 3
"""Rows below the headings that may be headings, too."""
_LOOKED_AT = 200
_MOSTLY = 0.8
_FEW, _SOME = 2, 3
_NAMED = 0.5
"""Share of the answered columns that must be named."""
_WHO = r"respond[ea]nt|participant|répondant|response|réponse|case|record|token"
_ID = re.compile(
    rf"(?:(?:{_WHO})[ _.-]?)?(?:ids?|uuid|code|number|numéro|nr|n°|identifier|identifiant)"
    rf"(?:[ _.-](?:(?:du |de la |of (?:the )?)?(?:{_WHO})))?|respondent|répondant|participant"
)
"""What an identifier is called, and no person is."""
_STEM = re.compile(r"([a-z]+)[ _]?\d{1,3}(?:[_.]\d{1,3})?")
_TYPE = re.compile(
    r"(?:long |short |free )?(?:integer|int|whole number|decimal|float|double|number|numeric|"
    r"text|texte|string|char|varchar|date|datetime|time|boolean|bool|scale|échelle|likert|"
    r"ordinal|nominal|categor(?:y|ical)|entier|nombre|numérique|décimal|booléen|single choice|"
    r"select_one|multiple choice|identifier|identifiant|pts|points?|%|per ?cent|years?|ans|"
    r"months?|mois|days?|jours?|hours?|heures?|h|min(?:utes?)?|s|sec(?:onds?)?|secondes?|"
    r"€|eur(?:os?)?|\$|usd|£|gbp|\d{1,3} ?(?:-|–|\.\.|to|à) ?\d{1,3}"
    r"(?: ?(?:pts|points?|%))?)"
)
"""What a row of types, units or ranges holds; no answer where it does not fit."""
_ANSWER_CODES = frozenset(("a", "ao", "al"))


@dataclass(frozen=True, slots=True)
class _Top:
    """What the first rows are compared with."""

    export: Export
    matched: Matched
    names: Mapping[int, frozenset[str]]
    fits: Mapping[int, Fitting]
    id: int | None


def without(
    export: Export, questionnaire: Questionnaire, spec: SourceSpec, where: str
) -> Export:
    """The export without rows of headings below its headings, which are said.

    A file whose columns are not those of the questionnaire is left to `match` to refuse.
    """
    table = export.table
    if table.known or table.n < _FEW:
        return export
    rows = np.arange(min(table.n, _LOOKED_AT))
    head = replace(table, columns=[one.take(rows).pruned() for one in table.columns])
    head = replace(head, lines=table.lines[rows], ragged=(), widths=table.widths[:0])
    try:
        matched, _ = match(replace(export, table=head), questionnaire, spec, where)
    except CpsurveyError:
        return export
    top = _Top(
        replace(export, table=head),
        matched,
        {one.index: _names(name, one, questionnaire) for name, one in matched.columns.items()},
        fitting.of(export, matched, questionnaire),
        _identifier(export, matched, questionnaire),
    )
    gone = _as_the_first(export, matched)
    first = 0
    while first < min(_DEEPEST, table.n - 1) and (gone[first] or _is_headings(top, first)):
        gone[first] = True
        first += 1
    doubt = [] if gone.any() or not _may_be_headings(top, 0) else [_doubtful(export, where)]
    if gone.all() or not gone.any():
        return replace(export, findings=(*export.findings, *doubt))
    return _taken_out(export, gone, where)


def _names(variable: str, column: Column, questionnaire: Questionnaire) -> frozenset[str]:
    """What the column of a variable may be called, in the normal form of words and codes."""
    texts = {variable, column.heading, *column.codes, *column.texts}
    item = questionnaire.items.get(variable) or questionnaire.question_by_id.get(variable)
    if item is not None:
        texts |= {*item.aliases, *item.text.values(), *item.label.values()}
    return frozenset(form for text in texts if text for form in (words(text), code(text)))


def _identifier(export: Export, matched: Matched, questionnaire: Questionnaire) -> int | None:
    column = matched.columns.get(questionnaire.identifiers.respondent.variable)
    return column.index if column else export.leads.get("id", export.leads.get("token"))


def _as_the_first(export: Export, matched: Matched) -> Mask:
    """Rows that say again what the first row of headings says, wherever they stand."""
    table = export.table
    same = np.zeros(table.n, dtype=np.int64)
    filled = np.zeros(table.n, dtype=np.int64)
    for column in matched.columns.values():
        cells = table.columns[column.index]
        if column.heading in cells.kinds:
            same += _where(cells, lambda cell, own=column.heading: cell == own)  # type: ignore[misc]
    rows = np.flatnonzero(same >= _FEW)
    for column in matched.columns.values():
        cells = table.columns[column.index].take(rows)
        filled[rows] += _where(cells, lambda cell: bool((cell or "").strip()))
    found: Mask = (same >= _FEW) & (same == filled)
    return found


def _where(cells: Coded[Cell], wanted: Callable[[Cell], bool]) -> Mask:
    kinds = np.fromiter((wanted(kind) for kind in cells.kinds), bool, len(cells.kinds))
    return kinds[cells.at]


# --------------------------------------------------------------------------- one row
def _answers(top: _Top, row: int) -> dict[int, str]:
    """Cells of a row below questions with one answer, in the order of the columns."""
    columns = top.export.table.columns
    cells = {at: columns[at][row] or "" for at in sorted(top.fits)}
    return {at: cell for at, cell in cells.items() if cell.strip()}


def _is_headings(top: _Top, row: int) -> bool:
    answers = _answers(top, row)
    misfits = {at: cell for at, cell in answers.items() if not top.fits[at].fits(cell)}
    if _names_columns(top, row) or _holds_types(top, row):
        return True
    named = _names_an_identifier(top, row)
    if named and len(answers) >= _FEW and _run(list(answers.values())):
        return True
    if not answers or len(misfits) < len(answers) or not _fit_below(top, row, answers):
        return False
    forms = [words(cell) for cell in misfits.values()]
    if len(forms) == 1 and len(_filled(top, row)) == 1:  # without a word on who it would be
        return named or (top.id is not None and _texts(forms))
    return named or (len(forms) >= _FEW and (_numbered(forms) or _texts(forms)))


def _filled(top: _Top, row: int) -> list[str]:
    """Cells of a row that hold something, of all its columns."""
    cells = [column[row] or "" for column in top.export.table.columns]
    return [cell for cell in cells if cell.strip()]


def _holds_types(top: _Top, row: int) -> bool:
    """Whether a row says of each column what it holds: types, units, ranges."""
    cells, answers = _filled(top, row), _answers(top, row)
    misfits = [at for at, cell in answers.items() if not top.fits[at].fits(cell)]
    return (
        bool(misfits)
        and all(_TYPE.fullmatch(words(cell).strip("()[]")) for cell in cells)
        and _fit_below(top, row, {at: answers[at] for at in misfits})
    )


def _may_be_headings(top: _Top, row: int) -> bool:
    """Whether nothing but a glance at the file can tell: its numbers run, or ``id`` alone."""
    if _names_an_identifier(top, row):
        return True
    cells = list(_answers(top, row).values())
    whole_row = _filled(top, row)
    if len(whole_row) == len(top.export.table.columns) > _SOME and _run(whole_row):
        return whole_row[0].strip() in ("0", "1")
    if len(cells) < len(top.fits) or len(cells) < _FEW or not _run(cells):
        return False
    if top.id is not None and not (top.export.table.columns[top.id][row] or "").strip():
        return True
    if len(cells) < _SOME:
        return False
    if top.id is None:
        return cells[0].strip() in ("0", "1")
    return _run([top.export.table.columns[top.id][row] or "", *cells])


def _names_columns(top: _Top, row: int) -> bool:
    """Whether cells call their own columns by another of their names, or by the same."""
    cells = {at: top.export.table.columns[at][row] or "" for at in top.names}
    cells = {at: cell for at, cell in cells.items() if cell.strip()}
    hits = [
        at
        for at, cell in cells.items()
        if {words(cell), code(cell)} & top.names[at]
        and (at not in top.fits or not top.fits[at].fits(cell))
    ]
    answers = [at for at in hits if at in top.fits]
    return bool(answers) and len(hits) >= _FEW and len(hits) >= _NAMED * len(cells)


def _names_an_identifier(top: _Top, row: int) -> bool:
    """Whether the cell of the identifier says what an identifier is called."""
    if top.id is None:
        return False
    word = words(top.export.table.columns[top.id][row] or "")
    return bool(_ID.fullmatch(word)) or bool(word and word in top.names.get(top.id, ()))


def _run(cells: Sequence[str]) -> bool:
    """Whether cells are numbers, each one more than the one before."""
    numbers = [next(iter(whole(cell)), None) for cell in cells]
    first = numbers[0]
    return first is not None and numbers == list(range(first, first + len(numbers)))


def _numbered(forms: Sequence[str]) -> bool:
    """Whether texts are one stem with different numbers, as no answers in a row are."""
    stems = Counter(found[1] for one in set(forms) if (found := _STEM.fullmatch(one)))
    return any(n >= _FEW and stem not in _ANSWER_CODES for stem, n in stems.items())


def _texts(forms: Sequence[str]) -> bool:
    """Whether texts are all different, and no bare numbers."""
    return len(set(forms)) == len(forms) and all(any(map(str.isalpha, one)) for one in forms)


def _fit_below(top: _Top, row: int, places: Mapping[int, str]) -> bool:
    """Whether the rows below hold answers in these columns."""
    good = bad = 0
    for at in places:
        below = top.export.table.columns[at][row + _DEEPEST - 1 :].counts() or {}
        below = below or top.export.table.columns[at][row + 1 :].counts()
        for cell, count in below.items():
            if cell and cell.strip():
                good += count * top.fits[at].fits(cell)
                bad += count * (not top.fits[at].fits(cell))
    return good > 0 and good >= _MOSTLY * (good + bad)


# ----------------------------------------------------------------------- what is said
def _taken_out(export: Export, gone: Mask, where: str) -> Export:
    table = export.table.without(gone)
    keep = np.flatnonzero(~gone)
    place = {old + 1: new for new, old in enumerate(keep.tolist(), 1)} if export.aside else {}
    lines = ", ".join(map(str, export.table.lines[gone].tolist()[:5]))
    said = Finding(
        "heading_row",
        "note",
        f"{where}: line {lines}",
        "a row below the headings holds headings again, or types and units: it is nobody's "
        "answer and is left out",
        "nothing, if so; rows are counted from 1 below it",
        count=int(gone.sum()),
    )
    return replace(
        export,
        table=replace(table, columns=[one.pruned() for one in table.columns]),
        made={role: cells.take(keep).pruned() for role, cells in export.made.items()},
        aside={place[row]: why for row, why in export.aside.items() if row in place},
        findings=(*export.findings, said),
    )


def _doubtful(export: Export, where: str) -> Finding:
    return Finding(
        "may_be_headings",
        "warning",
        f"{where}: {export.table.places([1])}",
        "the first row may be headings again (numbers of questions, or the word for an "
        "identifier) and counts as a person",
        "if it is no respondent, delete the line in the file; else nothing",
    )
