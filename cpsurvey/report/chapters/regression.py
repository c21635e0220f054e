"""Regressions."""

from __future__ import annotations

from collections.abc import Sequence

from cpsurvey.report.chapter import Block, Study, chapter
from cpsurvey.report.figures import margins as pictures
from cpsurvey.report.figures.regression import residuals
from cpsurvey.report.phrases import Words
from cpsurvey.report.tables import regression as tables
from cpsurvey.report.tables.generalised import generalised
from cpsurvey.report.tables.margins import margins
from cpsurvey.results import Result


@chapter("regression")
def regression(result: Result, words: Words, _study: Study) -> Sequence[Block]:
    """T16, effects on the outcome's own scale, and what speaks against them."""
    linear = result.data.get("family", "gaussian") == "gaussian"
    found = tables.regression(result, words) if linear else generalised(result, words)
    shown = [
        pictures.predictions(result, words),
        residuals(result, words) if linear else pictures.calibration(result, words),
    ]
    return [
        *found,
        *margins(result, words),
        *(picture for picture in shown if picture),
        *tables.without_each(result, words),
        *(picture for picture in [pictures.without_each(result, words)] if picture),
    ]
