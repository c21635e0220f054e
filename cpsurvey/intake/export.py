"""What a reader makes of a table: columns with the names they go by."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from cpsurvey.coded import Coded
from cpsurvey.errors.finding import Finding
from cpsurvey.intake.sheet import Sheet
from cpsurvey.intake.table import Table
from cpsurvey.intake.words import words
from cpsurvey.registry import Registry


@dataclass(frozen=True, slots=True)
class Column:
    """One column of an export.

    Parameters
    ----------
    index : int
        Place in the table, from 0.
    heading : str
        Heading as it stands.
    codes : tuple of str
        Codes it goes by, most certain first.
    texts : tuple of str
        Question texts it goes by, most certain first.
    of, part : tuple of str
        Where it is one choice or row of a question in several columns: codes and texts the
        question goes by, and those of the choice or row.
    """

    index: int
    heading: str
    codes: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    part: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Timer:
    """A column of seconds.

    Parameters
    ----------
    column : Column
        Its codes are what the platform calls the page or the question that was timed.
    of : str
        ``"page"``, ``"question"``, or ``"form"`` for the whole.
    """

    column: Column
    of: Literal["page", "question", "form"]


@dataclass(frozen=True, slots=True)
class Export:
    """A table as one platform writes it.

    Parameters
    ----------
    leads : mapping of str to int
        ``id``, ``token``, ``submitted``, ``ended``, ``recorded``, ``started``, ``status``,
        ``finished``, ``progress``, ``language``, ``seed`` -> place of the platform's column.
    columns : tuple of Column
        What may be a variable of the questionnaire: everything else, and those of `leads`
        that the reader knows by their heading alone.
    variant : str
        Heading style.
    timers : tuple of Timer
        Columns of seconds, in the order of the form.
    orders : tuple of Column
        Columns that tell in which order items were shown.
    made : mapping of str to Coded
        Role, as in `leads` -> cells the reader made, where the platform says the same in
        another way (``finished`` of a form's status).
    aside : mapping of int to str
        Row, from 1 -> why it is no answer, where the platform says so in a way of its own.
    marks : mapping of str to int
        What the platform writes in the place of an answer (``-99``), in the normal form of
        words -> reason; a declared answer of that name goes first.
    cut : str
        What stands where the platform cut a heading's text short (``".."``).
    advice : str
        What to export instead, where the headings say little.
    findings : tuple of Finding
        What else the platform says of its answers.
    """

    table: Table
    columns: tuple[Column, ...]
    variant: str
    leads: Mapping[str, int] = field(default_factory=dict)
    timers: tuple[Timer, ...] = ()
    orders: tuple[Column, ...] = ()
    made: Mapping[str, Coded[str | None]] = field(default_factory=dict)
    aside: Mapping[int, str] = field(default_factory=dict)
    marks: Mapping[str, int] = field(default_factory=dict)
    cut: str = ""
    advice: str = ""
    findings: tuple[Finding, ...] = ()

    def without(self, places: Collection[int]) -> Export:
        """The export without these of the platform's own columns, and what was made of them."""
        leads = {role: at for role, at in self.leads.items() if at not in places}
        gone = self.leads.keys() - leads.keys()
        made = {role: cells for role, cells in self.made.items() if role not in gone}
        return replace(self, leads=leads, made=made)


@dataclass(frozen=True, slots=True)
class Evidence:
    """How much a table looks like one platform's, and what was seen.

    Parameters
    ----------
    score : float
        0.9 or more for what no other platform writes, 0.6 for several of its own columns, 0.4
        for a few, less where anybody may have written it.
    seen : tuple of str
        In words for the user; headings, never an answer.
    """

    score: float
    seen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reader:
    """One platform."""

    recognise: Callable[[Sheet], Evidence]
    read: Callable[[Sheet, str], Export]


def first_places(
    names_of: Iterable[Iterable[str]], roles: Mapping[str, Iterable[str]]
) -> dict[str, int]:
    """Role -> place of the first column that goes by one of the role's names.

    `names_of` is what each column may go by, in the normal form of words, likeliest first.
    """
    named = {words(name): role for role, names in roles.items() for name in names}
    found: dict[str, int] = {}
    for index, names in enumerate(names_of):
        role = next(filter(None, map(named.get, names)), None)
        if role:
            found.setdefault(role, index)
    return found


readers: Registry[Reader] = Registry("cpsurvey.intake.readers", "reader", "CPS109")
"""Every platform, by name; adding a file to the folder adds the platform."""
