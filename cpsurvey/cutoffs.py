"""Fixed cut-offs: of fit, of a step of measurement invariance, of a DIF."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cpsurvey.parts import FitIndex, Step, Variant

HU_BENTLER: Mapping[FitIndex, float] = {"srmr": 0.08, "rmsea": 0.06, "cfi": 0.95}
"""Of one model with three factors (Hu & Bentler, 1999, doi:10.1080/10705519909540118)."""


@dataclass(frozen=True, slots=True)
class Cutoffs:
    """Chen's changes that speak against a step: CFI down to `cfi`, and RMSEA or SRMR up."""

    cfi: float
    rmsea: float
    srmr: float
    srmr_metric: float


SMALL = 300
"""Respondents up to which Chen's stricter values hold."""
UNEQUAL = 1.5
"""Largest group over the smallest from which we call sizes unequal; Chen names no ratio."""
CHEUNG_RENSVOLD = -0.01
CONFIGURAL = (0.90, 0.10)
"""Tolerable CFI and SRMR of the first step; RMSEA is unsteady in models of few df."""
CHEN: dict[Variant, Cutoffs] = {
    "adequate": Cutoffs(cfi=-0.010, rmsea=0.015, srmr=0.010, srmr_metric=0.030),
    "stricter": Cutoffs(cfi=-0.005, rmsea=0.010, srmr=0.005, srmr_metric=0.025),
}
MODERATE, LARGE = 0.035, 0.070
"""R2 changes of Jodoin and Gierl (2001)."""


def variant(sizes: Sequence[int]) -> Variant:
    """Which values hold for these group sizes.

    References
    ----------
    Chen (2007, doi:10.1080/10705510701301834): maximum likelihood, two groups.
    """
    small = sum(sizes) <= SMALL or max(sizes) > UNEQUAL * min(sizes)
    return "stricter" if small else "adequate"


def chen(step: Step, dcfi: float, drmsea: float, dsrmr: float, at: Cutoffs) -> bool:
    """Whether a step meets Chen's rule."""
    srmr = at.srmr_metric if step in ("metric", "thresholds") else at.srmr
    return not (dcfi <= at.cfi and (drmsea >= at.rmsea or dsrmr >= srmr))


def cheung_rensvold(dcfi: float) -> bool:
    """Whether a step meets -.01 (Cheung & Rensvold, 2002, doi:10.1207/S15328007SEM0902_5)."""
    return dcfi >= CHEUNG_RENSVOLD
