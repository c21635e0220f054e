"""What a difference of indirect effects leaves behind; written by `run`, read by `show`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from cpsurvey import payload as u

Version = Literal["whole", "without", "within", "between"]
"""The main model, the same without some items; within and between groups, by scores."""
Verdict = Literal["stands", "shown", "wording", "not_shown", "unsound"]
"""`shown`: no items were named to do without; `wording`: it is not shown without them."""
Means = Literal["latent", "observed"]
"""How the means of groups were taken."""
Place = Literal["both", "within", "between", "neither", "unknown"]
"""Where the difference is shown."""


@u.frozen
class Standard:
    """A standardised effect with its Monte Carlo interval and p."""

    est: u.Std
    se: u.Error
    mc: u.Limits
    mc_p: u.Probability


@u.frozen
class Line:
    """One version: both effects and their difference; None where there is no solution."""

    version: Version
    n: u.Count
    first: Standard | None
    second: Standard | None
    difference: Standard | None


@u.frozen
class Outcome:
    """What may hide effects on an outcome: answers at the top, and error of measurement.

    `highest`: share of answers that are the highest possible.
    """

    outcome: str
    n: u.Count
    mean: u.Score
    sd: u.Score
    highest: u.Share
    alpha: u.Reliability
    alpha_ci: u.Limits


@u.frozen
class Contrasted(u.Payload):
    """A difference of two indirect effects, `first` less `second`, in several versions.

    `means` is None where levels are not told apart.
    """

    model: str
    effect: str
    source: str
    first: str
    second: str
    dropped: tuple[str, ...]
    group: str | None
    means: Means | None
    lines: tuple[Line, ...]
    outcomes: tuple[Outcome, ...]
    verdict: Verdict
    place: Place

    @property
    def subject(self) -> str:
        """The model."""
        return self.model

    def coined(self) -> Iterator[str]:
        """Its effect and variables."""
        yield from (self.effect, self.source, self.first, self.second)

    def line(self, version: Version) -> Line | None:
        """One version."""
        return next((one for one in self.lines if one.version == version), None)
