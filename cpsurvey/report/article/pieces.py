"""Tables of an article, made of those of chapters: the same cells, so the same numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from cpsurvey.report.table import Head, Row, Table

T = TypeVar("T")


def picked(
    table: Table, columns: Mapping[str, str] | Iterable[str], rows: Iterable[Row] | None = None
) -> Table:
    """Some columns of a table, in the order asked for, with other headings where given.

    Cells keep the decimals they have there, whatever stood beside them.
    """
    named = columns if isinstance(columns, Mapping) else dict.fromkeys(columns, "")
    there = {head.key: head for head in table.columns}
    heads = [there[key] for key in named if key in there]
    kept = tuple(_kept(row, table, heads) for row in (table.rows if rows is None else rows))
    shown = (replace(one, heading=named[one.key] or one.heading) for one in heads)
    return replace(table, columns=tuple(shown), rows=kept, notes=())


def _frozen(table: Table) -> tuple[Row, ...]:
    """Rows that keep their decimals wherever they stand."""
    return tuple(_kept(row, table, table.columns) for row in table.rows)


def _kept(row: Row, table: Table, heads: Iterable[Head]) -> Row:
    if row.role == "group":
        return row
    places = {head.key: table.places(row, head) for head in heads}
    return replace(row, places={key: count for key, count in places.items() if count})


def joined(tables: Sequence[Table]) -> Table:
    """Tables of the same things side by side, by the text of their first column.

    Every thing stands where it is met first; columns of the same name get a number. Titles are
    kept, a line each.
    """
    heads: list[Head] = [tables[0].columns[0]]
    lines: dict[str, list[Row]] = {}
    for at, table in enumerate(tables):
        mine = {c.key: replace(c, key=_free(c.key, heads, at)) for c in table.columns[1:]}
        heads += mine.values()
        for row in _frozen(table):
            if row.role == "body":
                name = str(row.cells[table.columns[0].key])
                lines.setdefault(name, []).append(_renamed(row, mine))
    rows = (_one(name, parts, heads) for name, parts in lines.items())
    title = "\n".join(dict.fromkeys(table.title for table in tables if table.title))
    notes = tuple(dict.fromkeys(note for table in tables for note in table.notes))
    return replace(tables[0], title=title, columns=tuple(heads), rows=tuple(rows), notes=notes)


def _renamed(row: Row, heads: Mapping[str, Head]) -> Row:
    """What a row holds for some columns, under their new keys."""

    def of(values: Mapping[str, T]) -> dict[str, T]:
        return {heads[key].key: value for key, value in values.items() if key in heads}

    return Row(
        of(row.cells),
        row.role,
        marks=of(row.marks),
        faint=frozenset(heads[key].key for key in row.faint if key in heads),
        limits=of({k: (*heads[k].limits, *row.limits.get(k, ())) for k in heads}),
        kinds=of({key: row.kinds.get(key, head.kind) for key, head in heads.items()}),
        places=of(row.places),
    )


def _one(name: str, parts: Iterable[Row], heads: Sequence[Head]) -> Row:
    """The parts of a row as one; blank where a table did not have the thing."""
    whole = Row({head.key: "" for head in heads} | {heads[0].key: name})
    for part in parts:
        whole = replace(
            whole,
            cells={**whole.cells, **part.cells},
            marks={**whole.marks, **part.marks},
            faint=whole.faint | part.faint,
            limits={**whole.limits, **part.limits},
            kinds={**whole.kinds, **part.kinds},
            places={**whole.places, **part.places},
        )
    return whole


def _free(key: str, heads: Iterable[Head], at: int) -> str:
    return f"{key}_{at}" if any(head.key == key for head in heads) else key


def under(table: Table, between: str) -> Table:
    """Names that begin alike stand under a heading: ``"Tenure|total"`` under Tenure."""
    first = table.columns[0].key
    rows: list[Row] = []
    before = ""
    for row in table.rows:
        above, found, name = str(row.cells[first]).partition(between)
        if found and above != before:
            rows.append(Row.across(above))
        before = above
        rows.append(replace(row, cells={**row.cells, first: name if found else above}))
    return replace(table, rows=tuple(rows))


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of a table under a heading of its own.

    Parameters
    ----------
    places : tuple of int
        Columns of the whole table that its own stand in; from the first on where empty.
    """

    heading: str
    table: Table
    places: tuple[int, ...] = ()

    @property
    def at(self) -> tuple[int, ...]:
        """A place for each of its columns."""
        return self.places or tuple(range(len(self.table.columns)))


def stacked(id: str, title: str, panels: Sequence[Panel], notes: Iterable[str] = ()) -> Table:
    """Panels one below the other; where columns differ, their headings are said anew.

    Notes of the panels stand before those of the whole.
    """
    first, *_ = panels
    width = max(place for panel in panels for place in panel.at) + 1
    known = {
        place: head
        for panel in reversed(panels)
        for place, head in zip(panel.at, panel.table.columns, strict=False)
    }
    known = {at: known.get(at) or Head(f"c{at}", "", "text") for at in range(width)}
    own = set(first.at)
    heads = tuple(
        replace(known[at], key=f"c{at}", heading=known[at].heading if at in own else "")
        for at in range(width)
    )
    before = _named(first)
    rows: list[Row] = []
    for panel in panels:
        if panel.heading:
            rows.append(Row.across(panel.heading))
        if _named(panel) != before:
            rows.append(_headings(_named(panel), heads))
        before = _named(panel)
        rows += [_moved(row, panel, heads) for row in _frozen(panel.table)]
    said = [note for panel in panels for note in panel.table.notes]
    return Table(id, title, heads, tuple(rows), tuple(dict.fromkeys([*said, *notes])))


def _named(panel: Panel) -> dict[int, str]:
    """The headings of its columns by their places."""
    return {at: head.heading for at, head in zip(panel.at, panel.table.columns, strict=False)}


def _headings(names: Mapping[int, str], heads: Sequence[Head]) -> Row:
    cells = {head.key: names.get(at, "") for at, head in enumerate(heads)}
    return Row(cells, "head", kinds={head.key: "text" for head in heads})


def _moved(row: Row, panel: Panel, heads: Sequence[Head]) -> Row:
    """A row under the columns of the whole table, each cell shown as it was."""
    if row.role == "group":
        return row
    places = {
        head.key: replace(head, key=f"c{at}")
        for at, head in zip(panel.at, panel.table.columns, strict=False)
    }
    moved = _renamed(row, places)
    return replace(moved, cells={**{head.key: "" for head in heads}, **moved.cells})
