"""Words for the size of a loading, the same in every table of loadings (T9)."""

from __future__ import annotations

from collections.abc import Iterable

from cpsurvey.report import lexicon
from cpsurvey.report.known import known
from cpsurvey.report.words import Words

LIMITS = DROP, LOW, PREFERRED = 0.40, 0.50, 0.70


def ends(values: Iterable[float | None], words: Words) -> tuple[str, str] | None:
    """Smallest and largest loading as printed; None where none is known."""
    there = known(values)
    if not there:
        return None
    low, high = (words.number(end(there), "dec2", *LIMITS) for end in (min, max))
    return low, high


def mark(std: float | None, words: Words) -> str:
    """Which threshold a standardised loading meets."""
    if std is None:
        return words(lexicon.LOADING_UNKNOWN)
    if std < DROP:
        return words(lexicon.LOADING_DROP)
    if std < LOW:
        return words(lexicon.LOADING_LOW)
    return words(lexicon.LOADING_FAIR if std < PREFERRED else lexicon.LOADING_HIGH)
