"""Rows without an identifier: known by their times and answers.

The first one in two equal rows is the first one again when the list is downloaded again.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice, repeat
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from cpsurvey.coded import Coded
from cpsurvey.design.study import SECONDS
from cpsurvey.errors import CpsurveyError
from cpsurvey.errors.finding import Finding
from cpsurvey.responses import Heads, Kept
from cpsurvey.store import blocks
from cpsurvey.store.key import WHO, Key, Who
from cpsurvey.store.people import Known

_ROW = "\x00row\x00"
_AT_ONCE = 20_000
Places = NDArray[np.intp]


def places(heads: Heads) -> Places:
    """Places of the rows that have no identifier."""
    if None not in heads.respondents.kinds:
        return np.empty(0, dtype=np.intp)
    return np.flatnonzero(heads.respondents.which(lambda one: one is None))


def identify(
    db: sqlite3.Connection,
    file: Path,
    stamps: Sequence[str],
    cells: Mapping[str, Coded[Kept]],
    there: Places,
    key: Key,
    everybody: Known,
    *,
    survey: str,
    same: bool,
    where: str,
) -> tuple[Who, Who, tuple[Finding, ...]]:
    """Pseudonym and loose hash of rows: those of an earlier download, or of other people.

    With times, rows are compared one by one. Without, equal answers may well be of two
    people: only a file that begins or ends with all rows of an earlier one is its
    continuation.

    Parameters
    ----------
    stamps : sequence of str
        Times of each of these rows.
    there : array
        Their places in `cells`.
    same : bool
        Whether somebody said that equal rows are the same people.

    Raises
    ------
    CpsurveyError
        CPS140 many rows equal those of an earlier file, but not as its continuation.
    """
    marks = _hashed(key, _marks(survey, stamps, cells, there))
    loose = marks.tolist()
    dateless = [not stamp.strip("|") for stamp in stamps]
    undated = [at for at, none in enumerate(dateless) if none]
    known_again, files = _continued(
        db, file, [loose[at] for at in undated], same=same, where=where
    )
    who, seen = np.empty(len(marks), dtype=WHO), Counter[bytes]()
    dated = np.flatnonzero(np.logical_not(dateless))
    who[dated] = _hashed(key, (_next(loose[at], seen) for at in dated.tolist()))
    used = {*everybody.answered, *everybody.agents, *known_again.values()} if undated else set()
    for place, at in enumerate(undated):
        one = known_again.get(place)
        while one is None or (place not in known_again and one in used):
            one = key.pseudonyms([_next(loose[at], seen)]).tobytes()
        who[at] = np.frombuffer(one, dtype=WHO)[0]
    findings = [_recognised(len(known_again), files, where)] if known_again else []
    return who, marks, tuple(findings)


def _next(mark: bytes, seen: Counter[bytes]) -> str:
    """What the pseudonym of one more of several equal rows is made from."""
    seen[mark] += 1
    return f"{mark.hex()}\x00{seen[mark]}"


def _hashed(key: Key, texts: Iterator[str]) -> Who:
    """Keyed hashes of texts that are not held all at once."""
    parts = [np.empty(0, dtype=WHO)]
    while some := list(islice(texts, _AT_ONCE)):
        parts.append(key.pseudonyms(some))
    return np.concatenate(parts)


def _marks(
    survey: str, stamps: Sequence[str], cells: Mapping[str, Coded[Kept]], there: Places
) -> Iterator[str]:
    """What tells rows without identifier: JSON of the survey, their times and `content`."""
    begin = f"{_ROW}[{json.dumps(survey)}, "
    for stamp, text in zip(stamps, content(cells, there), strict=True):
        yield f"{begin}{json.dumps(stamp)}, {json.dumps(text)}]"


def content(cells: Mapping[str, Coded[Kept]], there: Places) -> Iterator[str]:
    """All answers of each of some rows, in one order: a JSON list of pairs.

    The pairs of a column are written once for each of its kinds.
    """
    said = []
    for name in sorted(cells):
        kinds = cells[name].kinds
        if name.startswith(SECONDS) or not any(isinstance(one, int | float) for one in kinds):
            continue
        pairs = [
            json.dumps([name, blocks.plain(kind)]) + ", "
            if isinstance(kind, int | float)
            else ""
            for kind in kinds
        ]
        said.append(Coded(pairs, cells[name].at[there]))
    if not said:
        return repeat("[]", len(there))
    return (f"[{''.join(row)[:-2]}]" for row in zip(*said, strict=True))


def _continued(
    db: sqlite3.Connection, file: Path, marks: Sequence[bytes], *, same: bool, where: str
) -> tuple[dict[int, bytes], int]:
    """Places of rows that an earlier file held, with their pseudonyms, and how many files."""
    found: dict[int, bytes] = {}
    low, high, files = 0, len(marks), 0
    for block in _stretches(db, file) if marks else ():
        theirs = [mark for mark, _ in block]
        n = len(block)
        if marks[low : low + n] == theirs and n <= high - low:
            again = {low + at: who for at, (_, who) in enumerate(block)}
            low += n
        elif marks[high - n : high] == theirs and n <= high - low:
            again = {high - n + at: who for at, (_, who) in enumerate(block)}
            high -= n
        else:
            again = _equal(marks, [at for at in range(low, high) if at not in found], block)
            if not same:
                _refuse_overlap(len(again), min(n, high - low), where)
                continue
        found |= again
        files += bool(again)
    return found, files


def _equal(
    marks: Sequence[bytes], places: Iterable[int], block: Sequence[tuple[bytes, bytes]]
) -> dict[int, bytes]:
    """Places of rows that equal those of an earlier file, with their pseudonyms."""
    free: dict[bytes, deque[int]] = {}
    for place in places:
        free.setdefault(marks[place], deque()).append(place)
    return {free[mark].popleft(): who for mark, who in block if free.get(mark)}


def _stretches(db: sqlite3.Connection, file: Path) -> Iterator[list[tuple[bytes, bytes]]]:
    """Loose hash and pseudonym of the undated rows without identifier, file by file."""
    for batch in blocks.counts(db):
        found = blocks.read(db, file, batch)
        rows = found.take(
            np.asarray(found.facts["by"].rows(lambda by: by == "row"), dtype=int) - 1
        )
        if len(rows):
            yield list(zip(rows.alike.tolist(), rows.who.tolist(), strict=True))


def _refuse_overlap(equal: int, most: int, where: str) -> None:
    if equal * 2 > most:
        raise CpsurveyError(
            "CPS140",
            f"{equal} rows equal rows of an earlier file, and neither identifiers nor times "
            "say whether they are the same people",
            where=where,
            fix="export an identifier or the time of submission; or, if they are the same "
            "people: 'cpsurvey ingest FILE --replace'; if it is another survey: give its "
            "source 'survey: NAME'",
        )


def refuse_unread(equal: int, unread: int, where: str) -> None:
    """Refuse a file that holds most of what an earlier version of cpsurvey read.

    Raises
    ------
    CpsurveyError
        CPS140.
    """
    if equal * 2 > unread:
        raise CpsurveyError(
            "CPS140",
            f"{equal} rows equal rows that an earlier version of cpsurvey stored, and it did "
            "not keep what tells whether they are the same people",
            where=where,
            fix="ingest the earlier export once more, then this one; or, if this one holds all "
            "its rows: move study.db away and ingest the exports you have; if they are other "
            "people: 'cpsurvey ingest FILE --replace'",
        )


def _recognised(count: int, files: int, where: str) -> Finding:
    return Finding(
        "rows_recognised",
        "warning",
        where,
        f"{count} rows without identifier or time begin or end this file as they stand in "
        f"{files} earlier {'file' if files == 1 else 'files'}: they are taken for the same "
        "people, downloaded again",
        "export an identifier or the time of submission; if they are other people, give the "
        "source 'survey: NAME'",
    )
