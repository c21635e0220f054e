"""What a simulation of power leaves behind; written by `run`, read by `show`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from cpsurvey import payload as u


@u.frozen
class Size:
    """A sample size; `df` is the typical number of the path that has fewest."""

    n: u.Count
    teams: u.Count | None
    df: u.Df


@u.frozen
class Seen:
    """A value assumed, its power at each of `sizes`, the smallest value with power .80."""

    value: u.Std
    power: tuple[u.Probability, ...]
    smallest: u.Std

    @property
    def passed(self) -> tuple[str, ...]:
        """Variables from the first cause to the outcome."""
        return ()


@u.frozen
class Path(Seen):
    """A path: its value, power at each of `sizes`, the smallest value with power .80."""

    outcome: str
    predictor: str

    @property
    def passed(self) -> tuple[str, ...]:
        """Predictor and outcome."""
        return self.predictor, self.outcome


@u.frozen
class Step:
    """One path of a chain."""

    outcome: str
    predictor: str


@u.frozen
class Effect(Seen):
    """The same of an effect through others, seen where every path of its chain is."""

    name: str
    chain: tuple[Step, ...]

    @property
    def passed(self) -> tuple[str, ...]:
        """Where the chain begins, and the outcome of every path."""
        return self.chain[0].predictor, *(step.outcome for step in self.chain)


@u.frozen
class Measured:
    """How reliable a score was taken to be; 1 for a single question."""

    variable: str
    reliability: u.Share


@u.frozen
class Power(u.Payload):
    """`n` and `teams` are the study's own; `icc` is the share of variance between teams."""

    n: u.Count
    teams: u.Count | None
    icc: u.Share
    errors: Literal["cr2", "hc3"]
    replications: u.Count
    wanted: u.Probability
    reliability: tuple[Measured, ...]
    sizes: tuple[Size, ...]
    paths: tuple[Path, ...]
    effects: tuple[Effect, ...]

    def coined(self) -> Iterator[str]:
        """Names of the effects."""
        return (effect.name for effect in self.effects)
