"""Content and response process: what the files of evidence say of a scale in a language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cpsurvey.design.scales import Scale
from cpsurvey.evidence.said import CODES, OfItem, Said
from cpsurvey.kinds.evidence.data import Back, Coded, Interviews, Item, Ratings, Sorting
from cpsurvey.stats.content import (
    RELEVANT,
    Relevance,
    Sorted,
    relevance,
    relevances,
    sorted_by,
)

ENOUGH_PEOPLE = 5
"""Interviews an item needs, and people of whom counts by code are told (Willis, 2005: rounds
of 5 to 15)."""
TROUBLED = 0.15
"""Largest share of people with a problem (Oksenberg, Cannell & Kalton, 1991)."""


def ratings(said: Said, scale: Scale, language: str) -> Ratings | None:
    """Relevance of the items that experts rated."""
    found = list(_relevances(said, scale, language))
    if not found:
        return None
    whole = relevances(found)
    return Ratings(
        n=_people(said, "ratings", scale, language),
        day=_day(said, "ratings", scale, language),
        items=len(found),
        enough=sum(one.enough for one in found),
        average=whole.average,
        universal=whole.universal,
    )


def fewest_experts(said: Said, scale: Scale, language: str) -> int:
    """Experts of the item that fewest rated."""
    return min(len(said.of(item.id, language).rated.relevance) for item in scale.items)


def sorting(said: Said, scale: Scale, language: str) -> Sorting | None:
    """Items that judges sorted."""
    every = (_sorted(said.of(item.id, language), scale.id) for item in scale.items)
    found = [one for one in every if one]
    if not found:
        return None
    return Sorting(
        n=_people(said, "sorting", scale, language),
        day=_day(said, "sorting", scale, language),
        items=len(found),
        enough=sum(one.enough for one in found),
    )


def back(said: Said, scale: Scale, language: str) -> Back | None:
    """Items that were translated back."""
    found = [said.of(item.id, language).back for item in scale.items]
    judged = [one for one in found if one]
    if not judged:
        return None
    return Back(
        n=len(judged),
        day=_day(said, "backtranslation", scale, language),
        different=judged.count("different"),
    )


def interviews(said: Said, scale: Scale, language: str) -> Interviews | None:
    """People the items were tried on."""
    every = [said.of(item.id, language).interviewed for item in scale.items]
    if not any(one.people for one in every):
        return None
    enough = [one for one in every if one.people >= ENOUGH_PEOPLE]
    return Interviews(
        n=_people(said, "interviews", scale, language),
        day=_day(said, "interviews", scale, language),
        items=len(enough),
        troubled=sum(one.troubled > TROUBLED * one.people for one in enough),
        codes=tuple(
            Coded(code=code, count=count)
            for code in CODES
            if (count := sum(one.codes.get(code, 0) for one in enough))
        ),
    )


def items(said: Said, scale: Scale, languages: Sequence[str]) -> Iterator[Item]:
    """Items of which anything is said."""
    for language in languages:
        for item in scale.items:
            found = said.of(item.id, language)
            if found != OfItem():
                yield _item(found, scale.id, item.id, language)


def _item(said: OfItem, scale: str, item: str, language: str) -> Item:
    rated = relevance(said.rated.relevance) if said.rated.relevance else None
    where = _sorted(said, scale)
    clarity = said.rated.clarity
    people = said.interviewed.people
    return Item(
        scale=scale,
        item=item,
        language=language,
        experts=rated.experts if rated else 0,
        agreed=rated.agreed if rated else 0,
        icvi=rated.icvi if rated else None,
        chance=rated.chance if rated else None,
        kappa=rated.kappa if rated else None,
        clear=sum(one >= RELEVANT for one in clarity) / len(clarity) if clarity else None,
        judges=where.judges if where else 0,
        p_sa=where.share if where else None,
        c_sv=where.coefficient if where else None,
        critical=where.critical if where else None,
        people=people,
        troubled=said.interviewed.troubled if people >= ENOUGH_PEOPLE else None,
        back=said.back,
    )


def _relevances(said: Said, scale: Scale, language: str) -> Iterator[Relevance]:
    for item in scale.items:
        if given := said.of(item.id, language).rated.relevance:
            yield relevance(given)


def _sorted(said: OfItem, scale: str) -> Sorted | None:
    if not said.constructs:
        return None
    others = [n for name, n in said.constructs.items() if name not in (scale, "none")]
    return sorted_by(said.constructs.get(scale, 0), others, sum(said.constructs.values()))


def _people(said: Said, kind: str, scale: Scale, language: str) -> int:
    return said.people.get((kind, scale.id, language), 0)


def _day(said: Said, kind: str, scale: Scale, language: str) -> str | None:
    return said.days.get((kind, scale.id, language))
