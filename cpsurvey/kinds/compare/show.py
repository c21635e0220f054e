"""Group comparisons."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cpsurvey.kinds.compare import tables
from cpsurvey.kinds.compare import words as w
from cpsurvey.kinds.compare.figure import means
from cpsurvey.report.chapter import Block, Study
from cpsurvey.report.document import Text
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def show(result: Result[Any], words: Words, _study: Study) -> Sequence[Block]:
    """Means, tests and pairs of every grouping, and the means as a picture."""
    blocks: list[Block] = []
    for one in result.data["comparisons"]:
        blocks.append(tables.means(result, one, words))
        picture = means(result, one, words)
        blocks += [picture] if picture else []
        blocks += tables.tests(result, one, words)
    return [*blocks, Text(words(w.COMPARE_NOTE), "note")]
