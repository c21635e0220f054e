"""One sign of careless answers: who shows it, who could be judged, from where on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from cpsurvey.parts import Unjudged
from cpsurvey.responses import Responses

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign.

    Parameters
    ----------
    broken, judged : (n,) bool arrays
        Who shows it, and who could be judged.
    threshold : mapping of str to number
        What counts, by the names a report uses.
    reason : str or None
        Why nobody could be judged; None when somebody was.
    """

    broken: Flags
    judged: Flags
    threshold: Mapping[str, float | int] = field(default_factory=dict)
    reason: Unjudged | None = None


def unjudged(n: int, reason: Unjudged, **threshold: float) -> Sign:
    """Nobody can be judged."""
    nobody = np.zeros(n, dtype=bool)
    return Sign(nobody, nobody, threshold, reason)


def sign(broken: Flags, judged: Flags, reason: Unjudged, **threshold: float) -> Sign:
    """A sign; `reason` counts only when nobody could be judged."""
    return Sign(broken & judged, judged, threshold, None if judged.any() else reason)


def matrix(responses: Responses, names: Sequence[str]) -> Array:
    """Answers as given to the items `names`, (n, len(names))."""
    return np.column_stack([responses.values[name] for name in names])
