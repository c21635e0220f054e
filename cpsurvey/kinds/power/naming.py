"""What assumed paths and effects are called, in tables and pictures."""

from __future__ import annotations

from cpsurvey.kinds.power.data import Effect, Seen
from cpsurvey.report.words import Words


def named(seen: Seen, words: Words) -> str:
    """The label the run gave an effect, else what is passed."""
    if isinstance(seen, Effect) and (label := words.label(seen.name)) != seen.name:
        return label
    return " → ".join(words.label(name) for name in seen.passed)
