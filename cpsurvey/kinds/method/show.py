"""Common-method variance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from cpsurvey.kinds.method import tables
from cpsurvey.kinds.method import words as w
from cpsurvey.kinds.method.figure import method as picture
from cpsurvey.report.chapter import Block, Study
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def short(result: Result[Any], words: Words) -> Iterator[str]:
    """Lines at the head of the chapter, and on the first page where there is room."""
    data = result.data
    judged = [t["pvalue"] for t in data["tests"][:2] if t["pvalue"] is not None]
    if not judged:
        return
    if min(judged) >= tables.ALPHA or not data["sensitivity"]:
        yield words(w.SUM_METHOD_NOT_FOUND)
        return
    share = words.number(data["method_variance"]["average"], "percent")
    change = words.number(tables.largest_change(data)[0], "unit2")
    yield from words.lead(w.SUM_METHOD_FOUND, share=share, change=change)


def show(result: Result[Any], words: Words, _study: Study) -> Sequence[Block]:
    """T14 with its companions, and reliability in parts as a picture."""
    made = tables.method(result, words)
    shown = picture(result, words)
    if shown is None:
        return made
    at = next(i for i, table in enumerate(made) if table.id.startswith("T14r")) + 1
    return [*made[:at], shown, *made[at:]]
