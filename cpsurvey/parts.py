"""Parts of payloads that several kinds leave behind."""

from __future__ import annotations

from typing import Any, Literal

from cpsurvey import payload as u

Skipped = Literal["available", "complete"]
"""Whether respondents who skipped an item count."""
Matrix = Literal["pearson", "polychoric"]
"""What correlations among items are."""
Gaps = Literal["none", "em", "pairwise", "complete"]
"""What became of missing answers: none; all answers by EM or pair by pair; left out."""
Errors = Literal["classical", "hc3", "cr1", "cr2"]
"""Kinds of standard errors of a regression."""
Omega = Literal["omega_total", "omega_categorical"]
"""Reliability of a sum: of numbers, or of ordered answers."""
Verdict = Literal["meets", "does_not_meet", "cannot_be_judged", "inadmissible"]
"""What a whole interval says of a threshold."""
Role = Literal["specific", "total_indirect", "direct", "total", "difference"]
"""What an effect of a mediation is."""
Missing = Literal["listwise", "fiml", "pairwise"]
"""What is done about missing answers."""
Treated = Literal["listwise", "fiml", "pairwise", "imputed"]
"""The same of a model that is fitted once."""
Filled = Literal["listwise", "imputed"]
"""The same of a regression: left out, or drawn several times."""
Mark = Literal["shown", "small", "withheld"]
"""How a count is told: itself, only that it is below k, or not at all."""
Metric = Literal["all", "nox"]
"""What a standardised effect is per: a standard deviation of its source, or a unit."""
Estimator = Literal["ml", "mlr", "mlm", "gls", "uls", "dwls", "wlsmv"]
"""Of a model, by lavaan's names."""
Unjudged = Literal[
    "no_checks",
    "no_self_report",
    "no_times",
    "few_pages",
    "short_pages",
    "few_respondents",
    "few_scales",
    "few_reversed",
    "few_pairs",
]
"""Why nobody could be judged by a rule of screening."""
Step = Literal["configural", "thresholds", "metric", "scalar", "strict"]
"""Of a ladder of measurement: what is held equal from here on."""
Rule = Literal["chen", "cheung_rensvold"]
"""What decides whether a step holds."""
Judged = Literal["meets", "does_not_meet"]
Decision = Literal["meets", "does_not_meet", "cannot_be_judged", "not_converged"]
"""Of a step."""
Parameter = Literal["thresholds", "loadings", "intercepts", "residuals"]
"""What a step holds equal."""
Stopped = Literal["not_met", "not_converged", "not_tested", "not_fitted"]
"""Why no further step was taken."""
FitIndex = Literal["srmr", "rmsea", "cfi"]
"""Measures of fit that have cut-offs."""
Variant = Literal["adequate", "stricter"]
"""Which of Chen's values hold."""


@u.frozen
class Term:
    """A coefficient with its test against zero; `df` is None where that is a z test."""

    term: str
    b: u.Slope
    se: u.Error
    df: u.Df
    t: u.Ratio
    pvalue: u.Probability
    ci: u.Limits


@u.frozen
class Standing(Term):
    """The same in standard deviations too, which its interval takes as known.

    `beta` is None for an intercept.
    """

    beta: u.Std = None
    beta_ci: u.Limits = None


@u.frozen
class Imputation:
    """Completed data sets whose results are pooled, and what they rest on.

    `incomplete` respondents lacked something; `lost` is the largest fraction of missing
    information, `unsettled` the largest potential scale reduction of what was imputed.
    """

    sets: u.Count
    incomplete: u.Count
    lost: u.Share
    unsettled: u.Ratio


@u.frozen
class Standardised:
    """A standardised effect, with three kinds of interval: delta, Monte Carlo, bootstrap.

    `metric`: ``all`` as in lavaan's std.all, SD of the outcome per SD of the source; ``nox``
    as in std.nox, per unit of a source of two values, of which nobody moves by one SD. `mc_p`
    is the p of the Monte Carlo draws; both are those of the path where the effect is one path.
    """

    metric: Metric
    est: u.Standard
    se: u.Error
    ci: u.Limits
    mc: u.Limits
    boot: u.Limits
    mc_p: u.Probability = None


@u.frozen
class Effect:
    """A defined effect, with three kinds of interval: delta, Monte Carlo, bootstrap.

    `std_all` is lavaan's; `standard` the standardised effect to read, with its intervals.
    `pvalue` is of the delta method, `mc_p` of the Monte Carlo draws; of an effect that is one
    path, `mc` and `mc_p` are the interval and the p of this path.
    """

    name: str
    expression: str
    est: u.Slope
    se: u.Error
    z: u.Ratio
    pvalue: u.Probability
    ci: u.Limits
    mc: u.Limits
    boot: u.Limits
    std_all: u.Std
    standard: Standardised | None = None
    mc_p: u.Probability = None


@u.frozen
class Bootstrap:
    """Draws behind bootstrap intervals, and how many of them failed."""

    kind: Literal["cases", "clusters"]
    draws: u.Count
    failed: u.Count
    inadmissible: u.Count


@u.frozen
class ResidualCorrelation:
    """Observed minus implied correlation of two observed variables."""

    first: str
    second: str
    group: u.Count
    residual: u.Correlation


@u.frozen
class Modification:
    """A parameter a model leaves out, in lavaan's syntax; `sepc` is fully standardised."""

    lhs: str
    op: str
    rhs: str
    group: u.Count
    mi: u.Statistic
    epc: u.Pure
    sepc: u.Pure


@u.frozen
class LocalFit:
    """Where a model does not fit: the largest of both, largest first."""

    residuals: tuple[ResidualCorrelation, ...]
    modifications: tuple[Modification, ...]


@u.frozen
class Groups:
    """How many groups of a variable there are among those analysed."""

    variable: str
    groups: u.Count


@u.frozen
class Correlated:
    """Correlations among items; `n` is what tests count: respondents, or the harmonic mean."""

    n: u.Count
    matrix: Matrix
    missing: Gaps


@u.frozen
class Coefficients:
    """Every coefficient of a scale's reliability in one sample; None is what has none.

    `n` respondents answered every item, `omega_n` count for `omega_total`. `headline` names
    what `reliability` is, `inadmissible` the coefficients whose models are,
    `inter_item_pair` the items of the lowest correlation.
    """

    n: u.Count
    alpha: u.Reliability = None
    alpha_ci: u.Limits = None
    alpha_std: u.Reliability = None
    lambda6: u.Reliability = None
    omega_total: u.Reliability = None
    omega_ci: u.Limits = None
    omega_observed: u.Reliability = None
    omega_n: u.Count | None = None
    omega_categorical: u.Reliability = None
    omega_categorical_ci: u.Limits = None
    ordinal_alpha: u.Reliability = None
    ave: u.Share = None
    ave_ci: u.Limits = None
    h: u.Reliability = None
    h_ci: u.Limits = None
    inter_item_mean: u.Correlation = None
    inter_item_min: u.Correlation = None
    inter_item_max: u.Correlation = None
    inter_item_covariance: u.Score = None
    inter_item_pair: tuple[str, str] | None = None
    headline: Omega | Literal["alpha"] | None = None
    reliability: u.Reliability = None
    reliability_ci: u.Limits = None
    inadmissible: tuple[Omega, ...] = ()
    draws_failed: u.Count = 0
    draws_inadmissible: u.Count = 0

    def omega(self, which: Omega) -> tuple[float | None, u.Interval | None]:
        """One of the omegas, and its interval."""
        if which == "omega_total":
            return self.omega_total, self.omega_ci
        return self.omega_categorical, self.omega_categorical_ci


@u.frozen
class Change:
    """By how much a group would differ once a parameter is free; `threshold` from 1."""

    group: str
    threshold: u.Place | None
    epc: u.Pure


@u.frozen
class Freed:
    """An item that was freed, with the score test that chose it (no p if ordered)."""

    item: str
    step: Step
    parameter: Parameter
    chisq: u.Statistic
    df: u.Df
    pvalue: u.Probability
    change: tuple[Change, ...]


@u.frozen
class Rung:
    """A line of a ladder: a model, and what it loses against the one before it.

    `freed` are the items freed at this step so far, `remarks` what makes it inadmissible;
    `chen` and `cheung_rensvold` are None where a change is unknown.
    """

    step: Step
    converged: bool
    admissible: bool
    remarks: tuple[str, ...]
    freed: tuple[str, ...]
    decision: Decision
    chisq: u.Statistic = None
    df: u.Df = None
    pvalue: u.Probability = None
    cfi: u.Fit = None
    rmsea: u.Fit = None
    srmr: u.Fit = None
    dcfi: u.Fit = None
    drmsea: u.Fit = None
    dsrmr: u.Fit = None
    dchisq: u.Statistic = None
    ddf: u.Df = None
    dpvalue: u.Probability = None
    chen: Judged | None = None
    cheung_rensvold: Judged | None = None


def degrees(data: Any) -> float | None:
    """Degrees of freedom of the errors of a model's result; None where they are normal.

    What `cpsurvey.sem.inference.reference` says of a fit, of what is kept of one.
    """
    clusters = getattr(data, "clusters", None)
    weighted = getattr(data, "estimator", "") in ("dwls", "wlsmv")
    return clusters - 1.0 if weighted and clusters else None
