"""Nominations as a file holds them, before anybody is a pseudonym.

Nothing here is stored, printed or logged: it goes from a reader into the store, where each
token becomes what the same person's identifier becomes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from cpsurvey.errors.finding import Finding


@dataclass(frozen=True, slots=True, repr=False)
class Given:
    """Whom one person names for one relation in one wave.

    Parameters
    ----------
    row : int
        Row of the file, from 1.
    named : tuple of (str, float)
        Token and weight of each; none at all: there is nobody.
    who : str or None
        Token of who names, in files of ties; None: who the row of the survey is of.
    """

    row: int
    relation: str
    named: tuple[tuple[str, float], ...]
    who: str | None = None
    wave: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Nominations:
    """What a file says of ties.

    Parameters
    ----------
    aside : mapping of str to int
        Reason -> nominations that were left out.
    """

    given: tuple[Given, ...]
    aside: Mapping[str, int] = field(default_factory=dict)

    def without(self, rows: set[int]) -> Nominations:
        """The same without some rows."""
        return Nominations(
            tuple(one for one in self.given if one.row not in rows), dict(self.aside)
        )


@dataclass(frozen=True, slots=True, repr=False)
class TieBatch:
    """A file of ties: where it came from, and what it says."""

    file: str
    sha256: str
    encoding: str
    rows: int
    accepted: int
    nominations: Nominations
    findings: tuple[Finding, ...] = ()
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class Lists:
    """Who may be named, and who may not.

    Parameters
    ----------
    out : tuple of str
        Tokens of who takes no part.
    frame : mapping of str to mapping, or None
        Token of everybody who can be named -> role -> group; None: nobody said.
    """

    out: tuple[str, ...] = ()
    frame: Mapping[str, Mapping[str, str]] | None = None


WHY = {
    "self": "of oneself",
    "twice": "of the same person again",
    "unknown": "of nobody on the list of those who can be named",
    "beyond_roster": "beyond the most that are asked for",
    "no_consent": "by people who did not consent",
    "weight": "with a weight that is no number and no declared answer",
    "no_source": "by nobody: the row lacks an identifier",
}
"""Reason -> which nominations were left out."""
WRONG = ("unknown", "weight", "no_source", "beyond_roster")
"""Reasons that somebody may want to mend."""


def said(asked: int, ties: int, aside: Mapping[str, int], where: str) -> tuple[Finding, ...]:
    """What was kept, and what was left out by reason; never whose."""
    kept = f"{ties} ties are kept under pseudonyms, of {asked} answers to who is named"
    found = [Finding("ties_kept", "note", where, kept)] if asked else []
    found += [
        Finding(
            f"tie_{why}",
            "warning" if why in WRONG else "note",
            where,
            f"nominations {WHY[why]} are left out",
            count=count,
        )
        for why, count in aside.items()
        if count and why in WHY
    ]
    if count := aside.get("frequency"):
        found.append(
            Finding(
                "tie_frequency",
                "warning",
                where,
                "cells of how often hold no declared answer: these ties weigh 1",
                count=count,
            )
        )
    return tuple(found)
