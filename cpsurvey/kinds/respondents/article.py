"""Who answered, in the article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cpsurvey.kinds.respondents.data import Respondents
from cpsurvey.kinds.respondents.show import characteristics
from cpsurvey.report.article.hooks import Pieces
from cpsurvey.report.article.pieces import picked
from cpsurvey.report.chapter import Study
from cpsurvey.report.words import Words
from cpsurvey.results import Result

MOST = 5
"""Questions about people in a table of an article; all stand in the supplement."""


def tables(results: Sequence[Result[Respondents]], words: Words, study: Study) -> Pieces:
    """Counts of the first questions, hidden as they are in the whole table."""
    data = results[0].data
    few = replace(data, characteristics=data.characteristics[:MOST])
    table = characteristics(few, words, study["k"])
    if table.rows:
        notes = table.notes
        yield "respondents", replace(picked(table, ("category", "n", "percent")), notes=notes)
