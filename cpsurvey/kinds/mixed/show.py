"""Mixed models."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cpsurvey.kinds.mixed import tables
from cpsurvey.report.chapter import Block, Study
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def show(result: Result[Any], words: Words, _study: Study) -> Sequence[Block]:
    """T20."""
    return tables.mixed(result, words)
