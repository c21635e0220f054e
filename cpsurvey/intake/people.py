"""Who gave every answer: which column says so, and whether it can be believed.

A column the questionnaire or the source names goes first, then the platform's token, then
its number of the response. A row that none of them names is known by what it holds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from cpsurvey.coded import Coded
from cpsurvey.errors import CpsurveyError
from cpsurvey.errors.finding import Finding
from cpsurvey.identity import (
    Ids,
    Origin,
    alike,
    alike_error,
    any_alike,
    are_cut,
    are_plain,
    is_rounded,
    nobodies,
    normal,
)
from cpsurvey.intake.converted import Cells
from cpsurvey.intake.spreadsheet import lost_zeros
from cpsurvey.intake.table import Table

FEWEST_SHARED = 3
MANY_SHARED = 6


@dataclass(frozen=True, slots=True)
class People:
    """Identifier of every row in its normal form, and where it comes from."""

    ids: list[str | None]
    origins: Coded[Origin]
    findings: tuple[Finding, ...] = ()


def read(
    declared: Cells | None, leads: Mapping[str, Cells], table: Table, ids: Ids, where: str
) -> People:
    """Name every row, or refuse a column that does not tell people apart.

    Parameters
    ----------
    declared : cells or None
        The column of the respondent's identifier, when the file has one.
    leads : mapping of str to cells
        The platform's own columns, by role.

    Raises
    ------
    CpsurveyError
        CPS130 identifiers that are alike, CPS131 rounded by a spreadsheet, CPS132 shared
        by too many rows.
    """
    n = table.n
    found: list[str | None] = [None] * n
    origins: Coded[Origin] = Coded.full("row", n)
    sources: list[tuple[Origin, Cells | None]] = [
        ("declared", declared),
        ("token", leads.get("token")),
        ("platform", leads.get("id")),
    ]
    placeholders = 0
    for origin, cells in sources:
        if cells is None or None not in found:
            continue
        texts = _normal(cells)
        nobody = nobodies(texts.counts())
        free = np.array([one is None for one in found], dtype=bool)
        named = np.array([bool(kind) for kind in texts.kinds], dtype=bool)[texts.at] & free
        if nobody:
            void = np.array([kind in nobody for kind in texts.kinds], dtype=bool)[texts.at]
            placeholders += int((named & void).sum())
            named &= ~void
        if named.all():
            found = list(texts)
        else:
            for at in np.flatnonzero(named).tolist():
                found[at] = texts[at]
        origins = origins.where(named, origin)
    used = [text for text in found if text is not None]
    refuse_rounded(found, table, where)
    _refuse_shared(found, leads.get("occasion"), where)
    if ids == "alike":
        first: dict[str, str] = {}
        found = [text and first.setdefault(alike(text), text) for text in found]
    elif ids is None:
        _refuse_alike(found, table, where)
    aside = sum(1 for row in table.ragged if found[row - 1] is None)
    nameless = n - len(used) - (aside if used else 0)
    findings = [*_without(nameless, placeholders, n, where), *lost_zeros(used, where)]
    return People(found, origins, tuple(findings))


def _normal(cells: Cells) -> Coded[str]:
    texts = [cell or "" for cell in cells.kinds]
    if all(texts) and are_plain(texts):
        return Coded(texts, cells.at)
    return cells.map(lambda cell: normal(cell) if cell else "")


def refuse_rounded(ids: Sequence[str | None], table: Table, where: str) -> None:
    """Refuse identifiers, one of each row, that a spreadsheet has rounded.

    Raises
    ------
    CpsurveyError
        CPS131.
    """
    if are_plain([text for text in ids if text]):
        rounded = []
    else:
        rounded = [row for row, text in enumerate(ids, 1) if text and is_rounded(text)]
    if not rounded and are_cut([text for text in ids if text]):
        rounded = [row for row, text in enumerate(ids, 1) if text and len(text) > 15]
    if rounded:
        raise CpsurveyError(
            "CPS131",
            f"a spreadsheet has rounded the identifiers of {len(rounded)} rows: different "
            "people cannot be told apart any more",
            where=f"{where}: {table.places(rounded)}",
            fix="export again and do not save the file from a spreadsheet, or format the "
            "column as text before opening it there",
        )


def _refuse_shared(found: Sequence[str | None], occasions: Cells | None, where: str) -> None:
    """Refuse a column one of whose values is nobody's own.

    A respondent may have a row for each event.
    """
    used: list[object] = [one for one in found if one is not None]
    if occasions is not None:
        used = [pair for pair in zip(found, occasions, strict=True) if pair[0] is not None]
    if len(set(used)) == len(used):
        return
    most = Counter(used).most_common(1)[0][1]
    if (most >= MANY_SHARED and most * 20 > len(used)) or (
        most >= FEWEST_SHARED and most * 2 > len(used)
    ):
        raise CpsurveyError(
            "CPS132",
            f"{most} of {len(used)} rows have the same identifier: it is nobody's own",
            where=where,
            fix="give the source the right column, 'columns: {Heading: VARIABLE}' with the "
            "questionnaire's respondent variable, or leave this one out: "
            "'columns: {Heading: \"\"}'",
        )


def _refuse_alike(ids: Sequence[str | None], table: Table, where: str) -> None:
    different = {text for text in ids if text is not None}
    if not any_alike(different):
        return
    forms: dict[str, set[str]] = {}
    for text in different:
        forms.setdefault(alike(text), set()).add(text)
    doubtful = {text for group in forms.values() if len(group) > 1 for text in group}
    if doubtful:
        rows = [row for row, text in enumerate(ids, 1) if text in doubtful]
        raise alike_error(len(rows), f"{where}: {table.places(rows)}", "in the file itself")


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
