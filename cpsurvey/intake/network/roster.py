"""A matrix of ties: a row for each person asked, a column for each who may be named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from cpsurvey.design.form import Network
from cpsurvey.design.network import RosterFile
from cpsurvey.errors.finding import Finding
from cpsurvey.identity import is_nobody, normal
from cpsurvey.intake.network import cells
from cpsurvey.intake.network.edges import _batch, _weight
from cpsurvey.intake.network.table import Opened, nothing, opened
from cpsurvey.intake.words import words
from cpsurvey.nominations import Given, Nominations, TieBatch

HEADINGS_FIX = (
    "head each column by the identifier of its person, and name the column of who was asked: "
    "'who: HEADING'"
)


def read_roster(
    path: Path, spec: RosterFile, network: Network | None, known: frozenset[str]
) -> TieBatch:
    """Read a matrix; a row without any cell was not answered.

    Parameters
    ----------
    known : frozenset of str
        Tokens of those who can be named, where the study lists them.

    Raises
    ------
    CpsurveyError
        CPS150 a column is missing, CPS151 no heading is anybody's or no cell can be used,
        else as for exports.
    """
    file = opened(path, spec)
    at_who = file.place(spec.who, "'who'") if spec.who else 0
    asked = file.tokens(at_who)
    heads = {
        at: normal(heading)
        for at, heading in enumerate(file.table.header)
        if at != at_who and normal(heading) and not is_nobody(heading)
    }
    people = {one for one in asked if one} | known
    if not people & {*heads.values()}:
        raise nothing(file.where, "no column is headed by anybody who was asked", HEADINGS_FIX)
    aside: Counter[str] = Counter()
    given, used = [], 0
    often = cells.times(network.frequency if network else None)
    columns = {at: file.cells(at) for at in heads}
    for row, who in enumerate(asked, 1):
        said = {at: column[row - 1] for at, column in columns.items()}
        if file.skipped(row) or not any(said.values()):
            aside["row"] += 1
            continue
        if not who:
            aside["no_source"] += 1
            continue
        used += 1
        named = tuple(_row(said, heads, often, aside))
        given.append(Given(row, spec.relation, named, who, normal(spec.period)))
    if not used:
        raise nothing(file.where, "no row of the matrix has a cell", HEADINGS_FIX)
    batch = _batch(file, Nominations(tuple(given), dict(aside)), used)
    return replace(batch, findings=tuple(_shape(file, asked, list(heads.values()))))


def _row(
    said: Mapping[int, str],
    heads: Mapping[int, str],
    often: Mapping[str, float],
    aside: Counter[str],
) -> list[tuple[str, float]]:
    found = []
    for at, cell in said.items():
        if not cell:
            continue
        weight = _weight(cell, often)
        if weight is None and words(cell) in cells.TICKED | cells.UNTICKED:
            weight = float(words(cell) in cells.TICKED)
        if weight is None or weight < 0:
            aside["weight"] += 1
        elif weight:
            found.append((heads[at], weight))
    return found


def _shape(file: Opened, asked: Sequence[str], heads: Sequence[str]) -> list[Finding]:
    """What is unlike a square: people on one side alone, and people twice."""
    rows, columns = {one for one in asked if one}, set(heads)
    found = []
    if rows != columns:
        found.append(
            Finding(
                "one_sided_roster",
                "note",
                file.where,
                f"{len(columns - rows)} people have a column and no row: they can be named, "
                f"and were not asked; {len(rows - columns)} have a row and no column: nobody "
                "could name them",
            )
        )
    twice = len(heads) - len(columns) + sum(1 for one in asked if one) - len(rows)
    if twice:
        found.append(
            Finding(
                "person_twice",
                "warning",
                file.where,
                "people have two rows or two columns: the first row counts, and cells of "
                "both columns",
                "keep one of each",
                twice,
            )
        )
    return found
