"""Individuals and teams."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from cpsurvey.kinds.aggregation import tables
from cpsurvey.kinds.aggregation import words as w
from cpsurvey.kinds.aggregation.figure import aggregation as picture
from cpsurvey.report.chapter import Block, Study
from cpsurvey.report.document import Text
from cpsurvey.report.known import known
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def short(result: Result[Any], words: Words) -> Iterator[str]:
    """Lines at the head of the chapter, and on the first page where there is room."""
    rows = result.data["scales"]
    sizes = known(r["icc1"] for r in rows)
    yield from words.lead(
        w.SUM_AGGREGATION,
        shared=sum(r["found"] == "shared" for r in rows),
        scales=len(rows),
        variable=result.data["group"],
        low=words.number(min(sizes, default=None), "unit2"),
        high=words.number(max(sizes, default=None), "unit2"),
    )


def show(result: Result[Any], words: Words, _study: Study) -> Sequence[Block]:
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
        said = words(w.AGGREGATION_MISMATCH, variables=", ".join(apart))
        blocks.append(Text(said, "warning"))
    return blocks
