"""A definition given with the answers, or lying beside them, is preferred to guessing."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from cpsurvey.forms.form import Form
from cpsurvey.forms.opened import LARGEST
from cpsurvey.forms.read import bytes_of, definition_of, read_form
from cpsurvey.intake.file import File

_ENDINGS = (".qsf", ".lss", ".lsg", ".txt", ".tsv", ".xlsx", ".xls", ".csv")
_LOOKED_AT = 40
"""Files beside the answers that are looked at."""


def form_of(file: Path) -> Form:
    """What a definition asks.

    Raises
    ------
    CpsurveyError
        CPS701, CPS702 and those of the system.
    """
    return read_form(bytes_of(file), file.name)


def is_definition(file: Path) -> bool:
    """Whether a file asks questions and holds no answers; one is never large."""
    opened = File.at(file)
    data = opened.data() if opened.size <= LARGEST else opened.start
    return definition_of(data, file.name) is not None


def beside(answers: Path) -> list[Path]:
    """Definitions in the folder of the answers, of those that this account may read."""
    found: list[Path] = []
    try:
        there = sorted(answers.parent.iterdir())[: _LOOKED_AT * 10]
    except OSError:
        return found
    for file in there:
        if file.suffix.casefold() not in _ENDINGS or file.name.startswith("."):
            continue
        with suppress(OSError):  # nobody named it: it is no reason to end
            if file == answers or not file.is_file() or file.stat().st_size > LARGEST:
                continue
            if definition_of(file.read_bytes(), file.name):
                found.append(file)
        if len(found) == _LOOKED_AT:
            break
    return found
