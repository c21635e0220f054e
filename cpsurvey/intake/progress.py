"""How far every answer got, on which day, and whether it is one at all.

A column of the platform counts as evidence: a date of submission, ``Finished``,
``Progress``, a ``Status`` (`status.py`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from itertools import repeat

import numpy as np
from numpy.typing import NDArray

from cpsurvey.coded import Coded
from cpsurvey.design.study import Order
from cpsurvey.errors.finding import Finding
from cpsurvey.intake import dates, status
from cpsurvey.intake.converted import Cells
from cpsurvey.intake.status import Submitted
from cpsurvey.intake.words import words
from cpsurvey.responses import COMPLETE, PARTIAL, UNKNOWN

_SHAPES = {"dmy": "day/month/year", "mdy": "month/day/year", "ymd": "year/month/day"}
_DATES = ("submitted", "ended", "recorded", "last_action", "started")
_OF_SUBMISSION = ("submitted", "ended", "recorded")


@dataclass(frozen=True, slots=True)
class Progress:
    """What the platform's columns say about every row, in file order.

    Parameters
    ----------
    states : Coded
        COMPLETE, UNKNOWN or PARTIAL.
    days : Coded
        Day of submission, empty when unknown. Exact times identify people: they are
        compared within the file and never stored.
    moment : callable
        Place of a row, from 0 -> its sortable time, empty when unknown.
    stamps : callable
        Everything the file says about the times of each row, to know a row without an
        identifier again.
    aside : mapping of int to str
        Row, from 1 -> ``preview``, ``test``, ``spam``, ``not_approved`` or ``deleted``.
    undeclared : bool
        Whether dates are there whose order nobody declared and no cell proves.
    seen : tuple of str
        What the order of the dates rests on.
    """

    states: Coded[int]
    days: Coded[str]
    moment: Callable[[int], str]
    stamps: Callable[[], Iterator[str]]
    aside: Mapping[int, str]
    undeclared: bool
    findings: tuple[Finding, ...]
    seen: tuple[str, ...] = ()


def read(
    columns: Mapping[str, Cells],
    n: int,
    order: Order,
    where: str,
    known: Mapping[int, str] | None = None,
    places: status.Places = status.everywhere,
) -> Progress:
    """Progress of `n` rows from the platform's own columns, by role.

    Parameters
    ----------
    known : mapping of int to str, optional
        Rows that the reader has set aside already, and why.
    places : callable
        Rows, from 1 -> how a message calls them.
    """
    declared, proof = order, dates.prove(columns[role] for role in _DATES if role in columns)
    order = declared or proof.order
    dated = {role: columns[role] for role in _DATES if role in columns}
    found = {
        role: column.map(lambda cell: dates.day(cell, order)) for role, column in dated.items()
    }
    told = status.read(columns, n, where, places)
    nothing: Coded[Submitted] = Coded.full(None, n)
    evidence = [nothing, *told.said]
    if "submitted" in found:
        evidence.append(found["submitted"].map(lambda one: one.happened))
    states = reduce(lambda one, other: one.then(other, _both), evidence).map(_state)
    unsaid = _without_evidence(states, {**told.aside, **(known or {})}, told.strange, where)
    if told.strange.any():
        states = states.where(told.strange & (_codes(states) == COMPLETE), UNKNOWN)
    return Progress(
        states=states,
        days=_day(found, n),
        moment=lambda at: _moment([column[at] for column in dated.values()], order),
        stamps=lambda: _stamps(dated.values(), n, order),
        aside=told.aside,
        undeclared=any(not one.ordered for role in found for one in found[role].counts()),
        findings=(
            *_unread(found, proof, where),
            *_declared_otherwise(declared, proof, where),
            *told.findings,
            *unsaid,
        ),
        seen=() if declared or not proof.order else (_proven(proof),),
    )


def _proven(proof: dates.Proof) -> str:
    by = f"row {proof.row} is a day in no other order" if proof.row else "no other fits all"
    return f"dates are {_SHAPES[str(proof.order)]}: {by}"


def _declared_otherwise(declared: Order, proof: dates.Proof, where: str) -> list[Finding]:
    """Say that the cells can only be of another order than the source declares."""
    if not declared or proof.order in (None, declared):
        return []
    return [
        Finding(
            "date_order_contradicted",
            "warning",
            where,
            f"'dates: {declared}' is declared, and all dates are days as "
            f"{_SHAPES[str(proof.order)]} only",
            f"declare 'dates: {proof.order}', or take the line out: it is found",
        )
    ]


def _both(one: Submitted, other: Submitted) -> Submitted:
    """What two columns say together: one that denies it goes first."""
    if one is False or other is False:
        return False
    return one or other


def _state(said: Submitted) -> int:
    return UNKNOWN if said is None else COMPLETE if said else PARTIAL


def _day(found: Mapping[str, Coded[dates.When]], n: int) -> Coded[str]:
    """First of several days of submission that a row has."""
    first: Coded[str] = Coded.full("", n)
    for role in _OF_SUBMISSION:
        if role in found and "" in first.counts():
            days = found[role].map(lambda one: one.day)
            alone = len(first.kinds) == 1
            first = days if alone else first.then(days, lambda one, other: one or other)
    return first


def _moment(cells: Iterable[str | None], order: Order) -> str:
    """First of several times that a row has."""
    return next((one for cell in cells if (one := dates.read(cell, order).moment)), "")


def _stamps(columns: Iterable[Cells], n: int, order: Order) -> Iterator[str]:
    """Times of each row, as far as they can be read, else their words."""
    each = [
        column.map(lambda cell: dates.read(cell, order).moment or words(cell or ""))
        for column in columns
    ]
    return map("|".join, zip(*each, strict=True)) if each else repeat("", n)


def _unread(
    found: Mapping[str, Coded[dates.When]], proof: dates.Proof, where: str
) -> list[Finding]:
    dated = Counter[dates.When]()
    for role in ("submitted", "ended", "recorded"):
        if role in found:
            dated.update(found[role].counts())
    findings = []
    if unordered := sum(count for one, count in dated.items() if not one.ordered):
        findings.append(
            Finding(
                "date_order",
                "warning",
                where,
                "dates do not say which number is the day and which the month"
                + (", some can only be the one and some the other" if proof.both else "")
                + ": these answers have no day",
                "declare it in the source: 'dates: dmy' for 31/12/2026, 'dates: mdy' for "
                "12/31/2026",
                count=unordered,
            )
        )
    if strange := sum(count for one, count in dated.items() if one.happened is None):
        findings.append(
            Finding(
                "not_a_date",
                "warning",
                where,
                "a cell of a date column is no date: the answer is kept, its day is unknown",
                "check the column in the export, and 'dates:' of the source",
                count=strange,
            )
        )
    return findings


def _codes(states: Coded[int]) -> NDArray[np.int64]:
    return np.array(states.kinds, dtype=np.int64)[states.at]


def _without_evidence(
    states: Coded[int], aside: Mapping[int, str], strange: status.Mask, where: str
) -> list[Finding]:
    unsaid = (_codes(states) == UNKNOWN) & ~strange
    unsaid[np.fromiter(aside, np.int64, len(aside)) - 1] = False
    unknown = int(unsaid.sum())
    if not unknown:
        return []
    return [
        Finding(
            "completeness_unknown",
            "warning",
            where,
            "nothing in the file says which answers were submitted: they count as unknown, "
            "after complete answers and before partial ones of the same person",
            "export the date of submission, or the platform's status columns, if it has them",
            count=unknown,
        )
    ]
