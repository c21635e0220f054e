"""The difference of two indirect effects, in the article."""

from __future__ import annotations

from collections.abc import Sequence

from cpsurvey.kinds.contrast import article_words as w
from cpsurvey.kinds.contrast import show
from cpsurvey.kinds.contrast import words as kind_words
from cpsurvey.kinds.contrast.data import Contrasted
from cpsurvey.report.article.hooks import Methods, Plain, Told
from cpsurvey.report.chapter import Study
from cpsurvey.report.words import Words
from cpsurvey.results import Result, sound


def methods(results: Sequence[Result[Contrasted]], words: Words, _study: Study) -> Methods:
    """Versions of it."""
    data = results[0].data
    names = {"first": words.label(data.first), "second": words.label(data.second)}
    yield "analysis", words(w.SAID, **names)


def told(
    results: Sequence[Result[Contrasted]], words: Words, _study: Study, _plain: Plain
) -> Told:
    """Whether it is shown."""
    for result in results:
        data = result.data
        table = show.versions(result, words)
        for line, row in zip(data.lines, table.rows, strict=True):
            if line.version == "whole" and line.difference and sound(result):
                cells = table.said(row, words.language)
                said = {"est": cells["difference"], "ci": cells["difference_mc"]}
                effect = words.label(data.effect)
                yield (
                    "robustness",
                    words(kind_words.VERDICTS[data.verdict], effect=effect, **said),
                )
