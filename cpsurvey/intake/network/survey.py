"""Nominations in the survey's own columns: recalled freely, or ticked on a roster."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from cpsurvey.coded import Coded
from cpsurvey.design.form import Network
from cpsurvey.errors.finding import Finding
from cpsurvey.identity import normal
from cpsurvey.intake.network import cells as read
from cpsurvey.intake.network.columns import OTHER, Cell
from cpsurvey.intake.table import Table
from cpsurvey.intake.words import words
from cpsurvey.nominations import Given, Nominations


@dataclass(frozen=True, slots=True)
class Row:
    """What is known of all rows besides the cells of the network.

    Parameters
    ----------
    ids : Coded
        Identifier of each row in its normal form; None where it has none.
    consents : (n,) list of (int or None), or None
        Code of the answer about consent; None: the file has no column of it.
    done : (n,) bool array
        Whether the row was submitted.
    waves : Coded
        Wave of each row.
    """

    ids: Coded[str | None]
    consents: Sequence[float | None] | None
    done: NDArray[np.bool_]
    waves: Coded[str]


@dataclass(slots=True)
class _Relation:
    """Columns of one relation; `valued`: cells of the roster say how often."""

    free: list[Cell] = field(default_factory=list)
    roster: list[tuple[Cell, str]] = field(default_factory=list)
    often: dict[str, int] = field(default_factory=dict)
    strange: int = 0
    valued: bool = False


def nominations(
    found: Sequence[Cell],
    table: Table,
    network: Network,
    about: Row,
    *,
    elsewhere: bool,
    known: Collection[str],
    where: str,
) -> tuple[Nominations | None, list[Finding]]:
    """What the columns of the network say; None: the file has none.

    Parameters
    ----------
    elsewhere : bool
        Whether consent was taken outside the form, of everybody.
    known : collection of str
        Tokens of people who can be named, besides those of the file.
    """
    naming = [cell for cell in found if not cell.about]
    if not naming:
        return None, []
    people = {one for one in about.ids.kinds if one} | set(known)
    relations = {
        name: _relation([c for c in found if c.relation == name], table, network, people)
        for name in dict.fromkeys(cell.relation for cell in naming)
    }
    aside: Counter[str] = Counter()
    given = list(_rows(relations, table, network, about, people, aside, elsewhere=elsewhere))
    strange = sum(one.strange for one in relations.values())
    return Nominations(tuple(given), dict(aside)), list(
        _said(network, about, aside, strange, where, elsewhere=elsewhere)
    )


def _relation(
    found: Sequence[Cell], table: Table, network: Network, people: Collection[str]
) -> _Relation:
    made = _Relation()
    frequency = network.frequency
    made.often = {
        cell.key: cell.column.index
        for cell in found
        if frequency is not None and cell.about == frequency.id
    }
    naming = [cell for cell in found if not cell.about]
    alone = [c for c in naming if not c.parts or {*map(words, c.parts)} & {*OTHER}]
    placed = [c for c in naming if c not in alone and c.place is not None]
    others = [c for c in naming if c not in alone and c.place is None]
    if _are_ticks(placed, table, people, read.times(frequency)):
        others, placed = [*placed, *others], []
    made.free = [*alone, *placed]
    listed = [(cell, _person(cell, people)) for cell in others]
    if any(token in people for _, token in listed):
        made.roster = listed
        kinds = {words(kind) for cell in others for kind in _kinds(cell, table)}
        often = read.times(frequency)
        made.valued = any(kind in often and read.tick(kind) is None for kind in kinds)
    else:
        made.strange = len(listed)
    return made


def _are_ticks(
    found: Sequence[Cell], table: Table, people: Collection[str], often: Collection[str]
) -> bool:
    """Whether columns that may be numbered are a roster: no cell is a token.

    Each is a tick; or says how often, below somebody's identifier that looks like a number.
    """
    kinds = {words(kind) for cell in found for kind in _kinds(cell, table)}
    said = {read.tick(kind) for kind in kinds if kind not in often or read.tick(kind) is False}
    headed = all(any(normal(part) in people for part in cell.parts) for cell in found)
    if not kinds or None in said or (not headed and any(one in often for one in kinds - {"1"})):
        return False
    return headed or False in said or not kinds & {words(one) for one in people}


def _kinds(cell: Cell, table: Table) -> Iterator[str]:
    for kind in table.columns[cell.column.index].kinds:
        if kind and not kind.isspace():
            yield kind


def _person(cell: Cell, people: Collection[str]) -> str:
    """Token that a column of a roster stands for: the part that is somebody's."""
    parts = [normal(part) for part in cell.parts]
    return next((part for part in parts if part in people), parts[0])


def _rows(
    relations: Mapping[str, _Relation],
    table: Table,
    network: Network,
    about: Row,
    people: Collection[str],
    aside: Counter[str],
    *,
    elsewhere: bool,
) -> Iterator[Given]:
    ragged = set(table.ragged)
    ticks = read.times(network.frequency)
    for row in range(1, table.n + 1):
        if row in ragged:
            continue
        said = {
            name: _named(one, table, row - 1, network, people, ticks, aside)
            for name, one in relations.items()
        }
        agreed = _agreed(network, about, row - 1, elsewhere=elsewhere)
        if not agreed:
            aside["no_consent"] += sum(len(named or ()) for named in said.values())
            continue
        opened = any(named is not None for named in said.values())
        through = bool(about.done[row - 1]) and (opened or about.consents is not None)
        for name, named in said.items():
            if named is not None or through:
                wave = about.waves[row - 1]
                yield Given(row, name, tuple(named or ()), wave=wave)


def _agreed(network: Network, about: Row, at: int, *, elsewhere: bool) -> bool:
    if about.consents is not None and network.consent is not None:
        code = about.consents[at]
        if code is not None or network.consent_required:
            return code in network.consent.agreed
    return elsewhere or not network.consent_required


def _named(
    one: _Relation,
    table: Table,
    at: int,
    network: Network,
    people: Collection[str],
    ticks: Mapping[str, float],
    aside: Counter[str],
) -> list[tuple[str, float]] | None:
    """Tokens of one row with their weights; None: nothing stands there."""
    found: list[tuple[str, float]] = []
    said = False
    for cell in one.free:
        text = table.columns[cell.column.index][at]
        if not text or text.isspace():
            continue
        said = True
        often = _often(one, cell, table, at, ticks, aside)
        found += [(token, often) for token in read.tokens(text, people) or ()]
    if len(found) > network.max_nominations:
        aside["beyond_roster"] += len(found) - network.max_nominations
        found = found[: network.max_nominations]
    for cell, token in one.roster:
        text = table.columns[cell.column.index][at] or ""
        chosen, often_ = _ticked(text, one, ticks, aside)
        said = said or bool(text.strip())
        if chosen:
            found.append((token, often_ or _often(one, cell, table, at, ticks, aside)))
    return found if said else None


def _ticked(
    text: str, one: _Relation, ticks: Mapping[str, float], aside: Counter[str]
) -> tuple[bool, float | None]:
    """Whether somebody was chosen, and how often where the cells of the roster say that."""
    chosen = read.tick(text)
    if one.valued and (often := ticks.get(words(text))):
        return True, often
    if chosen is None:
        aside["weight"] += 1
    return bool(chosen), None


def _often(
    one: _Relation,
    cell: Cell,
    table: Table,
    at: int,
    ticks: Mapping[str, float],
    aside: Counter[str],
) -> float:
    place = one.often.get(cell.key)
    text = table.columns[place][at] if place is not None else None
    if not text or text.isspace():
        return 1.0
    often = ticks.get(words(normal(text)))
    if often is None:
        aside["frequency"] += 1
    return often or 1.0


def _said(
    network: Network,
    about: Row,
    aside: Mapping[str, int],
    strange: int,
    where: str,
    *,
    elsewhere: bool,
) -> Iterator[Finding]:
    if strange:
        yield Finding(
            "roster_heading",
            "warning",
            where,
            "columns of a roster are headed by nobody's identifier: they are left out",
            "head each column by the token of its person, as in net_advice[TOKEN]; or list "
            "those who can be named: 'network: {population: FILE}' in study.yaml",
            count=strange,
        )
    missing = about.consents is None and network.consent_required and not elsewhere
    if aside.get("no_consent") and missing:
        told = "'network: {consent: elsewhere}' in study.yaml"
        named = network.consent
        way = f"in the source: columns: {{HEADING: {named.id}}}; " if named else ""
        yield Finding(
            "no_consent_column",
            "warning",
            where,
            "nobody's nominations are kept: no column says who consented",
            f"{way}where consent was taken elsewhere, {told}",
        )
