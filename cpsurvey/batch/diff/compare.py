"""Two runs compared, for people and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from math import isinf
from typing import Any

from cpsurvey.batch.diff.causes import Cause, causes
from cpsurvey.batch.diff.cells import Key, Line, lines
from cpsurvey.batch.diff.moves import Cell, Move, moves
from cpsurvey.batch.diff.runs import Run

SHOWN = 25
"""Moves that are printed unless all are asked for."""
WIDEST = 72


@dataclass(frozen=True, slots=True)
class Difference:
    """What is other in B than in A.

    Parameters
    ----------
    only_a, only_b : tuple of (what, name)
        Analyses, tables and rows that one of them has.
    """

    a: str
    b: str
    causes: tuple[Cause, ...]
    moves: tuple[Move, ...]
    only_a: tuple[tuple[str, str], ...] = ()
    only_b: tuple[tuple[str, str], ...] = ()
    compared: int = 0

    @property
    def same(self) -> bool:
        """Whether every number is the same."""
        return not (self.moves or self.only_a or self.only_b)

    def document(self) -> dict[str, Any]:
        """The same as JSON."""
        return {
            "schema": "cpsurvey/diff/1",
            "a": self.a,
            "b": self.b,
            "same": self.same,
            "compared": self.compared,
            "causes": [asdict(one) for one in self.causes],
            "moves": [_written(one) for one in self.moves],
            "only_a": [{"what": what, "name": name} for what, name in self.only_a],
            "only_b": [{"what": what, "name": name} for what, name in self.only_b],
        }


def _written(move: Move) -> dict[str, Any]:
    found = asdict(move)
    verdict = move.size is not None and isinf(move.size)
    found["size"] = None if verdict else move.size
    found["verdict"] = verdict
    for cell in found["cells"]:
        if cell["errors"] is not None and isinf(cell["errors"]):
            cell["errors"] = None
    return found


def compare(a: Run, b: Run) -> Difference:
    """Which numbers moved from run A to run B, and why."""
    old, new = lines(a.results), lines(b.results)
    shared = old.keys() & new.keys()
    return Difference(
        a.id,
        b.id,
        tuple(causes(a, b)),
        tuple(moves(old, new)),
        tuple(_only(a, old, b, new)),
        tuple(_only(b, new, a, old)),
        sum(len(new[key].values) for key in shared),
    )


def _only(
    mine: Run, rows: dict[Key, Line], other: Run, others: dict[Key, Line]
) -> Iterator[tuple[str, str]]:
    """Analyses that one run has; tables of the others; rows of the tables both have."""
    there = {result.id for result in other.results.results}
    yield from (
        ("analysis", result.id) for result in mine.results.results if result.id not in there
    )
    tables = {table for table, _ in others}
    yield from (
        ("table", one) for one in dict.fromkeys(t for t, _ in rows) if one not in tables
    )
    for table, name in rows:
        if table in tables and (table, name) not in others:
            yield "row", f"{table}: {name}"


# -------------------------------------------------------------------------- in words
_WHY = {
    "study": "the study",
    "data": "answers",
    "indicators": "indicators",
    "deleted": "deletions",
    "questionnaire": "questionnaire",
    "options": "options",
    "seed": "seed",
    "plan": "declared plan",
    "version": "version",
}


def in_words(found: Difference, *, every: bool = False) -> Iterator[str]:
    """What a person reads: why, then which numbers, the largest moves first."""
    yield f"A  {found.a}"
    yield f"B  {found.b}"
    yield ""
    yield (
        "why:"
        if found.causes
        else "why: data, questionnaire, options and versions are the same"
    )
    yield from (f"  {_cause(one)}" for one in found.causes)
    yield ""
    if found.same:
        yield f"no number moved, of {found.compared} compared"
        return
    seen = [one for one in found.moves if every or one.printed]
    rest = len(found.moves) - len(seen)
    yield f"moved: {len(found.moves)} rows, of {found.compared} numbers compared"
    shown = seen if every else seen[:SHOWN]
    yield from _moved(shown)
    if len(shown) < len(seen):
        yield f"  and {len(seen) - len(shown)} smaller moves (--all, or --json)"
    if rest:
        yield f"  and {rest} that are printed alike in both"
    for where, those in (("A", found.only_a), ("B", found.only_b)):
        if those:
            yield ""
            yield f"only in {where}:"
            kept = those if every else those[:SHOWN]
            yield from (f"  {what} {name}" for what, name in kept)
            if len(kept) < len(those):
                yield f"  and {len(those) - len(kept)} more (--all, or --json)"


def _cause(one: Cause) -> str:
    what = _WHY[one.what]
    if one.what in ("data", "indicators"):
        sign, sha256 = ("-", one.before) if one.after is None else ("+", one.after)
        return f"{what}: {sign} {one.name} (SHA-256 {sha256}...)"
    return f"{what}: {one.name}: {_told(one.before)} -> {_told(one.after)}"


def _told(value: str | None) -> str:
    text = "none" if value is None else value
    return text if len(text) <= WIDEST else f"{text[: WIDEST - 1]}…"


def _moved(shown: Sequence[Move]) -> Iterator[str]:
    for one in shown:
        size = "" if one.size is None or isinf(one.size) else f"   ({one.size:.2g} SE)"
        yield f"  {one.table}  {one.row}: {_text(one)}{size}"


def _text(move: Move) -> str:
    """A row as it is read: its estimate with its interval, or the cells that changed."""
    main = _main(move)
    if main is None:
        named = [f"{cell.heading} {_pair(cell)}" for cell in _visible(move)[:3]]
        more = len(_visible(move)) - len(named)
        return ", ".join(named) + (f", {more} more" if more > 0 else "")
    before, after = (" ".join(filter(None, (main.printed[at], main.ends[at]))) for at in (0, 1))
    return f"{main.heading} {before} -> {after}"


def _main(move: Move) -> Cell | None:
    measured = [cell for cell in move.cells if cell.errors is not None]
    if not measured or any(isinf(cell.errors or 0) for cell in measured):
        return None
    return max(measured, key=lambda cell: cell.errors or 0)


def _visible(move: Move) -> list[Cell]:
    return [one for one in move.cells if one.printed[0] != one.printed[1]] or list(move.cells)


def _pair(cell: Cell) -> str:
    return f"{cell.printed[0] or '–'} -> {cell.printed[1] or '–'}"
