"""A study folder appears whole or not at all."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from cpsurvey import system
from cpsurvey.errors import CpsurveyError
from cpsurvey.errors.foreign import coded
from cpsurvey.forms.ids import unaccented

STUDY, QUESTIONNAIRE, DATA = "study.yaml", "questionnaire.yaml", "data"
NOTICE = "notice.md"
"""What people are told; one that is there already stays."""


def study_id(name: str) -> str:
    """The id of a study in a folder of that name."""
    return re.sub(r"[^a-z0-9_-]+", "-", unaccented(name)).strip("-_")[:64] or "study"


def check_free(folder: Path) -> None:
    """Refuse a folder that holds a study or one of the files to write.

    Raises
    ------
    CpsurveyError
        CPS013 it holds a study, CPS903 it holds one of the files, CPS602 it is none.
    """
    if (folder / STUDY).exists():
        raise CpsurveyError(
            "CPS013",
            "this folder already holds a study",
            where=str(folder / STUDY),
            fix="name another folder",
        )
    _refuse_there(folder / QUESTIONNAIRE)
    if folder.exists() and not folder.is_dir():
        raise CpsurveyError(
            "CPS602",
            "this is a file, not a folder",
            where=str(folder),
            fix="name a folder that does not exist yet",
        )


def write(
    folder: Path,
    texts: Mapping[str, str],
    answers: Path | None,
    name: str = "",
    *,
    check: Callable[[Path], object] | None,
) -> None:
    """Write a study: its texts, a folder for data, and in it a copy of the answers.

    The copy is called `name` and is for its owner alone. All of it is made beside the folder,
    checked, and moved.

    Raises
    ------
    CpsurveyError
        CPS602 and others where the system refuses.
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(
            prefix=f".{folder.name[:60]}-", dir=folder.parent
        ) as beside:
            made = Path(beside) / "study"
            _fill(made, texts, answers, name)
            if check is not None:
                check(made)
            if folder.exists():
                _move_into(made, folder)
            else:
                made.rename(folder)
    except OSError as error:
        raise coded(error, where=str(folder)) or error from None


def _fill(made: Path, texts: Mapping[str, str], answers: Path | None, name: str) -> None:
    made.mkdir()
    for file, text in texts.items():
        (made / file).write_text(text, encoding="utf-8", newline="\n")
    data = made / DATA
    data.mkdir()
    if answers is not None:
        data.chmod(0o700)
        copy = system.private(data / name)
        with answers.open("rb") as there, os.fdopen(copy, "wb") as here:
            shutil.copyfileobj(there, here, 1 << 20)


def _refuse_there(file: Path) -> None:
    if file.exists():
        raise CpsurveyError(
            "CPS903", "this file exists already", where=str(file), fix="name another folder"
        )


def _move_into(made: Path, folder: Path) -> None:
    """Into a folder that is there: the data first, the study file last."""
    moved: list[Path] = []
    try:
        data = folder / DATA
        if not data.exists():
            (made / DATA).rename(data)
            moved.append(data)
        else:
            for one in (made / DATA).iterdir():
                _refuse_there(data / one.name)
                one.rename(data / one.name)
                moved.append(data / one.name)
        for name in (NOTICE, QUESTIONNAIRE, STUDY):
            kept = name == NOTICE and (folder / name).exists()
            if (made / name).exists() and not kept:
                (made / name).rename(folder / name)
                moved.append(folder / name)
    except BaseException:
        for one in reversed(moved):
            shutil.rmtree(one) if one.is_dir() else one.unlink(missing_ok=True)
        raise
