"""What rival measurement models leave behind; written by `run`, read by `show`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from cpsurvey import payload as u
from cpsurvey.parts import LocalFit, Missing
from cpsurvey.results import Caveat

Model = Literal[
    "correlated",
    "one_factor",
    "second_order",
    "bifactor",
    "wording",
    "wording_free",
    "uniqueness",
]
Relation = Literal["itself", "restricted", "general", "apart"]
"""To the correlated factors: nested in them, they in it, or neither (no difference test)."""
OneOf = Literal["second_order", "one_factor"]
"""What the scales of a composite are made to be, within the whole model."""
NoTest = Literal["same", "not_nested", "no_test", "scaling"]


@u.frozen
class Difference:
    """Test against the correlated factors."""

    chisq: u.Statistic
    df: u.Count
    pvalue: u.Probability
    method: str
    scaling: u.Pure


@u.frozen
class Loading:
    """One loading; factors have variance one."""

    factor: str
    item: str
    est: u.Slope
    se: u.Error
    std: u.Std
    r2: u.Share
    std_ci: u.Limits = None


@u.frozen
class Fitted:
    """One model; `added`: factors beyond those of the scales; `fit`: by lavaan's names.

    Without a `difference`, `untested` says why, but for the correlated factors themselves.
    """

    model: Model
    relation: Relation
    added: tuple[str, ...]
    syntax: str
    converged: bool
    admissible: bool
    npar: u.Count | None
    n: u.Count | None
    fit: Mapping[str, u.Fit]
    difference: Difference | None
    untested: NoTest | None
    loadings: tuple[Loading, ...]
    problems: tuple[Caveat, ...]


@u.frozen
class Composite:
    """Scales under a factor of the second order; `equal`: by one loading for both."""

    composite: str
    of: tuple[str, ...]
    equal: bool


@u.frozen
class General:
    """The general factor of the bifactor model."""

    factor: str
    omega_h: u.Share
    ecv: u.Share


@u.frozen
class OfWording:
    """Free loading of a reversed item on the factor of wording."""

    item: str
    std: u.Std
    ci: u.Limits


@u.frozen
class Wording:
    """What reversed items share beyond their scales, of their variance; may be below zero.

    `loadings` are free ones, none where that model is not admissible.
    """

    factor: str
    items: tuple[str, ...]
    share: u.Pure
    ci: u.Limits
    loadings: tuple[OfWording, ...]


@u.frozen
class Restricted:
    """A composite made narrower, the other scales as they are, against correlated factors.

    `rmsea`: of the difference; `below`: chance of so small a difference were it .08.
    """

    model: OneOf
    difference: Difference | None
    rmsea: u.Fit
    rmsea_ci: u.Limits
    below: u.Probability


@u.frozen
class Side:
    """Standardised loading of a scale on its composite; `above`: p of its being .50."""

    scale: str
    std: u.Std
    se: u.Error
    ci: u.Limits
    pvalue: u.Probability
    above: u.Probability


@u.frozen
class Embedded:
    """A composite within the whole model: second order, then one factor; `others` scales."""

    composite: str
    of: tuple[str, ...]
    others: u.Count
    rivals: tuple[Restricted, ...]
    sides: tuple[Side, ...]
    omega_h: u.Share


@u.frozen
class Rivals(u.Payload):
    """Models in the order they were fitted, the correlated factors first."""

    scales: Mapping[str, tuple[str, ...]]
    estimator: Literal["ml", "mlr", "wlsmv"]
    missing: Missing
    cluster: str | None
    models: tuple[Fitted, ...]
    composites: tuple[Composite, ...]
    general: General | None
    wording: Wording | None
    local_fit: LocalFit | None
    embedded: tuple[Embedded, ...] = ()

    def named(self, model: Model) -> Fitted | None:
        """One of the models, where it could be written."""
        return next((one for one in self.models if one.model == model), None)
