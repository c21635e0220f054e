"""The numbers hypotheses rest on, found in the results of the other analyses."""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import Any

from cpsurvey.analysis import targets
from cpsurvey.design.hypotheses import Target
from cpsurvey.kind import Number
from cpsurvey.kinds.hypotheses.data import Evidence, NotFound
from cpsurvey.payload import limits
from cpsurvey.results import Result, admissible, sound
from cpsurvey.stats.robust import LOW_DF

UNASKED = ("not_asked", "not_asked_enough", "no_groups")
"""Caveats of analyses whose data were never asked for."""


@dataclass(frozen=True, slots=True)
class Found:
    """Results of the run by their ids; variables, and analyses of ties, that were not asked."""

    results: Mapping[str, Result[Any]]
    gone: Set[str]
    without_ties: Set[str] = frozenset()

    def evidence(self, target: Target) -> Evidence:
        """The number a target names, or why it cannot be judged."""
        result = self.results.get(target.analysis)
        number, reason = _found(result, target)
        way, name = target.named
        if reason == "not_found" and self.gone & set(re.findall(r"\w+", name)):
            reason = "not_asked"
        return Evidence(
            analysis=target.analysis,
            kind=result.kind if result else None,
            named=way,
            name=name,
            est=number.est if number else None,
            ci=limits(number.lower, number.upper) if number else None,
            pvalue=number.pvalue if number else None,
            n=result.sample.used if number and result else None,
            reason=reason or (_lacking(number) if number else None),
            caveats=tuple(result.caveats) if number and result else (),
            df=number.df if number else None,
            standardised=bool(target.standardised),
            points=_points(result, target) if number and result else None,
        )


def _points(result: Result[Any], target: Target) -> float | None:
    """A standardised effect in the units of its scales."""
    if not target.standardised:
        return None
    plain = targets.find(result, target.model_copy(update={"standardised": False}))
    return plain.est if plain else None


def _found(result: Result[Any] | None, target: Target) -> tuple[Number | None, NotFound | None]:
    """The number a test is about, or why it cannot be judged."""
    if result is None:
        return None, "no_analysis"
    if any(caveat.code in UNASKED for caveat in result.caveats):
        return None, "not_asked"
    if any(caveat.code == "not_carried" for caveat in result.caveats):
        return None, "too_few"
    if not result.done:
        return None, "not_done"
    if not sound(result):
        return None, "too_few" if admissible(result) else "unsound"
    found = targets.find(result, target)
    if found is None or found.est is None:
        return None, "not_found"
    if found.df is not None and found.df < LOW_DF:
        return None, "low_df"
    return found, None


def _lacking(number: Number) -> NotFound | None:
    """What a verdict cannot do without: a p-value and a whole interval."""
    if number.pvalue is None:
        return "no_p"
    return "no_interval" if limits(number.lower, number.upper) is None else None
