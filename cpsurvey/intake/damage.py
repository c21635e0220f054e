"""Bytes and accents that are no text, once columns are known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cpsurvey.design.questionnaire import Questionnaire
from cpsurvey.design.study import SourceSpec
from cpsurvey.errors import CpsurveyError
from cpsurvey.errors.finding import Finding
from cpsurvey.intake.encoding import DAMAGED, broken_accents, mojibake
from cpsurvey.intake.export import Column, Export
from cpsurvey.intake.table import Cell


def check(
    export: Export,
    columns: Mapping[str, Column],
    questionnaire: Questionnaire,
    spec: SourceSpec,
    where: str,
) -> Iterator[Finding]:
    """Refuse damage where it names people, and tell of it elsewhere.

    Raises
    ------
    CpsurveyError
        CPS102 bytes that are no text, CPS103 broken accents in headings.
    """
    header, lines = export.table.header, export.table.lines
    if spec.encoding and any(mojibake(heading) is not None for heading in header):
        raise broken_accents(f"{where}: headings")
    names = {one.variable for one in questionnaire.identifiers.by_role().values()}
    people = {*export.leads.values(), *(c.index for v, c in columns.items() if v in names)}
    bad: list[tuple[int, int]] = []
    strange: set[int] = set()
    for at, cells in enumerate(export.table.columns):
        if "".join(filter(None, cells.kinds)).isascii():
            continue
        bad += [(int(lines[row - 1]), at) for row in cells.rows(_damaged)]
        if spec.encoding:
            strange |= {int(lines[row - 1]) for row in cells.rows(_broken)}
    bad.sort()
    broken = sorted(strange)
    inside = [line for line, at in bad if at in people]
    if inside or any(DAMAGED in heading for heading in header):
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
    if broken:
        yield Finding(
            "mojibake",
            "warning",
            f"{where}: line {broken[0]}",
            "texts look as if UTF-8 was read as Windows-1252; they are taken as they stand, "
            "because the source names the encoding",
            "take 'encoding:' out to have such files refused",
            count=len(broken),
        )


def _damaged(cell: Cell) -> bool:
    return cell is not None and DAMAGED in cell


def _broken(cell: Cell) -> bool:
    return cell is not None and mojibake(cell) is not None
