"""Labels of an SPSS file (.sav): a codebook beside the answers."""

from __future__ import annotations

from cpsurvey.forms.form import Form
from cpsurvey.forms.formats import Format, formats
from cpsurvey.forms.formats._labels import form_of, metadata


def recognise(data: bytes, _suffix: str) -> float:
    """Look for the mark SPSS writes first."""
    return 0.95 if data.startswith((b"$FL2", b"$FL3")) else 0.0


def read(data: bytes, where: str) -> Form:
    """Make a question of every variable.

    Raises
    ------
    CpsurveyError
        CPS701 it cannot be read.
    """
    return form_of(metadata(data, ".sav", where), "spss", where)


formats("spss")(
    Format("the labels of an SPSS file (.sav)", recognise, read, holds_answers=True)
)
