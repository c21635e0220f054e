"""Bytes and accents that are no text, once columns are known."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from cpsurvey.design.questionnaire import Questionnaire
from cpsurvey.design.study import SourceSpec
from cpsurvey.errors import CpsurveyError
from cpsurvey.errors.finding import Finding
from cpsurvey.intake.encoding import DAMAGED, broken_accents, mojibake
from cpsurvey.intake.export import Column, Export
from cpsurvey.intake.table import Cell, Table
from cpsurvey.intake.table import Column as Cells
from cpsurvey.intake.words import shown
from cpsurvey.spool import batches

_LISTED = 8


def check(
    export: Export,
    columns: Mapping[str, Column],
    questionnaire: Questionnaire,
    spec: SourceSpec,
    where: str,
) -> Iterator[Finding]:
    """Refuse damage where it names people or is stored, and tell of it elsewhere.

    Raises
    ------
    CpsurveyError
        CPS102 bytes that are no text, CPS103 broken accents.
    """
    names = {one.variable for one in questionnaire.identifiers.by_role().values()}
    people = {*export.leads.values(), *(c.index for v, c in columns.items() if v in names)}
    stored = {*export.leads.values(), *(column.index for column in columns.values())}
    yield from bytes_lost(export.table, people, where)
    yield from accents(export.table, stored, where, named=bool(spec.encoding))


def headings(header: Sequence[str], where: str, out: Collection[int] | None = None) -> None:
    """Refuse broken accents in a heading: the column may be one that should be stored.

    Parameters
    ----------
    out : collection of int or None
        Places of columns of which the source says what they are; None where it cannot.

    Raises
    ------
    CpsurveyError
        CPS103.
    """
    for at, heading in enumerate(header):
        if at not in (out or ()) and _broken(heading):
            place = f"{where}: heading of column {at + 1}"
            # whatever encoding is named, the heading would not be known for what it is
            raise broken_accents(place, column=None if out is None else at, named=True)


def bytes_lost(table: Table, people: Collection[int], where: str) -> Iterator[Finding]:
    """Refuse bytes that are no text in a heading or in who answered; tell of others.

    Raises
    ------
    CpsurveyError
        CPS102.
    """
    bad = [
        (int(table.lines[row - 1]), at)
        for at, cells in enumerate(table.columns)
        if not _ascii(cells)
        for row in cells.rows(_damaged)
    ]
    bad.sort()
    inside = [line for line, at in bad if at in people]
    if inside or any(DAMAGED in heading for heading in table.header):
        line = inside[0] if inside else 1
        raise CpsurveyError(
            "CPS102",
            f"line {line} holds bytes that are no text, in a heading or in who answered",
            where=f"{where}:{line}",
            fix=f"mend line {line} or export again; if the file is of another encoding, name "
            "it with 'encoding:' in the source",
        )
    if bad:
        yield Finding(
            "damaged_text",
            "warning",
            f"{where}: line {bad[0][0]}",
            "cells hold bytes that are no text; an answer among them is set aside",
            "mend the line or export again",
            count=len(bad),
        )


def accents(
    table: Table,
    stored: Collection[int],
    where: str,
    *,
    named: bool = False,
) -> Iterator[Finding]:
    """Refuse broken accents in what is stored; tell of others.

    Parameters
    ----------
    named : bool
        Whether the source names the encoding: then cells are taken as they stand.

    Raises
    ------
    CpsurveyError
        CPS103.
    """
    broken = {at: found for at in range(len(table.columns)) if (found := _lines(table, at))}
    inside = [at for at in broken if at in stored and not named]
    if inside:
        line = broken[inside[0]][0]
        place = f"line {line}, column" if line else "labels of column"
        raise broken_accents(f"{where}: {place} {inside[0] + 1}")
    for at, lines in list(broken.items())[:_LISTED]:
        yield _told(table, at, lines, where, named=named)


def _lines(table: Table, at: int) -> list[int]:
    """Lines with broken accents in a column; 0 stands for its labels."""
    known = table.of(at)
    if any(map(_broken, (known.text, *known.labels.values()))):
        return [0]
    cells = table.columns[at]
    if _ascii(cells):
        return []
    return [int(table.lines[row - 1]) for row in cells.rows(_broken)]


def _ascii(cells: Cells) -> bool:
    return all("".join(filter(None, some)).isascii() for some in batches(cells.kinds))


def _told(table: Table, at: int, lines: list[int], where: str, *, named: bool) -> Finding:
    heading = table.header[at] if at < len(table.header) else ""
    place = f"line {lines[0]}, column" if lines[0] else "labels of column"
    taken = (
        "they are taken as they stand, because the source names the encoding"
        if named
        else "nothing of this column is stored"
    )
    return Finding(
        "mojibake",
        "warning",
        f"{where}: {place} {at + 1} {shown(heading)}",
        f"the accents look broken (UTF-8 was read as Windows-1252); {taken}",
        "take 'encoding:' out to have such answers refused"
        if named
        else "export again without saving the file from a spreadsheet, if you need its texts",
        count=len(lines),
    )


def _damaged(cell: Cell) -> bool:
    return cell is not None and DAMAGED in cell


def _broken(cell: Cell) -> bool:
    return bool(cell) and mojibake(cell or "") is not None
