"""Missing answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cpsurvey.report.chapter import Block, Study, chapter
from cpsurvey.report.figures.missing import strip
from cpsurvey.report.phrases import Words
from cpsurvey.report.tables import missing as tables
from cpsurvey.results import Result


def _short(result: Result, words: Words) -> Iterator[str]:
    data = result.data
    yield from words.lead(
        "sum_missing",
        share=words.number(data["share"], "percent"),
        complete=data["complete"],
        n=result.sample.used,
    )


@chapter("missing", short=_short)
def missing(result: Result, words: Words, study: Study) -> Sequence[Block]:
    """Where, together with what and why answers are missing, and a picture of it."""
    made = tables.missing(result, words, study["k"])
    drawn = strip(result, words)
    return [*made, *([drawn] if drawn else [])] if result.data["share"] != 0 else made[:1]
