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
    pictures = [means(result, one, words) for one in result.data["comparisons"]]
    return [*tables.compare(result, words), *pictures, Text(words("compare_note"), "note")]
