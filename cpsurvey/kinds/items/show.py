"""Items of the scales."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cpsurvey.kinds.items import figure as figures
from cpsurvey.kinds.items import tables as scales
from cpsurvey.report.chapter import Block, Study
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def show(result: Result[Any], words: Words, study: Study) -> Sequence[Block]:
    """T4, and the answers to every item as pictures."""
    return [*scales.items(result, words), *figures.answers(result, words, study["k"])]
