"""Who answered carefully."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from cpsurvey.kinds.screening import tables
from cpsurvey.kinds.screening import words as w
from cpsurvey.kinds.screening.figure import screening as picture
from cpsurvey.report.chapter import Block, Study, caveats
from cpsurvey.report.words import Words
from cpsurvey.results import Caveat, Result


def short(result: Result[Any], words: Words) -> Iterator[str]:
    """Lines at the head of the chapter, and on the first page where there is room."""
    data = result.data
    yield from words.lead(
        w.SUM_SCREENING,
        careless=data["answered"] - data["soft"],
        answered=data["answered"],
        hard=data["answered"] - data["hard"],
        soft=data["hard"] - data["soft"],
    )


def show(results: Sequence[Result[Any]], words: Words, study: Study) -> Sequence[Block]:
    """T3, its picture, and the main model with more and with fewer respondents."""
    blocks: list[Block] = []
    k = int(study["k"])
    for result in results:
        said = replace(result, caveats=[_in_words(one, words) for one in result.caveats])
        blocks += caveats(said, words)
        if result.data:
            blocks += tables.screening(result, words, k)
            drawn = picture(result, words, k)
            blocks += [drawn] if drawn else []
            blocks += tables.stages(result, words)
    return blocks


def _in_words(caveat: Caveat, words: Words) -> Caveat:
    """Stage and reason of a sample that could not be used, by their names."""
    if caveat.code != "screened_not_fitted":
        return caveat
    values = {
        "sample": words(f"scr_stage_{caveat.values['stage']}").lower(),
        "reason": tables.why(str(caveat.values["reason"]), words),
    }
    return replace(caveat, values=values)
