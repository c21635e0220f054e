"""Files that hold single people's answers: where they may stand, and who may read them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from cpsurvey import system
from cpsurvey.design import Study
from cpsurvey.design.load import STUDY_FILE
from cpsurvey.errors import CpsurveyError
from cpsurvey.errors.foreign import cannot_write

PASSED_ON = ("reports", "releases")
_BEGUN = ".part"


def refuse_place(
    study: Study | None, file: Path, *, holds: str, way: str, replace: bool = False
) -> None:
    """Refuse a place where such a file must not be written, before anything is read.

    Parameters
    ----------
    study : Study, optional
        Whose people they are, where they are of a study.
    holds : str
        What the file holds, for the message.
    way : str
        What to do where a file stands there already.
    replace : bool
        A file that stands there may be written over.

    Raises
    ------
    CpsurveyError
        CPS903 a file is there, CPS904 the place is passed on or read by the study, CPS602
        there is no such folder.
    """
    if file.is_symlink() or (file.exists() and not (replace and file.is_file())):
        raise exists(file, way)
    real = file.absolute().resolve()
    if any(real.is_relative_to(place.resolve()) for place in _passed_on(study, real)):
        raise CpsurveyError(
            "CPS904",
            f"the file holds {holds}, and this folder is for what others may see",
            where=str(file),
            fix="name a file outside 'reports' and 'releases'",
        )
    if study and (pattern := _read_by(study, real)):
        raise CpsurveyError(
            "CPS904",
            f"the study would read this file as answers: its sources are '{pattern}'",
            where=str(file),
            fix="name a file in another folder",
        )
    if not file.parent.is_dir():
        raise CpsurveyError(
            "CPS602",
            "there is no such folder to write in",
            where=str(file.parent),
            fix="make the folder first, or name another file",
        )


def _passed_on(study: Study | None, real: Path) -> Iterator[Path]:
    """Folders of this study, or of the one the file lies in, that others may see."""
    if study:
        yield from (study.reports, study.releases)
    for place in real.parents:
        if place.name in PASSED_ON and (place.parent / STUDY_FILE).is_file():
            yield place


def _read_by(study: Study, real: Path) -> str | None:
    """Pattern of the study's sources that the file would answer to."""
    entries = [entry.path for entry in study.file.sources]
    entries += [entry.path for entry in study.file.kpi.files] if study.file.kpi else []
    for entry in entries:
        if real.match(str(study.folder.resolve() / entry)):
            return entry
    return None


def write(file: Path, data: bytes, *, way: str, replace: bool = False) -> None:
    """Write a file that its owner alone can read, whole or not at all.

    Raises
    ------
    CpsurveyError
        CPS903 a file is there, CPS602 it cannot be written.
    """
    begun = file.with_name(f".{file.name[:100]}{_BEGUN}")
    try:
        begun.unlink(missing_ok=True)
        descriptor = system.private(begun)
        try:
            with os.fdopen(descriptor, "wb") as out:
                out.write(data)
            if not replace and (file.exists() or file.is_symlink()):
                raise exists(file, way)
            begun.replace(file)
        finally:
            begun.unlink(missing_ok=True)
    except OSError as error:
        raise cannot_write(file, error) from None


def exists(file: Path, way: str) -> CpsurveyError:
    """The refusal to write over a file."""
    return CpsurveyError(
        "CPS903",
        "this file exists already, and may hold what somebody has worked on",
        where=str(file),
        fix=way,
    )
