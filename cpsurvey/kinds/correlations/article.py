"""Correlations of scores, in the article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cpsurvey.kinds.correlations import article_words as w
from cpsurvey.kinds.correlations.data import Correlations
from cpsurvey.kinds.correlations.show import tables as every
from cpsurvey.report import lexicon as x
from cpsurvey.report.article.hooks import Methods, Pieces
from cpsurvey.report.chapter import Study
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def methods(results: Sequence[Result[Correlations]], words: Words, _study: Study) -> Methods:
    """Pairwise, and what their marks are adjusted for."""
    split = words(w.SPLIT) if results[0].data.levels else ""
    yield "analysis", words(w.SAID) + split


def tables(results: Sequence[Result[Correlations]], words: Words, _study: Study) -> Pieces:
    """Within and between groups where they are split, else of all."""
    *_, table, _pairs = every(results[0], words)
    data = results[0].data
    sizes = [pair.n for pair in data.pairs]
    notes = [words(w.NOTE, low=min(sizes), high=max(sizes))]
    if split := data.levels:
        notes = [words(w.SPLIT_NOTE, n=split.n, groups=split.groups)]
    coefficient = words(x.COEFFICIENTS[data.reliability_kind])
    notes.append(words(w.MARKS, coefficient=coefficient))
    yield "correlations", replace(table, notes=tuple(notes))
