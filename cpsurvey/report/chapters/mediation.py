"""Indirect effects: what passes through what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cpsurvey.report.chapter import Block, Study, chapter
from cpsurvey.report.figures.mediation import mediation as picture
from cpsurvey.report.phrases import Words
from cpsurvey.report.tables import mediation as tables
from cpsurvey.results import Result


def _short(result: Result, words: Words) -> Iterator[str]:
    data = result.data
    for e in data["effects"]:
        shown = words.estimate(e["est"], (e["mc_lower"], e["mc_upper"]))
        alone = e["role"] == "specific" and len(data["mediators"]) == 1
        if e["role"] == "total_indirect" or alone:
            source = words.label(data["source"])
            yield from words.lead("sum_mediation", source=source, outcome=e["outcome"], **shown)
        if e["role"] == "difference":
            first, second = words.label(e["outcome"]), words.label(e["other"])
            yield from words.lead("sum_difference", first=first, second=second, **shown)


@chapter("mediation", short=_short)
def mediation(result: Result, words: Words, _study: Study) -> Sequence[Block]:
    """T17, T18, and the effects as a picture."""
    made = picture(result, words)
    return [*tables.mediation(result, words), *([made] if made else [])]
