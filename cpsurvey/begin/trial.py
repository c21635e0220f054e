"""A draft is tried on the file it was made of; what cannot be read is left out, and said.

Reading is the import's own. A refusal that concerns some columns costs these columns; one that
concerns the file is handed on.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from cpsurvey.design import load_questionnaire
from cpsurvey.design.load import Instrument
from cpsurvey.design.questionnaire import Questionnaire
from cpsurvey.design.study import SourceSpec
from cpsurvey.errors import CpsurveyError
from cpsurvey.intake import convert, value_labels
from cpsurvey.intake.match import Matched, match
from cpsurvey.intake.read import Opened, Through, read_opened
from cpsurvey.responses import Batch, numbers

OF_COLUMNS = ("CPS107", "CPS113", "CPS114", "CPS115", "CPS125")
"""Refusals that concern some columns."""
OF_PEOPLE = ("CPS130", "CPS131", "CPS132", "CPS134")
"""Refusals that concern who answered."""
ORDER_OF_DATES = "CPS141"
TWO_COLUMNS = "CPS106"
_SET_ASIDE = 0.3
"""Share of the cells of a column, above which it is not what it was taken for."""
_PEOPLE = 2_000
"""Rows that correlations are taken from."""


@dataclass(frozen=True, slots=True)
class Tried:
    """What a draft makes of its file.

    Parameters
    ----------
    batch : Batch or None
        The answers; None where it was refused.
    error : CpsurveyError or None
        Why it was.
    unread : mapping of int to str
        Place of a column that could not be read as it was taken -> why.
    """

    instrument: Instrument
    batch: Batch | None = None
    error: CpsurveyError | None = None
    unread: Mapping[int, str] = field(default_factory=dict)


def try_draft(text: str, file: Opened, spec: SourceSpec) -> Tried:
    """Read a file through the text of a questionnaire."""
    with tempfile.TemporaryDirectory(prefix="cpsurvey-") as folder:
        place = Path(folder) / "draft.yaml"
        place.write_text(text, encoding="utf-8", newline="\n")
        instrument = load_questionnaire(str(place))
    return try_instrument(instrument, file, spec)


def try_instrument(instrument: Instrument, file: Opened, spec: SourceSpec) -> Tried:
    """Read a file through a questionnaire."""
    questionnaire = instrument.questionnaire
    try:
        batch = read_opened(file, Through(questionnaire, spec, instrument.sha256))
    except CpsurveyError as error:
        unread = _unread(file, questionnaire, spec) if error.code in OF_COLUMNS else {}
        return Tried(instrument, None, error, unread)
    return Tried(instrument, batch, None, _misread(batch, file, questionnaire, spec))


def _unread(file: Opened, questionnaire: Questionnaire, spec: SourceSpec) -> dict[int, str]:
    """Columns whose own reading is refused, each list of answers and each number by itself."""
    matched, _ = match(file.export, questionnaire, spec, file.name)
    sets: dict[str, list[str]] = {}
    for variable in matched.columns:
        sets.setdefault(_together(variable, questionnaire), []).append(variable)
    found: dict[int, str] = {}
    for variables in sets.values():
        columns = {name: matched.columns[name] for name in variables}
        part = replace(matched, columns=columns)
        if why := _refused(part, file, questionnaire, spec):
            found |= {column.index: why for column in columns.values()}
    return found


def _together(variable: str, questionnaire: Questionnaire) -> str:
    """What is read together with a variable: its list of answers, its question."""
    if choice := questionnaire.ticks.get(variable):
        return choice.question.id
    if questionnaire.options_of(variable) is not None:
        return f"answers {questionnaire.option_set_name(variable)}"
    return variable


def _refused(
    part: Matched, file: Opened, questionnaire: Questionnaire, spec: SourceSpec
) -> str:
    try:
        export, _ = value_labels.read(file.export, part, questionnaire, spec, file.name)
        convert.whole_file(export, part, questionnaire, spec, file.name)
    except CpsurveyError as error:
        return f"could not be read ('cpsurvey explain {error.code}' says why)"
    return ""


def _misread(
    batch: Batch, file: Opened, questionnaire: Questionnaire, spec: SourceSpec
) -> dict[int, str]:
    """Columns many of whose cells were set aside."""
    often: dict[str, int] = {}
    for one in batch.rejected:
        if one.column is not None:
            often[one.column] = often.get(one.column, 0) + 1
    many = {name for name, count in often.items() if count > _SET_ASIDE * batch.info.rows}
    if not many:
        return {}
    matched, _ = match(file.export, questionnaire, spec, file.name)
    return {
        matched.columns[name].index: f"{often[name]} of {batch.info.rows} cells did not fit"
        for name in many
        if name in matched.columns
    }


def answers(batch: Batch) -> dict[str, NDArray[np.float64]]:
    """Variable -> its codes, NaN where there is none, of everybody or of every so many."""
    step = max(1, len(batch.heads) // _PEOPLE)
    return {
        name: numbers(column.kinds)[column.at][::step] for name, column in batch.columns.items()
    }
