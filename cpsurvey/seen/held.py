"""What a study's files of observations and codings said, as analyses are given it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from cpsurvey.errors import CpsurveyError

if TYPE_CHECKING:
    from cpsurvey.seen.coded import Coded
    from cpsurvey.seen.log import Log

T = TypeVar("T")


@dataclass(frozen=True, slots=True, repr=False)
class Seen:
    """A log and codings; in the place of one that cannot be used, why."""

    log: Log | CpsurveyError | None = None
    coded: Coded | CpsurveyError | None = None

    def observed(self) -> Log | None:
        """The log, where the study has one.

        Raises
        ------
        CpsurveyError
            Why it cannot be used.
        """
        return _given(self.log)

    def codings(self) -> Coded | None:
        """The codings, where the study has some.

        Raises
        ------
        CpsurveyError
            Why they cannot be used.
        """
        return _given(self.coded)


def _given(held: T | CpsurveyError | None) -> T | None:
    if isinstance(held, CpsurveyError):
        raise held
    return held
