"""Regressions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cpsurvey.kinds.regression import margins_figure as pictures
from cpsurvey.kinds.regression import tables
from cpsurvey.kinds.regression.figure import residuals
from cpsurvey.kinds.regression.generalised_tables import generalised
from cpsurvey.kinds.regression.margins_tables import margins
from cpsurvey.report.chapter import Block, Study
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def show(result: Result[Any], words: Words, _study: Study) -> Sequence[Block]:
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
