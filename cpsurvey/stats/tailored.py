"""Cut-offs between samples in which a model is right and samples in which it is wrong.

The rule of McNeish & Wolf (2023, doi:10.1037/met0000425), as their package `dynamic` has it:
the value that 95 % of the wrong models are worse than, if 95 % of the right ones are better;
else the value that as many wrong models as possible are worse than, and none where these
are fewer than half.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
SPECIFICITY = 0.95
LEAST = 0.50
"""Sensitivity below which there is no cut-off."""
STEP = 0.01
Z975 = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Cutoff:
    """A cut-off, the share of wrong models that are worse, its Monte Carlo error.

    `value` is None where right and wrong models cannot be told apart; `sensitivity` is then
    the share of wrong models that are worse than 95 % of the right ones.
    """

    value: float | None
    sensitivity: float
    error: float | None


def right(values: Array, *, high_is_good: bool) -> Cutoff:
    """What 95 % of the samples are better than in which the model is right."""
    at = 1.0 - SPECIFICITY if high_is_good else SPECIFICITY
    return Cutoff(float(np.quantile(values, at)), SPECIFICITY, error(values, at))


def between(true: Array, wrong: Array, *, high_is_good: bool) -> Cutoff:
    """The cut-off between samples of right and of wrong models."""
    if high_is_good:
        found = between(-true, -wrong, high_is_good=False)
        value = None if found.value is None else -found.value
        return Cutoff(value, found.sensitivity, found.error)
    limit = np.quantile(true, SPECIFICITY)
    steps = round((SPECIFICITY - LEAST) / STEP)
    for power in SPECIFICITY - STEP * np.arange(steps + 1):
        value = float(np.quantile(wrong, 1.0 - power))
        if value >= limit:
            return Cutoff(value, round(float(power), 2), error(wrong, 1.0 - float(power)))
    return Cutoff(None, float(np.mean(wrong >= limit)), None)


def error(values: Array, at: float) -> float:
    """Monte Carlo standard error of a quantile, from the order statistics about it."""
    spread = Z975 * np.sqrt(at * (1.0 - at) / len(values))
    low, high = np.quantile(values, np.clip([at - spread, at + spread], 0.0, 1.0))
    return float((high - low) / (2.0 * Z975))
