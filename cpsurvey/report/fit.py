"""Fit measures as tables show them: scaled and robust ones where they are there (T8)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cpsurvey.payload import Df, Fit, Limits, Probability, Pure, Statistic, limits


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """What is shown of the fit of a model."""

    chisq: Statistic
    df: Df
    pvalue: Probability
    scaling: Pure
    cfi: Fit
    tli: Fit
    rmsea: Fit
    rmsea_ci: Limits
    srmr: Fit
    aic: Fit
    bic: Fit


def measures(found: Mapping[str, float | None]) -> Measures:
    """Choose among the measures of a fit, by lavaan's names."""
    scaled = found.get("chisq.scaled") is not None
    test = ".scaled" if scaled else ""

    def best(name: str) -> float | None:
        for suffix in (".robust", ".scaled") if scaled else ():
            if (value := found.get(f"{name}{suffix}")) is not None:
                return value
        return found.get(name)

    return Measures(
        chisq=found.get(f"chisq{test}"),
        df=found.get("df"),
        pvalue=found.get(f"pvalue{test}"),
        scaling=found.get("chisq.scaling.factor") if scaled else None,
        cfi=best("cfi"),
        tli=best("tli"),
        rmsea=best("rmsea"),
        rmsea_ci=limits(best("rmsea.ci.lower"), best("rmsea.ci.upper")),
        srmr=found.get("srmr"),
        aic=found.get("aic"),
        bic=found.get("bic"),
    )
