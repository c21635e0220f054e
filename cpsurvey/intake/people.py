"""Who gave every answer: which column says so, and whether it can be believed.

A column the questionnaire or the source names goes first, then the platform's token, then
its number of the response. A row that none of them names is known by what it holds.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

import numpy as np

from cpsurvey.coded import Coded, as_it_is
from cpsurvey.errors import CpsurveyError
from cpsurvey.errors.finding import Finding
from cpsurvey.identity import (
    Ids,
    Origin,
    alike,
    alike_error,
    all_alike,
    are_cut,
    are_plain,
    is_nobody,
    is_rounded,
    maybe_nobody,
    normal,
)
from cpsurvey.intake.converted import Cells
from cpsurvey.intake.spreadsheet import lost_zeros
from cpsurvey.intake.table import Table
from cpsurvey.spool import batches

PersonIds = Coded[str | None]
_NOBODY = "\x00"
FEWEST_SHARED = 3
MANY_SHARED = 6


@dataclass(frozen=True, slots=True)
class People:
    """Identifier of every row in its normal form, and where it comes from.

    Parameters
    ----------
    alone : bool
        Whether nobody stands in two rows.
    """

    ids: PersonIds
    origins: Coded[Origin]
    alone: bool
    findings: tuple[Finding, ...] = ()


def read(
    declared: Cells | None,
    leads: Mapping[str, Cells],
    table: Table,
    ids: Ids,
    where: str,
    leave_out: str = "",
) -> People:
    """Name every row, or refuse a column that does not tell people apart.

    Parameters
    ----------
    declared : cells or None
        The column of the respondent's identifier, when the file has one.
    leads : mapping of str to cells
        The platform's own columns, by role.
    leave_out : str
        Line of the source that leaves the columns of identifiers out.

    Raises
    ------
    CpsurveyError
        CPS130 identifiers that are alike, CPS131 rounded by a spreadsheet, CPS132 shared
        by too many rows.
    """
    n = table.n
    found: PersonIds = Coded.full(None, n)
    origins: Coded[Origin] = Coded.full("row", n)
    free = np.ones(n, dtype=bool)
    sources: list[tuple[Origin, Cells | None]] = [
        ("declared", declared),
        ("token", leads.get("token")),
        ("platform", leads.get("id")),
    ]
    placeholders = 0
    for origin, cells in sources:
        if cells is None or not free.any():
            continue
        texts = _normal(cells)
        named = texts.which(bool) & free
        if nobody := _nobodies(texts):
            void = texts.which(nobody.__contains__)
            placeholders += int((named & void).sum())
            named &= ~void
        found = texts if named.all() else found.filled(named, texts)
        origins = origins.where(named, origin)
        free &= ~named
    found = spelt = found.pruned()
    refuse_rounded(found, table, where)
    several = found.repeated(_loose)
    del several[_NOBODY]
    if several:
        _refuse_shared(found, leads.get("occasion"), where, leave_out)
    if several and ids == "alike":
        found = _of_one_spelling(found, several)
    elif several and ids is None:
        _refuse_alike(found, several, table, where)
    nameless = int(free.sum())
    aside = sum(1 for row in table.ragged if free[row - 1])
    without = nameless - (aside if nameless < n else 0)
    findings = [*_without(without, placeholders, n, where), *lost_zeros(spelt.kinds, where)]
    return People(found, origins, not several, tuple(findings))


def _normal(cells: Cells) -> PersonIds:
    """Normal form of every cell, empty where there is none; plain ones stay as they are."""
    some = batches(cells.kinds)
    if all(all(batch) and are_plain(list(filter(None, batch))) for batch in some):
        return cells
    return cells.map(lambda cell: normal(cell) if cell else "")


def _nobodies(texts: PersonIds) -> set[str | None]:
    """Which of the texts stand for nobody."""
    doubtful = set[str]()
    for batch in batches(texts.kinds):
        doubtful |= maybe_nobody(list(filter(None, batch)))
    rows = {text: int(texts.which(text.__eq__).sum()) for text in doubtful}
    return {text for text in doubtful if is_nobody(text, alone=rows[text] == 1)}


def _of_one_spelling(ids: PersonIds, several: Container[str]) -> PersonIds:
    """Identifiers that are alike, as the first of them is spelt."""
    first: dict[str, str] = {}
    rows = ids.which(lambda text: text is not None and alike(text) in several)
    for text in ids.take(np.flatnonzero(rows)):
        if text:
            first.setdefault(alike(text), text)
    return ids.map(lambda text: text and first.get(alike(text), text))


def refuse_rounded(ids: PersonIds, table: Table, where: str) -> None:
    """Refuse identifiers, one of each row, that a spreadsheet has rounded.

    Raises
    ------
    CpsurveyError
        CPS131.
    """
    rounded: list[int] = []
    if not all(are_plain(list(filter(None, batch))) for batch in batches(ids.kinds)):
        rounded = ids.rows(lambda text: bool(text) and is_rounded(text or ""))
    long = any(max(map(len, filter(None, some)), default=0) > 15 for some in batches(ids.kinds))
    if (
        long
        and not rounded
        and are_cut(text for text, rows in ids.counted() if text for _ in range(min(rows, 2)))
    ):
        rounded = ids.rows(lambda text: len(text or "") > 15)
    if rounded:
        raise CpsurveyError(
            "CPS131",
            f"a spreadsheet has rounded the identifiers of {len(rounded)} rows: different "
            "people cannot be told apart any more",
            where=f"{where}: {table.places(rounded)}",
            fix="export again and do not save the file from a spreadsheet, or format the "
            "column as text before opening it there",
        )


def _refuse_shared(
    found: PersonIds, occasions: Cells | None, where: str, leave_out: str
) -> None:
    """Refuse a column one of whose values is nobody's own.

    A respondent may have a row for each event.
    """
    each: Coded[Any] = found
    if occasions is not None:
        each = found.then(occasions, lambda one, event: None if one is None else (one, event))
    often = each.repeated(as_it_is)
    del often[None]
    if not often:
        return
    most = max(often.values())
    used = int(found.which(lambda one: one is not None).sum())
    if (most >= MANY_SHARED and most * 20 > used) or (
        most >= FEWEST_SHARED and most * 2 > used
    ):
        raise CpsurveyError(
            "CPS132",
            f"{most} of {used} rows have the same identifier: it is nobody's own",
            where=where,
            fix="give the source the right column, 'columns: {Heading: VARIABLE}' with the "
            "questionnaire's respondent variable; or leave this one out, and every row is a "
            f"person, in the source: {leave_out}",
        )


def _refuse_alike(ids: PersonIds, several: Container[str], table: Table, where: str) -> None:
    forms: dict[str, set[str]] = {}
    for text in ids.kinds:
        if text is not None and (form := alike(text)) in several:
            forms.setdefault(form, set()).add(text)
    doubtful = {text for group in forms.values() if len(group) > 1 for text in group}
    if doubtful:
        rows = ids.rows(doubtful.__contains__)
        raise alike_error(len(rows), f"{where}: {table.places(rows)}", "in the file itself")


def _loose(texts: Sequence[str | None]) -> list[str]:
    """Loose form of each, and one for nobody."""
    if None not in texts:
        return all_alike(cast("Sequence[str]", texts))
    return [_NOBODY if text is None else alike(text) for text in texts]


def _without(nameless: int, placeholders: int, n: int, where: str) -> list[Finding]:
    if not nameless:
        return []
    if nameless == n:
        return [
            Finding(
                "no_respondent_id",
                "note",
                where,
                "no column says who answered: a respondent is a row of this very file, known "
                "again by what it holds",
                "export the response id or token, or answers cannot be replaced later",
            )
        ]
    what = ", some a word such as NA or anonymous" if placeholders else ""
    return [
        Finding(
            "row_without_id",
            "warning",
            where,
            f"rows have no identifier{what}: each counts as one person",
            "fill the column, if you know who they are",
            count=nameless,
        )
    ]
