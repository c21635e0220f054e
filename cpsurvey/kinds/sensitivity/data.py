"""What the main model gives under other choices; written by `run`, read by `show`."""

from __future__ import annotations

from typing import Literal

from cpsurvey import payload as u
from cpsurvey.parts import Estimator, Missing

Choice = Literal[
    "reported",
    "everybody",
    "careful",
    "complete",
    "unclustered",
    "ml",
    "ordinal",
    "no_controls",
    "no_reversed",
    "short",
    "scores",
    "more_controls",
    "reversed_order",
    "within",
    "no_overlap",
    "wording",
    "invariant",
]


@u.frozen
class Effect:
    """A defined effect; `std_ci` is the Monte Carlo interval of `std_all` itself."""

    name: str
    expression: str
    est: u.Slope
    se: u.Error
    mc: u.Limits
    std_all: u.Std
    std_ci: u.Limits


@u.frozen
class Line:
    """A row of T25a: the model under one choice.

    Without a solution `admissible` is None, there are no effects, and `reason` is
    ``not_converged`` or the code of an error; else it is empty.
    """

    choice: Choice
    n: u.Count
    admissible: bool | None
    fit: u.FitMeasures
    effects: tuple[Effect, ...]
    reason: str

    def effect(self, name: str) -> Effect | None:
        """One of its effects."""
        return next((e for e in self.effects if e.name == name), None)

    def best(self, name: str) -> float | None:
        """A fit measure, its robust version where there is one."""
        robust = self.fit.get(f"{name}.robust")
        return self.fit.get(name) if robust is None else robust


@u.frozen
class Sensitivity(u.Payload):
    """As reported first; `differing` names effects that some choices tell from zero only."""

    model: str
    estimator: Estimator
    missing: Missing
    cluster: str | None
    names: tuple[str, ...]
    rows: tuple[Line, ...]
    differing: tuple[str, ...]

    @property
    def subject(self) -> str:
        """The main model."""
        return self.model
