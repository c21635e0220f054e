"""P-values of one table, adjusted together (Holm)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

import numpy as np

from cpsurvey.analysis.numbers import number
from cpsurvey.kinds.kpi.data import Effect, Entry, Model, Term
from cpsurvey.stats.multiple import holm

R = TypeVar("R", Term, Effect)


def adjusted(entries: Sequence[Entry], predictors: Sequence[str]) -> list[Entry]:
    """Rows of T21, T21j, T21l and T21m, each table a family of its own."""
    terms = _together(
        [row for entry in entries for row in _rows(entry.model) if row.term in predictors]
    )
    parts = _together([row for e in entries for row in (e.parts.effects if e.parts else ())])
    freed = _together([row for e in entries for row in (e.parts.corrected if e.parts else ())])
    markers = _together(
        [row for e in entries for row in (e.negative.effects if e.negative else ())]
    )
    return [
        replace(
            entry,
            model=entry.model
            and replace(
                entry.model,
                terms=tuple(map(terms, entry.model.terms)),
                differences=tuple(map(terms, entry.model.differences)),
            ),
            parts=entry.parts
            and replace(
                entry.parts,
                effects=tuple(map(parts, entry.parts.effects)),
                corrected=tuple(map(freed, entry.parts.corrected)),
            ),
            negative=entry.negative
            and replace(entry.negative, effects=tuple(map(markers, entry.negative.effects))),
        )
        for entry in entries
    ]


def _rows(model: Model | None) -> tuple[Term, ...]:
    return (*model.terms, *model.differences) if model else ()


def _together(rows: Sequence[R]) -> Callable[[R], R]:
    """A function from a row to the same row with its adjusted p-value."""
    tested = [row for row in rows if row.pvalue is not None]
    values = holm(np.array([row.pvalue for row in tested], dtype=float))
    found = {id(row): number(p) for row, p in zip(tested, values, strict=True)}

    def adjust(row: R) -> R:
        return replace(row, pvalue_holm=found[id(row)]) if id(row) in found else row

    return adjust
