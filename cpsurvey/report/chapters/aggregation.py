"""Individuals and teams."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cpsurvey.report.chapter import Block, Study, chapter
from cpsurvey.report.document import Text
from cpsurvey.report.figures.aggregation import aggregation as picture
from cpsurvey.report.known import known
from cpsurvey.report.phrases import Words
from cpsurvey.report.tables import aggregation as tables
from cpsurvey.results import Result


def _short(result: Result, words: Words) -> Iterator[str]:
    rows = result.data["scales"]
    sizes = known(r["icc1"] for r in rows)
    yield from words.lead(
        "sum_aggregation",
        shared=sum(r["found"] == "shared" for r in rows),
        scales=len(rows),
        variable=result.data["group"],
        low=words.number(min(sizes, default=None), "unit2"),
        high=words.number(max(sizes, default=None), "unit2"),
    )


@chapter("aggregation", short=_short)
def aggregation(result: Result, words: Words, _study: Study) -> Sequence[Block]:
    """T15: resemblance, agreement, decision, with a picture of the first two."""
    resemblance, agreement, decision = tables.aggregation(result, words)
    drawn = picture(result, words)
    blocks: list[Block] = [resemblance, agreement, *([drawn] if drawn else []), decision]
    apart = [
        words.label(s["scale"])
        for s in result.data["scales"]
        if s["intended"] == "consensus" and s["found"] not in ("shared", "unknown")
    ]
    if apart:
        said = words("aggregation_mismatch", variables=", ".join(apart))
        blocks.append(Text(said, "warning"))
    return blocks
