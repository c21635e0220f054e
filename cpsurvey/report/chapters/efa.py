"""Exploratory factors, when asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cpsurvey.report.chapter import Block, Study, chapter
from cpsurvey.report.figures.efa import loadings
from cpsurvey.report.phrases import Words
from cpsurvey.report.tables import efa as tables
from cpsurvey.results import Result


def _short(result: Result, words: Words) -> Iterator[str]:
    rows = result.data["rows"]
    cross = sum("cross" in row["flags"] for row in rows)
    yield words("sum_efa", items=len(rows), factors=result.data["factors"], cross=cross)


@chapter("efa", short=_short)
def efa(result: Result, words: Words, _study: Study) -> Sequence[Block]:
    """T6, T6b, and the loadings as a picture."""
    picture = loadings(result, words)
    return [*tables.efa(result, words), *([picture] if picture else [])]
