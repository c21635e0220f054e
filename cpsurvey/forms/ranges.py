"""Smallest and largest answer, where a condition of the form says no more than that."""

from __future__ import annotations

import re

_PART = re.compile(r"\.\s*(>=|<=|>|<)\s*(-?\d{1,15}(?:\.\d{1,15})?)")
_AND = re.compile(r"\s+and\s+", re.I)


def limits(condition: str, *, whole: bool) -> tuple[float | None, float | None, str]:
    """Limits that ``. >= 5 and . <= 72`` sets, and the condition where it says more.

    Parameters
    ----------
    whole : bool
        Answers are whole numbers: ``. > 5`` is 6 and more. Of other numbers it stays a
        condition, as 5 itself is no answer.
    """
    said = condition.strip().strip("()").strip()
    low: float | None = None
    high: float | None = None
    if not said or len(said) > 200:
        return None, None, said
    for part in _AND.split(said):
        found = _PART.fullmatch(part.strip())
        if not found or (found[1] in "<>" and not whole):
            return None, None, condition
        number = float(found[2])
        if found[1] in ("<", ">") and not number.is_integer():
            return None, None, condition
        if found[1].startswith(">"):
            low = number + (found[1] == ">")
        else:
            high = number - (found[1] == "<")
    return low, high, ""
