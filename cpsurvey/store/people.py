"""Pseudonyms of everybody who has an identifier, and who of them is known already.

Two keyed hashes tell a person: one of the identifier's normal form, which is the pseudonym,
and one of its loose form, by which identifiers that are alike find each other.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cpsurvey.design import Study
from cpsurvey.identity import Ids, alike_error, all_alike, all_normal
from cpsurvey.store import blocks
from cpsurvey.store.damage import damaged
from cpsurvey.store.key import Key, Who

_ALIKE, _OF = "\x00alike\x00", "\x00of\x00"
Loose = Mapping[bytes, bytes | None]


@dataclass(frozen=True, slots=True)
class Known:
    """Everybody the study knows, with the two hashes of each; None: no loose one was kept.

    Parameters
    ----------
    answered, agents, erased : mapping
        Those with answers, those named in files of indicators or in ties, those who were
        erased.
    """

    answered: Loose
    agents: Loose
    erased: Loose

    def __contains__(self, who: object) -> bool:
        return who in self.answered or who in self.agents or who in self.erased

    def __bool__(self) -> bool:
        return bool(self.answered or self.agents or self.erased)

    def like(self, marks: Collection[bytes]) -> dict[bytes, list[bytes]]:
        """Pseudonyms under each of these loose hashes that anybody has."""
        found: dict[bytes, list[bytes]] = {}
        for those in (self.answered, self.agents, self.erased) if marks else ():
            for who, mark in those.items():
                if mark is not None and mark in marks:
                    found.setdefault(mark, []).append(who)
        return found


def known(db: sqlite3.Connection, file: Path) -> Known:
    """Everybody with answers or indicators, and everybody erased.

    Raises
    ------
    CpsurveyError
        CPS202 a pseudonym is none.
    """
    answered: dict[bytes, bytes | None] = {}
    for those, marks in blocks.everybody(db):
        for who, mark in zip(those, marks, strict=True):
            if answered.get(who) is None:
                answered[who] = None if mark == blocks.NOBODY else mark
    try:
        agents, erased = (
            {
                bytes.fromhex(who): mark and bytes.fromhex(mark)
                for who, mark in db.execute(f"SELECT respondent, alike FROM {table}")
            }
            for table in ("person", "tombstone")
        )
    except (ValueError, TypeError):
        raise damaged(file, "what it knows of its people is not what was written") from None
    return Known(answered, agents, erased)


def remember(db: sqlite3.Connection, agents: Iterable[tuple[bytes, bytes]]) -> None:
    """Keep the two hashes of everybody in a file of indicators or of ties."""
    db.executemany(
        "INSERT INTO person VALUES (?, ?) ON CONFLICT DO NOTHING",
        [(who.hex(), alike.hex()) for who, alike in agents],
    )


def tidy(db: sqlite3.Connection) -> None:
    """Take out whom no file of indicators and no tie names any more."""
    db.execute(
        "DELETE FROM person WHERE respondent NOT IN (SELECT agent FROM kpi"
        " UNION SELECT source FROM tie UNION SELECT target FROM tie"
        " UNION SELECT respondent FROM tie_asked)"
    )


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
    exact, loose = all_normal(texts), all_alike(texts)
    who, marks = key.pseudonyms(exact, of), key.pseudonyms(loose, f"{_ALIKE}{of}")
    doubtful = _doubtful(who, marks, everybody)
    if doubtful and ids is None:
        raise alike_error(len({who[at].tobytes() for at in doubtful}), where, "of the study")
    if doubtful and ids == "alike":
        who[list(doubtful)] = blocks.hashes(doubtful.values())
    return who, marks


def one_person(
    named: Mapping[str, tuple[bytes, bytes]], ids: Ids, where: str
) -> dict[str, tuple[bytes, bytes]]:
    """Tokens of one file that are alike under one pseudonym, where the study says so.

    Raises
    ------
    CpsurveyError
        CPS130 tokens are alike, and the study does not say what that means.
    """
    first: dict[bytes, tuple[bytes, bytes]] = {}
    doubtful = 0
    for pair in named.values():
        doubtful += first.setdefault(pair[1], pair)[0] != pair[0]
    if doubtful and ids is None:
        raise alike_error(doubtful, where, "in the file itself")
    if not doubtful or ids == "exact":
        return dict(named)
    return {text: first[pair[1]] for text, pair in named.items()}


def _doubtful(who: Who, marks: Who, everybody: Known) -> dict[int, bytes]:
    """Places of those nobody knows, though somebody is like them; and the first who is."""
    if not everybody:
        return {}
    loose = marks.tolist()
    new = {at: loose[at] for at, one in enumerate(who.tolist()) if one not in everybody}
    like = everybody.like(set(new.values()))
    return {at: like[mark][0] for at, mark in new.items() if mark in like} if like else {}
