"""What a comparison of waves leaves behind; written by `run`, read by `show`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from cpsurvey import payload as u
from cpsurvey.parts import Freed, Rung, Step

Rule = Literal["test", "chen", "cheung_rensvold"]
People = Literal["same", "new"]
Basis = Literal["scalar", "partial"]
Silent = Literal[
    "few_people",
    "few_items",
    "not_met",
    "not_judged",
    "configural",
    "not_converged",
    "inadmissible",
    "not_fitted",
]
"""Why nothing is said of the means of a scale."""
Moved = Literal["rose", "fell"]
Word = Literal[Moved, "not_told_apart", "one_item", "several"]
"""Of a change; one_item: another answer once an item is free; several: gone after Holm."""
Role = Literal["stability", "crossed", "change_mean", "change_sd", "changes_together"]
Reason = Literal["not_every_wave", "constant"]


@u.frozen
class Wave:
    """A wave; `again`: of its people, who had answered the one before (not few of either)."""

    wave: str
    n: u.Count
    again: u.Count | None


@u.frozen
class LeftOut:
    """An item that cannot be followed."""

    item: str
    reason: Reason


@u.frozen
class Mean:
    """A line of T30: a scale in a wave, over the items that mean the same in all.

    `latent` is the mean of the factor less that of the first wave, in its SD.
    """

    wave: str
    n: u.Count
    mean: u.Score
    sd: u.Score
    ci: u.Limits
    latent: u.Std
    latent_ci: u.Limits


@u.frozen
class Change:
    """A line of T30c: from one wave to a later one.

    `est` is in points of the scale: over the `pairs` of answers of the same people, or, where
    that is None, of everybody in either wave. `std` is that of the factor's mean, in SD of the
    first wave; `least` is the change nearest to zero once one more item is free, None where
    that changes nothing to be said.
    """

    first: str
    second: str
    pairs: u.Count | None
    est: u.Score
    se: u.Error
    df: u.Df
    ci: u.Limits
    std: u.Std
    std_se: u.Error
    std_ci: u.Limits
    pvalue: u.Probability
    holm: u.Probability
    freest: str | None
    least: u.Std
    word: Word


@u.frozen
class Followed:
    """A scale over the waves; without `basis` nothing is said of its means, `silent` why."""

    scale: str
    n: u.Count
    items: tuple[str, ...]
    changed: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    steps: tuple[Rung, ...] = ()
    reached: Step | None = None
    freed: tuple[Freed, ...] = ()
    basis: Basis | None = None
    silent: Silent | None = None
    means: tuple[Mean, ...] = ()
    changes: tuple[Change, ...] = ()
    syntax: str | None = None


@u.frozen
class Path:
    """A line of T31: what goes with what, from one wave to the next."""

    role: Role
    source: str
    outcome: str
    first: str
    second: str
    est: u.Slope
    se: u.Error
    pvalue: u.Probability
    ci: u.Limits
    std: u.Std


@u.frozen
class Crossed:
    """Two scores over the waves, each held at the wave before.

    `latent`: of factors whose loadings are equal over the waves; else of scores.
    """

    predictor: str
    outcome: str
    latent: bool
    n: u.Count
    converged: bool
    admissible: bool
    chisq: u.Statistic
    df: u.Df
    cfi: u.Fit
    rmsea: u.Fit
    srmr: u.Fit
    paths: tuple[Path, ...]
    syntax: str


@u.frozen
class Period:
    """A line of T32: an indicator in a period, over respondents who have it.

    Of the wave that the period belongs to; of any wave, where none is declared.
    """

    indicator: str
    period: str
    n: u.Count
    mean: u.Score
    ci: u.Limits
    wave: str | None = None


@u.frozen
class OverWaves(u.Payload):
    """Waves, and what holds over them.

    Parameters
    ----------
    after : tuple of str
        Later waves, of too few people to be compared.
    """

    people: People
    rule: Rule
    cluster: str | None
    waves: tuple[Wave, ...]
    scales: tuple[Followed, ...] = ()
    crossed: tuple[Crossed, ...] = ()
    periods: tuple[Period, ...] = ()
    after: tuple[str, ...] = ()

    def coined(self) -> Iterable[str]:
        """Nothing beyond the questionnaire's names."""
        return ()
