"""Correlations of scores."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cpsurvey.kinds.correlations import figure as figures
from cpsurvey.kinds.correlations import tables
from cpsurvey.report.chapter import Block, Study
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def show(result: Result[Any], words: Words, _study: Study) -> Sequence[Block]:
    """T11, and the same as a picture."""
    picture = figures.correlations(result, words)
    return [*tables.correlations(result, words), *([picture] if picture else [])]
