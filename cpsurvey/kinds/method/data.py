"""What the tests of common-method variance leave behind; written by `run`, read by `show`."""

from __future__ import annotations

from typing import Literal

from cpsurvey import payload as u
from cpsurvey.parts import Missing

Estimator = Literal["ml", "mlr", "wlsmv"]
Retained = Literal["method_c", "method_u"]
Part = Literal["substantive", "method", "error"]
"""Of the variance of a scale's sum."""
Unmarked = Literal["ulmc_equal", "ulmc_free"]
Model = Literal[
    "measurement",
    "single",
    "cfa",
    "baseline",
    "method_c",
    "method_u",
    "method_r",
    "method_s05",
    "method_s01",
    "ulmc_equal",
    "ulmc_free",
]


@u.frozen
class Fitted:
    """Fit of a model: scaled and robust where `scaling` is given."""

    model: Model
    converged: bool
    admissible: bool
    npar: u.Count
    df: u.Df
    chisq: u.Statistic
    pvalue: u.Probability
    scaling: u.Pure
    cfi: u.Fit
    tli: u.Fit
    rmsea: u.Fit
    srmr: u.Fit


@u.frozen
class Test:
    """Difference of two nested models; empty where one of them is unsound."""

    restricted: Model
    general: Model
    chisq: u.Statistic
    df: u.Count | None
    pvalue: u.Probability
    method: str | None


@u.frozen
class Harman:
    """Shares of the first unrotated component and axis of the items' correlations."""

    component: u.Share
    axis: u.Share


@u.frozen
class Variance:
    """What method explains of an item's variance, and its largest loading.

    `loading` with its error and p where all are held equal; `significant` loadings.
    """

    average: u.Share
    largest: u.Std
    equal: bool
    loading: u.Slope
    se: u.Error
    pvalue: u.Probability
    significant: u.Count


@u.frozen
class Nearest:
    """The scale that the marker correlates with most."""

    scale: str
    r: u.Correlation


@u.frozen
class Reliability:
    """Parts of a scale's variance, and the share of method in both; `baseline` without it."""

    scale: str
    baseline: u.Share
    substantive: u.Share
    method: u.Share
    share: u.Share


@u.frozen
class Changed:
    """A correlation of factors without method, with it, and with more of it."""

    first: str
    second: str
    baseline: u.Correlation
    retained: u.Correlation
    s05: u.Correlation
    s01: u.Correlation


@u.frozen
class Technique:
    """The marker technique.

    Tests: Baseline and Method-C, Method-C and Method-U, Method-R and what is retained; the
    third and what follows from a retained model only where there is one. `detectable`: the
    share that is found four times in five.
    """

    tests: tuple[Test, ...]
    retained: Retained | None
    method_variance: Variance | None
    marker_factor: Nearest | None
    detectable: u.Share
    reliability: tuple[Reliability, ...]
    sensitivity: tuple[Changed, ...]


@u.frozen
class Unmeasured:
    """A method factor without a marker: mean shares, against the measurement model."""

    model: Unmarked
    method: u.Share
    substantive: u.Share
    test: Test | None


@u.frozen
class Crossed:
    """Mean correlation of the marker's items with others of one answer format."""

    options: str
    same: bool
    items: u.Count
    n: u.Count
    mean: u.Correlation
    se: u.Error
    ci: u.Limits


@u.frozen
class Pair:
    """A correlation of scores, and what is left of it; `conservative`: at the strictest."""

    first: str
    second: str
    r: u.Correlation
    pvalue: u.Probability
    adjusted: u.Correlation
    t: u.Ratio
    df: u.Count
    adjusted_p: u.Probability
    conservative: u.Correlation


@u.frozen
class Partial:
    """The correlation taken out (Lindell & Whitney) and between whom it stood.

    `first` and `second` are None where none is positive and nothing was taken out.
    """

    basis: Literal["marker", "smallest"]
    r: u.Correlation
    first: str | None
    second: str | None
    largest: u.Correlation
    n: u.Count
    pairs: tuple[Pair, ...]


@u.frozen
class Method(u.Payload):
    """`technique` is None without a marker of two items."""

    scales: tuple[str, ...]
    items: u.Count
    marker: str | None
    marker_items: tuple[str, ...]
    estimator: Estimator
    missing: Missing
    harman: Harman
    models: tuple[Fitted, ...]
    single: Test | None
    technique: Technique | None
    ulmc: tuple[Unmeasured, ...]
    crossed: tuple[Crossed, ...]
    partial: Partial | None
