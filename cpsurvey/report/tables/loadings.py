"""Words for the size of a loading, the same in every table of loadings (T9)."""

from __future__ import annotations

from cpsurvey.report.phrases import Words

LIMITS = DROP, LOW, PREFERRED = 0.40, 0.50, 0.70


def mark(std: float | None, words: Words) -> str:
    """Which threshold a standardised loading meets."""
    if std is None:
        return words("loading_unknown")
    if std < DROP:
        return words("loading_drop")
    if std < LOW:
        return words("loading_low")
    return words("loading_fair" if std < PREFERRED else "loading_high")
