"""REDCap's flat CSV: names or labels, checkboxes, a state for each form, a row for each event.

The first column is the number of the record, whatever it is called. A form's columns stand
before its ``<form>_complete`` (0, 1, 2); a survey has ``<form>_timestamp`` first, with
``[not completed]`` while it is open. Checkboxes are 0 also where nobody ever saw them: they
count where anything else of their form was answered.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cpsurvey.coded import Coded
from cpsurvey.intake.export import Column, Evidence, Export, Reader, first_places, readers
from cpsurvey.intake.sheet import Sheet
from cpsurvey.intake.table import Cell, Table
from cpsurvey.intake.words import words
from cpsurvey.responses import SKIPPED

_OWN = {
    "wave": ("redcap_event_name", "event name", "nom de l'événement"),
    "instrument": ("redcap_repeat_instrument", "repeat instrument"),
    "instance": ("redcap_repeat_instance", "repeat instance"),
    "team": ("redcap_data_access_group", "data access group", "groupe d'accès aux données"),
}
_RECORD = re.compile(r"(record|participant|subject|study|patient|case)?[ _]?id", re.I)
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_CHECKBOX = re.compile(r"(?P<field>[a-z]\w*?)___(?P<choice>\w+)")
_CHECKBOX_TEXT = re.compile(r"(?P<field>.+?)\s*\(choice=(?P<choice>.+)\)", re.S)
_STATE = re.compile(r".+_complete|complete\?")
_TIME = re.compile(r".+_timestamp|survey timestamp")
_OPEN = "[not completed]"
_DONE = {"2": True, "complete": True, "0": False, "incomplete": False}
_STATES = frozenset(("", "1", "unverified", *_DONE))
_NEARLY = 0.8
_OFF = frozenset(("", "0", "unchecked"))
_FRESH = frozenset(("", "0", "incomplete"))
_CODES = "ni inv unk nask asku nav msk na navu np"
"""REDCap's own proposals for codes of missing data."""

Mask = NDArray[np.bool_]
Done = bool | None


@dataclass(frozen=True, slots=True)
class _Form:
    """Columns between two states.

    Parameters
    ----------
    state : int
        Place of the column that says how far the form is.
    time : int or None
        Place of the time of submission.
    asked, boxes : tuple of int
        Places of its fields, and of its checkboxes.
    """

    state: int
    time: int | None
    asked: tuple[int, ...]
    boxes: tuple[int, ...]


def recognise(sheet: Sheet) -> Evidence:
    """Look for REDCap's own columns, states of forms, and checkboxes."""
    header = sheet.header
    if not header:
        return Evidence(0.0)
    own = [heading for heading in header if words(heading).startswith("redcap_")]
    states = [header[at] for at in _states(header, [one[1:] for one in sheet.columns])]
    boxes = [heading for heading in header if _checkbox(heading)]
    record = bool(_RECORD.fullmatch(header[0].strip()))
    names = all(_NAME.fullmatch(heading.strip()) for heading in header) or "Complete?" in header
    score = 0.7 * bool(own)
    if names and states:
        score += 0.4 + 0.2 * (len(states) > 1) + 0.2 * record
    if boxes and (own or states):
        score += 0.3
    if score < 0.5:
        return Evidence(0.0)
    seen = [f"columns {', '.join(own[:4])}"] if own else []
    seen += [f"states of forms: {', '.join(states[:4])}"] if states else []
    seen += [f"{len(boxes)} checkboxes"] if boxes else []
    return Evidence(min(score, 1.0), tuple(seen))


def read(sheet: Sheet, where: str) -> Export:
    """Name the columns; what states and times of forms say of every row is made here."""
    table = sheet.table(where)
    own = _own(table.header)
    forms = _forms(table, {0, *own.values()})
    begun = [_begun(table, form) for form in forms]
    platform = {at for form in forms for at in (form.state, form.time) if at is not None}
    seen, unseen = _without_unseen(table, forms, begun)
    return Export(
        seen,
        tuple(
            _column(at, heading)
            for at, heading in enumerate(table.header)
            if heading.strip() and at not in platform
        ),
        "names" if _NAME.fullmatch(table.header[0].strip()) else "labels",
        {"id": 0, **{role: own[role] for role in ("wave", "team") if role in own}},
        made={**_progress(table, forms, begun), **_occasions(table, own)},
        marks=dict.fromkeys(_CODES.split(), SKIPPED),
        seen=unseen,
    )


def _own(header: Sequence[str]) -> dict[str, int]:
    return first_places(([words(heading)] for heading in header), _OWN)


def _states(header: Sequence[str], columns: Sequence[Coded[Cell]]) -> list[int]:
    """Places of the columns that say how far a form is."""
    return [
        at
        for at, (heading, cells) in enumerate(zip(header, columns, strict=False))
        if at and _STATE.fullmatch(words(heading)) and _holds_states(cells)
    ]


def _is_strange(cell: Cell) -> bool:
    return words(cell or "") not in _STATES


def _holds_states(cells: Coded[Cell]) -> bool:
    """Whether a column says how far a form is: known states alone, or nearly so."""
    counts = cells.counts()
    known = sum(count for cell, count in counts.items() if words(cell or "") in _STATES)
    return known == len(cells) or known > _NEARLY * len(cells)


def _forms(table: Table, apart: Iterable[int]) -> list[_Form]:
    """Forms in the order of the columns."""
    taken = set(apart)
    found: list[_Form] = []
    start = 0
    for state in _states(table.header, table.columns):
        places = [at for at in range(start, state) if at not in taken]
        times = [at for at in places if _TIME.fullmatch(words(table.header[at]))]
        fields = [at for at in places if at not in times]
        boxes = tuple(at for at in fields if _checkbox(table.header[at]))
        asked = tuple(at for at in fields if at not in boxes and not _identifies(table, at))
        found.append(_Form(state, times[0] if times else None, asked, boxes))
        start = state + 1
    return found


def _identifies(table: Table, at: int) -> bool:
    return words(table.header[at]) in ("redcap_survey_identifier", "survey identifier")


def _checkbox(heading: str) -> re.Match[str] | None:
    text = heading.strip()
    return _CHECKBOX.fullmatch(text) or _CHECKBOX_TEXT.fullmatch(text)


def _column(at: int, heading: str) -> Column:
    found = _checkbox(heading)
    if not found:
        return Column(at, heading, (heading,), (heading,))
    field, choice = found["field"], found["choice"]
    if "(choice=" in heading:
        whole = f"{field} [{choice}]"
        return Column(at, heading, (), (heading, whole), of=(field,), part=(choice,))
    # a minus has become an underscore
    parts = (choice, *([f"-{choice[1:]}"] if re.fullmatch(r"[_m]\d+", choice) else []))
    codes = (heading, *(f"{field}[{part}]" for part in parts))
    return Column(at, heading, codes, (heading,), of=(field,), part=parts)


# ------------------------------------------------------------------- rows of the platform
def _where(cells: Coded[Cell], wanted: Callable[[Cell], bool]) -> Mask:
    kinds = np.fromiter((wanted(kind) for kind in cells.kinds), bool, len(cells.kinds))
    return kinds[cells.at]


def _begun(table: Table, form: _Form) -> Mask:
    """Rows in which anything of a form was answered, or its state is above 0."""
    begun = _where(table.columns[form.state], lambda cell: words(cell or "") not in _FRESH)
    for at in form.asked:
        begun |= _where(table.columns[at], lambda cell: bool((cell or "").strip()))
    for at in form.boxes:
        begun |= _where(table.columns[at], lambda cell: words(cell or "") not in _OFF)
    if form.time is not None:
        begun |= _where(table.columns[form.time], lambda cell: bool((cell or "").strip()))
    return begun


def _without_unseen(
    table: Table, forms: Sequence[_Form], begun: Sequence[Mask]
) -> tuple[Table, tuple[str, ...]]:
    """The table without the 0 of checkboxes that nobody saw."""
    changed: dict[int, Coded[Cell]] = {}
    unseen = np.zeros(table.n, dtype=bool)
    for form, there in zip(forms, begun, strict=True):
        for at in form.boxes:
            cells = table.columns[at]
            unseen |= ~there
            marks: Coded[bool] = Coded([False, True], there.astype(np.uint8))
            changed[at] = cells.then(marks, lambda cell, seen: cell if seen else None)
    count = int(unseen.sum())
    said = f"checkboxes of forms that were not begun count as not shown ({count} rows)"
    return table.with_columns(changed), (said,) if count else ()


def _progress(
    table: Table, forms: Sequence[_Form], begun: Sequence[Mask]
) -> dict[str, Coded[Cell]]:
    """Whether every form that was begun is complete, and when the last was sent.

    Where some are surveys, what staff fill in says nothing of the respondent.
    """
    if not forms:
        return {}
    surveys = [form.time is not None for form in forms]
    if any(surveys):
        forms = [form for form, is_survey in zip(forms, surveys, strict=True) if is_survey]
        begun = [one for one, is_survey in zip(begun, surveys, strict=True) if is_survey]
    n = table.n
    finished: Coded[bool | None] = Coded.full(None, n)
    ended: Coded[Cell] = Coded.full(None, n)
    strange = np.zeros(n, dtype=bool)
    for form, there in zip(forms, begun, strict=True):
        marks: Coded[bool] = Coded([False, True], there.astype(np.uint8))
        said = table.columns[form.state].map(lambda cell: _DONE.get(words(cell or "")))
        strange |= there & _where(table.columns[form.state], _is_strange)
        if form.time is not None:
            times = table.columns[form.time]
            said = said.then(times, lambda done, time: False if time == _OPEN else done)
            ended = ended.then(times, _later)
        said = said.then(marks, lambda done, seen: done if seen else None)
        finished = finished.then(said, _both)
    whole = finished.map(lambda one: _WORDS[one])
    strange &= _where(whole, lambda cell: cell != "incomplete")
    made = {"finished": whole.where(strange, _STRANGE) if strange.any() else whole}
    if any(form.time is not None for form in forms):
        made["ended"] = ended
    return made


_STRANGE = "a state that is none"
_WORDS: Mapping[bool | None, Cell] = {True: "complete", False: "incomplete", None: None}


def _both(one: Done, other: Done) -> Done:
    if one is False or other is False:
        return False
    return one or other


def _later(one: Cell, other: Cell) -> Cell:
    return max(one or "", "" if other == _OPEN else other or "") or None


def _occasions(table: Table, own: Mapping[str, int]) -> dict[str, Coded[Cell]]:
    """Event, and repetition of a form, that a row is of."""
    places = [own[role] for role in ("wave", "instrument", "instance") if role in own]
    if not places:
        return {}
    found: Coded[Cell] = Coded.full("", table.n)
    for at in places:
        found = found.then(table.columns[at], lambda one, other: f"{one}|{other or ''}")
    return {"occasion": found}


readers("redcap")(Reader(recognise, read))
