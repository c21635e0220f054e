"""Missing answers, in the article."""

from __future__ import annotations

from collections.abc import Sequence

from cpsurvey.kinds.missing import article_words as w
from cpsurvey.kinds.missing.data import Missing
from cpsurvey.report.article.hooks import Methods
from cpsurvey.report.chapter import Study
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def methods(results: Sequence[Result[Missing]], words: Words, _study: Study) -> Methods:
    """How much is missing, and Little's test."""
    result = results[0]
    data = result.data
    if data.share == 0:
        yield "missing", words(w.NOTHING)
        return
    share = words.number(data.share, "percent")
    yield "missing", words(w.SHARE, share=share, complete=data.complete, n=result.sample.used)
    if test := data.mcar:
        d2, p = words.number(test.d2, "dec2"), words.p(test.pvalue)
        yield "missing", words(w.MCAR, df=test.df, d2=d2, p=p)
