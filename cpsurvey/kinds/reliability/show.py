"""Reliability of the scales."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from cpsurvey.kinds.reliability import figure as pictures
from cpsurvey.kinds.reliability import tables
from cpsurvey.kinds.reliability import words as w
from cpsurvey.report.chapter import Block, Study
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def short(result: Result[Any], words: Words) -> Iterator[str]:
    """Lines at the head of the chapter, and on the first page where there is room."""
    headline = result.data["headline"]
    mine = [s for s in result.data["scales"] if s["headline"] == headline]
    known = [s for s in mine if s["research"] != "inadmissible"]
    found = [s for s in known if s["reliability"] is not None]
    if bad := len(mine) - len(known):
        yield words(w.SUM_RELIABILITY_BAD, k=bad)
    if not found:
        return
    worst = min(found, key=lambda s: float(s["reliability"]))
    high = max(float(s["reliability"]) for s in found)
    thresholds = tuple(result.data["thresholds"].values())
    judged = [s["research"] for s in found if s["research"]]
    yield from words.lead(
        w.SUM_RELIABILITY,
        coefficient=words(headline),
        k=len(found),
        low=words.number(worst["reliability"], "unit2", *thresholds),
        worst=words.label(worst["scale"]),
        high=words.number(high, "unit2", *thresholds),
        meets=judged.count("meets"),
        fails=judged.count("does_not_meet"),
        unclear=judged.count("cannot_be_judged"),
        at=words.number(result.data["thresholds"]["research"], "unit2"),
    )


def show(result: Result[Any], words: Words, _study: Study) -> Sequence[Block]:
    """T7 with its picture, then the tables behind it."""
    main, *others = tables.reliability(result, words)
    blocks: list[Block] = [main]
    if picture := pictures.reliability(result, words):
        blocks.append(picture)
    blocks += others
    if picture := pictures.by_group(result, words):
        blocks.append(picture)
    return blocks
