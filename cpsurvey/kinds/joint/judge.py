"""From the sides of the evidence to a verdict, by rule."""

from __future__ import annotations

from collections.abc import Sequence

from cpsurvey.kinds.joint.data import Number, Says, Side, Verdict
from cpsurvey.payload import Interval


def side(ci: Interval | None, *, turned: bool = False) -> Side | None:
    """Where an interval lies, of a claim that more is so; None without an interval."""
    if ci is None:
        return None
    if not ci.apart:
        return "open"
    return "for" if (ci.lower > 0) is not turned else "against"


def verdict(numbers: Sequence[Number | None], says: Says) -> tuple[Verdict, int, int]:
    """Verdict, how many intervals lie on its side, and how many there are.

    Only what has an interval is weighed; what people said makes no test. One clear interval
    beside none is complementary, beside one that includes zero inconclusive.
    """
    sides = [one.side for one in numbers if one is not None and one.side is not None]
    clear = [one for one in sides if one != "open"]
    most = max((clear.count(one) for one in set(clear)), default=0)
    if len(set(clear)) > 1:
        return "divergent", most, len(sides)
    if len(clear) > 1:
        return "convergent", most, len(sides)
    if len(clear) == 1:
        return ("complementary" if len(sides) == 1 else "inconclusive"), most, len(sides)
    if sides:
        return "inconclusive", 0, len(sides)
    described = any(one is not None and one.side is None for one in numbers)
    return ("complementary" if described or says != "silent" else "silent"), 0, 0
