"""Tables of keyed columns: a cell comes from its row by name, never by place.

A kind says which columns its table has and hands over its rows (parts of its payload); a
field that is not there names table, column and row type.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Generic, TypeVar

from cpsurvey.payload import Interval
from cpsurvey.report import lexicon as x
from cpsurvey.report.rounding import PAIRS, Kind, alike
from cpsurvey.report.table import Head, Row, Table
from cpsurvey.report.words import Phrase, Words

R_contra = TypeVar("R_contra", contravariant=True)
T = TypeVar("T")


class TableError(Exception):
    """A column and the rows of its table do not fit: our bug, never the user's."""


@dataclass(frozen=True, slots=True)
class Column(Generic[R_contra]):
    """One column.

    Parameters
    ----------
    key : str
        Its name in files (CSV, data frames).
    heading : Phrase or str
        A text where it is not the program's (the number of a variable).
    kind : str
        How cells are shown (`cpsurvey.report.table.Kind`).
    at : str, callable or None
        Where a cell comes from: a field, or a path ``"latent.est"`` that is empty where a
        step of it is None; or a function of the row. By default the field called `key`.
        Only a function may give a text for a column of numbers.
    limits : tuple of float
        Values every cell is held against: printed with decimals enough to see its side.
    against : callable or None
        Further such values, row by row.
    mark : callable or None
        Suffix of a cell, such as stars.
    faint : callable or None
        Whether a cell is in grey, such as a loading too small to interpret.
    beside : callable or None
        Intervals of the cell that stand in another table: it is printed with their decimals.
    said : callable or None
        How a value reads, where the cell is a text made of it (`text`).
    """

    key: str
    heading: Phrase | str
    kind: Kind = "dec2"
    at: Callable[[R_contra], object] | str | None = None
    limits: tuple[float, ...] = ()
    against: Callable[[R_contra], tuple[float, ...]] | None = None
    mark: Callable[[R_contra], str] | None = None
    faint: Callable[[R_contra], bool] | None = None
    beside: Callable[[R_contra], Iterable[Interval | None]] | None = None
    said: Callable[..., str] | None = None

    def of(self, part: str, *, key: str = "", heading: Phrase | None = None) -> Column[object]:
        """The same column of one part of the row: ``EST.of("latent", key="est_latent")``."""
        place = f"{part}.{self.at if isinstance(self.at, str) else self.key}"
        title = heading or self.heading
        return Column(key or f"{self.key}_{part}", title, self.kind, place, self.limits)


def text(
    key: str, heading: Phrase | str, said: Callable[[T], str], *, at: str | None = None
) -> Column[object]:
    """Texts made of a field: ``text("scale", x.SCALE, words.label)``."""
    return Column(key, heading, "text", at, said=said)


@dataclass(frozen=True, slots=True)
class Heading:
    """A line across the table; in files it is `value` where that is given."""

    text: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Foot:
    """A line of totals: cells by key, the others empty."""

    cells: Mapping[str, object]


def table(
    id: str,
    title: str,
    columns: Sequence[Column[T]],
    rows: Iterable[T | Heading | Foot],
    words: Words,
    notes: Iterable[str] = (),
    *,
    sheet_only: bool = False,
    across: str = "group",
) -> Table:
    """Fill every column from every row.

    Raises
    ------
    TableError
        Two columns share a key, a row lacks a field, or a value cannot be shown so.
    """
    keys = [column.key for column in columns]
    if len(set(keys)) < len(keys):
        raise TableError(f"table {id}: two columns share a key: {', '.join(keys)}")
    heads = tuple(
        Head(
            c.key,
            words(c.heading) if isinstance(c.heading, Phrase) else c.heading,
            c.kind,
            c.limits,
        )
        for c in columns
    )
    made = tuple(_row(id, columns, row) for row in rows)
    return Table(id, title, heads, made, tuple(notes), sheet_only, across=across)


def own_key(name: str, columns: Iterable[Column[Any]]) -> str:
    """Key of a column that is called after a variable, where another has that name."""
    taken = {column.key for column in columns}
    while name in taken:
        name += "_"
    return name


def grouped(
    rows: Iterable[T], by: Callable[[T], str], text: Callable[[str], str] = str
) -> Iterator[T | Heading]:
    """Rows with a heading before each run of those that share it; `text` is how it reads."""
    for shared, members in groupby(rows, by):
        yield Heading(text(shared))
        yield from members


def _row(table: str, columns: Sequence[Column[Any]], row: object) -> Row:
    if isinstance(row, Heading):
        return Row.across(row.text, row.value)
    if isinstance(row, Foot):
        if strange := row.cells.keys() - {c.key for c in columns}:
            raise TableError(f"table {table}: the foot has no column {sorted(strange)}")
        return Row({c.key: row.cells.get(c.key) for c in columns}, "foot")
    cells = {c.key: _cell(table, c, row) for c in columns}
    return Row(
        cells,
        marks={c.key: mark for c in columns if c.mark and (mark := c.mark(row))},
        faint=frozenset(c.key for c in columns if c.faint and c.faint(row)),
        limits={c.key: held for c in columns if c.against and (held := c.against(row))},
        places={
            c.key: alike(est, c.kind, c.beside(row), c.limits)
            for c in columns
            if c.beside and isinstance(est := cells[c.key], float)
        },
    )


def _cell(table: str, column: Column[Any], row: object) -> object:
    where = f"table {table}, column '{column.key}', row {type(row).__name__}"
    if callable(column.at):
        value: object = column.at(row)
    else:
        value = row
        for step in (column.at or column.key).split("."):
            value = _step(value, step, where)
    if column.said:
        value = column.said(value)
    if isinstance(value, Interval):
        value = tuple(value)
    if not _fits(value, column):
        raise TableError(f"{where}: {type(value).__name__} is not shown as {column.kind}")
    return value


def _step(value: object, name: str, where: str) -> object:
    """A field of a row, or of a part of it."""
    if value is None:
        return None
    try:
        return value[name] if isinstance(value, Mapping) else getattr(value, name)
    except (AttributeError, KeyError):
        raise TableError(f"{where}: has no '{name}'") from None


def _fits(value: object, column: Column[Any]) -> bool:
    if value is None or column.kind == "text":
        return value is None or isinstance(value, str)
    if isinstance(value, str):
        return callable(column.at)
    if column.kind in PAIRS:
        return isinstance(value, tuple | list) and len(value) == 2
    return isinstance(value, float | int) and not isinstance(value, bool)


N: Column[object] = Column("n", x.N, "int")
MEAN: Column[object] = Column("mean", x.MEAN, "dec2")
SD: Column[object] = Column("sd", x.SD, "dec2")
B: Column[object] = Column("b", x.B, "dec2")
EST: Column[object] = Column("est", x.B, "dec2")
SE: Column[object] = Column("se", x.SE, "dec3")
T_VALUE: Column[object] = Column("t", x.T, "dec2")
Z: Column[object] = Column("z", x.Z, "dec2")
DF: Column[object] = Column("df", x.DF, "int")
P: Column[object] = Column("pvalue", x.P, "p")
CI: Column[object] = Column("ci", x.CI95, "interval")
UNIT_CI: Column[object] = Column("ci", x.CI95, "unit_interval")
MC: Column[object] = Column("mc", x.MC_CI, "interval")
BOOT: Column[object] = Column("boot", x.BOOT_CI, "interval")
STD: Column[object] = Column("std_all", x.STD, "dec2")
STD_CI: Column[object] = Column("std_ci", x.STD_CI, "interval")


def _standing(field: str) -> Callable[[object], object]:
    """A field of what is standardised; an intercept has none, and no dash."""
    return lambda row: "" if getattr(row, "term", "") == "intercept" else getattr(row, field)


BETA: tuple[Column[object], ...] = (
    Column("beta", x.STD, at=_standing("beta")),
    Column("beta_ci", x.STD_CI, "interval", at=_standing("beta_ci")),
)
"""Of what is standardised by deviations that are taken as known."""
STANDARD: tuple[Column[object], ...] = (
    Column("std", x.STD, "dec2", at="standard.est"),
    Column("std_se", x.STD_SE, "dec3", at="standard.se"),
    Column("std_mc", x.STD_MC_CI, "interval", at="standard.mc"),
)
STD_BOOT: Column[object] = Column("std_boot", x.STD_BOOT_CI, "interval", at="standard.boot")
R2: Column[object] = Column("r2", x.R2, "unit2")
CHISQ: Column[object] = Column("chisq", x.CHISQ, "dec2")
SCALING: Column[object] = Column("scaling", x.SCALING, "dec3")
CFI: Column[object] = Column("cfi", x.CFI, "unit3")
TLI: Column[object] = Column("tli", x.TLI, "unit3")
RMSEA: Column[object] = Column("rmsea", x.RMSEA, "unit3")
RMSEA_CI: Column[object] = Column("rmsea_ci", x.CI90, "interval3")
SRMR: Column[object] = Column("srmr", x.SRMR, "unit3")
AIC: Column[object] = Column("aic", x.AIC, "dec2")
BIC: Column[object] = Column("bic", x.BIC, "dec2")
