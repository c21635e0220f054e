"""Variance of the outcomes by level."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cpsurvey.report.chapter import Block, Study, chapter, few_groups
from cpsurvey.report.figures.variance import variance as picture
from cpsurvey.report.phrases import Words
from cpsurvey.report.tables import mixed as tables
from cpsurvey.results import Result


def _short(result: Result, words: Words) -> Iterator[str]:
    too_few = few_groups(result)
    for one in result.data["outcomes"]:
        share = one["shares"][0]
        if share["group"] != "residual" and share["group"] not in too_few:
            yield from words.lead(
                "sum_variance",
                share=words.number(share["share"], "percent"),
                outcome=one["outcome"],
                variable=share["group"],
            )


@chapter("variance", short=_short)
def variance(result: Result, words: Words, _study: Study) -> Sequence[Block]:
    """T23, and the same as a picture."""
    made = picture(result, words)
    return [*tables.variance(result, words), *([made] if made else [])]
