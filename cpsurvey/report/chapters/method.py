"""Common-method variance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cpsurvey.report.chapter import Block, Study, chapter
from cpsurvey.report.figures.method import method as picture
from cpsurvey.report.phrases import Words
from cpsurvey.report.tables import method as tables
from cpsurvey.results import Result


def _short(result: Result, words: Words) -> Iterator[str]:
    data = result.data
    judged = [t["pvalue"] for t in data["tests"][:2] if t["pvalue"] is not None]
    if not judged:
        return
    if min(judged) >= tables.ALPHA or not data["sensitivity"]:
        yield words("sum_method_not_found")
        return
    share = words.number(data["method_variance"]["average"], "percent")
    change = words.number(tables.largest_change(data)[0], "unit2")
    yield from words.lead("sum_method_found", share=share, change=change)


@chapter("method", short=_short)
def method(result: Result, words: Words, _study: Study) -> Sequence[Block]:
    """T14 with its companions, and reliability in parts as a picture."""
    made = tables.method(result, words)
    shown = picture(result, words)
    if shown is None:
        return made
    at = next(i for i, table in enumerate(made) if table.id.startswith("T14r")) + 1
    return [*made[:at], shown, *made[at:]]
