"""The tables of a run as rows that are found again in another run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any

from cpsurvey.report.table import Head, Row, Table
from cpsurvey.results import ResultSet

ELSEWHERE = ("T26-", "T26b-", "T26c-")
"""Tables of provenance: they are the causes."""
SAID = "said"
"""Key of a sentence that takes the place of a row."""
Key = tuple[str, str]
"""Table, and what its row is called."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table.

    Parameters
    ----------
    section : str
        Chapter it stands in.
    values, texts : mapping of str to value
        By key of the column: in full precision, and as printed.
    heads : mapping of str to Head
        Columns by their keys.
    """

    section: str
    table: str
    title: str
    name: str
    values: Mapping[str, Any]
    texts: Mapping[str, str]
    heads: Mapping[str, Head] = field(repr=False)


def lines(results: ResultSet) -> dict[Key, Line]:
    """Every row of every table, in the order of the report."""
    from cpsurvey.report.build import build

    found: dict[Key, Line] = {}
    for section in build(results, "en", {}).sections:
        for block in section.blocks:
            if isinstance(block, Table) and _compared(block):
                for line in _of_table(block, section.title):
                    found[line.table, line.name] = line
    return found


def _compared(table: Table) -> bool:
    """What is read, not lists for spreadsheets; where numbers come from is a cause."""
    return not (table.sheet_only or table.id.startswith(ELSEWHERE))


def _of_table(table: Table, section: str) -> Iterator[Line]:
    naming = _naming(table)
    heads = {head.key: head for head in table.columns}
    group, taken = "", dict[str, int]()
    for row in table.rows:
        if row.role == "group":
            group = row.heading
            continue
        texts = dict(zip(heads, table.shown(row, "en"), strict=True))
        rest = {key: head for key, head in heads.items() if key not in naming}
        values = {key: _plain(row, key) for key in rest}
        kept = {key: texts[key] for key in rest}
        said = [texts[key] for key in naming]
        if group and not any(value not in (None, "") for value in values.values()):
            # a sentence below its heading is what may change, not what the row is about
            head = Head(SAID, heads[naming[0]].heading, "text") if naming else None
            rest = {SAID: head} if head else {}
            values, kept, said = {SAID: said[0]}, {SAID: said[0]}, []
        called = " · ".join(filter(None, (group, *said)))
        taken[called] = taken.get(called, 0) + 1
        if taken[called] > 1:
            called = f"{called} ({taken[called]})"
        yield Line(section, table.id, table.title, called, values, kept, rest)


def _naming(table: Table) -> list[str]:
    """Columns at the left that say what a row is about: as few as tell all rows apart."""
    leading = [head.key for head in takewhile(lambda head: head.kind == "text", table.columns)]
    for many in range(1, len(leading)):
        if _apart(table, leading[:many]):
            return leading[:many]
    return leading


def _apart(table: Table, naming: list[str]) -> bool:
    """Whether no two rows below one heading have the same in these columns."""
    heading, seen = "", set()
    for row in table.rows:
        if row.role == "group":
            heading = row.heading
            continue
        name = (heading, *(row.cells[key] for key in naming))
        if name in seen:
            return False
        seen.add(name)
    return True


def _plain(row: Row, key: str) -> Any:
    value = row.cells[key]
    return tuple(value) if isinstance(value, list) else value
