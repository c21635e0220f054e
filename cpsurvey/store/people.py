"""Pseudonyms of everybody in a file, and who of them is known already.

Two keyed hashes tell a person: one of the identifier's normal form, which is the pseudonym,
and one of its loose form, by which identifiers that are alike find each other. A row without
an identifier is known by its times and answers: the first one in two equal rows is the first
one again when the list is downloaded again.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from cpsurvey.design import Study
from cpsurvey.errors import CpsurveyError
from cpsurvey.errors.finding import Finding
from cpsurvey.identity import Ids, alike, alike_error, normal
from cpsurvey.responses import Head
from cpsurvey.store.key import Key
from cpsurvey.store.records import Said, answers

_ALIKE, _ROW, _OF = "\x00alike\x00", "\x00row\x00", "\x00of\x00"


@dataclass(slots=True)
class Known:
    """Everybody the study knows, with the two hashes of each."""

    people: dict[str, str]
    erased: dict[str, str | None]
    answered: set[str]
    by_alike: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for who, loose in (*self.people.items(), *self.erased.items()):
            if loose:
                self.by_alike.setdefault(loose, []).append(who)


def known(db: sqlite3.Connection) -> Known:
    """Everybody with answers or indicators, and everybody erased."""
    people = dict(db.execute("SELECT respondent, alike FROM person ORDER BY rowid"))
    erased = dict(db.execute("SELECT respondent, alike FROM tombstone"))
    answered = {who for (who,) in db.execute("SELECT DISTINCT respondent FROM answer")}
    return Known(people, erased, answered)


def remember(db: sqlite3.Connection, named: Iterable[tuple[str, str]]) -> None:
    """Keep the two hashes of everybody in a file."""
    db.executemany("INSERT INTO person VALUES (?, ?) ON CONFLICT DO NOTHING", named)


def tidy(db: sqlite3.Connection) -> None:
    """Take out whom no file names any more, after one was read anew."""
    db.execute(
        "DELETE FROM person WHERE respondent NOT IN"
        " (SELECT respondent FROM answer UNION SELECT agent FROM kpi)"
    )


def everywhere(text: str, key: Key, study: Study, everybody: Known) -> dict[str, str | None]:
    """Every pseudonym somebody may be kept under, with the loose hash of each.

    The identifier as it stands, as earlier versions took it, as one of each named
    survey, and what is alike where the study says that alike is the same.
    """
    surveys = ("", *(source.survey for source in study.file.sources if source.survey))
    found: dict[str, str | None] = {key.pseudonym(text): None}
    for survey in surveys:
        named = identify([text], key, "exact", everybody, "", survey)
        found |= dict(named.values())
        if study.file.people.ids == "alike":
            for _, loose in named.values():
                found |= dict.fromkeys(everybody.by_alike.get(loose, []), loose)
    return found


def identify(
    texts: Iterable[str], key: Key, ids: Ids, everybody: Known, where: str, survey: str = ""
) -> dict[str, tuple[str, str]]:
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
    found = {}
    doubtful = 0
    for text in texts:
        who = key.pseudonym(of + normal(text))
        loose = key.pseudonym(f"{_ALIKE}{of}{alike(text)}")
        others = everybody.by_alike.get(loose, [])
        if others and who not in others:
            doubtful += 1
            who = others[0] if ids == "alike" else who
        found[text] = who, loose
    if doubtful and ids is None:
        raise alike_error(doubtful, where, "of the study")
    return found


# ---------------------------------------------------------------- rows without identifier
@dataclass(frozen=True, slots=True)
class Rows:
    """Rows without an identifier: pseudonym and loose hash by place, and what was found."""

    named: dict[int, tuple[str, str]]
    findings: tuple[Finding, ...] = ()


def nameless(
    db: sqlite3.Connection,
    heads: Sequence[Head],
    said: Sequence[Said],
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
    loose = {
        at: key.pseudonym(_ROW + json.dumps([survey, head.stamp, content(said[at])]))
        for at, head in enumerate(heads)
        if head.respondent is None
    }
    if not loose:
        return Rows({})
    undated = [at for at in loose if not heads[at].stamp.strip("|")]
    known_again, files = _continued(db, [loose[at] for at in undated], same=same, where=where)
    named = {undated[place]: who for place, who in known_again.items()}
    used = set(named.values()) | (set(everybody.people) if undated else set())
    seen: Counter[str] = Counter()
    for at, mark in loose.items():
        if at in named:
            continue
        fresh = not heads[at].stamp.strip("|")
        while True:
            seen[mark] += 1
            who = key.pseudonym(f"{mark}\x00{seen[mark]}")
            if not fresh or who not in used:
                break
        named[at] = who
    findings = [_recognised(len(known_again), files, where)] if known_again else []
    return Rows({at: (who, loose[at]) for at, who in named.items()}, tuple(findings))


def _continued(
    db: sqlite3.Connection, marks: Sequence[str], *, same: bool, where: str
) -> tuple[dict[int, str], int]:
    """Places of rows that an earlier file held, with their pseudonyms, and how many files."""
    found: dict[int, str] = {}
    low, high, files = 0, len(marks), 0
    for block in _blocks(db) if marks else ():
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
    marks: Sequence[str], places: Iterable[int], block: Sequence[tuple[str, str]]
) -> dict[int, str]:
    """Places of rows that equal those of an earlier file, with their pseudonyms."""
    free: dict[str, list[int]] = {}
    for place in places:
        free.setdefault(marks[place], []).append(place)
    return {free[mark].pop(0): who for mark, who in block if free.get(mark)}


def _blocks(db: sqlite3.Connection) -> list[list[tuple[str, str]]]:
    """Loose hash and pseudonym of the undated rows without identifier, file by file."""
    blocks: dict[int, list[tuple[str, str]]] = {}
    for batch, mark, who in db.execute(
        "SELECT a.batch, p.alike, a.respondent FROM answer AS a JOIN person AS p"
        ' USING (respondent) WHERE a.background LIKE \'{"by":"row"%\''
        " ORDER BY a.batch, a.source_row"
    ):
        blocks.setdefault(batch, []).append((mark, who))
    return list(blocks.values())


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


def content(said: Said) -> str:
    """All answers of a row, in one order."""
    return json.dumps(sorted(answers(said).items()))


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
