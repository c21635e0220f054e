"""Variance of the outcomes by level."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from cpsurvey.kinds.mixed import tables
from cpsurvey.kinds.variance import words as w
from cpsurvey.kinds.variance.figure import variance as picture
from cpsurvey.report.chapter import Block, Study, few_groups
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def short(result: Result[Any], words: Words) -> Iterator[str]:
    """Lines at the head of the chapter, and on the first page where there is room."""
    too_few = few_groups(result)
    for one in result.data["outcomes"]:
        share = one["shares"][0]
        if share["group"] != "residual" and share["group"] not in too_few:
            yield from words.lead(
                w.SUM_VARIANCE,
                share=words.number(share["share"], "percent"),
                outcome=one["outcome"],
                variable=share["group"],
            )


def show(result: Result[Any], words: Words, _study: Study) -> Sequence[Block]:
    """T23, and the same as a picture."""
    made = picture(result, words)
    return [*tables.variance(result, words), *([made] if made else [])]
