"""What tailored cut-offs leave behind; written by `run`, read by `show`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Literal

from cpsurvey import payload as u
from cpsurvey.parts import Estimator, FitIndex, Missing
from cpsurvey.results import Caveat, Result

Left = Literal["cross_loadings", "residual_correlations", "paths", "nothing"]
"""What the model leaves out in the populations in which it is wrong."""
Statistic = Literal["plain", "robust", "scaled"]
"""Which version of RMSEA and CFI is held against the cut-offs."""
MODELS = ("cfa", "sem")
"""Kinds whose numbers the cut-offs are about."""


@u.frozen
class Omitted:
    """A parameter of the population that the model has not, in lavaan's syntax."""

    lhs: str
    op: Literal["=~", "~~"]
    rhs: str
    value: u.Std


@u.frozen
class Level:
    """A population, by how many parameters the model lacks there; 0: it is right."""

    level: u.Count
    omitted: tuple[Omitted, ...]
    fitted: u.Count


@u.frozen
class Cut:
    """What one measure is in samples of one population, and the cut-off that follows.

    At level 0 `cutoff` is what 95 % of the samples are better than; elsewhere what the share
    `sensitivity` of them is worse than, and None where they cannot be told from level 0.
    `error` is the cut-off's Monte Carlo standard error.
    """

    level: u.Count
    low: u.Fit
    median: u.Fit
    high: u.Fit
    cutoff: u.Cutoff
    sensitivity: u.Share
    error: u.Error


@u.frozen
class Measure:
    """A fit measure of the model beside its cut-offs.

    `worse` is the last level whose cut-off it is worse than, None where it is better than
    all of them.
    """

    measure: FitIndex
    observed: u.Fit
    fixed: u.Cutoff
    cuts: tuple[Cut, ...]
    worse: u.Count | None
    tsize: u.Fit

    def cut(self, level: int) -> Cut | None:
        """The cut-off of a level."""
        return next((one for one in self.cuts if one.level == level), None)

    @property
    def judged(self) -> bool:
        """Whether right and wrong models can be told apart by it."""
        return any(one.level and one.cutoff is not None for one in self.cuts)


@u.frozen
class Cutoffs(u.Payload):
    """The model, how it was fitted, and its measures of fit.

    `n` respondents are in every sample; `draws` samples were drawn from each population.
    """

    model: str
    syntax: str
    estimator: Estimator
    missing: Missing
    cluster: str | None
    n: u.Count
    df: u.Count
    draws: u.Count
    left: Left
    statistic: Statistic
    levels: tuple[Level, ...]
    measures: tuple[Measure, ...]

    @property
    def subject(self) -> str:
        """The model."""
        return self.model

    @property
    def worse(self) -> tuple[Measure, ...]:
        """Measures that are worse than the cut-off of a population where the model is wrong."""
        return tuple(one for one in self.measures if one.worse)

    @property
    def odd(self) -> tuple[Measure, ...]:
        """Measures without such cut-offs that are worse than 95 % of those of a right model."""
        return tuple(one for one in self.measures if one.worse == 0 and not one.judged)

    def coined(self) -> Iterator[str]:
        """Variables of what is left out."""
        for level in self.levels:
            for one in level.omitted:
                yield from (one.lhs, one.rhs)

    def says_of(self, other: Result[Any], /) -> Iterator[Caveat]:
        """Beside the fit of the same model: that it is worse than its cut-offs."""
        if other.kind not in MODELS or other.data is None:
            return
        mine = (self.syntax, self.estimator, self.missing, self.cluster)
        data = other.data
        if mine != (data.syntax, data.estimator, data.missing, data.cluster):
            return
        if self.worse:
            yield Caveat("fit_below_tailored", "warning", {"measures": names(self.worse)})
        elif self.odd:
            yield Caveat("fit_below_right", "warning", {"measures": names(self.odd)})

    def lacking(self) -> int:
        """Parameters left out at the last level that some measure is worse than."""
        most = max((one.worse or 0 for one in self.measures), default=0)
        return next((len(one.omitted) for one in self.levels if one.level == most), 0)


def names(measures: Iterable[Measure]) -> str:
    """Measures as readers know them, in any language."""
    return ", ".join(one.measure.upper() for one in measures)
