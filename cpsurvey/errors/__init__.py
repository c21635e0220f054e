"""What a user can get wrong: one exception, stable codes, exit statuses.

A ``CpsurveyError`` says what is wrong, where, and what to do next. Its code is stable,
is documented by ``cpsurvey explain CODE`` and decides the exit status of the process.
Anything else that is raised is our bug and keeps its traceback.

Messages never contain an answer or the name of a person.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from cpsurvey.errors.code import Code, Exit

__all__ = ["Code", "CpsurveyError", "Exit", "catalogue", "did_you_mean", "nearest"]


_CATALOGUE: dict[str, Code] = {}


def catalogue() -> dict[str, Code]:
    """All codes with their texts, in code order."""
    if not _CATALOGUE:
        from cpsurvey.errors import codes

        _CATALOGUE.update(codes.collect())
    return _CATALOGUE


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """Return the choice a misspelt word most likely meant, or None."""
    options = list(choices)
    lowered = {option.casefold(): option for option in reversed(options)}
    found = difflib.get_close_matches(word.casefold(), list(lowered), n=1, cutoff=0.6)
    return lowered[found[0]] if found else None


def did_you_mean(word: str, choices: Iterable[str], *, limit: int = 12) -> str:
    """Next action for an unknown word: the nearest choice, then what is known."""
    options = list(choices)
    guess = nearest(word, options)
    shown = ", ".join(options[:limit]) + (", ..." if len(options) > limit else "")
    known = f"known: {shown}" if options else "nothing is defined there"
    return f"did you mean '{guess}'? {known}" if guess else known


class CpsurveyError(Exception):
    """A user's mistake: code, what, where, and the next action.

    Parameters
    ----------
    code : str
        Stable code, a key of the catalogue (``"CPS106"``).
    message : str
        What is wrong, in one sentence without final stop.
    where : str, optional
        File and line, column, or row.
    fix : str, optional
        The next action.
    """

    def __init__(
        self,
        code: str,
        message: str,
        *,
        where: str | None = None,
        fix: str | None = None,
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.where = where
        self.fix = fix

    @property
    def exit_status(self) -> Exit:
        """Exit status of a process that ends with this error."""
        return catalogue()[self.code].exit

    def __str__(self) -> str:
        lines = [self.message]
        if self.where:
            lines.append(f"  at:  {self.where}")
        if self.fix:
            lines.append(f"  fix: {self.fix}")
        return "\n".join(lines)
