"""Rival measurement models, in the article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cpsurvey.kinds.rivals import article_words as w
from cpsurvey.kinds.rivals import show
from cpsurvey.kinds.rivals import words as kind_words
from cpsurvey.kinds.rivals.data import Rivals
from cpsurvey.payload import Std
from cpsurvey.report import columns as c
from cpsurvey.report import lexicon as x
from cpsurvey.report.article.hooks import Methods, Pieces, Plain, Told
from cpsurvey.report.article.pieces import picked
from cpsurvey.report.chapter import Study
from cpsurvey.report.known import known
from cpsurvey.report.loadings import LIMITS
from cpsurvey.report.localfit import local_fit
from cpsurvey.report.words import Words
from cpsurvey.results import Result

FIT = ("model", "chisq", "df", "p", "cfi", "rmsea", "ci90", "srmr")


def methods(results: Sequence[Result[Rivals]], words: Words, _study: Study) -> Methods:
    """Which models were compared, and how."""
    data = results[0].data
    models = words.semicolon.join(
        words(kind_words.MODELS[one.model]).lower() for one in data.models
    )
    scaled = " [@satorra2001]" if data.estimator == "mlr" else ""
    yield "analysis", words(w.COMPARED, models=models, scaled=scaled)
    if data.embedded:
        yield "analysis", words(w.EMBEDDED)


@dataclass(frozen=True, slots=True)
class _Range:
    scale: str
    low: Std
    high: Std


def tables(results: Sequence[Result[Rivals]], words: Words, _study: Study) -> Pieces:
    """Fit of the models of all scales, and from which to which value loadings go."""
    result = results[0]
    fit, _ = show.fit(result, words)
    dagger = any("†" in str(row.cells["model"]) for row in fit.rows)
    notes = (words(kind_words.DAGGER),) if dagger else ()
    yield "rivals", replace(picked(fit, FIT), notes=notes)
    found = result.data.models[0].loadings
    rows = [
        _Range(scale, min(mine), max(mine))
        for scale in result.data.scales
        if (mine := known(row.std for row in found if row.factor == scale))
    ]
    columns: list[c.Column[_Range]] = [
        c.text("scale", x.SCALE, words.label),
        c.Column("low", w.LOWEST, "dec2", limits=LIMITS),
        c.Column("high", w.HIGHEST, "dec2", limits=LIMITS),
    ]
    if rows:
        yield "scales", c.table("loadings", "", columns, rows, words)


def told(results: Sequence[Result[Rivals]], words: Words, _study: Study, _plain: Plain) -> Told:
    """What the comparison says, then where the model of all scales fits worst."""
    result = results[0]
    if best := show.best(result.data):
        model = words(kind_words.MODELS[best.model]).lower()
        count = len(result.data.scales)
        yield "measurement", words(w.BEST, model=model, scales=count)
    found = result.data.local_fit
    if not found or not found.residuals:
        return
    table, *_ = local_fit(found, "", result.id, words)
    pair, residual = table.shown(table.rows[0], words.language)
    yield "local", words(w.LOCAL, pair=pair, residual=residual)
