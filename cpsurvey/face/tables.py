"""Tables of a report, found by number, as data frames and in notebooks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from cpsurvey.errors import CpsurveyError, did_you_mean
from cpsurvey.face import frames, html
from cpsurvey.report import table as report

if TYPE_CHECKING:
    import pandas as pd


class NoSuchName(CpsurveyError, KeyError):
    """Nothing is called so, or several things are (CPS607)."""

    @classmethod
    def among(cls, what: str, name: str, known: Iterable[str], mine: Sequence[str]) -> Self:
        """Refusal of a name that none of `known` has, or that several do: `mine`."""
        if mine:
            fix = f"name one of them: {', '.join(mine)}"
            return cls("CPS607", f"'{name}' names several {what}s", fix=fix)
        return cls("CPS607", f"no {what} is called '{name}'", fix=did_you_mean(name, known))


@dataclass(frozen=True, slots=True, repr=False)
class Table:
    """One table of the report, in one language.

    Parameters
    ----------
    id : str
        ``"T18-mediation"``: number, and name of the analysis.
    title : str
    notes : tuple of str
        Sentences below the table.

    Examples
    --------
    >>> import cpsurvey
    >>> table = cpsurvey.read_study("demo").results["flow"].tables["T1"]
    >>> table
    <Table T1-flow: Sample flow (8 rows, 4 columns)>
    >>> table.to_frame().columns.tolist()
    ['stage', 'n', 'lost', 'share']
    """

    _table: report.Table
    language: str

    @property
    def id(self) -> str:
        """Number and name, as its files are called."""
        return self._table.id

    @property
    def title(self) -> str:
        """What stands above it."""
        return self._table.title

    @property
    def notes(self) -> tuple[str, ...]:
        """Sentences below it."""
        return self._table.notes

    @property
    def headings(self) -> dict[str, str]:
        """Key of a column -> its heading."""
        return {column.key: column.heading for column in self._table.columns}

    def to_frame(self) -> pd.DataFrame:
        """Cells in full precision, in columns of keys that no language changes.

        An interval ``ci`` is two columns, ``ci_lower`` and ``ci_upper``; headings across
        the table are a first column ``group``. Columns and cells are those of the CSV file.
        """
        return frames.of_table(self._table)

    def __repr__(self) -> str:
        keys, rows = self._table.flat()
        return f"<Table {self.id}: {self.title} ({len(rows)} rows, {len(keys)} columns)>"

    def _repr_html_(self) -> str:
        """As the report prints it."""
        heads = [column.heading for column in self._table.columns]
        rows = (
            row.heading if row.role == "group" else self._table.shown(row, self.language)
            for row in self._table.rows
        )
        return html.table(f"{self.id} {self.title}", heads, rows, self.notes)


class Tables(Mapping[str, Table]):
    """Tables of one result, by id or by number alone.

    ``tables["T11"]`` is ``T11-correlations`` even where a ``T11-correlations-within`` is.
    """

    def __init__(self, tables: Sequence[Table], owner: str) -> None:
        self._tables = {table.id: table for table in tables}
        self._owner = owner

    def __getitem__(self, name: str) -> Table:
        """The table called `name`.

        Raises
        ------
        NoSuchName
            None is, or several are.
        """
        known = {key.casefold(): key for key in self._tables}
        for called in (name, f"{name}-{self._owner}"):
            if found := known.get(called.casefold()):
                return self._tables[found]
        numbered = [k for k in self._tables if k.split("-")[0].casefold() == name.casefold()]
        if len(numbered) == 1:
            return self._tables[numbered[0]]
        raise NoSuchName.among("table", name, self._tables, numbered)

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)

    def __repr__(self) -> str:
        return f"<Tables {', '.join(self._tables)}>" if self._tables else "<no tables>"

    def _repr_html_(self) -> str:
        rows = [(table.id, table.title) for table in self._tables.values()]
        return html.table(f"Tables of {self._owner}", ("id", "title"), rows)
