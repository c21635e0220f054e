"""What an analysis works on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis.fits import Fits
from cpsurvey.analysis.over_waves import Waves
from cpsurvey.analysis.protected import (
    Categories,
    Protected,
    coded,
    listed_groups,
)
from cpsurvey.analysis.sidebyside import SideBySide, side_by_side
from cpsurvey.analysis.ties import kept_of
from cpsurvey.design import Questionnaire, Study
from cpsurvey.responses import Indicators, StoredIndicators
from cpsurvey.results import Result
from cpsurvey.scoring import Scored
from cpsurvey.screening import Stage
from cpsurvey.seen.held import Seen
from cpsurvey.ties import Ties

LEVEL = 0.95
"""Confidence of every interval."""


@dataclass(frozen=True, slots=True)
class Context:
    """What an analysis works on.

    Parameters
    ----------
    id : str
        Name of the result.
    quarantine : sequence of (rule, column, count)
        What was set aside on the way in.
    progress : callable
        Told how far long work is: done, total.
    fits : Fits
        Models fitted in this run: several kinds may need the same one.
    stored : StoredIndicators or None
        Objective indicators, respondents' and others'; analyses use `indicators`.
    results : sequence of Result
        What the other analyses of this run found, for kinds that come after them.
    protected : Protected or None
        Which categories of people the run may show.
    waves : Waves or None
        The answers of every wave but retests, where the study declares them.
    retested : Waves or None
        The same with the retests, where there are any.
    until : str
        Day of the latest answers that are analysed; empty where no row says.
    answers : int
        Most rows of one person.
    declared : mapping or None
        What became of the plan declared before the data (`declared.record`); None without.
    network : Ties or None
        Ties of everybody, before screening; analyses use `ties`.
    answered : tuple of str
        Everybody who answered, before screening, where there are ties.
    seen : Seen
        What was observed and coded beside the answers.
    observed : Context or None
        The same with the holes that were filled here, by multiple imputation.
    """

    study: Study
    scored: Scored
    id: str
    quarantine: Sequence[tuple[str, str | None, int]] = ()
    progress: Callable[[int, int], None] = field(default=lambda _done, _total: None)
    fits: Fits = field(default_factory=Fits, repr=False)
    stored: StoredIndicators | None = field(default=None, repr=False)
    results: Sequence[Result[Any]] = ()
    protected: Protected | None = field(default=None, repr=False)
    waves: Waves | None = field(default=None, repr=False)
    retested: Waves | None = field(default=None, repr=False)
    until: str = ""
    answers: int = 1
    declared: Mapping[str, Any] | None = field(default=None, repr=False)
    network: Ties | None = field(default=None, repr=False)
    answered: tuple[str, ...] = field(default=(), repr=False)
    seen: Seen = field(default=Seen(), repr=False)
    observed: Context | None = field(default=None, repr=False)

    @property
    def indicators(self) -> Indicators | None:
        """Objective indicators, respondents' and others'; None: the study has none."""
        return self.stored.rows if self.stored else None

    @property
    def ties(self) -> Ties | None:
        """Who named whom, of those whose answers are analysed; None: the study has no ties."""
        if self.network is None:
            return None
        return kept_of(self.network, self.answered, self.scored.respondent)

    @property
    def questionnaire(self) -> Questionnaire:
        """The study's questionnaire."""
        return self.study.questionnaire

    @property
    def ordinal(self) -> bool:
        """Whether the study takes answers as ordered categories."""
        return self.study.file.measurement.items == "ordinal"

    @property
    def seed(self) -> int:
        """Seed of every draw."""
        return self.study.file.study.seed

    def at(self, stage: Stage) -> Context:
        """The same analysis on the respondents kept at another stage of screening."""
        return replace(self, scored=self.scored.at(stage))

    def completed(self, values: Mapping[str, NDArray[np.float64]]) -> Context:
        """The same respondents with these columns, whose holes were filled."""
        scored = replace(self.scored, values={**self.scored.values, **values})
        return replace(self, scored=scored, observed=self)

    def available(self, names: Iterable[str]) -> list[str]:
        """Those of `names` that were asked: `k` respondents have a value, or one of fewer."""
        fewest = self.k if self.scored.n >= self.k else 1
        values = self.scored.values
        return [name for name in names if np.count_nonzero(~np.isnan(values[name])) >= fewest]

    def variable(self, group: str) -> str:
        """Variable behind a role (team, centre, language), or the variable itself."""
        own = {"wave": self.study.wave} if self.study.wave else {}
        return (own | self.study.groups).get(group, group)

    def group(self, group: str) -> NDArray[np.int64]:
        """Group of each respondent as (n,) numbers from 0, -1 where missing."""
        return coded(self.variable(group), self.scored)[1]

    def clusters(self, group: str | None) -> list[int | None] | None:
        """Group of each respondent as the engine of models takes it; None without one."""
        if not group:
            return None
        return [None if code < 0 else int(code) for code in self.group(group)]

    def group_names(self, group: str) -> list[str]:
        """Names of the groups that `group` numbers, in their order."""
        return coded(self.variable(group), self.scored)[0]

    @property
    def k(self) -> int:
        """Fewest rows of which anything is shown: those of so many people."""
        return self.study.smallest * self.answers

    @property
    def protection(self) -> Protected:
        """Which categories of these respondents may be shown: by what they answered."""
        if self.observed is not None:
            return self.observed.protection
        if self.protected is not None:
            return self.protected.on(self.scored)
        groups = listed_groups(self.study)
        return Protected(self.scored, self.questionnaire, self.k, groups)

    def categories(self, group: str) -> Categories:
        """What may be told of the groups that `group` numbers, in the order of their names."""
        return self.protection.of(self.variable(group))

    def side_by_side(self, group: str) -> SideBySide:
        """Groups that `group` numbers as far as they may be compared."""
        return side_by_side(self.categories(group), self.scored, self.k)
