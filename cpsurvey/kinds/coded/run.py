"""What was said and written: codes, sources, agreement of coders, documents (T35)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import get_args

import numpy as np

from cpsurvey.analysis.context import Context
from cpsurvey.analysis.numbers import number
from cpsurvey.design.evidence_seen import SourceType
from cpsurvey.errors import CpsurveyError
from cpsurvey.kinds.coded.agreeing import Agreeing, grades
from cpsurvey.kinds.coded.data import (
    Coded,
    Counting,
    Documents,
    Grade,
    Model,
    OfCode,
    OfType,
)
from cpsurvey.kinds.coded.options import Options
from cpsurvey.kinds.coded.units import Unit, units
from cpsurvey.parts import Mark
from cpsurvey.payload import limits
from cpsurvey.results import Caveat, Result
from cpsurvey.seen.aside import listed
from cpsurvey.seen.coded import Coded as Held
from cpsurvey.seen.coded import Kind
from cpsurvey.stats.incidence import share

ENOUGH = 0.20
"""Share of sources that should be coded twice."""
COUNTINGS: tuple[Counting, ...] = get_args(Counting)


def coded(options: Options, context: Context) -> list[Result[Coded]]:
    """Where each code stands, whether coders agree on it, and what documents mention."""
    held = context.seen.codings()
    if held is None:
        raise CpsurveyError(
            "CPS770",
            "there are no codings",
            fix="name them in study.yaml: 'coding: {codings: FILE, codebook: FILE}'",
        )
    every = units(held.segments)
    agreement = tuple(Agreeing(held, every, options.draws, context.seed).rows())
    counted = _by_people(held, every)
    data = Coded(
        segments=len(counted),
        people=sum(one.person for one in held.coders),
        models=tuple(
            Model(model=one.model or "", prompt=one.prompt or "")
            for one in held.coders
            if not one.person
        ),
        sources=tuple(_sources(held, every)),
        found=_found(held, every),
        codes=tuple(_codes(held, counted, grades(agreement), context.study.smallest)),
        agreement=agreement,
        documents=tuple(_documents(held)),
        unlisted=held.unlisted,
        countings=tuple((one, held.units[one]) for one in COUNTINGS if held.units.get(one)),
        left=listed(held.left),
    )
    sample = context.scored.sample(np.ones(context.scored.n, dtype=bool))
    return [
        Result("coded", context.id, sample, data, caveats=tuple(_caveats(data, held, every)))
    ]


def _by_people(held: Held, every: Sequence[Unit]) -> list[tuple[Unit, set[str]]]:
    """Units with the codes that people gave; of sources that no person coded, the models'."""
    persons = {at for at, one in enumerate(held.coders) if one.person}
    read = {unit.source for unit in every if persons & unit.by.keys()}
    found = []
    for unit in every:
        those = persons if unit.source in read else unit.by.keys()
        codes = {code for one in those for code in unit.by.get(one, ())}
        found += [(unit, codes)] if codes else []
    return found


def _twice(held: Held, every: Sequence[Unit]) -> set[int]:
    """Sources that two people coded."""
    persons = {at for at, one in enumerate(held.coders) if one.person}
    who: dict[int, set[int]] = {}
    for unit in every:
        who.setdefault(unit.source, set()).update(unit.by.keys() & persons)
    return {source for source, those in who.items() if len(those) >= 2}


def _sources(held: Held, every: Sequence[Unit]) -> Iterator[OfType]:
    twice = _twice(held, every)
    for kind in get_args(SourceType):
        mine = [at for at, one in enumerate(held.sources) if one == kind]
        if mine:
            yield OfType(type=kind, sources=len(mine), twice=len(twice & set(mine)))


def _found(held: Held, every: Sequence[Unit]) -> float | None:
    """Share of the segments of sources coded twice that all their coders marked."""
    persons = {at for at, one in enumerate(held.coders) if one.person}
    twice = _twice(held, every)
    some = [unit for unit in every if unit.source in twice and persons & unit.by.keys()]
    read: dict[int, set[int]] = {}
    for unit in some:
        read.setdefault(unit.source, set()).update(unit.by.keys() & persons)
    all_of = [read[unit.source] <= unit.by.keys() for unit in some]
    return sum(all_of) / len(all_of) if all_of else None


def _codes(
    held: Held,
    counted: Sequence[tuple[Unit, set[str]]],
    graded: Mapping[str, Grade],
    k: int,
) -> Iterator[OfCode]:
    """Codes in the order of the codebook; counts of fewer people than `k` are not told."""
    for name, code in held.codebook.codes.items():
        mine = [unit for unit, codes in counted if name in codes]
        sources = {unit.source for unit in mine}
        people = sum(held.sources[one] != "document" for one in sources)
        mark: Mark = "small" if 0 < people < k else "shown"
        yield OfCode(
            code=name,
            label=dict(code.label),
            construct=code.construct_,
            mode=code.mode,
            claims=code.claims,
            stance=code.stance,
            mark=mark,
            segments=len(mine) if mark == "shown" or len(mine) >= k else None,
            people=people if mark == "shown" else None,
            documents=len(sources) - people,
            grade=graded.get(name, "unchecked"),
        )


def _documents(held: Held) -> Iterator[Documents]:
    for kind in get_args(Kind):
        said = [
            one.mentions
            for one in held.documents
            if one.type == kind and one.mentions is not None
        ]
        if said:
            found = share(sum(said), len(said))
            yield Documents(
                type=kind,
                n=len(said),
                mention=sum(said),
                share=number(found.est),
                ci=limits(found.lower, found.upper),
            )


def _caveats(data: Coded, held: Held, every: Sequence[Unit]) -> Iterator[Caveat]:
    bad = [one.code for one in data.codes if one.grade == "left_out"]
    if bad:
        yield Caveat("coded_left_out", "warning", {"codes": ", ".join(bad), "count": len(bad)})
    sources = sum(one.sources for one in data.sources)
    twice = sum(one.twice for one in data.sources)
    if sources and twice < ENOUGH * sources:
        yield Caveat("coded_once", "warning", {"twice": twice, "of": sources})
    persons = {at for at, one in enumerate(held.coders) if one.person}
    alone = {u.source for u in every} - {u.source for u in every if persons & u.by.keys()}
    if alone:
        yield Caveat("coded_by_model", "warning", {"count": len(alone)})
    if held.units.get("unverified"):
        yield Caveat("coded_unverified", "warning", {"count": held.units["unverified"]})
    if held.units.get("utf16"):
        yield Caveat("coded_utf16", "note", {"count": held.units["utf16"]})
    if data.unlisted:
        yield Caveat("coded_unlisted", "note", {"count": data.unlisted})
