"""New files, written whole or not at all and over none; a draft once it is known to load."""

from __future__ import annotations

import tempfile
from pathlib import Path

from cpsurvey.design import load_questionnaire
from cpsurvey.design.load import Instrument
from cpsurvey.design.yaml import LARGEST
from cpsurvey.errors import CpsurveyError
from cpsurvey.errors.foreign import cannot_write
from cpsurvey.forms.opened import refused


def write_draft(text: str, file: Path, where: str) -> Instrument:
    """Check the text of a questionnaire file, then write it.

    Parameters
    ----------
    where : str
        File the draft is made of, for messages.

    Raises
    ------
    CpsurveyError
        CPS701 it is longer than a questionnaire file may be, CPS903 the file exists, CPS602
        it cannot be written.
    """
    data = text.encode()
    if len(data) > LARGEST:
        raise refused(
            f"the questionnaire would have {len(data) / 1e6:.1f} MB; files of questionnaires "
            f"have {LARGEST / 1e6:.0f} at most",
            where,
            "export a part of the survey, without its long lists, and import that",
        )
    if file.exists():
        raise _exists(file)
    if not file.parent.is_dir():
        raise CpsurveyError(
            "CPS602",
            "there is no such folder to write in",
            where=str(file.parent),
            fix="make the folder first, or name another file with --out",
        )
    with tempfile.TemporaryDirectory(prefix="cpsurvey-") as folder:
        trial = Path(folder) / "draft.yaml"
        trial.write_bytes(data)
        loaded = load_questionnaire(str(trial))
    write_new(file, data)
    return loaded


def write_new(file: Path, data: bytes) -> None:
    """Write a file where none was, whole or not at all.

    Raises
    ------
    CpsurveyError
        CPS903 there is one already, CPS602 the place cannot be written.
    """
    if file.exists() or file.is_symlink():
        raise _exists(file)
    beside = file.with_name(f".{file.name[:100]}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        try:
            beside.write_bytes(data)
            beside.replace(file)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise cannot_write(file, error) from None


def _exists(file: Path) -> CpsurveyError:
    return CpsurveyError(
        "CPS903", "this file exists already", where=str(file), fix="name another with --out"
    )
