"""Respondents by background and group."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from cpsurvey.kinds.respondents import words as w
from cpsurvey.report import lexicon, sample
from cpsurvey.report.chapter import Block, Pages, Study
from cpsurvey.report.table import Column, Row, Table
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def show(result: Result[Any], words: Words, study: Study) -> Sequence[Block]:
    """T2, counts below k hidden."""
    return sample.respondents(result, words, study["k"])


def manager(result: Result[Any], words: Words, study: Study, _beside: Collection[str]) -> Pages:
    """M5: groups that formed by themselves, in numbers only."""
    return {"together": _together(result, words, study["k"])}


def _together(result: Result[Any], words: Words, k: int) -> Iterator[Table]:
    asked = [
        c
        for c in result.data["characteristics"]
        if c["variable"] in ("group_exists", "group_cross_team")
    ]
    rows: list[Row] = []
    for line in asked:
        rows.append(Row((words.label(line["variable"]),), role="group"))
        for category in line["categories"]:
            label = words.answer(line["variable"], category["code"])
            shown = sample.told(category["mark"], category["share"], words, k)
            rows.append(Row((label, shown)))
    if rows:
        columns = (
            Column("answer", words(w.ANSWER_GIVEN), "text"),
            Column("share", words(lexicon.PERCENT), "percent"),
        )
        marks = {category["mark"] for line in asked for category in line["categories"]}
        notes = tuple(sample.hidden_notes(marks, words, k))
        yield Table("M5-groups", words(w.M5), columns, tuple(rows), notes)
