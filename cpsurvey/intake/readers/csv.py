"""Any other table: headings are variables, declared aliases, or question texts."""

from __future__ import annotations

from cpsurvey.intake.export import Column, Evidence, Export, Reader, readers
from cpsurvey.intake.table import Table


def recognise(_table: Table) -> Evidence:
    """Every table is one; any platform that recognises its own goes first."""
    return Evidence(0.1, ("a table with headings",))


def read(table: Table) -> Export:
    """Take each heading as a code, then as a text."""
    columns = tuple(
        Column(index, heading, (heading,), (heading,))
        for index, heading in enumerate(table.header)
        if heading.strip()
    )
    return Export(table, columns, "headings")


readers("csv")(Reader(recognise, read))
