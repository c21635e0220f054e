"""Models fitted one after the other to the same answers, and compared."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis.fits import Fits
from cpsurvey.analysis.numbers import number, robust
from cpsurvey.errors import CpsurveyError
from cpsurvey.kinds.method.data import Estimator, Fitted, Model, Test
from cpsurvey.parts import Missing
from cpsurvey.results import Caveat
from cpsurvey.sem.after.compare import difference
from cpsurvey.sem.semfit import SemFit

Array = NDArray[np.float64]


@dataclass
class Series:
    """Fits of several models to the same columns.

    Parameters
    ----------
    data : mapping of str to (n,) array
    run : Fits
        Models fitted in this run.
    ordered : sequence of str
        Items taken as ordered categories.
    forgiven : collection of str
        Models that may fail without the whole analysis being unsound.
    tick : callable
        Called after every fit.
    """

    data: Mapping[str, Array]
    estimator: Estimator
    missing: Missing
    run: Fits = field(default_factory=Fits)
    ordered: Sequence[str] = ()
    forgiven: Collection[Model] = ()
    tick: Callable[[], None] = lambda: None
    fits: dict[Model, SemFit] = field(default_factory=dict)
    caveats: list[Caveat] = field(default_factory=list)

    def add(self, name: Model, syntax: str, items: Sequence[str]) -> SemFit | None:
        """Fit a model on `items`; None, and a caveat, when that is not possible."""
        key = frozenset(items)
        try:
            found = self.run.fit(
                syntax,
                {item: self.data[item] for item in items},
                kind="cfa",
                estimator=self.estimator,
                missing=self.missing,
                ordered=[item for item in self.ordered if item in key],
                std_lv=True,
            )
        except CpsurveyError as error:
            values = {
                "fitted": f"method_model_{name}",
                "message": error.message,
                "fix": error.fix or "",
            }
            self.caveats.append(Caveat("method_not_fitted", "warning", values))
            return None
        finally:
            self.tick()
        self.fits[name] = found
        if not found.admissible:
            self.caveats.append(self._inadmissible(name, found))
        return found

    def _inadmissible(self, name: Model, found: SemFit) -> Caveat:
        codes = [r for r in found.remarks if r.severity == "inadmissible"]
        variables = sorted(
            {str(r.values["variables"]) for r in codes if "variables" in r.values}
        )
        severity = "warning" if name in self.forgiven else "inadmissible"
        code = "method_inadmissible" if found.converged else "method_not_converged"
        return Caveat(
            code,
            severity,
            {"fitted": f"method_model_{name}", "variables": ", ".join(variables) or "–"},
        )

    def sound(self, *names: Model) -> bool:
        """Whether all these models were fitted and are admissible."""
        return all(name in self.fits and self.fits[name].admissible for name in names)

    def test(self, restricted: Model, general: Model) -> Test | None:
        """Chi-square difference of two nested models; None when one of them is unsound."""
        if not self.sound(restricted, general):
            return None
        pair = self.fits[restricted], self.fits[general]
        for method in ("default", "satorra.2000", "plain"):
            if method == "satorra.2000" and self.missing == "fiml":
                continue  # it needs complete cases
            try:
                found = difference(*pair, method)
            except CpsurveyError:
                continue
            return Test(
                restricted=restricted,
                general=general,
                chisq=number(found.chisq),
                df=found.df,
                pvalue=found.pvalue,
                method=found.method,
            )
        return None

    def rows(self) -> tuple[Fitted, ...]:
        """Fit of every model."""
        return tuple(_row(name, found) for name, found in self.fits.items())


def _row(name: Model, found: SemFit) -> Fitted:
    scaled = found.fit.get("chisq.scaled") is not None
    shown = found.fit if found.converged else {}
    suffix = ".scaled" if scaled else ""
    return Fitted(
        model=name,
        converged=found.converged,
        admissible=found.admissible,
        npar=found.npar,
        df=found.fit.get("df"),
        chisq=shown.get(f"chisq{suffix}"),
        pvalue=shown.get(f"pvalue{suffix}"),
        scaling=found.fit.get("chisq.scaling.factor") if scaled else None,
        cfi=robust(shown, "cfi"),
        tli=robust(shown, "tli"),
        rmsea=robust(shown, "rmsea"),
        srmr=robust(shown, "srmr"),
    )


def values(found: SemFit, op: str, *, standard: bool = False) -> dict[tuple[str, str], float]:
    """(lhs, rhs) -> estimate, or completely standardised one, of the parameters `op`."""
    return {
        (p.lhs, p.rhs): float(p.std_all if standard and p.std_all is not None else p.est)
        for p in found.estimates
        if p.op == op
    }
