"""Tables before they are written: cells in full precision, and how each is shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from cpsurvey.report.rounding import DASH, NOTHING, PAIRS, Kind, asked, needed, show

TOGETHER = (
    {"b", "est", "effect", "se", "se_cr2", "ci", "mc", "mc_ci", "boot", "boot_ci", "bc"},
    {"main", "ci_main"},
    {"other", "ci_other"},
    {"est_other", "mc_other"},
    {"within", "within_ci"},
    {"between"},
)
"""Columns of one estimate in the outcome's own units, whose error says which decimals count."""
OWN = frozenset().union(*TOGETHER)
ERRORS = {"se", "se_cr2", "std_se"}
SIZES: tuple[Kind, ...] = ("dec1", "dec2", "dec3", "unit2", "unit3")
NONE = ERRORS | {"sd", "t", "z"}
"""Numbers between an estimate and its interval that have none of their own."""
SPREAD = "range"
"""From the least to the greatest of several numbers: no interval of one."""
RATIO = "ratio"
"""What intervals behind it are of: it stands between a slope and them."""
STANDARD = {"std", "std_se", "std_ci", "std_mc", "std_boot", "std_all", "beta", "beta_ci"}
"""The same of standardised numbers, which have errors of their own."""


@dataclass(frozen=True, slots=True)
class Head:
    """One column as written: a stable key, a heading in the report's language, how it is shown.

    Parameters
    ----------
    limits : tuple of float
        Values a cell is held against: it is printed with decimals enough to see its side.
    """

    key: str
    heading: str
    kind: Kind = "dec2"
    limits: tuple[float, ...] = ()

    @property
    def pair(self) -> bool:
        """Whether a cell is a pair of limits."""
        return self.kind in PAIRS

    @property
    def own(self) -> bool:
        """Whether its numbers are in the outcome's own units."""
        return self.key in OWN


@dataclass(frozen=True, slots=True)
class Row:
    """One row.

    Parameters
    ----------
    cells : mapping of str to value
        Column key -> text, number, (lower, upper), None for nothing.
    role : str
        ``body``, ``group`` (a heading across the table), ``head`` (headings of the columns
        anew, for the rows below) or ``foot``.
    marks : mapping of str to str
        Column key -> suffix, such as significance stars.
    faint : frozenset of str
        Columns in grey, such as loadings too small to interpret.
    limits : mapping of str to tuple of float
        Column key -> values this cell is held against, beside those of its column.
    heading : str
        Text of a heading across the table.
    kinds : mapping of str to Kind
        Column key -> how this cell is shown, where not as its column.
    places : mapping of str to int
        Column key -> decimals at least, of a cell that came from another table.
    """

    cells: Mapping[str, Any]
    role: Literal["body", "group", "head", "foot"] = "body"
    marks: Mapping[str, str] = field(default_factory=dict)
    faint: frozenset[str] = frozenset()
    limits: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    heading: str = ""
    value: str = ""
    kinds: Mapping[str, Kind] = field(default_factory=dict)
    places: Mapping[str, int] = field(default_factory=dict)

    def kind(self, column: Head) -> Kind:
        """How a cell is shown."""
        return self.kinds.get(column.key, column.kind)

    @classmethod
    def across(cls, heading: str, value: str = "") -> Row:
        """A heading across the table; in files it is `value` where that is given."""
        return cls({}, "group", heading=heading, value=value)


@dataclass(frozen=True, slots=True)
class Table:
    """One report table.

    Parameters
    ----------
    id : str
        Stable, language-free, and a file name (``T7-reliability``).
    title : str
    notes : tuple of str
        Sentences below the table.
    sheet_only : bool
        Written to spreadsheets and CSV alone: too long to read on a page.
    number : str
        In its document (``3``, ``S12``); empty where it was not counted.
    across : str
        In files, the key of the column that holds the headings across the table.
    """

    id: str
    title: str
    columns: tuple[Head, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    sheet_only: bool = False
    number: str = ""
    across: str = "group"
    _held: dict[tuple[int, str], tuple[Row, list[str]]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    _decimals: dict[int, tuple[Row, dict[int, int]]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    _families: list[dict[str, tuple[Head, ...]]] = field(
        default_factory=list, init=False, repr=False, compare=False
    )

    @property
    def code(self) -> str:
        """Its code, which is the same in every study (``T7``); empty where it has none."""
        code = self.id.partition("-")[0]
        return code if code[:1] == "T" and code != self.id else ""

    @property
    def called(self) -> str:
        """Its number in its document, or its code where it was not counted."""
        return self.number or self.code

    def rounded(self) -> Table:
        """The same table with numbers as they are printed, for files that are passed on."""
        return replace(
            self,
            rows=tuple(
                replace(row, cells={c.key: self._printed(row, c) for c in self.columns})
                if row.role != "group"
                else row
                for row in self.rows
            ),
        )

    def _printed(self, row: Row, column: Head) -> Any:
        """A cell no finer than its text."""
        value = row.cells[column.key]
        kind = row.kind(column)
        if kind == "text" or not isinstance(value, float | tuple | list):
            return value
        text = self._text(row, column, "en")
        if text == DASH:
            return None
        if isinstance(value, float):
            return _number_in(text, percent=kind == "percent")
        ends = text.strip("[]").split(", ")
        return tuple(_number_in(end, percent=False) for end in ends)

    def flat(self) -> tuple[list[str], list[list[Any]]]:
        """Keys and rows in full precision, for files and data frames.

        An interval is two columns; headings across the table are a first one.
        """
        keys = [
            key
            for column in self.columns
            for key in (
                (f"{column.key}_lower", f"{column.key}_upper") if column.pair else (column.key,)
            )
        ]
        grouped = any(row.role == "group" for row in self.rows)
        if grouped:
            keys.insert(0, self.across if self.across not in keys else "heading")
        heading, rows = "", []
        for row in self.rows:
            if row.role == "group":
                heading = row.value or row.heading
                continue
            rows.append([heading] * grouped + [v for c in self.columns for v in _parts(row, c)])
        return keys, rows

    def shown(self, row: Row, language: str) -> list[str]:
        """Texts of the cells of a row, in the order of the columns.

        Every format asks for them again, so they are held.
        """
        held = self._held.get((id(row), language))
        if held is None or held[0] is not row:
            texts = [
                self._text(row, column, language) + row.marks.get(column.key, "")
                for column in self.columns
            ]
            held = self._held[id(row), language] = (row, texts)
        return list(held[1])

    def said(self, row: Row, language: str) -> dict[str, str]:
        """The same by the keys of the columns, for sentences that say what a table says."""
        keys = (column.key for column in self.columns)
        return dict(zip(keys, self.shown(row, language), strict=True))

    def _text(self, row: Row, column: Head, language: str) -> str:
        places = self.places(row, column)
        value = row.cells[column.key]
        limits = _limits(row, column)
        return show(value, row.kind(column), language, limits=limits, places=places)

    def places(self, row: Row, column: Head) -> int:
        """Decimals at least: its row's errors are not hidden, its interval has as many."""
        if column.key in row.places:
            return row.places[column.key]
        held = self._decimals.get(id(row))
        if held is None or held[0] is not row:
            held = self._decimals[id(row)] = (row, {})
        family = self._family(column)
        if id(family) not in held[1]:
            held[1][id(family)] = self._shared(row, family)
        return held[1][id(family)]

    def _shared(self, row: Row, family: tuple[Head, ...]) -> int:
        """Decimals of one estimate, its errors and intervals."""
        known = [one for one in family if not isinstance(row.cells[one.key], str | None)]
        named = any(one.key in OWN | STANDARD for one in family)
        spread = _spread(known, row) if named else None
        places = needed(spread) if spread else 0
        if any(one.pair for one in known):
            places = max(places, *(self._asked(row, one) for one in known))
        return places

    def _asked(self, row: Row, column: Head) -> int:
        """Decimals that a cell asks for by itself; an error asks for none."""
        if column.key in ERRORS:
            return 0
        return asked(row.cells[column.key], row.kind(column), _limits(row, column))

    def _family(self, column: Head) -> tuple[Head, ...]:
        """Columns of one estimate, its errors and intervals; none where it is alone."""
        if not self._families:
            self._families.append(families(self.columns))
        return self._families[0].get(column.key, ())


def _limits(row: Row, column: Head) -> tuple[float, ...]:
    """What a cell is held against."""
    return (*column.limits, *row.limits.get(column.key, ()))


def intervals(columns: Sequence[Head]) -> dict[str, str]:
    """Key of an estimate -> key of its own interval, of several the first."""
    together = families(columns)
    keys = [column.key for column in columns]
    found: dict[str, str] = {}
    for at, column in enumerate(columns):
        if not column.pair or column.key == SPREAD:
            continue
        known = {one.key for one in together.get(column.key, ()) if _estimates(one)}
        known = known if RATIO not in keys[:at] else {RATIO}
        if owner := next((key for key in reversed(keys[:at]) if key in known), None):
            found.setdefault(owner, column.key)
    return found


def families(columns: Sequence[Head]) -> dict[str, tuple[Head, ...]]:
    """Key -> the columns it shares its decimals with, the same tuple for the same columns.

    An interval belongs to the estimate that its name tells, else to the one before it.
    """
    keys = {one.key for one in columns if one.kind in (*SIZES, *PAIRS)}
    groups = {key: found & keys for found in (*TOGETHER, STANDARD) for key in found & keys}
    for at, column in enumerate(columns):
        mine = groups.setdefault(column.key, {column.key}) if column.pair else ()
        if mine and not any(one.key in mine and _estimates(one) for one in columns):
            before = [one.key for one in columns[:at] if _estimates(one)][-1:]
            mine = mine.union(*(groups.get(key, {key}) for key in before))
            groups |= dict.fromkeys(mine, mine)
    made: dict[frozenset[str], tuple[Head, ...]] = {}
    for found in map(frozenset, groups.values()):
        made.setdefault(found, tuple(one for one in columns if one.key in found))
    return {key: made[frozenset(found)] for key, found in groups.items()}


def _estimates(column: Head) -> bool:
    """Whether an interval may be its."""
    return column.kind in SIZES and column.key not in NONE and not column.key.startswith("se_")


def _parts(row: Row, column: Head) -> Sequence[Any]:
    """A cell, or both ends of an interval."""
    value = row.cells[column.key]
    if not column.pair:
        return (value,)
    return value if isinstance(value, tuple | list) else (None, None)


def _number_in(text: str, *, percent: bool) -> float:
    """Number of an English text of `show`; 0 for a p-value that is only said to be below."""
    if text.startswith("<"):
        return 0.0
    number = float(text.replace("−", "-").replace(",", ""))
    return float(f"{number / 100:.10g}") if percent else number


def _spread(columns: Sequence[Head], row: Row) -> float | None:
    """What the narrowest interval of a row's numbers tells of their error, or errors do.

    Intervals come first: sentences, which have no errors, then have the same decimals.
    """
    cells = ((c, row.cells[c.key]) for c in columns)
    mine = [(c, v) for c, v in cells if v is not None]
    errors = [float(v) for c, v in mine if c.key in ERRORS and not isinstance(v, str)]
    widths = [
        (v[1] - v[0]) / 4.0
        for c, v in mine
        if c.pair and not isinstance(v, str) and None not in tuple(v)
    ]
    sizes = [abs(float(v)) for c, v in mine if not c.pair and not isinstance(v, str)]
    least = NOTHING * max(sizes, default=0.0)  # an error below it is the machine's rounding
    found = [w for w in widths if w > least] or [e for e in errors if e > least]
    return min(found, default=None)
