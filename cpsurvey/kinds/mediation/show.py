"""Indirect effects: what passes through what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from cpsurvey.kinds.mediation import tables
from cpsurvey.kinds.mediation import words as w
from cpsurvey.kinds.mediation.figure import mediation as picture
from cpsurvey.report.chapter import Block, Study
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def short(result: Result[Any], words: Words) -> Iterator[str]:
    """Lines at the head of the chapter, and on the first page where there is room."""
    data = result.data
    for e in data["effects"]:
        shown = words.estimate(e["est"], (e["mc_lower"], e["mc_upper"]))
        alone = e["role"] == "specific" and len(data["mediators"]) == 1
        if e["role"] == "total_indirect" or alone:
            source = words.label(data["source"])
            yield from words.lead(w.SUM_MEDIATION, source=source, outcome=e["outcome"], **shown)
        if e["role"] == "difference":
            first, second = words.label(e["outcome"]), words.label(e["other"])
            yield from words.lead(w.SUM_DIFFERENCE, first=first, second=second, **shown)


def show(result: Result[Any], words: Words, _study: Study) -> Sequence[Block]:
    """T17, T18, and the effects as a picture."""
    made = picture(result, words)
    return [*tables.mediation(result, words), *([made] if made else [])]
