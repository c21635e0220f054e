"""Group comparisons."""

from __future__ import annotations

from collections.abc import Sequence

from cpsurvey.report.chapter import Block, Study, chapter
from cpsurvey.report.document import Text
from cpsurvey.report.figures.compare import means
from cpsurvey.report.phrases import Words
from cpsurvey.report.tables import compare as tables
from cpsurvey.results import Result


@chapter("compare")
def compare(result: Result, words: Words, _study: Study) -> Sequence[Block]:
    """Means, tests and pairs of every grouping, and the means as a picture."""
    blocks: list[Block] = []
    for one in result.data["comparisons"]:
        blocks.append(tables.means(result, one, words))
        picture = means(result, one, words)
        blocks += [picture] if picture else []
        blocks += tables.tests(result, one, words)
    return [*blocks, Text(words("compare_note"), "note")]
