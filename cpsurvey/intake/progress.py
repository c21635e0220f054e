"""How far every answer got, on which day, and whether it is one at all.

A column of the platform counts as evidence: a date of submission, ``Finished``,
``Progress``, a ``Status``. Previews, tests and spam are set aside as what they are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from itertools import repeat

from cpsurvey.coded import Coded
from cpsurvey.design.study import Order
from cpsurvey.errors.finding import Finding
from cpsurvey.intake import dates
from cpsurvey.intake.converted import Cells
from cpsurvey.intake.words import words
from cpsurvey.responses import COMPLETE, PARTIAL, UNKNOWN


def _listed(text: str) -> frozenset[str]:
    return frozenset(text.split(", "))


_YES = _listed(
    "1, 1.0, true, yes, finished, complete, completed, submitted, "
    "vrai, oui, terminé, complet, soumis"
)
_NO = _listed(
    "0, 0.0, false, no, unfinished, incomplete, partial, partially complete, in progress, "
    "started, abandoned, disqualified, "
    "faux, non, partiel, incomplet, en cours, non terminé, abandonné, commencé"
)
_REAL = _listed(
    "ip address, adresse ip, imported, importé, offline, hors ligne, normal, "
    "ip-adresse, dirección ip, indirizzo ip, endereço ip, ip-adres"
)
_ASIDE = (
    (
        "preview",
        re.compile(r"preview|aperçu|pr[ée]-?visuali|vorschau|vista previa|anteprima|voorbeeld"),
    ),
    ("test", re.compile(r"\btests?\b")),
    ("spam", re.compile(r"\bspam\b|indésirable|pourriel")),
)
_SHAPES = {"dmy": "day/month/year", "mdy": "month/day/year", "ymd": "year/month/day"}
_DATES = ("submitted", "ended", "recorded", "last_action", "started")
_OF_SUBMISSION = ("submitted", "ended", "recorded")


Submitted = bool | None
"""Whether an answer was; None where nothing says so."""


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
        Row, from 1 -> ``preview``, ``test`` or ``spam``.
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
) -> Progress:
    """Progress of `n` rows from the platform's own columns, by role.

    Parameters
    ----------
    known : mapping of int to str, optional
        Rows that the reader has set aside already, and why.
    """
    declared, proof = order, dates.prove(columns[role] for role in _DATES if role in columns)
    order = declared or proof.order
    dated = {role: columns[role] for role in _DATES if role in columns}
    found = {
        role: column.map(lambda cell: dates.read(cell, order).without_time())
        for role, column in dated.items()
    }
    aside, said = _status(columns, n)
    evidence = [said]
    if "submitted" in found:
        evidence.append(found["submitted"].map(lambda one: one.happened))
    if "finished" in columns:
        evidence.append(columns["finished"].map(_finished))
    if "progress" in columns:
        evidence.append(columns["progress"].map(_through))
    states = reduce(lambda one, other: one.then(other, _both), evidence).map(_state)
    return Progress(
        states=states,
        days=_day(found, n),
        moment=lambda at: _moment([column[at] for column in dated.values()], order),
        stamps=lambda: _stamps(dated.values(), n, order),
        aside=aside,
        undeclared=any(not one.ordered for role in found for one in found[role].counts()),
        findings=(
            *_unread(found, proof, where),
            *_declared_otherwise(declared, proof, where),
            *_without_evidence(states, {**aside, **(known or {})}, where),
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


def _finished(cell: str | None) -> bool | None:
    word = words(cell or "")
    return True if word in _YES else False if word in _NO else None


def _through(cell: str | None) -> bool | None:
    """Whether a progress in per cent has reached its end."""
    text = words(cell or "").removesuffix("%").strip().replace(",", ".")
    if not re.fullmatch(r"\d{1,3}(\.\d+)?", text):
        return None
    return float(text) >= 100


def _status(columns: Mapping[str, Cells], n: int) -> tuple[dict[int, str], Coded[bool | None]]:
    """Rows that are no answers, and whether the others are complete, as `Status` says.

    ``Status`` may be anything, and then it says nothing.
    """
    nothing: Coded[str | None] = Coded.full(None, n)
    cells = columns.get("status", nothing).map(lambda cell: words(cell or ""))
    kinds = cells.map(_kind)
    said = sum(count for word, count in cells.counts().items() if word)
    known = sum(count for kind, count in kinds.counts().items() if kind)
    if known * 2 < said:
        return {}, nothing.map(lambda _: None)
    aside = {
        row: kinds[row - 1] for row in kinds.rows(("preview", "test", "spam").__contains__)
    }
    done = {"complete": True, "partial": False}
    return aside, kinds.map(done.get)


def _kind(word: str) -> str:
    """What a status means; empty when it is no status, as a number is none."""
    if word[:1].isdigit():
        return ""
    for kind, pattern in _ASIDE:
        if pattern.search(word):
            return kind
    if word in _YES or word in _NO:
        return "complete" if word in _YES else "partial"
    return "real" if word in _REAL else ""


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


def _without_evidence(
    states: Coded[int], aside: Mapping[int, str], where: str
) -> list[Finding]:
    unknown = states.counts().get(UNKNOWN, 0)
    unknown -= sum(1 for row in aside if states[row - 1] == UNKNOWN)
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
