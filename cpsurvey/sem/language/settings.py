"""How a model is fitted: every choice in one place, as asked or as it follows."""

from __future__ import annotations

from dataclasses import dataclass, field

KINDS = ("sem", "cfa", "growth")
LEAST_SQUARES = ("gls", "uls", "dwls", "wlsmv")
WEIGHTED = ("dwls", "wlsmv")
ESTIMATORS = ("ml", "mlr", "mlm", *LEAST_SQUARES)
ROBUST = ("mlr", "mlm", "wlsmv")
RANDOM_X = ("gls", "uls")
"""Estimators whose weights are those of random variables: covariates too are random."""
MISSING = ("listwise", "fiml", "pairwise")
INFORMATION = ("expected", "observed")
PARAMETERIZATIONS = ("delta", "theta")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How a model is set up and fitted; names and meaning are lavaan's.

    Parameters
    ----------
    kind : str
        ``sem``, ``cfa`` (the same defaults) or ``growth``.
    estimator, missing, information : str
        One of `ESTIMATORS`, of `MISSING` and of `INFORMATION`.
    ordered : frozenset of str
        Observed variables with thresholds in place of means.
    parameterization : str
        ``delta`` or ``theta``, for ordered variables.
    clustered : bool
        Errors allow for clusters; in a model of two levels, clusters are level 2.
    two_level : bool
        Groups are the levels of one model: 1 within, 2 between clusters.
    ngroups : int
        Groups, each with its own copy of the parameters.
    nlevels : mapping of str to int
        Categories of each ordered variable.
    """

    kind: str = "sem"
    estimator: str = "ml"
    missing: str = "listwise"
    information: str = "expected"
    meanstructure: bool = False
    std_lv: bool = False
    fixed_x: bool = True
    group_equal: tuple[str, ...] = ()
    group_partial: tuple[str, ...] = ()
    ordered: frozenset[str] = frozenset()
    parameterization: str = "delta"
    clustered: bool = False
    two_level: bool = False
    ngroups: int = 1
    nlevels: dict[str, int] = field(default_factory=dict)

    @property
    def least_squares(self) -> bool:
        """Whether a quadratic form is minimised and not a likelihood."""
        return self.estimator in LEAST_SQUARES

    @property
    def robust(self) -> bool:
        """Whether errors and tests allow for distributions, or clusters, as they are."""
        return self.estimator in ROBUST or (self.clustered and not self.two_level)
