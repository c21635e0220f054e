"""From the bytes of a file to the format they are of, and to the form they define."""

from __future__ import annotations

import stat
from pathlib import Path, PurePath

from cpsurvey.errors import CpsurveyError
from cpsurvey.errors.foreign import coded
from cpsurvey.forms.form import Form
from cpsurvey.forms.formats import formats
from cpsurvey.forms.opened import HEAD, LARGEST, refused

_SURE = 0.5
_LARGEST_WITH_ANSWERS = 500_000_000


def definition_of(data: bytes, where: str) -> str | None:
    """Name of the format when the bytes define a questionnaire and hold no answers.

    Only the beginning of the file is looked at, whatever its size.
    """
    name, score = _best(data, where, answers=False)
    return name if score >= _SURE else None


def is_definition(name: str, where: str) -> CpsurveyError:
    """Refusal of a definition where answers were expected."""
    return CpsurveyError(
        "CPS118",
        f"this is {formats.get(name).title}: it holds questions, no answers",
        where=where,
        fix="export the answers from the tool and name that file; to use this one: "
        "'cpsurvey questionnaire import FILE' makes a questionnaire of it, "
        "'cpsurvey init DIR --from FILE' a study",
    )


def bytes_of(file: Path) -> bytes:
    """Everything in a file that may be a definition.

    Raises
    ------
    CpsurveyError
        CPS902 and others of the system, CPS701 far too large for a definition.
    """
    try:
        about = file.stat()
        if not stat.S_ISREG(about.st_mode):
            raise CpsurveyError(
                "CPS902", "this is no ordinary file", where=str(file), fix="name a file"
            )
        if about.st_size > LARGEST:
            with file.open("rb") as start:
                name, _ = _best(start.read(HEAD), file.name, answers=True)
            most = _LARGEST_WITH_ANSWERS if formats.get(name).holds_answers else LARGEST
            if about.st_size > most:
                raise refused(
                    f"the file has {about.st_size / 1e6:.0f} MB; a definition has "
                    f"{most / 1e6:.0f} at most",
                    file.name,
                    "look whether it is the right file: answers go to 'cpsurvey ingest'",
                )
        return file.read_bytes()
    except OSError as error:
        raise coded(error, where=str(file)) or error from None


def read_form(data: bytes, where: str, *, named: str | None = None) -> Form:
    """What a file defines, read as `named` or by what it resembles most.

    Raises
    ------
    CpsurveyError
        CPS701 damaged or hostile, CPS702 no definition, CPS904 no such format.
    """
    if named:
        return formats.get(named).read(data, where)
    name, score = _best(data, where, answers=True)
    if score < _SURE:
        known = "; ".join(one.title for _, one in formats.items())
        raise CpsurveyError(
            "CPS702",
            "this is no definition of a questionnaire that cpsurvey reads"
            if data.strip()
            else "the file is empty",
            where=where,
            fix="if it holds answers: 'cpsurvey init DIR --from FILE' starts a study from it. "
            f"Known definitions: {known}; '--format' names one when none is recognised",
        )
    return formats.get(name).read(data, where)


def _best(data: bytes, where: str, *, answers: bool) -> tuple[str, float]:
    suffix = PurePath(where).suffix.casefold()
    scored = [
        (one.recognise(data, suffix), name)
        for name, one in formats.items()
        if answers or not one.holds_answers
    ]
    score, name = max(scored)
    return name, score
