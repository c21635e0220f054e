"""Exploratory factors, when asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from cpsurvey.kinds.efa import tables
from cpsurvey.kinds.efa import words as w
from cpsurvey.kinds.efa.figure import loadings
from cpsurvey.report.chapter import Block, Study
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def short(result: Result[Any], words: Words) -> Iterator[str]:
    """Lines at the head of the chapter, and on the first page where there is room."""
    rows = result.data["rows"]
    cross = sum("cross" in row["flags"] for row in rows)
    yield words(w.SUM_EFA, items=len(rows), factors=result.data["factors"], cross=cross)


def show(result: Result[Any], words: Words, _study: Study) -> Sequence[Block]:
    """T6, T6b, and the loadings as a picture."""
    picture = loadings(result, words)
    return [*tables.efa(result, words), *([picture] if picture else [])]
