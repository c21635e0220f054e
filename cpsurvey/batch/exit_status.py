"""Which of several exit statuses a run ends with."""

from __future__ import annotations

from collections.abc import Iterable

from cpsurvey.errors import Exit

FROM_MILD_TO_GRAVE = (
    Exit.DONE,
    Exit.NO_INPUT,
    Exit.NOT_CONVERGED,
    Exit.DATA_REJECTED,
    Exit.INVALID_STUDY,
    Exit.USAGE,
    Exit.LOCKED,
    Exit.SERVER_AWAY,
    Exit.CANNOT_WRITE,
    Exit.FORBIDDEN,
    Exit.BUG,
    Exit.INTERRUPTED,
)


def gravest(statuses: Iterable[Exit]) -> Exit:
    """Gravest of the statuses; 0 when there are none."""
    return max(statuses, key=FROM_MILD_TO_GRAVE.index, default=Exit.DONE)
