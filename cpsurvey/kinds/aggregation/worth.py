"""What resemblance and agreement allow: criteria one by one, never a single number.

Rules of thumb from LeBreton & Senter (2008, doi:10.1177/1094428106296642), Bliese (2000) and
Burke & Dunlap (2002, doi:10.1177/1094428102005002002).
"""

from __future__ import annotations

from dataclasses import dataclass

from cpsurvey.analysis.enough import DESCRIPTIVE
from cpsurvey.kinds.aggregation.data import Judged, Judgement, Verdict

ALPHA = 0.05
ICC1, ICC2, RWGJ = 0.05, 0.60, 0.70


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a decision rests on.

    Parameters
    ----------
    rwgj, skewed, ad : float or None
        Medians over groups; rwg(j) under the uniform and a moderately skewed null.
    counted : int
        Groups with enough members for agreement.
    response : (int, int) or None
        Groups of which half answered, and groups whose size is known.
    """

    groups: int
    icc1: float
    pvalue: float
    icc2: float
    rwgj: float | None
    skewed: float | None
    ad: float | None
    cut: float
    counted: int
    response: tuple[int, int] | None


def judged(e: Evidence) -> Judged:
    """Every criterion by its rule."""
    few = e.groups < DESCRIPTIVE
    return Judged(
        icc1="cannot" if few else _when(e.pvalue < ALPHA and e.icc1 >= ICC1),
        icc2="cannot" if few else _when(e.icc2 >= ICC2),
        rwgj="cannot" if e.rwgj is None else _when(e.rwgj >= RWGJ),
        rwgj_moderate="cannot" if e.skewed is None else _when(e.skewed >= RWGJ),
        ad="cannot" if e.ad is None else _when(e.ad <= e.cut),
        size=_when(e.counted == e.groups),
        response="cannot" if e.response is None else _when(e.response[0] == e.response[1]),
    )


def _when(true: object) -> Judgement:
    return "meets" if true else "not"


def verdict(found: Judged) -> Verdict:
    """What the criteria say together.

    Groups differ where ICC(1) meets its rule; their members agree where rwg(j) under the
    uniform null and AD both do.
    """
    agreement = {found.rwgj, found.ad}
    if "cannot" in agreement or found.icc1 == "cannot":
        return "unknown"
    agree = agreement == {"meets"}
    if found.icc1 == "meets":
        return "shared" if agree else "differ"
    return "agree" if agree else "own"
