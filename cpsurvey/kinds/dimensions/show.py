"""Whether the items can carry factors, and how many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from cpsurvey.kinds.dimensions import tables
from cpsurvey.kinds.dimensions import words as w
from cpsurvey.kinds.dimensions.figure import scree
from cpsurvey.report.chapter import Block, Study
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def short(result: Result[Any], words: Words) -> Iterator[str]:
    """Lines at the head of the chapter, and on the first page where there is room."""
    data = result.data
    yield words(w.SUM_DIMENSIONS, items=len(data["items"]), kept=data["kept"])


def show(result: Result[Any], words: Words, _study: Study) -> Sequence[Block]:
    """T5, and the eigenvalues as a picture."""
    picture = scree(result, words)
    return [*tables.dimensions(result, words), *([picture] if picture else [])]
