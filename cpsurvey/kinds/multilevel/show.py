"""Indirect effects within and between teams."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from cpsurvey.kinds.multilevel import tables
from cpsurvey.kinds.multilevel.figure import multilevel as picture
from cpsurvey.report.chapter import (
    Block,
    Study,
    caveats,
    few_groups,
    noted,
    with_sample,
)
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def short(result: Result[Any], words: Words) -> Iterator[str]:
    """Lines at the head of the chapter, and on the first page where there is room."""
    if few_groups(result):
        return
    for e in tables.read(result)["effects"]:
        whole = e["role"] == "total_indirect" or (
            e["role"] == "specific" and len(result.data["mediators"]) == 1
        )
        if whole and e["part"] != "contextual":
            yield from words.lead(
                f"sum_multilevel_{e['part']}",
                source=words.label(result.data["source"]),
                outcome=e["outcome"],
                group=words.label(result.data["group"]),
                **words.estimate(e["est"], (e["mc_lower"], e["mc_upper"])),
            )


def show(results: Sequence[Result[Any]], words: Words, _study: Study) -> Sequence[Block]:
    """T17 and T18 of both parts, and the effects as a picture."""
    blocks: list[Block] = []
    for result in results:
        blocks += caveats(result, words)
        if result.data:
            made = picture(result, words)
            tables_ = noted(result, words, tables.multilevel(result, words))
            blocks += with_sample(result, words, tables_)
            blocks += [made] if made else []
    return blocks
