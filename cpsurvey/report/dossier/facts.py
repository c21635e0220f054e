"""What the dossier knows of a study."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, get_args

from cpsurvey.report import dossier_words as w
from cpsurvey.report import people
from cpsurvey.report.words import Words
from cpsurvey.results import ResultSet


@dataclass(frozen=True, slots=True)
class Facts:
    """Results, and what was found of how people were told and are kept.

    Parameters
    ----------
    found : mapping
        ``provenance["privacy"]``, as `cpsurvey.batch.informed.facts` makes it.
    """

    results: ResultSet
    found: Mapping[str, Any]

    @property
    def k(self) -> int:
        """Fewest people of whom anything is said."""
        return int(self.results.study["k"])

    @property
    def simulated(self) -> bool:
        """Whether there are no people."""
        return bool(self.results.study["simulated"])

    @property
    def notice(self) -> Mapping[str, Any]:
        """What is known of the notice; empty without one."""
        return self.found.get("notice") or {}

    @property
    def untold(self) -> bool:
        """Whether indicators are joined and nobody says that people were told."""
        joined = self.found.get("needed") and self.found.get("indicators")
        return bool(joined and not self.notice.get("given"))

    @property
    def late(self) -> bool:
        """Whether somebody answered before people were told."""
        given, first = self.notice.get("given"), self.found.get("first")
        return bool(given and first and first < given) and not self.simulated

    @property
    def releases(self) -> Sequence[Mapping[str, Any]]:
        """Register of releases as it was when this was written."""
        return self.results.provenance.get("releases") or ()

    @property
    def purges(self) -> Sequence[Mapping[str, Any]]:
        """Deletions so far."""
        return self.found.get("purges") or ()

    @property
    def used(self) -> int:
        """People the analyses rest on."""
        return people.analysed(self.results)

    def declared(self, name: str, words: Words) -> str:
        """What the study says, or that it must still say it."""
        texts = (self.found.get("declared") or {}).get(name) or {}
        return words.pick(texts) or words(w.FILL[name])

    def open(self) -> list[str]:
        """What the study has not said."""
        said = self.found.get("declared") or {}
        return [name for name in get_args(w.Open) if not said.get(name)]

    def after(self, day: str) -> str:
        """Day on which what was given on `day` goes; empty where there is none."""
        days = self.found.get("retention_days")
        if not day or not days:
            return ""
        try:
            return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
        except (ValueError, OverflowError):
            return ""

    def count(self, n: Any, words: Words) -> str:
        """A count of people or rows; small ones are not told."""
        if isinstance(n, int) and 0 < n < self.k:
            return words(w.FEW, k=self.k)
        return words.number(n, "int")


def day(text: Any, words: Words) -> str:
    """A day as people of the language write it."""
    return words(w.DAY, day=str(text)[:10]) if text else ""
