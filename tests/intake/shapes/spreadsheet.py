"""A spreadsheet that people made: titles above the table, totals and notes below it."""

from __future__ import annotations

from intake.shapes.people import ITEMS, Person, said, text

ABOVE = [["Survey of know-how, 2026"], ["Exported on 2 November by HR"], []]


def rows(people: list[Person]) -> list[list[str]]:
    """Codes below names."""
    found = [["rid", "team_id", *ITEMS]]
    return [*found, *([one.name, one.team, *said(one, labels=False)] for one in people)]


def mean(people: list[Person], name: str) -> str:
    """What the spreadsheet shows below a column, to two decimals."""
    values = [one.answers[name] for one in people if name in one.answers]
    return f"{sum(values) / len(values):.2f}" if values else ""


def write(people: list[Person], *, titles: bool = True, below: bool = True) -> str:
    """The CSV as a French spreadsheet saves it: as many cells in every row."""
    table = rows(people)
    width = len(table[0])
    if below:
        table.append(["Mean", "", *(mean(people, name) for name in ITEMS)])
        table.append(["* answers were given anonymously"])
    whole = [*ABOVE, *table] if titles else table
    filled = [[*row, *[""] * (width - len(row))] for row in whole]
    return text([[cell.replace(".", ",") for cell in row] for row in filled], ";")
