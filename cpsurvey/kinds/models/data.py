"""What a measurement or structural model leaves behind, beside its fit and estimates."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from cpsurvey import payload as u
from cpsurvey.parts import Bootstrap, Effect, Estimator, Imputation, LocalFit, Treated

Unsound = Literal[
    "not_converged",
    "groups",
    "levels",
    "missing",
    "covariates",
    "constraints",
    "means",
    "std_lv",
    "modifiers",
    "moments",
    "failed",
]
"""Why there is no second opinion."""
Compared = Literal["same", "complete"]
"""What both programs fitted: the same model, or the same to complete cases by plain ML."""


@u.frozen
class Explained:
    """Variance that a model explains of a variable, in one group or at one level."""

    variable: str
    group: u.Count
    r2: u.Share


@u.frozen
class Crosscheck:
    """The largest relative differences from an independent program, or why there are none.

    `error` is the type of the error with which it stopped.
    """

    engine: Literal["semopy"]
    reason: Unsound | None = None
    error: str | None = None
    what: Compared | None = None
    max_est: u.Pure = None
    max_se: u.Pure = None
    max_chisq: u.Pure = None


@u.frozen
class Model(u.Payload):
    """How a model was fitted, and what it found beside its parameters.

    `groups`: their labels in the order of their numbers, or ``within`` and ``between`` where
    there are two levels; `main`: the study's main model, which alone is cross-checked; `brief`:
    a variant of another model, of which fewer tables are shown.
    """

    model: str
    syntax: str
    estimator: Estimator
    missing: Treated
    information: str
    cluster: str | None
    clusters: u.Count | None
    converged: bool
    admissible: bool
    iterations: u.Count
    npar: u.Count
    main: bool
    two_level: bool
    groups: tuple[str, ...]
    latent: tuple[str, ...]
    observed: tuple[str, ...]
    r2: tuple[Explained, ...]
    effects: tuple[Effect, ...]
    bootstrap: Bootstrap | None
    local_fit: LocalFit | None
    crosscheck: Crosscheck | None
    brief: bool = False
    imputation: Imputation | None = None

    @property
    def solved(self) -> bool:
        """Whether the model converged."""
        return self.converged

    @property
    def subject(self) -> str:
        """The model."""
        return self.model

    def coined(self) -> Iterator[str]:
        """Its variables and effects."""
        yield from (*self.latent, *self.observed)
        yield from (effect.name for effect in self.effects)
