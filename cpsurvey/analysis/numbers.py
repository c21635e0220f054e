"""Numbers on their way into results: what is not a number becomes None."""

from __future__ import annotations

import math
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
