"""How items are named, and what is said of their correlations, the same in every chapter."""

from __future__ import annotations

from cpsurvey.parts import Correlated
from cpsurvey.report import lexicon as x
from cpsurvey.report.words import Words


def item_text(item: str, words: Words) -> str:
    """Id and label of an item, or its id where no label may be shown."""
    label = words.label(item)
    return item if label == item else words.pair(item, label)


def how(data: Correlated, words: Words) -> str:
    """Which correlations, and what became of missing answers."""
    return words.pair(words(x.MATRIX[data.matrix]), words(x.GAPS[data.missing], n=data.n))
