"""What effects of a chain of variables are called, in tables and pictures."""

from __future__ import annotations

from typing import Protocol

from cpsurvey.parts import Role
from cpsurvey.report import lexicon as x
from cpsurvey.report.words import Words


class Named(Protocol):
    """An effect that knows what it passes through."""

    @property
    def role(self) -> Role:
        """What it is."""

    @property
    def outcome(self) -> str:
        """Where it ends."""

    @property
    def path(self) -> tuple[str, ...]:
        """Variables passed through."""

    @property
    def other(self) -> str | None:
        """The outcome that a difference is less than."""


def heading(effect: Named, words: Words) -> str:
    """What stands above effects of one outcome."""
    if effect.role == "difference":
        return words(x.DIFFERENCES)
    return words(x.TO_OUTCOME, outcome=effect.outcome)


def named(effect: Named, words: Words) -> str:
    """What an effect is called."""
    if effect.role == "specific":
        path = " → ".join(words.label(name) for name in effect.path)
        return words(x.THROUGH, path=path)
    if effect.other is not None:
        first, second = words.label(effect.outcome), words.label(effect.other)
        return words(x.MINUS, first=first, second=second)
    return words(x.ROLES[effect.role])
