"""Effects that depend on something else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from cpsurvey.kinds.moderation import tables
from cpsurvey.kinds.moderation import words as w
from cpsurvey.kinds.moderation.figure import moderation as picture
from cpsurvey.report.chapter import Block, Study
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def short(result: Result[Any], words: Words) -> Iterator[str]:
    """Lines at the head of the chapter, and on the first page where there is room."""
    yield from words.lead(
        w.SUM_MODERATION,
        predictor=words.label(result.data["predictor"]),
        outcome=words.label(result.data["outcome"]),
        moderator=words.label(result.data["moderator"]),
        region=tables.region(result.data, words),
    )


def show(result: Result[Any], words: Words, _study: Study) -> Sequence[Block]:
    """T19, and simple slopes with the region as a picture."""
    made = picture(result, words)
    return [*tables.moderation(result, words), *([made] if made else [])]
