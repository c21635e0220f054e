"""Who is counted (T1), and what was set aside on import (T3)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from cpsurvey.kinds.flow import figure
from cpsurvey.kinds.flow import words as w
from cpsurvey.kinds.flow.data import Flow, SetAside, Stage
from cpsurvey.report import columns as c
from cpsurvey.report import lexicon as x
from cpsurvey.report import people
from cpsurvey.report.chapter import Block, Pages, Study, caveats
from cpsurvey.report.document import Text
from cpsurvey.report.losses import loss
from cpsurvey.report.table import Table
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def short(result: Result[Flow], words: Words) -> Iterator[str]:
    """Lines at the head of the chapter, and on the first page where there is room."""
    yield words(w.IN_SHORT, n=result.sample.used, rows=result.sample.read)


def show(results: Sequence[Result[Flow]], words: Words, _study: Study) -> list[Block]:
    """T1 and T3; the table itself says who was counted."""
    blocks: list[Block] = []
    for result in results:
        blocks += caveats(result, words)
        if result.done:
            blocks += [stages(result.data, words), figure.flow(result.data, words)]
            blocks += [aside(result.data, words)] if result.data.quarantine else []
    return blocks


def stages(data: Flow, words: Words) -> Table:
    """T1."""
    total = data.stages[0].n or 1
    columns: list[c.Column[Stage]] = [
        c.Column("stage", w.STAGE, "text", at=lambda stage: loss(stage.stage, words)),
        c.N,
        c.Column("lost", w.LOST, "int", at=lambda stage: stage.lost or None),
        c.Column("share", w.SHARE_READ, "percent", at=lambda stage: stage.n / total),
    ]
    return c.table("T1-flow", words(w.T1), columns, data.stages, words)


def aside(data: Flow, words: Words) -> Table:
    """T3."""

    def column(one: SetAside) -> str:
        return words(x.WHOLE_ROW) if one.column is None else words.label(one.column)

    columns: list[c.Column[SetAside]] = [
        c.Column("rule", x.RULE, "text", at=lambda one: loss(one.rule, words)),
        c.Column("column", w.COLUMN, "text", at=column),
        c.Column("count", x.COUNT, "int"),
    ]
    return c.table("T3-quarantine", words(w.T3), columns, data.quarantine, words)


def manager(
    result: Result[Flow], words: Words, _study: Study, _beside: Collection[str]
) -> Pages:
    """M1: how many answered, as the first page counts them: no row of another wave."""
    n, rows = result.sample.used, people.of_flow(result)
    return {"who": [Text(words(w.ANSWERED, n=n, rows=rows))]}
