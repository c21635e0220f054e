"""Respondents by background and group."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cpsurvey.report import sample
from cpsurvey.report.chapter import Block, Study
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def show(result: Result[Any], words: Words, study: Study) -> Sequence[Block]:
    """T2, counts below k hidden."""
    return sample.respondents(result, words, study["k"])
