"""Reliability of the scales."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cpsurvey.report import figures
from cpsurvey.report.chapter import Block, Study, chapter
from cpsurvey.report.phrases import Words
from cpsurvey.report.tables import scales
from cpsurvey.results import Result


def _short(result: Result, words: Words) -> Iterator[str]:
    found = [s for s in result.data["scales"] if s["omega_total"] is not None]
    if found:
        worst = min(found, key=lambda s: float(s["omega_total"]))
        high = max(float(s["omega_total"]) for s in found)
        yield words(
            "sum_reliability",
            k=len(found),
            low=words.number(worst["omega_total"], "unit2"),
            worst=words.label(worst["scale"]),
            high=words.number(high, "unit2"),
        )


@chapter("reliability", short=_short)
def reliability(result: Result, words: Words, _study: Study) -> Sequence[Block]:
    """T7, and alpha with its interval as a picture."""
    picture = figures.reliability(result, words)
    return [*scales.reliability(result, words), *([picture] if picture else [])]
