"""What the data of a study hold of its questionnaire, once they have been looked at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cpsurvey.design.questionnaire import Questionnaire


@dataclass(frozen=True, slots=True)
class Shortened:
    """A scale that is used by some of its items.

    Parameters
    ----------
    used, absent, dropped : tuple of str
        Items that scores and models rest on; those nobody was asked; those the study leaves
        out.
    """

    scale: str
    used: tuple[str, ...]
    absent: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """What the data hold of a questionnaire.

    Parameters
    ----------
    whole : Questionnaire
        As it was written; the study's own has only what is used.
    groups : tuple of str
        Roles (team, centre, language) without two groups ...
    clusters : bool
        ... and an analysis was to run by one of them, and runs without.
    short : tuple of Shortened
        Scales used by some of their items.
    unasked : tuple of str
        Scales of which nothing was asked.
    controls : tuple of str
        What was to be held constant, was not asked, and is left out of analyses.
    gone : set of str
        Every variable without answers.
    without_ties : set of str
        Analyses of ties that were planned, and are not asked for where there are none.
    """

    whole: Questionnaire
    groups: tuple[str, ...] = ()
    clusters: bool = False
    short: tuple[Shortened, ...] = ()
    unasked: tuple[str, ...] = ()
    controls: tuple[str, ...] = ()
    gone: frozenset[str] = frozenset()
    without_ties: frozenset[str] = frozenset()
