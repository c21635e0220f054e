"""What every part of a questionnaire or study file shares."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints

ID_PATTERN = r"^[A-Za-z][A-Za-z0-9_]{0,31}$"
FILE_ID_PATTERN = r"^[a-z0-9][a-z0-9_-]{0,63}$"
WINDOWS_DEVICES = re.compile(r"^(con|prn|aux|nul|com[0-9]|lpt[0-9])$")

Id = Annotated[str, StringConstraints(pattern=ID_PATTERN)]
"""Name of a variable; also a column name in SPSS, Stata and the models."""

FileId = Annotated[str, StringConstraints(pattern=FILE_ID_PATTERN)]
"""Name that becomes a file or folder."""

Text = dict[str, str]
"""Language code -> text."""


def _text(value: object) -> object:
    return {"en": value} if isinstance(value, str) else value


LooseText = Annotated[Text, BeforeValidator(_text)]
"""Text per language; one plain string stands for English."""


class Part(BaseModel):
    """A frozen part of a file; unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=False)
