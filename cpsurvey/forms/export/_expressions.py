"""Conditions in the language of LimeSurvey's expressions."""

from __future__ import annotations

from collections.abc import Mapping

from cpsurvey.design.limesurvey import answer_codes
from cpsurvey.forms.asked import Line
from cpsurvey.forms.conditions import Dialect, UntranslatedError


def dialect(codes: Mapping[str, str], array_of: Mapping[str, str]) -> Dialect:
    """The dialect of a survey.

    Parameters
    ----------
    codes : mapping of str to str
        Variable -> code of its question or line.
    array_of : mapping of str to str
        Variable -> code of the array it is a line of.
    """

    def place(line: Line) -> str:
        code = codes[line.id]
        return f"{array_of[line.id]}_{code}.NAOK" if line.id in array_of else f"{code}.NAOK"

    def as_number(line: Line) -> str:
        if any(said != str(code) for code, said in _codes(line).items() if code in _real(line)):
            raise UntranslatedError
        return place(line)

    def answered(line: Line) -> str:
        missing = sorted(_codes(line).keys() - set(_real(line)))
        aside = [f'{place(line)} != "{_codes(line)[code]}"' for code in missing]
        return " and ".join([f"!is_empty({place(line)})", *aside])

    def is_code(line: Line, code: int) -> str:
        return f'{place(line)} == "{_codes(line)[code]}"'

    return Dialect(as_number, answered, is_code, {})


def _codes(line: Line) -> dict[int, str]:
    return answer_codes(line.options) if line.options else {}


def _real(line: Line) -> tuple[int, ...]:
    return line.options.codes if line.options else ()
