"""Answers to the version before of a questionnaire, under the names of this one.

They are kept as they were given. What was only asked then is in the database and in no
analysis; what is only asked now has no answer of theirs.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from cpsurvey.coded import Coded
from cpsurvey.design import Study
from cpsurvey.design.study import SECONDS
from cpsurvey.responses import Kept
from cpsurvey.store.blocks import Versions


def answered(db: sqlite3.Connection) -> dict[int, str]:
    """Version of the questionnaire that each file answers."""
    rows = db.execute("SELECT id, info FROM batch").fetchall()
    return {number: json.loads(info)["questionnaire_version"] for number, info in rows}


def taken_over(
    found: Sequence[Versions], answered_to: Mapping[int, str], study: Study
) -> list[Versions]:
    """Answers to the version before, renamed; all others as they are."""
    told = study.questionnaire.replaces
    if told is None:
        return list(found)
    return [
        replace(one, cells=dict(_cells(one.cells, study)))
        if answered_to.get(one.batch) == told.version
        else one
        for one in found
    ]


def _cells(cells: Mapping[str, Coded[Kept]], study: Study) -> Iterator[tuple[str, Coded[Kept]]]:
    told = study.questionnaire.replaces
    assert told is not None  # the caller looked
    dropped, timed = {*told.dropped}, _pages_alike(study)
    for name, column in cells.items():
        asked = name.split("__")[0]  # an answer of several bears its question's name
        if name.startswith(SECONDS):
            if name.removeprefix(SECONDS) in timed:
                yield name, column
        elif asked in told.then:
            yield told.then[asked] + name.removeprefix(asked), column
        elif asked not in dropped:
            yield name, column


def _pages_alike(study: Study) -> set[str]:
    """Pages that ask the same number of lines in both versions: their times compare."""
    if study.before is None:
        return set()
    then = study.before.questionnaire
    whole = study.whole.questionnaire
    before = {page.id: len(then.on_page(page)) for page in then.pages}
    return {page.id for page in whole.pages if before.get(page.id) == len(whole.on_page(page))}


def counted(
    current: Sequence[Versions], answered_to: Mapping[int, str]
) -> dict[tuple[str, str], int]:
    """Wave and version -> answers that count."""
    total: Counter[tuple[str, str]] = Counter()
    for one in current:
        for wave, count in one.facts["wave"].counts().items():
            total[str(wave or ""), answered_to.get(one.batch, "")] += count
    return dict(+total)
