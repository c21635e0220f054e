"""The misfit that can be ruled out: T-size RMSEA and CFI.

Yuan, Chan, Marcoulides & Bentler (2016, doi:10.1080/10705511.2015.1065414); Marcoulides &
Yuan (2017, doi:10.1080/10705511.2016.1225260): with 95 % confidence RMSEA is no larger, CFI
no smaller. T-size RMSEA is the upper end of the 90 % interval of RMSEA.
"""

from __future__ import annotations

from collections.abc import Mapping

from cpsurvey.sem.inference.measures import noncentrality

LEVEL = 0.05


def rmsea(fit: Mapping[str, float | int | None], suffix: str = "") -> float | None:
    """T-size RMSEA of fit measures by lavaan's names; `suffix` ``.scaled`` or ``.robust``."""
    return fit.get(f"rmsea.ci.upper{suffix}")


def cfi(chisq: float, df: int, base: float, base_df: int, ratio: float = 1.0) -> float | None:
    """T-size CFI; None without degrees of freedom.

    Parameters
    ----------
    ratio : float
        Scaling factor of the model's test over that of the baseline's, where both are scaled.
    """
    if df <= 0 or base_df <= 0:
        return None
    most = ratio * noncentrality(max(chisq, 0.0), df, LEVEL / 2.0)
    least = noncentrality(max(base, 0.0), base_df, 1.0 - LEVEL / 2.0)
    worst = max(most, least)
    return 1.0 - most / worst if worst > 0 else 1.0


def of(fit: Mapping[str, float | int | None]) -> tuple[float | None, float | None]:
    """T-size RMSEA and CFI of a fit, from its scaled test where there is one.

    A test that is scaled and shifted stands for itself: its RMSEA and CFI are not robust
    versions but those of the test.
    """
    scaled = ".scaled" if fit.get("chisq.scaled") is not None else ""
    shifted = fit.get("chisq.shift.parameter") is not None
    robust = ".robust" if scaled and not shifted else ""
    upper = rmsea(fit, robust) if robust else None
    found = [fit.get(f"{name}{scaled}") for name in ("chisq", "baseline.chisq")]
    chisq, base = found
    df, base_df = fit.get("df"), fit.get("baseline.df")
    least = None
    if None not in (chisq, base, df, base_df):
        ratio = 1.0
        own, theirs = fit.get("chisq.scaling.factor"), fit.get("baseline.chisq.scaling.factor")
        if robust and own and theirs:
            ratio = own / theirs
        least = cfi(float(chisq or 0), int(df or 0), float(base or 0), int(base_df or 0), ratio)
    return (rmsea(fit, scaled) if upper is None else upper), least
