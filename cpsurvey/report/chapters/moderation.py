"""Effects that depend on something else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cpsurvey.report.chapter import Block, Study, chapter
from cpsurvey.report.figures.moderation import moderation as picture
from cpsurvey.report.phrases import Words
from cpsurvey.report.tables import moderation as tables
from cpsurvey.results import Result


def _short(result: Result, words: Words) -> Iterator[str]:
    yield from words.lead(
        "sum_moderation",
        predictor=words.label(result.data["predictor"]),
        outcome=words.label(result.data["outcome"]),
        moderator=words.label(result.data["moderator"]),
        region=tables.region(result.data, words),
    )


@chapter("moderation", short=_short)
def moderation(result: Result, words: Words, _study: Study) -> Sequence[Block]:
    """T19, and simple slopes with the region as a picture."""
    made = picture(result, words)
    return [*tables.moderation(result, words), *([made] if made else [])]
