"""The list of what was set aside, written for the person who has the file."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from cpsurvey.design import Study
from cpsurvey.errors import CpsurveyError
from cpsurvey.errors.foreign import cannot_write

if TYPE_CHECKING:
    from cpsurvey.intake.aside import Aside


def refuse_place(study: Study, file: Path) -> None:
    """Refuse a place where the list must not be written, before anything is read.

    Raises
    ------
    CpsurveyError
        CPS903 a file is there, CPS904 the place is passed on, CPS602 there is no such folder.
    """
    if file.exists() or file.is_symlink():
        raise _exists(file)
    real = file.absolute().resolve()
    for passed_on in (study.reports, study.releases):
        if real.is_relative_to(passed_on.resolve()):
            raise CpsurveyError(
                "CPS904",
                "the list holds texts of answers, and this folder is for what others may see",
                where=str(file),
                fix="name a file outside 'reports' and 'releases'",
            )
    if not file.parent.is_dir():
        raise CpsurveyError(
            "CPS602",
            "there is no such folder to write in",
            where=str(file.parent),
            fix="make the folder first, or name another file",
        )


def write(file: Path, asides: Iterable[Aside]) -> int:
    """Write the list, readable by its owner only; lines written, no file where there is none.

    Raises
    ------
    CpsurveyError
        CPS903 a file is there, CPS602 it cannot be written.
    """
    from cpsurvey.intake import mending

    every = list(asides)
    if not every:
        return 0
    try:
        descriptor = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        try:
            with os.fdopen(descriptor, "wb") as out:
                out.write(mending.written(every))
        except BaseException:
            file.unlink(missing_ok=True)
            raise
    except FileExistsError:
        raise _exists(file) from None
    except OSError as error:
        raise cannot_write(file, error) from None
    return len(every)


def _exists(file: Path) -> CpsurveyError:
    return CpsurveyError(
        "CPS903",
        "this file exists already, and may hold cells that somebody has mended",
        where=str(file),
        fix="name another with --rejected",
    )
