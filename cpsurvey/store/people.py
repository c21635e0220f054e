"""Pseudonyms of everybody in a file, and who of them is known already.

Two keyed hashes tell a person: one of the identifier's normal form, which is the pseudonym,
and one of its loose form, by which identifiers that are alike find each other. A row without
an identifier is known by its times and answers: the first one in two equal rows is the first
one again when the list is downloaded again.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter, deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, repeat
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from cpsurvey.coded import Coded
from cpsurvey.design import Study
from cpsurvey.design.study import SECONDS
from cpsurvey.errors import CpsurveyError
from cpsurvey.errors.finding import Finding
from cpsurvey.identity import Ids, alike, alike_error, normal
from cpsurvey.responses import Heads, Kept
from cpsurvey.store import blocks
from cpsurvey.store.damage import damaged
from cpsurvey.store.key import Key, Who

_ALIKE, _ROW, _OF = "\x00alike\x00", "\x00row\x00", "\x00of\x00"
_NOT_PLAIN = re.compile(r"[^A-Za-z0-9_\n-]")
Loose = Mapping[bytes, bytes | None]
Places = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Known:
    """Everybody the study knows, with the two hashes of each; None: no loose one was kept.

    Parameters
    ----------
    people : mapping
        Those with answers or indicators.
    erased : mapping
        Those who were erased.
    answered : set
        Those with answers.
    """

    people: dict[bytes, bytes | None]
    erased: dict[bytes, bytes | None]
    answered: set[bytes]

    def like(self, marks: Collection[bytes]) -> dict[bytes, list[bytes]]:
        """Pseudonyms under each of these loose hashes that anybody has."""
        found: dict[bytes, list[bytes]] = {}
        for who, mark in chain(self.people.items(), self.erased.items()) if marks else ():
            if mark in marks and mark is not None:
                found.setdefault(mark, []).append(who)
        return found


def known(db: sqlite3.Connection, file: Path) -> Known:
    """Everybody with answers or indicators, and everybody erased.

    Raises
    ------
    CpsurveyError
        CPS202 a pseudonym is none.
    """
    people: dict[bytes, bytes | None] = {}
    for those, marks in blocks.everybody(db):
        for one, mark in zip(those, marks, strict=True):
            if people.get(one) is None:
                people[one] = None if mark == blocks.NOBODY else mark
    answered = set(people)
    try:
        agents = db.execute("SELECT respondent, alike FROM person ORDER BY rowid")
        for who, mark in agents:
            people[bytes.fromhex(who)] = bytes.fromhex(mark)
        buried = db.execute("SELECT respondent, alike FROM tombstone")
        erased = {bytes.fromhex(who): mark and bytes.fromhex(mark) for who, mark in buried}
    except (ValueError, TypeError):
        raise damaged(file, "what it knows of its people is not what was written") from None
    return Known(people, erased, answered)


def remember(db: sqlite3.Connection, agents: Iterable[tuple[bytes, bytes]]) -> None:
    """Keep the two hashes of everybody in a file of indicators."""
    db.executemany(
        "INSERT INTO person VALUES (?, ?) ON CONFLICT DO NOTHING",
        [(who.hex(), alike.hex()) for who, alike in agents],
    )


def tidy(db: sqlite3.Connection) -> None:
    """Take out whom no file of indicators names any more."""
    db.execute("DELETE FROM person WHERE respondent NOT IN (SELECT agent FROM kpi)")


def everywhere(text: str, key: Key, study: Study, everybody: Known) -> Loose:
    """Every pseudonym somebody may be kept under, with the loose hash of each.

    The identifier as it stands, as earlier versions took it, as one of each named
    survey, and what is alike where the study says that alike is the same.
    """
    surveys = ("", *(source.survey for source in study.file.sources if source.survey))
    found: dict[bytes, bytes | None] = {bytes.fromhex(key.pseudonym(text)): None}
    for survey in surveys:
        hashes = identify([text], key, "exact", everybody, "", survey)
        who, loose = (one.tobytes() for one in hashes)
        found[who] = loose
        if study.file.people.ids == "alike":
            found |= dict.fromkeys(everybody.like({loose}).get(loose, ()), loose)
    return found


def identify(
    texts: Sequence[str], key: Key, ids: Ids, everybody: Known, where: str, survey: str = ""
) -> tuple[Who, Who]:
    """Pseudonym and loose hash of each identifier.

    Parameters
    ----------
    survey : str
        Name of the survey whose own identifiers these are, if the source gives one.

    Raises
    ------
    CpsurveyError
        CPS130 an identifier is like a stored one, and the study does not say what that
        means.
    """
    of = f"{survey}{_OF}" if survey else ""
    exact, loose = _forms(texts)
    who, marks = key.pseudonyms(exact, of), key.pseudonyms(loose, f"{_ALIKE}{of}")
    doubtful = _doubtful(who, marks, everybody)
    if doubtful and ids is None:
        raise alike_error(len({who[at].tobytes() for at in doubtful}), where, "of the study")
    if doubtful and ids == "alike":
        who[list(doubtful)] = blocks.hashes(doubtful.values())
    return who, marks


def _doubtful(who: Who, marks: Who, everybody: Known) -> dict[int, bytes]:
    """Places of those nobody knows, though somebody is like them; and the first who is."""
    if not everybody.people and not everybody.erased:
        return {}
    loose = marks.tolist()
    new = {
        at: loose[at]
        for at, one in enumerate(who.tolist())
        if one not in everybody.people and one not in everybody.erased
    }
    like = everybody.like(set(new.values()))
    return {at: like[mark][0] for at, mark in new.items() if mark in like} if like else {}


def _forms(texts: Sequence[str]) -> tuple[Sequence[str], list[str]]:
    """Normal and loose form of each text; of plain ones all at once."""
    lines = "\n".join(["", *texts])
    if not _NOT_PLAIN.search(lines) and "\n0" not in lines and lines.count("\n") == len(texts):
        return texts, lines.casefold().split("\n")[1:]
    return [normal(text) for text in texts], [alike(text) for text in texts]


# ---------------------------------------------------------------- rows without identifier
@dataclass(frozen=True, slots=True)
class Rows:
    """Rows without an identifier: pseudonym and loose hash by place, and what was found."""

    named: dict[int, tuple[bytes, bytes]]
    findings: tuple[Finding, ...] = ()


def nameless(
    db: sqlite3.Connection,
    file: Path,
    heads: Heads,
    cells: Mapping[str, Coded[Kept]],
    key: Key,
    everybody: Known,
    *,
    survey: str,
    same: bool,
    where: str,
) -> Rows:
    """Know the rows of an earlier download again, or take them for other people.

    With times, rows are compared one by one. Without, equal answers may well be of two
    people: only a file that begins or ends with all rows of an earlier one is its
    continuation.

    Parameters
    ----------
    same : bool
        Whether somebody said that equal rows are the same people.

    Raises
    ------
    CpsurveyError
        CPS140 many rows equal those of an earlier file, but not as its continuation.
    """
    there = np.flatnonzero([one is None for one in heads.respondents])
    if not len(there):
        return Rows({})
    stamps = [heads.stamp(at) for at in there.tolist()]
    marks = key.pseudonyms(list(_marks(survey, stamps, cells, there)))
    loose = dict(zip(there.tolist(), marks.tolist(), strict=True))
    undated = [at for at, stamp in zip(loose, stamps, strict=True) if not stamp.strip("|")]
    known_again, files = _continued(
        db, file, [loose[at] for at in undated], same=same, where=where
    )
    named = {undated[place]: who for place, who in known_again.items()}
    used = set(named.values()) | (set(everybody.people) if undated else set())
    fresh = set(undated)
    seen: Counter[bytes] = Counter()
    for at, mark in loose.items():
        if at in named:
            continue
        while True:
            seen[mark] += 1
            who = key.pseudonyms([f"{mark.hex()}\x00{seen[mark]}"]).tobytes()
            if at not in fresh or who not in used:
                break
        named[at] = who
    findings = [_recognised(len(known_again), files, where)] if known_again else []
    return Rows({at: (who, loose[at]) for at, who in named.items()}, tuple(findings))


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
