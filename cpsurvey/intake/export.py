"""What a reader makes of a table: columns with the names they go by."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

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
    """

    index: int
    heading: str
    codes: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()


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
    """

    table: Table
    columns: tuple[Column, ...]
    variant: str
    leads: Mapping[str, int] = field(default_factory=dict)
    timers: tuple[Timer, ...] = ()
    orders: tuple[Column, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """How much a table looks like one platform's, and what was seen."""

    score: float
    seen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reader:
    """One platform."""

    recognise: Callable[[Table], Evidence]
    read: Callable[[Table], Export]


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
