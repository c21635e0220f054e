"""Items of the scales."""

from __future__ import annotations

from collections.abc import Sequence

from cpsurvey.report import figures
from cpsurvey.report.chapter import Block, Study, chapter
from cpsurvey.report.phrases import Words
from cpsurvey.report.tables import scales
from cpsurvey.results import Result


@chapter("items")
def items(result: Result, words: Words, study: Study) -> Sequence[Block]:
    """T4, and the answers to each scale as a picture."""
    blocks: list[Block] = list(scales.items(result, words))
    for scale in result.data["scales"]:
        labels = {
            entry["code"]: words.answer(scale["items"][0]["item"], entry["code"])
            for entry in scale["items"][0]["distribution"]
        }
        picture = figures.answers(scale, words, labels, study["k"])
        if picture:
            blocks.append(picture)
    return blocks
