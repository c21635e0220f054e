"""Labels of an Stata file (.dta): a codebook beside the answers."""

from __future__ import annotations

from cpsurvey.forms.form import Form
from cpsurvey.forms.formats import Format, formats
from cpsurvey.forms.formats._labels import form_of, metadata


def recognise(data: bytes, suffix: str) -> float:
    """Look for the mark of new files, or the version of old ones."""
    return (
        0.95
        if data.startswith(b"<stata_dta>")
        or (suffix == ".dta" and 0x69 <= (data[:1] or b"\\0")[0] <= 0x73)
        else 0.0
    )


def read(data: bytes, where: str) -> Form:
    """Make a question of every variable.

    Raises
    ------
    CpsurveyError
        CPS701 it cannot be read.
    """
    return form_of(metadata(data, ".dta", where), "stata", where)


formats("stata")(
    Format("the labels of a Stata file (.dta)", recognise, read, holds_answers=True)
)
