"""Numbers on their way into results: what is not a number becomes None."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray


def number(value: Any) -> float | None:
    """Python float; None for NaN and infinity."""
    found = float(value)
    return found if math.isfinite(found) else None


def row(vector: NDArray[Any]) -> list[float | None]:
    """List of a vector."""
    return [number(value) for value in np.asarray(vector)]


def robust(fit: Mapping[str, float | None], measure: str) -> float | None:
    """The robust version of a fit measure, else the scaled one, else the plain one."""
    every = (fit.get(f"{measure}{suffix}") for suffix in (".robust", ".scaled", ""))
    return next((number(value) for value in every if value is not None), None)
