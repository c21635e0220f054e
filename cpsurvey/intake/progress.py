"""How far every answer got, on which day, and whether it is one at all.

A column of the platform counts as evidence: a date of submission, ``Finished``,
``Progress``, a ``Status``. Previews, tests and spam are set aside as what they are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cpsurvey.design.study import Order
from cpsurvey.errors.finding import Finding
from cpsurvey.intake import dates
from cpsurvey.intake.convert import Cells
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
_REAL = _listed("ip address, adresse ip, imported, importé, offline, hors ligne, normal")
_ASIDE = (
    ("preview", re.compile(r"preview|aperçu|prévisualisation")),
    ("test", re.compile(r"\btests?\b")),
    ("spam", re.compile(r"\bspam\b|indésirable|pourriel")),
)
_BITS = (("preview", 1), ("test", 2), ("spam", 8))  # Qualtrics' codes are sums of these
_LARGEST_STATUS = 63
_COMPANIONS = ("finished", "progress", "ended", "recorded", "started", "id")
_DATES = ("submitted", "ended", "recorded", "last_action", "started")
_OF_SUBMISSION = ("submitted", "ended", "recorded")


@dataclass(frozen=True, slots=True)
class Progress:
    """What the platform's columns say about every row, in file order.

    Parameters
    ----------
    states : list of int
        COMPLETE, UNKNOWN or PARTIAL.
    days : list of str
        Day of submission, empty when unknown. Exact times identify people: they are
        compared within the file and never stored.
    moments : list of str
        Sortable times, empty when unknown.
    stamps : list of str
        Everything the file says about times, to know a row without an identifier again.
    aside : mapping of int to str
        Row, from 1 -> ``preview``, ``test`` or ``spam``.
    undeclared : bool
        Whether dates are there whose order nobody declared.
    """

    states: list[int]
    days: list[str]
    moments: list[str]
    stamps: list[str]
    aside: Mapping[int, str]
    undeclared: bool
    findings: tuple[Finding, ...]


def read(columns: Mapping[str, Cells], n: int, order: Order, where: str) -> Progress:
    """Progress of `n` rows from the platform's own columns, by role."""
    found = {
        role: [dates.read(cell, order) for cell in columns[role]]
        for role in _DATES
        if role in columns
    }
    aside, said = _status(columns, n)
    evidence = [
        said,
        *([[one.happened for one in found["submitted"]]] if "submitted" in found else []),
        *([[_finished(cell) for cell in columns["finished"]]] if "finished" in columns else []),
        *([[_through(cell) for cell in columns["progress"]]] if "progress" in columns else []),
    ]
    states = [_state([column[at] for column in evidence]) for at in range(n)]
    return Progress(
        states=states,
        days=_first(found, _OF_SUBMISSION, "day", n),
        moments=_first(found, _DATES, "moment", n),
        stamps=[
            "|".join(_stamp(found, columns, role, at) for role in found) for at in range(n)
        ],
        aside=aside,
        undeclared=any(not one.ordered for role in found for one in found[role]),
        findings=(
            *_unread(found, where),
            *_without_evidence([s for at, s in enumerate(states, 1) if at not in aside], where),
        ),
    )


def _state(said: Sequence[bool | None]) -> int:
    if False in said:
        return PARTIAL
    return COMPLETE if True in said else UNKNOWN


def _finished(cell: str | None) -> bool | None:
    word = words(cell or "")
    return True if word in _YES else False if word in _NO else None


def _through(cell: str | None) -> bool | None:
    """Whether a progress in per cent has reached its end."""
    text = words(cell or "").removesuffix("%").strip().replace(",", ".")
    if not re.fullmatch(r"\d{1,3}(\.\d+)?", text):
        return None
    return float(text) >= 100


def _status(columns: Mapping[str, Cells], n: int) -> tuple[dict[int, str], list[bool | None]]:
    """Rows that are no answers, and whether the others are complete, as `Status` says.

    Numbers are Qualtrics' only beside other columns of Qualtrics: elsewhere ``Status`` may
    be anything, and then it says nothing.
    """
    cells = [words(cell or "") for cell in columns.get("status", [""] * n)]
    coded = any(role in columns for role in _COMPANIONS)
    kinds = {word: _kind(word, coded=coded) for word in set(cells)}
    known = sum(count for word, count in Counter(cells).items() if word and kinds[word])
    if known * 2 < sum(1 for word in cells if word):
        return {}, [None] * n
    aside = {
        row: kind
        for row, word in enumerate(cells, 1)
        if (kind := kinds[word]) in ("preview", "test", "spam")
    }
    done = {"complete": True, "partial": False}
    return aside, [done.get(kinds[word]) for word in cells]


def _kind(word: str, *, coded: bool) -> str:
    """What a status means; empty when it is no status."""
    if re.fullmatch(r"\d{1,2}(\.0)?", word):
        bits = int(float(word))
        if not coded or bits > _LARGEST_STATUS:
            return ""
        return next((kind for kind, bit in _BITS if bits & bit), "real")
    for kind, pattern in _ASIDE:
        if pattern.search(word):
            return kind
    if word in _YES or word in _NO:
        return "complete" if word in _YES else "partial"
    return "real" if word in _REAL else ""


def _first(
    found: Mapping[str, list[dates.When]], roles: Sequence[str], what: str, n: int
) -> list[str]:
    """First of several dates that a row has."""
    there = [found[role] for role in roles if role in found]
    return [
        next((text for column in there if (text := getattr(column[at], what))), "")
        for at in range(n)
    ]


def _stamp(
    found: Mapping[str, list[dates.When]], columns: Mapping[str, Cells], role: str, at: int
) -> str:
    return found[role][at].moment or words(columns[role][at] or "")


def _unread(found: Mapping[str, list[dates.When]], where: str) -> list[Finding]:
    dated = [one for role in ("submitted", "ended", "recorded") for one in found.get(role, [])]
    findings = []
    if unordered := sum(1 for one in dated if not one.ordered):
        findings.append(
            Finding(
                "date_order",
                "warning",
                where,
                "dates do not say which number is the day and which the month: these answers "
                "have no day",
                "declare it in the source: 'dates: dmy' for 31/12/2026, 'dates: mdy' for "
                "12/31/2026",
                count=unordered,
            )
        )
    if strange := sum(1 for one in dated if one.happened is None):
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


def _without_evidence(states: Sequence[int], where: str) -> list[Finding]:
    unknown = sum(1 for state in states if state == UNKNOWN)
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
