"""A draft becomes a file once it is known to load; no file is written over."""

from __future__ import annotations

import tempfile
from pathlib import Path

from cpsurvey.design import load_questionnaire
from cpsurvey.design.load import Instrument
from cpsurvey.design.yaml import LARGEST
from cpsurvey.errors import CpsurveyError
from cpsurvey.errors.foreign import coded
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
        and others where the system refuses to write.
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
    with tempfile.TemporaryDirectory(prefix="cpsurvey-") as folder:
        trial = Path(folder) / "draft.yaml"
        trial.write_bytes(data)
        loaded = load_questionnaire(str(trial))
    try:
        with file.open("xb") as out:
            try:
                out.write(data)
            except OSError:
                file.unlink(missing_ok=True)
                raise
    except FileExistsError:
        raise _exists(file) from None
    except OSError as error:
        raise coded(error, where=str(file)) or error from None
    return loaded


def _exists(file: Path) -> CpsurveyError:
    return CpsurveyError(
        "CPS903", "this file exists already", where=str(file), fix="name another with --out"
    )
