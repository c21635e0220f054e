"""Every error code, from the catalogue behind ``cpsurvey explain CODE``."""

from __future__ import annotations

import importlib
import pkgutil

from cpsurvey.described.markdown import MADE, anchor, cell, page
from cpsurvey.errors import codes
from cpsurvey.errors.code import Code, Exit

HEAD = f"""# Error codes

Every message says what is wrong, where, and what to do next; its code never changes its
meaning. `cpsurvey explain CPS601` says the same in a terminal, `--language fr` in French.

{MADE}
"""
STATUS = {
    Exit.DONE: "done, or nothing to do",
    Exit.BUG: "a bug",
    Exit.USAGE: "wrong use of the command",
    Exit.DATA_REJECTED: "data rejected",
    Exit.NO_INPUT: "no input",
    Exit.SERVER_AWAY: "a server does not answer",
    Exit.NOT_CONVERGED: "a model did not converge, is inadmissible or could not be fitted",
    Exit.CANNOT_WRITE: "cannot write",
    Exit.LOCKED: "another run holds the lock",
    Exit.FORBIDDEN: "permission or privacy gate",
    Exit.INVALID_STUDY: "study or questionnaire file invalid",
    Exit.INTERRUPTED: "interrupted",
}


def markdown() -> str:
    """The page: a section per room, in the order of codes."""
    rooms = [
        importlib.import_module(f"{codes.__name__}.{one.name}")
        for one in pkgutil.iter_modules(codes.__path__)
    ]
    sections = [
        page(f"## {_title(room.__doc__)}", *(_code(*one) for one in sorted(room.CODES.items())))
        for room in sorted(rooms, key=lambda room: min(room.CODES))
    ]
    return page(HEAD, *sections)


def _title(text: str | None) -> str:
    """`Codes CPS13x: who answered.` without its full stop."""
    return (text or "").strip().splitlines()[0].rstrip(".")


def _code(name: str, one: Code) -> str:
    status = f"Exit status {int(one.exit)}: {STATUS[one.exit]}."
    title = f"{anchor(name.lower())}**{name} {cell(one.title)}.**"
    return f"{title} {cell(one.explanation)} *{status}*"
