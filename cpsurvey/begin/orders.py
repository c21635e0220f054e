"""In which order answers stand, and what says so."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from cpsurvey.begin.wordings import Wording, wordings, yes_no
from cpsurvey.intake.numerals import readings
from cpsurvey.intake.options import leading_number, number_after

_UNDER = re.compile(r"\b(less|under|below|up|moins|jusqu'à|unter|weniger|bis|menos|minder)\b|<")
_OVER = re.compile(
    r"(\b(more|over|above|older|and up|plus|über|mehr|más|mais|meer|ou plus)\b|>|\+$|\+ )"
)
_MOST_BANDS = 15
_LONGEST_BAND = 40
_FEWEST_AGAIN = 3
"""Different numbers of labels of which several have the same."""
_NUMBER = re.compile(r"\d[\d.,' ]*\d|\d")


@dataclass(frozen=True, slots=True)
class Order:
    """Codes of answers.

    Parameters
    ----------
    codes : mapping of str to int
        Label in the normal form of words -> code.
    why : str
        What the order rests on, in plain words.
    wording : Wording, optional
        The known wording it was found in.
    proven : bool
        Whether it needs no look.
    ordered : bool
        The answers go from less to more.
    """

    codes: Mapping[str, int]
    why: str
    wording: Wording | None = None
    proven: bool = True
    ordered: bool = True


def order(labels: Sequence[str]) -> Order:
    """Order of labels in the normal form of words; alphabetical where none is known."""
    return _order(tuple(sorted(labels)))


@lru_cache(maxsize=4096)
def _order(labels: tuple[str, ...]) -> Order:
    for way in (_numbered, _worded, _answered, _bands):
        if len(labels) > 1 and (found := way(labels)):
            return found
    codes = {label: at for at, label in enumerate(sorted(labels), 1)}
    why = "no order of these answers is known: codes are by the alphabet"
    return Order(codes, why, ordered=False)


def known(labels: Sequence[str]) -> bool:
    """Whether something is known of the order of labels."""
    return order(labels).ordered


def _numbered(labels: Sequence[str]) -> Order | None:
    """``1 (None at all)``, ``2``, ``5 - Mostly``, ``Agree (4)``: the numbers are the codes."""
    for code_of, where in ((_code, "before"), (_code_after, "after")):
        found = {label: code_of(label) for label in labels}
        codes = {label: code for label, code in found.items() if code is not None}
        if len(codes) < len(labels):
            continue
        different = len(set(codes.values()))
        again = different < len(codes)
        if again and (different < _FEWEST_AGAIN or any(map(_is_bare, labels))):
            return None
        if max(codes.values()) - min(codes.values()) > 3 * different:
            return None
        why = f"codes are the numbers {where} labels"
        if all(map(_is_bare, labels)):
            why = "codes are the numbers in the file"
        if again:
            why += "; what has the same number is one answer, in several languages or spellings"
        return Order(codes, why, proven=not again)
    return None


def _is_bare(label: str) -> bool:
    return readings(label) != (None, None)


def _code(label: str) -> int | None:
    if re.match(r"[<>]|\d+\s*(?:-|–|to|à|bis|a)\s*\d|\d+\s*\+", label):
        return None  # a band
    number = leading_number(label)
    return int(number) if number is not None and number.is_integer() else None


def _code_after(label: str) -> int | None:
    number = number_after(label)
    return int(number) if number is not None else None


def _worded(labels: Sequence[str]) -> Order | None:
    fitting = [(one, places) for one in wordings() if (places := one.places(labels))]
    if not fitting or len(labels) < 2:
        return None
    ranks = [tuple(sorted(places, key=lambda at: places[at])) for _, places in fitting]
    wording, places = fitting[0]
    codes = {label: at for at, label in enumerate(ranks[0], 1)}
    agreed = len(set(ranks)) == 1
    why = "the order is that of these words in other questionnaires"
    if not agreed:
        why = "is this the order? these words stand in different orders elsewhere"
    return Order(codes, why, wording, proven=agreed)


def _answered(labels: Sequence[str]) -> Order | None:
    codes = yes_no(labels)
    return Order(codes, "1 is yes and 0 is no", ordered=False) if codes else None


def _bands(labels: Sequence[str]) -> Order | None:
    """``Less than 1 year``, ``1-2 years``, ``> 60``: by their first numbers."""
    if len(labels) > _MOST_BANDS or max(map(len, labels)) > _LONGEST_BAND:
        return None
    at = {label: _from(label) for label in labels}
    places = {label: place for label, place in at.items() if place is not None}
    if len(places) < len(labels) or len(set(places.values())) < len(places):
        return None
    ranked = sorted(places, key=lambda label: places[label])
    codes = {label: place for place, label in enumerate(ranked, 1)}
    return Order(codes, "the order is that of the first numbers in the labels")


def _from(label: str) -> tuple[float, int] | None:
    found = [_value(one) for one in _NUMBER.findall(label)]
    numbers = [one for one in found if one is not None]
    if not numbers:
        return None
    side = -1 if _UNDER.search(label) else 1 if _OVER.search(label) else 0
    return numbers[0], side


def _value(text: str) -> float | None:
    point, comma = readings(text.strip(" .,'"))
    both = [one for one in (point, comma) if one is not None]
    return max(both) if both else None  # 50,000 is no 50


def completed(labels: Sequence[str], found: Order) -> list[str]:
    """Ends of a mirrored wording that nobody chose, where the opposite end was chosen."""
    wording = found.wording
    if wording is None or not wording.mirrored:
        return []
    places = wording.places(labels) or {}
    last = len(wording.points) - 1
    added = []
    for label, at in places.items():
        middle = 2 * at == last
        if not middle and last - at not in places.values():
            phrases = wording.points[at]
            which = phrases.index(label) if label in phrases else 0
            other = wording.points[last - at]
            added.append(other[which] if which < len(other) else other[0])
    return added
