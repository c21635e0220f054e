"""The template and the logo a study's documents are dressed in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cpsurvey.design import Study
    from cpsurvey.report.dress import Dress


def dress(study: Study, template: Path | None = None) -> Dress:
    """What the study asks for; `template` takes the place of its own.

    Raises
    ------
    CpsurveyError
        CPS520 no such file, CPS521 a template that is refused, CPS522 a logo that is.
    """
    from cpsurvey.report.dress import read

    asked = study.file.report
    own = study.folder / asked.template if asked.template else None
    return read(template or own, study.folder / asked.logo if asked.logo else None)
