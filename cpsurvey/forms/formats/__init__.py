"""One file per format of definition: bytes become a `Form`.

A format says how sure it is that bytes are its own; nothing is read to say so but the
beginning, the directory of an archive or the names of sheets.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cpsurvey.forms.form import Form
from cpsurvey.registry import Registry


@dataclass(frozen=True, slots=True)
class Format:
    """One format of definition.

    Parameters
    ----------
    title : str
        What a file of it is called in messages ("a structure of LimeSurvey (.lss)").
    recognise : callable
        Bytes and suffix (``".lss"``) -> how sure it is, 0 to 1.
    read : callable
        Bytes and the file's name -> the form, or a `CpsurveyError` with the way out.
    holds_answers : bool
        Files of it hold answers too (.sav): they are ingested, and may be imported.
    """

    title: str
    recognise: Callable[[bytes, str], float]
    read: Callable[[bytes, str], Form]
    holds_answers: bool = False


formats: Registry[Format] = Registry(
    "cpsurvey.forms.formats", "format of definitions", "CPS904"
)
"""Every format, by name; adding a file to the folder adds the format."""
