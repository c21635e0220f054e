"""How far back answers speak, as the questionnaire says above the items."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from cpsurvey.design import Questionnaire
from cpsurvey.design.scales import Scale

_NAMED = (
    "one two three four five six seven eight nine ten eleven twelve",
    "un deux trois quatre cinq six sept huit neuf dix onze douze",
)
_COUNT = {word: at for line in _NAMED for at, word in enumerate(line.split(), 1)} | {"une": 1}
_DAYS = {
    "day": 1,
    "week": 7,
    "month": 30,
    "year": 365,
    "jour": 1,
    "semaine": 7,
    "mois": 30,
    "an": 365,
    "année": 365,
}
_ENGLISH = re.compile(r"\b(?:last|past|previous) (?:(\w+) )?(day|week|month|year)(s?)\b")
_FRENCH = re.compile(r"\b(?:(\w+) )?derni(?:er|ère)(s?) (jour|semaine|mois|an|année)s?\b")
_FRENCH_ONE = re.compile(r"\b(jour|semaine|mois|an|année) derni(?:er|ère)\b")


def days_of(texts: Iterable[str]) -> int | None:
    """Days that a reference period covers; None where no text says it, or two differ.

    "During the last four weeks" and "au cours des quatre dernières semaines" are 28 days;
    "these last weeks" is none that can be counted.
    """
    found = {days for text in texts for days in _said(" ".join(text.casefold().split()))}
    return found.pop() if len(found) == 1 else None


def _said(text: str) -> Iterator[int]:
    for number, unit, several in _ENGLISH.findall(text):
        yield from _times(number, unit, several=bool(several))
    for number, several, unit in _FRENCH.findall(text):
        yield from _times(number, unit, several=bool(several))
    for unit in _FRENCH_ONE.findall(text):
        yield _DAYS[unit]


def _times(number: str, unit: str, *, several: bool) -> Iterator[int]:
    count = int(number) if number.isdecimal() else _COUNT.get(number)
    if count is None and not several:
        count = 1
    if count:
        yield count * _DAYS[unit]


def recall(questionnaire: Questionnaire, names: Iterable[str]) -> int | None:
    """Longest reference period of the scales behind `names`, in days; None: none is said."""
    found = [
        days
        for scale in _scales(questionnaire, names)
        if (lead := questionnaire.options_of(scale.items[0].id)) and lead.lead
        if (days := days_of(lead.lead.values())) is not None
    ]
    return max(found, default=None)


def _scales(questionnaire: Questionnaire, names: Iterable[str]) -> Iterator[Scale]:
    parts = {composite.id: composite.of for composite in questionnaire.composites}
    for name in names:
        if name in questionnaire.scale_by_id:
            yield questionnaire.scale_by_id[name]
        else:
            yield from _scales(questionnaire, parts.get(name, ()))
