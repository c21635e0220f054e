"""Indirect effects within and between teams."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cpsurvey.report.chapter import (
    Block,
    Study,
    caveats,
    chapter_of_several,
    few_groups,
    noted,
    with_sample,
)
from cpsurvey.report.figures.multilevel import multilevel as picture
from cpsurvey.report.phrases import Words
from cpsurvey.report.tables import multilevel as tables
from cpsurvey.results import Result


def _short(result: Result, words: Words) -> Iterator[str]:
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


@chapter_of_several("multilevel", ("multilevel_mediation",), short=_short)
def multilevel(results: Sequence[Result], words: Words, _study: Study) -> Sequence[Block]:
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
