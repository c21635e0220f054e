"""The list of what was set aside, written for the person who has the file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from cpsurvey.batch import private
from cpsurvey.design import Study

if TYPE_CHECKING:
    from cpsurvey.intake.aside import Aside

WAY = "name another with --rejected"


def refuse_place(study: Study, file: Path) -> None:
    """Refuse a place where the list must not be written, before anything is read.

    Raises
    ------
    CpsurveyError
        As `private.refuse_place`.
    """
    private.refuse_place(study, file, holds="texts of answers", way=WAY)


def write(file: Path, asides: Iterable[Aside]) -> int:
    """Write the list, readable by its owner only; lines written, no file where there is none.

    Raises
    ------
    CpsurveyError
        As `private.write`.
    """
    from cpsurvey.intake import mending

    every = list(asides)
    if every:
        private.write(file, mending.written(every), way=WAY)
    return len(every)
