"""Whether the items can carry factors, and how many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cpsurvey.report.chapter import Block, Study, chapter
from cpsurvey.report.figures.dimensions import scree
from cpsurvey.report.phrases import Words
from cpsurvey.report.tables import dimensions as tables
from cpsurvey.results import Result


def _short(result: Result, words: Words) -> Iterator[str]:
    data = result.data
    yield words("sum_dimensions", items=len(data["items"]), kept=data["kept"])


@chapter("dimensions", short=_short)
def dimensions(result: Result, words: Words, _study: Study) -> Sequence[Block]:
    """T5, and the eigenvalues as a picture."""
    picture = scree(result, words)
    return [*tables.dimensions(result, words), *([picture] if picture else [])]
